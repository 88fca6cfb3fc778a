"""Which segments of one coder meet which of another, and as many of them one to one as can be.

Candidates come from two searches in sorted starts: of two segments that overlap, one starts within the
other. Nearly all of them are alone with each other; only the rest is matched by growing paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray
from core.agreement.sweep import spread

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Segments:
    """Segments as columns; only those of one `group` are compared, by code for instance."""

    groups: IntArray
    starts: IntArray
    ends: IntArray


@dataclass(frozen=True, eq=False)
class Meetings:
    """Pairs of segments that share a character, by their places, with how much they share and cover."""

    ones: IntArray
    others: IntArray
    shared: IntArray
    covered: IntArray

    def at_least(self, least: Fraction) -> Meetings:
        """Return the pairs whose shared part of all they cover, the IoU, is not below `least`."""
        covered, place = np.unique(self.covered, return_inverse=True)
        # in Python's whole numbers: a share written with many digits has a denominator beyond 64 bits
        needed = [-(-length * least.numerator // least.denominator) for length in covered.tolist()]
        enough = self.shared >= np.array(needed, dtype=np.int64)[place]
        return Meetings(self.ones[enough], self.others[enough], self.shared[enough], self.covered[enough])


def meetings(one: Segments, other: Segments) -> Meetings:
    """Find all pairs of a segment of each that share at least a character; cost follows their number."""
    length = max(int(one.ends.max(initial=0)), int(other.ends.max(initial=0))) + 1
    # each group has a stretch of its own, so that one search serves them all
    shift, other_shift = one.groups * length, other.groups * length
    ones, others = _starting_within(one.starts + shift, one.ends + shift, other.starts + other_shift, "left")
    others_too, ones_too = _starting_within(
        other.starts + other_shift, other.ends + other_shift, one.starts + shift, "right"
    )
    ones, others = np.concatenate((ones, ones_too)), np.concatenate((others, others_too))
    shared = np.minimum(one.ends[ones], other.ends[others]) - np.maximum(
        one.starts[ones], other.starts[others]
    )
    lengths = (one.ends - one.starts)[ones] + (other.ends - other.starts)[others]
    return Meetings(ones, others, shared, lengths - shared)


def _starting_within(
    starts: IntArray, ends: IntArray, points: IntArray, side: Literal["left", "right"]
) -> tuple[IntArray, IntArray]:
    """Pair each range with the points in it; one at its very start counts where `side` is left."""
    ordered = np.argsort(points, kind="stable")
    first = np.searchsorted(points, starts, side, sorter=ordered)
    last = np.searchsorted(points, ends, "left", sorter=ordered)
    which, nth = spread(np.asarray(last - first, dtype=np.int64))
    return which, ordered[first[which] + nth]


def matched(met: Meetings, n_ones: int, n_others: int) -> BoolArray:
    """Mark the segments of the one coder that a maximum one-to-one matching gives a partner."""
    is_matched = np.zeros(n_ones, dtype=np.bool_)
    of_one, of_other = np.bincount(met.ones, minlength=n_ones), np.bincount(met.others, minlength=n_others)
    alone = (of_one[met.ones] == 1) & (of_other[met.others] == 1)
    is_matched[met.ones[alone]] = True

    ones, one_places = np.unique(met.ones[~alone], return_inverse=True)
    others, other_places = np.unique(met.others[~alone], return_inverse=True)
    choices: list[list[int]] = [[] for _ in ones]
    for one, other in zip(one_places.tolist(), other_places.tolist(), strict=True):
        choices[one].append(other)
    partners = _Matching(choices, len(others)).grown()
    is_matched[ones[[partner != NOBODY for partner in partners]]] = True
    return is_matched


class _Matching:
    """Hopcroft and Karp (1973): grow by shortest paths that swap partners, until there is none left."""

    def __init__(self, choices: Sequence[Sequence[int]], n_others: int) -> None:
        self._choices = choices
        self._partner = [NOBODY] * len(choices)
        self._taken_by = [NOBODY] * n_others
        self._depth: list[int] = []
        self._untried: list[Iterator[int]] = []

    def grown(self) -> list[int]:
        """Return the partner of each, or `NOBODY`."""
        while self._layer():
            self._untried = [iter(choice) for choice in self._choices]
            for one, partner in enumerate(self._partner):
                if partner == NOBODY:
                    self._grow_from(one)
        return self._partner

    def _layer(self) -> bool:
        """Say how many swaps away from a free one each is; tell whether some path ends at a free other."""
        self._depth = [0 if partner == NOBODY else NOBODY for partner in self._partner]
        layer = [one for one, partner in enumerate(self._partner) if partner == NOBODY]
        depth, is_open = 0, False
        while layer and not is_open:
            depth += 1
            following: list[int] = []
            for one in layer:
                for other in self._choices[one]:
                    holder = self._taken_by[other]
                    if holder == NOBODY:
                        is_open = True
                    elif self._depth[holder] == NOBODY:
                        self._depth[holder] = depth
                        following.append(holder)
            layer = following
        return is_open

    def _grow_from(self, free: int) -> None:
        """Follow the layers from a free one to a free other, and swap partners on the way back."""
        path, chosen = [free], list[int]()
        while path:
            one = path[-1]
            other = next(self._untried[one], NOBODY)
            if other == NOBODY:
                path.pop()
                if chosen:
                    chosen.pop()
                continue
            holder = self._taken_by[other]
            if holder == NOBODY:
                for member, partner in zip(path, [*chosen, other], strict=True):
                    self._partner[member], self._taken_by[partner] = partner, member
                return
            if self._depth[holder] == self._depth[one] + 1:
                path.append(holder)
                chosen.append(other)
