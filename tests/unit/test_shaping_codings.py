"""Moving ends, splitting, joining, copying; changing several codings at once."""

import pytest
from studies import ENGLISH, PointAtExample, dump, new_source

from core.commands.coders import AddCoder
from core.commands.codings import (
    ChangeCode,
    CopyCodings,
    DeleteCodings,
    GiveCode,
    JoinCodings,
    MarkUnsure,
    MoveCoding,
    SplitCoding,
)
from core.commands.memos import WriteMemo
from core.commands.scheme import AddToScheme, NewCode
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, NotFound
from core.model.coding import CoderKind, MemoKind, State
from core.model.span import Span
from core.queries import codings, memos, schemes
from core.queries.integrity import faults

FEAR, PAY, DOCTRINE, LEADER = 1, 2, 3, 4
ANNA, BEN = 1, 2
SENTENCE = Span(0, ENGLISH.index(" 😀"))  # "I left in winter."
PAID = Span(ENGLISH.index("The pay"), ENGLISH.index("\n\n"))
PLACES = (Span(0, 6), Span(2, 9), Span(20, 30))


def words(session, coder=ANNA):
    return [ENGLISH[one.span.start : one.span.end] for one in session.ask(codings.codings_in, 1, [coder])]


def coding(session, key=1):
    [found] = session.ask(codings.codings_by_id, [key])
    return found


def note(session, key, text="Why here?"):
    session.run(WriteMemo(text, MemoKind.QUESTION, ANNA, coding=key))


def notes(session, key):
    return [memo.text for memo in session.ask(memos.memos_of_coding, key)]


@pytest.fixture
def three(coded_session):
    """Three codings with the same code, two of which share words."""
    for span in PLACES:
        coded_session.run(GiveCode(1, ANNA, FEAR, span))
    return coded_session


def test_a_moved_coding_keeps_its_code_its_memo_its_doubt_and_its_version(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, SENTENCE, is_unsure=True))
    note(coded_session, 1)
    coded_session.run(SetStatus(BEN, (1,), (1,), State.DONE))
    coded_session.run(AddToScheme((), (NewCode("Motive", "Hunger"),)))
    before = coding(coded_session)
    coded_session.run(MoveCoding(1, Span(2, 9)))
    moved = coding(coded_session)
    assert moved._replace(span=before.span, modified=before.modified) == before
    assert moved.span == Span(2, 9)
    assert coded_session.undo_title == "Change segment"
    assert not coded_session.run(MoveCoding(1, Span(2, 9)))


@pytest.mark.parametrize(
    ("act", "error", "sentence"),
    [
        (MoveCoding(1, Span(0, 999)), InvalidInput, "lies outside English"),
        (MoveCoding(1, PLACES[1]), InvalidInput, "bears Fear already"),
        (MoveCoding(9, Span(0, 3)), NotFound, "removed meanwhile"),
        (SplitCoding(1, 0), InvalidInput, "between two characters of its segment"),
        (SplitCoding(1, 6), InvalidInput, "between two characters of its segment"),
        (SplitCoding(1, -5), InvalidInput, "between two characters of its segment"),
        (SplitCoding(1, 999), InvalidInput, "between two characters of its segment"),
        (SplitCoding(9, 3), NotFound, "removed meanwhile"),
        (JoinCodings(()), InvalidInput, "Choose two codings"),
        (JoinCodings((1, 1)), InvalidInput, "Choose two codings"),
        (JoinCodings((1, 9)), NotFound, "removed meanwhile"),
        (CopyCodings((1, 9), BEN), NotFound, "removed meanwhile"),
        (CopyCodings((1,), 9), NotFound, "removed meanwhile"),
        (ChangeCode((1, 9), PAY), NotFound, "removed meanwhile"),
        (ChangeCode((1, 2), 99), NotFound, "removed meanwhile"),
        (MarkUnsure((1, 9), True), NotFound, "removed meanwhile"),
        (DeleteCodings((1, 9)), NotFound, "removed meanwhile"),
    ],
)
def test_what_cannot_be_reshaped_is_refused_in_a_sentence_and_stays(three, act, error, sentence):
    before = three.ask(dump)
    with pytest.raises(error, match=sentence):
        three.run(act)
    assert three.ask(dump) == before


def test_a_split_coding_is_two_without_white_space_at_the_cut(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, SENTENCE, is_unsure=True))
    note(coded_session, 1)
    coded_session.run(PointAtExample(PAY, 1))
    before = coded_session.ask(dump)
    for at in (6, 7):
        coded_session.run(SplitCoding(1, at))
        assert words(coded_session) == ["I left", "in winter."]
        first, second = coded_session.ask(codings.codings_in, 1)
        assert (first.id, first.has_memo, second.has_memo) == (1, True, False)
        assert (first.is_unsure, second.is_unsure) == (True, True)
        assert (second.created, second.version) == (first.created, first.version)
        assert coded_session.ask(schemes.code, PAY).typical_coding == 1
        coded_session.undo()
        assert coded_session.ask(dump) == before


def test_a_coding_is_not_split_where_one_part_would_be_white_space(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, Span(PAID.start, PAID.end + 2)))
    with pytest.raises(InvalidInput, match="nothing but white space"):
        coded_session.run(SplitCoding(1, PAID.end + 1))


def test_a_cut_inside_a_joined_emoji_falls_before_it(coded_session):
    text = "ab 👩‍👩‍👧 c"
    coded_session.run(AddSources((new_source("Family", text),)))
    coded_session.run(GiveCode(3, ANNA, FEAR, Span(0, len(text))))
    coded_session.run(SplitCoding(1, text.index("👧")))
    found = [text[one.span.start : one.span.end] for one in coded_session.ask(codings.codings_in, 3)]
    assert found == ["ab", "👩‍👩‍👧 c"]
    with pytest.raises(InvalidInput, match="between two characters"):
        coded_session.run(SplitCoding(2, text.index("👧")))


@pytest.mark.parametrize("part", [Span(0, 6), Span(7, SENTENCE.end)])
def test_a_split_never_makes_what_the_coder_gave_already(coded_session, part):
    coded_session.run(GiveCode(1, ANNA, FEAR, SENTENCE))
    coded_session.run(GiveCode(1, ANNA, FEAR, part))
    with pytest.raises(InvalidInput, match="bears Fear already"):
        coded_session.run(SplitCoding(1, 6))


def test_joined_codings_are_one_from_the_first_word_to_the_last_with_all_memos(three):
    for key in (3, 2, 1):
        note(three, key, f"on {key}")
    three.run(MarkUnsure((2,), True))
    three.run(PointAtExample(PAY, 3))
    three.run(PointAtExample(FEAR, 2, is_both=True))
    before = three.ask(dump)
    three.run(JoinCodings((3, 2, 1)))
    assert words(three) == [ENGLISH[0:30]]
    assert (coding(three).id, coding(three).is_unsure) == (1, True)
    assert notes(three, 1) == ["on 3", "on 2", "on 1"]
    assert three.ask(schemes.code, PAY).typical_coding == 1
    assert three.ask(schemes.code, FEAR).borderline_coding == 1
    assert three.ask(faults) == []
    three.undo()
    assert three.ask(dump) == before


def test_a_coding_inside_another_joins_it(coded_session):
    for span in (Span(0, 6), SENTENCE):
        coded_session.run(GiveCode(1, ANNA, FEAR, span))
    note(coded_session, 2)
    coded_session.run(JoinCodings((1, 2)))
    assert words(coded_session) == ["I left in winter."]
    assert notes(coded_session, 1) == ["Why here?"]


def test_joining_never_makes_what_the_coder_gave_already(three):
    three.run(GiveCode(1, ANNA, FEAR, Span(0, 30)))
    with pytest.raises(InvalidInput, match="bears Fear already"):
        three.run(JoinCodings((1, 3)))
    three.run(JoinCodings((1, 3, 4)))
    assert words(three) == [ENGLISH[0:30], ENGLISH[2:9]]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (GiveCode(1, ANNA, PAY, Span(20, 31)), "with the same code"),
        (GiveCode(1, BEN, FEAR, Span(20, 31)), "of one coder"),
        (GiveCode(2, ANNA, FEAR, Span(20, 31)), "of one source"),
    ],
)
def test_only_codings_of_one_kind_are_joined(three, other, sentence):
    key = three.run(other).created("coding")[0]
    with pytest.raises(InvalidInput, match=sentence):
        three.run(JoinCodings((1, key)))


def test_codings_are_copied_with_their_doubt_and_without_their_memos(three):
    three.run(MarkUnsure((2,), True))
    note(three, 1)
    three.run(GiveCode(1, BEN, FEAR, PLACES[0]))
    three.run(CopyCodings((1, 2, 3), BEN))
    first, *new = three.ask(codings.codings_in, 1, [BEN])
    assert (first.id, [one.span for one in new]) == (4, list(PLACES[1:]))
    assert [one.is_unsure for one in (first, *new)] == [False, True, False]
    assert not any(one.has_memo for one in (first, *new))
    assert words(three, ANNA) == words(three, BEN)
    assert three.undo_title == "Copy codings"
    assert not three.run(CopyCodings((1, 2, 3), BEN))


def test_the_same_code_from_two_coders_is_copied_once(three):
    three.run(CopyCodings((1,), BEN))
    three.run(MarkUnsure((4,), True))
    three.run(DeleteCodings((2, 3)))
    layer = three.run(AddCoder("Consensus", CoderKind.CONSENSUS)).created("coder")[0]
    three.run(CopyCodings((1, 4), layer))
    [copied] = three.ask(codings.codings_in, 1, [layer])
    assert (copied.span, copied.is_unsure) == (PLACES[0], True)


def test_a_retired_code_is_not_copied(three):
    three._db.execute("UPDATE code SET is_active = 0 WHERE id = 1")
    with pytest.raises(InvalidInput, match="Fear was retired"):
        three.run(CopyCodings((1,), BEN))


def test_several_codings_change_their_code_in_one_step_under_the_newest_version(three):
    note(three, 2)
    three.run(MarkUnsure((3,), True))
    three.run(SetStatus(BEN, (1,), (1,), State.DONE))
    three.run(AddToScheme((), (NewCode("Motive", "Hunger"),)))
    three.run(GiveCode(1, ANNA, PAY, SENTENCE))
    before = three.ask(dump)
    three.run(ChangeCode((3, 4, 2, 2), PAY))
    assert [coding(three, key).code for key in (1, 2, 3, 4)] == [FEAR, PAY, PAY, PAY]
    assert [coding(three, key).version for key in (1, 2, 3)] == [1, 2, 2]
    assert [coding(three, 2).has_memo, coding(three, 3).is_unsure] == [True, True]
    assert not three.run(ChangeCode((2, 3), PAY))
    three.undo()
    assert three.ask(dump) == before


def test_codings_are_not_changed_to_what_would_stand_there_twice(three):
    for code in (PAY, DOCTRINE):
        three.run(GiveCode(1, ANNA, code, PLACES[0]))
    before = three.ask(dump)
    for keys in ((1, 2, 4), (3, 4)):
        with pytest.raises(InvalidInput, match="would bear Doctrine twice"):
            three.run(ChangeCode(keys, DOCTRINE))
    three.run(DeleteCodings((5,)))
    with pytest.raises(InvalidInput, match="would bear Doctrine twice"):
        three.run(ChangeCode((1, 4), DOCTRINE))
    three.undo()
    assert three.ask(dump) == before


def test_codings_of_two_coders_on_one_segment_change_together(three):
    three.run(GiveCode(1, BEN, FEAR, PLACES[0]))
    three.run(ChangeCode((1, 4), PAY))
    assert [coding(three, key).code for key in (1, 4)] == [PAY, PAY]


def test_several_codings_are_marked_unsure_and_sure_in_one_step_each(three):
    three.run(MarkUnsure((2, 3), True))
    assert three.undo_title == "Mark as unsure"
    assert [coding(three, key).is_unsure for key in (1, 2, 3)] == [False, True, True]
    changes = three.run(MarkUnsure((1, 2), False))
    assert (changes.changed("coding"), three.undo_title) == ((2,), "Mark as sure")


def test_several_codings_are_deleted_with_their_memos_in_one_step(three):
    note(three, 1)
    note(three, 3)
    before = three.ask(dump)
    three.run(DeleteCodings((1, 3, 1)))
    assert (words(three), three.undo_title) == (["left in"], "Delete codings")
    three.undo()
    assert three.ask(dump) == before
    three.run(DeleteCodings((1,)))
    assert three.undo_title == "Delete coding"
