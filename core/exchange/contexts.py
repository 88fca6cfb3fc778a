"""A place where coders met, as a report shows it: the words around, once for each coder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from core.agreement.results import Place, PlacedCoding
from core.exchange.direction import is_right_to_left
from core.exchange.pages import Swatch

AROUND = 70
"""How many characters before and after a place are shown, at least up to the next space."""

_LINE_ENDS = re.compile(r"\s*\n\s*")
_LONGEST_STRETCH = 320
_KEPT_OF_A_STRETCH = 130


@dataclass(frozen=True, slots=True)
class Mark:
    """One coding as it covers a piece; `begins` and `ends` tell whether it does so there."""

    code: str
    swatch: Swatch
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a coder marked alike; `left_out` counts characters not shown in their place."""

    text: str
    marks: tuple[Mark, ...] = ()
    left_out: int = 0

    @property
    def lines(self) -> list[str]:
        """The words cut at line ends, so that a page can sign these; blank lines fall together."""
        return _LINE_ENDS.split(self.text)


@dataclass(frozen=True, slots=True)
class Lane:
    """What one coder did with the place: her codes, each with how often, and the words with her marks."""

    coder: str
    codes: tuple[tuple[str, Swatch, int], ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A place with a lane for each coder who judged it; the text may go on before and after."""

    place: Place
    is_right_to_left: bool
    goes_on_before: bool
    goes_on_after: bool
    lanes: tuple[Lane, ...]


def context_of(place: Place, text: str, look_of: Callable[[str], Swatch]) -> Context:
    """Return the place in its context; `text` is that of its source, `look_of` knows a code's colour.

    All lanes show the same words. A long stretch in which no coder begins or ends anything is shortened.
    """
    start, end = _widened(text, place.start, place.end)
    borders = sorted({start, end, *(edge for one in place.codings for edge in (one.start, one.end))})
    parts = [part for before, after in pairwise(borders) for part in _shortened(text, before, after)]
    lanes = tuple(_lane(coder, place, text, parts, look_of) for coder in place.coders)
    return Context(
        place, is_right_to_left(text[place.start : place.end]), start > 0, end < len(text.rstrip()), lanes
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch inside which no coding begins or ends, shown or left out."""

    start: int
    end: int
    is_shown: bool = True


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words shown begin and end: at spaces, or at the text's own ends."""
    before = text.rfind(" ", 0, max(start - AROUND, 0)) + 1 if start > AROUND else 0
    after = text.find(" ", end + AROUND)
    # a text without spaces is cut where it must be
    before = before if start - before <= 2 * AROUND else start - AROUND
    after = after if 0 <= after - end <= 2 * AROUND else min(end + AROUND, len(text))
    return before, after


def _shortened(text: str, start: int, end: int) -> Iterator[_Part]:
    if end - start <= _LONGEST_STRETCH:
        yield _Part(start, end)
        return
    first = text.rfind(" ", start + 1, start + _KEPT_OF_A_STRETCH)
    last = text.find(" ", end - _KEPT_OF_A_STRETCH, end - 1)
    first = first if first >= 0 else start + _KEPT_OF_A_STRETCH
    last = last if last >= 0 else end - _KEPT_OF_A_STRETCH
    yield _Part(start, first)
    yield _Part(first, last, is_shown=False)
    yield _Part(last, end)


def _lane(coder: str, place: Place, text: str, parts: list[_Part], look_of: Callable[[str], Swatch]) -> Lane:
    own = sorted(
        (one for one in place.codings if one.coder == coder), key=lambda one: (one.start, one.end, one.id)
    )
    looks = [(one, look_of(one.code)) for one in own]
    # neighbouring parts that this coder treats alike are one piece, so that letters join
    grouped = groupby(parts, key=lambda part: (part.is_shown, _borne(own, part)))
    pieces = []
    for (is_shown, _), alike in grouped:
        together = list(alike)
        start, end = together[0].start, together[-1].end
        marks = tuple(
            Mark(one.code, look, one.start == start, one.end == end)
            for one, look in looks
            if one.start <= start and end <= one.end
        )
        pieces.append(Piece(text[start:end], marks) if is_shown else Piece("", marks, left_out=end - start))
    times = Counter(one.code for one in own)
    return Lane(coder, tuple((code, look_of(code), count) for code, count in times.items()), tuple(pieces))


def _borne(own: list[PlacedCoding], part: _Part) -> tuple[int, ...]:
    return tuple(one.id for one in own if one.start <= part.start and part.end <= one.end)
