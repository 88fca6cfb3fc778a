"""The line of units: all compared sources end to end, and where a segment lies on it.

Whatever the unit, a comparison works on one line of equal steps. For the character a step is a
codable character; for larger units a step is a word, a paragraph or a source. Ranges that are not
codable are cut out of the text first, and no unit but the source reaches across them. From then on
nobody needs to know which unit was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray
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
        # one number for code, coder and unit, with a gap after each coder's last unit
        row = len(needed) + 1
        n_coders = int(ranges.coders.max()) + 1
        group = ranges.codes[which] * n_coders + ranges.coders[which]
        keys, same = np.unique(group * row + self.steps[stretch], return_inverse=True)
        covered = np.bincount(same, non_spaces(self.spaces, starts, ends), len(keys))
        first_key, last_key = _runs(keys[covered >= needed[keys % row]])
        group = first_key // row
        return Ranges(group % n_coders, group // n_coders, first_key % row, last_key % row + 1)


def _runs(numbers: IntArray) -> tuple[IntArray, IntArray]:
    """Return the first and last of each run of consecutive numbers, which ascend from 0 or above."""
    beyond = int(numbers.max(initial=0)) + 2
    begins = np.diff(numbers, prepend=-2) > 1
    finishes = np.diff(numbers, append=beyond) > 1
    return numbers[begins], numbers[finishes]


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
    spaces = _joined(
        np.array(source.spaces, dtype=np.int64) + offset
        for source, offset in zip(sources, text_starts.tolist(), strict=False)
    )
    pieces = [_pieces(source, settings.unit) for source in sources]
    of_source = np.repeat(np.arange(len(sources)), [len(some) for some in pieces])
    starts, ends = _columns([(piece.start, piece.end) for some in pieces for piece in some])
    starts, ends = starts + text_starts[of_source], ends + text_starts[of_source]

    # all pieces of a source are one unit, or each piece is one
    unit = of_source if settings.unit is Unit.SOURCE else np.arange(len(of_source))
    sizes = np.bincount(unit, non_spaces(spaces, starts, ends), len(sources)).astype(np.int64)
    # what holds white space alone is no unit: the others close up
    kept = sizes[unit] > 0
    steps = (np.cumsum(sizes > 0) - 1)[unit[kept]]
    source_of_step = np.zeros(np.count_nonzero(sizes), dtype=np.int64)
    source_of_step[steps] = of_source[kept]
    borders = np.searchsorted(source_of_step, np.arange(len(sources) + 1))
    needed = _needed(sizes[sizes > 0], settings.exact_share)
    return Line(text_starts, borders, starts[kept], ends[kept], steps, needed, spaces)


def _pieces(source: ComparedSource, unit: Unit) -> Sequence[Span]:
    """Return the codable pieces of a source's units: no unit but the source holds several."""
    codable = source.codable()
    if unit is Unit.SOURCE:
        return codable.stretches
    return [piece for whole in source.units or () for piece in codable.pieces(whole)]


def _needed(sizes: IntArray, share: Fraction) -> IntArray:
    """Return how many of each unit's characters must be coded: the share rounded up, at least one."""
    distinct, place = np.unique(sizes, return_inverse=True)
    # in Python's whole numbers: a share written with many digits has a denominator beyond 64 bits
    rounded_up = [max(1, -(-size * share.numerator // share.denominator)) for size in distinct.tolist()]
    return np.array(rounded_up, dtype=np.int64)[place]


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[IntArray, IntArray]:
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _joined(arrays: Iterable[IntArray]) -> IntArray:
    return np.concatenate([np.zeros(0, dtype=np.int64), *arrays])
