from dataclasses import replace
from itertools import accumulate, groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.model.span import Span
from core.text.clusters import clusters
from core.text.reach import grown, trimmed
from gui.editor.editor import Editor, ShownCoding
from gui.editor.steps import Step
from gui.theme import LIGHT, tint

TEXT = "The judge left. He took the stamp, e.g. the old one, with him.\nThe clerk stayed at his desk."
JUDGE = ShownCoding(1, Span(0, 15), 1, "Judge", "#A75C51")
LEFT = ShownCoding(2, Span(10, 14), 2, "Left", "#3CA087")
CLERK = ShownCoding(3, Span(63, 72), 3, "Clerk", "#3A308B")

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL_SHIFT = CONTROL | SHIFT
LEFT_BUTTON = Qt.MouseButton.LeftButton

FAMILY = "👩‍👩‍👧‍👦"
PIECES = (
    "word",
    "a",
    " ",
    "  ",
    "\n",
    "كلمة",
    "مُدَرِّسٌ",
    "12",
    ".",
    "؟",
    FAMILY,
    "🇩🇪🇸🇾",
    "👍🏽",
    "e\u0301",
    "\u0301",
    "\u200b",
    "\u200d",
    "\u200f",
    "\u202b",
    "\u202c",
    "\u2067",
    "\u2069",
    "\ufeff",
    "\u2029",
    "\ufdd0",
    "\t",
    "क्षि",
    "각",
    "\u1100\u1161",
    "𐍈",
)


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


def hand_at(editor, start, end, where=0.5) -> QPoint:
    """Return a point on some characters, a share of their width from the left."""
    box = editor.view.span_rect(Span(start, end))
    return QPoint(round(box.left() + where * box.width()), box.center().y())


def drag(editor, start, end, modifiers=Qt.KeyboardModifier.NoModifier):
    viewport = editor.view.viewport()
    QTest.mousePress(viewport, LEFT_BUTTON, modifiers, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT_BUTTON, modifiers, end)


def colours(picture, box):
    """Return what colours a line of a picture has, through the upper part of a box."""
    return {picture.pixelColor(x, box.top() + 2).name() for x in range(box.left(), box.right())}


def label_boxes(margin):
    """Return where the names in the margin stand, found as a hand finds them."""
    for y in range(0, margin.height(), 4):
        for x in range(margin.width() - 1, 0, -8):
            if coding := margin.bracket_at(QPointF(x, y)):
                yield QRectF(x - 2, y - 2, 4, 4), coding
                break


def press(editor, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(editor.view, key, modifiers)


def test_a_click_on_shaded_text_chooses_the_shortest_coding_and_the_next_click_the_next(editor):
    seen = []
    editor.choice_changed.connect(seen.append)
    for _ in range(3):
        click(editor, 10, 14)
    assert seen == [(LEFT.id,), (JUDGE.id,), (LEFT.id,)]
    assert editor.chosen_coding == LEFT.id


def test_a_click_on_plain_text_chooses_nothing(editor, qtbot):
    editor.choose(CLERK.id)
    with qtbot.waitSignal(editor.choice_changed) as chosen:
        click(editor, 20, 24)
    assert chosen.args == [()]


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
    while editor.step(Step.CODING):
        seen.append(editor.chosen_coding)
    assert seen == [JUDGE.id, LEFT.id, CLERK.id]
    while editor.step(Step.CODING, back=True):
        seen.append(editor.chosen_coding)
    assert seen[3:] == [LEFT.id, JUDGE.id]


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
    with qtbot.waitSignal(editor.choice_changed) as chosen:
        press(editor, Qt.Key.Key_Escape)
    assert chosen.args == [()]
    assert editor.chosen_coding is None


def test_selecting_by_hand_lets_go_of_the_chosen_coding(editor, qtbot):
    editor.choose(LEFT.id)
    with qtbot.waitSignal(editor.choice_changed) as chosen:
        press(editor, Qt.Key.Key_Right, CONTROL_SHIFT)
    assert chosen.args == [()]


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


def test_the_size_of_the_text_answers_to_the_wheel_with_ctrl(editor):
    for turn, size in ((120, 18), (-60, 18), (-60, 17), (-240, 15)):
        turn_wheel(editor, turn)
        assert editor.view.metrics.size == size


def turn_wheel(editor, angle):
    viewport, place = editor.view.viewport(), QPointF(middle_of(editor, 20, 24))
    event = QWheelEvent(
        place, viewport.mapToGlobal(place), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_a_menu_asked_for_while_words_are_selected_is_about_those(editor):
    editor.select(Span(0, 9))
    point = middle_of(editor, 2, 6)
    viewport = editor.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    assert editor.selected_span == Span(0, 9)
    assert editor.chosen_coding is None


def test_no_key_of_the_text_is_a_key_of_the_window_too(window):
    in_text = {
        QKeySequence(QKeyCombination(modifiers, Qt.Key(key)))
        for key, modifiers in window.reading.editor.gestures._acts
    }
    elsewhere = window.acts.of_codebook()
    here = [act for act in window.acts.all() if act not in elsewhere]
    assert in_text.isdisjoint(keys for act in here for keys in act.shortcuts())
    assert not any(act.isEnabled() for act in elsewhere)


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


def test_the_underlines_of_several_chosen_codings_are_told_apart(editor):
    here = [ShownCoding(10 + n, Span(16, 30), n, "Code", "#A75C51") for n in range(3)]
    editor.set_codings(here)
    editor.choose_all([coding.id for coding in here])
    picture = editor.view.viewport().grab().toImage()
    box = editor.view.span_rect(Span(16, 30))
    column = [picture.pixelColor(box.center().x(), box.bottom() + y).name() == "#a75c51" for y in range(14)]
    assert [is_line for is_line, _ in groupby(column) if is_line] == [True] * 3


def test_a_coding_that_found_no_underline_has_one_on_lines_with_room(editor):
    text = "The river rose and the boats came late that winter. " * 12
    editor.show_source(text)
    sentence = [ShownCoding(n, Span(0, 20), n, "Code", "#A75C51") for n in range(1, 4)]
    editor.set_codings(sentence)
    editor.change_codings([], [ShownCoding(4, Span(0, len(text) - 1), 4, "Whole", "#3CA087")])
    picture = editor.view.viewport().grab().toImage()

    def below(place):
        box = editor.view.span_rect(Span(place, place + 1))
        return {picture.pixelColor(box.center().x(), box.bottom() + y).name() for y in range(14)}

    assert "#3ca087" not in below(5)
    assert "#3ca087" in below(len(text) // 2)


def test_two_clicks_select_a_word_and_a_drag_from_there_whole_words(editor):
    viewport, place = editor.view.viewport(), hand_at(editor, 5, 6)
    QTest.mouseClick(viewport, LEFT_BUTTON, pos=place)
    QTest.mouseDClick(viewport, LEFT_BUTTON, pos=place)
    assert editor.selected_span == Span(4, 9)
    QTest.mousePress(viewport, LEFT_BUTTON, pos=place)
    QTest.mouseRelease(viewport, LEFT_BUTTON, pos=place)
    assert editor.selected_span == Span(0, 62)


def test_a_drag_after_two_clicks_goes_on_by_words(editor, qtbot):
    viewport, place, end = editor.view.viewport(), hand_at(editor, 19, 20), hand_at(editor, 25, 26)
    QTest.mousePress(viewport, LEFT_BUTTON, pos=place)
    QTest.mouseRelease(viewport, LEFT_BUTTON, pos=place)
    QTest.mouseDClick(viewport, LEFT_BUTTON, pos=place)
    QApplication.sendEvent(viewport, double_press(viewport, place))
    QTest.mouseMove(viewport, end)
    assert editor.selected_span == Span(19, 27)
    QTest.mouseMove(viewport, hand_at(editor, 11, 12))
    assert editor.selected_span == Span(10, 23)
    QTest.mouseRelease(viewport, LEFT_BUTTON, pos=end)


def double_press(viewport, place) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        place.toPointF(),
        viewport.mapToGlobal(place).toPointF(),
        LEFT_BUTTON,
        LEFT_BUTTON,
        Qt.KeyboardModifier.NoModifier,
    )


def test_two_clicks_on_an_emoji_select_all_of_it(editor):
    editor.show_source(f"so {FAMILY} then")
    QTest.mouseDClick(editor.view.viewport(), LEFT_BUTTON, pos=hand_at(editor, 3, 3 + len(FAMILY)))
    assert editor.selected_span == Span(3, 3 + len(FAMILY))


def test_a_drag_in_an_arabic_line_with_english_words_selects_what_is_read_between(editor):
    text = "قالت that day إنها لن تعود"
    editor.show_source(text)
    drag(editor, hand_at(editor, 0, 1, 0.9), hand_at(editor, text.index("day"), text.index("day") + 3, 0.95))
    assert editor.selected_span == Span(0, text.index("day") + 3)
    press(editor, Qt.Key.Key_Escape)
    drag(editor, hand_at(editor, 5, 6, 0.1), hand_at(editor, text.index("لن"), text.index("لن") + 2, 0.05))
    assert editor.selected_span == Span(5, text.index("لن") + 2)


def test_a_single_letter_can_be_selected_by_a_drag(editor):
    drag(editor, hand_at(editor, 4, 5, 0.1), hand_at(editor, 4, 5, 0.9))
    assert editor.selected_span == Span(4, 5)


def test_a_hand_that_shakes_still_clicks(editor):
    place = hand_at(editor, 10, 14)
    QTest.mousePress(editor.view.viewport(), LEFT_BUTTON, pos=place)
    QTest.mouseMove(editor.view.viewport(), place + QPoint(1, 1))
    QTest.mouseRelease(editor.view.viewport(), LEFT_BUTTON, pos=place + QPoint(1, 1))
    assert editor.chosen_coding == LEFT.id
    assert editor.selected_span is None


def test_a_drag_that_ends_on_an_accent_takes_its_letter_along(editor):
    editor.show_source("caffe\u0301\u0323 nero")
    drag(editor, hand_at(editor, 0, 1, 0.1), hand_at(editor, 4, 7, 0.9))
    assert editor.selected_span == Span(0, 7)


def test_a_drag_beyond_the_lower_edge_scrolls_and_goes_on_selecting(editor, qtbot):
    editor.show_source("One more line to read.\n" * 300)
    viewport, bar = editor.view.viewport(), editor.view.verticalScrollBar()
    start = hand_at(editor, 0, 1, 0.1)
    QTest.mousePress(viewport, LEFT_BUTTON, pos=start)
    QTest.mouseMove(viewport, QPoint(200, viewport.height() + 60))
    qtbot.waitUntil(lambda: bar.value() > 20)
    seen = editor.selected_span
    assert seen.start == 0
    assert seen.end > 20 * 23
    QTest.mouseMove(viewport, QPoint(200, -60))
    qtbot.waitUntil(lambda: bar.value() == 0)
    QTest.mouseRelease(viewport, LEFT_BUTTON, pos=QPoint(200, -60))
    QTest.qWait(60)
    assert bar.value() == 0


def test_a_click_with_shift_reaches_with_the_selection(editor):
    editor.set_codings([])
    click(editor, 16, 17)
    QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, SHIFT, hand_at(editor, 32, 33, 0.95))
    assert editor.selected_span.end == 33
    QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, SHIFT, hand_at(editor, 26, 27, 0.95))
    assert editor.selected_span.end == 27


def test_the_selection_stays_while_the_keyboard_is_elsewhere(editor, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    editor.select(Span(16, 23))
    with qtbot.assertNotEmitted(editor.selection_changed):
        field.activateWindow()
        field.setFocus()
        QTest.keyClicks(field, "judge")
        picture = editor.view.viewport().grab().toImage()
    assert editor.selected_span == Span(16, 23)
    assert LIGHT.select.lower() in colours(picture, editor.view.span_rect(Span(16, 23)))


def test_a_selection_with_outer_space_is_kept_where_the_reader_wants_it(editor):
    editor.set_reading(replace(editor.view.metrics.style, trims=False))
    editor.show_source("so \u0646\u064f then")
    editor.view.select_between(2, 4)
    assert editor.selected_span == Span(2, 5)
    editor.set_reading(replace(editor.view.metrics.style, trims=True))
    editor.view.select_between(0, 0)
    editor.view.select_between(2, 4)
    assert editor.selected_span == Span(3, 5)


def test_an_arrow_with_shift_takes_a_whole_emoji_in_one_step_and_gives_it_back(editor):
    editor.show_source(f"so {FAMILY}🇸🇾 then")
    editor.view.select_between(3, 3)
    for end in (3 + len(FAMILY), 5 + len(FAMILY)):
        press(editor, Qt.Key.Key_Right, SHIFT)
        assert editor.selected_span == Span(3, end)
    press(editor, Qt.Key.Key_Left, SHIFT)
    assert editor.selected_span == Span(3, 3 + len(FAMILY))


def test_arrows_follow_the_direction_of_the_paragraph(editor):
    editor.show_source("abc\nكلمة أخرى")
    editor.view.select_between(4, 4)
    press(editor, Qt.Key.Key_Left, SHIFT)
    press(editor, Qt.Key.Key_Left, SHIFT)
    assert editor.selected_span == Span(4, 6)
    press(editor, Qt.Key.Key_Left)
    assert (editor.selected_span, editor.caret) == (None, 6)
    press(editor, Qt.Key.Key_Right)
    assert editor.caret == 5


def test_an_arrow_passes_where_a_long_line_is_cut_for_the_view_in_one_step(editor):
    text = "word " * 900
    editor.show_source(text)
    cut = editor.view.offsets.block_end(0)
    editor.view.select_between(cut - 1, cut - 1)
    seen = []
    for _ in range(3):
        press(editor, Qt.Key.Key_Right)
        seen.append(editor.caret)
    assert seen == [cut, cut + 1, cut + 2]


arrows = st.sampled_from(
    [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End]
)
strokes = st.lists(
    st.tuples(arrows, st.sampled_from([Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL, CONTROL_SHIFT])),
    max_size=14,
)
mixed = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(max_examples=150)
@given(mixed, strokes, st.booleans())
@example(FAMILY + "\u0301", [(Qt.Key.Key_Right, SHIFT)], True)
def test_no_key_ever_parts_a_character_or_leaves_the_text(editor, text, strokes, trims):
    borders = {0, *accumulate(map(len, clusters(text)))}
    editor.set_reading(replace(editor.view.metrics.style, trims=trims))
    editor.show_source(text)
    editor.set_codings([])
    for key, modifiers in strokes:
        press(editor, key, modifiers)
        span = editor.selected_span
        assert editor.caret in borders
        assert span is None or (span.end <= len(text) and {span.start, span.end} <= borders)


@given(st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_all_of_a_text_can_be_selected_whatever_stands_at_its_ends(editor, first, last):
    text = f"{first}word{last}"
    editor.set_reading(replace(editor.view.metrics.style, trims=False))
    editor.show_source(text)
    press(editor, Qt.Key.Key_Home, CONTROL)
    press(editor, Qt.Key.Key_End, CONTROL_SHIFT)
    assert editor.selected_span == Span(0, len(text))
    press(editor, Qt.Key.Key_Escape)
    press(editor, Qt.Key.Key_Home, CONTROL_SHIFT)
    assert editor.selected_span == Span(0, len(text))


def test_a_click_with_control_adds_a_coding_and_takes_it_away_again(editor, qtbot):
    click(editor, 10, 14)
    with qtbot.waitSignal(editor.choice_changed) as changed:
        QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, CONTROL, middle_of(editor, 63, 72))
    assert changed.args == [(LEFT.id, CLERK.id)]
    assert (editor.chosen_codings, editor.chosen_coding) == ((LEFT.id, CLERK.id), CLERK.id)
    QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, CONTROL, middle_of(editor, 63, 72))
    assert editor.chosen_codings == (LEFT.id,)


def test_clicks_with_control_on_one_place_add_all_its_codings_and_then_let_go_of_them(editor):
    seen = []
    editor.choice_changed.connect(seen.append)
    for _ in range(3):
        QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, CONTROL, middle_of(editor, 10, 14))
    assert seen == [(LEFT.id,), (LEFT.id, JUDGE.id), ()]


def test_a_click_with_shift_chooses_all_from_the_last_chosen_on(editor):
    click(editor, 2, 4)
    QTest.mouseClick(editor.view.viewport(), LEFT_BUTTON, SHIFT, middle_of(editor, 63, 72))
    assert editor.chosen_codings == (JUDGE.id, LEFT.id, CLERK.id)
    press(editor, Qt.Key.Key_Escape)
    assert editor.chosen_codings == ()


def test_labels_in_the_margin_choose_several_too(editor, qtbot):
    margin = editor.margin
    margin.grab()
    places = {coding.id: box.center().toPoint() for box, coding in label_boxes(margin)}
    QTest.mouseClick(margin, LEFT_BUTTON, pos=places[JUDGE.id])
    QTest.mouseClick(margin, LEFT_BUTTON, CONTROL, places[CLERK.id])
    assert editor.chosen_codings == (JUDGE.id, CLERK.id)
    QTest.mouseClick(margin, LEFT_BUTTON, CONTROL, places[JUDGE.id])
    assert editor.chosen_codings == (CLERK.id,)
    QTest.mouseClick(margin, LEFT_BUTTON, SHIFT, places[JUDGE.id])
    assert set(editor.chosen_codings) == {JUDGE.id, LEFT.id, CLERK.id}
    assert editor.chosen_coding == JUDGE.id


@pytest.mark.parametrize("held", [CONTROL | ALT, ALT | SHIFT])
def test_the_keyboard_chooses_several_and_lets_go_of_the_last_again(editor, held):
    for expected in ((JUDGE.id,), (JUDGE.id, LEFT.id), (JUDGE.id, LEFT.id, CLERK.id)):
        press(editor, Qt.Key.Key_Down, held)
        assert editor.chosen_codings == expected
    press(editor, Qt.Key.Key_Up, held)
    assert editor.chosen_codings == (JUDGE.id, LEFT.id)


def test_all_chosen_codings_stand_out(editor):
    editor.choose(JUDGE.id)
    editor.choose(CLERK.id, also=True)
    picture = editor.view.viewport().grab().toImage()
    for coding in (JUDGE, CLERK):
        strong = tint(LIGHT, coding.colour).strong.lower()
        assert strong in colours(picture, editor.view.span_rect(coding.span))


def test_a_click_on_a_long_coding_does_not_scroll_to_its_beginning(editor):
    text = "One more line to read.\n" * 300
    editor.show_source(text)
    editor.set_codings([ShownCoding(1, Span(0, len(text) - 1), 1, "All", "#A75C51")])
    editor.view.scroll_to_offset(2_300)
    before = editor.view.verticalScrollBar().value()
    click(editor, 2_323, 2_330)
    assert editor.chosen_coding == 1
    assert editor.view.verticalScrollBar().value() == before


def test_a_selection_grows_from_the_paragraph_to_what_one_speaker_says(editor):
    text = "Anna: Why did he leave?\nBassam: He had to.\nThe order came at noon.\nAnna: I see.\nBassam: Yes."
    editor.show_source(text)
    place = text.index("order")
    editor.view.select_between(place, place)
    reached = []
    for _ in range(4):
        press(editor, Qt.Key.Key_Up, CONTROL_SHIFT)
        reached.append(text[editor.selected_span.start : editor.selected_span.end])
    turn = "Bassam: He had to.\nThe order came at noon."
    assert reached == ["order", "The order came at noon.", turn, text]
