"""Writing a codebook as a table that `table_in` reads back, as CSV or XLSX.

The spreadsheet goes round among people who rename codes in it, so it bears GUIDs, in its last columns. The
CSV has none: two projects with the same scheme write the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from core.exchange.codebook.aliases import joined
from core.exchange.codebook.columns import CODE_COLUMNS, FAMILY_COLUMNS, GUID_COLUMNS
from core.exchange.codebook.grids import SHEET
from core.exchange.sheets import Column, Sheet, write_xlsx
from core.exchange.tables import Cell, write_csv
from core.model.scheme import RULE, Code, Family, Scheme
from core.queries.projects import project
from core.queries.schemes import scheme
from core.storage.driver import Database

_LONG_TEXT, _SHORT_TEXT = 40, 22


def export_csv(db: Database, path: Path) -> int:
    """Write the codebook as CSV; returns how many codes."""
    whole = scheme(db)
    columns, rows = table_of(whole)
    write_csv(path, columns, rows)
    return len(whole.codes)


def export_xlsx(db: Database, path: Path) -> tuple[int, tuple[str, ...]]:
    """Write the codebook as a spreadsheet; returns how many codes, and a sentence for what was cut."""
    whole = scheme(db)
    columns, rows = table_of(whole, with_guids=True)
    sheet = Sheet(SHEET, [Column(name, _width(name)) for name in columns], project(db).created)
    _, notes = write_xlsx(path, sheet, rows)
    return len(whole.codes), notes


def table_of(whole: Scheme, *, with_guids: bool = False) -> tuple[Sequence[str], Iterator[list[Cell]]]:
    """Return the header and the rows of a scheme: our columns, then other languages, the family's, GUIDs."""
    translated = _translated(whole.codes, RULE)
    of_family = _translated(whole.families, ("definition",))
    columns = (
        *CODE_COLUMNS,
        *(f"{field}_{language}" for field, language in translated),
        *FAMILY_COLUMNS,
        *(f"family_{field}_{language}" for field, language in of_family),
        *GUID_COLUMNS,
    )
    rows = _rows(whole, translated, of_family)
    if with_guids:
        return columns, rows
    return columns[: -len(GUID_COLUMNS)], (row[: -len(GUID_COLUMNS)] for row in rows)


_Translated = list[tuple[str, str]]


def _translated(those: Iterable[Code | Family], texts: Sequence[str]) -> _Translated:
    """Return which fields are said in which languages, in the fields' order."""
    found = {
        (field, language)
        for one in those
        for field, said in (("name", one.names), *one.texts.items())
        for language, words in said.items()
        if words.strip()
    }
    rank = ("name", *texts)
    return sorted(
        (each for each in found if each[0] in rank), key=lambda each: (rank.index(each[0]), each[1])
    )


def _rows(whole: Scheme, translated: _Translated, of_family: _Translated) -> Iterator[list[Cell]]:
    names = {code.id: code.name for code in whole.codes}
    for family in whole.families:
        # said once: a family's definition may be long
        about = [_said(family.definition), _said(family.source), *_translations(family, of_family)]
        codes = whole.codes_of(family.id)
        if not codes:
            blank = [""] * (len(CODE_COLUMNS) - 5 + len(translated))
            scale = [family.scale.value, _yes(family.is_exclusive)]
            yield [family.name, "", "", *scale, *blank, *about, "", family.guid]
        for code in codes:
            parent = names[code.parent] if code.parent is not None else ""
            own = [*_cells(family, code, parent), *_translations(code, translated)]
            yield [*own, *about, code.guid, family.guid]
            about = [""] * len(about)


def _cells(family: Family, code: Code, parent: str) -> list[Cell]:
    return [
        family.name,
        code.name,
        parent,
        family.scale.value,
        _yes(family.is_exclusive),
        _yes(code.is_codable),
        *(getattr(code, text) for text in RULE),
        code.colour,
        code.shortcut,
        code.source,
        joined(code.aliases),
        _yes(not code.is_active),
    ]


def _translations(one: Code | Family, wanted: _Translated) -> list[str]:
    said: Mapping[str, Mapping[str, str]] = {"name": one.names, **one.texts}
    return [_said(said.get(field, {}).get(language, "")) for field, language in wanted]


def _said(text: str) -> str:
    """Return the text, or nothing for one that is blank, as it would be read back."""
    return text if text.strip() else ""


def _yes(claim: bool) -> str:
    return "yes" if claim else "no"


def _width(column: str) -> int:
    field = column.removeprefix("family_").partition("_")[0]
    if field in RULE:
        return _LONG_TEXT
    return _SHORT_TEXT if field in ("family", "code", "parent", "name", "source", "aliases") else 12
