"""The gutter: a number beside each paragraph, a quiet bar beside what is not codable."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.text.units import paragraph_starts
from gui.editor.pieces import PlacedBlock
from gui.editor.view import SourceView
from gui.style import scaled
from gui.theme import Theme, interface_font
from gui.widgets.slots import TRAILING, Slots, width_of, write

_TO_TEXT = 10
_BAR = 3
# Characters that are counted in one go: a few milliseconds
_AT_ONCE = 100_000


class Gutter(QWidget):
    """Paints paragraph numbers beside the view, as the units of comparison count them."""

    counted = Signal()  # all of a text that is too long to be counted in one go

    def __init__(self, view: SourceView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._text = ""
        self._starts = array("q")
        self._counted = 0
        self._next_count = QTimer(self, singleShot=True, interval=0)
        self._next_count.timeout.connect(self._count_on)
        self._has_numbers = True
        self._fonts = _fonts()
        self.setAccessibleName(self.tr("Paragraph numbers"))
        view.moved.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(scaled(44), 100)

    def set_theme(self, theme: Theme) -> None:
        """Take another appearance."""
        self._theme = theme
        self.update()

    def show_numbers(self, has_numbers: bool) -> None:
        """Show or hide the numbers of paragraphs."""
        self._has_numbers = has_numbers
        self.update()

    def show_source(self, text: str) -> None:
        """Count the paragraphs of another text, without the blank lines; those of a long one by and by."""
        self._text = text
        self._starts = array("q")
        self._counted = 0
        self._count_on()

    @Slot()
    def _count_on(self) -> None:
        start = self._counted
        line_end = self._text.find("\n", start + _AT_ONCE)
        self._counted = end = len(self._text) if line_end < 0 else line_end + 1
        self._starts.extend(start + first for first in paragraph_starts(self._text[start:end]))
        if end < len(self._text):
            self._next_count.start()
        elif start:
            self.counted.emit()
        self.update()

    def number_of(self, offset: int) -> int | None:
        """Return the number of the paragraph that begins at an offset, counted from 1; None if none does."""
        place = bisect_left(self._starts, offset)
        return place + 1 if place < len(self._starts) and self._starts[place] == offset else None

    def paragraph_of(self, offset: int) -> int | None:
        """Return the number of the paragraph an offset lies in, from 1; a blank line has the last one's.

        None as long as the paragraphs before it are still being counted.
        """
        if offset >= self._counted < len(self._text):
            return None
        return max(bisect_right(self._starts, offset), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for placed in self._view.placed_blocks():
                self._paint_block(painter, placed)

    def _paint_block(self, painter: QPainter, placed: PlacedBlock) -> None:
        start = self._view.offsets.block_start(placed.number)
        end = self._view.offsets.block_end(placed.number)
        is_right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if start < end and not self._view.dresser().is_codable(start, end):
            top, bottom = placed.line_top(0), placed.line_bottom(-1)
            bar = Slots(QRectF(0, top, self.width(), bottom - top), is_right_to_left).trail(scaled(_BAR))
            painter.fillRect(bar, QColor(self._theme.line))
        number = self.number_of(start) if self._has_numbers else None
        if number is None:
            return
        # On the baseline of the paragraph's first line
        font = self._font_for(str(number))
        metrics = QFontMetricsF(font)
        top = placed.top + placed.laid.baselines[0] - metrics.ascent()
        slots = Slots(QRectF(0, top, self.width(), metrics.height()), is_right_to_left)
        slots.trail(scaled(_TO_TEXT))
        write(painter, slots.rest(), str(number), self._theme.ink3, font, is_right_to_left, TRAILING)

    def _font_for(self, number: str) -> QFont:
        """Return the font of the numbers; six and more figures are smaller, to be seen to the last."""
        room = self.width() - scaled(_TO_TEXT)
        return next((font for font in self._fonts if width_of(number, font) <= room), self._fonts[-1])

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.viewport(), event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fonts = _fonts()
        super().changeEvent(event)


def _fonts() -> list[QFont]:
    return [interface_font(delta) for delta in (-2, -3, -4, -5)]
