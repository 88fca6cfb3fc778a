"""One family's codings on the line of codable characters, for measures that take no units.

The continuum and the segments are measured in characters of codable text, whatever unit and treatment
of uncoded text the comparison has: a gap between two sections is part of what a coder did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import numpy as np

from core.agreement.continuum import CodeInFamily, Continuum
from core.agreement.counts import BoolArray
from core.agreement.distances import Distance, IntArray
from core.agreement.matching import Segments, matched, meetings
from core.agreement.scope import Scope, SortedOut
from core.agreement.sections_on_line import Stretches, continuum_of
from core.agreement.settings import Uncoded
from core.agreement.span_f1 import SegmentCounts
from core.agreement.tables import UNJUDGED, Domain, Tally, sections_of, unavailable
from core.agreement.units import Line, Ranges


@dataclass(frozen=True, eq=False)
class OnLine:
    """What is measured on the line of characters. Segments of two coders overlap from an IoU of `iou` on.

    `shared` is the comparison's own domain where that is the same: in characters, gaps as a value.
    """

    scope: Scope
    codings: SortedOut
    line: Line
    iou: Fraction
    shared: Domain | None = None
    _pairs: dict[tuple[int, int], IntArray] = field(default_factory=dict)
    _families: dict[tuple[int, ...], Continuum] = field(default_factory=dict)
    _tallies: dict[tuple[int | None, tuple[int, ...]], Tally] = field(default_factory=dict)

    @cached_property
    def domain(self) -> Domain:
        """The family in characters, with gaps as a value."""
        return self.shared or Domain(
            self.scope, Uncoded.CATEGORY, sections_of(self.scope, self.codings, self.line)
        )

    def tally(self, code: int | None, coders: Sequence[int]) -> Tally:
        """Return what rows of the family or of one code count, in characters."""
        key = code, tuple(coders)
        if key not in self._tallies:
            self._tallies[key] = (
                self.domain.family_table(coders, Distance.NOMINAL)
                if code is None
                else self.domain.code_table(code, coders)
            )[1]
        return self._tallies[key]

    def continuum(self, code: int | None, coders: Sequence[int]) -> Continuum:
        """Return the continuum of the family's codes, or of one code and its gaps."""
        ranges = self.domain.sections.ranges
        if code is None:
            return self._of_family(tuple(coders))
        # united ranges are ordered by code
        own = slice(*np.searchsorted(ranges.codes, (code, code + 1)).tolist())
        alone = Ranges(
            ranges.coders[own], np.zeros_like(ranges.codes[own]), ranges.starts[own], ranges.ends[own]
        )
        return continuum_of(alone, 1, self._stretches(code, coders), coders)

    def code_in_family(self, code: int, coders: Sequence[int]) -> CodeInFamily:
        """Return one code on the continuum of its family."""
        return CodeInFamily(self._of_family(tuple(coders)), code)

    def _of_family(self, coders: tuple[int, ...]) -> Continuum:
        if coders not in self._families:
            self._families[coders] = continuum_of(
                self.domain.sections.ranges, len(self.scope.codes), self._stretches(None, coders), coders
            )
        return self._families[coders]

    def segment_counts(self, code: int | None, coders: Sequence[int]) -> SegmentCounts:
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

    @cached_property
    def hard_borders(self) -> IntArray:
        """Ends of sources, and places where something not codable was cut out."""
        return np.union1d(self.line.borders, self.line.steps)

    def _stretches(self, code: int | None, coders: Sequence[int]) -> Stretches:
        """Divide the line where sources end, where text was cut out and where those who judge change."""
        if not self.scope.lacks.any():
            parts = self._parts(self.hard_borders)
            return Stretches(self.hard_borders, self.scope.judged[parts].T, parts, len(self.scope.judged))
        judged = self._judged_sections(code, list(coders))
        borders = np.concatenate(([0], np.cumsum(self.domain.sections.weights)))
        changes = np.any(judged[:, 1:] != judged[:, :-1], axis=0)
        hard = np.union1d(self.hard_borders, borders[1:-1][changes])
        at = np.searchsorted(borders, hard[:-1], "right") - 1
        return Stretches(hard, judged[:, at], self._parts(hard), len(self.scope.judged))

    def _judged_sections(self, code: int | None, coders: list[int]) -> BoolArray:
        """Tell who judged each section where codes may be too new for some: nobody else than `coders`."""
        sections, lacks = self.domain.sections, self.scope.lacks
        judged = np.zeros(sections.states.shape, dtype=np.bool_)
        judged[coders] = sections.states[coders] != UNJUDGED
        if code is None:
            judged[coders] &= ~unavailable(sections.states[coders], sections.parts, lacks[:, coders])
        else:
            judged &= ~lacks[sections.parts, :, code].T
        return judged

    def _parts(self, borders: IntArray) -> IntArray:
        """Return the source in which the stretch after each border lies."""
        return np.asarray(np.searchsorted(self.line.borders, borders[:-1], "right") - 1, dtype=np.int64)

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
