"""Where text stands on the screen, from the glyphs themselves: right also where directions mix."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextLine

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.layout import LaidBlock

# Letters that run from right to left, and controls that turn the direction
_OTHER_WAY = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Letters that do so, their marks, and signs that go along; no figures, which run from left to right
_RIGHT_TO_LEFT_ALONE = re.compile(
    "[\\s.,;:!?()\\-\u2013\u2014\u2026\u00ab\u00bb\u0591-\u05f4\u060c\u0610-\u064a\u064b-\u065f\u066d-\u06d5]*"
)
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


class Ruler:
    """Measures one line: where it runs one way throughout each border has its place, else glyphs tell."""

    def __init__(self, placed: PlacedBlock, line: int, offsets: OffsetMap) -> None:
        self._line = placed.block.layout().lineAt(line)
        self._offsets = offsets
        self._origin = placed.origin
        borders = placed.laid.offsets
        # Without characters that count double a position is as far from the block's start as its offset
        self._first = borders[0] if borders[-1] - borders[0] == placed.laid.ends[-1] else None
        self._start, self._end = placed.laid.starts[line], placed.laid.ends[line]
        self._room = placed.laid.rooms[line]
        text = placed.block.text()
        if placed.laid.is_right_to_left:
            self.runs_one_way = _RIGHT_TO_LEFT_ALONE.fullmatch(text) is not None
        else:
            self.runs_one_way = text.isascii() or _OTHER_WAY.search(text) is None
        self._places: dict[int, float] = {}

    def pieces(self, start: int, end: int) -> list[Extent]:
        """Return (left, right) of what stands between two offsets: several where directions mix."""
        if self._first is None:
            start, end = self._offsets.to_view(start), self._offsets.to_view_end(end)
            first, last = max(start - self._origin, self._start), min(end - self._origin, self._end)
        else:
            first, last = max(start - self._first, self._start), min(end - self._first, self._end)
        if first >= last:
            return []
        if not self.runs_one_way:
            return pieces(self._line, first, last, self._room)
        one, other = self._place(first), self._place(last)
        left, right = (one, other) if one < other else (other, one)
        # White space at the end of a line hangs out of its room
        left, right = max(left, self._room[0]), min(right, self._room[1])
        return [(left, right)] if left < right else []

    def places(self, offsets: Sequence[int]) -> list[float] | None:
        """Return where each of some borders stands; None where directions mix, and each has two places."""
        if not self.runs_one_way:
            return None
        if self._first is None:
            positions = [self._offsets.to_view(offset) - self._origin for offset in offsets]
        else:
            positions = [offset - self._first for offset in offsets]
        left, right = self._room
        line, start, end, known = self._line, self._start, self._end, self._places
        found = []
        for position in positions:
            # Borders stand within the line, but for the first and the last
            if not start <= position <= end:
                position = start if position < start else end
            place = known[position] = x_of(line, position)
            if not left <= place <= right:
                place = left if place < left else right
            found.append(place)
        return found

    def _place(self, position: int) -> float:
        place = self._places.get(position)
        if place is None:
            place = self._places[position] = x_of(self._line, position)
        return place


def x_of(line: QTextLine, position: int) -> float:
    """Return where a position within the block stands."""
    # The binding returns the position it settled on beside x, which its signature does not tell
    found = line.cursorToX(position)
    return found[0] if isinstance(found, tuple) else 0.0


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


def span_pieces(placed: PlacedBlock, line: int, span: Span, offsets: OffsetMap) -> list[Extent]:
    """Return where the part of a span that stands on one line is to be seen."""
    return Ruler(placed, line, offsets).pieces(span.start, span.end)


def lines_of(placed: PlacedBlock, span: Span) -> range:
    """Return the lines of a block that hold some of a span."""
    return lines_between(placed.laid.offsets, span)


def lines_between(borders: Sequence[int], span: Span) -> range:
    """Return which lines hold some of a span; `borders` are theirs, one more than there are lines."""
    if span.end <= borders[0] or span.start >= borders[-1]:
        return range(0)
    first = max(0, bisect_right(borders, span.start) - 1)
    return range(first, min(bisect_left(borders, span.end), len(borders) - 1))
