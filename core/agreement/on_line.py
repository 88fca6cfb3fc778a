"""One family's codings on the line of codable characters, for measures that take no units.

The continuum and the segments are measured in characters of codable text, whatever unit and treatment
of uncoded text the comparison has: a gap between two sections is part of what a coder did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from core.agreement.continuum import CodeInFamily, Continuum
from core.agreement.counts import BoolArray
from core.agreement.distances import Distance, IntArray
from core.agreement.pair_sums import PairSums
from core.agreement.paired_segments import PairedSegments
from core.agreement.scope import Scope, SortedOut
from core.agreement.sections_on_line import Stretches, pair_sums
from core.agreement.settings import Uncoded
from core.agreement.tables import UNJUDGED, Domain, Tally, sections_of, unavailable
from core.agreement.units import Line, Ranges


@dataclass(frozen=True, eq=False)
class OnLine:
    """What is measured on the line of characters. Segments of two coders overlap from an IoU of `iou` on.

    `shared` is the comparison's own domain where that is the same: in characters, gaps as a value.
    Parts are sources, or where they are `apart` in another, kinds of them.
    """

    scope: Scope
    codings: SortedOut
    line: Line
    iou: Fraction
    shared: Domain | None = None
    apart: OnLine | None = None
    _pair_sums: dict[tuple[int | None, tuple[int, ...]], PairSums] = field(default_factory=dict)
    _families: dict[tuple[int, ...], Continuum] = field(default_factory=dict)

    @cached_property
    def domain(self) -> Domain:
        """The family in characters, with gaps as a value."""
        if self.shared:
            return self.shared
        if self.apart:
            return self.apart.domain.merged()
        return Domain(self.scope, Uncoded.CATEGORY, sections_of(self.scope, self.codings, self.line))

    def merged(self, shared: Domain | None) -> OnLine:
        """Return the same with sources of a kind as one part; not kept here, as in `Domain`."""
        return OnLine(self.scope.merged(), self.codings, self.line, self.iou, shared, self)

    @cached_property
    def segments(self) -> PairedSegments:
        """The segments of two coders each; always source by source."""
        if self.apart:
            return self.apart.segments
        return PairedSegments(self.scope, self.codings, self.line, self.iou)

    def tally(self, code: int | None, coders: Sequence[int]) -> Tally:
        """Return what rows of the family or of one code count, in characters."""
        if code is None:
            return self.domain.family_table(coders, Distance.NOMINAL)[1]
        return self.domain.code_table(code, coders)[1]

    def continuum(self, code: int | None, coders: Sequence[int]) -> Continuum:
        """Return the continuum of the family's codes, or of one code and its gaps."""
        if code is None:
            return self._of_family(tuple(coders))
        return self._sums(code, tuple(coders)).of(coders)

    def _sums(self, code: int | None, coders: tuple[int, ...]) -> PairSums:
        """Return what a continuum is added up from: for all coders, or where codes are too new, for some."""
        is_for_all = not self.scope.lacks.any()
        key = code, () if is_for_all else coders
        if key not in self._pair_sums:
            if self.apart and is_for_all:
                found = self.apart._sums(code, coders).merged(self.apart.scope.kinds, len(self.scope.judged))
            else:
                found = pair_sums(*self._ranges(code), self._stretches(code, coders))
            self._pair_sums[key] = found
        return self._pair_sums[key]

    def _ranges(self, code: int | None) -> tuple[Ranges, int]:
        """Return united ranges and how many codes they have: all of the family, or one as the only code."""
        ranges = self.domain.sections.ranges
        if code is None:
            return ranges, len(self.scope.codes)
        # united ranges are ordered by code
        own = slice(*np.searchsorted(ranges.codes, (code, code + 1)).tolist())
        alone = np.zeros_like(ranges.codes[own])
        return Ranges(ranges.coders[own], alone, ranges.starts[own], ranges.ends[own]), 1

    def code_in_family(self, code: int, coders: Sequence[int]) -> CodeInFamily:
        """Return one code on the continuum of its family."""
        return CodeInFamily(self._of_family(tuple(coders)), code)

    def _of_family(self, coders: tuple[int, ...]) -> Continuum:
        if coders not in self._families:
            self._families[coders] = self._sums(None, coders).of(coders)
        return self._families[coders]

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
        """Return the part to which the stretch after each border belongs."""
        sources = np.asarray(np.searchsorted(self.line.borders, borders[:-1], "right") - 1, dtype=np.int64)
        return self.apart.scope.kinds[sources] if self.apart else sources
