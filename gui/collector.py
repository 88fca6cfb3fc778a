"""Python's garbage, collected in the window's own thread and between acts."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY = 1000  # milliseconds
_YOUNG, _OLDER, _OLDEST = 20_000, 10, 30


class Collector(QObject):
    """Takes the place of Python's own collector, which runs wherever the next object is made.

    In a worker's thread it would take down parts of the window, which only the window's thread may
    touch; amid opening a long source it costs a third of the time. What is loaded when this begins
    stays for good and need not be looked at again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.collect()
        gc.freeze()
        self._looks = 0
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(self._on_time)
        timer.start()

    @Slot()
    def _on_time(self) -> None:
        if gc.get_count()[0] < _YOUNG:
            return
        self._looks += 1
        gc.collect(2 if self._looks % _OLDEST == 0 else 1 if self._looks % _OLDER == 0 else 0)
