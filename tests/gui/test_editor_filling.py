"""A long text comes in part by part; whatever the reader does meanwhile holds."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.span import Span
from gui.editor.editor import Editor, ShownCoding

LINES = [f"{number} she walked to the river، ثم عادت 😀" for number in range(9_000)]
TEXT = "\n".join(LINES)
SHORT = "Only this."
NEAR_END = Span(TEXT.index("8900 she"), TEXT.index("8900 she") + 8)


@pytest.fixture
def editor(qtbot):
    editor = Editor()
    qtbot.addWidget(editor)
    editor.resize(1000, 700)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.show_source(TEXT)
    assert not editor.is_filled
    editor.setFocus()
    return editor


@pytest.fixture
def fill(qtbot, editor):
    return lambda: qtbot.waitUntil(lambda: editor.is_filled, timeout=20_000)


def words_in_view(editor):
    start, end = editor.view.visible_span()
    return editor.view.text[start:end]


def is_in_view(editor, span):
    start, end = editor.view.visible_span()
    return start <= span.start and span.end <= end


def test_the_first_page_is_there_at_once_and_all_of_the_text_in_the_end(editor, fill):
    assert words_in_view(editor).startswith("0 she walked")
    told = []
    editor.filling_changed.connect(lambda done, total: told.append((done, total)))
    fill()
    assert editor.view.toPlainText() == TEXT
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {total for _, total in told} == {len(TEXT)}
    assert told[-1] == (len(TEXT), len(TEXT))


def test_what_is_read_does_not_move_while_more_comes_in(editor, fill):
    editor.view.scroll_to_offset(TEXT.index("700 she"))
    before, place = words_in_view(editor), editor.view.placed_blocks()[0].top
    fill()
    assert words_in_view(editor) == before
    assert editor.view.placed_blocks()[0].top == place


def test_a_selection_beyond_what_is_there_waits_for_it(editor, fill):
    editor.select(NEAR_END)
    assert editor.selected_span is None
    fill()
    assert editor.selected_span == NEAR_END
    assert is_in_view(editor, NEAR_END)


def test_only_the_newest_of_two_places_is_gone_to(editor, fill):
    editor.select(NEAR_END)
    editor.select(Span(0, 5))
    fill()
    assert editor.selected_span == Span(0, 5)
    assert is_in_view(editor, Span(0, 5))


def test_a_click_in_the_text_is_newer_than_a_place_waited_for(editor, fill):
    editor.select(NEAR_END)
    QTest.mouseClick(editor.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    caret = editor.caret
    fill()
    assert (editor.selected_span, editor.caret) == (None, caret)
    assert words_in_view(editor).startswith("0 she walked")


def test_a_hit_beyond_what_is_there_comes_into_view_when_it_is(editor, fill):
    editor.set_hits([Span(0, 4), NEAR_END], 1)
    fill()
    assert is_in_view(editor, NEAR_END)


def test_a_coding_chosen_beyond_what_is_there_comes_into_view_when_it_is(editor, fill):
    editor.set_codings([ShownCoding(1, NEAR_END, 1, "Reason", "#A75C51")])
    editor.choose(1)
    assert editor.chosen_coding == 1
    fill()
    assert is_in_view(editor, NEAR_END)


def test_the_overview_can_be_pressed_beyond_what_is_there(editor, fill):
    place = QPoint(8, editor.overview.height() - 20)
    QTest.mouseClick(editor.overview, Qt.MouseButton.LeftButton, pos=place)
    fill()
    QApplication.sendPostedEvents()
    start, _ = editor.view.visible_span()
    assert start > 0.9 * len(TEXT)
    assert editor.overview.value() == start


@pytest.mark.parametrize(
    ("key", "modifiers", "selected"),
    [
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, None),
        (
            Qt.Key.Key_End,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            Span(2, len(TEXT)),
        ),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, Span(0, len(TEXT))),
    ],
)
def test_a_key_that_goes_to_the_end_reaches_the_real_one(editor, fill, key, modifiers, selected):
    editor.select(Span(0, 1))
    for _ in range(2):
        QTest.keyClick(editor.view, Qt.Key.Key_Right)
    QTest.keyClick(editor.view, key, modifiers)
    fill()
    assert editor.caret == len(TEXT)
    assert editor.selected_span == selected


def test_a_caret_at_the_end_of_what_is_there_stays_where_it_is(editor, fill):
    end = editor.view.offsets.mapped
    editor.view.select_between(end - 3, end)
    fill()
    assert (editor.view.anchor, editor.caret) == (end - 3, end)


def test_another_source_ends_the_filling(editor, qtbot):
    editor.select(NEAR_END)
    editor.show_source(SHORT)
    assert editor.is_filled
    with qtbot.assertNotEmitted(editor.filling_changed, wait=60):
        pass
    assert editor.view.toPlainText() == SHORT
    assert editor.selected_span is None


def test_size_width_and_theme_may_change_while_more_comes_in(editor, fill):
    editor.view.scroll_to_offset(TEXT.index("500 she"))
    editor.set_reading_size(22)
    editor.resize(800, 600)
    top, _ = editor.view.visible_span()
    fill()
    assert editor.view.toPlainText() == TEXT
    assert editor.view.visible_span()[0] == top
    editor.select(NEAR_END)
    assert is_in_view(editor, NEAR_END)


def test_words_stand_at_their_offsets_in_every_part(editor, fill):
    fill()
    for number in range(0, len(LINES), 450):
        start = TEXT.index(f"\n{number} she" if number else "0 she") + bool(number)
        span = Span(start, start + len(f"{number} she walked"))
        editor.select(span)
        assert editor.view.textCursor().selectedText() == f"{number} she walked"
        assert editor.selected_span == span
        assert is_in_view(editor, span)
