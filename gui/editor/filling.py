"""Fills the view with a long text part by part, so that its first page is there at once.

The toolkit's document is the costly part: a million lines take it seconds. What comes in behind what is
there moves none of it, so the reader can read, select and code from the first page on.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from core.text.offsets import OffsetMap
from gui.editor.layout import ReadingLayout

# What is there at once: as much as takes no longer than a frame
_FIRST_CHARACTERS, _FIRST_LINES = 100_000, 1_500
_PART_MS = 10
_FEWEST, _MOST = 1_000, 500_000
# How often the scroll bar and whoever listens hear how far it is
_TELLING_MS = 100


class Filling(QObject):
    """Appends the parts of a text to a view between the events of the window."""

    grown = Signal()  # the view reaches further
    told = Signal(int, int)  # characters that are there, characters in all; equal at the end

    def __init__(self, view: QPlainTextEdit, layout: ReadingLayout) -> None:
        super().__init__(view)
        self._view = view
        self._layout = layout
        self._offsets = OffsetMap("")
        self._size = _FEWEST
        self._since_told = QElapsedTimer()
        self._waiting: dict[str, tuple[int, Callable[[], None]]] = {}
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._append)

    def begin(self, text: str) -> tuple[OffsetMap, str]:
        """Leave what was being filled; returns the map of another text and what the view begins with."""
        self._waiting.clear()
        self._next.stop()
        self._offsets = OffsetMap(text, is_whole=False)
        self._size = _first_size(text)
        first = _as_the_toolkit_keeps_it(self._offsets.grow(self._size))
        if not self._offsets.is_whole:
            self._next.start()
            self._since_told.start()
        return self._offsets, first

    def once_there(self, what: str, offset: int, act: Callable[[], None]) -> None:
        """Do something when the text up to an offset is there: now, or as soon as it is.

        Of each kind, named by `what`, only the newest waits: where the reader went last they want to be.
        """
        self._waiting.pop(what, None)
        if min(offset, self._offsets.length) <= self._offsets.mapped:
            act()
        else:
            self._waiting[what] = offset, act

    def forget(self, *kinds: str) -> None:
        """Let acts of these kinds wait no longer."""
        for what in kinds:
            self._waiting.pop(what, None)

    @Slot()
    def _append(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self._insert(_as_the_toolkit_keeps_it(self._offsets.grow(self._size)))
        share = _PART_MS / max(1, clock.elapsed())
        self._size = min(max(round(self._size * min(share, 2)), _FEWEST), _MOST)
        if not self._offsets.is_whole:
            self._next.start()
        self._tell()

    def _insert(self, part: str) -> None:
        held = self._view.textCursor()
        anchor, caret = held.anchor(), held.position()
        self._layout.settle()
        # Nothing in view moves: neither painting nor the scroll bar has to follow each part
        with QSignalBlocker(self._layout):
            end = QTextCursor(self._view.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText(part)
        if (held.anchor(), held.position()) != (anchor, caret):
            # It stood at the end and was carried along
            held.setPosition(anchor)
            held.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
            self._view.setTextCursor(held)

    def _tell(self) -> None:
        mapped, length = self._offsets.mapped, self._offsets.length
        due = [what for what, (offset, _) in self._waiting.items() if min(offset, length) <= mapped]
        if not due and mapped < length and self._since_told.elapsed() < _TELLING_MS:
            return
        self._since_told.restart()
        self.grown.emit()
        for act in [self._waiting.pop(what)[1] for what in due]:
            act()
        self.told.emit(mapped, length)


def _first_size(text: str) -> int:
    """Return how many characters can be shown at once: lines cost more than letters."""
    lines = text.count("\n", 0, _FIRST_CHARACTERS)
    return _FIRST_CHARACTERS * _FIRST_LINES // max(lines, _FIRST_LINES)


def _as_the_toolkit_keeps_it(text: str) -> str:
    """Put word joiners, which show as little, for byte order marks: one at the start would be lost."""
    return text.replace("\ufeff", "\u2060")
