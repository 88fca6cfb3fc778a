"""Positions in a source and positions in the view that shows it: the one place that knows the difference.

A source counts code points. The view counts UTF-16 units, starts a block at more characters than the
line feed, and gets lines longer than `LONGEST_LINE` in pieces, because laying out a line costs more than
its length. `OffsetMap` makes the text the view is given and converts both ways; each conversion is a
binary search among the characters that count double and among the cuts.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

import numpy as np
import unicode_segmentation_rs as segmentation
from numpy.typing import NDArray

LONGEST_LINE = 2_000

# Qt starts a block at each of these; a carriage return would also swallow a line feed behind it
BLOCK_SEPARATORS = "\n\r\u2029\ufdd0\ufdd1"
_TO_LINE_FEEDS = {ord(separator): "\n" for separator in BLOCK_SEPARATORS}
_SEPARATOR = re.compile(f"[{BLOCK_SEPARATORS}]")
_ASTRAL = 0x10000

_WORD_WINDOW = 256
_AHEAD = 32
_LAST_GAP = re.compile(r".*\W", re.DOTALL)

Positions = NDArray[np.int64]


class OffsetMap:
    """Converts between code points of `text` and positions in `view_text`, which the view is given.

    Where a long line is cut, one offset has two positions: the end of one block and the start of the
    next. `to_view` gives the start, where something begins; `to_view_end` the end, where something ends.
    """

    def __init__(self, text: str) -> None:
        starts = _line_starts(text)
        cuts = _cuts(text, starts)
        self.length = len(text)
        self.view_text = _with_cuts(text, cuts).translate(_TO_LINE_FEEDS)
        astral = _astral(text)
        self._astral = array("q", astral)
        self._astral_units = array("q", astral + np.arange(len(astral)))
        self._cuts = array("q", cuts)
        self._cut_positions = array("q", [self._units(cut) + number for number, cut in enumerate(cuts)])
        self._blocks = np.sort(np.concatenate([starts, np.array(cuts, dtype=np.int64)]))
        self._block_offsets = array("q", self._blocks)

    @property
    def view_length(self) -> int:
        """How many positions the view counts, its last block's end excluded."""
        return self._units(self.length) + len(self._cuts)

    @property
    def block_count(self) -> int:
        """How many blocks the view makes of the text; an empty text is one."""
        return len(self._block_offsets)

    def to_view(self, offset: int) -> int:
        """Return the position where the character at `offset` begins."""
        return self._units(offset) + bisect_right(self._cuts, offset)

    def to_view_end(self, offset: int) -> int:
        """Return the position where the text before `offset` ends."""
        return self._units(offset) + bisect_left(self._cuts, offset)

    def from_view(self, position: int) -> int:
        """Return the offset of a position; inside a surrogate pair, that of its character."""
        units = position - bisect_left(self._cut_positions, position)
        return units - bisect_left(self._astral_units, units)

    def block_of(self, offset: int) -> int:
        """Return the number of the block that holds the character at `offset`."""
        return bisect_right(self._block_offsets, offset) - 1

    def block_start(self, block: int) -> int:
        """Return the offset at which a block begins."""
        return self._block_offsets[block]

    def block_end(self, block: int) -> int:
        """Return the offset at which a block's text ends, its separator excluded."""
        if block + 1 == len(self._block_offsets):
            return self.length
        following = self._block_offsets[block + 1]
        return following if self.is_continued(block + 1) else following - 1

    def is_continued(self, block: int) -> bool:
        """Tell whether a block goes on with the line of the block before."""
        cut = bisect_left(self._cuts, self._block_offsets[block])
        return cut < len(self._cuts) and self._cuts[cut] == self._block_offsets[block]

    def head_of(self, block: int) -> int:
        """Return the block that begins the line which `block` shows or goes on with."""
        while self.is_continued(block):
            # Cuts of one line follow each other in both arrays, so the way back is as short as the line
            block -= 1
        return block

    def _units(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset)


def _astral(text: str) -> Positions:
    """Return the offsets of characters that take two UTF-16 units."""
    if text.isascii():
        return np.empty(0, dtype=np.int64)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.flatnonzero(points >= _ASTRAL).astype(np.int64)


def _line_starts(text: str) -> Positions:
    return np.array([0, *(found.end() for found in _SEPARATOR.finditer(text))], dtype=np.int64)


def _with_cuts(text: str, cuts: list[int]) -> str:
    if not cuts:
        return text
    edges = [0, *cuts, len(text)]
    return "\n".join(text[start:end] for start, end in zip(edges, edges[1:], strict=False))


def _cuts(text: str, starts: Positions) -> list[int]:
    """Return where lines longer than `LONGEST_LINE` are cut, in order."""
    ends = np.append(starts[1:] - 1, len(text))
    cuts: list[int] = []
    for line in np.flatnonzero(ends - starts > LONGEST_LINE).tolist():
        at, end = int(starts[line]), int(ends[line])
        while end - at > LONGEST_LINE and (at := _cut_after(text, at, end)) < end:
            cuts.append(at)
    return cuts


def _cut_after(text: str, at: int, end: int) -> int:
    """Return the best place to cut a line that goes on from `at`: behind a space, between words, or
    between grapheme clusters; behind `LONGEST_LINE` only where a single cluster is longer.
    """
    limit = at + LONGEST_LINE
    space = text.rfind(" ", max(at, limit - _WORD_WINDOW), limit) + 1
    if space > at and _is_certain(text, space):
        return space
    between_words = _last_word_border(text, max(at, limit - _WORD_WINDOW), limit)
    if between_words is None and (gap := _LAST_GAP.match(text, at, limit)):
        between_words = _last_word_border(text, max(at, gap.end() - _WORD_WINDOW), gap.end())
    if between_words is not None:
        return between_words
    for place in range(limit, max(at, limit - _WORD_WINDOW), -1):
        if _is_certain(text, place):
            return place
    return _last_cluster_border(text, at, limit, end)


def _last_word_border(text: str, start: int, limit: int) -> int | None:
    """Return the last border between words in `(start, limit]` that parts no grapheme cluster."""
    place = start
    borders = []
    for piece in segmentation.split_word_bounds(text[start : limit + _AHEAD]):
        place += len(piece)
        borders.append(place)
    # What the window itself cut off is no border
    inside = [border for border in borders[:-1] if border <= limit]
    return next((border for border in reversed(inside) if _is_certain(text, border)), None)


def _is_certain(text: str, place: int) -> bool:
    """Tell whether a grapheme cluster ends before `place` whatever stands further back.

    Only flags, joined emoji and Indic conjuncts look back beyond one character; behind anything else
    the two neighbours decide.
    """
    before = text[place - 1]
    if "\U0001f1e6" <= before <= "\U0001f1ff" or len(segmentation.graphemes("a" + before)) == 1:
        return False
    return len(segmentation.graphemes(text[place - 1 : place + 1])) == 2


def _last_cluster_border(text: str, start: int, limit: int, end: int) -> int:
    """Return the last cluster border up to `limit`, or the first one behind it; `start` is a border."""
    place = start
    for cluster in segmentation.graphemes(text[start:end]):
        if place > start and place + len(cluster) > limit:
            return place
        place += len(cluster)
        if place >= limit:
            return place
    return end
