"""How many segments two coders cut alike: F1 over segments, one to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.agreement.coefficients import Outcome, Undefined
from core.agreement.counts import with_sum
from core.agreement.distances import IntArray


@dataclass(frozen=True, eq=False)
class SegmentCounts:
    """Counts by part, summed over pairs of coders and, of a family, over its codes.

    `alike` and `overlapping` are the segments with a partner in a maximum one-to-one matching of
    segments with equal ends, or that overlap far enough; `segments` is |A|+|B|; `pairs` counts the
    pairs of coders who both judged.
    """

    alike: IntArray
    overlapping: IntArray
    segments: IntArray
    pairs: IntArray

    def pooled(self) -> SegmentCounts:
        """Return the counts over all sources."""
        return self._summed(lambda each: each.sum(axis=0, keepdims=True))

    def with_pooled(self) -> SegmentCounts:
        """Return the parts, and as the last one all of them together."""
        return self._summed(with_sum)

    def drawn(self, times: IntArray) -> SegmentCounts:
        """Return the parts that `times[draw, part]` make: each draw holds each part so many times."""
        return self._summed(lambda each: np.asarray(times @ each, dtype=np.int64))

    def _summed(self, add_up: Callable[[IntArray], IntArray]) -> SegmentCounts:
        return SegmentCounts(*map(add_up, (self.alike, self.overlapping, self.segments, self.pairs)))


def span_f1_exact(counts: SegmentCounts) -> Outcome:
    """Return 2·TP/(|A|+|B|), TP the segments of a code that both coders cut with the same ends.

    It is F1, the harmonic mean of precision and recall (van Rijsbergen 1979, Information Retrieval,
    chapter 7), of either coder's segments as answers to the other's.
    """
    return Outcome.quotient(2 * counts.alike, counts.segments, counts.pairs, Undefined.NOBODY_CODED)


def span_f1_overlap(counts: SegmentCounts) -> Outcome:
    """Return 2·TP/(|A|+|B|), TP the segments of a code whose IoU reaches the comparison's threshold."""
    return Outcome.quotient(2 * counts.overlapping, counts.segments, counts.pairs, Undefined.NOBODY_CODED)
