"""The coefficients on units: pure functions from counts to numbers, one definition each.

Every function returns one number a part, for all parts at once. Numerators and denominators are whole
numbers until the last division, so a number depends neither on the order of coders, sources and values
nor on how finely the text was cut.

In the definitions r_uk of the m_u coders who judged unit u gave it value k, of q values offered; sums
over units are weighted by their lengths, and units are pairable where m_u ≥ 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.agreement.counts import PRESENT, Counts, FloatArray, Ratio
from core.agreement.distances import Distance, IntArray, SetOverlaps, WholeArray, ordinal_distances, whole

# the fewest sets that are compared with all others at one time
_BLOCK = 256


class Undefined(StrEnum):
    """Why there is no number. Undefined is neither 0 nor 1."""

    NO_PAIR = "No unit was judged by two coders."
    ALL_SEVERAL = (
        "No unit is left that two coders judged: units to which one of them gave several codes are left out."
    )
    ONE_VALUE = "Every value is the same, so chance alone would agree everywhere."
    ONE_OFFERED = "Only one value was offered, so nobody could differ."
    NOBODY_CODED = "Nobody gave a code."


@dataclass(frozen=True, eq=False)
class Outcome:
    """One number a part, `nan` where there is none and `reasons` says why: `Undefined` or a like one."""

    values: FloatArray
    reasons: tuple[StrEnum | None, ...]

    @classmethod
    def quotient(
        cls,
        numerator: WholeArray | IntArray | FloatArray,
        denominator: WholeArray | IntArray | FloatArray,
        pairable: IntArray,
        otherwise: Undefined,
    ) -> Outcome:
        """Divide where the denominator is not 0; elsewhere nothing was pairable, or `otherwise`."""
        pairs = zip(numerator.tolist(), denominator.tolist(), strict=True)
        values = np.array([one / other if other else np.nan for one, other in pairs], dtype=np.float64)
        reasons = tuple(
            None if divisor else (otherwise if units else Undefined.NO_PAIR)
            for divisor, units in zip(denominator.tolist(), pairable.tolist(), strict=True)
        )
        return cls(values, reasons)


def percent_agreement(counts: Counts) -> Outcome:
    """Return p_o, the mean over pairable units of Σ_k r_uk(r_uk−1) / (m_u(m_u−1)).

    Fleiss (1971), there P̄; in the form of Gwet (2014), which allows missing judgements.
    """
    observed = counts.observed
    return Outcome.quotient(observed.numerator, observed.denominator, counts.pairable, Undefined.NO_PAIR)


def holsti(counts: Counts) -> Outcome:
    """Return 2M/(N₁+N₂), pooled over pairs of coders, in the parts that both judged.

    N_i is the weight of units to which coder i gave a value, M of those where both gave the same. Holsti
    (1969), Content analysis for the social sciences and humanities, chapter 6.
    """
    agreeing = counts.agreeing.sum(axis=1)
    return Outcome.quotient(agreeing, counts.sought, counts.pairable, Undefined.NOBODY_CODED)


def cohen_kappa(counts: Counts) -> Outcome:
    """Return kappa of two coders where both judged: p_e = Σ p_Ak·p_Bk, by each one's own shares.

    Cohen (1960), A coefficient of agreement for nominal scales, equation 1.
    """
    first, second = whole(counts.own[:, 0]), whole(counts.own[:, 1])
    by_chance = Ratio(np.sum(first * second, axis=1), whole(counts.pairable) ** 2)
    return _beyond_chance(counts, by_chance)


def scott_pi(counts: Counts) -> Outcome:
    """Return pi of two coders where both judged: p_e = Σ ((p_Ak+p_Bk)/2)².

    Scott (1955), Reliability of content analysis: the case of nominal scale coding.
    """
    both = whole(counts.own.sum(axis=1))
    return _beyond_chance(counts, Ratio(np.sum(both**2, axis=1), 4 * whole(counts.pairable) ** 2))


def fleiss_kappa(counts: Counts) -> Outcome:
    """Return Fleiss' kappa: p_e = Σ π_k², π_k the mean of r_uk/m_u over units with m_u ≥ 1.

    Fleiss (1971), Measuring nominal scale agreement among many raters, there P̄_e; in the form of Gwet
    (2014), which allows missing judgements.
    """
    shares = counts.shares
    return _beyond_chance(counts, Ratio(np.sum(shares.numerator**2, axis=1), shares.denominator**2))


def brennan_prediger(counts: Counts) -> Outcome:
    """Return the coefficient with p_e = 1/q.

    Brennan and Prediger (1981), Coefficient kappa: some uses, misuses, and alternatives, there κ_n.
    """
    ones = whole(np.ones(counts.n_parts, dtype=np.int64))
    return _beyond_chance(counts, Ratio(ones, counts.n_values * ones), Undefined.ONE_OFFERED)


def gwet_ac1(counts: Counts) -> Outcome:
    """Return AC1: p_e = Σ π_k(1−π_k)/(q−1), with the π_k of `fleiss_kappa`.

    Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement; in
    the form of Gwet (2014), which allows missing judgements.
    """
    shares = counts.shares
    n = shares.denominator
    unlike = n**2 - np.sum(shares.numerator**2, axis=1)
    by_chance = Ratio(unlike, n**2 * (counts.n_values - 1))
    return _beyond_chance(counts, by_chance, Undefined.ONE_OFFERED)


def krippendorff_alpha(counts: Counts) -> Outcome:
    """Return α = 1 − (n−1)·Σ o_ck·δ_ck / Σ n_c·n_k·δ_ck, over all pairs of values and pairable units.

    o_ck are the ordered pairs of values c and k in units, each divided by m_u−1; δ goes by the counts'
    distance. Krippendorff (2011), Computing Krippendorff's alpha-reliability; for sets of codes
    Passonneau (2006), Measuring agreement on set-valued items, with δ not squared.
    """
    weights = whole(counts.given[:, counts.paired].sum(axis=1))
    n = np.sum(weights, axis=1)
    if counts.overlaps is not None:
        apart, expected = _set_disagreement(counts, counts.overlaps)
    elif counts.distance is Distance.ORDINAL:
        distances = ordinal_distances(weights).reshape(counts.n_parts, -1)
        apart = np.sum(whole(counts.apart) * distances[:, None, :], axis=2)
        pairs = (weights[:, :, None] * weights[:, None, :]).reshape(counts.n_parts, -1)
        expected = np.sum(pairs * distances, axis=1)
    else:
        sizes = whole(counts.sizes)
        apart = whole(counts.units) * (sizes * (sizes - 1)) - whole(counts.agreeing)
        expected = n**2 - np.sum(weights**2, axis=1)
    observed = counts.divided(apart, counts.sizes - 1)
    numerator = expected * observed.denominator - (n - 1) * observed.numerator
    return Outcome.quotient(numerator, expected * observed.denominator, counts.pairable, Undefined.ONE_VALUE)


def dice(counts: Counts) -> Outcome:
    """Return 2·both/(A+B) of the value `PRESENT`, over units both judged, pooled over pairs of coders.

    Where p of m coders mark a unit, p(p-1)/2 pairs share it and each mark is met by m-1 others. Dice
    (1945), Measures of the amount of ecologic association between species.
    """
    extent = np.sum(counts.given[:, :, PRESENT] * (counts.sizes - 1), axis=1)
    return Outcome.quotient(counts.shared, extent, counts.pairable, Undefined.NOBODY_CODED)


def _beyond_chance(counts: Counts, chance: Ratio, otherwise: Undefined = Undefined.ONE_VALUE) -> Outcome:
    """Return (p_o − p_e) / (1 − p_e), undefined where p_e is 1."""
    observed = counts.observed
    numerator = observed.numerator * chance.denominator - chance.numerator * observed.denominator
    denominator = observed.denominator * (chance.denominator - chance.numerator)
    return Outcome.quotient(numerator, denominator, counts.pairable, otherwise)


def _set_disagreement(counts: Counts, overlaps: SetOverlaps) -> tuple[WholeArray, WholeArray]:
    """Return Σ pairs·δ by part and size, and Σ n_c·n_k·δ by part, both times the same whole number."""
    distances = overlaps.distances(counts.distance)
    apart = np.sum(whole(counts.apart) * distances, axis=2)
    weights = counts.given[:, counts.paired].sum(axis=1)
    expected = [np.sum(whole(_pairs_by_overlap(of_part, overlaps)) * distances) for of_part in weights]
    return apart, whole(expected)


def _pairs_by_overlap(weights: IntArray, overlaps: SetOverlaps) -> WholeArray | IntArray:
    """Return Σ n_c·n_k over all pairs of sets, by how the two lie to each other; a block at a time."""
    met = np.flatnonzero(weights)
    # their products are below 2**62
    is_short = int(weights.sum()) < 2**31
    pairs: WholeArray | IntArray = np.zeros(overlaps.n_kinds, dtype=np.int64 if is_short else object)
    for start in range(0, len(met), _BLOCK):
        rows = met[start : start + _BLOCK]
        kinds = overlaps.kinds(rows[:, None], met[None, :]) + overlaps.n_kinds * np.arange(len(rows))[:, None]
        heavy = np.broadcast_to(weights[met], kinds.shape)
        by_row = np.bincount(kinds.ravel(), heavy.ravel(), len(rows) * overlaps.n_kinds).astype(np.int64)
        by_row = by_row.reshape(len(rows), -1)
        pairs += weights[rows] @ by_row if is_short else whole(weights[rows]) @ whole(by_row)
    return pairs
