"""The codebook in use: how often codes were given, by whom, where, and on which words."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import groupby
from typing import Any, Literal, NamedTuple

from core.model.coding import State
from core.model.ids import CodeId, CoderId, CodingId, FamilyId, SourceId
from core.model.span import Span
from core.model.use import CodedText, Use
from core.queries.scheme_trail import closings
from core.queries.sources import text
from core.storage.driver import Database

# how many characters before and after a segment are shown, at most
AROUND = 90


def uses(db: Database) -> Mapping[CodeId, Use]:
    """Return how each code is used, those without codings too."""
    by_coder: dict[CodeId, Counter[CoderId]] = {CodeId(key): Counter() for (key,) in _codes(db)}
    by_source: dict[CodeId, Counter[SourceId]] = {key: Counter() for key in by_coder}
    unsure: Counter[CodeId] = Counter()
    rows = db.execute(
        """
        SELECT given.code, given.coder, revision.source, given.times, given.unsure FROM (
            SELECT code, coder, revision, count(*) AS times, sum(is_unsure) AS unsure
            FROM coding GROUP BY code, coder, revision
        ) AS given JOIN revision ON revision.id = given.revision
        ORDER BY given.code, given.coder, revision.source
        """
    )
    for code, coder, source, count, doubts in rows:
        by_coder[code][coder] += count
        by_source[code][source] += count
        unsure[code] += doubts
    memos = dict(db.execute("SELECT code, count(*) FROM memo WHERE code IS NOT NULL GROUP BY code"))
    return {
        key: Use(given.total(), unsure[key], memos.get(key, 0), dict(given), dict(by_source[key]))
        for key, given in by_coder.items()
    }


def _codes(db: Database) -> list[tuple[int]]:
    return db.execute("SELECT id FROM code ORDER BY id").fetchall()


def use_of(db: Database, codes: Collection[CodeId]) -> Use:
    """Return how some codes are used, counted together: quick for one, which a form shows at every key."""
    keys = json.dumps(list(codes))
    by_coder: Counter[CoderId] = Counter()
    by_source: Counter[SourceId] = Counter()
    unsure = 0
    rows = db.execute(
        """
        SELECT given.coder, revision.source, given.times, given.unsure FROM (
            SELECT coder, revision, count(*) AS times, sum(is_unsure) AS unsure FROM coding
            WHERE code IN (SELECT value FROM json_each(?)) GROUP BY coder, revision
        ) AS given JOIN revision ON revision.id = given.revision ORDER BY given.coder, revision.source
        """,
        (keys,),
    )
    for coder, source, count, doubts in rows:
        by_coder[coder] += count
        by_source[source] += count
        unsure += doubts
    [memos] = db.execute(
        "SELECT count(*) FROM memo WHERE code IN (SELECT value FROM json_each(?))", (keys,)
    ).fetchone()
    return Use(by_coder.total(), unsure, memos, dict(by_coder), dict(by_source))


_CODED = """
    SELECT revision.id, source.id, source.name, coding.id, coding.code, coding.coder, coding.start,
           coding.end, coding.is_unsure
    FROM coding JOIN revision ON revision.id = coding.revision JOIN source ON source.id = revision.source
"""
_CODED_ORDER = "ORDER BY source.position, source.id, revision.number, coding.start, coding.end, coding.id"


def codings_of(db: Database, code: CodeId) -> list[CodedText]:
    """Return what a code was given to, in the order of the sources and of their texts."""
    rows = db.execute(f"{_CODED} WHERE coding.code = ? {_CODED_ORDER}", (code,))
    return _coded_texts(db, rows.fetchall())


def coded_texts(db: Database, keys: Collection[CodingId]) -> list[CodedText]:
    """Return those of the codings that are there, with their words, in the same order."""
    these = "coding.id IN (SELECT value FROM json_each(?))"
    rows = db.execute(f"{_CODED} WHERE {these} {_CODED_ORDER}", (json.dumps(list(keys)),))
    return _coded_texts(db, rows.fetchall())


def _coded_texts(db: Database, rows: list[tuple[Any, ...]]) -> list[CodedText]:
    from core.text.units import paragraph_starts  # brings numpy, which a project opens without

    found = []
    for (revision, source, name), own in groupby(rows, key=lambda row: row[:3]):
        words = text(db, revision)
        starts = paragraph_starts(words)
        for *_, key, code, coder, start, end, is_unsure in own:
            before, after = _around(words, start, end)
            number = max(bisect_right(starts, start), 1)
            found.append(
                CodedText(
                    key, code, coder, source, name, revision, Span(start, end), number,
                    words[start:end], before, after, is_unsure == 1,
                )
            )  # fmt: skip
    return found


def _around(words: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after in the same paragraphs, in whole words where there are any."""
    first = max(words.rfind("\n", 0, start) + 1, start - AROUND)
    if first and not (words[first - 1].isspace() or words[first].isspace()):
        # a text without spaces is cut where it must be
        first = next((at + 1 for at in range(first, start) if words[at].isspace()), first)
    line_end = words.find("\n", end)
    last = min(len(words) if line_end < 0 else line_end, end + AROUND)
    if last < len(words) and not (words[last].isspace() or words[last - 1].isspace()):
        last = next((at for at in range(last, end, -1) if words[at - 1].isspace()), last)
    return words[first:start], words[end:last]


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

    Since when that is tells the journal (`closings`). A judgement counts by its time and by its place in the
    journal, for two acts may share a millisecond, and an undo may bring an old judgement back. Where the
    journal does not know, every judgement counts.
    """
    closed = [[code, *since] for code, since in closings(db, codes, column).items()]
    rows = db.execute(
        """
        WITH closed AS (
            SELECT json_extract(value, '$[0]') AS code, json_extract(value, '$[1]') AS step,
                   json_extract(value, '$[2]') AS at
            FROM json_each(:closed)
        ), said AS (
            SELECT row AS status, max(step) AS step FROM change WHERE table_name = 'status' GROUP BY row
        )
        SELECT code.id FROM code LEFT JOIN closed ON closed.code = code.id
        WHERE code.id IN (SELECT value FROM json_each(:codes)) AND EXISTS (
            SELECT 1 FROM status LEFT JOIN said ON said.status = status.id
            WHERE status.family = code.family AND status.state = :done
            AND (closed.step IS NULL OR said.step IS NULL
                 OR (status.modified >= closed.at AND said.step > closed.step))
        )
        """,
        {"closed": json.dumps(closed), "codes": json.dumps(list(codes)), "done": State.DONE.value},
    )
    return frozenset(CodeId(key) for (key,) in rows)
