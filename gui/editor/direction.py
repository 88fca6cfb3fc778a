"""Which way a paragraph runs: by its first strong letter, unless the reader says otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from core.text.offsets import BLOCK_SEPARATORS, OffsetMap
from gui.theme import is_right_to_left

# A source that has no letter up to here runs from left to right
_HEAD = 4_000
_LINE_END = re.compile(f"[{BLOCK_SEPARATORS}]")


class Direction(StrEnum):
    """What the reader says of a source or of a paragraph; `AUTO` leaves it to the letters."""

    AUTO = "auto"
    LEFT_TO_RIGHT = "left-to-right"
    RIGHT_TO_LEFT = "right-to-left"


class Run(NamedTuple):
    """Paragraphs side by side of which the reader says the same: those that begin in `[start, end)`."""

    start: int
    end: int
    way: Direction


class Overruled:
    """What a reader says of single paragraphs, in runs: a thousand of them in one go are one run.

    It does not change; `said` returns another one.
    """

    def __init__(self, runs: tuple[Run, ...] = ()) -> None:
        self._runs = runs
        self._starts = [run.start for run in runs]

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the runs in their order; no two overlap, and none is left to its letters."""
        return self._runs

    def at(self, start: int) -> Direction:
        """Return what is said of the paragraph that begins there."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and start < self._runs[place].end:
            return self._runs[place].way
        return Direction.AUTO

    def said(self, start: int, end: int, way: Direction) -> Overruled:
        """Return the same, but for the paragraphs that begin in `[start, end)`: of them this holds."""
        if start >= end:
            return self
        runs: list[Run] = []
        for run in self._runs:
            before, after = run._replace(end=min(run.end, start)), run._replace(start=max(run.start, end))
            runs += [part for part in (before, after) if part.start < part.end]
        if way != Direction.AUTO:
            runs.append(Run(start, end, way))
        joined: list[Run] = []
        for run in sorted(runs):
            if joined and joined[-1].end == run.start and joined[-1].way == run.way:
                run = joined.pop()._replace(end=run.end)
            joined.append(run)
        return Overruled(tuple(joined))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Overruled) and self._runs == other._runs

    def __hash__(self) -> int:
        return hash(self._runs)

    def __repr__(self) -> str:
        return f"Overruled({self._runs!r})"


NOTHING_SAID = Overruled()


def paragraphs_around(text: str, first: int, last: int) -> tuple[int, int]:
    """Return where the paragraph of one character begins, and where the one after that of another would.

    A paragraph is here what the Unicode algorithm gives a direction of its own.
    """
    start = max(text.rfind(separator, 0, first) for separator in BLOCK_SEPARATORS) + 1
    end = _LINE_END.search(text, max(first, last))
    return start, end.end() if end else len(text) + 1


class LineDirections:
    """Answers for the lines of one text; asked once for each line that comes into view.

    A line that the view shows in pieces runs in all of them as its head does.
    """

    def __init__(
        self,
        text: str,
        offsets: OffsetMap,
        whole: Direction = Direction.AUTO,
        paragraphs: Overruled = NOTHING_SAID,
    ) -> None:
        self._text = text
        self._offsets = offsets
        self._whole = whole
        self._paragraphs = paragraphs
        self._source_is_right_to_left = is_right_to_left(text[:_HEAD])
        self._heads: dict[int, bool] = {}

    def is_right_to_left(self, block: int) -> bool:
        """Tell whether the line that a block shows, or shows a piece of, runs from right to left."""
        head = self._offsets.head_of(block)
        known = self._heads.get(head)
        if known is None:
            known = self._heads[head] = self._of_line(head)
        return known

    def _of_line(self, head: int) -> bool:
        start = self._offsets.block_start(head)
        own = self._paragraphs.at(start)
        said = self._whole if own == Direction.AUTO else own
        if said != Direction.AUTO:
            return said == Direction.RIGHT_TO_LEFT
        end = _LINE_END.search(self._text, start)
        line = self._text[start : end.start() if end else None]
        return is_right_to_left(line, fallback=self._source_is_right_to_left)
