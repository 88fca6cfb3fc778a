"""Memos on a bare segment, and ranges that become codable again."""

import pytest
from studies import ENGLISH, dump

from core.commands.codings import GiveCode
from core.commands.memos import DeleteMemo, EditMemo, MoveMemo, WriteMemo
from core.commands.sources import MarkCodable, MarkNotCodable
from core.errors import InvalidInput, NotFound
from core.exchange.formats import export
from core.model.coding import MemoKind
from core.model.span import Span
from core.queries import codings, memos, sources
from core.queries.history import steps
from core.queries.integrity import faults

ANNA = 1
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


def note(words: str = "Who stopped it?", span: Span = PAY, revision: int = 1) -> WriteMemo:
    return WriteMemo(words, MemoKind.QUESTION, ANNA, revision=revision, span=span)


def test_a_segment_may_bear_a_memo_without_a_code(coded_session):
    coded_session.run(note())
    [memo] = coded_session.ask(memos.memos_of_segments, 1)
    assert (memo.text, memo.revision, memo.span, memo.coding) == ("Who stopped it?", 1, PAY, None)
    assert coded_session.ask(memos.memo, memo.id) == memo
    assert coded_session.ask(codings.codings_in, 1) == []
    assert coded_session.ask(faults) == []


def test_memos_on_segments_come_in_reading_order_and_each_text_has_its_own(coded_session):
    for start in (30, 2, 9):
        coded_session.run(note(f"at {start}", Span(start, start + 5)))
    coded_session.run(note("Arabic", Span(0, 4), revision=2))
    coded_session.run(WriteMemo("whole", MemoKind.ANALYTIC, ANNA, source=1))
    found = coded_session.ask(memos.memos_of_segments, 1)
    assert [memo.text for memo in found] == ["at 2", "at 9", "at 30"]
    assert [memo.text for memo in coded_session.ask(memos.memos_of_segments, 2)] == ["Arabic"]
    assert [memo.text for memo in coded_session.ask(memos.memos_of_source, 1)] == ["whole"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (note(span=Span(4, len(ENGLISH) + 1)), "lies outside English"),
        (WriteMemo("x", MemoKind.ANALYTIC, ANNA, revision=1), "in which source, and where"),
        (WriteMemo("x", MemoKind.ANALYTIC, ANNA, span=PAY), "in which source, and where"),
        (WriteMemo("x", MemoKind.ANALYTIC, ANNA, source=1, revision=1, span=PAY), "about one thing"),
        (WriteMemo(" ", MemoKind.ANALYTIC, ANNA, revision=1, span=PAY), "needs words"),
    ],
)
def test_a_memo_on_a_segment_stands_on_words_that_are_there(coded_session, act, sentence):
    before = coded_session.ask(dump)
    with pytest.raises(InvalidInput, match=sentence):
        coded_session.run(act)
    assert coded_session.ask(dump) == before


def test_a_memo_on_a_source_that_is_gone_is_refused(coded_session):
    with pytest.raises(NotFound, match="removed meanwhile"):
        coded_session.run(note(revision=9))


def test_a_memo_on_a_segment_is_edited_moved_and_deleted_like_any_other(coded_session):
    coded_session.run(note())
    before = coded_session.ask(dump)
    coded_session.run(EditMemo(1, "Who paid?", MemoKind.ANALYTIC))
    coded_session.run(MoveMemo(1, Span(4, 9)))
    [memo] = coded_session.ask(memos.memos_of_segments, 1)
    assert (memo.text, memo.span) == ("Who paid?", Span(4, 9))
    assert not coded_session.run(MoveMemo(1, Span(4, 9)))
    coded_session.run(DeleteMemo(1))
    assert coded_session.ask(memos.memos_of_segments, 1) == []
    for _ in range(3):
        coded_session.undo()
    assert coded_session.ask(dump) == before


def test_only_a_memo_on_a_segment_is_moved_and_only_inside_its_source(coded_session):
    coded_session.run(note())
    coded_session.run(WriteMemo("whole", MemoKind.ANALYTIC, ANNA, source=1))
    with pytest.raises(InvalidInput, match="lies outside English"):
        coded_session.run(MoveMemo(1, Span(4, 5000)))
    with pytest.raises(InvalidInput, match="not about a segment"):
        coded_session.run(MoveMemo(2, Span(4, 9)))


def test_exports_of_segments_hold_codings_alone_while_the_journal_holds_the_memo(coded_session, tmp_path):
    coded_session.run(note())
    coded_session.run(GiveCode(1, ANNA, 2, PAY))
    coded_session.run(WriteMemo("On the coding", MemoKind.ANALYTIC, ANNA, coding=1))
    table, journal = tmp_path / "segments.csv", tmp_path / "journal.csv"
    assert coded_session.ask(export, "segments", table)[0] == "1 segment"
    coded_session.ask(export, "journal", journal)
    assert "On the coding" in table.read_text("utf-8")
    assert "Who stopped it?" not in table.read_text("utf-8")
    assert "Who stopped it?" in journal.read_text("utf-8")
    assert [step.title for step in coded_session.ask(steps)][-3:] == ["Write memo", "Give code", "Write memo"]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (Span(0, 40), []),
        (Span(4, 10), []),
        (Span(0, 6), [Span(6, 10)]),
        (Span(8, 40), [Span(4, 8)]),
        (Span(6, 8), [Span(4, 6), Span(8, 10)]),
    ],
)
def test_a_stretch_taken_out_of_what_is_not_codable_cuts_the_range_and_keeps_its_reason(
    coded_session, taken, left
):
    coded_session.run(MarkNotCodable(1, Span(4, 10), "page head"))
    before = coded_session.ask(dump)
    coded_session.run(MarkCodable(1, taken))
    ranges = coded_session.ask(sources.left_out, 1)
    assert [one.span for one in ranges] == left == coded_session.ask(sources.not_codable, 1)
    assert {one.reason for one in ranges} <= {"page head"}
    assert coded_session.ask(faults) == []
    coded_session.undo()
    assert coded_session.ask(dump) == before


def test_a_stretch_under_several_ranges_is_taken_out_of_all(coded_session):
    for span, reason in ((Span(0, 10), "head"), (Span(6, 20), "caption"), (Span(30, 40), "note")):
        coded_session.run(MarkNotCodable(1, span, reason))
    coded_session.run(MarkCodable(1, Span(5, 12)))
    found = [(one.span, one.reason) for one in coded_session.ask(sources.left_out, 1)]
    assert found == [(Span(0, 5), "head"), (Span(12, 20), "caption"), (Span(30, 40), "note")]


def test_what_is_codable_already_is_not_made_codable_again(coded_session):
    coded_session.run(MarkNotCodable(1, Span(4, 10)))
    with pytest.raises(InvalidInput, match="codable already"):
        coded_session.run(MarkCodable(1, Span(10, 14)))
    with pytest.raises(InvalidInput, match="lies outside English"):
        coded_session.run(MarkCodable(1, Span(4, 5000)))
    with pytest.raises(NotFound, match="removed meanwhile"):
        coded_session.run(MarkCodable(9, Span(4, 10)))
