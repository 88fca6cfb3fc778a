"""The coefficients: pure functions from a table of values to numbers, one definition each.

A `Table` says who gave which value to how much text. Its units belong to `parts` (sources, or one
part for all of them pooled), and every function returns one number a part: all parts in one sweep
of numpy. Counts stay whole numbers until the last division, so a number depends neither on the
order of coders, sources and values nor on how finely the text was cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

NOTHING = -1
PRESENT = 1


class Undefined(StrEnum):
    """Why there is no number. Undefined is neither 0 nor 1."""

    NO_PAIR = "No unit was judged by two coders."
    ONE_VALUE = "Every value is the same, so chance alone would agree everywhere."
    NOBODY_CODED = "Nobody gave a code."


@dataclass(frozen=True, eq=False)
class Table:
    """Units by coders: `values[coder, unit]` from 0 to `n_values` - 1, or `NOTHING`.

    `weights` are the lengths of the units, `parts` what they count for. With `is_ordered`, values are
    ranks.
    """

    values: IntArray
    weights: IntArray
    parts: IntArray
    n_parts: int
    n_values: int
    is_ordered: bool = False

    def pooled(self) -> Table:
        """Return the table with all its units in one part."""
        return replace(self, parts=np.zeros_like(self.parts), n_parts=1)

    def said(self) -> IntArray:
        """Count, for each unit, the coders who gave it a value."""
        said: IntArray = np.asarray(np.count_nonzero(self.values != NOTHING, axis=0), dtype=np.int64)
        return said

    def total(self, amounts: IntArray | BoolArray) -> IntArray:
        """Sum weighted amounts a unit, by part. Exact below 2**53, far above any corpus."""
        weighted = self.weights * amounts.astype(np.int64)
        return np.bincount(self.parts, weighted, self.n_parts).astype(np.int64)

    def by_value(self, coder: int, among: BoolArray) -> IntArray:
        """Return the weight of each of one coder's values, by part, among some of the units."""
        given = among & (self.values[coder] != NOTHING)
        cells = self.parts[given] * self.n_values + self.values[coder, given]
        sums = np.bincount(cells, self.weights[given], self.n_parts * self.n_values)
        return sums.astype(np.int64).reshape(self.n_parts, self.n_values)


@dataclass(frozen=True, eq=False)
class Outcome:
    """One number a part, `nan` where there is none and `reasons` says why."""

    values: FloatArray
    reasons: tuple[Undefined | None, ...]

    @classmethod
    def quotient(
        cls,
        numerator: IntArray | FloatArray,
        denominator: IntArray | FloatArray,
        pairable: IntArray,
        otherwise: Undefined,
    ) -> Outcome:
        """Divide where the denominator is not 0; elsewhere nothing was pairable, or `otherwise`."""
        defined = denominator != 0
        values = np.full(len(denominator), np.nan)
        np.divide(numerator, denominator, out=values, where=defined)
        reasons = tuple(
            None if is_defined else (otherwise if units else Undefined.NO_PAIR)
            for is_defined, units in zip(defined.tolist(), pairable.tolist(), strict=True)
        )
        return cls(values, reasons)


def percent_agreement(table: Table) -> Outcome:
    """Return the mean share of agreeing pairs of coders over the pairable units."""
    said = table.said()
    agreeing = _agreeing_pairs(table)
    pairable = table.total(said >= 2)
    mean_share = np.zeros(table.n_parts)
    for size in _sizes(said):
        mean_share += table.total(np.where(said == size, agreeing, 0)) / (size * (size - 1))
    return Outcome.quotient(mean_share, pairable, pairable, Undefined.NO_PAIR)


def cohen_kappa(table: Table) -> Outcome:
    """Return kappa of the table's two coders: each one's own shares of values make up chance."""
    first, second = table.values
    both = (first != NOTHING) & (second != NOTHING)
    units = table.total(both)
    agreed = table.total(both & (first == second))
    # p_o and p_e times units², so that nothing is rounded before the division
    by_chance = np.sum(table.by_value(0, both) * table.by_value(1, both), axis=1)
    squared = units * units
    return Outcome.quotient(units * agreed - by_chance, squared - by_chance, units, Undefined.ONE_VALUE)


def krippendorff_alpha(table: Table) -> Outcome:
    """Return alpha of any number of coders, with missing values; ordinal where values are ranks."""
    said = table.said()
    pairable = said >= 2
    counts = _value_counts(table, pairable)
    observed: FloatArray
    expected: IntArray | FloatArray
    if table.is_ordered:
        observed, expected = _ordinal_disagreement(table, said, counts)
    else:
        observed, expected = _nominal_disagreement(table, said, counts)
    n = counts.sum(axis=1)
    return Outcome.quotient(
        expected - (n - 1) * observed, expected, table.total(pairable), Undefined.ONE_VALUE
    )


def dice(table: Table) -> Outcome:
    """Return 2·both/(A+B) of the value `PRESENT`, over units both judged, pooled over pairs of coders.

    Where p of m coders mark a unit, p(p-1)/2 pairs share it and each mark is met by m-1 others.
    """
    said = table.said()
    marked: IntArray = np.asarray(np.count_nonzero(table.values == PRESENT, axis=0), dtype=np.int64)
    shared = table.total(marked * (marked - 1))
    extent = table.total(marked * np.maximum(said - 1, 0))
    return Outcome.quotient(shared, extent, table.total(said >= 2), Undefined.NOBODY_CODED)


def _sizes(said: IntArray) -> Iterator[int]:
    """Yield the numbers of coders, two or more, that units were judged by, ascending."""
    return (int(size) for size in np.unique(said) if size >= 2)


def _agreeing_pairs(table: Table) -> IntArray:
    """Count, for each unit, the ordered pairs of coders who gave it the same value."""
    agreeing = np.zeros(table.values.shape[1], dtype=np.int64)
    for first, one in enumerate(table.values):
        for other in table.values[first + 1 :]:
            agreeing += 2 * ((one == other) & (one != NOTHING))
    return agreeing


def _value_counts(table: Table, pairable: BoolArray) -> IntArray:
    """Return n_c: the weight of each value, by part, summed over coders."""
    counts = np.zeros((table.n_parts, table.n_values), dtype=np.int64)
    for coder in range(len(table.values)):
        counts += table.by_value(coder, pairable)
    return counts


def _nominal_disagreement(table: Table, said: IntArray, counts: IntArray) -> tuple[FloatArray, IntArray]:
    """Return the sums of o_ck and of n_c·n_k over unequal values."""
    differing = said * (said - 1) - _agreeing_pairs(table)
    observed = np.zeros(table.n_parts)
    for size in _sizes(said):
        observed += table.total(np.where(said == size, differing, 0)) / (size - 1)
    n = counts.sum(axis=1)
    return observed, n * n - np.sum(counts * counts, axis=1)


def _ordinal_disagreement(table: Table, said: IntArray, counts: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the sums of o_ck·δ_ck and of n_c·n_k·δ_ck, δ being the squared distance in ranks."""
    # twice the middle rank of each value: the ranks below it and half its own
    middle = 2 * np.cumsum(counts, axis=1) - counts
    distance = ((middle[:, :, None] - middle[:, None, :]) / 2.0) ** 2
    observed = np.zeros(distance.shape)
    for size in _sizes(said):
        observed += _coincidences(table, said == size) / (size - 1)
    expected = counts[:, :, None] * counts[:, None, :] * distance
    return np.sum(observed * distance, axis=(1, 2)), np.sum(expected, axis=(1, 2))


def _coincidences(table: Table, among: BoolArray) -> IntArray:
    """Return the weight of ordered pairs of values of two coders on one unit, by part."""
    shape = (table.n_parts, table.n_values, table.n_values)
    pairs = np.zeros(shape, dtype=np.int64)
    for first, one in enumerate(table.values):
        for other in table.values[first + 1 :]:
            both = among & (one != NOTHING) & (other != NOTHING)
            cells = (table.parts[both] * table.n_values + one[both]) * table.n_values + other[both]
            sums = np.bincount(cells, table.weights[both], pairs.size)
            pairs += sums.astype(np.int64).reshape(shape)
    return pairs + pairs.transpose(0, 2, 1)
