"""The line of units: all compared sources end to end, and where a segment lies on it.

Whatever the unit, a comparison works on one line of equal steps. For the character a step is a
codable character; for larger units a step is a word, a paragraph or a source. Ranges that are not
codable are cut out of the text first, and no unit but the source reaches across them. From then on
nobody needs to know which unit was chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from core.agreement.coefficients import BoolArray, IntArray
from core.agreement.material import ComparedSource
from core.agreement.settings import Settings, Unit
from core.model.span import Span


@dataclass(frozen=True, eq=False)
class Ranges:
    """Codings as columns: who gave which code from where to where, on one common line."""

    coders: IntArray
    codes: IntArray
    starts: IntArray
    ends: IntArray

    def where(self, chosen: IntArray | BoolArray) -> Ranges:
        """Return the ranges at these places or under this mask."""
        return Ranges(self.coders[chosen], self.codes[chosen], self.starts[chosen], self.ends[chosen])

    def united(self) -> Ranges:
        """Join what overlaps of one coder and code, ordered by code: twice covered counts once.

        Ranges that only touch stay apart.
        """
        if not len(self.starts):
            return self
        group = self.codes * (int(self.coders.max()) + 1) + self.coders
        ordered = np.lexsort((self.ends, self.starts, group))
        length = int(self.ends.max()) + 1
        # each group gets a stretch of its own, so that one running maximum serves them all
        shift = group[ordered] * length
        starts = self.starts[ordered] + shift
        reach = np.maximum.accumulate(self.ends[ordered] + shift)
        begins = np.concatenate(([True], starts[1:] >= reach[:-1]))
        first = np.flatnonzero(begins)
        last = np.append(first[1:], len(starts)) - 1
        joined = self.where(ordered[first])
        return Ranges(joined.coders, joined.codes, joined.starts, reach[last] - shift[last])


@dataclass(frozen=True, eq=False)
class Line:
    """Codable text and units of all sources.

    `text_starts` says where each source's text begins when texts lie end to end, `borders` where its
    units begin on the line of units; both end with the whole length. The stretches are the codable
    pieces of text in order, `steps` the place on the line of each one's first character, or of the
    unit it belongs to when `needed` counts, for each unit, the non-space characters that make it bear
    a code; `spaces` are then the places of white space.
    """

    text_starts: IntArray
    borders: IntArray
    stretch_starts: IntArray
    stretch_ends: IntArray
    steps: IntArray
    needed: IntArray | None
    spaces: IntArray

    @property
    def n_sources(self) -> int:
        """How many sources lie on the line."""
        return len(self.borders) - 1

    def place(self, ranges: Ranges) -> Ranges:
        """Carry ranges of text over to the line of units; what lies in no unit is gone."""
        if not len(self.stretch_starts) or not len(ranges.starts):
            return ranges.where(np.zeros(len(ranges.starts), dtype=np.bool_))
        placed = self._characters(ranges) if self.needed is None else self._units(ranges, self.needed)
        return placed.united()

    def _characters(self, ranges: Ranges) -> Ranges:
        starts, ends = self._step_of(ranges.starts), self._step_of(ranges.ends)
        placed = Ranges(ranges.coders, ranges.codes, starts, ends)
        return placed.where(starts < ends)

    def _step_of(self, places: IntArray) -> IntArray:
        """Count the codable characters before each place."""
        stretch = np.maximum(np.searchsorted(self.stretch_starts, places, "right") - 1, 0)
        lengths = self.stretch_ends - self.stretch_starts
        inside = np.clip(places - self.stretch_starts[stretch], 0, lengths[stretch])
        return np.asarray(self.steps[stretch] + inside, dtype=np.int64)

    def _units(self, ranges: Ranges, needed: IntArray) -> Ranges:
        """Find the units of which a coder gave a code to enough."""
        ranges = ranges.united()
        first = np.searchsorted(self.stretch_ends, ranges.starts, "right")
        touched = np.maximum(np.searchsorted(self.stretch_starts, ranges.ends, "left") - first, 0)
        which = np.repeat(np.arange(len(touched)), touched)
        nth = np.arange(len(which)) - np.repeat(np.cumsum(touched) - touched, touched)
        stretch = first[which] + nth
        starts = np.maximum(ranges.starts[which], self.stretch_starts[stretch])
        ends = np.minimum(ranges.ends[which], self.stretch_ends[stretch])
        pieces = Ranges(
            ranges.coders[which], ranges.codes[which], self.steps[stretch], self.steps[stretch] + 1
        )
        cells = np.stack((pieces.codes, pieces.coders, pieces.starts))
        cells, one, same = np.unique(cells, axis=1, return_index=True, return_inverse=True)
        covered = np.bincount(same.ravel(), non_spaces(self.spaces, starts, ends), len(one))
        return pieces.where(one[covered >= needed[cells[2]]])


def non_spaces(spaces: IntArray, starts: IntArray, ends: IntArray) -> IntArray:
    """Count the characters from start to end that are no white space."""
    return np.asarray(
        ends - starts - (np.searchsorted(spaces, ends) - np.searchsorted(spaces, starts)), dtype=np.int64
    )


def line_of(sources: Sequence[ComparedSource], settings: Settings) -> Line:
    """Lay the sources end to end, in the unit of the settings."""
    text_starts = np.cumsum([0, *(source.source.characters for source in sources)], dtype=np.int64)
    if settings.unit is Unit.CHARACTER:
        return _character_line(sources, text_starts)
    return _unit_line(sources, text_starts, settings)


def _character_line(sources: Sequence[ComparedSource], text_starts: IntArray) -> Line:
    stretches: list[tuple[int, int]] = []
    borders, length = [0], 0
    steps: list[int] = []
    for source, offset in zip(sources, text_starts.tolist(), strict=False):
        for piece in source.codable().stretches:
            stretches.append((offset + piece.start, offset + piece.end))
            steps.append(length)
            length += len(piece)
        borders.append(length)
    starts, ends = _columns(stretches)
    nowhere = np.zeros(0, dtype=np.int64)
    return Line(text_starts, np.array(borders), starts, ends, np.array(steps, dtype=np.int64), None, nowhere)


def _unit_line(sources: Sequence[ComparedSource], text_starts: IntArray, settings: Settings) -> Line:
    stretches: list[tuple[int, int]] = []
    borders, steps = [0], list[int]()
    needed: list[int] = []
    all_spaces: list[IntArray] = []
    for source, offset in zip(sources, text_starts.tolist(), strict=False):
        spaces = np.array(source.spaces, dtype=np.int64)
        all_spaces.append(spaces + offset)
        for pieces in _units_of(source, settings.unit):
            starts, ends = _columns([(piece.start, piece.end) for piece in pieces])
            size = int(non_spaces(spaces, starts, ends).sum())
            if not size:
                continue
            stretches.extend((offset + piece.start, offset + piece.end) for piece in pieces)
            steps.extend([len(needed)] * len(pieces))
            needed.append(_needed(size, settings.exact_share))
        borders.append(len(needed))
    starts, ends = _columns(stretches)
    return Line(
        text_starts,
        np.array(borders),
        starts,
        ends,
        np.array(steps, dtype=np.int64),
        np.array(needed, dtype=np.int64),
        np.concatenate([np.zeros(0, dtype=np.int64), *all_spaces]),
    )


def _units_of(source: ComparedSource, unit: Unit) -> Iterator[tuple[Span, ...]]:
    """Yield the codable pieces of each unit: many for a source, one for anything smaller."""
    codable = source.codable()
    if unit is Unit.SOURCE:
        yield codable.stretches
        return
    for whole in source.units or ():
        for piece in codable.pieces(whole):
            yield (piece,)


def _needed(size: int, share: Fraction) -> int:
    """Return how many of a unit's characters must be coded: the share rounded up, at least one."""
    return max(1, -(-size * share.numerator // share.denominator))


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]
