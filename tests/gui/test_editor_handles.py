import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.span import Span
from core.text.clusters import border_after, border_before, clusters
from gui.editor.editor import Editor, ShownCoding
from gui.editor.ends import dragged, moved_by_word, with_end
from gui.editor.handles import handles_of
from gui.reading_style import ReadingStyle
from gui.theme import LIGHT, tint

TEXT = "The judge left. He took the stamp, the old one, with him.\nThe clerk stayed at his desk."
STAMP = ShownCoding(1, Span(19, 33), 1, "Stamp", "#A75C51")
CLERK = ShownCoding(2, Span(62, 67), 2, "Clerk", "#3A308B")
ARABIC = "خرج القارب قبل الفجر ثم عاد."

ALT = Qt.KeyboardModifier.AltModifier
CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | ALT
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    editor.show_source(TEXT)
    editor.set_codings([STAMP, CLERK])
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def knob(editor, span, is_start) -> QPoint:
    view = editor.view
    handles = handles_of(span, view.placed_blocks(), view.offsets, view.text)
    return next(handle.knob.toPoint() for handle in handles if handle.is_start == is_start)


def on(editor, start, end, share=0.5) -> QPoint:
    """Return a point on some characters, a share of their width from the left."""
    box = editor.view.span_rect(Span(start, end))
    return QPoint(round(box.left() + share * box.width()), box.center().y())


def pull(editor, span, is_start, to, modifiers=NONE):
    """Take an end of a span and move it, without letting go."""
    viewport = editor.view.viewport()
    place = knob(editor, span, is_start)
    QTest.mousePress(viewport, LEFT_BUTTON, pos=place)
    move(viewport, (place + to) / 2, modifiers)
    move(viewport, to, modifiers)


def move(viewport, to, modifiers=NONE):
    if modifiers == NONE:
        QTest.mouseMove(viewport, to)
    else:
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(to),
            QPointF(viewport.mapToGlobal(to)),
            LEFT_BUTTON,
            LEFT_BUTTON,
            modifiers,
        )
        QApplication.sendEvent(viewport, event)


def release(editor, at):
    QTest.mouseRelease(editor.view.viewport(), LEFT_BUTTON, pos=at)


def test_an_end_of_the_selection_can_be_taken_hold_of(editor):
    editor.select(Span(16, 23))
    pull(editor, Span(16, 23), False, on(editor, 28, 33, 1))
    release(editor, on(editor, 28, 33, 1))
    assert editor.selected_span == Span(16, 33)


@pytest.mark.parametrize("text", ["One.\n\nTwo.\n\nThree.", "واحد.\n\nاثنان.\n\nثلاثة."])
def test_ends_that_take_in_the_end_of_a_paragraph_have_their_handles_too(editor, text):
    editor.show_source(text)
    editor.view.viewport().grab()
    for span in (Span(4, 8), Span(5, 8), Span(0, 5), Span(0, 6), Span(5, 6)):
        found = handles_of(span, editor.view.placed_blocks(), editor.view.offsets, text)
        assert [handle.is_start for handle in found] == [True, False]
        for handle, place in zip(found, (span.start, span.end - 1), strict=True):
            cursor = editor.view.textCursor()
            cursor.setPosition(editor.view.offsets.to_view(place))
            caret = editor.view.cursorRect(cursor)
            assert caret.top() <= handle.middle <= caret.bottom()


def test_an_end_that_is_only_touched_stays_where_it_is(editor, qtbot):
    editor.choose(STAMP.id)
    place = knob(editor, STAMP.span, False)
    with qtbot.assertNotEmitted(editor.segment_wanted):
        QTest.mousePress(editor.view.viewport(), LEFT_BUTTON, pos=place)
        QTest.mouseMove(editor.view.viewport(), place + QPoint(1, 6))
        release(editor, place + QPoint(1, 6))
    assert editor.chosen_coding == STAMP.id
    assert editor.view.index.get(STAMP.id) == STAMP


def test_an_end_of_the_chosen_coding_is_dragged_from_word_to_word_and_shown_on_the_way(editor, qtbot):
    editor.choose(STAMP.id)
    seen = []
    editor.segment_wanted.connect(lambda coding, span: seen.append((coding, span)))
    to = on(editor, 39, 42, 0.8)
    pull(editor, STAMP.span, False, to)
    assert editor.view.index.get(STAMP.id).span == Span(19, 42)
    assert seen == []
    picture = editor.view.viewport().grab().toImage()
    strong = tint(LIGHT, STAMP.colour).strong.lower()
    box = editor.view.span_rect(Span(39, 42))
    assert strong in {picture.pixelColor(x, box.top() + 2).name() for x in range(box.left(), box.right())}
    release(editor, to)
    assert seen == [(STAMP.id, Span(19, 42))]
    # What becomes of it is for the project to say
    assert editor.view.index.get(STAMP.id) == STAMP
    assert editor.chosen_coding == STAMP.id


@pytest.mark.parametrize(("trims", "end"), [(True, 34), (False, 35)])
def test_an_end_dragged_to_the_very_character_takes_no_white_space_along_if_it_is_trimmed(
    editor, qtbot, trims, end
):
    editor.set_reading(ReadingStyle(trims=trims))
    editor.choose(STAMP.id)
    with qtbot.waitSignal(editor.segment_wanted) as wanted:
        pull(editor, STAMP.span, False, on(editor, 34, 35, 0.9), ALT)
        release(editor, on(editor, 34, 35, 0.9))
    assert wanted.args == [STAMP.id, Span(STAMP.span.start, end)]


def test_the_bracket_in_the_margin_goes_along_with_the_hand(editor):
    editor.choose(CLERK.id)
    editor.margin.grab()
    assert editor.margin.bracket_at(bracket_point(editor, CLERK.id)).id == CLERK.id
    before = bracket_tops(editor)
    pull(editor, CLERK.span, True, on(editor, 19, 23))
    editor.margin.grab()
    assert bracket_tops(editor)[CLERK.id] < before[CLERK.id]
    release(editor, on(editor, 19, 23))


def bracket_tops(editor) -> dict[int, float]:
    tops = {}
    for y in range(editor.margin.height()):
        for x in range(0, 40, 3):
            if coding := editor.margin.bracket_at(QPointF(x, y)):
                tops.setdefault(coding.id, y)
    return tops


def bracket_point(editor, coding_id) -> QPointF:
    return next(
        QPointF(x, y)
        for y in range(editor.margin.height())
        for x in range(40)
        if (coding := editor.margin.bracket_at(QPointF(x, y))) and coding.id == coding_id
    )


def test_with_alt_an_end_goes_to_the_very_character(editor, qtbot):
    editor.choose(STAMP.id)
    to = on(editor, 25, 26, 0.9)
    with qtbot.waitSignal(editor.segment_wanted) as wanted:
        pull(editor, STAMP.span, False, to, ALT)
        release(editor, to)
    assert wanted.args == [STAMP.id, Span(19, 26)]


def test_escape_puts_a_dragged_end_back(editor, qtbot):
    editor.choose(STAMP.id)
    to = on(editor, 39, 42)
    with qtbot.assertNotEmitted(editor.segment_wanted):
        pull(editor, STAMP.span, False, to)
        QTest.keyClick(editor.view, Qt.Key.Key_Escape)
        assert editor.view.index.get(STAMP.id) == STAMP
        move(editor.view.viewport(), on(editor, 4, 9))
        release(editor, on(editor, 4, 9))
    assert editor.view.index.get(STAMP.id) == STAMP
    assert editor.chosen_coding == STAMP.id


def test_escape_puts_a_dragged_end_of_the_selection_back(editor):
    editor.select(Span(16, 23))
    pull(editor, Span(16, 23), False, on(editor, 28, 33))
    QTest.keyClick(editor.view, Qt.Key.Key_Escape)
    release(editor, on(editor, 28, 33))
    assert editor.selected_span == Span(16, 23)


@pytest.mark.parametrize("is_selected", [True, False])
def test_escape_goes_back_to_where_the_text_stood_when_the_hand_took_hold(editor, qtbot, is_selected):
    editor.show_source("\n".join([TEXT] * 60))
    span = Span(STAMP.span.start + len(TEXT) + 1, STAMP.span.end + len(TEXT) + 1)
    editor.set_codings([STAMP._replace(span=span)])
    bar, viewport = editor.view.verticalScrollBar(), editor.view.viewport()
    bar.setValue(1)
    if is_selected:
        editor.select(span, scroll=False)
    else:
        editor.choose(STAMP.id, scroll=False)
    pull(editor, span, False, QPoint(200, viewport.height() + 60))
    qtbot.waitUntil(lambda: bar.value() > 20)
    QTest.keyClick(editor.view, Qt.Key.Key_Escape)
    assert bar.value() == 1
    release(editor, QPoint(200, viewport.height() - 20))
    assert bar.value() == 1


def test_an_end_never_passes_the_other(editor, qtbot):
    editor.choose(STAMP.id)
    with qtbot.waitSignal(editor.segment_wanted) as wanted:
        pull(editor, STAMP.span, False, on(editor, 4, 9))
        release(editor, on(editor, 4, 9))
    assert wanted.args == [STAMP.id, Span(19, 20)]
    with qtbot.waitSignal(editor.segment_wanted) as wanted:
        pull(editor, STAMP.span, True, on(editor, 62, 67))
        release(editor, on(editor, 62, 67))
    assert wanted.args == [STAMP.id, Span(32, 33)]


def test_a_coding_that_goes_while_its_end_is_dragged_does_not_come_back(editor, qtbot):
    editor.choose(STAMP.id)
    pull(editor, STAMP.span, False, on(editor, 39, 42))
    editor.change_codings([STAMP.id], [])
    move(editor.view.viewport(), on(editor, 28, 33))
    release(editor, on(editor, 28, 33))
    assert editor.view.index.get(STAMP.id) is None


def test_another_source_can_be_shown_while_an_end_is_dragged(editor):
    editor.select(Span(16, 33))
    pull(editor, Span(16, 33), False, on(editor, 39, 42))
    editor.show_source("Short.")
    move(editor.view.viewport(), QPoint(30, 30))
    release(editor, QPoint(30, 30))
    assert editor.selected_span is None


def test_the_ends_of_another_coders_coding_stay(editor, qtbot):
    editor.may_change = lambda coding: coding != STAMP.id
    editor.choose(STAMP.id)
    place = STAMP.span
    with qtbot.assertNotEmitted(editor.segment_wanted):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            QTest.keyClick(editor.view, key, CONTROL_ALT)
        pull(editor, place, False, on(editor, 39, 42))
        release(editor, on(editor, 39, 42))
    editor.choose(CLERK.id)
    with qtbot.waitSignal(editor.segment_wanted):
        QTest.keyClick(editor.view, Qt.Key.Key_Right, CONTROL_ALT)


@pytest.mark.parametrize("held", [ALT, CONTROL_ALT])
def test_keys_move_the_ends_by_words(editor, held):
    seen = []
    editor.segment_wanted.connect(lambda coding, span: seen.append(span))
    editor.choose(STAMP.id)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(editor.view, key, held)
        QTest.keyClick(editor.view, key, held | SHIFT)
    assert seen == [Span(19, 38), Span(24, 33), Span(19, 27), Span(16, 33)]


def test_in_arabic_the_left_arrow_moves_the_end_on(editor):
    editor.show_source(ARABIC)
    words = [(0, 3), (4, 10), (11, 14), (15, 20)]
    editor.set_codings([ShownCoding(7, Span(4, 14), 1, "Boat", "#3CA087")])
    seen = []
    editor.segment_wanted.connect(lambda coding, span: seen.append(span))
    editor.choose(7)
    QTest.keyClick(editor.view, Qt.Key.Key_Left, CONTROL_ALT)
    QTest.keyClick(editor.view, Qt.Key.Key_Right, CONTROL_ALT)
    QTest.keyClick(editor.view, Qt.Key.Key_Right, CONTROL_ALT | SHIFT)
    assert seen == [Span(4, words[3][1]), Span(4, words[1][1]), Span(0, 14)]


def test_in_arabic_the_start_stands_at_the_right_and_can_be_dragged_there(editor, qtbot):
    editor.show_source(ARABIC)
    editor.set_codings([ShownCoding(7, Span(4, 14), 1, "Boat", "#3CA087")])
    editor.choose(7)
    assert knob(editor, Span(4, 14), True).x() > knob(editor, Span(4, 14), False).x()
    with qtbot.waitSignal(editor.segment_wanted) as wanted:
        pull(editor, Span(4, 14), True, on(editor, 0, 3, 0.9))
        release(editor, on(editor, 0, 3, 0.9))
    assert wanted.args == [7, Span(0, 14)]


@pytest.mark.parametrize(
    "text", ["caffe\u0301\u0323 nero", "office fluff", "👩‍👩‍👧‍👦🇸🇾👍🏽", "مُدَرِّسٌ", "क्षि", "قالت that day إنها"]
)
def test_handles_stand_at_the_edges_of_the_letters(editor, text):
    editor.show_source(text)
    view, place = editor.view, 0
    for cluster in clusters(text):
        span = Span(place, place + len(cluster))
        place = span.end
        if cluster.isspace():
            continue
        box = view.span_rect(span)
        handles = handles_of(span, view.placed_blocks(), view.offsets, text)
        assert sorted(handle.x for handle in handles) == pytest.approx([box.left(), box.right() + 1], abs=1.5)


mixed = st.text("ab .\n\u0301\u200dكل👩👧🇸", min_size=2, max_size=24)
places = st.integers(0, 24)


@given(mixed, places, places, places, st.booleans(), st.booleans())
def test_an_end_is_moved_between_characters_and_leaves_the_other_alone(text, a, b, place, is_start, flag):
    start, end = sorted((a % len(text), b % len(text)))
    start, end = border_before(text, start), border_after(text, end + 1)
    span = Span(start, end)
    place = min(place, len(text))
    for moved in (
        with_end(text, span, is_start, place),
        dragged(text, span, is_start, place, to_words=flag),
        moved_by_word(text, span, is_start, forward=flag),
    ):
        assert 0 <= moved.start < moved.end <= len(text)
        assert (moved.end if is_start else moved.start) == (span.end if is_start else span.start)
        border = moved.start if is_start else moved.end
        assert border_before(text, border) == border


def test_an_end_is_moved_by_words_through_a_line_as_long_as_a_book():
    text = "word " * 50_000 + "." * 40_000
    assert moved_by_word(text, Span(0, 125_004), False, forward=True) == Span(0, 125_009)
    assert moved_by_word(text, Span(0, 125_004), False, forward=False) == Span(0, 124_999)
    assert moved_by_word(text, Span(0, 270_000), False, forward=True) == Span(0, 270_001)
