"""Merging, splitting and removing codes: what follows, what stays, and what is refused."""

import pytest
from studies import dump

from core.commands.codings import GiveCode
from core.commands.memos import WriteMemo
from core.commands.scheme import (
    AddToScheme,
    EditCode,
    MergeCodes,
    NewCode,
    PlaceCodes,
    Remains,
    RemoveCodes,
    RemoveFamily,
    RetireCodes,
    SplitCode,
)
from core.commands.statuses import SetStatus
from core.errors import GlossatorError
from core.model.coding import MemoKind, State
from core.model.span import Span
from core.queries.codebook import doubled
from core.queries.codings import codings_in
from core.queries.history import steps
from core.queries.integrity import faults
from core.queries.memos import memos_of_coding
from core.queries.schemes import code, scheme, versions
from core.queries.statuses import statuses
from core.queries.versions import newer_codes

FEAR, PAY, DOCTRINE, LEADER, MIDDLE, CLERK = range(1, 7)
MOTIVE, LEVEL = 1, 2
PLACE, ELSEWHERE = Span(0, 6), Span(7, 9)


def named(session, name):
    return next(one for one in session.ask(scheme).codes if one.name == name)


def order(session, key=MOTIVE):
    return [one.name for one in session.ask(scheme).codes_of(key)]


def given(session):
    return {one.id: one for revision in (1, 2) for one in session.ask(codings_in, revision)}


def number(session, key):
    return {one.id: one.number for one in session.ask(versions)}[session.ask(code, key).version]


@pytest.fixture
def used_session(coded_session):
    """Coder A gave Fear, unsure, and Pay to one segment; Coder B gave Pay there, Coder A elsewhere too."""
    coded_session.run(GiveCode(1, 1, FEAR, PLACE, True))
    coded_session.run(GiveCode(1, 1, PAY, PLACE))
    coded_session.run(GiveCode(1, 2, PAY, PLACE, True))
    coded_session.run(GiveCode(1, 1, PAY, ELSEWHERE, True))
    coded_session.run(WriteMemo("fear?", MemoKind.QUESTION, 1, coding=1))
    coded_session.run(WriteMemo("pay!", MemoKind.ANALYTIC, 1, coding=2))
    coded_session.run(WriteMemo("about pay", MemoKind.ANALYTIC, 1, code=PAY))
    return coded_session


def test_codings_follow_a_merge_and_doubled_ones_become_one_that_is_sure_if_any_was(used_session):
    before = given(used_session)
    assert [(twin.gone, twin.kept) for twin in used_session.ask(doubled, [PAY], FEAR)] == [(2, 1)]
    used_session.run(MergeCodes((PAY,), FEAR))
    after = given(used_session)
    assert {key: (one.coder, one.code, one.span, one.is_unsure) for key, one in after.items()} == {
        1: (1, FEAR, PLACE, False),
        3: (2, FEAR, PLACE, True),
        4: (1, FEAR, ELSEWHERE, True),
    }
    assert {(one.created, one.version) for one in after.values()} <= {
        (one.created, one.version) for one in before.values()
    }
    assert [memo.text for memo in used_session.ask(memos_of_coding, 1)] == ["fear?", "pay!"]
    assert used_session.ask(dump)["memo"][2][6:9].count(FEAR) == 1
    assert order(used_session) == ["Fear", "Doctrine"]
    assert used_session.ask(faults) == []


def test_what_codes_were_called_and_their_examples_are_kept_at_the_code_they_become(used_session):
    used_session.run(EditCode(FEAR, {"typical": "I shook.", "aliases": ("Dread",), "shortcut": ""}))
    values = {
        "typical": "They paid.", "borderline": "They promised.", "aliases": ("DREAD", "Wage"),
        "names": {"ar": "أجر"}, "texts": {"typical": {"ar": "دفعوا"}}, "typical_coding": 2,
    }  # fmt: skip
    used_session.run(EditCode(PAY, values))
    used_session.run(MergeCodes((PAY,), FEAR, "one motive"))
    fear = used_session.ask(code, FEAR)
    assert fear.aliases == ("Dread", "Pay", "أجر", "Wage")
    assert (fear.typical, fear.borderline) == ("I shook.\n\nThey paid.", "They promised.")
    assert fear.texts == {"typical": {"ar": "دفعوا"}}
    # the segment that was the example is now the coding that took its place
    assert (fear.typical_coding, fear.shortcut) == (1, "2")
    assert used_session.ask(steps)[-1].reason == "one motive"


def test_children_of_merged_codes_stand_below_what_these_became(coded_session):
    codes = (NewCode("Motive", "Wages", "Pay"), NewCode("Motive", "Bonus", "Wages"))
    coded_session.run(AddToScheme((), codes))
    bonus = named(coded_session, "Bonus").id
    coded_session.run(MergeCodes((PAY, FEAR), bonus))
    assert order(coded_session) == ["Bonus", "Wages", "Doctrine"]
    assert named(coded_session, "Wages").parent == bonus
    assert coded_session.ask(code, bonus).parent is None
    assert coded_session.ask(faults) == []


def test_a_merged_code_is_as_new_as_the_newest_that_was_given(used_session):
    used_session.run(SetStatus(1, (1, 2), (1, 2), State.DONE))
    used_session.run(AddToScheme((), (NewCode("Motive", "Hunger"), NewCode("Motive", "Thirst"))))
    hunger, thirst = named(used_session, "Hunger").id, named(used_session, "Thirst").id
    used_session.run(MergeCodes((thirst,), FEAR))
    assert number(used_session, FEAR) == 1
    used_session.run(GiveCode(1, 1, hunger, ELSEWHERE))
    used_session.run(MergeCodes((hunger,), FEAR))
    assert number(used_session, FEAR) == 2


def test_a_code_counts_as_new_once_it_takes_in_a_retired_one_that_somebody_was_done_without(used_session):
    used_session.run(RetireCodes((PAY,)))
    used_session.run(MergeCodes((PAY,), FEAR))
    assert number(used_session, FEAR) == 1
    used_session.undo()
    used_session.run(SetStatus(2, (1,), (MOTIVE,), State.DONE))
    used_session.run(MergeCodes((DOCTRINE,), FEAR))
    assert number(used_session, FEAR) == 1
    used_session.run(MergeCodes((PAY,), FEAR))
    assert number(used_session, FEAR) == 2
    assert [newer.codes for newer in used_session.ask(newer_codes, 2)] == [(FEAR,)]


def test_sorted_codings_have_the_part_and_the_others_stay(used_session):
    used_session.run(EditCode(PAY, {"typical_coding": 2, "borderline_coding": 4}))
    used_session.run(SetStatus(1, (1,), (MOTIVE,), State.DONE))
    before = given(used_session)
    used_session.run(SplitCode(PAY, (NewCode("", "Wages"), NewCode("x", "Debts", "y")), {2: 1, 3: 0}))
    assert order(used_session) == ["Fear", "Pay", "Wages", "Debts", "Doctrine"]
    wages, debts = named(used_session, "Wages"), named(used_session, "Debts")
    after = given(used_session)
    assert {key: one.code for key, one in after.items()} == {1: FEAR, 2: debts.id, 3: wages.id, 4: PAY}
    assert [number(used_session, key) for key in (PAY, wages.id, debts.id)] == [1, 2, 2]
    assert after[2].version == debts.version
    assert after[4] == before[4]
    assert after[2].created == before[2].created
    assert debts.typical_coding == 2
    pay = used_session.ask(code, PAY)
    assert (pay.typical_coding, pay.borderline_coding) == (None, 4)


def test_the_words_of_an_example_go_with_its_segment_to_the_part(used_session):
    said = {
        "typical": "words", "typical_coding": 2, "borderline": "other words", "borderline_coding": 4,
        "texts": {"typical": {"ar": "كلمات"}, "short": {"ar": "قصير"}},
    }  # fmt: skip
    used_session.run(EditCode(PAY, said))
    before = used_session.ask(dump)
    part = NewCode("", "Wages", texts={"short": {"ar": "أجور"}})
    used_session.run(SplitCode(PAY, (part,), {2: 0}))
    pay, wages = used_session.ask(code, PAY), named(used_session, "Wages")
    assert (wages.typical, wages.typical_coding, pay.typical, pay.typical_coding) == ("words", 2, "", None)
    assert wages.texts == {"typical": {"ar": "كلمات"}, "short": {"ar": "أجور"}}
    assert pay.texts == {"short": {"ar": "قصير"}}
    assert (pay.borderline, pay.borderline_coding) == ("other words", 4)
    used_session.undo()
    assert used_session.ask(dump) == before


def test_a_part_with_an_example_of_its_own_keeps_its_words(used_session):
    used_session.run(EditCode(PAY, {"typical": "words", "typical_coding": 2}))
    used_session.run(SplitCode(PAY, (NewCode("", "Wages", typical="mine"),), {2: 0}))
    assert named(used_session, "Wages").typical == "mine"
    assert used_session.ask(code, PAY).typical == "words"


@pytest.mark.parametrize("remains", Remains)
def test_what_was_split_stays_becomes_a_heading_or_retires(used_session, remains):
    used_session.run(SplitCode(PAY, (NewCode("", "Wages"),), {2: 0, 3: 0, 4: 0}, remains))
    pay, wages = used_session.ask(code, PAY), named(used_session, "Wages")
    assert pay.is_codable == (remains is not Remains.HEADING)
    assert pay.is_active == (remains is not Remains.RETIRED)
    assert wages.parent == (PAY if remains is Remains.HEADING else None)
    assert order(used_session) == ["Fear", "Pay", "Wages", "Doctrine"]


def test_children_of_removed_codes_move_up_into_their_place(coded_session):
    codes = (
        NewCode("Motive", "Wages", "Pay"), NewCode("Motive", "Debts", "Pay"),
        NewCode("Motive", "Old", "Wages"), NewCode("Motive", "New", "Wages"),
    )  # fmt: skip
    coded_session.run(AddToScheme((), codes))
    coded_session.run(RemoveCodes((PAY, named(coded_session, "Wages").id)))
    assert order(coded_session) == ["Fear", "Old", "New", "Debts", "Doctrine"]
    assert {one.parent for one in coded_session.ask(scheme).codes_of(MOTIVE)} == {None}


def test_a_family_goes_with_its_codes_and_with_how_far_its_coders_were(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Level", "Guard", "Clerk"),)))
    coded_session.run(SetStatus(1, (1,), (MOTIVE, LEVEL), State.DONE))
    before = coded_session.ask(dump)
    coded_session.run(RemoveFamily(LEVEL, "asked elsewhere"))
    assert [one.name for one in coded_session.ask(scheme).families] == ["Motive"]
    assert [one.family for one in coded_session.ask(statuses)] == [MOTIVE]
    assert coded_session.ask(faults) == []
    coded_session.undo()
    assert coded_session.ask(dump) == before


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (MergeCodes((LEADER,), FEAR), "Leader belongs to another family than Fear. Move it there first"),
        (MergeCodes((FEAR,), FEAR), "two codes or more"),
        (MergeCodes((), FEAR), "two codes or more"),
        (MergeCodes((99,), FEAR), "was removed meanwhile"),
        (MergeCodes((FEAR,), 99), "was removed meanwhile"),
        (MergeCodes((FEAR,), DOCTRINE), "Doctrine was retired"),
        (SplitCode(PAY, ()), "Name a code to split off"),
        (SplitCode(PAY, (NewCode("", "fear"),)), "has a code Fear already"),
        (SplitCode(PAY, (NewCode("", "a"), NewCode("", "A"))), "has a code a already"),
        (SplitCode(PAY, (NewCode("", "a"),), {2: 1}), "no part 2"),
        (SplitCode(PAY, (NewCode("", "a"),), {1: 0}), "does not bear Pay any more"),
        (SplitCode(PAY, (NewCode("", "a", is_codable=False),), {2: 0}), "a takes no codings"),
        (SplitCode(PAY, (NewCode("", "a"),), {2: 0}, Remains.HEADING), "some of Pay are not sorted yet: 2"),
        (SplitCode(99, (NewCode("", "a"),)), "was removed meanwhile"),
        (RemoveCodes((DOCTRINE, PAY)), r"Pay was given \(codings: 3\)"),
        (RemoveCodes((MIDDLE,)), "There is a memo about Middle"),
        (RemoveCodes((99,)), "was removed meanwhile"),
        (RemoveFamily(MOTIVE), r"Fear was given \(codings: 1\)"),
        (RemoveFamily(LEVEL), "There is a memo about Middle"),
        (RemoveFamily(9), "was removed meanwhile"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(used_session, act, sentence):
    used_session.run(WriteMemo("who?", MemoKind.QUESTION, 1, code=MIDDLE))
    used_session.run(RetireCodes((DOCTRINE,)))
    before = used_session.ask(dump)
    with pytest.raises(GlossatorError, match=sentence):
        used_session.run(act)
    assert used_session.ask(dump) == before


def test_codes_of_two_families_are_merged_once_one_was_moved(used_session):
    before = used_session.ask(dump)
    used_session.run(PlaceCodes((PAY,), LEVEL))
    used_session.run(MergeCodes((PAY,), LEADER))
    assert {one.code for one in given(used_session).values()} == {FEAR, LEADER}
    used_session.undo()
    used_session.undo()
    assert used_session.ask(dump) == before
