"""The coding scheme: families, codes, versions, and how often codes were given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import NotFound
from core.model.ids import CodeId, CoderId, CodingId, FamilyId, VersionId
from core.model.scheme import Code, Family, Scale, Scheme
from core.storage.driver import Database

_FAMILY_COLUMNS = "id, guid, name, scale, is_exclusive, position, definition, source, names, texts"
_CODE_COLUMNS = (
    "id, guid, family, parent, name, colour, position, version, is_codable, is_active, shortcut, short, "
    "definition, include, exclude, typical, borderline, typical_coding, borderline_coding, source, "
    "aliases, names, texts"
)


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A numbered state of the codebook; `released` is None while it is being worked on.

    `snapshot` names what is kept of the scheme once the version is closed (`core.queries.versions`).
    """

    id: VersionId
    number: int
    opened: str
    released: str | None
    note: str
    snapshot: str | None


def scheme(db: Database) -> Scheme:
    """Return families by position, and codes by family and position, parents before their children."""
    families = [
        _family(row) for row in db.execute(f"SELECT {_FAMILY_COLUMNS} FROM family ORDER BY position, id")
    ]
    codes: list[Code] = []
    for family in families:
        codes.extend(_parents_first(_codes_where(db, "family = ?", family.id)))
    return Scheme(tuple(families), tuple(codes))


def scheme_of(families: Iterable[Mapping[str, Any]], codes: Iterable[Mapping[str, Any]]) -> Scheme:
    """Return the scheme that rows make, in the order of `scheme`; rows of older projects lack `texts`."""
    made = [_family(_cells(row, _FAMILY_COLUMNS)) for row in sorted(families, key=_in_order)]
    of_family: dict[FamilyId, list[Code]] = {}
    for row in sorted(codes, key=_in_order):
        one = _code(_cells(row, _CODE_COLUMNS))
        of_family.setdefault(one.family, []).append(one)
    ordered = [one for family in made for one in _parents_first(of_family.get(family.id, []))]
    return Scheme(tuple(made), tuple(ordered))


def code(db: Database, key: CodeId) -> Code:
    """Return one code; raises `NotFound` when it is gone."""
    found = _codes_where(db, "id = ?", key)
    if not found:
        raise NotFound("This code was removed meanwhile.")
    return found[0]


def exemplified_by(db: Database, codings: Iterable[CodingId]) -> list[Code]:
    """Return the codes that have any of these codings as their typical or borderline example."""
    keys = json.dumps(list(codings))
    found: dict[CodeId, Code] = {}
    for example in ("typical_coding", "borderline_coding"):
        for one in _codes_where(db, f"{example} IN (SELECT value FROM json_each(?))", keys):
            found[one.id] = one
    return list(found.values())


def family(db: Database, key: FamilyId) -> Family:
    """Return one family; raises `NotFound` when it is gone."""
    row = db.execute(f"SELECT {_FAMILY_COLUMNS} FROM family WHERE id = ?", (key,)).fetchone()
    if row is None:
        raise NotFound("This family was removed meanwhile.")
    return _family(row)


def family_named(db: Database, name: str) -> Family:
    """Return the family of this name; raises `NotFound` naming those there are."""
    families = scheme(db).families
    for known in families:
        if known.name == name:
            return known
    raise NotFound(
        "There is no family {name}. This project has: {known}.",
        name=name,
        known=", ".join(known.name for known in families) or "none",
    )


def versions(db: Database) -> list[CodebookVersion]:
    """Return all codebook versions, oldest first."""
    rows = db.execute(
        "SELECT id, number, opened, released, note, snapshot FROM codebook_version ORDER BY number"
    )
    return [CodebookVersion(VersionId(row[0]), *row[1:]) for row in rows]


def newest_version(db: Database) -> CodebookVersion:
    """Return the version that codings and statuses are given under now."""
    return versions(db)[-1]


def codings_per_code(db: Database, coders: Collection[CoderId] | None = None) -> Counter[CodeId]:
    """Count the codings of each code: of all coders, or of those named."""
    rows = db.execute("SELECT code, coder, count(*) FROM coding GROUP BY code, coder")
    counts: Counter[CodeId] = Counter()
    for code_key, coder, count in rows:
        if coders is None or coder in coders:
            counts[CodeId(code_key)] += count
    return counts


def _codes_where(db: Database, condition: str, value: int | str) -> list[Code]:
    rows = db.execute(f"SELECT {_CODE_COLUMNS} FROM code WHERE {condition} ORDER BY position, id", (value,))
    return [_code(row) for row in rows]


def _in_order(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["position"], row["id"]


def _cells(row: Mapping[str, Any], columns: str) -> tuple[Any, ...]:
    whole = {"texts": "{}", **row}
    return tuple(whole[column] for column in columns.split(", "))


def _parents_first(codes: list[Code]) -> list[Code]:
    children: dict[CodeId | None, list[Code]] = {}
    for one in codes:
        children.setdefault(one.parent, []).append(one)
    ordered: list[Code] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting.extend(reversed(children.get(one.id, [])))
    return ordered


def _family(row: tuple[Any, ...]) -> Family:
    key, guid, name, scale, is_exclusive, position, definition, source, names, texts = row
    return Family(
        FamilyId(key),
        guid,
        name,
        Scale(scale),
        bool(is_exclusive),
        position,
        definition,
        source,
        json.loads(names),
        json.loads(texts),
    )


def _code(row: tuple[Any, ...]) -> Code:
    """Make a code of its columns, which stand in the order of its parts: a scheme may have thousands."""
    aliases, names, texts = row[20:]
    parts: tuple[Any, ...] = (
        *row[:8],
        bool(row[8]),
        bool(row[9]),
        *row[10:20],
        () if aliases == "[]" else tuple(json.loads(aliases)),
        {} if names == "{}" else json.loads(names),
        {} if texts == "{}" else json.loads(texts),
    )
    return Code(*parts)
