"""How far apart two values are: names, ranks, or sets of codes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
# Python's own whole numbers, which do not overflow and divide to the nearest float
WholeArray = npt.NDArray[np.object_]


class Distance(StrEnum):
    """By what the difference of two values is weighed in Krippendorff's alpha."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    JACCARD = "jaccard"
    MASI = "masi"


# those between sets of codes
SET_DISTANCES = (Distance.JACCARD, Distance.MASI)


def ordinal_distances(counts: WholeArray) -> WholeArray:
    """Return 4·δ_ck = (2·Σ_{g=c..k} n_g − n_c − n_k)² for n_c by part; values stand in their order.

    Krippendorff (2011), Computing Krippendorff's alpha-reliability, the ordinal metric.
    """
    # twice the middle rank of each value: the ranks below it and half its own
    middle = 2 * np.cumsum(counts, axis=1, dtype=object) - counts
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2, dtype=object)


class SetOverlaps:
    """Numbers each way in which two sets of codes can lie to each other: what is shared, and of how much.

    Sets come as bits, `words[set, word]`. The number holds |A∩B|, |A∪B| and whether one holds the other,
    from which every distance follows; so pairs are counted by it, in whole numbers.
    """

    def __init__(self, words: IntArray) -> None:
        self.words = words
        self._largest = int(np.bitwise_count(words).sum(axis=1, dtype=np.int64).max(initial=0))
        self._n_unions = 2 * self._largest + 1

    @property
    def n_kinds(self) -> int:
        """How many numbers there are."""
        return 2 * (self._largest + 1) * self._n_unions

    def kinds(self, first: IntArray, second: IntArray) -> IntArray:
        """Return the number for pairs of sets, which are given by their places and are broadcast."""
        one, other = self.words[first], self.words[second]
        shared = np.bitwise_count(one & other).sum(axis=-1, dtype=np.int64)
        joint = np.bitwise_count(one | other).sum(axis=-1, dtype=np.int64)
        holds = np.all(((one & other) == one), axis=-1) | np.all((one & other) == other, axis=-1)
        return np.asarray(2 * (shared * self._n_unions + joint) + holds, dtype=np.int64)

    def distances(self, distance: Distance) -> WholeArray:
        """Return δ of each number, all times the least number that makes them whole."""
        exact = [set_distance(distance, *self._relation(kind)) for kind in range(self.n_kinds)]
        scale = lcm(*(one.denominator for one in exact))
        return whole([int(one * scale) for one in exact])

    def _relation(self, kind: int) -> tuple[int, int, bool]:
        shared, joint = divmod(kind // 2, self._n_unions)
        # more shared than joint cannot be, and is never met
        return min(shared, joint), joint, bool(kind % 2)


def set_distance(distance: Distance, shared: int, joint: int, one_holds_the_other: bool) -> Fraction:
    """Return δ of two sets by |A∩B|, |A∪B| and whether A ⊆ B or B ⊆ A; 0 for two empty ones.

    Jaccard: 1 − J, J = |A∩B| / |A∪B|. MASI: 1 − J·M (Passonneau 2006), M being 1 for equal
    sets, 2/3 where one holds the other, 1/3 where both have more, and 0 where nothing is shared.
    """
    if shared == joint:
        return Fraction(0)
    alike = Fraction(shared, joint)
    if distance is Distance.MASI:
        alike *= Fraction(2, 3) if one_holds_the_other else Fraction(1, 3)
    return 1 - alike


def whole(numbers: Sequence[int] | IntArray | WholeArray) -> WholeArray:
    """Return numbers as Python's own, which no product of them can overflow."""
    return np.array(numbers, dtype=object)
