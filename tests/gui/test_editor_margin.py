from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.model.span import Span
from gui.editor.brackets import lane_x
from gui.editor.columns import columns
from gui.editor.editor import Editor, ShownCoding
from gui.editor.lanes import LANES, OVERFLOW, Reach, place_labels, share_lanes
from gui.editor.metrics import OVERHANG, Metrics
from gui.editor.shown import reading_order
from gui.theme import CODE_COLOURS as COLOURS
from gui.theme import LIGHT

JADE = COLOURS[1]
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
    [(_, members)] = editor.margin._counts()
    assert len(members) == 3


def test_a_coding_keeps_its_lane_while_it_scrolls(editor):
    editor.set_codings([coding(1, 0, 900), coding(2, 100, 700), coding(3, 150, 1500), coding(4, 800, 1600)])
    before = {number: bracket_of(editor, number).lane for number in (3, 4)}
    bar = editor.view.verticalScrollBar()
    for _ in range(6):
        bar.setValue(bar.value() + 1)
        editor.margin.grab()
        assert {number: bracket_of(editor, number).lane for number in (3, 4)} == before


def lanes_in_view(editor):
    editor.margin.grab()
    return {bracket.coding.id: bracket.lane for bracket in editor.margin._brackets}


def crowded():
    random = Random(5)
    places = [(random.randrange(len(TEXT) - 400), random.randrange(5, 400)) for _ in range(160)]
    return [
        ShownCoding(number, Span(start, start + length), number % 9, "Name " * (number % 9 + 1), "#A75C51")
        for number, (start, length) in enumerate(places, 1)
    ]


@pytest.mark.parametrize("back", [False, True])
def test_no_bracket_that_stays_in_view_changes_its_lane_while_pages_scroll_by(editor, back):
    editor.resize(1000, 600)
    editor.set_codings(crowded())
    bar = editor.view.verticalScrollBar()
    bar.setValue(bar.maximum() if back else 0)
    before, kept = lanes_in_view(editor), 0
    for step in range(bar.maximum()):
        bar.setValue(bar.value() + (-1 if back else 1))
        if step % 7 == 3:
            # Names take another room, and another one stands out
            editor.resize(1000 + step % 60, 600)
            editor.choose(min(before), scroll=False)
        after = lanes_in_view(editor)
        for number in before.keys() & after.keys():
            if before[number] < OVERFLOW:
                assert after[number] == before[number]
                kept += 1
        before = after
    assert kept > 300


def test_codings_ten_deep_are_told_apart(editor):
    deep = [
        ShownCoding(number, Span(40 + number, 400 - number), number, f"Code {number}", COLOURS[number])
        for number in range(1, 11)
    ]
    editor.set_codings(deep)
    editor.margin.grab()
    brackets = {bracket.coding.id: bracket for bracket in editor.margin._brackets}
    own = [bracket.lane for bracket in brackets.values() if bracket.lane != OVERFLOW]
    assert sorted(own) == list(range(LANES))
    [(_, gathered)] = editor.margin._counts()
    assert {coding.id for coding in gathered} == {
        key for key, one in brackets.items() if one.lane == OVERFLOW
    }
    assert len(own) + len(gathered) == 10


def test_a_chosen_coding_that_found_no_lane_is_named_all_the_same(editor):
    editor.set_codings([coding(number, number, number + 10) for number in range(8)])
    [(_, gathered)] = editor.margin._counts() if editor.margin.grab() else []
    hidden = gathered[0].id
    assert bracket_of(editor, hidden).label is None
    editor.choose(hidden)
    assert bracket_of(editor, hidden).label is not None


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("is_at_end", [False, True])
def test_the_count_of_what_found_no_lane_stays_in_view_and_opens_a_list(editor, qtbot, direction, is_at_end):
    editor.setLayoutDirection(direction)
    editor.set_codings([coding(number, number, len(TEXT) - 30 + number) for number in range(8)])
    bar = editor.view.verticalScrollBar()
    bar.setValue(bar.maximum() if is_at_end else 0)
    editor.margin.grab()
    [(box, gathered)] = editor.margin._counts()
    assert QRectF(editor.margin.rect()).contains(box)
    QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    [menu] = editor.margin.findChildren(QMenu)
    assert [action.data() for action in menu.actions()] == [
        one.id for one in sorted(gathered, key=reading_order)
    ]
    with qtbot.waitSignal(editor.choice_changed) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [(menu.actions()[1].data(),)]
    menu.close()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_list_behind_the_count_shows_each_coding_by_its_swatch(editor, look, direction):
    editor.setLayoutDirection(direction)
    codings = [coding(number, number, 20 + number) for number in range(8)]
    editor.set_codings([one._replace(colour=JADE) if one.id == 6 else one for one in codings])
    editor.margin.grab()
    [(box, _)] = editor.margin._counts()
    QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    [menu] = editor.margin.findChildren(QMenu)
    shown = menu.grab().toImage()
    rows = {action.data(): menu.actionGeometry(action) for action in menu.actions()}
    jade = QColor(JADE).rgb()
    bear_jade = {
        key
        for key, row in rows.items()
        if any(shown.pixel(x, row.center().y()) == jade for x in range(row.left(), row.right()))
    }
    assert len(rows) == 3
    assert bear_jade == {6}
    menu.close()


def test_a_menu_asked_for_on_a_bracket_or_a_name_is_that_of_its_coding(editor, qtbot):
    editor.set_codings([coding(1, 0, 200), coding(2, 300, 400)])
    bracket_of(editor, 1)
    boxes = {bracket.coding.id: box.center().toPoint() for box, bracket in editor.margin._label_boxes}
    bracket = bracket_of(editor, 2)
    places = [(1, boxes[1]), (2, QPoint(round(lane_x(bracket.lane)), round(bracket.top) + 4))]
    for number, point in places:
        with qtbot.waitSignal(editor.context_wanted) as wanted:
            ask_for_menu(editor.margin, point)
        assert wanted.args == [editor.margin.mapToGlobal(point)]
        assert editor.chosen_codings == (number,)


def test_a_menu_on_one_of_several_chosen_leaves_all_of_them_chosen(editor, qtbot):
    editor.set_codings([coding(1, 0, 200), coding(2, 300, 400)])
    editor.choose_all((1, 2))
    bracket_of(editor, 1)
    [box] = [box for box, bracket in editor.margin._label_boxes if bracket.coding.id == 1]
    with qtbot.waitSignal(editor.context_wanted):
        ask_for_menu(editor.margin, box.center().toPoint())
    assert editor.chosen_codings == (1, 2)


def ask_for_menu(widget, point):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("lines", [1, 2, 5])
def test_the_count_stays_in_view_where_only_a_border_of_the_words_is(editor, lines):
    editor.set_codings([coding(number, number, 6 * (len(LINE) + 1) - 9 + number) for number in range(8)])
    editor.view.verticalScrollBar().setValue(lines)
    editor.margin.grab()
    for box, _ in editor.margin._counts():
        assert QRectF(editor.margin.rect()).contains(box)


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
        QPointF(lane_x(bracket_of(editor, 2).lane), bracket_of(editor, 2).top + 5),
        editor.margin._label_boxes[1][0].center(),
    ):
        editor.choose(None)
        with qtbot.waitSignal(editor.choice_changed) as chosen:
            QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert chosen.args == [(2,)]


def test_the_mirrored_margin_is_clicked_where_it_is_painted(editor, qtbot):
    editor.set_codings([coding(1, 0, 20)])
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    x = editor.margin.width() - lane_x(bracket_of(editor, 1).lane)
    with qtbot.waitSignal(editor.choice_changed) as chosen:
        point = QPointF(x, bracket_of(editor, 1).top + 5).toPoint()
        QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=point)
    assert chosen.args == [(1,)]


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


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [560, 640, 900, 1400])
def test_the_label_of_a_chosen_coding_keeps_clear_of_the_overview(editor, mirrored, width):
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    editor.resize(width, 600)
    named = ShownCoding(
        1, Span(0, 20), 1, "A name that no margin has room for " * 3, "#A75C51", has_memo=True
    )
    editor.set_codings([named])
    editor.choose(1)
    editor.margin.grab()
    [(box, _)] = editor.margin._label_boxes
    margin, overview = editor.margin, editor.overview
    edge = overview.x() + overview.width() - margin.x() if mirrored else overview.x() - margin.x()
    assert (box.left() - edge if mirrored else edge - box.right()) >= 4


def test_a_narrow_margin_gives_its_room_to_the_names(editor):
    editor.set_codings([coding(1, 0, 5)])
    editor.resize(900, 600)
    editor.margin.grab()
    wide = editor.margin._labels_at
    editor.resize(560, 600)
    editor.margin.grab()
    assert editor.margin.width() < 150
    assert editor.margin._labels_at <= wide - 20


def test_lanes_that_were_needed_stay_reserved_in_a_narrow_margin(editor):
    editor.resize(560, 600)
    editor.set_codings([coding(1, 0, 5), coding(2, 10, 15)])
    editor.margin.grab()
    before = editor.margin._labels_at
    assert before > lane_x(1)
    bar = editor.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    editor.margin.grab()
    assert not editor.margin._brackets
    assert editor.margin._labels_at == before


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_frame_of_the_overview_keeps_clear_of_the_ring_of_the_text(editor, mirrored):
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    frame, overview = editor.overview._frame(), editor.overview
    beyond = frame.left() if mirrored else overview.width() - frame.right()
    assert beyond >= 2.5


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [14, 15, 16, 20, 30, 32])
def test_the_ticks_of_the_overview_grow_with_it_and_keep_clear_of_line_and_ring(editor, mirrored, width):
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    editor.overview.setFixedWidth(width)
    left, tick, step = editor.overview._ticks()
    assert tick >= 3
    assert tick >= width // 6
    assert step > tick
    line, ring = (width - 1, 2) if mirrored else (1, width - 2)
    right = left + 2 * step + tick
    assert (ring <= left and right <= line) if mirrored else (line <= left and right <= ring)


@pytest.mark.parametrize("width", range(200, 1600, 50))
def test_a_line_that_can_be_read_goes_before_the_names_in_the_margin(width):
    metrics = Metrics()
    shared = columns(width, metrics)
    text, (_, margin) = shared.text[1] - 2 * OVERHANG, shared.margin
    assert text >= metrics.width_of(28) or margin <= 44
    assert margin >= 100 or text <= metrics.width_of(28)
    assert shared.margin[0] + margin <= shared.overview[0] or text == 1
