"""The brackets of the margin: which codings are in view, between which lines, and how that is drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui.editor.lanes import OVERFLOW, Reach
from gui.editor.pieces import PlacedBlock
from gui.editor.shown import ShownCoding
from gui.editor.view import SourceView
from gui.theme import Theme

FROM_TEXT, LANE, ARM = 6, 9, 5
_LEADER = 0.45


@dataclass(slots=True)
class Bracket:
    """One coding in the margin: its lane, and its lines from top to bottom in pixels."""

    coding: ShownCoding
    reach: Reach
    lane: int
    top: float
    bottom: float
    label: float | None = None


class Gathering(NamedTuple):
    """Codings that found no lane and overlap: they share one grey bracket."""

    top: float
    bottom: float
    codings: list[ShownCoding]


def lane_x(lane: int) -> float:
    """Return where the upright of a lane stands, from the text; the grey lane's count hides no bracket."""
    return FROM_TEXT + lane * LANE + ARM + (LANE if lane == OVERFLOW else 0)


def brackets_in_view(blocks: Sequence[PlacedBlock], view: SourceView) -> list[Bracket]:
    """Return the codings of the blocks in view, with their lines counted through these blocks."""
    if not blocks:
        return []
    start, end = view.offsets.block_start(blocks[0].number), view.offsets.block_end(blocks[-1].number)
    height = view.viewport().height()
    starts: list[int] = []
    edges: list[tuple[float, float]] = []
    for placed in blocks:
        starts += placed.laid.offsets[:-1]
        edges += [
            (placed.line_top(line), placed.line_bottom(line)) for line in range(len(placed.laid.starts))
        ]
    made = []
    for coding in view.index.touching(start, end):
        span = coding.span
        first = max(0, bisect_right(starts, span.start) - 1)
        # What holds no more than the end of a line is in the line that it ends
        last = max(first, bisect_left(starts, span.end) - 1)
        top, bottom = edges[first][0], edges[last][1]
        if bottom < 0 or top > height:
            continue
        opens_above, opens_below = span.start < start or top < -2, span.end > end or bottom > height + 2
        reach = Reach(coding.id, first, last, opens_above, opens_below)
        made.append(Bracket(coding, reach, OVERFLOW, top, bottom))
    return made


def gathered(brackets: Sequence[Bracket]) -> list[Gathering]:
    """Return the grey brackets: of what found no lane, all that overlap share one."""
    groups: list[Gathering] = []
    for bracket in brackets:
        if bracket.lane != OVERFLOW:
            continue
        if groups and bracket.top <= groups[-1].bottom:
            top, bottom, codings = groups[-1]
            codings.append(bracket.coding)
            groups[-1] = Gathering(top, max(bottom, bracket.bottom), codings)
        else:
            groups.append(Gathering(bracket.top, bracket.bottom, [bracket.coding]))
    return groups


class BracketPainter:
    """Draws brackets and leaders for a margin at the right of the text; mirrored, the painter is."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pens: dict[tuple[str, bool], tuple[QPen, QPen]] = {}
        self._leader_pens: dict[str, QPen] = {}

    def paint_bracket(self, painter: QPainter, bracket: Bracket, height: float, is_thick: bool) -> None:
        """Draw an upright with an arm at each end that is in view; the text is `height` high."""
        upright, arm = self._pens_of(bracket.coding, is_thick)
        x, reach = lane_x(bracket.lane), bracket.reach
        top = -2 if reach.opens_above else bracket.top + 1
        bottom = height + 2 if reach.opens_below else bracket.bottom - 1
        painter.setPen(upright)
        painter.drawLine(QLineF(x, top, x, bottom))
        painter.setPen(arm)
        if not reach.opens_above:
            painter.drawLine(QLineF(x - ARM, top, x + 1, top))
        if not reach.opens_below:
            painter.drawLine(QLineF(x - ARM, bottom, x + 1, bottom))

    def paint_gathering(self, painter: QPainter, gathering: Gathering) -> None:
        """Draw the grey bracket that stands for several."""
        x, top, bottom = lane_x(OVERFLOW), gathering.top + 1, gathering.bottom - 1
        painter.setPen(QPen(QColor(self._theme.control), 2))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.drawLine(QPointF(x - ARM, top), QPointF(x + 1, top))
        painter.drawLine(QPointF(x - ARM, bottom), QPointF(x + 1, bottom))

    def paint_leader(self, painter: QPainter, bracket: Bracket, middle: float, labels_at: float) -> None:
        """Draw the thin line from a bracket to its name."""
        painter.setPen(self._leader_pen(bracket.coding))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        y = round(min(max(middle, bracket.top + 4), bracket.bottom - 2)) + 0.5
        path = QPainterPath(QPointF(lane_x(bracket.lane), y))
        path.lineTo(labels_at - 10, y)
        path.lineTo(labels_at - 3, round(middle) + 0.5)
        painter.drawPath(path)

    def _pens_of(self, coding: ShownCoding, is_thick: bool) -> tuple[QPen, QPen]:
        known = self._pens.get((coding.colour, is_thick))
        if known is None:
            theme = self._theme
            upright = coding.tint(theme).pen(theme.thick_width if is_thick else theme.line_width)
            arm = QPen(upright)
            arm.setStyle(Qt.PenStyle.SolidLine)
            known = self._pens[coding.colour, is_thick] = upright, arm
        return known

    def _leader_pen(self, coding: ShownCoding) -> QPen:
        pen = self._leader_pens.get(coding.colour)
        if pen is None:
            colour = QColor(coding.tint(self._theme).line)
            colour.setAlphaF(_LEADER)
            pen = self._leader_pens[coding.colour] = QPen(colour, 1)
        return pen
