"""The codings of a source."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from core.model.coding import Coding
from core.model.ids import CoderId, CodingId, RevisionId
from core.model.span import Span
from core.storage.driver import Database

_SELECT = """
    SELECT coding.id, coding.guid, coding.revision, coding.coder, coding.code, coding.start, coding.end,
           coding.is_unsure, EXISTS (SELECT 1 FROM memo WHERE memo.coding = coding.id),
           coding.created, coding.modified, coding.version
    FROM coding
"""
_ORDER = "ORDER BY coding.start, coding.end, coding.id"


def codings_in(db: Database, revision: RevisionId, coders: Collection[CoderId] | None = None) -> list[Coding]:
    """Return the codings of one revision by start, end and key: of all coders, or of those named."""
    if coders is None:
        return _codings(db.execute(f"{_SELECT} WHERE coding.revision = ? {_ORDER}", (revision,)))
    by_them = "AND coding.coder IN (SELECT value FROM json_each(?))"
    given = (revision, json.dumps(list(coders)))
    return _codings(db.execute(f"{_SELECT} WHERE coding.revision = ? {by_them} {_ORDER}", given))


def codings_by_id(db: Database, keys: Sequence[CodingId]) -> list[Coding]:
    """Return those of the codings that are there, by start, end and key."""
    rows = db.execute(
        f"{_SELECT} WHERE coding.id IN (SELECT value FROM json_each(?)) {_ORDER}", (json.dumps(list(keys)),)
    )
    return _codings(rows)


def _codings(rows: Iterable[tuple[Any, ...]]) -> list[Coding]:
    # every column by its name: unpacking the rest of a row into a list costs a third more
    return [
        Coding(
            key, guid, where, coder, code, Span(start, end), unsure == 1, memo == 1, made, changed, version
        )
        for key, guid, where, coder, code, start, end, unsure, memo, made, changed, version in rows
    ]
