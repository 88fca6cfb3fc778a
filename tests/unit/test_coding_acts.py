"""What a coder can do with codes and segments, and what is refused."""

from dataclasses import replace

import pytest
from studies import ARABIC, ENGLISH, PointAtExample, dump, new_source

from core.commands.coders import AddCoder, RenameCoder
from core.commands.codings import ChangeCode, DeleteCodings, GiveCode, LoadCodings, MarkUnsure, NewCoding
from core.commands.memos import DeleteMemo, EditMemo, WriteMemo
from core.commands.scheme import AddToScheme, NewCode
from core.commands.sources import AddSources, MarkNotCodable, NewSource, NotCodable
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, NotFound
from core.model.coding import MemoKind, State
from core.model.span import Span
from core.queries import coders, codings, memos, names, schemes, sources

FEAR, PAY, DOCTRINE, LEADER = 1, 2, 3, 4
ANNA, BEN = 1, 2


def test_a_code_given_to_a_segment_is_a_coding_on_just_those_characters(coded_session):
    start = ENGLISH.index("The pay")
    coded_session.run(GiveCode(1, ANNA, PAY, Span(start, start + 19)))
    [coding] = coded_session.ask(codings.codings_in, 1)
    text = coded_session.ask(sources.text, 1)
    assert text[coding.span.start : coding.span.end] == "The pay had stopped"
    assert (coding.coder, coding.code, coding.is_unsure, coding.has_memo) == (ANNA, PAY, False, False)


def test_arabic_is_stored_to_the_letter_and_counted_in_code_points(coded_session):
    assert coded_session.ask(sources.text, 2) == ARABIC
    coded_session.run(GiveCode(2, ANNA, PAY, Span(len(ARABIC) - 3, len(ARABIC))))
    with pytest.raises(InvalidInput, match=rf"lies outside Arabic, which has {len(ARABIC)} characters"):
        coded_session.run(GiveCode(2, ANNA, PAY, Span(len(ARABIC) - 3, len(ARABIC) + 1)))


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 4)])
def test_a_segment_without_characters_cannot_be_made(start, end):
    with pytest.raises(InvalidInput, match="segment"):
        Span(start, end)


def test_a_coder_gives_a_code_to_a_segment_once_but_others_may_too(coded_session):
    act = GiveCode(1, ANNA, FEAR, Span(0, 6))
    coded_session.run(act)
    before = coded_session.ask(dump)
    with pytest.raises(InvalidInput, match="bears Fear already"):
        coded_session.run(act)
    assert coded_session.ask(dump) == before
    coded_session.run(GiveCode(1, BEN, FEAR, Span(0, 6)))
    coded_session.run(GiveCode(1, ANNA, PAY, Span(0, 6)))
    assert len(coded_session.ask(codings.codings_in, 1)) == 3
    assert len(coded_session.ask(codings.codings_in, 1, [BEN])) == 1


def test_a_heading_cannot_be_given(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Push", is_codable=False),)))
    heading = coded_session.ask(names.code_named, "Push")
    with pytest.raises(InvalidInput, match="Push is a heading"):
        coded_session.run(GiveCode(1, ANNA, heading.id, Span(0, 6)))


def test_changing_the_code_keeps_segment_memo_and_doubt(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, Span(0, 6), is_unsure=True))
    coded_session.run(WriteMemo("Why here?", MemoKind.QUESTION, ANNA, coding=1))
    coded_session.run(ChangeCode((1,), PAY))
    [coding] = coded_session.ask(codings.codings_in, 1)
    assert (coding.code, coding.span, coding.is_unsure, coding.has_memo) == (PAY, Span(0, 6), True, True)


def test_a_code_is_not_changed_to_one_the_segment_bears_already(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, Span(0, 6)))
    coded_session.run(GiveCode(1, ANNA, PAY, Span(0, 6)))
    with pytest.raises(InvalidInput, match="bears Pay already"):
        coded_session.run(ChangeCode((1,), PAY))


def test_deleting_a_coding_takes_its_memo_and_undo_brings_both_back(coded_session):
    coded_session.run(GiveCode(1, ANNA, FEAR, Span(0, 6)))
    coded_session.run(WriteMemo("Why here?", MemoKind.ANALYTIC, ANNA, coding=1))
    before = coded_session.ask(dump)
    coded_session.run(DeleteCodings((1,)))
    assert coded_session.ask(codings.codings_in, 1) == []
    assert coded_session.ask(memos.memos_of_coding, 1) == []
    coded_session.undo()
    assert coded_session.ask(dump) == before


@pytest.mark.parametrize(
    "act",
    [
        ChangeCode((9,), PAY),
        MarkUnsure((9,), True),
        DeleteCodings((9,)),
        EditMemo(9, "x", MemoKind.ANALYTIC),
        DeleteMemo(9),
        GiveCode(9, ANNA, PAY, Span(0, 6)),
        GiveCode(1, 9, PAY, Span(0, 6)),
        GiveCode(1, ANNA, 9, Span(0, 6)),
        MarkNotCodable(9, Span(0, 6)),
        WriteMemo("x", MemoKind.ANALYTIC, ANNA, coding=9),
        SetStatus(9, (1,), (1,), State.DONE),
    ],
)
def test_an_act_on_what_is_gone_changes_nothing(coded_session, act):
    before = coded_session.ask(dump)
    with pytest.raises(NotFound, match="removed meanwhile"):
        coded_session.run(act)
    assert coded_session.ask(dump) == before


def test_deleting_a_coding_that_serves_as_an_example_leaves_the_code_without_it(coded_session):
    for start in (0, 2):
        coded_session.run(GiveCode(1, ANNA, PAY, Span(start, 6)))
    coded_session.run(PointAtExample(FEAR, 1, is_both=True))
    coded_session.run(PointAtExample(PAY, 2))
    before = coded_session.ask(dump)
    coded_session.run(DeleteCodings((1, 2)))
    for code in (FEAR, PAY):
        assert coded_session.ask(schemes.code, code).typical_coding is None
        assert coded_session.ask(schemes.code, code).borderline_coding is None
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_a_memo_can_be_written_changed_and_taken_away(coded_session):
    coded_session.run(WriteMemo("First thought", MemoKind.ANALYTIC, ANNA, source=1))
    coded_session.run(EditMemo(1, "Second thought", MemoKind.REFLEXIVE))
    [memo] = coded_session.ask(memos.memos_of_source, 1)
    assert (memo.text, memo.kind) == ("Second thought", MemoKind.REFLEXIVE)
    coded_session.run(EditMemo(1, "Third thought", MemoKind.REFLEXIVE))
    assert coded_session.ask(memos.memo, 1).text == "Third thought"
    assert not coded_session.run(EditMemo(1, "Third thought", MemoKind.REFLEXIVE))
    coded_session.run(DeleteMemo(1))
    assert coded_session.ask(memos.memos_of_source, 1) == []
    with pytest.raises(InvalidInput, match="needs words"):
        coded_session.run(WriteMemo(" \n", MemoKind.ANALYTIC, ANNA, source=1))


def test_loading_codings_adds_the_coders_it_meets(coded_session):
    loaded = (
        NewCoding(1, "Coder C", FEAR, Span(0, 6), memo="Unclear", created="2024-03-01T10:00:00Z"),
        NewCoding(1, "Coder A", PAY, Span(2, 6), is_unsure=True),
    )
    coded_session.run(LoadCodings(loaded))
    assert [coder.name for coder in coded_session.ask(coders.coders)] == ["Coder A", "Coder B", "Coder C"]
    first, second = coded_session.ask(codings.codings_in, 1)
    assert (first.created, first.has_memo, second.is_unsure) == ("2024-03-01T10:00:00Z", True, True)


def test_codings_made_while_a_table_was_being_read_are_not_loaded_twice(coded_session):
    ready = LoadCodings(
        (NewCoding(1, "Coder A", FEAR, Span(0, 6)), NewCoding(1, "Coder C", FEAR, Span(0, 6)))
    )
    coded_session.run(GiveCode(1, ANNA, FEAR, Span(0, 6)))
    before = coded_session.ask(dump)
    with pytest.raises(InvalidInput, match="there already"):
        coded_session.run(ready)
    assert coded_session.ask(dump) == before


def test_coders_have_names_of_their_own_and_letters_that_tell_them_apart(coded_session):
    for name in ("Coder B", "coder b", " ", "Bea", "Barbara", "Biko"):
        if name.strip().casefold() in ("", "coder b"):
            with pytest.raises(InvalidInput):
                coded_session.run(AddCoder(name))
        else:
            coded_session.run(AddCoder(name))
    letters = [coder.letter for coder in coded_session.ask(coders.coders)]
    assert letters[:2] == ["A", "B"]
    assert len(set(letters)) == 5
    with pytest.raises(InvalidInput, match="a coder Coder A already"):
        coded_session.run(RenameCoder(BEN, "CODER A"))


def test_a_source_whose_name_is_taken_gets_a_number(coded_session):
    again = NewSource("English", b"Other words", "Other words", "utf-8", "English.txt")
    coded_session.run(AddSources((again, again)))
    found = [source.name for source in coded_session.ask(sources.sources)]
    assert found == ["English", "Arabic", "English (2)", "English (3)"]


def test_a_range_that_is_not_codable_lies_inside_its_text(coded_session):
    coded_session.run(MarkNotCodable(1, Span(0, 5), "page head"))
    assert coded_session.ask(sources.not_codable, 1) == [Span(0, 5)]
    with pytest.raises(InvalidInput, match="lies outside English"):
        coded_session.run(MarkNotCodable(1, Span(0, 5000)))


def test_a_source_may_arrive_with_what_is_not_codable_in_it_as_one_step(coded_session):
    before = coded_session.ask(dump)
    arriving = new_source("Report", "Page 1\nWords")
    with pytest.raises(InvalidInput, match="lies outside Report"):
        coded_session.run(AddSources((replace(arriving, not_codable=(NotCodable(Span(0, 90)),)),)))
    assert coded_session.ask(dump) == before
    coded_session.run(AddSources((replace(arriving, not_codable=(NotCodable(Span(0, 6), "page head"),)),)))
    assert coded_session.ask(sources.not_codable, 3) == [Span(0, 6)]
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_a_bare_code_name_must_fit_one_code_only(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Level", "Fear"), NewCode("Level", "a/b"))))
    with pytest.raises(InvalidInput, match="Motive/Fear or Level/Fear"):
        coded_session.ask(names.code_named, "Fear")
    assert coded_session.ask(names.code_named, "Motive/Fear").id == FEAR
    assert coded_session.ask(names.code_named, "a/b").name == "a/b"
    assert coded_session.ask(names.code_named, "Level/a/b").name == "a/b"
    with pytest.raises(NotFound, match="no code Hunger"):
        coded_session.ask(names.code_named, "Hunger")


def test_codings_are_counted_by_code_for_everyone_or_for_some(coded_session):
    for coder, code in ((ANNA, FEAR), (BEN, FEAR), (ANNA, PAY)):
        coded_session.run(GiveCode(1, coder, code, Span(0, 6)))
    assert coded_session.ask(schemes.codings_per_code) == {FEAR: 2, PAY: 1}
    assert coded_session.ask(schemes.codings_per_code, [BEN]) == {FEAR: 1}
