"""Where text stands on the screen, from the glyphs themselves: right also where directions mix."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextLine

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.layout import LaidBlock

# Glyph runs of one word may part by a rounding; what parts by more is another piece
_SEAM = 1.5

Extent = tuple[float, float]


class PlacedBlock(NamedTuple):
    """A block in the view: `top` in pixels of the viewport, `origin` its first position."""

    block: QTextBlock
    number: int
    laid: LaidBlock
    top: float
    origin: int

    @property
    def bottom(self) -> float:
        """Return where the next block begins."""
        return self.top + self.laid.height

    def line_top(self, line: int) -> float:
        """Return where a shade on this line begins."""
        return self.top + self.laid.baselines[line] - self.laid.script.up

    def line_bottom(self, line: int) -> float:
        """Return where a shade on this line ends."""
        return self.top + self.laid.baselines[line] + self.laid.script.down


def pieces(line: QTextLine, first: int, last: int, room: Extent) -> list[Extent]:
    """Return (left, right) of what stands in `[first, last)` of a line: several where directions mix."""
    leftmost, rightmost = room
    runs = []
    for run in line.glyphRuns(first, last - first):
        box = run.boundingRect()
        left, right = box.left(), box.right()
        # White space at the end of a line hangs out of its room
        if left < rightmost and right > leftmost and right > left:
            runs.append((max(left, leftmost), min(right, rightmost)))
    if len(runs) < 2:
        return runs
    runs.sort()
    joined = [runs[0]]
    for left, right in runs[1:]:
        if left <= joined[-1][1] + _SEAM:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        else:
            joined.append((left, right))
    return joined


def span_pieces(placed: PlacedBlock, line: int, span: Span, offsets: OffsetMap) -> Iterator[Extent]:
    """Yield where the part of a span that stands on one line is to be seen."""
    first = max(offsets.to_view(span.start) - placed.origin, placed.laid.starts[line])
    last = min(offsets.to_view_end(span.end) - placed.origin, placed.laid.ends[line])
    if first < last:
        yield from pieces(placed.block.layout().lineAt(line), first, last, placed.laid.rooms[line])


def lines_of(placed: PlacedBlock, span: Span) -> range:
    """Return the lines of a block that hold some of a span."""
    borders = placed.laid.offsets
    if span.end <= borders[0] or span.start >= borders[-1]:
        return range(0)
    first = max(0, bisect_right(borders, span.start) - 1)
    return range(first, min(bisect_left(borders, span.end), len(borders) - 1))
