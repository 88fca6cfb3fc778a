"""The codebook in use: how often codes were given, by whom, where, and on which words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from typing import Literal, NamedTuple

from core.model.coding import State
from core.model.ids import CodeId, CodingId, FamilyId
from core.storage.driver import Database


def names_in(db: Database, family: FamilyId) -> dict[CodeId, str]:
    """Return the names of a family's codes, without anything else of them."""
    rows = db.execute("SELECT id, name FROM code WHERE family = ?", (family,))
    return {CodeId(key): name for key, name in rows}


def coding_counts(db: Database, codes: Collection[CodeId]) -> Counter[CodeId]:
    """Count the codings of these codes, by all coders."""
    rows = db.execute(
        "SELECT code, count(*) FROM coding WHERE code IN (SELECT value FROM json_each(?)) GROUP BY code",
        (json.dumps(list(codes)),),
    )
    return Counter({CodeId(code): count for code, count in rows})


def codings_bearing(db: Database, codes: Collection[CodeId]) -> dict[CodingId, None]:
    """Return the codings of these codes, oldest first, as an ordered set."""
    rows = db.execute(
        "SELECT id FROM coding WHERE code IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(codes)),),
    )
    return dict.fromkeys(CodingId(key) for (key,) in rows)


class Twin(NamedTuple):
    """A coding that another of the same coder on the same segment will stand for."""

    gone: CodingId
    kept: CodingId
    becomes_sure: bool


def doubled(db: Database, codes: Collection[CodeId], into: CodeId) -> list[Twin]:
    """Return what merging codes into another leaves out: second codings by one coder on one segment.

    The coding of `into` is kept where there is one, else the oldest. It becomes sure where it is not
    and one that goes was.
    """
    rows = db.execute(
        "SELECT revision, start, end, coder, id, is_unsure FROM coding "
        "WHERE code IN (SELECT value FROM json_each(?)) ORDER BY code <> ?, id",
        (json.dumps([*codes, into]), into),
    )
    first: dict[tuple[int, ...], tuple[CodingId, int]] = {}
    surer: set[CodingId] = set()
    twins = []
    for revision, start, end, coder, key, is_unsure in rows:
        kept, doubt = first.setdefault((revision, start, end, coder), (key, is_unsure))
        if kept != key:
            twins.append((key, kept))
            if doubt > is_unsure:
                surer.add(kept)
    return [Twin(gone, kept, kept in surer) for gone, kept in twins]


def status_rows(db: Database, family: FamilyId) -> list[int]:
    """Return the keys of what coders said of how far they are with a family."""
    return [key for (key,) in db.execute("SELECT id FROM status WHERE family = ? ORDER BY id", (family,))]


def judged_without(
    db: Database, codes: Collection[CodeId], column: Literal["is_active", "is_codable"]
) -> frozenset[CodeId]:
    """Return those of the codes in whose family someone was done since they could not be given.

    Since when that is tells the journal: the last act that set the column to 0, else the one that made
    the code. Acts of undo do not count, for they put back what was so before. Where the journal does not
    know, every judgement counts.
    """
    rows = db.execute(
        f"""
        WITH closed AS (
            SELECT change.row AS code,
                   ifnull(max(iif(change.before IS NOT NULL, step.at, NULL)), min(step.at)) AS since
            FROM change JOIN step ON step.id = change.step
            WHERE change.table_name = 'code' AND step.undoes IS NULL
            AND change.row IN (SELECT value FROM json_each(:codes))
            AND json_extract(change.after, '$.{column}') = 0
            GROUP BY change.row
        )
        SELECT code.id FROM code LEFT JOIN closed ON closed.code = code.id
        WHERE code.id IN (SELECT value FROM json_each(:codes)) AND EXISTS (
            SELECT 1 FROM status WHERE status.family = code.family AND status.state = :done
            AND status.modified >= ifnull(closed.since, '')
        )
        """,
        {"codes": json.dumps(list(codes)), "done": State.DONE.value},
    )
    return frozenset(CodeId(key) for (key,) in rows)
