"""From united codings to the sums of the continuum: cut at hard borders, then one sweep.

A hard border lies where a source ends, where something not codable was cut out, and where the coders
who judged the text change. Between two of them lies a stretch that the same coders judged, in one
piece: no section and no gap crosses its ends. Cost follows the number of codings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from core.agreement.continuum import Continuum
from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray
from core.agreement.pair_sums import PairSums, sums_at
from core.agreement.sweep import covering, each_once, spread
from core.agreement.units import Ranges


@dataclass(frozen=True, eq=False)
class Stretches:
    """The line between hard borders: `judged[coder, stretch]`, and the part each stretch counts for."""

    borders: IntArray
    judged: BoolArray
    parts: IntArray
    n_parts: int


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
    return pair_sums(ranges, n_codes, stretches).of(coders)


def pair_sums(ranges: Ranges, n_codes: int, stretches: Stretches) -> PairSums:
    """Sum the sections of each coder and where those of each two meet; `ranges` are united."""
    sections, at = cut(ranges, stretches.borders)
    counts = stretches.judged[sections.coders, at]
    return _Sweep(sections.where(counts), at[counts], n_codes, stretches).sums()


class _Sweep:
    """The sums in the making: sections by cell, and what lies between neighbouring borders."""

    def __init__(self, sections: Ranges, at: IntArray, n_codes: int, stretches: Stretches) -> None:
        self._sections = sections
        self._stretches = stretches
        rows = np.concatenate((stretches.parts[None], stretches.judged.astype(np.int64)))
        self._cells, cell_of = np.unique(rows, axis=1, return_inverse=True)
        n_coders = len(stretches.judged)
        self._shape = self._cells.shape[1], n_coders, n_coders, n_codes
        self._cell = cell_of.ravel()[at]

        borders = each_once(np.concatenate((sections.starts, sections.ends, stretches.borders)))
        self._first = np.searchsorted(borders, sections.starts)
        self._last = np.searchsorted(borders, sections.ends)
        place = np.searchsorted(stretches.borders, borders[:-1], "right") - 1
        self._weights = np.diff(borders)
        self._run_cell = cell_of.ravel()[place]
        self._values = self._painted(n_coders, len(place))

    def _painted(self, n_coders: int, n_runs: int) -> IntArray:
        """Return each coder's code between neighbouring borders, -1 for a gap; note overlaps."""
        shape = n_coders, n_runs
        coders = self._sections.coders
        open_codes = covering(coders, self._first, self._last, shape)
        values = covering(coders, self._first, self._last, shape, self._sections.codes + 1) - 1
        several = open_codes > 1
        values[several] = -1
        self._overlapping = np.zeros(self._shape[:2], dtype=np.bool_)
        coders, runs = np.nonzero(several)
        self._overlapping[self._run_cell[runs], coders] = True
        return values

    def sums(self) -> PairSums:
        """Return the sums."""
        n_cells, n_coders, _, n_codes = self._shape
        length = self._sections.ends - self._sections.starts
        own = self._cell, self._sections.coders, self._sections.codes
        shape = n_cells, n_coders, n_codes
        alike, shared = self._meetings()
        return PairSums(
            judged=self._cells[1:].T > 0,
            parts=self._cells[0],
            n_parts=self._stretches.n_parts,
            totals=sums_at((n_cells,), (self._run_cell,), self._weights),
            lengths=sums_at(shape, own, length),
            squares=sums_at(shape, own, length * length),
            alike=alike,
            shared=shared,
            met=self._met(),
            overlapping=self._overlapping,
        )

    def _meetings(self) -> tuple[IntArray, IntArray]:
        """Sum what two coders gave the same code, and what the one gave it and the other any."""
        alike = np.zeros(self._shape, dtype=np.int64)
        shared = np.zeros(self._shape, dtype=np.int64)
        for one, other in combinations(range(len(self._values)), 2):
            ones, others = self._values[one], self._values[other]
            met = np.flatnonzero((ones >= 0) & (others >= 0))
            cells, weights = self._run_cell[met], self._weights[met]
            np.add.at(shared[:, one, other], (cells, ones[met]), weights)
            np.add.at(shared[:, other, one], (cells, others[met]), weights)
            same = ones[met] == others[met]
            np.add.at(alike[:, one, other], (cells[same], ones[met][same]), weights[same])
        return alike + alike.swapaxes(1, 2), shared

    def _met(self) -> IntArray:
        """Sum, over a coder's sections, the squared length that another coded of each."""
        met = np.zeros(self._shape, dtype=np.int64)
        coders, codes = self._sections.coders, self._sections.codes
        for other, values in enumerate(self._values):
            coded = np.concatenate(([0], np.cumsum(self._weights * (values >= 0))))
            length = np.where(coders == other, 0, coded[self._last] - coded[self._first])
            np.add.at(met[:, :, other], (self._cell, coders, codes), length * length)
        return met
