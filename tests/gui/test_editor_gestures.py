import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.span import Span
from core.text.reach import grown, trimmed
from gui.editor.editor import Editor, ShownCoding
from gui.theme import LIGHT

TEXT = "The judge left. He took the stamp, e.g. the old one, with him.\nThe clerk stayed at his desk."
JUDGE = ShownCoding(1, Span(0, 15), 1, "Judge", "#A75C51")
LEFT = ShownCoding(2, Span(10, 14), 2, "Left", "#3CA087")
CLERK = ShownCoding(3, Span(63, 72), 3, "Clerk", "#3A308B")

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    editor.show_source(TEXT)
    editor.set_codings([JUDGE, LEFT, CLERK])
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def middle_of(editor, start, end) -> QPoint:
    return editor.view.span_rect(Span(start, end)).center()


def click(editor, start, end):
    QTest.mouseClick(editor.view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(editor, start, end))


def press(editor, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(editor.view, key, modifiers)


def test_a_click_on_shaded_text_chooses_the_shortest_coding_and_the_next_click_the_next(editor):
    seen = []
    editor.coding_chosen.connect(seen.append)
    for _ in range(3):
        click(editor, 10, 14)
    assert seen == [LEFT.id, JUDGE.id, LEFT.id]
    assert editor.chosen_coding == LEFT.id


def test_a_click_on_plain_text_chooses_nothing(editor, qtbot):
    editor.choose(CLERK.id)
    with qtbot.waitSignal(editor.coding_chosen) as chosen:
        click(editor, 20, 24)
    assert chosen.args == [None]


def test_a_drag_selects_the_words_it_crosses(editor):
    viewport = editor.view.viewport()
    first, last = editor.view.span_rect(Span(16, 17)), editor.view.span_rect(Span(32, 33))
    start, end = QPoint(first.left() + 1, first.center().y()), QPoint(last.right(), last.center().y())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, QPoint((start.x() + end.x()) // 2, start.y()))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert editor.selected_span == Span(16, 33)
    assert editor.chosen_coding is None


def test_a_drag_that_begins_in_the_selection_selects_anew(editor):
    editor.select(Span(0, 62))
    viewport = editor.view.viewport()
    first, last = editor.view.span_rect(Span(4, 5)), editor.view.span_rect(Span(8, 9))
    start, end = QPoint(first.left() + 1, first.center().y()), QPoint(last.right(), last.center().y())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, QPoint((start.x() + end.x()) // 2, start.y()))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert editor.selected_span == Span(4, 9)


def test_three_clicks_select_the_paragraph_and_leave_the_caret_in_it(editor):
    viewport, place = editor.view.viewport(), middle_of(editor, 20, 21)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert editor.selected_span == Span(0, 62)
    assert editor.caret == 62


def test_a_menu_asked_for_on_shaded_text_is_that_of_its_coding(editor, qtbot):
    viewport, point = editor.view.viewport(), middle_of(editor, 66, 67)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    with qtbot.waitSignal(editor.context_wanted):
        QApplication.sendEvent(viewport, event)
    assert editor.chosen_coding == CLERK.id


def test_an_end_of_the_selection_can_be_taken_hold_of(editor):
    editor.select(Span(16, 23))
    viewport = editor.view.viewport()
    box, target = editor.view.span_rect(Span(16, 23)), editor.view.span_rect(Span(28, 33))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(box.right(), box.bottom() + 3))
    QTest.mouseMove(viewport, QPoint(target.right(), target.center().y()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(target.right(), target.center().y()))
    assert editor.selected_span == Span(16, 33)


def test_the_keyboard_selects_and_codes(editor, qtbot):
    for _ in range(3):
        press(editor, Qt.Key.Key_Right, CONTROL_SHIFT)
    assert editor.selected_span is not None
    with qtbot.waitSignal(editor.key_typed) as typed:
        press(editor, Qt.Key.Key_7)
    assert typed.args == ["7"]
    with qtbot.waitSignal(editor.code_wanted):
        press(editor, Qt.Key.Key_Return)


def test_without_a_selection_a_character_gives_no_code(editor, qtbot):
    with qtbot.assertNotEmitted(editor.key_typed):
        press(editor, Qt.Key.Key_7)


def test_a_selection_grows_to_word_sentence_paragraph_and_text_and_shrinks_again(editor):
    editor.view.select_between(18, 18)
    reached = []
    for _ in range(4):
        press(editor, Qt.Key.Key_Up, CONTROL_SHIFT)
        reached.append(editor.selected_span)
    assert reached == [Span(16, 18), Span(16, 62), Span(0, 62), Span(0, len(TEXT))]
    for expected in reversed(reached[:-1]):
        press(editor, Qt.Key.Key_Down, CONTROL_SHIFT)
        assert editor.selected_span == expected


def test_codings_are_stepped_through_from_the_caret_in_reading_order(editor):
    seen = []
    for _ in range(4):
        press(editor, Qt.Key.Key_F8)
        seen.append(editor.chosen_coding)
    assert seen == [JUDGE.id, LEFT.id, CLERK.id, CLERK.id]
    press(editor, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert editor.chosen_coding == LEFT.id
    press(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.chosen_coding == JUDGE.id


def test_delete_asks_for_the_removal_of_the_chosen_coding_only(editor, qtbot):
    with qtbot.assertNotEmitted(editor.remove_wanted):
        press(editor, Qt.Key.Key_Delete)
    editor.choose(LEFT.id)
    with qtbot.waitSignal(editor.remove_wanted) as removal:
        press(editor, Qt.Key.Key_Delete)
    assert removal.args == [LEFT.id]


def test_escape_lets_go_of_the_selection_and_of_the_chosen_coding(editor, qtbot):
    editor.select(Span(16, 23))
    press(editor, Qt.Key.Key_Escape)
    assert editor.selected_span is None
    editor.choose(LEFT.id)
    with qtbot.waitSignal(editor.coding_chosen) as chosen:
        press(editor, Qt.Key.Key_Escape)
    assert chosen.args == [None]
    assert editor.chosen_coding is None


def test_selecting_by_hand_lets_go_of_the_chosen_coding(editor, qtbot):
    editor.choose(LEFT.id)
    with qtbot.waitSignal(editor.coding_chosen) as chosen:
        press(editor, Qt.Key.Key_Right, CONTROL_SHIFT)
    assert chosen.args == [None]


def test_choosing_a_coding_lets_go_of_the_selection(editor, qtbot):
    editor.select(Span(16, 23))
    with qtbot.waitSignal(editor.selection_changed) as selection:
        editor.choose(CLERK.id)
    assert selection.args == [None]
    assert editor.chosen_coding == CLERK.id


def test_a_coding_that_is_not_shown_cannot_be_chosen(editor):
    editor.choose(99)
    assert editor.chosen_coding is None


def test_the_chosen_coding_goes_when_it_is_removed_and_stays_when_others_are(editor):
    editor.choose(LEFT.id)
    editor.change_codings([JUDGE.id], [])
    assert editor.chosen_coding == LEFT.id
    editor.change_codings([LEFT.id], [])
    assert editor.chosen_coding is None


def test_the_menu_is_asked_for_where_the_hand_is(editor, qtbot):
    with qtbot.waitSignal(editor.context_wanted) as menu:
        point = middle_of(editor, 20, 24)
        viewport = editor.view.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
        QApplication.sendEvent(viewport, event)
    assert menu.args == [viewport.mapToGlobal(point)]


def test_the_size_of_the_text_answers_to_keys(editor):
    press(editor, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert editor.view.metrics.size == 18
    press(editor, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(editor, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert editor.view.metrics.size == 16
    press(editor, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert editor.view.metrics.size == 17


def test_the_place_for_the_picker_is_that_of_the_selection(editor):
    editor.select(Span(16, 23))
    box = editor.selection_rect()
    inside = editor.view.viewport().mapFromGlobal(box.center())
    assert editor.view.offset_under(inside.toPointF()) in range(16, 23)


def test_an_abbreviation_ends_no_sentence():
    assert grown(TEXT, 19, 23) == Span(16, 62)


def test_an_arabic_sentence_ends_at_its_own_question_mark():
    text = "لماذا رحلت؟ لم يبق شيء هنا. ثم سكت."
    assert grown(text, 0, 5) == Span(0, text.index("؟") + 1)


def test_trimming_takes_an_accent_along():
    text = "cafe\u0301 bar"
    assert trimmed(text, 0, 4) == Span(0, 5)


def test_the_chosen_coding_has_its_underline_also_where_four_overlap(editor):
    colours = "#A75C51", "#3CA087", "#3A308B", "#790C3F"
    here = [ShownCoding(10 + n, Span(16 + n, 30), n, "Code", colour) for n, colour in enumerate(colours)]
    editor.set_codings(here)
    for chosen in here:
        editor.choose(chosen.id)
        picture = editor.view.viewport().grab().toImage()
        box = editor.view.span_rect(Span(16, 30))
        column = {picture.pixelColor(box.center().x(), box.bottom() + y).name() for y in range(14)}
        assert chosen.colour.lower() in column
