"""The two ends of a selection as things to take hold of.

Each is a bar with a knob, above the first letter and below the last, by the order of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextLine

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.pieces import PlacedBlock

KNOB = 4.75
GRAB_WIDTH, GRAB_HEIGHT = 16, 24


@dataclass(frozen=True, slots=True)
class Handle:
    """One end: where its bar stands; `is_start` says which."""

    x: float
    top: float
    bottom: float
    is_start: bool

    @property
    def knob(self) -> QPointF:
        """Return the middle of the knob."""
        return QPointF(self.x, self.top - 2 if self.is_start else self.bottom + 2)

    def is_under(self, point: QPointF) -> bool:
        """Tell whether a hand at this point would mean the knob."""
        knob = self.knob
        box = QRectF(0, 0, GRAB_WIDTH, GRAB_HEIGHT)
        box.moveCenter(QPointF(knob.x(), knob.y() + (-5 if self.is_start else 5)))
        return box.contains(point)


def handles_of(span: Span, blocks: Sequence[PlacedBlock], offsets: OffsetMap) -> list[Handle]:
    """Return the ends of a span that are in view."""
    found = []
    for offset, is_start in ((span.start, True), (span.end - 1, False)):
        position = offsets.to_view(offset)
        for placed in blocks:
            inside = position - placed.origin
            if 0 <= inside < placed.laid.ends[-1]:
                number = placed.laid.line_at(inside)
                edge = QTextLine.Edge.Leading if is_start else QTextLine.Edge.Trailing
                x = _x_of(placed.block.layout().lineAt(number), inside, edge)
                found.append(Handle(x, placed.line_top(number) - 1, placed.line_bottom(number) + 1, is_start))
    return found


def _x_of(line: QTextLine, position: int, edge: QTextLine.Edge) -> float:
    # The binding returns the position it settled on beside x, which its signature does not tell
    found = line.cursorToX(position, edge)
    return found[0] if isinstance(found, tuple) else 0.0


def paint_handles(painter: QPainter, handles: Sequence[Handle], colour: str, paper: str) -> None:
    """Draw the bars and their knobs."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for handle in handles:
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawLine(QPointF(handle.x, handle.top - 1), QPointF(handle.x, handle.bottom + 1))
        painter.setPen(QPen(QColor(paper), 1.5))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(handle.knob, KNOB, KNOB)
