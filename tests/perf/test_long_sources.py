"""Budgets of sources that are long in other ways: a million lines, one line of a million characters."""

from time import perf_counter

import pytest
from perf.generated import lines_of, one_line_of, text_of
from perf.table import note_time
from perf.waiting import painted, wait_until, wait_until_whole
from PySide6.QtCore import QTimer

pytestmark = pytest.mark.perf

SHORT = text_of(2_000)
CHARACTERS = 1_000_000


class Gaps:
    """Finds the longest time in which the window heard nothing."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._heard = perf_counter()
        self._ticks = QTimer(interval=1)
        self._ticks.timeout.connect(self._hear)
        self._ticks.start()

    def _hear(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, now - self._heard)
        self._heard = now


TEXTS = {
    "1,000,000 characters with 100,000 codings": (lambda: text_of(CHARACTERS), 100_000),
    "10,000,000 characters with 10,000 codings": (lambda: text_of(10 * CHARACTERS), 10_000),
    "100,000 lines": (lambda: lines_of(100_000, 2), 1_000),
    "1,000,000 lines": (lambda: lines_of(1_000_000, 2), 1_000),
    "a line of 1,000,000 characters": (lambda: one_line_of(CHARACTERS, spaces=True), 1_000),
    "a line of 1,000,000 characters without a space": (lambda: one_line_of(CHARACTERS, spaces=False), 1_000),
}


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_blocks_the_window_while_a_source_opens(opened, name):
    make, codings = TEXTS[name]
    text = make()
    _, window = opened(codings, min(len(text), CHARACTERS), [SHORT * 500, text])
    window.desk.open_source(1)
    wait_until_whole(window)
    gaps = Gaps()
    QTimer.singleShot(0, window, lambda: window.desk.open_source(2))
    wait_until_whole(window)
    note_time(f"longest time without an answer, opening {name}", gaps.longest, 0.100)


def test_a_million_lines_are_there_within_five_seconds(opened):
    _, window = opened(0, CHARACTERS, [SHORT, lines_of(1_000_000, 2)])
    told: list[tuple[int, int]] = []
    window.desk.open_source(1)
    wait_until_whole(window)
    window.reading.editor.filling_changed.connect(lambda done, total: told.append((done, total)))
    start = perf_counter()
    window.desk.open_source(2)
    painted()
    first = perf_counter() - start
    wait_until(lambda: window.reading.editor.is_filled)
    note_time("open 1,000,000 lines, to first paint", first, 0.150)
    note_time("open 1,000,000 lines, to the last of them", perf_counter() - start, 5)
    assert len(told) > 10
