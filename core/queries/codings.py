"""The codings of a source."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from core.model.coding import Coding
from core.model.ids import CodeId, CoderId, CodingId, RevisionId
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


def codings_on_other_revisions(
    db: Database, revision: RevisionId, coders: Collection[CoderId]
) -> list[Coding]:
    """Return what these coders gave on other revisions of the same source, by start, end and key."""
    # the plus sign keeps from a look at all the coders ever gave: a source seldom has other revisions
    rows = db.execute(
        f"""
        {_SELECT}
        WHERE coding.revision IN (
            SELECT other.id FROM revision AS other JOIN revision AS this ON this.source = other.source
            WHERE this.id = ? AND other.id <> this.id
        ) AND +coding.coder IN (SELECT value FROM json_each(?))
        {_ORDER}
        """,
        (revision, json.dumps(list(coders))),
    )
    return _codings(rows)


def codings_by_id(db: Database, keys: Sequence[CodingId]) -> list[Coding]:
    """Return those of the codings that are there, by start, end and key."""
    rows = db.execute(
        f"{_SELECT} WHERE coding.id IN (SELECT value FROM json_each(?)) {_ORDER}", (json.dumps(list(keys)),)
    )
    return _codings(rows)


def given_to(db: Database, revision: RevisionId, span: Span, coder: CoderId) -> dict[CodeId, CodingId]:
    """Return the codes the coder gave to exactly this segment, each with its coding."""
    rows = db.execute(
        "SELECT code, id FROM coding WHERE revision = ? AND start = ? AND end = ? AND coder = ?",
        (revision, span.start, span.end, coder),
    )
    return {CodeId(code): CodingId(key) for code, key in rows}


def standing_beside(
    db: Database, keys: Collection[CodingId], *, code: CodeId | None = None, coder: CoderId | None = None
) -> frozenset[CodingId]:
    """Return those of the codings whose segment has one that differs in code, or in coder, as named."""
    rows = db.execute(
        """
        SELECT coding.id FROM coding JOIN coding AS beside
        ON beside.revision = coding.revision AND beside.start = coding.start AND beside.end = coding.end
        AND beside.code = ifnull(?, coding.code) AND beside.coder = ifnull(?, coding.coder)
        WHERE coding.id IN (SELECT value FROM json_each(?))
        """,
        (code, coder, json.dumps(list(keys))),
    )
    return frozenset(CodingId(key) for (key,) in rows)


def clashing(
    db: Database, revision: RevisionId, coder: CoderId, codes: Collection[CodeId], span: Span
) -> list[Coding]:
    """Return the coder's codings that share a character with the span and a family with one of the codes.

    Only exclusive families count, and only other codes than the one that is given.
    """
    rivals = db.execute(
        """
        SELECT DISTINCT rival.id FROM code AS given
        JOIN family ON family.id = given.family AND family.is_exclusive
        JOIN code AS rival ON rival.family = given.family AND rival.id <> given.id
        WHERE given.id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(codes)),),
    ).fetchall()
    if not rivals:
        return []
    # the plus signs keep to the index by place, which holds all that is asked here
    found = db.execute(
        """
        SELECT id FROM coding WHERE revision = ? AND start < ? AND end > ? AND +coder = ?
        AND +code IN (SELECT value FROM json_each(?))
        """,
        (revision, span.end, span.start, coder, json.dumps([key for (key,) in rivals])),
    )
    return codings_by_id(db, [CodingId(key) for (key,) in found])


class Placed(NamedTuple):
    """As much of a coding as is painted: the little that a long source can be opened with at once."""

    id: CodingId
    coder: CoderId
    code: CodeId
    start: int
    end: int
    is_unsure: int
    has_memo: int


_PLACED = """
    SELECT id, coder, code, start, end, is_unsure, EXISTS (SELECT 1 FROM memo WHERE memo.coding = coding.id)
    FROM coding
"""


def placed_in(
    db: Database,
    revision: RevisionId,
    coders: Collection[CoderId] | None = None,
    keys: Collection[CodingId] | None = None,
) -> list[Placed]:
    """Return what is painted of a revision's codings, in no order: of all, or of those coders, those keys."""
    # where keys are named the plus sign keeps from a look at the whole revision
    conditions: list[str] = ["coding.revision = ?" if keys is None else "+coding.revision = ?"]
    values: list[int | str] = [revision]
    for column, wanted in (("+coding.coder", coders), ("coding.id", keys)):
        if wanted is not None:
            conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(wanted)))
    return list(map(Placed._make, db.execute(f"{_PLACED} WHERE {' AND '.join(conditions)}", values)))


def placed_after(
    db: Database, revision: RevisionId, coders: Collection[CoderId] | None, last: Placed | None, most: int
) -> list[Placed]:
    """Return the next codings of a revision behind `last` in the order of their places, at most so many.

    Read in this way, batch by batch, a revision may change meanwhile: each batch tells what holds then.
    """
    behind = "AND (start, end, code, coder) > (?, ?, ?, ?)" if last else ""
    by_them = "AND +coder IN (SELECT value FROM json_each(?))" if coders is not None else ""
    values: list[int | str] = [revision]
    if last:
        values += [last.start, last.end, last.code, last.coder]
    if coders is not None:
        values.append(json.dumps(list(coders)))
    rows = db.execute(
        f"{_PLACED} WHERE revision = ? {behind} {by_them} ORDER BY start, end, code, coder LIMIT ?",
        [*values, most],
    )
    return list(map(Placed._make, rows))


def placed_touching(
    db: Database, revision: RevisionId, coders: Collection[CoderId] | None, span: Span
) -> list[Placed]:
    """Return what is painted of the codings that share a character with a span, in no order."""
    by_them = "AND +coder IN (SELECT value FROM json_each(?))" if coders is not None else ""
    values: list[int | str] = [revision, span.end, span.start]
    if coders is not None:
        values.append(json.dumps(list(coders)))
    rows = db.execute(f"{_PLACED} WHERE revision = ? AND start < ? AND end > ? {by_them}", values)
    return list(map(Placed._make, rows))


def codings_with_memos(db: Database, revision: RevisionId) -> frozenset[CodingId]:
    """Return the codings of a revision that bear a memo."""
    rows = db.execute(
        "SELECT DISTINCT memo.coding FROM memo JOIN coding ON coding.id = memo.coding "
        "WHERE coding.revision = ?",
        (revision,),
    )
    return frozenset(key for (key,) in rows)


def _codings(rows: Iterable[tuple[Any, ...]]) -> list[Coding]:
    # every column by its name: unpacking the rest of a row into a list costs a third more
    return [
        Coding(
            key, guid, where, coder, code, Span(start, end), unsure == 1, memo == 1, made, changed, version
        )
        for key, guid, where, coder, code, start, end, unsure, memo, made, changed, version in rows
    ]
