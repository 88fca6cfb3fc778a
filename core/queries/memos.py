"""Notes on codings, sources and bare segments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from core.errors import NotFound
from core.model.coding import Memo, MemoKind
from core.model.ids import CodeId, CodingId, MemoId, RevisionId, SourceId
from core.model.span import Span
from core.storage.driver import Database

_SELECT = """
    SELECT id, guid, kind, text, coder, created, modified, source, code, coding, revision, start, end
    FROM memo
"""


def memo(db: Database, key: MemoId) -> Memo:
    """Return one memo; raises `NotFound` when it is gone."""
    row = db.execute(f"{_SELECT} WHERE id = ?", (key,)).fetchone()
    if row is None:
        raise NotFound("This memo was removed meanwhile.")
    return _memo(row)


def memos_on(db: Database, codings: Iterable[CodingId]) -> list[MemoId]:
    """Return the memos that stand on any of these codings, oldest first."""
    rows = db.execute(
        "SELECT id FROM memo WHERE coding IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(codings)),),
    )
    return [MemoId(key) for (key,) in rows]


def places_of_memos(db: Database, codings: Iterable[CodingId]) -> list[tuple[MemoId, CodingId]]:
    """Return the memos that stand on any of these codings, each with its coding, oldest first."""
    rows = db.execute(
        "SELECT id, coding FROM memo WHERE coding IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(codings)),),
    )
    return [(MemoId(key), CodingId(coding)) for key, coding in rows]


def memos_on_codes(db: Database, codes: Iterable[CodeId]) -> list[tuple[MemoId, CodeId]]:
    """Return the memos about any of these codes, each with its code, oldest first."""
    rows = db.execute(
        "SELECT id, code FROM memo WHERE code IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(codes)),),
    )
    return [(MemoId(key), CodeId(code)) for key, code in rows]


def memos_of_coding(db: Database, coding: CodingId) -> list[Memo]:
    """Return the memos on one coding, oldest first."""
    return [_memo(row) for row in db.execute(f"{_SELECT} WHERE coding = ? ORDER BY id", (coding,))]


def memos_of_source(db: Database, source: SourceId) -> list[Memo]:
    """Return the memos on one source as a whole, oldest first."""
    return [_memo(row) for row in db.execute(f"{_SELECT} WHERE source = ? ORDER BY id", (source,))]


def memos_of_segments(db: Database, revision: RevisionId) -> list[Memo]:
    """Return the memos on bare segments of one revision, by start, end and key."""
    rows = db.execute(f"{_SELECT} WHERE revision = ? ORDER BY start, end, id", (revision,))
    return [_memo(row) for row in rows]


def _memo(row: tuple[Any, ...]) -> Memo:
    key, guid, kind, *rest, start, end = row
    known = Memo(MemoId(key), guid, MemoKind(kind), *rest)
    return known if start is None else replace(known, span=Span(start, end))
