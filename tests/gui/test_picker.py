from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from gui.panels.picker import place_beside

SIZE = (690, 336)
AREA = QRect(0, 0, 1440, 900)


@given(st.integers(0, 1300), st.integers(0, 880), st.integers(2, 900), st.integers(10, 500))
def test_the_picker_never_covers_the_selection_where_a_side_has_room(left, top, width, height):
    selection = QRect(left, top, width, height)
    assume(selection.bottom() < AREA.bottom())
    assume(max(selection.top(), AREA.bottom() - selection.bottom()) > SIZE[1] + 18)
    corner = place_beside(selection, SIZE, AREA)
    popup = QRect(corner, QPoint(corner.x() + SIZE[0] - 1, corner.y() + SIZE[1] - 1))
    assert not popup.intersects(selection)
    assert AREA.contains(popup)


@given(st.integers(-200, 1600), st.integers(-100, 1000), st.integers(2, 2000), st.integers(10, 1200))
def test_the_picker_never_leaves_the_window(left, top, width, height):
    corner = place_beside(QRect(left, top, width, height), SIZE, AREA)
    assert AREA.contains(QRect(corner.x(), corner.y(), *SIZE))


def test_the_picker_stands_below_the_last_line_as_long_as_there_is_room():
    assert place_beside(QRect(300, 100, 400, 60), SIZE, AREA) == QPoint(300, 159 + 18)


def test_the_picker_stands_above_a_selection_low_in_the_window():
    assert place_beside(QRect(300, 700, 400, 60), SIZE, AREA).y() == 700 - 18 - 336
