"""The coding scheme as a table: one row a code, the family's own cells beside it.

Only `family` and `code` are needed. What belongs to a family (`scale`, `exclusive`, `family_…`) may stand
on any of its rows and must not differ between them. A row without a code makes its family known, so that
an empty family travels too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.errors import InvalidInput, NotFound
from core.exchange.tables import Cell, Row, Table, parse_csv, read_csv, write_csv
from core.model.scheme import Code, Family, Scale, Scheme
from core.queries.schemes import scheme
from core.storage.driver import Database

REQUIRED = ("family", "code")
BUILT_IN = ("defection", "interviews", "empty")

_TEXTS = ("short", "definition", "include", "exclude", "typical", "borderline", "source")
_FAMILY_TEXTS = ("family_definition", "family_source")
_COLUMNS = (
    *("family", "code", "parent", "scale", "exclusive", "codable", "short", "definition", "include"),
    *("exclude", "typical", "borderline", "colour", "shortcut", "source", "aliases"),
)
_NAME = re.compile(r"(family_)?name_(?P<language>[a-z0-9-]+)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_SCALES = {scale.value: scale for scale in Scale}
_BETWEEN_ALIASES = " | "
_NOTHING = Scheme((), ())


@dataclass(frozen=True, slots=True)
class SchemeRead:
    """A scheme that was read, as the act that adds it; `notes` are sentences about what was passed over."""

    command: AddToScheme
    notes: tuple[str, ...] = ()


def builtin_scheme(name: str) -> AddToScheme:
    """Return a scheme that comes with Glossator; `empty` holds nothing."""
    if name not in BUILT_IN:
        raise NotFound(
            "There is no built-in scheme {name}. There are: {known}.", name=name, known=", ".join(BUILT_IN)
        )
    if name == "empty":
        return AddToScheme()
    text = files("resources").joinpath("schemes", f"{name}.csv").read_text(encoding="utf-8")
    return _scheme_from(parse_csv(text, f"{name}.csv", REQUIRED), _NOTHING).command


def scheme_named(choice: str) -> SchemeRead:
    """Return the built-in scheme of this name, or read the file: what the command line's `--scheme` takes."""
    if choice in BUILT_IN:
        return SchemeRead(builtin_scheme(choice))
    return read_scheme(Path(choice))


def read_scheme(path: Path, known: Scheme = _NOTHING) -> SchemeRead:
    """Read a scheme that is to be added to `known`; raises `InvalidInput` naming row and field."""
    if path.suffix.lower() != ".csv":
        raise InvalidInput(
            "{name} is no scheme Glossator reads. Give a .csv file, or one of the built-in schemes: {known}.",
            name=path.name,
            known=", ".join(BUILT_IN),
        )
    return _scheme_from(read_csv(path, REQUIRED), known)


def export_scheme(db: Database, path: Path) -> int:
    """Write the whole scheme as a table that `read_scheme` reads; returns how many codes."""
    whole = scheme(db)
    languages = _languages(code.names for code in whole.codes)
    family_languages = _languages(family.names for family in whole.families)
    columns = (
        *_COLUMNS,
        *(f"name_{language}" for language in languages),
        *_FAMILY_TEXTS,
        *(f"family_name_{language}" for language in family_languages),
    )
    rows = _rows(whole, languages, family_languages)
    write_csv(path, columns, rows)
    return len(whole.codes)


def _rows(whole: Scheme, languages: list[str], family_languages: list[str]) -> Iterator[list[Cell]]:
    names = {code.id: code.name for code in whole.codes}
    for family in whole.families:
        # said once: a family's definition may be long
        about = [_said(family.definition), _said(family.source), *_names(family.names, family_languages)]
        codes = whole.codes_of(family.id)
        if not codes:
            blank = [""] * (len(_COLUMNS) - 5 + len(languages))
            yield [family.name, "", "", family.scale.value, _yes(family.is_exclusive), *blank, *about]
        for code in codes:
            parent = names[code.parent] if code.parent is not None else ""
            yield [*_code_cells(family, code, parent), *_names(code.names, languages), *about]
            about = [""] * len(about)


def _languages(names: Iterable[Mapping[str, str]]) -> list[str]:
    return sorted({language for each in names for language, name in each.items() if name.strip()})


def _names(names: Mapping[str, str], languages: Iterable[str]) -> list[str]:
    return [_said(names.get(language, "")) for language in languages]


def _said(text: str) -> str:
    """Return the text, or nothing for one that is blank, as it would be read back."""
    return text if text.strip() else ""


def _code_cells(family: Family, code: Code, parent: str) -> list[Cell]:
    return [
        family.name,
        code.name,
        parent,
        family.scale.value,
        _yes(family.is_exclusive),
        _yes(code.is_codable),
        code.short,
        code.definition,
        code.include,
        code.exclude,
        code.typical,
        code.borderline,
        code.colour,
        code.shortcut,
        code.source,
        _BETWEEN_ALIASES.join(code.aliases),
    ]


def _yes(claim: bool) -> str:
    return "yes" if claim else "no"


def _scheme_from(table: Table, known: Scheme) -> SchemeRead:
    """Make the families and codes of a table; every fault names its row and field."""
    codes = _Codes(known)
    by_family: dict[str, list[Row]] = {}
    made = []
    for row in table.rows:
        family = row.name("family")
        by_family.setdefault(family, []).append(row)
        if row.get("code").strip() or _says_more_than_its_family(row):
            made.append(codes.made_of(row, family))
    codes.check_parents()
    families = [_family(name, rows) for name, rows in by_family.items()]
    _check_family_names(by_family, known)
    present = {family.name for family in known.families}
    command = AddToScheme(tuple(new for new in families if new.name not in present), tuple(made))
    return SchemeRead(command, _notes(table, [name for name in by_family if name in present]))


def _notes(table: Table, kept: list[str]) -> tuple[str, ...]:
    notes = [f"The family {name} is there already and keeps its own scale and definition." for name in kept]
    if ignored := table.unknown_columns(_is_known):
        notes.append(f"Columns passed over: {', '.join(ignored)}.")
    return tuple(notes)


def _is_known(column: str) -> bool:
    return column in _COLUMNS or column in _FAMILY_TEXTS or _NAME.fullmatch(column) is not None


def _says_more_than_its_family(row: Row) -> bool:
    """Tell whether a row without a code holds cells of one; then the code's name is missing."""
    own = set(_COLUMNS) - {"family", "code", "scale", "exclusive"}
    return any(
        cell.strip() for column, cell in row.cells.items() if column in own or column.startswith("name_")
    )


def _check_family_names(by_family: Mapping[str, list[Row]], known: Scheme) -> None:
    """Refuse two families that differ in capital letters only: one of them is a slip."""
    spelled = {family.name.casefold(): family.name for family in known.families}
    for name, rows in by_family.items():
        other = spelled.setdefault(name.casefold(), name)
        if other != name:
            raise rows[0].fault("family", "There is a family {other} already. Write it alike.", other=other)


def _family(name: str, rows: list[Row]) -> NewFamily:
    scale, place = _said_once(rows, "scale")
    if scale and scale not in _SCALES:
        raise place.fault("scale", "{scale} is neither nominal nor ordinal.", scale=scale)
    _, place = _said_once(rows, "exclusive")
    languages = [column for column in rows[0].cells if column.startswith("family_name_")]
    names = {column.removeprefix("family_name_"): _said_once(rows, column)[0] for column in languages}
    return NewFamily(
        name,
        _SCALES[scale or Scale.NOMINAL.value],
        place.truth("exclusive", otherwise=False),
        _said_once(rows, "family_definition")[0],
        _said_once(rows, "family_source")[0],
        {language: said for language, said in names.items() if said},
    )


def _said_once(rows: list[Row], column: str) -> tuple[str, Row]:
    """Return what the family's rows say in a column, and the row that says it first."""
    said, place = "", rows[0]
    for row in rows:
        cell = row.get(column)
        if not cell.strip():
            continue
        if column in ("scale", "exclusive"):
            cell = cell.strip().lower()
        if said and cell != said:
            raise row.fault(
                column,
                "The family {family} has {said} in row {other}, and {cell} here.",
                family=row.name("family"),
                said=said,
                other=place.number,
                cell=cell,
            )
        if not said:
            said, place = cell, row
    return said, place


class _Codes:
    """The codes met so far, to find what clashes."""

    def __init__(self, known: Scheme) -> None:
        families = {family.id: family.name for family in known.families}
        self._known = {(families[code.family], code.name.casefold()) for code in known.codes}
        self._names = {(families[code.family], code.name) for code in known.codes}
        self._shortcuts = {code.shortcut: code.name for code in known.codes if code.shortcut}
        self._met: dict[tuple[str, str], int] = {}
        self._parents: dict[tuple[str, str], tuple[Row, str]] = {}

    def made_of(self, row: Row, family: str) -> NewCode:
        """Return the code of a row; raises `InvalidInput` for what cannot be."""
        name = row.name("code")
        self._check_name(row, family, name)
        parent = row.get("parent").strip()
        if parent:
            self._parents[family, name] = row, parent
        languages = [column for column in row.cells if column.startswith("name_")]
        names = {column.removeprefix("name_"): row.get(column) for column in languages}
        return NewCode(
            family,
            name,
            parent,
            _colour(row),
            self._shortcut(row, name),
            row.truth("codable", otherwise=True),
            **{text: row.get(text) for text in _TEXTS},
            aliases=tuple(alias.strip() for alias in row.get("aliases").split("|") if alias.strip()),
            names={language: said for language, said in names.items() if said.strip()},
        )

    def check_parents(self) -> None:
        """Refuse parents that their family does not have, and circles."""
        for (family, _), (row, parent) in self._parents.items():
            if (family, parent) not in self._names:
                raise row.fault(
                    "parent", "The family {family} has no code {parent}.", family=family, parent=parent
                )
        for key, (row, parent) in self._parents.items():
            seen, at = {key}, (key[0], parent)
            while at in self._parents and at not in seen:
                seen.add(at)
                at = key[0], self._parents[at][1]
            if at == key:
                raise row.fault("parent", "{code} is its own parent, by way of others.", code=key[1])

    def _check_name(self, row: Row, family: str, name: str) -> None:
        if (family, name.casefold()) in self._known:
            raise row.fault(
                "code", "The family {family} has a code {code} already.", family=family, code=name
            )
        other = self._met.setdefault((family, name.casefold()), row.number)
        if other != row.number:
            raise row.fault("code", "Row {other} makes the code {code} already.", other=other, code=name)
        self._names.add((family, name))

    def _shortcut(self, row: Row, name: str) -> str:
        shortcut = row.get("shortcut").strip()
        if len(shortcut) > 1:
            raise row.fault("shortcut", "{shortcut} is no single character.", shortcut=shortcut)
        if shortcut in self._shortcuts:
            raise row.fault(
                "shortcut",
                "{shortcut} is the shortcut of {other} already.",
                shortcut=shortcut,
                other=self._shortcuts[shortcut],
            )
        if shortcut:
            self._shortcuts[shortcut] = name
        return shortcut


def _colour(row: Row) -> str:
    colour = row.get("colour").strip()
    if colour and not _COLOUR.fullmatch(colour):
        raise row.fault("colour", "{colour} is no colour: write it as #A75C51.", colour=colour)
    return colour.upper()
