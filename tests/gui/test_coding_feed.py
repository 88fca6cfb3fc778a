"""However codings come in, and whatever is done meanwhile: what is shown in the end is what is stored."""

from random import Random

import pytest
from PySide6.QtTest import QTest
from studies import new_source

from core.commands.codings import DeleteCodings, GiveCode, LoadCodings, MarkUnsure, MoveCoding, NewCoding
from core.commands.memos import WriteMemo
from core.commands.sources import AddSources
from core.model.coding import MemoKind
from core.model.ids import CodeId, CoderId
from core.model.span import Span
from core.queries.codings import codings_with_memos, placed_in
from core.queries.memos import memos_of_segments
from core.queries.sources import sources
from gui.editor.shown import shown_memo
from gui.editor.steps import Step
from gui.panels import coding_feed

PARAGRAPH = "Boats came late that year and the salt stayed wet in its sacks until the ferry went again.\n"
TEXT = PARAGRAPH * 300
MANY = 600


@pytest.fixture
def many(coded_session):
    """A third source with many codings of two coders."""
    coded_session.run(AddSources((new_source("Long", TEXT),)))
    revision = coded_session.ask(sources)[2].revision
    random = Random(3)
    for coder in ("Coder A", "Coder B"):
        spans = {random.randrange(len(TEXT) - 200): random.randrange(3, 190) for _ in range(MANY // 2)}
        coded_session.run(
            LoadCodings(
                tuple(
                    NewCoding(revision, coder, CodeId(1 + start % 6), Span(start, start + length))
                    for start, length in spans.items()
                )
            )
        )
    return coded_session


@pytest.fixture
def window(many, open_window, monkeypatch):
    """A window on it whose codings come in small batches; the first of them are there."""
    for size in ("_FIRST_BATCH", "_FEWEST", "_MOST"):
        monkeypatch.setattr(coding_feed, size, 40)
    window = open_window(many)
    window.desk.open_source(many.ask(sources)[2].id)
    assert window.reading.feed.is_reading
    return window


def wait_for_all(qtbot, window):
    qtbot.waitUntil(lambda: not window.reading.feed.is_reading, timeout=20_000)


def stored(session, desk):
    """What is to be shown, by key: place, code, doubt, and whether there is a memo."""
    revision = desk.source.revision
    bearing = session.ask(codings_with_memos, revision)
    found = {
        one.id: (one.start, one.end, one.code, bool(one.is_unsure), one.id in bearing)
        for one in session.ask(placed_in, revision, desk.shown_coders)
        if one.code not in desk.hidden_codes
    }
    memos = [shown_memo(memo) for memo in session.ask(memos_of_segments, revision)]
    return found | {memo.id: (memo.span.start, memo.span.end, 0, False, True) for memo in memos}


def shown(window):
    return {
        one.id: (one.span.start, one.span.end, one.code, one.is_unsure, one.has_memo)
        for one in window.reading.editor.view.index
    }


class Researcher:
    """Does this and that by chance; what cannot be done is refused and changes nothing."""

    def __init__(self, seed, session, window):
        self.random = Random(seed)
        self._session = session
        self._window = window
        self._done = self._undone = 0

    def act(self):
        random, desk = self.random, self._window.desk
        revision = desk.source.revision
        own = list(self._session.ask(placed_in, revision, (desk.coder.id,)))
        one, code = random.choice(own), CodeId(random.randrange(1, 7))
        start = random.randrange(len(TEXT) - 200)
        span = Span(start, start + random.randrange(1, 190))
        random.choice(
            [
                lambda: self._run(GiveCode(revision, desk.coder.id, code, span)),
                lambda: self._run(DeleteCodings(tuple({one.id, random.choice(own).id}))),
                lambda: self._run(MoveCoding(one.id, span)),
                lambda: self._run(MarkUnsure((one.id,), not one.is_unsure)),
                lambda: self._run(note("A thought", coding=one.id)),
                lambda: self._run(note("On bare words", revision=revision, span=span)),
                lambda: desk.show_others(random.random() < 0.5),
                lambda: desk.hide_codes([code], random.random() < 0.5),
                lambda: self._window.reading.editor.select(span),
                self._undo,
                self._undo,
                self._redo,
            ]
        )()

    def _run(self, command):
        if self._window.desk.bridge.run(command) is not None:
            self._done, self._undone = self._done + 1, 0

    def _undo(self):
        if self._done:
            self._window.desk.bridge.undo()
            self._done, self._undone = self._done - 1, self._undone + 1

    def _redo(self):
        if self._undone:
            self._window.desk.bridge.redo()
            self._done, self._undone = self._done + 1, self._undone - 1


def note(text, **on):
    return WriteMemo(text, MemoKind.ANALYTIC, CoderId(1), **on)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_shown_is_what_is_stored_whatever_is_done_while_codings_come_in(qtbot, many, window, seed):
    researcher = Researcher(seed, many, window)
    did_meanwhile = 0
    for _ in range(60):
        if researcher.random.random() < 0.5:
            QTest.qWait(0)
        did_meanwhile += window.reading.feed.is_reading
        researcher.act()
    wait_for_all(qtbot, window)
    assert did_meanwhile > 5
    assert shown(window) == stored(many, window.desk)


def test_the_first_page_has_its_codings_before_the_others_come(many, window):
    editor = window.reading.editor
    start, end = editor.view.visible_span()
    expected = {one.id for one in many.ask(placed_in, window.desk.source.revision, (1,)) if one.start < end}
    assert expected <= {one.id for one in editor.view.index.touching(start, end)}
    assert len(editor.view.index) < MANY // 2


def test_the_page_gone_to_has_its_codings_before_the_others_come(many, window):
    editor = window.reading.editor
    place = Span(len(TEXT) - 3_000, len(TEXT) - 2_990)
    editor.select(place)
    QTest.qWait(0)
    start, end = editor.view.visible_span()
    here = [one for one in many.ask(placed_in, window.desk.source.revision, (1,)) if start < one.end <= end]
    assert here
    assert {one.id for one in here} <= {one.id for one in editor.view.index}
    assert window.reading.feed.is_reading


def test_a_step_waits_for_the_codings_that_are_to_come(qtbot, many, window):
    editor = window.reading.editor
    editor.view.select_between(len(TEXT), len(TEXT))
    assert editor.step(Step.CODING, back=True)
    assert editor.chosen_coding is None
    wait_for_all(qtbot, window)
    own = many.ask(placed_in, window.desk.source.revision, (1,))
    last = max(own, key=lambda one: (one.start, -one.end, one.id))
    assert editor.chosen_coding == last.id
    assert window.desk.chosen == last.id


def test_a_coding_that_is_still_to_come_can_be_chosen(qtbot, many, window):
    last = max(many.ask(placed_in, window.desk.source.revision, (1,)), key=lambda one: one.start)
    window.desk.choose(last.id)
    qtbot.waitUntil(lambda: window.reading.editor.chosen_coding == last.id)
    wait_for_all(qtbot, window)
    assert window.reading.editor.chosen_coding == last.id
    assert shown(window) == stored(many, window.desk)


def test_a_chosen_coding_stays_chosen_while_codings_come_in_anew(qtbot, many, window):
    wait_for_all(qtbot, window)
    last = max(many.ask(placed_in, window.desk.source.revision, (1,)), key=lambda one: one.start)
    window.desk.choose(last.id)
    qtbot.waitUntil(lambda: window.reading.editor.chosen_coding == last.id)
    window.desk.show_others(True)
    wait_for_all(qtbot, window)
    assert window.reading.editor.chosen_coding == last.id


def test_leaving_a_source_ends_the_reading_of_its_codings(qtbot, many, window):
    window.desk.open_source(many.ask(sources)[0].id)
    assert not window.reading.feed.is_reading
    QTest.qWait(20)
    assert shown(window) == stored(many, window.desk) == {}


def test_a_memo_on_bare_words_is_shown_in_grey_and_told_in_its_tooltip(qtbot, many, window):
    wait_for_all(qtbot, window)
    revision = window.desk.source.revision
    window.desk.bridge.run(note("Why salt?\nAsk again.", revision=revision, span=Span(10, 30)))
    [memo] = [one for one in window.reading.editor.view.index.touching(10, 30) if one.is_memo]
    assert (memo.name, memo.span) == ("Why salt? Ask again.", Span(10, 30))
    assert window.reading.feed.described(memo) == "Why salt?\nAsk again."
    window.desk.bridge.undo()
    assert not [one for one in window.reading.editor.view.index if one.is_memo]


def test_hidden_codes_are_not_shown_and_come_back(qtbot, many, window):
    wait_for_all(qtbot, window)
    before = shown(window)
    window.desk.hide_codes([CodeId(1), CodeId(2)], True)
    wait_for_all(qtbot, window)
    assert shown(window) == stored(many, window.desk)
    assert {code for _, _, code, *_ in shown(window).values()} == {3, 4, 5, 6}
    window.desk.show_all_codes()
    wait_for_all(qtbot, window)
    assert shown(window) == before


def test_many_changes_at_once_are_shown_in_full_too(qtbot, many, window):
    wait_for_all(qtbot, window)
    revision = window.desk.source.revision
    spans = [Span(start, start + 5) for start in range(0, 12_000, 20)]
    window.desk.bridge.run(
        LoadCodings(tuple(NewCoding(revision, "Coder A", CodeId(1), span) for span in spans))
    )
    wait_for_all(qtbot, window)
    assert shown(window) == stored(many, window.desk)
    window.desk.bridge.undo()
    wait_for_all(qtbot, window)
    assert shown(window) == stored(many, window.desk)
