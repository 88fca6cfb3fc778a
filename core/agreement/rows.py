"""The rows of a subject: measure by measure, pooled and source by source, for everyone or pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, combinations, compress, repeat
from math import isnan
from typing import Any

from core.agreement.bootstrap import Draws, Interval
from core.agreement.coefficients import Undefined
from core.agreement.continuum import NoValue
from core.agreement.material import Material
from core.agreement.measures import MEASURES, Basis, Measure, Sums
from core.agreement.results import Result
from core.agreement.settings import Settings, Unit
from core.agreement.subject import Subject
from core.agreement.tables import Tally


@dataclass(frozen=True, eq=False)
class _Counted:
    """What measures are computed from: by source and then for each draw; and what rows count."""

    by_source: Sums
    tally: Tally
    totals: tuple[int, int, int]
    drawn: Sums | None = None

    @cached_property
    def pooled(self) -> Sums:
        """All sources as one."""
        return self.by_source.pooled()

    @cached_property
    def with_pooled(self) -> Sums:
        """Each source, and last all of them as one."""
        return self.by_source.with_pooled()

    @classmethod
    def of(cls, subject: Subject, coders: Sequence[int], basis: Basis) -> _Counted:
        """Count."""
        counts, tally = subject.counted(coders, basis)
        units, coded, several = (int(each.sum()) for each in (tally.units, tally.coded, tally.several))
        return cls(counts, tally, (units, coded, several))


@dataclass(frozen=True, slots=True)
class Number:
    """What a measure is for some coders over all sources: the value, or why there is none."""

    value: float | None
    undefined: str | None
    n_units: int


@dataclass(frozen=True, eq=False)
class Numbers:
    """All numbers of one subject, computed from counts that are made once. Takes a `step` before each."""

    material: Material
    settings: Settings
    subject: Subject
    draws: Draws
    step: Callable[[], None]
    _pooled: dict[tuple[str, tuple[int, ...]], Number] = field(default_factory=dict)
    _known: dict[tuple[tuple[int, ...], Basis], _Counted] = field(default_factory=dict)
    _merged: dict[tuple[tuple[int, ...], Basis], _Counted] = field(default_factory=dict)
    _named: dict[tuple[int, ...], Sequence[tuple[str, ...]]] = field(default_factory=dict)

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
                pooled, by_source = self._pooled_and_by_source(measure, coders)
                rows.append(pooled)
                each_source.append(by_source)
            # source by source, and within a source pair by pair
            for of_source in zip(*each_source, strict=True):
                rows.extend(row for row in of_source if row is not None)
        return rows

    def pooled(self, measure: Measure[Any], coders: tuple[int, ...]) -> Number:
        """Return the number of some coders over all sources."""
        if (measure.name, coders) not in self._pooled:
            self.step()
            counted = self._over_all(coders, measure)
            outcome = measure.compute(counted.pooled)
            [value], [reason] = outcome.values.tolist(), outcome.reasons
            n_units, n_coded, n_several = counted.totals
            undefined = reason and self._maker(measure, coders).in_words(
                reason, None, is_coded=n_coded > 0, lost=n_several
            )
            number = Number(None if undefined else value, undefined, n_units)
            self._pooled[measure.name, coders] = number
        return self._pooled[measure.name, coders]

    def names(self, coders: tuple[int, ...]) -> tuple[str, ...]:
        """Return the names of those of the coders who judged any source."""
        judged = self.subject.merged.judged
        return tuple(self.material.coders[coder].name for coder in coders if judged[:, coder].any())

    def _pooled_and_by_source(
        self, measure: Measure[Any], coders: tuple[int, ...]
    ) -> tuple[Result, list[Result | None]]:
        self.step()
        counted = self._counted(coders, measure)
        interval = Interval()
        if self.draws.is_wanted:
            among = self.subject.compared(coders)
            if counted.drawn is None:
                counted = replace(counted, drawn=counted.by_source.drawn(self.draws.times(among)))
                self._known[coders, self._basis(measure)] = counted
            interval = self.draws.interval(measure.compute(counted.drawn).values, among)
        pooled, by_source = self._maker(measure, coders).rows(counted, interval)
        self._pooled[measure.name, coders] = Number(pooled.value, pooled.undefined, pooled.n_units)
        return pooled, by_source

    def _maker(self, measure: Measure[Any], coders: tuple[int, ...]) -> _RowMaker:
        unit = self.settings.unit if measure.basis.is_of_units else Unit.CHARACTER
        named = self._named_by_source(coders)
        return _RowMaker(self.material, self.subject, measure, self.draws, coders, unit, named)

    def _named_by_source(self, coders: tuple[int, ...]) -> Sequence[tuple[str, ...]]:
        """Return the names of those of the coders who judged each source; all measures name the same."""
        if coders not in self._named:
            names = [self.material.coders[coder].name for coder in coders]
            judged = self.subject.judged[:, list(coders)].tolist()
            self._named[coders] = [tuple(compress(names, of_source)) for of_source in judged]
        return self._named[coders]

    def _counted(self, coders: tuple[int, ...], measure: Measure[Any]) -> _Counted:
        key = coders, self._basis(measure)
        if key not in self._known:
            self._known[key] = _Counted.of(self.subject, *key)
        return self._known[key]

    def _over_all(self, coders: tuple[int, ...], measure: Measure[Any]) -> _Counted:
        """Return what `_counted` does, good for its sums alone: without telling sources of a kind apart."""
        key = coders, self._basis(measure)
        if key in self._known:
            return self._known[key]
        if key not in self._merged:
            self._merged[key] = _Counted.of(self.subject.merged, *key)
        return self._merged[key]

    def _basis(self, measure: Measure[Any]) -> Basis:
        # a code alone is the same table for all measures on units
        is_alone = self.subject.code is not None and measure.basis.is_of_units
        return Basis.VALUES if is_alone else measure.basis


@dataclass(frozen=True, eq=False)
class _Computed:
    """What a measure gives for each part; `coverage` is on which share of the text a value rests."""

    values: Sequence[float]
    reasons: Sequence[StrEnum | None]
    coverage: Sequence[float | None]

    @classmethod
    def of(cls, measure: Measure[Any], counts: Sums) -> _Computed:
        """Compute the measure, and the coverage of its values if it has one."""
        outcome = measure.compute(counts)
        coverage: list[float | None] = [None] * len(outcome.reasons)
        if measure.coverage:
            coverage = [None if isnan(one) else one for one in measure.coverage(counts).tolist()]
        return cls(outcome.values.tolist(), outcome.reasons, coverage)


@dataclass(frozen=True, eq=False)
class _RowMaker:
    """Writes the rows of one measure over one group of coders; `named` are those who judged each source."""

    material: Material
    subject: Subject
    measure: Measure[Any]
    draws: Draws
    coders: Sequence[int]
    unit: Unit
    named: Sequence[tuple[str, ...]]

    def rows(self, counted: _Counted, interval: Interval) -> tuple[Result, list[Result | None]]:
        """Return the row over all sources, which has the interval; and one for each source.

        Of a source that fewer than two of the coders judged there is None.
        """
        computed = _Computed.of(self.measure, counted.with_pooled)
        tally = counted.tally
        counts = [
            [*of_sources.tolist(), total]
            for of_sources, total in zip(
                (tally.units, tally.coded, tally.several), counted.totals, strict=True
            )
        ]
        with_value, without = (self.draws.of_one_source(has_value=has) for has in (True, False))
        intervals = [with_value if reason is None else without for reason in computed.reasons[:-1]]
        sources = [source.source.name for source in self.material.sources]
        *by_source, pooled = self._rows(
            [*sources, None], [*self.named, self._named()], computed, counts, [*intervals, interval]
        )
        return pooled, [row if len(row.coders) > 1 else None for row in by_source]

    def _named(self) -> tuple[str, ...]:
        """Return the coders of the row over all sources; a pair's names the pair, judged or not."""
        judged = set(chain.from_iterable(self.named))
        names = [self.material.coders[coder].name for coder in self.coders]
        return tuple(name for name in names if self.measure.is_pairwise or name in judged)

    def _rows(
        self,
        sources: Sequence[str | None],
        coders: Sequence[tuple[str, ...]],
        computed: _Computed,
        counts: Sequence[Sequence[int]],
        intervals: Sequence[Interval],
    ) -> list[Result]:
        """Return a row for each part, put together from columns: there are very many rows."""
        n_units, n_coded, n_several = counts
        reasons = [
            None if reason is None else self.in_words(reason, source, is_coded=coded > 0, lost=several)
            for reason, source, coded, several in zip(
                computed.reasons, sources, n_coded, n_several, strict=True
            )
        ]
        measure, subject = self.measure, self.subject
        columns: dict[str, Iterable[object]] = {
            "scope": repeat(subject.scope),
            "name": repeat(subject.name),
            "family": repeat(subject.family),
            "measure": repeat(measure.name),
            "source": sources,
            "coders": coders,
            "value": [
                value if reason is None else None
                for value, reason in zip(computed.values, reasons, strict=True)
            ],
            "undefined": reasons,
            "ci95": [interval.ci95 for interval in intervals],
            "distance": repeat(subject.distance_of(measure)),
            "n_units": n_units,
            "n_coded": n_coded,
            "n_several": n_several,
            "categories": repeat(subject.categories_on(measure.basis)),
            "unit": repeat(self.unit.value),
            "coverage": computed.coverage,
            "ci_undefined": [interval.undefined for interval in intervals],
            "ci_caution": [interval.caution for interval in intervals],
            "n_clusters": [interval.n_clusters for interval in intervals],
            "draws_undefined": [interval.draws_undefined for interval in intervals],
        }
        return list(map(Result._make, zip(*(columns[name] for name in Result._fields), strict=False)))

    def in_words(self, reason: StrEnum, source: str | None, *, is_coded: bool, lost: int) -> str:
        """Return the reason, with the places behind it if there are any; `lost` units had several codes."""
        if reason is Undefined.NO_PAIR and lost:
            return Undefined.ALL_SEVERAL.value
        if reason is Undefined.ONE_VALUE and not is_coded:
            return Undefined.NOBODY_CODED.value
        if reason is not NoValue.OVERLAPPING:
            return reason.value
        coders = tuple(self.material.coders[coder].name for coder in self.coders)
        return self.subject.overlaps.reason(source, coders)
