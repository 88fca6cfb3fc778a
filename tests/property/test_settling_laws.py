"""Laws of settling, over random codings, decisions and changes of mind."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from settling import as_seen, consensus, how_far
from studies import ARABIC, ENGLISH, dump, new_source, small_scheme

from core.agreement.settings import Settings
from core.agreement.settling import all_places
from core.commands.base import Command
from core.commands.coders import AddCoder
from core.commands.codings import ChangeCode, DeleteCodings, GiveCode, MoveCoding
from core.commands.settling import Reopen, Settle, SettleAll, TakeAgreements
from core.commands.sources import AddSources, MarkNotCodable
from core.commands.statuses import SetStatus
from core.errors import GlossatorError
from core.model.coding import State
from core.model.decision import Cause, How, RulePart, Settlement, Spot
from core.model.span import Span
from core.queries.decisions import assigned_coders, decisions, final_layer, fingerprints, meeting
from core.queries.integrity import faults
from core.session import Session

PEOPLE = 3


@dataclass(frozen=True)
class Act:
    """What makes a command of the project as it is then; None where there is nothing to do."""

    make: Callable[[Session], Command | None]
    is_settling: bool


def with_coding(number: int, make: Callable[[int], Command]) -> Act:
    def command(session: Session) -> Command | None:
        own = [row[0] for row in session.ask(dump)["coding"] if row[3] <= PEOPLE]
        return make(own[number % len(own)]) if own else None

    return Act(command, is_settling=False)


def giving(coder: int, about: tuple[int, int, Span]) -> Act:
    revision, code, span = about
    return Act(lambda _: GiveCode(revision, coder, code, span), is_settling=False)


def settling(number: int, how: How, coder: int, code: int | None, span: Span, rule: RulePart | None) -> Act:
    def command(session: Session) -> Command | None:
        waiting = how_far(session).unsettled
        if not waiting:
            return None
        [place] = as_seen(session, [waiting[number % len(waiting)]])
        wanted = Settlement(place, how, coder, code, span, "So it was.", Cause.SLIP, rule, code)
        return Settle(wanted, by=coder)

    return Act(command, is_settling=True)


def taking_all(kind: str, coder: int) -> Act:
    def command(session: Session) -> Command:
        found = [one for one in as_seen(session, how_far(session).unsettled) if one.kind == kind]
        return SettleAll(tuple(one for one in found if coder in one.spot.coders), coder)

    return Act(command, is_settling=True)


def reopening(number: int) -> Act:
    def command(session: Session) -> Command | None:
        found = session.ask(decisions)
        return Reopen((found[number % len(found)].id,)) if found else None

    return Act(command, is_settling=True)


def taking_agreements(session: Session) -> Command:
    return TakeAgreements(tuple(as_seen(session, how_far(session).agreed)))


numbers = st.integers(0, 20)
people = st.integers(1, PEOPLE)
codes = st.integers(1, 6)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 20))
near = st.builds(
    lambda start, length: Span(6 * start, 6 * start + length), st.integers(0, 5), st.sampled_from([4, 8])
)
given_codings = st.tuples(st.sampled_from([1, 1, 2]), st.sampled_from([1, 1, 2, 4]), near)
codings = st.builds(giving, people, given_codings)
settled_ones = st.one_of(
    st.builds(
        settling,
        numbers,
        st.sampled_from(How),
        people,
        st.sampled_from([None, 1, 2, 3, 4]),
        spans,
        st.none() | st.sampled_from(RulePart),
    ),
    st.builds(taking_all, st.sampled_from(["code", "missing", "boundary"]), people),
    st.builds(reopening, numbers),
    st.just(Act(taking_agreements, is_settling=True)),
)
changes = st.one_of(
    codings,
    st.builds(lambda number, span: with_coding(number, lambda key: MoveCoding(key, span)), numbers, spans),
    st.builds(lambda number, code: with_coding(number, lambda key: ChangeCode((key,), code)), numbers, codes),
    st.builds(lambda number: with_coding(number, lambda key: DeleteCodings((key,))), numbers),
    st.builds(lambda span: Act(lambda _: MarkNotCodable(1, span), is_settling=False), spans),
    st.builds(
        lambda coder, state: Act(lambda _: SetStatus(coder, (1, 2), (1, 2), state), is_settling=False),
        people,
        st.sampled_from([State.DONE, State.IN_PROGRESS]),
    ),
)
scripts = st.lists(st.one_of(settled_ones, settled_ones, settled_ones, changes), min_size=3, max_size=15)
beginnings = st.tuples(st.lists(codings, min_size=2, max_size=10), st.lists(given_codings, max_size=3))
Beginning = tuple[list[Act], list[tuple[int, int, Span]]]


def prepared(folder: str, beginning: Beginning) -> Session:
    """Three coders who are done with two texts, gave them random codes, and some of these alike."""
    session = Session.create(Path(folder) / "law.glossator", "Law")
    for name in ("Coder A", "Coder B", "Coder C"):
        session.run(AddCoder(name))
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH), new_source("Arabic", ARABIC))))
    for act in beginning[0]:
        attempt(session, act)
    for revision, code, span in beginning[1]:
        for coder in range(1, PEOPLE + 1):
            attempt(session, giving(coder, (revision, code, span)))
    for coder in range(1, PEOPLE + 1):
        session.run(SetStatus(coder, (1, 2), (1, 2), State.DONE))
    return session


def attempt(session: Session, act: Act) -> bool:
    """Do an act that may well be refused: then the project must stay as it was."""
    command = act.make(session)
    if command is None:
        return False
    before = session.ask(dump)
    try:
        session.run(command)
    except GlossatorError:
        assert session.ask(dump) == before
        return False
    return True


def of_people(session: Session) -> list[tuple]:
    return [row for row in session.ask(dump)["coding"] if row[3] <= PEOPLE]


def place_ids(session: Session) -> list[str]:
    return [place.id for place in session.ask(lambda db: list(all_places(db, Settings())))]


@settings(max_examples=60)
@given(beginnings, scripts)
def test_settling_never_changes_a_coders_layer_nor_the_ids_of_places(beginning, script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, beginning) as session:
        for act in script:
            own, ids = of_people(session), place_ids(session)
            attempt(session, act)
            if act.is_settling:
                assert (of_people(session), place_ids(session)) == (own, ids)
        assert session.ask(faults) == []


@settings(max_examples=60)
@given(beginnings, scripts)
def test_undoing_all_gives_the_project_back_and_reopening_all_the_open_places(beginning, script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, beginning) as session:
        earlier, done = session.ask(dump), len(session._history.done)
        for act in script:
            attempt(session, act)
        later, own = session.ask(dump), of_people(session)
        found = session.ask(decisions)
        session.run(Reopen(tuple(one.id for one in found)))
        assert (consensus(session), session.ask(decisions), of_people(session)) == ([], [], own)
        far = how_far(session)
        assert (far.settled, far.stale, far.taken_over, far.lost) == ((), (), (), ())
        if found:
            session.undo()
        assert session.ask(dump) == later
        while len(session._history.done) > done:
            assert session.undo()
        assert session.ask(dump) == earlier


@settings(max_examples=60)
@given(beginnings, scripts)
def test_settled_open_and_stale_hold_each_disagreement_once(beginning, script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, beginning) as session:
        for act in script:
            attempt(session, act)
        far = how_far(session)
        found = session.ask(lambda db: list(all_places(db, Settings())))
        parts = (*far.settled, *far.open, *far.stale)
        assert sorted(place.id for place in parts) == sorted(one.id for one in found if one.kind is not None)
        shared = [one.id for one in found if one.kind is None and len(one.coders) > 1]
        assert sorted(one.id for one in (*far.agreed, *far.taken_over)) == sorted(shared)
        known = {one.place: one for one in session.ask(decisions)}
        for place in (*far.settled, *far.taken_over):
            assert not known[place.id].is_stale
        assert all(one.is_stale for one in far.lost)


@settings(max_examples=60)
@given(beginnings, scripts)
def test_the_final_layer_is_the_consensus_and_what_no_decision_speaks_of(beginning, script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, beginning) as session:
        for act in script:
            attempt(session, act)
        assigned = session.ask(assigned_coders)
        holding = [one for one in session.ask(decisions) if not one.is_stale]
        made = {guid for one in holding for guid in one.made}
        spoken_of = {guid for one in holding for guid in one.codings}
        codes = {row[0]: row[2] for row in session.ask(dump)["code"]}
        found = {one.guid for one in session.ask(final_layer, assigned)}
        expected = set()
        for row in session.ask(dump)["coding"]:
            guid, where, coder, code, span = row[1], row[2], row[3], row[4], Span(*row[5:7])
            beside = any(
                (one.spot.revision, one.spot.family) == (where, codes[code])
                and coder not in one.spot.coders
                and one.spot.span.overlaps(span)
                for one in holding
            )
            if guid in made or (assigned.get(where) == coder and guid not in spoken_of and not beside):
                expected.add(guid)
        assert found == expected


@settings(max_examples=60)
@given(beginnings, changes)
def test_a_fingerprint_changes_with_what_it_is_of_and_comes_back_with_it(beginning, change):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, beginning) as session:
        spots = [
            Spot(revision, family, span, coders)
            for revision in (1, 2)
            for family in (1, 2)
            for span in (Span(0, 10), Span(5, 30), Span(12, 13))
            for coders in ((1,), (1, 2), (1, 2, 3))
        ]

        def told() -> list[set[tuple]]:
            rows = session.ask(dump)
            families = {row[0]: row[2] for row in rows["code"]}
            return [
                {
                    row[:7]
                    for row in rows["coding"]
                    if (row[2], families[row[4]]) == (spot.revision, spot.family)
                    and row[3] in spot.coders
                    and Span(*row[5:7]).overlaps(spot.span)
                }
                for spot in spots
            ]

        said, named = told(), session.ask(fingerprints, spots)
        if attempt(session, change):
            for before, after, was, now in zip(
                said, told(), named, session.ask(fingerprints, spots), strict=True
            ):
                assert (before == after) == (was == now)
            session.undo()
        assert session.ask(fingerprints, spots) == named


@given(st.lists(spans, max_size=12), st.lists(spans, max_size=12))
def test_the_sweep_finds_what_meets_a_place_as_comparing_each_does(places, given_ones):
    found = dict(
        meeting(((span, n) for n, span in enumerate(places)), ((s, n) for n, s in enumerate(given_ones)))
    )
    assert {n: sorted(met) for n, met in found.items()} == {
        n: [m for m, other in enumerate(given_ones) if other.overlaps(span)] for n, span in enumerate(places)
    }
