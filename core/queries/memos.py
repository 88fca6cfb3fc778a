"""Notes on codings and sources."""

from __future__ import annotations

from typing import Any

from core.model.coding import Memo, MemoKind
from core.model.ids import CodingId, MemoId, SourceId
from core.storage.driver import Database

_SELECT = "SELECT id, guid, kind, text, coder, created, modified, source, code, coding FROM memo"


def memos_of_coding(db: Database, coding: CodingId) -> list[Memo]:
    """Return the memos on one coding, oldest first."""
    return [_memo(row) for row in db.execute(f"{_SELECT} WHERE coding = ? ORDER BY id", (coding,))]


def memos_of_source(db: Database, source: SourceId) -> list[Memo]:
    """Return the memos on one source as a whole, oldest first."""
    return [_memo(row) for row in db.execute(f"{_SELECT} WHERE source = ? ORDER BY id", (source,))]


def _memo(row: tuple[Any, ...]) -> Memo:
    key, guid, kind, *rest = row
    return Memo(MemoId(key), guid, MemoKind(kind), *rest)
