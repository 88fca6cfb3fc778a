from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from core.model.span import Span
from gui.editor.editor import Editor, ShownCoding
from gui.editor.lanes import LANES, OVERFLOW, Reach, place_labels, share_lanes
from gui.theme import LIGHT

LINE = "Boats came late that year and the salt stayed wet in its sacks."
TEXT = "\n".join([LINE] * 40)


def coding(number, start, end, **more):
    return ShownCoding(number, Span(start, end), number, f"Code {number}", "#A75C51", **more)


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    editor.show_source(TEXT)
    with qtbot.waitExposed(editor):
        editor.show()
    return editor


def bracket_of(editor, number):
    editor.margin.grab()
    return next(bracket for bracket in editor.margin._brackets if bracket.coding.id == number)


def test_a_bracket_stands_beside_the_lines_of_its_segment(editor):
    start = 3 * (len(LINE) + 1)
    editor.set_codings([coding(1, start, start + 10)])
    box = editor.view.span_rect(Span(start, start + 10))
    bracket = bracket_of(editor, 1)
    assert abs(bracket.top - box.top()) <= 2
    assert abs(bracket.bottom - box.bottom()) <= 2


def test_codings_on_one_line_never_share_a_lane(editor):
    editor.set_codings([coding(1, 0, 5), coding(2, 10, 15), coding(3, 20, 25)])
    assert {bracket_of(editor, number).lane for number in (1, 2, 3)} == {0, 1, 2}


def test_what_finds_no_lane_is_counted_in_a_grey_one(editor):
    editor.set_codings([coding(number, number, number + 10) for number in range(8)])
    lanes = sorted(bracket_of(editor, number).lane for number in range(8))
    assert lanes == [0, 1, 2, 3, 4, OVERFLOW, OVERFLOW, OVERFLOW]
    [(_, members)] = editor.margin._overflow_boxes()
    assert len(members) == 3


def test_a_coding_keeps_its_lane_while_it_scrolls(editor):
    editor.set_codings([coding(1, 0, 900), coding(2, 100, 700), coding(3, 150, 1500), coding(4, 800, 1600)])
    before = {number: bracket_of(editor, number).lane for number in (3, 4)}
    bar = editor.view.verticalScrollBar()
    for _ in range(6):
        bar.setValue(bar.value() + 1)
        editor.margin.grab()
        assert {number: bracket_of(editor, number).lane for number in (3, 4)} == before


def test_a_bracket_that_goes_on_out_of_view_stays_open(editor):
    editor.set_codings([coding(1, 0, len(TEXT))])
    editor.view.verticalScrollBar().setValue(5)
    reach = bracket_of(editor, 1).reach
    assert reach.opens_above
    assert reach.opens_below


def test_one_code_in_touching_lines_is_named_once(editor):
    line = len(LINE) + 1
    same = [
        ShownCoding(number, Span(number * line, number * line + 9), 7, "Salt", "#3CA087") for number in (0, 1)
    ]
    editor.set_codings([*same, ShownCoding(9, Span(8 * line, 8 * line + 9), 7, "Salt", "#3CA087")])
    named = [number for number in (0, 1, 9) if bracket_of(editor, number).label is not None]
    assert named == [0, 9]


def test_a_click_on_a_bracket_and_on_a_name_chooses_the_coding(editor, qtbot):
    editor.set_codings([coding(1, 0, 20), coding(2, 300, 330)])
    for point in (
        QPointF(editor.margin._x(bracket_of(editor, 2).lane), bracket_of(editor, 2).top + 5),
        editor.margin._label_boxes[1][0].center(),
    ):
        editor.choose(None)
        with qtbot.waitSignal(editor.coding_chosen) as chosen:
            QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert chosen.args == [2]


def test_the_mirrored_margin_is_clicked_where_it_is_painted(editor, qtbot):
    editor.set_codings([coding(1, 0, 20)])
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    x = editor.margin.width() - editor.margin._x(bracket_of(editor, 1).lane)
    with qtbot.waitSignal(editor.coding_chosen) as chosen:
        point = QPointF(x, bracket_of(editor, 1).top + 5).toPoint()
        QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=point)
    assert chosen.args == [1]


def test_the_margin_says_what_its_signs_mean(editor):
    editor.set_codings([coding(1, 0, 20, letter="B", is_unsure=True, has_memo=True)])
    assert editor.margin.label_texts() == ["B Code 1 (unsure) (with memo)"]


def test_a_click_in_the_overview_brings_that_part_into_view(editor):
    QTest.mouseClick(editor.overview, Qt.MouseButton.LeftButton, pos=editor.overview.rect().center())
    start, end = editor.view.visible_span()
    assert start < len(TEXT) / 2 < end


def test_the_overview_tells_where_one_reads(editor):
    editor.view.scroll_to_offset(1000)
    editor.overview.grab()
    assert abs(editor.overview.value() - 1000) < len(LINE) * 2


reaches = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=30).map(
    lambda pairs: [Reach(number, first, first + more) for number, (first, more) in enumerate(pairs)]
)


@given(reaches, st.dictionaries(st.integers(0, 29), st.integers(0, LANES)))
def test_no_line_has_two_brackets_in_one_lane(reaches, kept):
    lanes = share_lanes(reaches, kept)
    assert lanes.keys() == {reach.id for reach in reaches}
    for one in reaches:
        for other in reaches:
            if one.id < other.id and lanes[one.id] == lanes[other.id] < OVERFLOW:
                assert one.last < other.first or other.last < one.first


@given(reaches)
def test_shared_lanes_stay_as_they_are(reaches):
    lanes = share_lanes(reaches, {})
    again = share_lanes(reaches, lanes)
    assert all(again[number] == lane for number, lane in lanes.items() if lane < OVERFLOW)


@given(st.lists(st.floats(0, 600)).map(sorted))
def test_labels_keep_their_distance_and_none_is_forgotten(wanted):
    placed, hidden = place_labels(wanted, 20, 600)
    assert len(placed) + hidden == len(wanted)
    assert all(later - earlier >= 20 - 1e-6 for earlier, later in pairwise(placed))
    assert all(middle <= 590 for middle in placed)
