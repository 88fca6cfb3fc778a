"""The sources and their texts."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NotFound
from core.model.coding import Source
from core.model.ids import RevisionId, SourceId
from core.model.span import Span
from core.storage import content
from core.storage.driver import Database

_NEWEST = """
    SELECT source.id, source.guid, source.name, source.position, revision.id, revision.number,
           revision.characters, revision.sha256, revision.text_sha256
    FROM source JOIN revision ON revision.source = source.id
    WHERE revision.number = (SELECT max(number) FROM revision AS newer WHERE newer.source = source.id)
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A range that is not codable, as it is kept, and why."""

    id: int
    span: Span
    reason: str


def sources(db: Database) -> list[Source]:
    """Return all sources in their order, each in its newest revision."""
    return [Source(*row) for row in db.execute(f"{_NEWEST} ORDER BY source.position, source.id")]


def source(db: Database, key: SourceId) -> Source:
    """Return one source; raises `NotFound` when it is gone."""
    row = db.execute(f"{_NEWEST} AND source.id = ?", (key,)).fetchone()
    if row is None:
        raise NotFound("This source was removed meanwhile.")
    return Source(*row)


def source_named(db: Database, name: str) -> Source:
    """Return the source of this name, to the letter; raises `NotFound`."""
    row = db.execute(f"{_NEWEST} AND source.name = ?", (name,)).fetchone()
    if row is None:
        raise NotFound("There is no source {name} in this project.", name=name)
    return Source(*row)


def extent(db: Database, revision: RevisionId) -> tuple[str, int]:
    """Return the name of a revision's source and how many characters the revision has."""
    row = db.execute(
        "SELECT source.name, characters FROM revision JOIN source ON source.id = revision.source "
        "WHERE revision.id = ?",
        (revision,),
    ).fetchone()
    if row is None:
        raise NotFound("This source was removed meanwhile.")
    return str(row[0]), int(row[1])


def text(db: Database, revision: RevisionId) -> str:
    """Return the stored text of a revision; offsets of its codings count in this string."""
    row = db.execute("SELECT text_sha256 FROM revision WHERE id = ?", (revision,)).fetchone()
    if row is None:
        raise NotFound("This source was removed meanwhile.")
    return content.load(db, row[0]).decode("utf-8")


def not_codable(db: Database, revision: RevisionId) -> list[Span]:
    """Return the ranges that leave all units of comparison, in reading order; they may overlap."""
    return [one.span for one in left_out(db, revision)]


def left_out(db: Database, revision: RevisionId) -> list[LeftOut]:
    """Return the ranges of `not_codable` with their keys and reasons."""
    rows = db.execute(
        "SELECT id, start, end, reason FROM not_codable WHERE revision = ? ORDER BY start, end, id",
        (revision,),
    )
    return [LeftOut(key, Span(start, end), reason) for key, start, end, reason in rows]
