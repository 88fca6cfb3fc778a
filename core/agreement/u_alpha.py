"""Krippendorff's four coefficients of unitizing: how far coders agree on where a text is coded and how.

Definitions: Krippendorff, Mathet, Bouvry, Widlöcher (2016), On the reliability of unitizing textual
continua: Further developments, Quality & Quantity 50; Krippendorff (2019), Content Analysis, 4th ed.,
section 12.6, whose equations are named at each function.
Equations are written out here with everything over one common denominator, in whole numbers of any
size, so that each value is the exact quotient, rounded once.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from core.agreement.coefficients import Outcome, Undefined
from core.agreement.continuum import CodeInFamily, Continuum, NoValue, Part
from core.agreement.counts import FloatArray


def u_alpha(continuum: Continuum) -> Outcome:
    """Return uα, agreement on boundaries and codes together: 1 - (l.. - Σ l_cc) / (e.. - Σ e_cc).

    With e_ck = l.. (l_c l_k - [c=k] Σ w) / (l..² - Σ w), expected disagreement is
    l.. (l..² - Σ l_c²) / (l..² - Σ w). Krippendorff (2019), 12.6.3, equation 34.
    """

    def value(part: Part) -> float | StrEnum:
        total = part.total
        unlike = total * total - part.gap * part.gap - sum(length * length for length in part.lengths)
        observed = part.common * total - part.gap_alike - sum(part.alike)
        return _one_minus(
            observed * (total * total - part.squares), part.common * total * unlike, Undefined.ONE_VALUE
        )

    return _by_part(continuum, value)


def bar_u_alpha(continuum: Continuum) -> Outcome:
    """Return |uα, agreement on what is coded at all: 1 - (l_φ - l_φφ) / (e_φ - e_φφ).

    Expected disagreement is l.. l_φ (l.. - l_φ) / (l..² - Σ w). Krippendorff (2019), 12.6.4, equation 35.
    """

    def value(part: Part) -> float | StrEnum:
        total = part.total
        observed = part.common * part.gap - part.gap_alike
        return _one_minus(
            observed * (total * total - part.squares),
            part.common * total * part.gap * (total - part.gap),
            Undefined.ONE_VALUE,
        )

    return _by_part(continuum, value)


def cu_alpha(continuum: Continuum) -> Outcome:
    """Return cuα, agreement on codes where two coders coded: uα of the table without gaps.

    Its correction is t(g) instead of w(g), Σ over the other coders of (L(g ∩ their coded text))² / (m-1).
    Where Σ t reaches l*..², chance would have no pair of sections left to draw from: no value.
    Krippendorff (2019), 12.6.5, equations 36 and 37.
    """

    def value(part: Part) -> float | StrEnum:
        total = sum(part.shared)
        unlike = total * total - sum(shared * shared for shared in part.shared)
        left = total * total - part.common * sum(part.met)
        if continuum.n_codes < 2:
            return NoValue.ONE_CODE
        if not any(part.lengths):
            return Undefined.NOBODY_CODED
        if not total:
            return NoValue.NOTHING_SHARED
        if unlike and left <= 0:
            return NoValue.TOO_LITTLE_SHARED
        return _one_minus((total - sum(part.alike)) * left, total * unlike, Undefined.ONE_VALUE)

    return _by_part(continuum, value)


def ku_alpha(one: CodeInFamily) -> Outcome:
    """Return kuα of one code among its family: 1 - (e*_k/l*_k) (l*_k - l*_kk) / (e*_k - e*_kk).

    Of e* only the proportion of e*_k to e*_k - e*_kk remains: l*.. l*_k - Σ t of the code, to
    l*_k (l*.. - l*_k). Where the first is not above 0 there is no value, as in `cu_alpha`.
    Krippendorff (2019), 12.6.6, equation 38, which writes (k)uα.
    """

    def value(part: Part) -> float | StrEnum:
        total, shared = sum(part.shared), part.shared[one.code]
        left = total * shared - part.common * part.met[one.code]
        if one.family.n_codes < 2:
            return NoValue.ONE_CODE
        if not part.lengths[one.code]:
            return Undefined.NOBODY_CODED
        if not shared:
            return NoValue.NOTHING_SHARED
        if shared < total and (left <= 0 or total * total <= part.common * sum(part.met)):
            return NoValue.TOO_LITTLE_SHARED
        return _one_minus(
            left * (shared - part.alike[one.code]), shared * shared * (total - shared), Undefined.ONE_VALUE
        )

    return _by_part(one.family, value)


def coverage(one: CodeInFamily) -> FloatArray:
    """Return l*_k / l_k: which share of the code's text `ku_alpha` rests on.

    It is `nan` where nobody gave the code, and where sections that overlap leave no rows to look at.
    """
    shares = [
        np.nan
        if is_overlapping or not part.lengths[one.code]
        else part.shared[one.code] / (part.common * part.lengths[one.code])
        for part, is_overlapping in zip(one.family.parts, one.family.overlapping.tolist(), strict=True)
    ]
    return np.array(shares, dtype=np.float64)


def _one_minus(numerator: int, denominator: int, otherwise: Undefined) -> float | StrEnum:
    # a quotient of Python's whole numbers is rounded once, however large they are
    return (denominator - numerator) / denominator if denominator else otherwise


def _by_part(continuum: Continuum, value: Callable[[Part], float | StrEnum]) -> Outcome:
    values: list[float] = []
    reasons: list[StrEnum | None] = []
    for part, is_overlapping in zip(continuum.parts, continuum.overlapping.tolist(), strict=True):
        found: float | StrEnum = Undefined.NO_PAIR
        if is_overlapping:
            found = NoValue.OVERLAPPING
        elif part.total:
            found = value(part)
        values.append(np.nan if isinstance(found, StrEnum) else found)
        reasons.append(found if isinstance(found, StrEnum) else None)
    return Outcome(np.array(values, dtype=np.float64), tuple(reasons))
