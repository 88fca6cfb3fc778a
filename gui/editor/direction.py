"""Which way a paragraph runs: by its first strong letter, unless the reader says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

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


class LineDirections:
    """Answers for the lines of one text; asked once for each line that comes into view.

    `paragraphs` is by the offsets at which they start. A line that the view shows in pieces runs in all
    of them as its head does.
    """

    def __init__(
        self,
        text: str,
        offsets: OffsetMap,
        whole: Direction = Direction.AUTO,
        paragraphs: Mapping[int, Direction] | None = None,
    ) -> None:
        self._text = text
        self._offsets = offsets
        self._whole = whole
        self._paragraphs = dict(paragraphs or {})
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
        own = self._paragraphs.get(start, Direction.AUTO)
        said = self._whole if own == Direction.AUTO else own
        if said != Direction.AUTO:
            return said == Direction.RIGHT_TO_LEFT
        end = _LINE_END.search(self._text, start)
        line = self._text[start : end.start() if end else None]
        return is_right_to_left(line, fallback=self._source_is_right_to_left)
