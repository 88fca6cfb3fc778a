"""The rows of a subject: measure by measure, pooled and source by source, for everyone or pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from typing import Any

import numpy as np

from core.agreement.bootstrap import Draws, Interval
from core.agreement.coefficients import Outcome, Undefined
from core.agreement.continuum import NoValue
from core.agreement.counts import FloatArray
from core.agreement.material import Material
from core.agreement.measures import MEASURES, Basis, Measure, Sums
from core.agreement.overlaps import reason_with_places
from core.agreement.results import Result
from core.agreement.settings import Settings, Unit
from core.agreement.subject import Subject
from core.agreement.tables import Tally


@dataclass(frozen=True, eq=False)
class _Counted:
    """What measures are computed from: by source, pooled and then for each draw; and what rows count."""

    by_source: Sums
    tally: Tally
    pooled: Sums
    drawn: Sums | None = None


@dataclass(frozen=True, eq=False)
class Numbers:
    """All numbers of one subject, computed from counts that are made once. Takes a `step` before each."""

    material: Material
    settings: Settings
    subject: Subject
    draws: Draws
    step: Callable[[], None]
    _known: dict[tuple[tuple[int, ...], Basis], _Counted] = field(default_factory=dict)

    def measures(self) -> Iterator[Measure[Any]]:
        """Yield the measures asked for that the subject can have."""
        for measure in MEASURES.values():
            if measure.name in self.settings.measures and not (
                measure.is_of_codes and self.subject.code is None
            ):
                yield measure

    def rows(self) -> list[Result]:
        """Return the rows of the subject, in the order a comparison promises."""
        everyone = tuple(range(len(self.material.coders)))
        rows: list[Result] = []
        for measure in self.measures():
            groups = list(combinations(everyone, 2)) if measure.is_pairwise else [everyone]
            each_source = []
            for coders in groups:
                rows.append(self.pooled(measure, coders, with_interval=True))
                each_source.append(self._maker(measure, coders).by_source(self._counted(coders, measure)))
            # source by source, and within a source pair by pair
            for of_source in zip(*each_source, strict=True):
                rows.extend(row for row in of_source if row is not None)
        return rows

    def pooled(
        self, measure: Measure[Any], coders: tuple[int, ...], *, with_interval: bool = False
    ) -> Result:
        """Return the row of some coders over all sources."""
        self.step()
        counted = self._counted(coders, measure)
        maker = self._maker(measure, coders)
        if not (with_interval and self.draws.is_wanted):
            return maker.pooled(counted, Interval())
        among = self.subject.compared(coders)
        if counted.drawn is None:
            counted = replace(counted, drawn=counted.by_source.drawn(self.draws.times(among)))
            self._known[coders, self._basis(measure)] = counted
        values = measure.compute(counted.drawn).values
        return maker.pooled(counted, self.draws.interval(values, among))

    def _maker(self, measure: Measure[Any], coders: tuple[int, ...]) -> _RowMaker:
        unit = self.settings.unit if measure.basis.is_of_units else Unit.CHARACTER
        return _RowMaker(self.material, self.subject, measure, self.draws, coders, unit)

    def _counted(self, coders: tuple[int, ...], measure: Measure[Any]) -> _Counted:
        basis = self._basis(measure)
        if (coders, basis) not in self._known:
            counts, tally = self.subject.counted(coders, basis)
            self._known[coders, basis] = _Counted(counts, tally, counts.pooled())
        return self._known[coders, basis]

    def _basis(self, measure: Measure[Any]) -> Basis:
        # a code alone is the same table for all measures on units
        is_alone = self.subject.code is not None and measure.basis.is_of_units
        return Basis.VALUES if is_alone else measure.basis


@dataclass(frozen=True, eq=False)
class _Computed:
    """What a measure gives for each part; `coverage` is `nan` where there is none."""

    outcome: Outcome
    coverage: FloatArray | None

    @classmethod
    def of(cls, measure: Measure[Any], counts: Sums) -> _Computed:
        """Compute the measure, and the coverage of its values if it has one."""
        return cls(measure.compute(counts), measure.coverage(counts) if measure.coverage else None)

    def coverage_of(self, part: int) -> float | None:
        """Return on which share of the text the part's value rests."""
        if self.coverage is None or np.isnan(self.coverage[part]):
            return None
        return float(self.coverage[part])


@dataclass(frozen=True, eq=False)
class _RowMaker:
    """Writes the rows of one measure over one group of coders."""

    material: Material
    subject: Subject
    measure: Measure[Any]
    draws: Draws
    coders: Sequence[int]
    unit: Unit

    def pooled(self, counted: _Counted, interval: Interval) -> Result:
        """Return the row over all sources; a pair's row names the pair whether they judged or not."""
        judged = np.any(self.subject.judged, axis=0)
        named = [coder for coder in self.coders if self.measure.is_pairwise or judged[coder]]
        computed = _Computed.of(self.measure, counted.pooled)
        tally = counted.tally
        counts = [int(each.sum()) for each in (tally.units, tally.coded, tally.several)]
        return self._row(None, named, computed, 0, counts, interval)

    def by_source(self, counted: _Counted) -> list[Result | None]:
        """Return a row for each source that at least two of the coders judged, None for the others."""
        computed = _Computed.of(self.measure, counted.by_source)
        tally = counted.tally
        judged = self.subject.judged[:, list(self.coders)]
        counts: list[list[int]] = np.stack((tally.units, tally.coded, tally.several), axis=1).tolist()
        rows: list[Result | None] = []
        for source, (has_judged, of_source) in enumerate(zip(judged.tolist(), counts, strict=True)):
            named = [coder for coder, has in zip(self.coders, has_judged, strict=True) if has]
            name = self.material.sources[source].source.name
            alone = self.draws.of_one_source(has_value=computed.outcome.reasons[source] is None)
            rows.append(
                self._row(name, named, computed, source, of_source, alone) if len(named) > 1 else None
            )
        return rows

    def _row(
        self,
        source: str | None,
        coders: Sequence[int],
        computed: _Computed,
        part: int,
        counts: Sequence[int],
        interval: Interval,
    ) -> Result:
        n_units, n_coded, n_several = counts
        reason = computed.outcome.reasons[part]
        if reason is Undefined.ONE_VALUE and not n_coded:
            reason = Undefined.NOBODY_CODED
        distance = self.subject.distance_on(self.measure.basis) if self.measure.has_distance else None
        return Result(
            scope=self.subject.scope,
            name=self.subject.name,
            family=self.subject.family,
            measure=self.measure.name,
            source=source,
            coders=tuple(self.material.coders[coder].name for coder in coders),
            value=float(computed.outcome.values[part]) if reason is None else None,
            undefined=None if reason is None else self._in_words(reason, source),
            ci95=interval.ci95,
            distance=None if distance is None else str(distance),
            n_units=n_units,
            n_coded=n_coded,
            n_several=n_several,
            categories=self.subject.categories_on(self.measure.basis),
            unit=str(self.unit),
            coverage=computed.coverage_of(part),
            ci_undefined=None if interval.undefined is None else str(interval.undefined),
            ci_caution=None if interval.caution is None else str(interval.caution),
            n_clusters=interval.n_clusters,
            draws_undefined=interval.draws_undefined,
        )

    def _in_words(self, reason: StrEnum, source: str | None) -> str:
        """Return the reason, with the places behind it where there are any."""
        if reason is not NoValue.OVERLAPPING:
            return str(reason)
        coders = [self.material.coders[coder].name for coder in self.coders]
        return reason_with_places(reason, self.subject.overlaps, source, coders)
