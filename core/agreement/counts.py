"""From who gave which value to how much text, to the whole numbers that coefficients are made of.

Everything counted adds up over the parts (sources): pooling them is a sum, and drawing sources anew
a sum with how often each was drawn. Nothing is divided here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from math import lcm

import numpy as np
import numpy.typing as npt

from core.agreement.distances import Distance, IntArray, SetOverlaps, WholeArray, whole

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

NOTHING = -1
PRESENT = 1


@dataclass(frozen=True, eq=False)
class Table:
    """Units by coders: `values[coder, unit]` from 0 to `n_values` - 1, or `NOTHING`.

    `weights` are the lengths of the units, `parts` what they count for. All values were offered. With
    `Distance.ORDINAL` they are ranks; with `sets` each is a set of codes, as bits in `sets[value, word]`.
    `judges` counts, for each part, the coders who judged it, also those who gave no value there; None
    where all did.
    """

    values: IntArray
    weights: IntArray
    parts: IntArray
    n_parts: int
    n_values: int
    distance: Distance = Distance.NOMINAL
    sets: IntArray | None = None
    judges: IntArray | None = None

    def said(self) -> IntArray:
        """Count, for each unit, the coders who gave it a value."""
        said: IntArray = np.asarray(np.count_nonzero(self.values != NOTHING, axis=0), dtype=np.int64)
        return said

    def total(self, amounts: IntArray | BoolArray) -> IntArray:
        """Sum weighted amounts a unit, by part. Exact below 2**53, far above any corpus."""
        weighted = self.weights * amounts.astype(np.int64)
        return np.bincount(self.parts, weighted, self.n_parts).astype(np.int64)

    @cached_property
    def counts(self) -> Counts:
        """What the coefficients need to know of it, counted once for all of them."""
        return _counts(self)


@dataclass(frozen=True, eq=False)
class Ratio:
    """A quotient that is not divided yet, by part."""

    numerator: WholeArray
    denominator: WholeArray


@dataclass(frozen=True, eq=False)
class Counts:
    """What coefficients on units need to know: weights of units, added up by part (the first axis).

    `sizes` are the numbers of coders that units were judged by, one or more, ascending; the second axis
    of what is counted by size. `units[part, size]`; `agreeing[part, size]` counts ordered pairs of coders
    with the same value; `given[part, size, value]` counts values, once for each coder who gave them;
    `apart[part, size, kind]` ordered pairs by how their values lie to each other, where `distance` is
    not nominal: as ranks, first by second, or as sets, by the numbers of `overlaps`.

    `own[part, coder, value]` are the values of each of two coders where both judged. `shared` counts
    ordered pairs that both gave `PRESENT`, `sought` the values given in parts another judged too, once
    for each such other. `n_values` were offered.
    """

    sizes: IntArray
    units: IntArray
    agreeing: IntArray
    given: IntArray
    apart: IntArray
    own: IntArray
    shared: IntArray
    sought: IntArray
    n_values: int
    distance: Distance
    overlaps: SetOverlaps | None

    @property
    def n_parts(self) -> int:
        """How many parts there are, and so how many numbers a coefficient returns."""
        return len(self.units)

    @cached_property
    def paired(self) -> slice:
        """The sizes of pairable units, which two coders or more judged."""
        return slice(int(np.searchsorted(self.sizes, 2)), None)

    @cached_property
    def pairable(self) -> IntArray:
        """The weight of pairable units, by part."""
        return np.asarray(self.units[:, self.paired].sum(axis=1), dtype=np.int64)

    @cached_property
    def observed(self) -> Ratio:
        """p_o: the mean over pairable units of Σ_k r_uk(r_uk−1) / (m_u(m_u−1)), by part."""
        shared = self.divided(whole(self.agreeing), self.sizes * (self.sizes - 1))
        return Ratio(shared.numerator, shared.denominator * whole(self.pairable))

    @cached_property
    def shares(self) -> Ratio:
        """π_k, the mean of r_uk/m_u over units that anybody judged; numerators by part and value."""
        common = lcm(*self.sizes.tolist())
        parts_of_one = whole([common // size for size in self.sizes.tolist()])
        numerator = np.sum(whole(self.given) * parts_of_one[:, None], axis=1)
        return Ratio(numerator, common * whole(self.units.sum(axis=1)))

    def divided(self, amounts: WholeArray, divisors: IntArray) -> Ratio:
        """Return the sum of amounts by size, each divided by its size's divisor, over pairable units."""
        paired = divisors[self.paired].tolist()
        common = lcm(*paired)
        parts_of_one = whole([common // divisor for divisor in paired])
        numerator = np.sum(amounts[:, self.paired] * parts_of_one, axis=1)
        return Ratio(np.asarray(numerator, dtype=object), whole([common] * self.n_parts))

    def pooled(self) -> Counts:
        """Return all parts as one."""
        return self if self.n_parts == 1 else self._pooled

    @cached_property
    def _pooled(self) -> Counts:
        # many coefficients ask for it
        return self._summed(lambda counted: counted.sum(axis=0, keepdims=True))

    def with_pooled(self) -> Counts:
        """Return the parts, and as the last one all of them together."""
        return self._with_pooled

    @cached_property
    def _with_pooled(self) -> Counts:
        return self._summed(with_sum)

    def drawn(self, times: IntArray) -> Counts:
        """Return the parts that `times[draw, part]` make: each draw holds each part so many times."""
        return self._summed(lambda counted: np.tensordot(times, counted, axes=1))

    def _summed(self, add_up: Callable[[IntArray], IntArray]) -> Counts:
        return replace(
            self,
            units=add_up(self.units),
            agreeing=add_up(self.agreeing),
            given=add_up(self.given),
            apart=add_up(self.apart),
            own=add_up(self.own),
            shared=add_up(self.shared),
            sought=add_up(self.sought),
        )


def with_sum(counted: IntArray) -> IntArray:
    """Return what was counted by part, and below the parts their sum."""
    return np.concatenate((counted, counted.sum(axis=0, keepdims=True)))


@dataclass(frozen=True, eq=False)
class _Cells:
    """Places of a table's units in an array of parts by sizes."""

    weights: IntArray
    places: IntArray
    n_parts: int
    n_sizes: int

    def count(
        self, among: BoolArray, inner: IntArray | None = None, n_inner: int = 1, times: IntArray | None = None
    ) -> IntArray:
        """Sum the weights of some units by part, size and a further number, which has as many places."""
        places = self.places[among]
        if inner is not None:
            places = places * n_inner + inner
        weights = self.weights[among] if times is None else self.weights[among] * times[among]
        cells = self.n_parts * self.n_sizes * n_inner
        counted = np.bincount(places, weights, cells).astype(np.int64)
        shape = (self.n_parts, self.n_sizes) if inner is None else (self.n_parts, self.n_sizes, n_inner)
        return counted.reshape(shape)


def _counts(table: Table) -> Counts:
    """Count what `Counts` says."""
    said = table.said()
    sizes = np.flatnonzero(np.bincount(said)[1:]) + 1
    # no place for units that nobody judged: they are not counted
    place_of = np.zeros(len(table.values) + 1, dtype=np.int64)
    place_of[sizes] = np.arange(len(sizes))
    places = table.parts * len(sizes) + place_of[said]
    cells = _Cells(table.weights, places, table.n_parts, len(sizes))
    overlaps = None if table.sets is None else SetOverlaps(table.sets)
    given = np.zeros((table.n_parts, len(sizes), table.n_values), dtype=np.int64)
    for values in table.values:
        spoke = values != NOTHING
        given += cells.count(spoke, values[spoke], table.n_values)
    marked: IntArray = np.asarray(np.count_nonzero(table.values == PRESENT, axis=0), dtype=np.int64)
    judges = len(table.values) if table.judges is None else table.judges
    return Counts(
        sizes=sizes.astype(np.int64),
        units=cells.count(said > 0),
        agreeing=cells.count(said > 0, times=_agreeing_pairs(table.values)),
        given=given,
        apart=_apart(table, cells, overlaps),
        own=_own(table, said),
        shared=table.total(marked * (marked - 1)),
        sought=np.maximum(judges - 1, 0) * given.sum(axis=(1, 2)),
        n_values=table.n_values,
        distance=table.distance,
        overlaps=overlaps,
    )


def _agreeing_pairs(values: IntArray) -> IntArray:
    """Count, for each unit, the ordered pairs of coders who gave it the same value."""
    ordered = np.sort(values, axis=0)
    agreeing = np.zeros(values.shape[1], dtype=np.int64)
    alike_before = np.zeros(values.shape[1], dtype=np.int64)
    for one, next_one in pairwise(ordered):
        alike_before = np.where((one == next_one) & (one != NOTHING), alike_before + 1, 0)
        agreeing += 2 * alike_before
    return agreeing


def _apart(table: Table, cells: _Cells, overlaps: SetOverlaps | None) -> IntArray:
    """Count ordered pairs of values by how they lie to each other; nothing for names."""
    if overlaps is not None:
        n_kinds = overlaps.n_kinds
    else:
        n_kinds = table.n_values**2 if table.distance is Distance.ORDINAL else 0
    apart = np.zeros((table.n_parts, cells.n_sizes, n_kinds), dtype=np.int64)
    if not n_kinds:
        return apart
    for one, other in combinations(table.values, 2):
        both = (one != NOTHING) & (other != NOTHING)
        first, second = one[both], other[both]
        if overlaps is not None:
            apart += 2 * cells.count(both, overlaps.kinds(first, second), n_kinds)
        else:
            apart += cells.count(both, first * table.n_values + second, n_kinds)
            apart += cells.count(both, second * table.n_values + first, n_kinds)
    return apart


def _own(table: Table, said: IntArray) -> IntArray:
    """Count the values of each of two coders where both judged; of more coders nothing."""
    own = np.zeros((table.n_parts, 2, table.n_values), dtype=np.int64)
    if len(table.values) == 2:
        both = said == 2
        for coder, values in enumerate(table.values):
            keys = table.parts[both] * table.n_values + values[both]
            counted = np.bincount(keys, table.weights[both], table.n_parts * table.n_values)
            own[:, coder] = counted.astype(np.int64).reshape(table.n_parts, table.n_values)
    return own
