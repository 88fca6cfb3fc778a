"""Laws of the acts of coding, over random codings of one text."""

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from studies import ENGLISH, PointAtExample, dump

from core.commands.codings import (
    ChangeCode,
    CopyCodings,
    DeleteCodings,
    GiveCode,
    GiveCodes,
    GiveNewCode,
    JoinCodings,
    MarkUnsure,
    MoveCoding,
    SplitCoding,
)
from core.commands.memos import WriteMemo
from core.commands.sources import MarkCodable, MarkNotCodable
from core.errors import GlossatorError
from core.model.coding import Clash, MemoKind
from core.model.span import Span
from core.queries.codings import clashing, codings_in
from core.queries.integrity import faults
from core.queries.memos import memos_of_coding
from core.queries.schemes import scheme
from core.queries.sources import not_codable

ANNA, BEN = 1, 2
MOTIVES, LEVELS = (1, 2, 3), (4, 5, 6)
LENGTH = len(ENGLISH)

offsets = st.integers(0, LENGTH)
spans = (
    st.tuples(offsets, offsets)
    .filter(lambda ends: ends[0] != ends[1])
    .map(lambda ends: Span(min(ends), max(ends)))
)
codes = st.sampled_from(MOTIVES + LEVELS)
levels = st.sampled_from(LEVELS)
coders = st.sampled_from([ANNA, ANNA, ANNA, BEN])
codings = st.lists(
    st.tuples(coders, codes, spans, st.booleans(), st.sampled_from(["", "why", "how"])), max_size=8
)
laws = settings(max_examples=60)


@pytest.fixture
def coded(coded_session):
    """A project to which every example adds codings that are undone again."""
    floor = len(coded_session._history.done)
    begun = coded_session.ask(dump)

    def write(drawn, *further):
        while len(coded_session._history.done) > floor:
            coded_session.undo()
        assert coded_session.ask(dump) == begun
        for coder, code, span, is_unsure, memo in [*drawn, *further]:
            if attempt(coded_session, GiveCode(1, coder, code, span, is_unsure)) and memo:
                key = max(one.id for one in coded_session.ask(codings_in, 1))
                coded_session.run(WriteMemo(memo, MemoKind.ANALYTIC, coder, coding=key))
        return coded_session

    return write


def attempt(session, act):
    """Run an act that may be refused, and tell whether it was done."""
    try:
        session.run(act)
    except GlossatorError:
        return False
    return True


def of(session, coder):
    return session.ask(codings_in, 1, [coder])


def facts(coding):
    """All of a coding but when it was changed."""
    return coding._replace(modified="")


def notes(session):
    """How often each memo on a coding is there."""
    found = session.ask(codings_in, 1)
    return Counter(memo.text for one in found for memo in session.ask(memos_of_coding, one.id))


def coded_characters(found, family=MOTIVES + LEVELS):
    """Which codes of a family each character bears."""
    return [{one.code for one in found if one.span.holds(at) and one.code in family} for at in range(LENGTH)]


@laws
@given(codings, st.sets(codes, min_size=1), spans, coders)
def test_what_clashes_is_what_comparing_every_pair_finds(coded, drawn, wanted, span, coder):
    session = coded(drawn)
    exclusive = [code for code in wanted if code in LEVELS]
    every_pair = [
        one
        for one in of(session, coder)
        if one.span.overlaps(span) and one.code in LEVELS and any(code != one.code for code in exclusive)
    ]
    assert session.ask(clashing, 1, coder, wanted, span) == every_pair


@laws
@given(codings, levels, spans, st.booleans())
def test_shortening_leaves_one_code_of_the_family_there_and_loses_no_word_elsewhere(
    coded, drawn, level, span, is_unsure
):
    session = coded(drawn)
    before, of_ben = of(session, ANNA), of(session, BEN)
    memos = notes(session)
    assume(attempt(session, GiveCodes(1, ANNA, (level,), span, is_unsure, Clash.SHORTEN)))
    after = of(session, ANNA)
    was, now = coded_characters(before, LEVELS), coded_characters(after, LEVELS)
    for at in range(LENGTH):
        if span.holds(at):
            assert now[at] == {level}
        else:
            assert now[at] <= was[at]
            assert now[at] == was[at] or ENGLISH[at].isspace()
    untouched = [one for one in before if one.code in MOTIVES or not one.span.overlaps(span)]
    assert {one._replace(modified="", is_unsure=False, has_memo=False) for one in untouched} <= {
        one._replace(modified="", is_unsure=False, has_memo=False) for one in after
    }
    assert of(session, BEN) == of_ben
    assert notes(session) == memos
    assert session.ask(clashing, 1, ANNA, [level], span) == []


@laws
@given(codings, levels, spans, levels, spans)
def test_replacing_takes_away_what_clashes_and_keeps_its_memos_and_all_else(
    coded, drawn, level, span, other, elsewhere
):
    session = coded(drawn, (ANNA, other, elsewhere, False, "kept"))
    before, memos = of(session, ANNA), notes(session)
    gone = session.ask(clashing, 1, ANNA, [level], span)
    words = Counter(memo.text for one in gone for memo in session.ask(memos_of_coding, one.id))
    assume(attempt(session, GiveCodes(1, ANNA, (level,), span, clash=Clash.REPLACE)))
    after = of(session, ANNA)
    [heir] = [one for one in after if (one.code, one.span) == (level, span)]
    assert {one.id for one in after} == {one.id for one in before} - {one.id for one in gone} | {heir.id}
    assert notes(session) == memos
    assert words <= Counter(memo.text for memo in session.ask(memos_of_coding, heir.id))
    assert session.ask(clashing, 1, ANNA, [level], span) == []


@laws
@given(codings, spans, levels, levels)
def test_replacing_a_code_on_its_own_segment_is_changing_it(coded, drawn, span, first, second):
    assume(first != second)
    kept = [one for one in drawn if one[1] in MOTIVES]

    def outcome(act):
        session = coded(kept, (ANNA, first, span, False, "why"))
        [given_first] = [one for one in of(session, ANNA) if one.code == first]
        session.run(PointAtExample(first, given_first.id))
        session.run(act(given_first.id))
        found = [(one.code, one.span, one.is_unsure, one.has_memo) for one in of(session, ANNA)]
        [example] = [one.typical_coding for one in session.ask(scheme).codes if one.id == first]
        return sorted(found, key=repr), [one.span for one in of(session, ANNA) if one.id == example]

    replaced = outcome(lambda _: GiveCodes(1, ANNA, (second,), span, clash=Clash.REPLACE))
    assert replaced == outcome(lambda key: ChangeCode((key,), second))


@laws
@given(codings, codes, spans, st.booleans(), offsets)
def test_splitting_and_joining_again_leaves_the_coding_as_it_was(coded, drawn, code, span, is_unsure, at):
    session = coded([], (ANNA, code, span, is_unsure, "why"))
    for one in drawn:
        attempt(session, GiveCode(1, *one[:3]))
    [whole] = [one for one in of(session, ANNA) if one.has_memo]
    before = [facts(one) for one in of(session, ANNA)]
    if not attempt(session, SplitCoding(whole.id, at)):
        assert [facts(one) for one in of(session, ANNA)] == before
        return
    [second] = [one for one in of(session, ANNA) if facts(one) not in before and one.id != whole.id]
    [first] = [one for one in of(session, ANNA) if one.id == whole.id]
    assert first.has_memo
    assert not second.has_memo
    assert first.span.start == whole.span.start
    assert second.span.end == whole.span.end
    assert first.span.end <= second.span.start
    assert not ENGLISH[first.span.end : second.span.start].strip()
    assert ENGLISH[first.span.end - 1].strip()
    assert ENGLISH[second.span.start].strip()
    session.run(JoinCodings((second.id, whole.id)))
    assert [facts(one) for one in of(session, ANNA)] == before


@laws
@given(
    st.lists(st.tuples(spans, st.booleans(), st.sampled_from(["", "a", "b"])), min_size=2, max_size=5),
    codings,
    st.data(),
)
def test_joining_keeps_every_memo_and_every_character(coded, parts, drawn, data):
    session = coded(drawn, *((ANNA, 1, span, is_unsure, memo) for span, is_unsure, memo in parts))
    own = [one for one in of(session, ANNA) if one.code == 1]
    assume(len(own) > 1)
    chosen = data.draw(st.lists(st.sampled_from(own), min_size=2, unique=True))
    others = [facts(one) for one in session.ask(codings_in, 1) if one not in chosen]
    memos = notes(session)
    assume(attempt(session, JoinCodings(tuple(one.id for one in chosen))))
    found = session.ask(codings_in, 1)
    first = min(chosen, key=lambda one: (one.span, one.id))
    [whole] = [one for one in found if one.id == first.id]
    assert whole.span == Span(min(one.span.start for one in chosen), max(one.span.end for one in chosen))
    assert whole.is_unsure == any(one.is_unsure for one in chosen)
    assert [facts(one) for one in found if one.id != first.id] == others
    assert notes(session) == memos


@laws
@given(codings, st.data())
def test_copying_gives_the_other_coder_the_same_and_copying_again_changes_nothing(coded, drawn, data):
    session = coded(drawn)
    found = session.ask(codings_in, 1)
    assume(found)
    chosen = data.draw(st.lists(st.sampled_from(found), min_size=1))
    keys = tuple(one.id for one in chosen)
    had, own, memos = of(session, BEN), of(session, ANNA), notes(session)
    session.run(CopyCodings(keys, BEN))
    has = of(session, BEN)
    assert {(one.code, one.span) for one in has} == {(one.code, one.span) for one in (*had, *chosen)}
    assert set(had) <= set(has)
    assert (of(session, ANNA), notes(session)) == (own, memos)
    assert not session.run(CopyCodings(keys, BEN))
    assert of(session, BEN) == has


@laws
@given(codings, codes, spans, spans, codes)
def test_moving_or_changing_a_coding_and_back_leaves_it_as_it_was(coded, drawn, code, span, to, other):
    session = coded(drawn, (BEN, code, span, True, "why"))
    [coding] = [one for one in of(session, BEN) if (one.code, one.span) == (code, span)]
    before = [facts(one) for one in session.ask(codings_in, 1)]
    if attempt(session, MoveCoding(coding.id, to)):
        assert [one.span for one in of(session, BEN) if one.id == coding.id] == [to]
        session.run(MoveCoding(coding.id, span))
    if attempt(session, ChangeCode((coding.id,), other)):
        session.run(ChangeCode((coding.id,), code))
    assert [facts(one) for one in session.ask(codings_in, 1)] == before


wild_spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, LENGTH), st.integers(1, LENGTH)
)
some_codes = st.lists(st.integers(1, 7), max_size=3).map(tuple)
numbers = st.integers(0, 7)
acts = st.one_of(
    st.tuples(
        st.just(
            lambda keys, coder, given, span, clash: GiveCodes(1, coder, given, span, False, clash)
        ),
        coders, some_codes, wild_spans, st.sampled_from(Clash),
    ),
    st.tuples(st.just(lambda keys, coder, name, span: GiveNewCode(1, coder, name, span)), coders,
              st.text("ab\n\u0301\u200f ", max_size=3), wild_spans),
    st.tuples(st.just(lambda keys, one, span: MoveCoding(keys(one), span)), numbers, wild_spans),
    st.tuples(st.just(lambda keys, one, at: SplitCoding(keys(one), at)), numbers,
              st.integers(-3, LENGTH + 3)),
    st.tuples(st.just(lambda keys, one, two: JoinCodings((keys(one), keys(two)))), numbers, numbers),
    st.tuples(st.just(lambda keys, one, coder: CopyCodings((keys(one), keys(one + 1)), coder)), numbers,
              coders),
    st.tuples(st.just(lambda keys, one, code: ChangeCode((keys(one), keys(one + 1)), code)), numbers, codes),
    st.tuples(st.just(lambda keys, one, doubt: MarkUnsure((keys(one),), doubt)), numbers, st.booleans()),
    st.tuples(st.just(lambda keys, one: DeleteCodings((keys(one),))), numbers),
)  # fmt: skip


@laws
@given(codings, st.lists(acts, max_size=12))
def test_whatever_is_done_every_coding_is_on_words_of_its_text_and_given_once(coded, drawn, script):
    session = coded(drawn)
    for make, *parts in script:
        keys = [one.id for one in session.ask(codings_in, 1)] or [0]
        attempt(session, make(lambda number, there=keys: there[number % len(there)], *parts))
        found = session.ask(codings_in, 1)
        assert all(0 <= one.span.start < one.span.end <= LENGTH for one in found)
        assert len({(one.coder, one.code, one.span) for one in found}) == len(found)
    assert session.ask(faults) == []


@laws
@given(st.lists(spans, min_size=1, max_size=4), spans)
def test_a_stretch_that_becomes_codable_is_all_that_becomes_codable(coded, ranges, span):
    session = coded([])
    for one in ranges:
        session.run(MarkNotCodable(1, one))

    def left_out():
        return {at for one in session.ask(not_codable, 1) for at in range(one.start, one.end)}

    before = left_out()
    is_done = attempt(session, MarkCodable(1, span))
    assert is_done == bool(before & set(range(span.start, span.end)))
    assert left_out() == before - set(range(span.start, span.end))
