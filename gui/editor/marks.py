"""Small painted parts beside the name of a coding: what is behind it, the sign of a memo.

`Slots` hands out rectangles from the leading end, so that a row painted once is right in both directions.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui.style import scaled
from gui.theme import Theme, Tint


class Slots:
    """A row that is used up from its leading or trailing end."""

    def __init__(self, row: QRectF, is_right_to_left: bool) -> None:
        self._left, self._right = row.left(), row.right()
        self._top, self._height = row.top(), row.height()
        self._is_right_to_left = is_right_to_left

    def leading(self, width: float, gap: float = 0) -> QRectF:
        """Take a slot from where reading begins."""
        return self._take(width, gap, at_left=not self._is_right_to_left)

    def trailing(self, width: float, gap: float = 0) -> QRectF:
        """Take a slot from where reading ends."""
        return self._take(width, gap, at_left=self._is_right_to_left)

    @property
    def room(self) -> float:
        """Return the width that is left."""
        return max(0.0, self._right - self._left)

    def _take(self, width: float, gap: float, at_left: bool) -> QRectF:
        if at_left:
            slot = QRectF(self._left, self._top, width, self._height)
            self._left += width + gap
        else:
            slot = QRectF(self._right - width, self._top, width, self._height)
            self._right -= width + gap
        return slot


def paint_pill(painter: QPainter, box: QRectF, tint: Tint, theme: Theme) -> None:
    """Paint what is behind the name of the chosen coding: its strong shade, or a ring in high contrast."""
    if theme.has_shading:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.strong))
        painter.drawRoundedRect(box, 4, 4)
    else:
        painter.setPen(QPen(QColor(theme.ink), 1.5))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)


def paint_memo_sign(painter: QPainter, slot: QRectF, colour: str) -> None:
    """Paint a speech bubble with two lines of writing."""
    painter.save()
    painter.translate(slot.center())
    # Drawn for a box of 11 by 10
    size = scaled(110) / 110
    painter.scale(size, size)
    box = QRectF(-5, -5, 11, 10).translated(0.5, -0.5)
    tail = QPointF(box.left(), box.bottom() + 2)
    painter.setPen(QPen(QColor(colour), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bubble = QPainterPath()
    bubble.addRoundedRect(box, 2, 2)
    foot = QPainterPath(tail)
    foot.lineTo(box.left(), box.bottom() - 2)
    foot.lineTo(box.left() + 4, box.bottom())
    foot.closeSubpath()
    painter.drawPath(bubble.united(foot))
    for y, width in ((3, 5), (6, 3)):
        line_start = QPointF(box.left() + 3, box.top() + y)
        painter.drawLine(line_start, line_start + QPointF(width, 0))
    painter.restore()
