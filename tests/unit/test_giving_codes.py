"""Giving several codes, new codes, and a second code of an exclusive family."""

import pytest
from studies import ENGLISH, PointAtExample, dump

from core.commands.codings import GiveCode, GiveCodes, GiveNewCode
from core.commands.memos import WriteMemo
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, NotFound
from core.exchange.codebook.schemes import read_scheme
from core.exchange.codings_table import read_codings
from core.exchange.formats import export
from core.model.coding import Clash, MemoKind, State
from core.model.scheme import LONGEST_NAME, OPEN_CODES, Scale
from core.model.span import Span
from core.queries import codings, memos, names, schemes
from core.queries.history import steps
from core.queries.integrity import faults
from core.session import Session

FEAR, PAY, DOCTRINE, LEADER, MIDDLE, CLERK = 1, 2, 3, 4, 5, 6
ANNA, BEN = 1, 2
SENTENCE = Span(0, ENGLISH.index(" 😀"))  # "I left in winter."
WINTER = Span(ENGLISH.index("winter"), SENTENCE.end - 1)


def levels(session, coder=ANNA):
    """The coder's codings of the exclusive family, as code and words."""
    found = session.ask(codings.codings_in, 1, [coder])
    return [(one.code, ENGLISH[one.span.start : one.span.end]) for one in found if one.code >= LEADER]


def shorten(span, *given, is_unsure=False):
    return GiveCodes(1, ANNA, given, span, is_unsure, Clash.SHORTEN)


def test_several_codes_are_given_in_one_step_and_taken_back_in_one(coded_session):
    before = coded_session.ask(dump)
    changes = coded_session.run(GiveCodes(1, ANNA, (PAY, FEAR, LEADER), SENTENCE, is_unsure=True))
    made = {one.id: one for one in coded_session.ask(codings.codings_in, 1)}
    assert [made[key].code for key in changes.created("coding")] == [PAY, FEAR, LEADER]
    assert all(one.is_unsure and one.span == SENTENCE for one in made.values())
    assert coded_session.undo_title == "Give codes"
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_a_single_code_is_named_as_one_in_the_history(coded_session):
    coded_session.run(GiveCodes(1, ANNA, (PAY,), SENTENCE))
    assert [step.title for step in coded_session.ask(steps)][-1] == "Give code"


def test_codes_that_the_segment_bears_are_passed_over_unless_it_bears_them_all(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, SENTENCE))
    changes = coded_session.run(GiveCodes(1, ANNA, (FEAR, PAY, PAY), SENTENCE))
    [new] = coded_session.ask(codings.codings_by_id, changes.created("coding"))
    assert new.code == PAY
    with pytest.raises(InvalidInput, match="bears Pay already"):
        coded_session.run(GiveCodes(1, ANNA, (PAY, FEAR), SENTENCE))


@pytest.mark.parametrize(
    ("act", "error", "sentence"),
    [
        (GiveCodes(1, ANNA, (), SENTENCE), InvalidInput, "Choose a code"),
        (GiveCodes(1, ANNA, (FEAR, 99), SENTENCE), NotFound, "removed meanwhile"),
        (GiveCodes(9, ANNA, (FEAR,), SENTENCE), NotFound, "removed meanwhile"),
        (GiveCodes(1, 9, (FEAR,), SENTENCE), NotFound, "removed meanwhile"),
        (GiveCodes(1, ANNA, (FEAR, 7), SENTENCE), InvalidInput, "Push is a heading"),
        (GiveCodes(1, ANNA, (FEAR, PAY), Span(0, 999)), InvalidInput, "lies outside English"),
        (GiveNewCode(1, ANNA, " \n", SENTENCE), InvalidInput, "needs a name"),
        (GiveNewCode(1, ANNA, "\u200f\u0640", SENTENCE), InvalidInput, "needs a name"),
        (GiveNewCode(1, ANNA, "x" * (LONGEST_NAME + 1), SENTENCE), InvalidInput, "at most 500 characters"),
        (GiveNewCode(1, ANNA, "winter", Span(0, 999)), InvalidInput, "lies outside English"),
        (GiveNewCode(9, ANNA, "winter", SENTENCE), NotFound, "removed meanwhile"),
        (shorten(SENTENCE, LEADER, FEAR, CLERK), InvalidInput, "Leader and Clerk are both of Level"),
    ],
)
def test_what_cannot_be_given_is_refused_in_a_sentence_and_nothing_is_given(
    coded_session, act, error, sentence
):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Push", is_codable=False),)))
    before = coded_session.ask(dump)
    with pytest.raises(error, match=sentence):
        coded_session.run(act)
    assert coded_session.ask(dump) == before


def test_only_other_codes_of_an_exclusive_family_on_the_same_characters_clash(coded_session):
    for code, span in ((FEAR, SENTENCE), (LEADER, Span(0, 4)), (MIDDLE, Span(4, 9)), (CLERK, Span(9, 12))):
        coded_session.run(GiveCode(1, ANNA, code, span))
    coded_session.run(GiveCode(1, BEN, MIDDLE, SENTENCE))
    coded_session.run(GiveCode(2, ANNA, MIDDLE, Span(0, 9)))

    def clashing(*given, span):
        found = coded_session.ask(codings.clashing, 1, ANNA, given, span)
        return [one.code for one in found]

    assert clashing(LEADER, span=SENTENCE) == [MIDDLE, CLERK]
    assert clashing(LEADER, span=Span(3, 5)) == [MIDDLE]
    assert clashing(MIDDLE, span=Span(4, 9)) == []
    assert clashing(PAY, span=SENTENCE) == []
    assert clashing(PAY, LEADER, MIDDLE, span=Span(0, 9)) == [LEADER, MIDDLE]


def test_both_codes_of_an_exclusive_family_may_be_kept(coded_session):
    coded_session.run(GiveCode(1, ANNA, LEADER, SENTENCE))
    coded_session.run(GiveCodes(1, ANNA, (MIDDLE, CLERK), SENTENCE))
    assert [code for code, _ in levels(coded_session)] == [LEADER, MIDDLE, CLERK]


def test_a_replaced_coding_leaves_its_memos_and_its_place_as_an_example_to_the_new_one(coded_session):
    coded_session.run(GiveCode(1, ANNA, LEADER, SENTENCE))
    coded_session.run(GiveCode(1, ANNA, FEAR, SENTENCE))
    coded_session.run(WriteMemo("Why here?", MemoKind.QUESTION, BEN, coding=1))
    coded_session.run(PointAtExample(LEADER, 1, is_both=True))
    before = coded_session.ask(dump)
    coded_session.run(GiveCodes(1, ANNA, (DOCTRINE, CLERK), WINTER, clash=Clash.REPLACE))
    assert levels(coded_session) == [(CLERK, "winter")]
    [clerk] = [one for one in coded_session.ask(codings.codings_in, 1) if one.code == CLERK]
    assert [memo.text for memo in coded_session.ask(memos.memos_of_coding, clerk.id)] == ["Why here?"]
    leader = coded_session.ask(schemes.code, LEADER)
    assert (leader.typical_coding, leader.borderline_coding) == (clerk.id, clerk.id)
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_a_shortened_coding_keeps_its_words_before_and_after_and_its_memo_before(coded_session):
    coded_session.run(GiveCode(1, ANNA, LEADER, SENTENCE, is_unsure=True))
    coded_session.run(WriteMemo("Why here?", MemoKind.QUESTION, ANNA, coding=1))
    coded_session.run(PointAtExample(LEADER, 1))
    before = coded_session.ask(dump)
    [whole] = coded_session.ask(codings.codings_in, 1)
    in_the_middle = Span(ENGLISH.index("left"), ENGLISH.index("left") + 4)
    coded_session.run(shorten(in_the_middle, MIDDLE))
    assert levels(coded_session) == [(LEADER, "I"), (MIDDLE, "left"), (LEADER, "in winter.")]
    first, new, second = coded_session.ask(codings.codings_in, 1)
    assert (first.id, first.has_memo, second.has_memo) == (1, True, False)
    assert (first.is_unsure, new.is_unsure, second.is_unsure) == (True, False, True)
    assert (second.created, second.version) == (whole.created, whole.version)
    assert coded_session.ask(schemes.code, LEADER).typical_coding == 1
    assert coded_session.ask(faults) == []
    coded_session.undo()
    assert coded_session.ask(dump) == before


@pytest.mark.parametrize("code", [LEADER, CLERK])
def test_a_coding_that_would_keep_nothing_is_replaced(coded_session, code):
    coded_session.run(GiveCode(1, ANNA, code, WINTER))
    coded_session.run(WriteMemo("Why here?", MemoKind.QUESTION, ANNA, coding=1))
    coded_session.run(shorten(Span(WINTER.start, WINTER.end + 1), MIDDLE))
    assert levels(coded_session) == [(MIDDLE, "winter.")]
    assert [one.has_memo for one in coded_session.ask(codings.codings_in, 1)] == [True]


def test_a_coding_that_would_keep_only_white_space_is_replaced(coded_session):
    coded_session.run(GiveCode(1, ANNA, LEADER, Span(WINTER.start - 1, WINTER.end)))
    coded_session.run(shorten(WINTER, MIDDLE))
    assert levels(coded_session) == [(MIDDLE, "winter")]


def test_a_part_that_equals_a_coding_there_already_becomes_one_with_it(coded_session):
    coded_session.run(GiveCode(1, ANNA, LEADER, Span(0, 6)))
    coded_session.run(GiveCode(1, ANNA, LEADER, SENTENCE, is_unsure=True))
    coded_session.run(GiveCode(1, ANNA, LEADER, Span(10, SENTENCE.end)))
    coded_session.run(WriteMemo("Why here?", MemoKind.QUESTION, ANNA, coding=2))
    before = coded_session.ask(dump)
    coded_session.run(shorten(Span(7, 9), MIDDLE))
    assert levels(coded_session) == [(LEADER, "I left"), (MIDDLE, "in"), (LEADER, "winter.")]
    first, _, third = coded_session.ask(codings.codings_in, 1)
    assert (first.id, first.is_unsure, first.has_memo) == (1, True, True)
    assert (third.id, third.is_unsure) == (3, True)
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_what_gives_way_may_do_so_to_a_code_that_is_there_already(coded_session):
    coded_session.run(GiveCodes(1, ANNA, (LEADER, MIDDLE), SENTENCE))
    coded_session.run(GiveCodes(1, ANNA, (MIDDLE,), SENTENCE, clash=Clash.REPLACE))
    assert levels(coded_session) == [(MIDDLE, "I left in winter.")]


def test_the_codings_of_others_never_give_way(coded_session):
    coded_session.run(GiveCode(1, BEN, LEADER, SENTENCE))
    coded_session.run(shorten(WINTER, MIDDLE))
    coded_session.run(GiveCodes(1, ANNA, (CLERK,), WINTER, clash=Clash.REPLACE))
    assert levels(coded_session, BEN) == [(LEADER, "I left in winter.")]
    assert levels(coded_session, ANNA) == [(CLERK, "winter")]


def test_a_new_code_joins_the_open_codes_which_come_with_it_in_one_step(coded_session):
    before = coded_session.ask(dump)
    coded_session.run(GiveNewCode(1, ANNA, "left in winter", Span(2, 16), is_unsure=True))
    family = coded_session.ask(schemes.family_named, OPEN_CODES)
    assert (family.scale, family.is_exclusive, family.position) == (Scale.NOMINAL, False, 2)
    code = coded_session.ask(names.code_named, "left in winter")
    assert (code.family, code.is_codable) == (family.id, True)
    [coding] = coded_session.ask(codings.codings_in, 1)
    assert (coding.code, coding.span, coding.is_unsure) == (code.id, Span(2, 16), True)
    assert coded_session.undo_title == "Give new code"
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_a_second_new_code_joins_the_same_family_in_a_colour_of_its_own(coded_session):
    for name in ("winter", "pay"):
        coded_session.run(GiveNewCode(1, ANNA, name, SENTENCE))
    scheme = coded_session.ask(schemes.scheme)
    assert [family.name for family in scheme.families].count(OPEN_CODES) == 1
    [first, second] = scheme.codes_of(coded_session.ask(schemes.family_named, OPEN_CODES).id)
    assert (first.name, second.name) == ("winter", "pay")
    assert first.colour != second.colour


def test_open_codes_that_a_researcher_spelled_otherwise_are_the_same_family(coded_session):
    coded_session.run(AddToScheme((NewFamily("open codes"),), ()))
    coded_session.run(GiveNewCode(1, ANNA, "winter", SENTENCE))
    assert coded_session.ask(names.code_named, "open codes/winter").name == "winter"
    assert len(coded_session.ask(schemes.scheme).families) == 3


@pytest.mark.parametrize(("first", "again"), [("Winter", "winter "), ("تركتُ", "تركت"), ("café", "CAFE")])
def test_a_new_code_whose_name_readers_take_for_one_that_is_there_is_that_one(coded_session, first, again):
    coded_session.run(GiveNewCode(1, ANNA, first, SENTENCE))
    coded_session.run(GiveNewCode(1, ANNA, again, WINTER))
    assert len({one.code for one in coded_session.ask(codings.codings_in, 1)}) == 1
    with pytest.raises(InvalidInput, match=f"bears {first} already"):
        coded_session.run(GiveNewCode(1, ANNA, again, WINTER))


def test_a_new_code_may_be_called_like_one_of_another_family(coded_session):
    coded_session.run(GiveNewCode(1, ANNA, "Fear", SENTENCE))
    [coding] = coded_session.ask(codings.codings_in, 1)
    assert coding.code != FEAR


def test_words_of_several_lines_become_a_name_of_one_line(coded_session):
    coded_session.run(GiveNewCode(1, ANNA, "  The pay had\n\tstopped\u2029", SENTENCE))
    assert coded_session.ask(names.code_named, "The pay had stopped")
    coded_session.run(GiveNewCode(1, ANNA, "x" * LONGEST_NAME, SENTENCE))
    assert coded_session.ask(names.code_named, "x" * LONGEST_NAME)


def test_a_retired_open_code_is_not_given_again(coded_session):
    coded_session.run(GiveNewCode(1, ANNA, "winter", SENTENCE))
    coded_session._db.execute("UPDATE code SET is_active = 0 WHERE name = 'winter'")
    with pytest.raises(InvalidInput, match="winter was retired"):
        coded_session.run(GiveNewCode(1, ANNA, "Winter", WINTER))


def test_a_new_code_opens_the_next_version_once_somebody_was_done_and_is_given_under_it(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, SENTENCE))
    coded_session.run(SetStatus(BEN, (1,), (1,), State.DONE))
    coded_session.run(GiveNewCode(1, ANNA, "winter", SENTENCE))
    versions = [one.id for one in coded_session.ask(schemes.versions)]
    assert len(versions) == 2
    assert [one.version for one in coded_session.ask(codings.codings_in, 1)] == versions
    assert coded_session.ask(names.code_named, "winter").version == versions[1]


def test_open_codes_travel_with_the_codebook_and_the_segments(coded_session, tmp_path):
    coded_session.run(GiveNewCode(1, ANNA, "=left, in\nwinter", SENTENCE))
    coded_session.run(GiveCodes(1, ANNA, (PAY, LEADER), SENTENCE))
    book, table = tmp_path / "book.csv", tmp_path / "segments.csv"
    coded_session.ask(export, "codebook", book)
    coded_session.ask(export, "codebook", tmp_path / "book.qdc")
    coded_session.ask(export, "segments", table)
    assert coded_session.ask(read_codings, table).already_there == 3
    assert coded_session.ask(faults) == []
    with Session.create(tmp_path / "other.glossator", "Other") as other:
        other.run(read_scheme(book).command)
        family = other.ask(schemes.family_named, OPEN_CODES)
        assert (family.is_exclusive, family.names) == (False, {"ar": "رموز مفتوحة"})
        assert other.ask(names.code_named, "=left, in winter").family == family.id
