"""Reading a codebook that is a table: one row a code, the family's own cells beside it.

Only `family` and `code` are needed. What belongs to a family (`scale`, `exclusive`, `family_…`) may stand
on any of its rows and must not differ between them. A row without a code makes its family known, so that
an empty family travels too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from core.commands.scheme import NewCode, NewFamily
from core.errors import InvalidInput
from core.exchange.codebook.aliases import parted
from core.exchange.codebook.columns import REQUIRED, languages_of
from core.exchange.codebook.draft import DraftMaker, SchemeDraft
from core.exchange.codebook.grids import Grid, cell_name
from core.exchange.tables import Row
from core.model.scheme import RULE, Scale

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SCALES = {scale.value: scale for scale in Scale}
_OF_FAMILY = ("family", "scale", "exclusive")
_ONE_WORD = ("scale", "exclusive", "family_guid")


def draft_of(grid: Grid, columns: Mapping[str, str], family: str = "") -> SchemeDraft:
    """Make the draft of a table whose `columns` are known, our name -> theirs.

    Where there is no column for it, all codes go into the family named, if one is.
    """
    for column in REQUIRED:
        if column not in columns and not (column == "family" and family):
            raise InvalidInput(
                "{table} has no column {column}. It needs: {required}.",
                table=grid.name,
                column=column,
                required=", ".join(REQUIRED),
            )
    maker = DraftMaker(grid.name)
    maker.notes.extend(grid.notes)
    add_rows(maker, list(_rows(grid, columns, family)))
    passed_over = [heading for heading in grid.header if heading and heading not in columns.values()]
    if passed_over:
        maker.notes.append(f"Columns passed over: {', '.join(passed_over)}.")
    return maker.made()


def add_rows(maker: DraftMaker, rows: Sequence[Row]) -> None:
    """Give the maker all families and codes of rows whose cells bear our columns' names."""
    by_family: dict[str, list[Row]] = {}
    for row in rows:
        by_family.setdefault(row.name("family"), []).append(row)
    for name, own in by_family.items():
        _add_family(maker, name, own)
    for row in rows:
        if row.get("code").strip() or _says_more_than_its_family(row):
            _add_code(maker, row)


def _rows(grid: Grid, columns: Mapping[str, str], family: str) -> Iterator[Row]:
    places = {ours: grid.header.index(theirs) for ours, theirs in columns.items()}
    others = {ours: theirs for ours, theirs in columns.items() if theirs.strip().lower() != ours}
    at = {place: theirs for theirs, place in zip(columns.values(), places.values(), strict=True)}
    for (number, place), template in grid.faults.items():
        if place in at and number > 1:
            raise Row(grid.name, number, {}).fault(
                at[place], template, cell=f"Cell {cell_name(number, place)}"
            )
    for number, cells in grid.rows:
        said = {ours: _cell(cells, place) for ours, place in places.items()}
        if any(cell.strip() for cell in said.values()):
            given = said if "family" in said else {"family": family, **said}
            yield Row(grid.name, number, given, others)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _says_more_than_its_family(row: Row) -> bool:
    """Tell whether a row without a code holds cells of one; then the code's name is missing."""
    return any(
        cell.strip()
        for column, cell in row.cells.items()
        if column not in _OF_FAMILY and not column.startswith("family_")
    )


def _add_family(maker: DraftMaker, name: str, rows: list[Row]) -> None:
    scale, place = _said_once(rows, "scale")
    if scale and scale not in _SCALES:
        raise place.fault("scale", "{scale} is neither nominal nor ordinal.", scale=scale)
    exclusive, place = _said_once(rows, "exclusive")
    guid, at = _said_once(rows, "family_guid")
    languages = languages_of(_columns(rows), "family_", "name")
    family = NewFamily(
        name,
        _SCALES[scale or Scale.NOMINAL.value],
        place.truth("exclusive", otherwise=False),
        _said_once(rows, "family_definition")[0],
        _said_once(rows, "family_source")[0],
        _filled({language: _said_once(rows, column)[0] for language, column in languages.items()}),
        _family_texts(rows),
        _guid(at, "family_guid", guid),
    )
    silent = {"scale": scale, "exclusive": exclusive}
    maker.add_family(family, _place(rows[0]), _silent(silent))


def _family_texts(rows: list[Row]) -> dict[str, dict[str, str]]:
    columns = languages_of(_columns(rows), "family_", "definition")
    said = _filled({language: _said_once(rows, column)[0] for language, column in columns.items()})
    return {"definition": said} if said else {}


def _columns(rows: list[Row]) -> dict[str, None]:
    return dict.fromkeys(column for row in rows for column in row.cells if column.startswith("family_"))


def _said_once(rows: list[Row], column: str) -> tuple[str, Row]:
    """Return what the family's rows say in a column, and the row that says it first."""
    said, place = "", rows[0]
    for row in rows:
        cell = row.get(column)
        if not cell.strip():
            continue
        if column in _ONE_WORD:
            cell = cell.strip().lower()
        if said and cell != said:
            raise row.fault(
                column,
                "The family {family} has {said} in {kind} {other}, and {cell} here.",
                family=row.name("family"),
                said=said,
                kind=row.unit,
                other=place.number,
                cell=cell,
            )
        if not said:
            said, place = cell, row
    return said, place


def _add_code(maker: DraftMaker, row: Row) -> None:
    retired = row.truth("retired", otherwise=False)
    code = NewCode(
        row.name("family"),
        row.name("code"),
        row.get("parent").strip(),
        row.get("colour").strip(),
        row.get("shortcut").strip(),
        row.truth("codable", otherwise=True),
        **{text: row.get(text) for text in RULE},
        source=row.get("source"),
        aliases=parted(row.get("aliases")),
        names=_translations(row, "name"),
        texts={text: said for text in RULE if (said := _translations(row, text))},
        is_active=not retired,
        guid=_guid(row, "guid", row.get("guid").strip().lower()),
    )
    silent = {column: row.get(column) for column in ("parent", "codable", "retired")}
    maker.add_code(code, _place(row), _silent(silent))


def _place(row: Row) -> str:
    return f"{row.unit} {row.number}"


def _silent(said: Mapping[str, str]) -> frozenset[str]:
    return frozenset(column for column, cell in said.items() if not cell.strip())


def _translations(row: Row, field: str) -> dict[str, str]:
    columns = languages_of(row.cells, "", field)
    return _filled({language: row.get(column) for language, column in columns.items()})


def _filled(said: Mapping[str, str]) -> dict[str, str]:
    return {language: words for language, words in said.items() if words.strip()}


def _guid(row: Row, column: str, written: str) -> str:
    guid = written.strip("{}")
    if guid and not _GUID.fullmatch(guid):
        raise row.fault(column, "{guid} is no GUID. Leave the cell empty for a new code.", guid=written)
    return guid
