"""Texts that programs stumble over are shown, selected, coded and exported without a shift."""

import csv
import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import new_source

from core.commands.sources import AddSources
from core.exchange.formats import export
from core.model.span import Span
from core.queries.codings import codings_in
from core.queries.sources import sources
from core.queries.sources import text as text_of
from core.text.reach import trimmed

TEXTS = {
    "zero-width characters": "He\u200bard the wor\u200cld \u200djoined\u200b so\ufeff\u2060 on\u200b",
    "bidi controls": "Start \u202bقال له\u202c and \u2067مرحبا\u2069 \u200fmark\u200e \u202eturned\u202c end",
    "paragraph separators": "one side\u2029other side three\u2029\u2029four\u2028five\u2029last words",
    "separators of the toolkit": "one side\ufdd0other side\ufdd1third side",
    "emoji at both ends": "😀 first 👩‍👩‍👧 family 🇫🇷🇪🇬 flags 👍🏽 last 😀",
    "marks at both ends": "e\u0301tude nai\u0308ve क्षत्रिय كِتَابٌ z\u0351\u036b\u0343 fine\u0301",
    "one long line": "the ferry كان بطيئا 😀 " * 12_000,
    "one long line without a space": "漢字かな交じり文" * 30_000,
    "one long word": "a" * 150_000 + "😀" + "b" * 150_000,
}
WORD = re.compile(r"\S+")


def some_words(text):
    """Words at the beginning, in the middle and at the end, and a stretch over several."""
    if len(text) < 1_000:
        words = [found.span() for found in WORD.finditer(text)]
        return [*words, (words[0][0], words[-1][1]), (words[1][0], words[2][1])]
    middle = len(text) // 2
    places = [(0, 7), (1_995, 2_006), (middle, middle + 11), (len(text) - 9, len(text))]
    return [*places, (len(text) // 3, len(text) // 3 + 5_000)]


@pytest.fixture
def opened(qtbot, coded_session, open_window):
    """Open a window on a third source with a text, and wait until all of it is there."""

    def opened(text):
        coded_session.run(AddSources((new_source("Hostile", text),)))
        window = open_window(coded_session)
        source = coded_session.ask(sources)[2]
        assert coded_session.ask(text_of, source.revision) == text
        window.desk.open_source(source.id)
        qtbot.waitUntil(lambda: window.reading.editor.is_filled, timeout=20_000)
        return window

    return opened


@pytest.mark.parametrize("name", TEXTS)
def test_words_are_selected_coded_copied_and_exported_as_they_are(opened, coded_session, tmp_path, name):
    text = TEXTS[name]
    window = opened(text)
    editor, revision = window.reading.editor, window.desk.source.revision
    expected = []
    for word in some_words(text):
        span = trimmed(text, *word)
        if span is None or span in expected:
            continue
        editor.select(Span(*word))
        assert editor.selected_span == span
        assert not editor.view.span_rect(span).isEmpty()
        editor.view.copy()
        assert QApplication.clipboard().text() == text[span.start : span.end]
        QTest.keyClick(editor.view, "1")
        expected.append(span)
    assert len(expected) > 2
    assert sorted(one.span for one in coded_session.ask(codings_in, revision)) == sorted(expected)
    assert sorted(one.span for one in editor.view.index) == sorted(expected)
    coded_session.ask(export, "segments", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [(int(row["start"]), int(row["end"]), row["text"]) for row in csv.DictReader(stream)]
    quotations = [(span.start, span.end, text[span.start : span.end]) for span in expected]
    assert sorted(rows) == sorted(quotations)


@pytest.mark.parametrize("name", TEXTS)
def test_a_double_click_selects_the_word_that_is_under_it(opened, name):
    text = TEXTS[name]
    editor = opened(text).reading.editor
    word = trimmed(text, *some_words(text)[0])
    box = next(iter(editor.view.painter.boxes(editor.view.placed_blocks(), Span(word.start, word.start + 1))))
    point = QPoint(round(box.center().x()), round(box.center().y()))
    QTest.mouseDClick(editor.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    span = editor.selected_span
    assert span is not None
    assert span.holds(word.start)
    assert text[span.start : span.end] == text[span.start : span.end].strip()


@pytest.mark.parametrize("name", ["one long line", "one long line without a space", "one long word"])
def test_a_drag_over_the_cuts_of_a_long_line_selects_what_lies_between(opened, name):
    text = TEXTS[name]
    editor = opened(text).reading.editor
    view = editor.view
    view.scroll_to_offset(1_900)
    start, end = view.visible_span()
    assert start < 2_000 < end
    first = next(iter(view.painter.boxes(view.placed_blocks(), Span(start + 20, start + 21))))
    last = next(iter(view.painter.boxes(view.placed_blocks(), Span(end - 200, end - 199))))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first.center().toPoint())
    QTest.mouseMove(view.viewport(), last.center().toPoint())
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last.center().toPoint())
    span = editor.selected_span
    assert span is not None
    assert abs(span.start - (start + 20)) <= 4
    assert abs(span.end - (end - 200)) <= 4


def test_words_under_hidden_codes_are_selected_and_coded_as_any_others(opened, coded_session):
    text = "The pay had stopped and they were afraid of us."
    window = opened(text)
    editor, desk = window.reading.editor, window.desk
    editor.select(Span(4, 19))
    hidden = desk.give(1)
    desk.hide_codes([1], True)
    assert editor.view.index.get(hidden) is None
    editor.select(Span(8, 28))
    assert editor.selected_span == Span(8, 28)
    given = desk.give(2)
    assert [one.id for one in editor.view.index] == [given]
    desk.show_all_codes()
    assert {one.id: one.span for one in editor.view.index} == {hidden: Span(4, 19), given: Span(8, 28)}
