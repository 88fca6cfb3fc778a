"""The two ends of a selection, or of the chosen coding, as things to take hold of.

Each is a bar with a knob, above the first letter and below the last, by the order of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextLine

from core.model.span import Span
from core.text.clusters import border_after, border_before
from core.text.offsets import OffsetMap
from gui.editor.pieces import PlacedBlock, span_pieces

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

    @property
    def middle(self) -> float:
        """Return the height of the line it stands on."""
        return (self.top + self.bottom) / 2

    def is_beside(self, y: float) -> bool:
        """Tell whether a hand at this height may still mean the line: the knob stands off it."""
        return self.top - GRAB_HEIGHT <= y <= self.bottom + GRAB_HEIGHT


def handles_of(span: Span, blocks: Sequence[PlacedBlock], offsets: OffsetMap, text: str) -> list[Handle]:
    """Return the ends of a span that are in view."""
    found = []
    first = Span(span.start, max(border_after(text, span.start + 1), span.start + 1))
    last = Span(min(border_before(text, span.end - 1), span.end - 1), span.end)
    for character, is_start in ((first, True), (last, False)):
        if place := _line_of(character, blocks, offsets):
            placed, line = place
            begin, end = _sides(character, placed, line, offsets)
            x = begin if is_start else end
            found.append(Handle(x, placed.line_top(line) - 1, placed.line_bottom(line) + 1, is_start))
    return found


def sides_of(
    character: Span, blocks: Sequence[PlacedBlock], offsets: OffsetMap
) -> tuple[float, float] | None:
    """Return where a character in view begins and ends, by x: one of Arabic begins at the right."""
    place = _line_of(character, blocks, offsets)
    return _sides(character, *place, offsets) if place else None


def _line_of(
    character: Span, blocks: Sequence[PlacedBlock], offsets: OffsetMap
) -> tuple[PlacedBlock, int] | None:
    position = offsets.to_view(character.start)
    for placed in blocks:
        inside = position - placed.origin
        # The end of a paragraph stands behind its last letter
        if 0 <= inside <= placed.laid.ends[-1]:
            return placed, placed.laid.line_at(inside)
    return None


def _sides(character: Span, placed: PlacedBlock, line: int, offsets: OffsetMap) -> tuple[float, float]:
    # The toolkit's own edges are off by a glyph in ligatures and where a letter bears marks
    text_line = placed.block.layout().lineAt(line)
    extents = list(span_pieces(placed, line, character, offsets))
    first = offsets.to_view(character.start) - placed.origin
    if not extents:
        x = _x_of(text_line, first)
        return x, x
    left, right = min(left for left, _ in extents), max(right for _, right in extents)
    runs = text_line.glyphRuns(first, offsets.to_view_end(character.end) - placed.origin - first)
    return (right, left) if runs and runs[0].isRightToLeft() else (left, right)


def _x_of(line: QTextLine, position: int) -> float:
    # The binding returns the position it settled on beside x, which its signature does not tell
    found = line.cursorToX(position)
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
