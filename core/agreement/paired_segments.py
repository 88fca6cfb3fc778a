"""One family's segments as they are, pair of coders by pair: how many both cut alike, how many overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import numpy as np

from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray
from core.agreement.matching import Segments, matched, meetings
from core.agreement.scope import Scope, SortedOut
from core.agreement.span_f1 import SegmentCounts
from core.agreement.units import Line, Ranges


@dataclass(frozen=True, eq=False)
class PairedSegments:
    """Segments of a family's codes in the text; those of two coders overlap from an IoU of `iou` on."""

    scope: Scope
    codings: SortedOut
    line: Line
    iou: Fraction
    _pairs: dict[tuple[int, int], IntArray] = field(default_factory=dict)

    def counts(self, code: int | None, coders: Sequence[int]) -> SegmentCounts:
        """Return how many segments of the family's codes, or of one code, the pairs of coders cut alike."""
        n_sources, _, n_codes = self.scope.lacks.shape
        sums = np.zeros((3, n_sources, n_codes), dtype=np.int64)
        pairs = np.zeros(n_sources, dtype=np.int64)
        for pair in combinations(sorted(coders), 2):
            sums += self._of_pair(*pair)
            both = self._judged_by_both(*pair)
            pairs += np.any(both, axis=1) if code is None else both[:, code]
        of_codes = sums.sum(axis=2) if code is None else sums[:, :, code]
        alike, overlapping, segments = of_codes
        return SegmentCounts(alike, overlapping, segments, pairs)

    def _judged_by_both(self, one: int, other: int) -> BoolArray:
        """Tell for each source and code whether both coders judged it."""
        known = self.scope.judged[:, :, None] & ~self.scope.lacks
        return np.asarray(known[:, one] & known[:, other], dtype=np.bool_)

    @cached_property
    def _segments(self) -> tuple[Ranges, IntArray]:
        """All segments that count as they are, in pieces where something not codable lies in them."""
        rows = [
            (one.coder, one.code, one.source, piece.start, piece.end)
            for one in self.codings.taken
            for piece in one.pieces
        ]
        coders, codes, sources, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 5).T
        offsets = self.line.text_starts[sources]
        return Ranges(coders, codes, starts + offsets, ends + offsets), sources

    def _of_pair(self, one: int, other: int) -> IntArray:
        """Count for each source and code the segments cut alike, those that overlap, and all of both."""
        if (one, other) not in self._pairs:
            both = self._judged_by_both(one, other)
            segments, sources = self._segments
            counts = both[sources, segments.codes]
            first, second = (np.flatnonzero(counts & (segments.coders == coder)) for coder in (one, other))
            met = meetings(_columns(segments, first), _columns(segments, second))
            marked = [
                first[matched(met.at_least(least), len(first), len(second))]
                for least in (Fraction(1), self.iou)
            ]
            self._pairs[one, other] = np.stack(
                [self._counted(some) for some in (*marked, np.concatenate((first, second)))]
            )
        return self._pairs[one, other]

    def _counted(self, chosen: IntArray) -> IntArray:
        """Count segments by source and code."""
        segments, sources = self._segments
        n_sources, _, n_codes = self.scope.lacks.shape
        cells = sources[chosen] * n_codes + segments.codes[chosen]
        counted = np.bincount(cells, minlength=n_sources * n_codes)
        return np.asarray(counted.reshape(n_sources, n_codes), dtype=np.int64)


def _columns(ranges: Ranges, chosen: IntArray) -> Segments:
    return Segments(ranges.codes[chosen], ranges.starts[chosen], ranges.ends[chosen])
