"""Where popups stand: beside the words they are about, and in the window."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from gui.widgets.beside import place_beside

sizes = st.integers(1, 900)


@given(
    st.integers(-200, 1600), st.integers(-200, 1000), sizes, sizes,
    st.integers(60, 500), st.integers(60, 400), st.booleans(),
)  # fmt: skip
def test_a_popup_never_leaves_the_window_and_covers_the_words_only_for_want_of_room(
    x, y, across, down, width, height, mirrored
):
    area, words, size = QRect(0, 0, 1440, 900), QRect(x, y, across, down), QSize(width, height)
    box = QRect(place_beside(words, size, area, 12, is_mirrored=mirrored), size)
    assert area.contains(box)
    margin, away = 8, 12
    above, below = y - away - margin, area.height() - (y + down) - away - margin
    before, after = x - away - margin, area.width() - (x + across) - away - margin
    has_room = (
        (height <= above and y <= area.height()) or (height <= below and y + down >= 0)
        or (width <= before and x <= area.width()) or (width <= after and x + across >= 0)
    )  # fmt: skip
    if has_room:
        assert not box.intersects(words)


def test_in_a_mirrored_window_the_popup_begins_at_the_right_end_of_the_words():
    words, size = QRect(600, 200, 300, 30), QSize(360, 200)
    area = QRect(0, 0, 1440, 900)
    assert place_beside(words, size, area, 12).x() == 600
    assert place_beside(words, size, area, 12, is_mirrored=True) == QPoint(900 - 360, 200 + 30 + 12)


def test_a_popup_stands_below_the_last_line_as_long_as_there_is_room():
    area, size = QRect(0, 0, 1440, 900), QSize(690, 336)
    assert place_beside(QRect(300, 100, 400, 60), size, area, 18) == QPoint(300, 160 + 18)


def test_a_popup_stands_above_words_low_in_the_window():
    area, size = QRect(0, 0, 1440, 900), QSize(690, 336)
    assert place_beside(QRect(300, 700, 400, 60), size, area, 18).y() == 700 - 18 - 336
