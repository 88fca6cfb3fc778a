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
from itertools import accumulate, pairwise

import numpy as np
import unicode_segmentation_rs as segmentation
from numpy.typing import NDArray

from core.text.clusters import clusters, is_certain_border

LONGEST_LINE = 2_000

# Where Qt starts a block; a carriage return would also swallow a line feed behind it
BLOCK_SEPARATORS = "\n\r\u2029\ufdd0\ufdd1"

_SEPARATOR = re.compile(f"[{BLOCK_SEPARATORS}]")
_LINE_FEED = ord("\n")
_ASTRAL = 0x10000
_WORD_WINDOW = 256
_AHEAD = 32
_LAST_GAP = re.compile(r".*\W", re.DOTALL)

Positions = NDArray[np.int64]


class OffsetMap:
    """Converts between code points of `text` and positions in the view that is given `view_text`.

    Where a long line is cut, one offset has two positions: the end of one block and the start of the
    next. `to_view` gives the start, where something begins; `to_view_end` the end, where something ends.

    A text too long to be shown at once is begun with `is_whole=False` and mapped part by part with
    `grow`. It then ends for the view where it is `mapped`; what was mapped stays as it is.
    """

    def __init__(self, text: str, longest_line: int = LONGEST_LINE, *, is_whole: bool = True) -> None:
        self.length = len(text)
        self.mapped = 0
        self._text = text
        self._longest = longest_line
        self._is_cut_here = False
        self._astral = array("q")
        self._astral_units = array("q")
        self._cuts = array("q")
        self._cut_positions = array("q")
        self._lines = array("q", [0])
        self._blocks = array("q", [0])
        self.view_text = self.grow(self.length) if is_whole else ""

    def grow(self, characters: int) -> str:
        """Map at least so many characters more; returns what the view text goes on with.

        A part ends where a line ends or is cut. The line feed between two parts begins the second, so
        that the view never shows an empty line which the text does not have.
        """
        start = self.mapped
        if start == self.length:
            return ""
        stop, cuts = self._reach(start, start + max(characters, 1))
        goes_on, self._is_cut_here = self._is_cut_here, bool(cuts) and cuts[-1] == stop
        plain = _with_line_feeds(self._text[start:stop])
        points = _code_points(plain)
        feeds = np.flatnonzero(points == _LINE_FEED) + start
        if goes_on or start == 0:
            firsts, ends = np.append(start, feeds + 1), np.append(feeds, stop)
        else:
            # The part begins with the line feed behind the one before
            firsts, ends = feeds + 1, np.append(feeds[1:], stop)
        whole = len(firsts) - 1 if cuts else len(firsts)
        inner = _cuts(self._text, firsts[:whole], ends[:whole], self._longest)
        inner += cuts[:-1] if self._is_cut_here else cuts
        self._add_astral(np.flatnonzero(points >= _ASTRAL) + start)
        self._add_blocks(feeds + 1, [start, *inner] if goes_on else inner)
        self.mapped = stop
        return ("\n" if goes_on else "") + _with_cuts(plain, [cut - start for cut in inner])

    def _reach(self, start: int, target: int) -> tuple[int, list[int]]:
        """Return where a part that reaches `target` ends, and the cuts of its last line if it is cut."""
        limit = target + self._longest
        found = _SEPARATOR.search(self._text, max(target, start + 1), limit + 1)
        if found or limit >= self.length:
            return (found.start() if found else self.length), []
        at = max(self._text.rfind(separator, start, target) for separator in BLOCK_SEPARATORS) + 1
        at = max(at, start)
        cuts: list[int] = []
        while at < target or not cuts:
            at = _cut_after(self._text, at, at + self._longest)
            cuts.append(at)
        if at == self.length or self._text[at] in BLOCK_SEPARATORS:
            # A single character was longer than the rest of the line
            return at, cuts[:-1]
        return at, cuts

    def _add_astral(self, astral: Positions) -> None:
        before = len(self._astral)
        _extend(self._astral, astral)
        _extend(self._astral_units, astral + np.arange(before, before + len(astral)))

    def _add_blocks(self, lines: Positions, cuts: list[int]) -> None:
        before = len(self._cuts)
        self._cuts.extend(cuts)
        self._cut_positions.extend(self._units(cut) + before + number for number, cut in enumerate(cuts))
        _extend(self._lines, lines)
        _extend(self._blocks, np.sort(np.concatenate([lines, np.array(cuts, dtype=np.int64)])))

    @property
    def view_length(self) -> int:
        """How many positions the view counts, its last block's end excluded."""
        return self._units(self.mapped) + len(self._cuts)

    @property
    def is_whole(self) -> bool:
        """Tell whether all of the text is mapped."""
        return self.mapped == self.length

    @property
    def block_count(self) -> int:
        """How many blocks the view makes of the text; an empty text is one."""
        return len(self._blocks)

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
        return bisect_right(self._blocks, offset) - 1

    def block_start(self, block: int) -> int:
        """Return the offset at which a block begins."""
        return self._blocks[block]

    def block_end(self, block: int) -> int:
        """Return the offset at which a block's text ends, its separator excluded."""
        if block + 1 == len(self._blocks):
            return self.mapped
        following = self._blocks[block + 1]
        return following if self.is_continued(block + 1) else following - 1

    def is_continued(self, block: int) -> bool:
        """Tell whether a block goes on with the line of the block before."""
        return self._line_start(block) != self._blocks[block]

    def head_of(self, block: int) -> int:
        """Return the block that begins the line which `block` shows or goes on with."""
        return self.block_of(self._line_start(block))

    def _line_start(self, block: int) -> int:
        return self._lines[bisect_right(self._lines, self._blocks[block]) - 1]

    def _units(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset)


def _with_line_feeds(text: str) -> str:
    for separator in BLOCK_SEPARATORS[1:]:
        text = text.replace(separator, "\n")
    return text


def _code_points(text: str) -> NDArray[np.unsignedinteger]:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _extend(known: array[int], positions: Positions) -> None:
    # Reading one element of a numpy array takes ten times as long
    known.frombytes(positions.astype(np.int64).tobytes())


def _with_cuts(text: str, cuts: list[int]) -> str:
    if not cuts:
        return text
    edges = [0, *cuts, len(text)]
    return "\n".join(text[start:end] for start, end in pairwise(edges))


def _cuts(text: str, lines: Positions, ends: Positions, longest: int) -> list[int]:
    """Return where lines longer than `longest` are cut, in order."""
    cuts: list[int] = []
    for line in np.flatnonzero(ends - lines > longest).tolist():
        at, end = int(lines[line]), int(ends[line])
        while end - at > longest and (at := _cut_after(text, at, at + longest)) < end:
            cuts.append(at)
    return cuts


def _cut_after(text: str, at: int, limit: int) -> int:
    """Return the best place to cut a line that goes on from `at`.

    That is behind a space, between words, or between grapheme clusters; further on than `limit`
    only where a single cluster is longer.
    """
    space = text.rfind(" ", max(at, limit - _WORD_WINDOW), limit) + 1
    if space > at and is_certain_border(text, space):
        return space
    between_words = _last_word_border(text, max(at, limit - _WORD_WINDOW), limit)
    if between_words is None and (gap := _LAST_GAP.match(text, at, limit)):
        between_words = _last_word_border(text, max(at, gap.end() - _WORD_WINDOW), gap.end())
    if between_words is not None:
        return between_words
    for place in range(limit, max(at, limit - _WORD_WINDOW), -1):
        if is_certain_border(text, place):
            return place
    return _last_cluster_border(text, at, limit)


def _last_word_border(text: str, start: int, limit: int) -> int | None:
    """Return the last border between words in `(start, limit]` that parts no grapheme cluster."""
    place = start
    borders = []
    for piece in segmentation.split_word_bounds(text[start : limit + _AHEAD]):
        place += len(piece)
        borders.append(place)
    # What the window itself cut off is no border
    inside = [border for border in borders[:-1] if border <= limit]
    return next((border for border in reversed(inside) if is_certain_border(text, border)), None)


def _last_cluster_border(text: str, start: int, limit: int) -> int:
    """Return the last cluster border up to `limit`, or the first one behind it; `start` is a border."""
    window = limit + _AHEAD
    while True:
        pieces = clusters(text[start:window])
        # The window may have cut its last cluster short
        borders = list(accumulate(map(len, pieces[:-1] if window < len(text) else pieces), initial=start))[1:]
        if borders and (borders[-1] >= limit or window >= len(text)):
            return max((border for border in borders if border <= limit), default=borders[0])
        window = start + 2 * (window - start)
