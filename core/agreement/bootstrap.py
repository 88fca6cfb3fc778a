"""Intervals by drawing sources anew: how far a number would move had other sources been sampled.

Percentile bootstrap (Efron 1979, Bootstrap methods: another look at the jackknife), 95 %: what was
sampled is drawn again with replacement, as many as there were, and the measure computed of each draw.
Near copies of one text are one cluster and come or stay away together. Characters are never drawn:
they were not sampled. Sums over sources are drawn, not texts, so no draw sweeps over codings again.

Only sources that two coders judged are drawn. One that a single coder judged compares nobody; where it
tells how common a value is, it tells so in every draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from core.agreement.counts import BoolArray, FloatArray
from core.agreement.distances import IntArray

DEFAULT_SEED = 1
MOST_DRAWS = 100_000
FEWEST, FEW = 5, 10
_ENDS = (2.5, 97.5)


class NoInterval(StrEnum):
    """Why a number stands without an interval."""

    NO_VALUE = "There is no value to draw an interval around."
    TOO_FEW = "An interval needs at least five sources that are not copies of one another."
    NO_DRAW = "No draw of sources has a value."


class Caution(StrEnum):
    """What a reader of an interval should know."""

    FEW = "It is drawn from fewer than ten sources that are not copies of one another, so it is rough."


@dataclass(frozen=True, slots=True)
class Interval:
    """What drawing gave: the two ends or why there are none, and what it rests on.

    `n_clusters` were drawn from; `draws_undefined` draws had no value and are left out.
    """

    ci95: tuple[float, float] | None = None
    undefined: str | None = None
    caution: str | None = None
    n_clusters: int | None = None
    draws_undefined: int | None = None


_NOTHING_DRAWN = Interval()
_ONE_SOURCE = Interval(undefined=NoInterval.TOO_FEW.value, n_clusters=1)
_ONE_SOURCE_WITHOUT_VALUE = Interval(undefined=NoInterval.NO_VALUE.value, n_clusters=1)


class Draws:
    """The draws of one comparison: the same clusters give the same draws, whatever is computed of them.

    `clusters` numbers each source's cluster, `names` are what sources are ordered by: where a source
    stands in the project changes nothing.
    """

    def __init__(self, clusters: Sequence[int], names: Sequence[str], draws: int, seed: int) -> None:
        self._draws, self._seed = draws, seed
        self._by_name = _by_first_name(clusters, names)
        self._known: dict[bytes, IntArray] = {}

    @property
    def is_wanted(self) -> bool:
        """Whether intervals were asked for."""
        return self._draws > 0

    def n_clusters(self, sources: BoolArray) -> int:
        """Count the clusters that hold any of these sources."""
        return len(np.unique(self._by_name[sources]))

    def times(self, sources: BoolArray) -> IntArray:
        """Return `times[draw, source]`: how often each draw holds each source.

        The first row holds each once, and is the number itself. Only these sources are drawn; others stay.
        """
        key = sources.tobytes()
        if key not in self._known:
            self._known[key] = self._drawn(sources)
        return self._known[key]

    def _drawn(self, sources: BoolArray) -> IntArray:
        once = np.ones((1, len(sources)), dtype=np.int64)
        met, place = np.unique(self._by_name[sources], return_inverse=True)
        if not self.is_wanted or len(met) < FEWEST:
            return once
        random = np.random.Generator(np.random.PCG64(self._seed))
        taken = random.integers(0, len(met), (self._draws, len(met)))
        cells = taken + len(met) * np.arange(self._draws)[:, None]
        counted = np.bincount(cells.ravel(), minlength=self._draws * len(met)).reshape(self._draws, -1)
        times = np.ones((self._draws, len(sources)), dtype=np.int64)
        times[:, sources] = counted[:, place]
        return np.concatenate((once, times))

    def of_one_source(self, *, has_value: bool) -> Interval:
        """Return what stands instead of an interval beside the number of one source."""
        if not self.is_wanted:
            return _NOTHING_DRAWN
        return _ONE_SOURCE if has_value else _ONE_SOURCE_WITHOUT_VALUE

    def interval(self, values: FloatArray, sources: BoolArray) -> Interval:
        """Return the interval of a number from the values that `times` gave."""
        if not self.is_wanted:
            return _NOTHING_DRAWN
        n_clusters = self.n_clusters(sources)
        if np.isnan(values[0]):
            return Interval(undefined=NoInterval.NO_VALUE.value, n_clusters=n_clusters)
        if n_clusters < FEWEST:
            return Interval(undefined=NoInterval.TOO_FEW.value, n_clusters=n_clusters)
        of_draws = values[1:]
        defined = of_draws[~np.isnan(of_draws)]
        draws_undefined = len(of_draws) - len(defined)
        if not len(defined):
            return Interval(
                undefined=NoInterval.NO_DRAW.value, n_clusters=n_clusters, draws_undefined=draws_undefined
            )
        low, high = np.percentile(defined, _ENDS).tolist()
        caution = Caution.FEW.value if n_clusters < FEW else None
        return Interval((low, high), None, caution, n_clusters, draws_undefined)


def _by_first_name(clusters: Sequence[int], names: Sequence[str]) -> IntArray:
    """Return the clusters numbered anew, in the order of the first name in each."""
    first: dict[int, str] = {}
    for cluster, name in zip(clusters, names, strict=True):
        first[cluster] = min(name, first.get(cluster, name))
    number = {cluster: at for at, cluster in enumerate(sorted(first, key=lambda one: first[one]))}
    return np.array([number[cluster] for cluster in clusters], dtype=np.int64)
