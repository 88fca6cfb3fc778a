"""Who gave what where the other gave what: the tables behind the numbers, in weights of units.

The 2×2 table of a code comes with the indexes of Byrt, Bishop and Carlin (1993), Bias, prevalence and
kappa, for kappa-like values cannot be read without them: with a both, b the first alone, c the second
alone and d neither, of n together, the prevalence index is (a−d)/n and the bias index (b−c)/n. Kappa is
(P − p² + b²) / (1 − p² + b²) of these two and P, twice the agreement observed less one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from core.agreement.counts import Table
from core.agreement.distances import IntArray
from core.agreement.material import Material
from core.agreement.results import Confusion, TwoByTwo
from core.agreement.subject import Subject


def confusions(material: Material, family: Subject) -> Iterator[Confusion]:
    """Yield the confusion table of a family for each two coders, then for all pairs together.

    As in a pair's row, units where one of the two has several codes are left out. Together each pair
    counts both ways round, so that no coder is the first.
    """
    size = len(family.categories)
    together = np.zeros((size, size), dtype=np.int64)
    for one, other in combinations(range(len(material.coders)), 2):
        table, tally = family.domain.family_table((one, other), family.distance)
        weights = _crossed(table)
        together += weights + weights.T
        yield Confusion(
            family=family.name,
            coders=(material.coders[one].name, material.coders[other].name),
            categories=family.categories,
            weights=_rows(weights),
            n_several=int(tally.several.sum()),
        )
    if len(material.coders) > 2:
        yield Confusion(family.name, None, family.categories, _rows(together), None)


def two_by_twos(material: Material, code: Subject) -> Iterator[TwoByTwo]:
    """Yield the 2×2 table of a code for each two coders."""
    if code.code is None:
        raise ValueError("Only a code is given or not given.")
    for one, other in combinations(range(len(material.coders)), 2):
        table, _ = code.domain.code_table(code.code, (one, other))
        [[neither, second], [first, both]] = _crossed(table).tolist()
        n = both + first + second + neither
        yield TwoByTwo(
            family=code.family,
            code=code.name,
            coders=(material.coders[one].name, material.coders[other].name),
            both=both,
            first=first,
            second=second,
            neither=neither,
            prevalence=(both - neither) / n if n else None,
            bias=(first - second) / n if n else None,
        )


def _crossed(table: Table) -> IntArray:
    """Return the weight of units by the value of the first of two coders and that of the second."""
    first, second = table.values
    both = (first >= 0) & (second >= 0)
    places = first[both] * table.n_values + second[both]
    crossed = np.bincount(places, table.weights[both], table.n_values**2).astype(np.int64)
    return crossed.reshape(table.n_values, table.n_values)


def _rows(weights: IntArray) -> tuple[tuple[int, ...], ...]:
    return tuple(map(tuple, weights.tolist()))
