"""Coded segments as plain rows, for tables of a hundred thousand of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from core.model.ids import CoderId, RevisionId
from core.storage.driver import Database

Segment = tuple[str, int, int, int, int, int, str, str, int]


def segments(
    db: Database, revision: RevisionId, coders: Collection[CoderId] | None = None
) -> Iterator[Segment]:
    """Yield (guid, start, end, code, coder, is_unsure, created, modified, version) of a revision's codings.

    They come by start, end, code and coder, the order of the index that holds them: nothing is sorted,
    nothing is built, so a table costs little more than its SELECT.
    """
    rows: Any = db.execute(
        "SELECT guid, start, end, code, coder, is_unsure, created, modified, version FROM coding "
        "WHERE revision = ? ORDER BY start, end, code, coder",
        (revision,),
    )
    if coders is None:
        yield from rows
        return
    chosen = frozenset(coders)
    yield from (row for row in rows if row[4] in chosen)


def segment_count(db: Database) -> int:
    """Return how many codings the project holds, for progress."""
    return int(db.execute("SELECT count(*) FROM coding").fetchone()[0])


def coding_memos(db: Database, revision: RevisionId) -> dict[str, str]:
    """Return what is noted on the codings of a revision, by the coding's GUID.

    Several memos of one coding stand below each other, oldest first, an empty line between.
    """
    rows = db.execute(
        "SELECT coding.guid, memo.text FROM memo JOIN coding ON coding.id = memo.coding "
        "WHERE coding.revision = ? ORDER BY memo.id",
        (revision,),
    )
    memos: dict[str, str] = {}
    for guid, text in rows:
        memos[guid] = f"{memos[guid]}\n\n{text}" if guid in memos else text
    return memos
