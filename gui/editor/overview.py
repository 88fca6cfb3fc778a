"""The whole source in a strip: ticks where it is coded, a frame around what is in view.

It is a scroll bar, for the keyboard and for screen readers too; its value is the offset of the first
character in view. A row of ticks is worked out when it is first drawn and again when its codings change.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from core.model.span import Span
from gui.editor.index import SLOTS
from gui.editor.view import SourceView
from gui.style import scaled
from gui.theme import Theme

_WIDTH = 16
_ROW = 3
_TICK = 3
_LINE, _RING = 1, 2
_LEAST_FRAME = 14
_PATIENCE_MS = 1


class Overview(QScrollBar):
    """Ticks in three columns, one for each underline; click and drag scroll the view."""

    scrolled = Signal(int)

    def __init__(self, view: SourceView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._view = view
        self._theme = theme
        self._pixmap = QPixmap()
        self._stale: set[int] = set()
        self._shown = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Overview of the source"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.moved.connect(self._on_moved)
        self.valueChanged.connect(self.scrolled)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), 100)

    def set_theme(self, theme: Theme) -> None:
        """Take another appearance."""
        self._theme = theme
        self.refresh()

    def refresh(self, span: Span | None = None) -> None:
        """Work out anew the ticks of a span, or of the whole source."""
        if span is None:
            self._stale = set(range(self._rows))
        else:
            self._stale.update(range(self._row_of(span.start), self._row_of(span.end - 1) + 1))
        self.update()

    @property
    def _is_right_to_left(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @property
    def _rows(self) -> int:
        return max(1, self.height() // _ROW)

    def _row_of(self, offset: int) -> int:
        return offset * self._rows // max(1, self._view.offsets.length)

    def _on_moved(self) -> None:
        self.update()

    def _follow(self) -> None:
        """Take the value from what is in view, without scrolling it."""
        self._shown = start, end = self._view.visible_span()
        length = self._view.offsets.length
        with QSignalBlocker(self):
            self.setRange(0, max(0, length - (end - start)))
            self.setPageStep(max(1, end - start))
            self.setSingleStep(max(1, (end - start) // 10))
            self.setValue(start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pixmap = QPixmap()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._pixmap = QPixmap()
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._follow()
        self._draw_stale_rows()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme.panel))
            edge = self.width() - _LINE if self._is_right_to_left else 0
            painter.fillRect(edge, 0, _LINE, self.height(), QColor(self._theme.line))
            painter.drawPixmap(0, 0, self._pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            is_focused = self.hasFocus()
            colour = self._theme.accent if is_focused else self._theme.ink2
            painter.setPen(QPen(QColor(colour), 2 if is_focused else 1.25))
            painter.drawRoundedRect(self._frame(), 3, 3)

    def _frame(self) -> QRectF:
        length = max(1, self._view.offsets.length)
        start, end = self._shown
        height = max(_LEAST_FRAME, (end - start) / length * self.height())
        top = min(start / length * self.height(), self.height() - height)
        left = _RING + 0.5 if self._is_right_to_left else _LINE
        return QRectF(left, max(0.0, top) + 1, self.width() - 3.5, min(height, self.height()) - 2)

    def _draw_stale_rows(self) -> None:
        """Draw as many rows as a frame has time for; the others follow at once."""
        if self._pixmap.isNull():
            ratio = self.devicePixelRatioF()
            self._pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
        clock = QElapsedTimer()
        clock.start()
        with QPainter(self._pixmap) as painter:
            while self._stale and clock.elapsed() < _PATIENCE_MS:
                self._draw_row(painter, self._stale.pop())
        if self._stale:
            QTimer.singleShot(0, self, self.update)

    def _draw_row(self, painter: QPainter, row: int) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(0, row * _ROW, self.width(), _ROW, Qt.GlobalColor.transparent)
        length = self._view.offsets.length
        start = row * length // self._rows
        end = max((row + 1) * length // self._rows, start + 1)
        for slot, coding in sorted(self._view.index.last_by_slot(start, end).items(), reverse=True):
            # What found no underline gives way to the one beside the text
            column = slot % SLOTS
            line = QColor(coding.tint(self._theme).line)
            left, width, step = self._ticks()
            painter.fillRect(left + step * column, row * _ROW, width, _ROW, line)

    def _ticks(self) -> tuple[int, int, int]:
        """Return where ticks begin, how wide they are, and how far apart their columns."""
        width, gap = max(_TICK, self.width() * _TICK // _WIDTH), max(1, self.width() // _WIDTH)
        # Between the hairline and where the ring of the text's focus runs
        free = self.width() - _LINE - _RING - SLOTS * width - (SLOTS - 1) * gap
        return (_RING if self._is_right_to_left else _LINE) + (free + 1) // 2, width, width + gap

    # It has no slider of its own: where one presses, there one reads

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._scroll_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scroll_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _scroll_to(self, event: QMouseEvent) -> None:
        share = (event.position().y() - self._frame().height() / 2) / max(1, self.height())
        self.setValue(round(share * self._view.offsets.length))
