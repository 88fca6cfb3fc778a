"""The rows of a subject: measure by measure, pooled and source by source, for everyone or pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np

from core.agreement.coefficients import Outcome, Undefined
from core.agreement.continuum import NoValue
from core.agreement.counts import FloatArray
from core.agreement.material import Material
from core.agreement.measures import MEASURES, Measure, Sums
from core.agreement.overlaps import reason_with_places
from core.agreement.results import Result
from core.agreement.settings import Settings, Unit
from core.agreement.subject import Subject
from core.agreement.tables import Tally


def rows_of(material: Material, settings: Settings, subject: Subject) -> list[Result]:
    """Return the rows of one subject, in the order a comparison promises."""
    everyone = tuple(range(len(material.coders)))
    pairs = list(combinations(everyone, 2))
    counted = cache(subject.counted)
    rows: list[Result] = []
    for measure in MEASURES.values():
        if measure.name not in settings.measures or (measure.is_of_codes and subject.code is None):
            continue
        groups = pairs if measure.is_pairwise else [everyone]
        pooled, each_source = [], []
        for coders in groups:
            counts, tally = counted(coders, measure.basis)
            unit = settings.unit if measure.basis.is_of_units else Unit.CHARACTER
            maker = _RowMaker(material, subject, measure, counts, coders, unit)
            pooled.append(maker.pooled(tally))
            each_source.append(maker.by_source(tally))
        rows.extend(pooled)
        # source by source, and within a source pair by pair
        for of_source in zip(*each_source, strict=True):
            rows.extend(row for row in of_source if row is not None)
    return rows


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
    counts: Sums
    coders: Sequence[int]
    unit: Unit

    def pooled(self, tally: Tally) -> Result:
        """Return the row over all sources; a pair's row names the pair whether they judged or not."""
        judged = np.any(self.subject.judged, axis=0)
        named = [coder for coder in self.coders if self.measure.is_pairwise or judged[coder]]
        computed = _Computed.of(self.measure, self.counts.pooled())
        counts = [int(each.sum()) for each in (tally.units, tally.coded, tally.several)]
        return self._row(None, named, computed, 0, counts)

    def by_source(self, tally: Tally) -> list[Result | None]:
        """Return a row for each source that at least two of the coders judged, None for the others."""
        computed = _Computed.of(self.measure, self.counts)
        judged = self.subject.judged[:, list(self.coders)]
        counts: list[list[int]] = np.stack((tally.units, tally.coded, tally.several), axis=1).tolist()
        rows: list[Result | None] = []
        for source, (has_judged, of_source) in enumerate(zip(judged.tolist(), counts, strict=True)):
            named = [coder for coder, has in zip(self.coders, has_judged, strict=True) if has]
            name = self.material.sources[source].source.name
            rows.append(self._row(name, named, computed, source, of_source) if len(named) > 1 else None)
        return rows

    def _row(
        self, source: str | None, coders: Sequence[int], computed: _Computed, part: int, counts: Sequence[int]
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
            ci95=None,
            distance=None if distance is None else str(distance),
            n_units=n_units,
            n_coded=n_coded,
            n_several=n_several,
            categories=self.subject.categories_on(self.measure.basis),
            unit=str(self.unit),
            coverage=computed.coverage_of(part),
        )

    def _in_words(self, reason: StrEnum, source: str | None) -> str:
        """Return the reason, with the places behind it where there are any."""
        if reason is not NoValue.OVERLAPPING:
            return str(reason)
        coders = [self.material.coders[coder].name for coder in self.coders]
        return reason_with_places(reason, self.subject.overlaps, source, coders)
