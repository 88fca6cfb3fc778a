"""Notes on codings and sources."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from core.errors import NotFound
from core.model.coding import Memo, MemoKind
from core.model.ids import CodingId, MemoId, SourceId
from core.storage.driver import Database

_SELECT = "SELECT id, guid, kind, text, coder, created, modified, source, code, coding FROM memo"


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


def memos_of_coding(db: Database, coding: CodingId) -> list[Memo]:
    """Return the memos on one coding, oldest first."""
    return [_memo(row) for row in db.execute(f"{_SELECT} WHERE coding = ? ORDER BY id", (coding,))]


def memos_of_source(db: Database, source: SourceId) -> list[Memo]:
    """Return the memos on one source as a whole, oldest first."""
    return [_memo(row) for row in db.execute(f"{_SELECT} WHERE source = ? ORDER BY id", (source,))]


def _memo(row: tuple[Any, ...]) -> Memo:
    key, guid, kind, *rest = row
    return Memo(MemoId(key), guid, MemoKind(kind), *rest)
