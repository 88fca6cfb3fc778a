"""How places were settled, which decisions still hold, and the layer that results."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from core.model.coding import CoderKind, Coding, State
from core.model.decision import Cause, Decision, How, Spot
from core.model.ids import CodeId, CoderId, CodingId, DecisionId, FamilyId, RevisionId, SourceId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.statuses import statuses
from core.storage.driver import Database

Where = TypeVar("Where")
What = TypeVar("What")

_SELECT = """
    SELECT decision.id, decision.guid, decision.family, decision.revision, decision.start, decision.end,
           decision.place, decision.kind, decision.how, decision.taken_from, decision.reason, decision.cause,
           decision.version, decision.created, decision.coder, decision.coders, decision.codings,
           decision.made, decision.fingerprint
    FROM decision JOIN revision ON revision.id = decision.revision
    JOIN source ON source.id = revision.source
"""
# whichever revision of a source a decision was made on
_ON_THE_SOURCES = """
    decision.revision IN (
        SELECT id FROM revision WHERE source IN (
            SELECT source FROM revision WHERE id IN (SELECT value FROM json_each(?))
        )
    )
"""
_ORDER = "ORDER BY source.position, source.id, decision.start, decision.end, decision.family, decision.id"


def decisions(db: Database) -> list[Decision]:
    """Return all decisions in the order of sources and texts."""
    return _decisions(db, db.execute(f"{_SELECT} {_ORDER}"))


def decisions_by_id(db: Database, keys: Collection[DecisionId]) -> list[Decision]:
    """Return those of the decisions that are there, in the same order."""
    chosen = "WHERE decision.id IN (SELECT value FROM json_each(?))"
    return _decisions(db, db.execute(f"{_SELECT} {chosen} {_ORDER}", (json.dumps(list(keys)),)))


def decisions_resting_on(
    db: Database, guids: Collection[str], revisions: Collection[RevisionId]
) -> list[Decision]:
    """Return the decisions on the sources of these revisions that rest on any of the codings."""
    rows = db.execute(
        f"""
        {_SELECT} WHERE {_ON_THE_SOURCES} AND EXISTS (
            SELECT 1 FROM json_each(decision.codings) AS resting
            WHERE resting.value IN (SELECT value FROM json_each(?))
        ) {_ORDER}
        """,
        (json.dumps(list(revisions)), json.dumps(list(guids))),
    )
    return _decisions(db, rows)


def made_on(db: Database, revisions: Collection[RevisionId]) -> frozenset[str]:
    """Return the GUIDs of all that decisions on the sources of these revisions made."""
    rows = db.execute(
        f"SELECT made.value FROM decision, json_each(decision.made) AS made WHERE {_ON_THE_SOURCES}",
        (json.dumps(list(revisions)),),
    )
    return frozenset(str(guid) for (guid,) in rows)


def decision_count(db: Database, family: FamilyId) -> int:
    """Return how many decisions were made in a family."""
    return int(db.execute("SELECT count(*) FROM decision WHERE family = ?", (family,)).fetchone()[0])


def living(db: Database, guids: Collection[str]) -> list[CodingId]:
    """Return the keys of those of the codings that are there."""
    rows = db.execute(
        "SELECT id FROM coding WHERE guid IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(guids)),),
    )
    return [CodingId(key) for (key,) in rows]


def coding_guids(db: Database, keys: Collection[CodingId]) -> dict[CodingId, str]:
    """Return the GUIDs of those of the codings that are there."""
    rows = db.execute(
        "SELECT id, guid FROM coding WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
    )
    return {CodingId(key): str(guid) for key, guid in rows}


def fingerprints(db: Database, spots: Sequence[Spot]) -> list[str]:
    """Say for each spot, in order, what its coders gave there and what the newest text is, as a short name.

    All their codings of the family count that share a character with the span, those left out of a
    comparison too. So whatever is added, moved, recoded or taken back there gives another name, and
    putting it back gives the same again.
    """
    guids = {coder.id: coder.guid for coder in coders(db)}
    by_place: defaultdict[tuple[RevisionId, FamilyId], list[Spot]] = defaultdict(list)
    for spot in dict.fromkeys(spots):
        by_place[spot.revision, spot.family].append(spot)
    found: dict[Spot, str] = {}
    for (revision, family), here in by_place.items():
        around = Span(min(spot.span.start for spot in here), max(spot.span.end for spot in here))
        given = _given(db, revision, family, around)
        newest = _newest_text(db, revision)
        for spot, met in meeting([(spot.span, spot) for spot in here], given):
            lines = sorted(f"{guids[coder]} {told}" for coder, told in met if coder in spot.coders)
            found[spot] = sha256("\n".join([newest, *lines]).encode()).hexdigest()
    return [found[spot] for spot in spots]


def meeting(
    places: Iterable[tuple[Span, Where]], given: Iterable[tuple[Span, What]]
) -> Iterator[tuple[Where, list[What]]]:
    """Yield each place with what shares a character with it, from where it starts.

    What is given is taken up and put down once, so the cost follows how densely a text is coded.
    """
    waiting = sorted(given, key=lambda one: one[0], reverse=True)
    still_open: list[tuple[Span, What]] = []
    for span, place in sorted(places, key=lambda one: one[0]):
        while waiting and waiting[-1][0].start < span.end:
            still_open.append(waiting.pop())
        still_open = [one for one in still_open if one[0].end > span.start]
        yield place, [what for where, what in still_open if where.overlaps(span)]


def final_layer(db: Database, assigned: Mapping[SourceId, CoderId]) -> list[Coding]:
    """Return the consensus where it holds and the assigned coder's codings elsewhere, in reading order.

    At a settled place the assigned coder gives way to the decision, also where that is "nothing". What
    was put into the consensus by hand stands instead of her codings of that family which it overlaps. What a
    stale decision made does not count: the place is as if it were not settled.
    """
    everything = decisions(db)
    layers = {coder.id for coder in coders(db) if coder.kind is CoderKind.CONSENSUS}
    families = {code.id: code.family for code in scheme(db).codes}
    stale = {guid for one in everything if one.is_stale for guid in one.made}
    made = {guid for one in everything for guid in one.made}
    settled: defaultdict[RevisionId, list[Decision]] = defaultdict(list)
    for one in everything:
        if not one.is_stale:
            settled[one.spot.revision].append(one)
    found: list[Coding] = []
    for source in sources(db):
        coder = assigned.get(source.id)
        here = codings_in(db, source.revision, layers | ({coder} if coder else set()))
        by_hand = [one for one in here if one.coder in layers and one.guid not in made]
        own = [one for one in here if one.coder not in layers]
        gone = stale | _given_way(own, settled[source.revision], by_hand, families)
        found += [one for one in here if one.guid not in gone]
    return found


def _given_way(
    own: Sequence[Coding],
    settled: Sequence[Decision],
    by_hand: Sequence[Coding],
    families: Mapping[CodeId, FamilyId],
) -> set[str]:
    """Return the GUIDs of a coder's codings for which the consensus stands."""
    gone = {guid for decision in settled for guid in decision.codings}
    given = [(one.span, one) for one in own]
    for decision, met in meeting([(one.spot.span, one) for one in settled], given):
        # a coder who took part gave what the decision names, and what else she gave stays
        gone |= {
            one.guid
            for one in met
            if families[one.code] == decision.spot.family and one.coder not in decision.spot.coders
        }
    for agreed, met in meeting([(one.span, one) for one in by_hand], given):
        gone |= {one.guid for one in met if families[one.code] == families[agreed.code]}
    return gone


def assigned_coders(db: Database, wanted: Sequence[CoderId] = ()) -> dict[SourceId, CoderId]:
    """Return for each source the first of the coders who is done there with any family.

    Without coders named all persons count, in the order they joined. A source nobody is done with has none.
    """
    order = wanted or [coder.id for coder in coders(db) if coder.kind is CoderKind.PERSON]
    done = {(status.source, status.coder) for status in statuses(db) if status.state is State.DONE}
    first: dict[SourceId, CoderId] = {}
    for source in sources(db):
        for coder in order:
            if (source.id, coder) in done:
                first.setdefault(source.id, coder)
    return first


def _given(
    db: Database, revision: RevisionId, family: FamilyId, around: Span
) -> list[tuple[Span, tuple[CoderId, str]]]:
    rows = db.execute(
        """
        SELECT coding.start, coding.end, coding.coder, coding.guid, code.guid
        FROM coding JOIN code ON code.id = coding.code
        WHERE coding.revision = ? AND coding.start < ? AND coding.end > ? AND code.family = ?
        """,
        (revision, around.end, around.start, family),
    )
    return [
        (Span(start, end), (CoderId(coder), f"{guid} {code} {start} {end}"))
        for start, end, coder, guid, code in rows
    ]


def _newest_text(db: Database, revision: RevisionId) -> str:
    """Return the name of the newest text of the source that this revision is of."""
    row = db.execute(
        """
        SELECT newest.text_sha256 FROM revision JOIN revision AS newest ON newest.source = revision.source
        WHERE revision.id = ? ORDER BY newest.number DESC LIMIT 1
        """,
        (revision,),
    ).fetchone()
    return "" if row is None else str(row[0])


def _decisions(db: Database, found: Iterable[tuple[Any, ...]]) -> list[Decision]:
    rows = list(found)
    by_guid = {coder.guid: coder.id for coder in coders(db)}
    spots = [
        Spot(
            revision,
            family,
            Span(start, end),
            tuple(by_guid[guid] for guid in json.loads(row[15]) if guid in by_guid),
        )
        for row in rows
        for family, revision, start, end in [row[2:6]]
    ]
    return [
        _decision(row, spot, is_stale=now != row[18])
        for row, spot, now in zip(rows, spots, fingerprints(db, spots), strict=True)
    ]


def _decision(row: tuple[Any, ...], spot: Spot, *, is_stale: bool) -> Decision:
    key, guid, _, _, _, _, place, kind, how, taken_from, reason, cause, version, created, coder, *lists = row
    return Decision(
        key,
        guid,
        spot,
        place,
        kind,
        How(how),
        taken_from,
        reason,
        None if cause is None else Cause(cause),
        version,
        created,
        coder,
        tuple(json.loads(lists[1])),
        tuple(json.loads(lists[2])),
        is_stale,
    )
