"""Find words in a text as a reader would, and say where in the text they stand."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from core.jobs import Progress, silent
from core.model.span import Span
from core.text.folding import USUAL, Folded, Folding, fold, fold_with_map

_PIECE = 4096
"""Only pieces of the text with a hit in them get a map back; a map costs several times the folding."""


def find_all(text: str, words: str, folding: Folding = USUAL, progress: Progress | None = None) -> list[Span]:
    """Find every place where the text, folded, holds the words, folded; in order, none overlapping.

    A hit takes in the vowel marks of its last letter, but gives back format characters behind it
    (joiners, bidi controls): those belong to what comes next. `progress` counts characters.
    """
    wanted = fold(words, folding)
    if not wanted:
        return []
    progress = progress or silent()
    pieces = []
    for at in range(0, len(text), _PIECE):
        progress.step(at, len(text))
        pieces.append(fold(text[at : at + _PIECE], folding))
    way_back = _WayBack(text, pieces, folding)
    spans: list[Span] = []
    for start, end in _occurrences("".join(pieces), wanted):
        progress.step(len(text), len(text))
        span = way_back.span(start, end)
        # two hits can lie in one character, as "s" twice in "ß"
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def _occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        yield start, end
        start = text.find(wanted, end)


class _WayBack:
    """From offsets of a folded text to those of the original, a piece at a time."""

    def __init__(self, text: str, pieces: list[str], folding: Folding) -> None:
        self._text = text
        self._folding = folding
        self._starts = [0, *accumulate(map(len, pieces))]
        self._maps: dict[int, Folded] = {}

    def span(self, start: int, end: int) -> Span:
        """Return the characters that fold to `[start, end)`, with the marks that follow them."""
        first, last = self._origin(start), self._origin(end - 1)
        stop = last + 1
        while stop < len(self._text) and not fold(self._text[stop], self._folding):
            stop += 1
        while stop > last + 1 and unicodedata.category(self._text[stop - 1]) == "Cf":
            stop -= 1
        return Span(first, stop)

    def _origin(self, offset: int) -> int:
        """Return where in the original a folded character comes from."""
        piece = bisect_right(self._starts, offset) - 1
        if piece not in self._maps:
            at = piece * _PIECE
            self._maps[piece] = fold_with_map(self._text[at : at + _PIECE], self._folding)
        return piece * _PIECE + self._maps[piece].starts[offset - self._starts[piece]]
