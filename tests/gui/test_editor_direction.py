"""Which way paragraphs run, asked of the toolkit's own lines: alignment, caret, keys, shades and brackets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextLine
from PySide6.QtTest import QTest

from core.model.span import Span
from core.text.offsets import BLOCK_SEPARATORS, LONGEST_LINE, OffsetMap
from gui.editor.direction import Direction, LineDirections, Overruled, paragraphs_around
from gui.editor.editor import Editor, ShownCoding
from gui.editor.handles import handles_of
from gui.theme import LIGHT, is_right_to_left

ENGLISH = "The ferry left before dawn."
ARABIC = "خرج القارب قبل الفجر."
MIXED = "قال North pier ثم مضى 12 kg."

LTR, RTL, AUTO = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT, Direction.AUTO
strong = st.sampled_from("aZæא\u05d0بج\u200e\u200f\u061c")
pieces = st.text(
    alphabet=st.sampled_from("ab بج0123٣٤.,()[] \u2066\u2067\u2068\u2069\u202a\u202e\u200b"), max_size=30
)


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def room_of(editor, block, line=0):
    return editor.view.placed_blocks()[block].laid.rooms[line]


def stands_right(editor, block):
    left, right = room_of(editor, block)
    return left > editor.view.viewport().width() / 2 and right > editor.view.viewport().width() - 14


def stands_left(editor, block):
    left, right = room_of(editor, block)
    return left < 14 and right < editor.view.viewport().width() / 2


def caret_x(editor, offset):
    editor.view.select_between(offset, offset)
    return editor.view.cursorRect().center().x()


def first_strong(text):
    """Find the direction as the standard words it, one character after the other."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif kind == "B":
            depth = 0
        elif depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return None


@given(pieces)
def test_the_direction_of_a_line_is_that_of_its_first_strong_letter_outside_of_isolates(text):
    expected = first_strong(text)
    assert is_right_to_left(text) is bool(expected)
    assert is_right_to_left(text, fallback=True) is (True if expected is None else expected)


@given(st.lists(pieces, min_size=1, max_size=4), strong)
def test_every_piece_of_a_cut_line_runs_as_its_head_does(starts, letter):
    lines = [start + letter + "word كلمة " * 12 for start in starts]
    text = "\n".join(lines)
    offsets = OffsetMap(text, longest_line=40)
    directions = LineDirections(text, offsets)
    for block in range(offsets.block_count):
        line = text[: offsets.block_start(block)].count("\n")
        own = first_strong(lines[line])
        expected = first_strong(text) if own is None else own
        assert directions.is_right_to_left(block) is bool(expected)


def test_a_line_without_letters_runs_as_its_source_does_unless_its_reader_says_otherwise():
    text = f"{ARABIC}\n12:30\n"
    directions = LineDirections(text, OffsetMap(text))
    assert directions.is_right_to_left(1)
    assert not LineDirections(text, OffsetMap(text), LTR).is_right_to_left(1)


def test_what_is_said_of_a_paragraph_goes_before_what_is_said_of_the_source():
    text = f"{ENGLISH}\n{ENGLISH}\n{ARABIC}"
    second, third = len(ENGLISH) + 1, 2 * len(ENGLISH) + 2
    said = Overruled().said(second, third, LTR).said(third, third + 1, AUTO)
    directions = LineDirections(text, OffsetMap(text), RTL, said)
    assert [directions.is_right_to_left(block) for block in range(3)] == [True, False, True]


places = st.integers(0, 30)


@given(st.lists(st.tuples(places, places, st.sampled_from(Direction))))
def test_runs_say_what_was_said_last_of_each_paragraph_and_are_as_few_as_can_be(acts):
    overruled, said = Overruled(), dict.fromkeys(range(31), AUTO)
    for start, end, way in acts:
        overruled = overruled.said(start, end, way)
        said |= dict.fromkeys(range(start, end), way)
    assert {place: overruled.at(place) for place in said} == said
    changes = sum(said[place] not in (AUTO, said.get(place - 1, AUTO)) for place in said)
    assert len(overruled.runs) == changes


def test_a_paragraph_behind_a_paragraph_separator_is_one_of_its_own():
    text = f"{ENGLISH}\u2029{ENGLISH}\n{ENGLISH}"
    second, third = len(ENGLISH) + 1, 2 * len(ENGLISH) + 2
    assert paragraphs_around(text, second + 3, second + 3) == (second, third)
    assert paragraphs_around(text, 3, second + 3) == (0, third)
    assert paragraphs_around(text, len(text), len(text)) == (third, len(text) + 1)
    directions = LineDirections(text, OffsetMap(text), AUTO, Overruled().said(second, third, RTL))
    assert [directions.is_right_to_left(block) for block in range(3)] == [False, True, False]


@given(st.text(alphabet="a\n\u2029\ufdd0 "), st.data())
def test_paragraphs_around_a_character_begin_and_end_where_the_text_is_parted(text, data):
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    start, end = paragraphs_around(text, first, last)
    borders = {
        0,
        *(place + 1 for place, letter in enumerate(text) if letter in BLOCK_SEPARATORS),
        len(text) + 1,
    }
    assert start == max(border for border in borders if border <= first)
    assert end == min(border for border in borders if border > last)


def test_a_source_that_is_overruled_moves_to_the_other_side_and_back(editor):
    editor.show_source(f"{ENGLISH}\n{ARABIC}")
    assert stands_left(editor, 0)
    assert stands_right(editor, 1)
    editor.set_directions(RTL)
    assert stands_right(editor, 0)
    editor.set_directions(LTR)
    assert stands_left(editor, 0)
    assert stands_left(editor, 1)
    editor.set_directions(AUTO)
    assert stands_left(editor, 0)
    assert stands_right(editor, 1)


def test_one_paragraph_is_overruled_alone(editor):
    editor.show_source(f"{ENGLISH}\n{ENGLISH}")
    start = len(ENGLISH) + 1
    editor.set_directions(AUTO, Overruled().said(start, start + 1, RTL))
    assert stands_left(editor, 0)
    assert stands_right(editor, 1)


def test_another_source_runs_by_its_own_letters(editor):
    editor.show_source(ENGLISH)
    editor.set_directions(RTL)
    editor.show_source(ENGLISH)
    assert stands_left(editor, 0)


def test_the_full_stop_of_an_overruled_line_stands_at_its_other_end(editor):
    editor.show_source(ENGLISH)
    dot = Span(len(ENGLISH) - 1, len(ENGLISH))
    before = editor.view.span_rect(dot)
    assert before.left() > editor.view.span_rect(Span(0, 3)).right()
    editor.set_directions(RTL)
    after = editor.view.span_rect(dot)
    assert after.right() <= editor.view.span_rect(Span(0, 3)).left() + 1


@pytest.mark.parametrize(
    ("text", "whole", "start_at_right", "end_at_right"),
    [
        (ENGLISH, AUTO, False, True),
        (ARABIC, AUTO, True, False),
        # The letters run as they do; only the full stop changes sides, and the caret behind it
        (ENGLISH, RTL, False, False),
        (ARABIC, LTR, True, True),
    ],
)
def test_home_and_end_go_to_the_beginning_and_the_end_of_what_is_said(
    editor, text, whole, start_at_right, end_at_right
):
    editor.show_source(text)
    editor.set_directions(whole)
    left, right = room_of(editor, 0)
    middle = (left + right) / 2
    caret_x(editor, len(text) // 2)
    QTest.keyClick(editor.view, Qt.Key.Key_Home)
    home = editor.view.cursorRect().center().x()
    assert editor.caret == 0
    QTest.keyClick(editor.view, Qt.Key.Key_End)
    end = editor.view.cursorRect().center().x()
    assert editor.caret == len(text)
    assert (home > middle) is start_at_right
    assert (end > middle) is end_at_right
    assert end == pytest.approx(right if end_at_right else left, abs=4)


@pytest.mark.parametrize("whole", [AUTO, RTL, LTR])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, "12 34 56"])
def test_arrows_go_on_in_the_direction_in_which_the_paragraph_runs(editor, text, whole):
    editor.show_source(text)
    editor.set_directions(whole)
    caret_x(editor, 3)
    onward = Qt.Key.Key_Left if editor.view.placed_blocks()[0].laid.is_right_to_left else Qt.Key.Key_Right
    back = Qt.Key.Key_Right if onward == Qt.Key.Key_Left else Qt.Key.Key_Left
    QTest.keyClick(editor.view, onward)
    assert editor.caret == 4
    QTest.keyClick(editor.view, back)
    QTest.keyClick(editor.view, back)
    assert editor.caret == 2


def test_arrows_go_the_right_way_in_a_piece_of_a_line_that_begins_with_other_letters(editor):
    text = "كلمة " * (LONGEST_LINE // 5) + "word " * 400
    editor.show_source(text)
    place = editor.view.offsets.block_start(1) + 7
    editor.view.scroll_to_offset(place)
    caret_x(editor, place)
    QTest.keyClick(editor.view, Qt.Key.Key_Left)
    assert editor.caret == place + 1


def test_an_arrow_leaves_selection_text_and_view_as_they_are(editor):
    text = "\n".join(["12 34"] + [ENGLISH] * 100)
    editor.show_source(text)
    editor.set_directions(RTL)
    editor.set_codings([ShownCoding(1, Span(0, 2), 1, "One", "#A75C51")])
    before = editor.view.visible_span()
    caret_x(editor, 0)
    QTest.keyClick(editor.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.selected_span == Span(0, 1)
    assert editor.view.toPlainText() == text
    assert editor.view.visible_span() == before


@pytest.mark.parametrize("whole", [AUTO, RTL, LTR])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, MIXED, f"{ENGLISH} {MIXED}"])
def test_shades_stand_where_the_toolkit_puts_the_letters(editor, text, whole):
    editor.show_source(text)
    editor.set_directions(whole)
    [placed] = editor.view.placed_blocks()
    line = placed.block.layout().lineAt(0)
    for start in range(0, len(text) - 1, 3):
        boxes = list(editor.view.painter.boxes([placed], Span(start, start + 1)))
        if text[start].isspace() or not boxes:
            continue
        edges = QTextLine.Edge.Leading, QTextLine.Edge.Trailing
        ends = [line.cursorToX(start, edge)[0] for edge in edges]
        if ends[0] == ends[1]:
            # Where one direction gives way to another the caret stands at the end of the run before
            continue
        middle = sum(ends) / 2
        assert any(box.left() - 2 <= middle <= box.right() + 2 for box in boxes), (start, text[start])


@pytest.mark.parametrize("whole", [AUTO, RTL, LTR])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC])
def test_handles_stand_at_the_logical_ends_of_a_selection(editor, text, whole):
    editor.show_source(text)
    editor.set_directions(whole)
    span = Span(0, len(text) - 1)
    editor.select(span)
    blocks = editor.view.placed_blocks()
    start, end = handles_of(span, blocks, editor.view.offsets, text)
    line = blocks[0].block.layout().lineAt(0)
    assert start.x == pytest.approx(line.cursorToX(0)[0], abs=3)
    is_arabic = text == ARABIC
    assert (start.x > end.x) is is_arabic


def test_a_bracket_reaches_over_the_lines_of_an_overruled_paragraph(editor):
    editor.show_source(f"{ENGLISH * 12}\n{ARABIC * 12}")
    editor.set_codings([ShownCoding(1, Span(0, len(ENGLISH) * 12), 1, "One", "#A75C51")])
    start = len(ENGLISH) * 12 + 1
    editor.set_directions(RTL, Overruled().said(start, start + 1, LTR))
    [bracket] = (editor.margin.label_texts(), editor.margin._brackets)[1]
    first = editor.view.placed_blocks()[0]
    assert bracket.top == first.line_top(0)
    assert bracket.bottom == first.line_bottom(-1)


def test_a_click_finds_the_letter_it_is_on_in_an_overruled_line(editor):
    editor.show_source(ENGLISH)
    editor.set_directions(RTL)
    box = editor.view.span_rect(Span(4, 5))
    assert editor.view.offset_under(box.center().toPointF()) == 4
    QTest.mouseClick(
        editor.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 1, box.center().y())
    )
    assert editor.caret == 4


def test_no_letter_at_the_right_edge_is_cut(editor):
    editor.show_source("سين")
    clip = editor.view.viewport().width() - editor.view.document().documentMargin()
    [run] = editor.view.placed_blocks()[0].block.layout().lineAt(0).glyphRuns()
    assert run.boundingRect().right() < clip
