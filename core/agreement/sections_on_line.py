"""From united codings to the sums of the continuum: cut at hard borders, then one sweep.

A hard border lies where a source ends, where something not codable was cut out, and where the coders
who judged the text change. Between two of them lies a stretch that the same coders judged, in one
piece: no section and no gap crosses its ends. Cost follows the number of codings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.agreement.continuum import Continuum
from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray
from core.agreement.sweep import covering, each_once, spread
from core.agreement.units import Ranges


@dataclass(frozen=True, eq=False)
class Stretches:
    """The line between hard borders: `judged[coder, stretch]`, and the part each stretch counts for."""

    borders: IntArray
    judged: BoolArray
    parts: IntArray
    n_parts: int

    def of(self, coders: Sequence[int]) -> Stretches:
        """Return the same for some of the coders."""
        return Stretches(self.borders, self.judged[list(coders)], self.parts, self.n_parts)

    @property
    def sizes(self) -> IntArray:
        """By how many coders each stretch was judged."""
        return np.asarray(np.count_nonzero(self.judged, axis=0), dtype=np.int64)


def cut(ranges: Ranges, borders: IntArray) -> tuple[Ranges, IntArray]:
    """Cut ranges at all borders, and say between which two each piece lies. They begin and end within."""
    first = np.searchsorted(borders, ranges.starts, "right") - 1
    many = np.searchsorted(borders, ranges.ends, "left") - first
    which, nth = spread(np.asarray(many, dtype=np.int64))
    place = np.asarray(first[which] + nth, dtype=np.int64)
    starts = np.maximum(ranges.starts[which], borders[place])
    ends = np.minimum(ranges.ends[which], borders[place + 1])
    return Ranges(ranges.coders[which], ranges.codes[which], starts, ends), place


def continuum_of(ranges: Ranges, n_codes: int, stretches: Stretches, coders: Sequence[int]) -> Continuum:
    """Add up the sections of these coders; `ranges` are united, and those of other coders are passed over."""
    among = stretches.of(coders)
    place_of = np.full(len(stretches.judged), -1, dtype=np.int64)
    place_of[list(coders)] = np.arange(len(coders))
    chosen = ranges.where(place_of[ranges.coders] >= 0)
    sections, at = cut(
        Ranges(place_of[chosen.coders], chosen.codes, chosen.starts, chosen.ends), stretches.borders
    )
    counts = among.judged[sections.coders, at] & (among.sizes[at] >= 2)
    return _Sweep(sections.where(counts), at[counts], n_codes, among).continuum()


class _Sweep:
    """One continuum in the making: sections by stretch, and what lies between neighbouring borders."""

    def __init__(self, sections: Ranges, at: IntArray, n_codes: int, stretches: Stretches) -> None:
        self._sections = sections
        self._n_codes = n_codes
        self._stretches = stretches
        of_stretch = stretches.sizes
        self._sizes = np.unique(of_stretch[of_stretch >= 2])
        self._shape = stretches.n_parts, len(self._sizes), n_codes
        # part and size of each section
        self._part, self._size = stretches.parts[at], np.searchsorted(self._sizes, of_stretch[at])

        borders = each_once(np.concatenate((sections.starts, sections.ends, stretches.borders)))
        self._first = np.searchsorted(borders, sections.starts)
        self._last = np.searchsorted(borders, sections.ends)
        place = np.searchsorted(stretches.borders, borders[:-1], "right") - 1
        self._judges = of_stretch[place]
        self._weights = np.where(self._judges >= 2, np.diff(borders), 0)
        self._run_part = stretches.parts[place]
        self._run_size = np.minimum(np.searchsorted(self._sizes, self._judges), max(len(self._sizes) - 1, 0))
        self._values = self._painted(len(stretches.judged), len(place))

    def _painted(self, n_coders: int, n_runs: int) -> IntArray:
        """Return each coder's code between neighbouring borders, -1 for a gap; note overlaps."""
        shape = n_coders, n_runs
        coders = self._sections.coders
        open_codes = covering(coders, self._first, self._last, shape)
        values = covering(coders, self._first, self._last, shape, self._sections.codes + 1) - 1
        several = open_codes > 1
        values[several] = -1
        self._overlapping = np.zeros(self._stretches.n_parts, dtype=np.bool_)
        self._overlapping[self._run_part[np.any(several, axis=0)]] = True
        return values

    def continuum(self) -> Continuum:
        """Return the sums."""
        n_parts, _, n_codes = self._shape
        length = self._sections.ends - self._sections.starts
        own = self._part, self._sections.codes
        coded = _sums((n_parts, n_codes), own, length)
        everything = _sums((n_parts,), (self._run_part,), self._weights * self._judges)
        gaps = (everything - coded.sum(axis=1))[:, None]
        alike, beside_gap = self._meetings()
        return Continuum(
            sizes=tuple(self._sizes.tolist()),
            lengths=np.concatenate((coded, gaps), axis=1),
            squares=np.concatenate((_sums((n_parts, n_codes), own, length * length), gaps), axis=1),
            alike=alike,
            beside_gap=beside_gap,
            met=self._met(),
            overlapping=self._overlapping,
        )

    def _meetings(self) -> tuple[IntArray, IntArray]:
        """Sum what ordered pairs of coders gave the same value, and what one coded and one did not."""
        n_parts, n_sizes, n_codes = self._shape
        n_coded = np.count_nonzero(self._values >= 0, axis=0)
        silent = self._judges - n_coded
        alike = np.zeros((n_parts, n_sizes, n_codes + 1), dtype=np.int64)
        if not n_sizes:
            return alike, alike[:, :, :n_codes]
        both_silent = self._weights * silent * (silent - 1)
        alike[:, :, n_codes] = _sums((n_parts, n_sizes), (self._run_part, self._run_size), both_silent)
        beside_gap = np.zeros(self._shape, dtype=np.int64)
        for values in self._values:
            self._add(beside_gap, values, np.flatnonzero(values >= 0), silent)
        met = np.flatnonzero(n_coded >= 2)
        for coder, values in enumerate(self._values):
            for other in self._values[coder + 1 :]:
                same = met[(values[met] == other[met]) & (values[met] >= 0)]
                self._add(alike, values, same, np.full_like(silent, 2))
        return alike, beside_gap

    def _add(self, sums: IntArray, values: IntArray, runs: IntArray, times: IntArray) -> None:
        """Add so many times the length of these runs at part, size and value."""
        at = self._run_part[runs], self._run_size[runs], values[runs]
        np.add.at(sums, at, self._weights[runs] * times[runs])

    def _met(self) -> IntArray:
        """Sum, over sections and the other coders, the squared length that the other coded of each."""
        squares = np.zeros(len(self._first), dtype=np.int64)
        for coder, values in enumerate(self._values):
            coded = np.concatenate(([0], np.cumsum(self._weights * (values >= 0))))
            length = np.where(self._sections.coders == coder, 0, coded[self._last] - coded[self._first])
            squares += length * length
        return _sums(self._shape, (self._part, self._size, self._sections.codes), squares)


def _sums(shape: tuple[int, ...], at: tuple[IntArray, ...], amounts: IntArray) -> IntArray:
    """Add amounts up at their places, in whole numbers."""
    sums = np.zeros(shape, dtype=np.int64)
    np.add.at(sums, at, amounts)
    return sums
