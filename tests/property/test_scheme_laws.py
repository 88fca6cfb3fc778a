"""Laws of the acts on the scheme, over random scripts of them in a project that is coded."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from studies import ARABIC, ENGLISH, dump, new_source

from core.commands.codings import LoadCodings, NewCoding
from core.commands.memos import WriteMemo
from core.commands.scheme import (
    AddToScheme,
    EditCode,
    EditFamily,
    MergeCodes,
    NewCode,
    NewFamily,
    PlaceCodes,
    PlaceFamily,
    Remains,
    RemoveCodes,
    RemoveFamily,
    RetireCodes,
    ReviveCodes,
    SplitCode,
)
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.errors import GlossatorError
from core.model.coding import MemoKind, State
from core.model.scheme import Scale, name_key
from core.model.span import Span
from core.queries.codebook import codings_bearing
from core.queries.codings import codings_in
from core.queries.integrity import faults
from core.queries.schemes import scheme
from core.session import Session

CODES = ("Fear", "Fear of us", "Pay", "Wages", "Doctrine", "Leader", "Middle", "Clerk")
laws = settings(max_examples=60)

codes = st.integers(1, len(CODES) + 2)
some_codes = st.lists(codes, min_size=1, max_size=4).map(tuple)
families = st.integers(1, 3)
maybe_code = st.none() | codes
names = st.sampled_from(["Fear", "fear", "Hunger", "Hope", "Home", " ", "Level"])
reasons = st.sampled_from(["", "clearer"])
code_values = st.fixed_dictionaries(
    {},
    optional={
        "name": names, "definition": names, "colour": st.sampled_from(["#012ABC", "red"]),
        "is_codable": st.booleans(), "aliases": st.lists(names, max_size=2).map(tuple),
        "typical_coding": st.none() | st.integers(1, 12), "names": st.just({"ar": "خوف"}),
    },
)  # fmt: skip
family_values = st.fixed_dictionaries(
    {}, optional={"name": names, "scale": st.sampled_from(Scale), "is_exclusive": st.booleans()}
)
parts = st.lists(st.builds(lambda name: NewCode("", name), names), min_size=1, max_size=3).map(tuple)
sortings = st.dictionaries(st.integers(1, 14), st.integers(0, 2), max_size=8)


@st.composite
def fitting_splits(draw):
    """Split a code whose codings are all sorted into parts of fresh names, whatever they are by then."""
    return draw(codes), draw(st.integers(1, 3)), draw(st.integers(0, 5)), draw(st.sampled_from(Remains))


acts = st.one_of(
    st.builds(EditCode, codes, code_values, reasons),
    st.builds(EditFamily, families, family_values, reasons),
    st.builds(PlaceCodes, some_codes, families, maybe_code, maybe_code, reasons),
    st.builds(PlaceCodes, some_codes, families, reason=reasons),
    st.builds(PlaceFamily, families, st.none() | families),
    st.builds(MergeCodes, some_codes, codes, reasons),
    st.builds(MergeCodes, some_codes, codes, reasons),
    st.builds(SplitCode, codes, parts, sortings, st.sampled_from(Remains)),
    fitting_splits(),
    st.builds(RetireCodes, some_codes, reasons),
    st.builds(ReviveCodes, some_codes, reasons),
    st.builds(RemoveCodes, some_codes),
    st.builds(RemoveFamily, families),
    st.builds(SetStatus, st.just(1), st.just((1,)), families.map(lambda key: (key,)), st.sampled_from(State)),
    st.builds(lambda name: AddToScheme((), (NewCode("Motive", name),)), names),
)
codings = st.lists(
    st.tuples(
        st.sampled_from(["Coder A", "Coder A", "Coder B"]), st.integers(1, len(CODES)), st.integers(0, 3),
        st.booleans(), st.sampled_from(["", "why"]),
    ),
    max_size=14, unique_by=lambda one: one[:3],
)  # fmt: skip


def prepared(folder, drawn) -> Session:
    """A project with codes below codes, and codings on a few segments so that many meet."""
    session = Session.create(Path(folder) / "law.glossator", "Law")
    below = {"Fear of us": "Fear", "Wages": "Pay", "Doctrine": "Wages", "Clerk": "Middle"}
    session.run(
        AddToScheme(
            (NewFamily("Motive"), NewFamily("Level", Scale.ORDINAL, is_exclusive=True)),
            tuple(
                NewCode("Motive" if at < 5 else "Level", name, below.get(name, ""), typical=name[:4])
                for at, name in enumerate(CODES)
            ),
        )
    )
    session.run(AddSources((new_source("English", ENGLISH), new_source("Arabic", ARABIC))))
    session.run(
        LoadCodings(
            tuple(
                NewCoding(1 + place % 2, coder, code, Span(place, place + 5), memo, unsure)
                for coder, code, place, unsure, memo in [("Coder A", 1, 0, True, "first"), *drawn]
                if (coder, code, place) != ("Coder A", 1, 0) or memo == "first"
            )
        )
    )
    session.run(EditCode(1, {"typical_coding": 1}))
    session.run(WriteMemo("about fear", MemoKind.ANALYTIC, 1, code=1))
    session.run(SetStatus(1, (1,), (1,), State.DONE))
    return session


def made(session, act):
    """Turn a drawn split into one that fits what is there; other acts stay."""
    if not isinstance(act, tuple):
        return act
    code, count, turn, remains = act
    fresh = tuple(NewCode("", f"Part {session._history.done[-1]}.{number}") for number in range(count))
    borne = session.ask(codings_bearing, [code])
    return SplitCode(code, fresh, {key: (key + turn) % count for key in borne}, remains)


def attempt(session, act) -> bool:
    """Run an act that may well be refused: then the project must stay as it was."""
    before = session.ask(dump)
    try:
        session.run(made(session, act))
    except GlossatorError:
        assert session.ask(dump) == before
        return False
    return True


def check_scheme(session):
    """What holds of every scheme, whatever was done to it."""
    known = session.ask(scheme)
    assert len(known.codes) == session._db.execute("SELECT count(*) FROM code").fetchone()[0]
    by_key = {one.id: one for one in known.codes}
    for one in known.codes:
        assert one.parent is None or by_key[one.parent].family == one.family
    keyed = Counter((one.family, name_key(one.name)) for one in known.codes)
    assert not keyed or max(keyed.values()) == 1
    headings = [one.id for one in known.codes if not one.is_codable]
    assert not session.ask(codings_bearing, headings)
    assert session.ask(faults) == []


@laws
@given(codings, st.lists(acts, max_size=12))
def test_whatever_is_done_to_a_scheme_it_stays_sound_and_is_undone_to_the_letter(drawn, script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, drawn) as session:
        earlier = session.ask(dump)
        floor = len(session._history.done)
        for act in script:
            before, steps = session.ask(dump), len(session._history.done)
            if attempt(session, act) and len(session._history.done) > steps:
                after = session.ask(dump)
                session.undo()
                assert session.ask(dump) == before
                session.redo()
                assert session.ask(dump) == after
            check_scheme(session)
        later = session.ask(dump)
        while len(session._history.done) > floor:
            session.undo()
        assert session.ask(dump) == earlier
        while session.redo():
            pass
        assert session.ask(dump) == later


def every_coding(session):
    return [one for revision in (1, 2) for one in session.ask(codings_in, revision)]


def memos(session):
    return Counter(row[3] for row in session.ask(dump)["memo"])


def place(one):
    return one.revision, one.coder, one.span


@laws
@given(codings, st.sets(st.integers(1, 5), min_size=1), st.integers(1, 5))
def test_merging_keeps_every_coded_segment_memo_date_and_version(drawn, merged, into):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, drawn) as session:
        before, noted = every_coding(session), memos(session)
        if not attempt(session, MergeCodes(tuple(merged), into)):
            assert merged == {into}
            return
        touched = [one for one in before if one.code in merged | {into}]
        after = {one.id: one for one in every_coding(session)}
        bearing = [one for one in after.values() if one.code == into]
        assert Counter(map(place, bearing)) == Counter(set(map(place, touched)))
        assert memos(session) == noted
        for one in before:
            if one.id in after:
                now = after[one.id]
                assert (now.guid, now.created, now.version) == (one.guid, one.created, one.version)
        for one in bearing:
            twins = [other for other in touched if place(other) == place(one)]
            assert one.is_unsure == all(twin.is_unsure for twin in twins)
            own = [twin.id for twin in twins if twin.code == into]
            assert one.id == (own or sorted(twin.id for twin in twins))[0]
        assert [one for one in before if one.code not in merged | {into}] == [
            one for one in every_coding(session) if one.code != into
        ]
        there = {one.id for one in session.ask(scheme).codes}
        assert there == set(range(1, len(CODES) + 1)) - (merged - {into})
        check_scheme(session)


@laws
@given(codings, st.lists(some_codes, max_size=3), maybe_code)
def test_codes_placed_stand_together_in_their_order_and_the_others_keep_theirs(drawn, moves, before):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, drawn) as session:
        for moved in moves:
            known = {one.id: one for one in session.ask(scheme).codes}
            top = [key for key, one in known.items() if one.family == 1 and one.parent is None]
            if not attempt(session, PlaceCodes(moved, 1, None, before)):
                continue
            covered = {key for key in known if set(way(known, key)[1:]) & set(moved)}
            roots = [key for key in known if key in moved and key not in covered]
            rest = [key for key in top if key not in roots]
            behind = top[top.index(before) :] if before in top else []
            anchor = next((key for key in behind if key not in roots), None)
            at = rest.index(anchor) if anchor is not None else len(rest)
            found = [one.id for one in session.ask(scheme).codes_of(1) if one.parent is None]
            assert found == rest[:at] + roots + rest[at:]


def way(known, key):
    """A code and all above it."""
    found = [key]
    while (parent := known[found[-1]].parent) is not None:
        found.append(parent)
    return found


@laws
@given(codings, fitting_splits())
def test_splitting_moves_exactly_the_codings_that_were_sorted(drawn, act):
    with tempfile.TemporaryDirectory() as folder, prepared(folder, drawn) as session:
        split, before = made(session, act), every_coding(session)
        if not attempt(session, split):
            return
        added = [one for one in session.ask(scheme).codes if one.name.startswith("Part")]
        parts = [next(one for one in added if one.name == part.name) for part in split.parts]
        assert [one.id for one in added] == [one.id for one in parts]
        is_below = split.remains is Remains.HEADING
        whole = next(one for one in session.ask(scheme).codes if one.id == split.code)
        assert {one.parent for one in parts} == {whole.id if is_below else whole.parent}
        after = {one.id: one for one in every_coding(session)}
        for one in before:
            place = split.sorted_into.get(one.id)
            assert after[one.id].code == (one.code if place is None else parts[place].id)
            assert (after[one.id].created, after[one.id].span) == (one.created, one.span)
