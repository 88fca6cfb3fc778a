"""Small painted parts beside the name of a coding: what is behind it, the sign of a memo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui.style import scaled
from gui.theme import Theme, Tint


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
