import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.span import Span
from gui.editor.drag import (
    CODE_MIME,
    SEGMENT_MIME,
    code_in,
    code_mime,
    picture_of,
    segment_in,
    segment_mime,
)
from gui.editor.editor import Editor, ShownCoding
from gui.theme import DARK, LIGHT

TEXT = "The judge left. He took the stamp, the old one, with him.\nThe clerk stayed at his desk."
SELECTED = Span(16, 33)
LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    editor.show_source(TEXT)
    editor.set_codings([ShownCoding(1, Span(62, 67), 1, "Clerk", "#A75C51")])
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    yield editor
    # The toolkit keeps the bare address of what was last dragged over, for the next drag
    QApplication.sendEvent(editor, QDragLeaveEvent())


@pytest.fixture
def carried(editor):
    """What the hand carried away; it lets go of it at once."""
    seen: list[QMimeData] = []
    editor.hand.carry = lambda source, mime, picture: seen.append(mime)
    return seen


def on(editor, start, end) -> QPoint:
    return editor.view.span_rect(Span(start, end)).center()


def drag(editor, start, end):
    viewport = editor.view.viewport()
    QTest.mousePress(viewport, LEFT_BUTTON, pos=start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT_BUTTON, pos=end)


COPY = Qt.DropAction.CopyAction
NONE = Qt.KeyboardModifier.NoModifier


def enter(editor, mime, at) -> bool:
    """Bring something dragged into the text; return whether it may stay."""
    event = QDragEnterEvent(at, COPY, mime, LEFT_BUTTON, NONE)
    event.ignore()
    QApplication.sendEvent(editor.view.viewport(), event)
    return event.isAccepted()


def hold_over(editor, mime, at) -> bool:
    """Hold something dragged over a place; return whether it may be dropped there."""
    event = QDragMoveEvent(at, COPY, mime, LEFT_BUTTON, NONE)
    QApplication.sendEvent(editor.view.viewport(), event)
    return event.isAccepted()


def drop(editor, mime, at) -> bool:
    event = QDropEvent(QPointF(at), COPY, mime, LEFT_BUTTON, NONE)
    QApplication.sendEvent(editor.view.viewport(), event)
    return event.isAccepted()


def test_what_another_glossator_lets_go_of_is_not_taken():
    told = subprocess.run(
        [sys.executable, "-c", "from gui.editor.drag import code_mime; print(code_mime(17).formats()[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    mime = QMimeData()
    mime.setData(told.stdout.strip(), b"17")
    assert told.stdout.startswith("application/x-glossator-code")
    assert code_in(mime) is None


def test_what_is_dragged_is_read_as_it_was_written():
    assert code_in(code_mime(17)) == 17
    assert segment_in(segment_mime(SELECTED)) == SELECTED
    assert code_mime(17).data(CODE_MIME).data() == b"17"
    assert segment_mime(SELECTED).data(SEGMENT_MIME).data() == b"16 33"


@pytest.mark.parametrize("data", [b"", b"x", b"1 2 3", b"5 5", b"9 4", b"-1 4", b"\xd9\xa1 4"])
def test_what_others_call_by_our_name_is_not_taken_for_ours(data):
    mime = QMimeData()
    mime.setData(CODE_MIME, data)
    mime.setData(SEGMENT_MIME, data)
    assert segment_in(mime) is None
    assert code_in(mime) is None


def test_selected_words_are_carried_away_and_stay_selected(editor, carried):
    editor.select(SELECTED)
    drag(editor, on(editor, 19, 23), on(editor, 62, 67))
    assert [segment_in(mime) for mime in carried] == [SELECTED]
    assert carried[0].formats() == [SEGMENT_MIME]
    assert editor.selected_span == SELECTED


def test_a_drag_that_begins_beside_the_selection_selects_anew(editor, carried):
    editor.select(SELECTED)
    box = editor.view.span_rect(Span(4, 9))
    drag(editor, QPoint(box.left() + 1, box.center().y()), QPoint(box.right(), box.center().y()))
    assert carried == []
    assert editor.selected_span == Span(4, 9)


def test_a_click_on_the_selection_lets_go_of_it(editor, carried):
    editor.select(SELECTED)
    QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, pos=on(editor, 24, 25))
    assert carried == []
    assert editor.selected_span is None
    assert editor.caret in (24, 25)


def test_a_click_on_a_selected_coding_chooses_it(editor, carried):
    editor.select(Span(58, 67))
    QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, pos=on(editor, 62, 67))
    assert editor.chosen_coding == 1


def test_a_code_dropped_on_the_selection_is_heard_of_when_the_hand_is_free(editor, qtbot):
    editor.select(SELECTED)
    mime, place = code_mime(5), on(editor, 19, 23)
    heard = []
    editor.code_dropped.connect(heard.append)
    assert enter(editor, mime, place)
    assert hold_over(editor, mime, place)
    assert drop(editor, mime, place)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [5])
    assert editor.selected_span == SELECTED


def test_a_code_is_refused_beside_the_selection(editor, qtbot):
    editor.select(SELECTED)
    mime, place = code_mime(5), on(editor, 62, 67)
    with qtbot.assertNotEmitted(editor.code_dropped, wait=50):
        assert enter(editor, mime, place)
        assert not hold_over(editor, mime, place)
        assert not drop(editor, mime, place)
    assert editor.selected_span == SELECTED


def test_a_code_is_refused_where_nothing_is_selected(editor, qtbot):
    mime, place = code_mime(5), on(editor, 19, 23)
    with qtbot.assertNotEmitted(editor.code_dropped, wait=50):
        assert not enter(editor, mime, place)
        assert not drop(editor, mime, place)
    assert editor.selected_span is None


def test_words_and_files_are_not_for_the_text(editor, qtbot):
    editor.select(SELECTED)
    files = QMimeData()
    files.setText("file:///interview.txt")
    for mime in (segment_mime(SELECTED), files):
        assert not enter(editor, mime, on(editor, 19, 23))
    assert editor.selected_span == SELECTED


def test_the_selection_is_seen_to_be_the_target_while_a_code_is_over_the_text(editor):
    editor.select(SELECTED)
    mime = code_mime(5)
    assert not has_frame(editor)
    enter(editor, mime, on(editor, 62, 67))
    assert has_frame(editor)
    QApplication.sendEvent(editor.view.viewport(), QDragLeaveEvent())
    assert not has_frame(editor)
    enter(editor, mime, on(editor, 62, 67))
    drop(editor, mime, on(editor, 62, 67))
    assert not has_frame(editor)


def has_frame(editor) -> bool:
    """Tell whether a line in the colour of focus runs along the upper edge of the selection."""
    picture = editor.view.viewport().grab().toImage()
    box = editor.view.span_rect(SELECTED)
    column = [picture.pixelColor(box.center().x(), box.top() + y).name() for y in range(-4, 3)]
    return LIGHT.accent.lower() in column


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("words", ["He took", "خرج القارب", "word " * 500, "two\nlines"])
def test_what_is_carried_is_shown_on_a_slip_no_wider_than_a_hand_needs(qapp, theme, words):
    picture = picture_of(words, theme, 2.0)
    assert picture.deviceIndependentSize().width() <= 281
    inks = {picture.toImage().pixelColor(x, 28).name() for x in range(picture.width())}
    assert QColor(theme.raised).name() in inks
    assert len(inks) > 2
