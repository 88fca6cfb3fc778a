"""Compare coders: from material and settings to numbers, places and everything left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Literal

import numpy as np

from core.agreement.coefficients import Outcome, Undefined
from core.agreement.counts import BoolArray, Counts
from core.agreement.disagreements import places
from core.agreement.distances import Distance
from core.agreement.material import Material
from core.agreement.measures import MEASURES, Basis, Measure
from core.agreement.results import Comparison, Exclusion, Place, PlacedCoding, Result, SourceSummary
from core.agreement.scope import NOT_NAMED, LeftOut, Scope, SortedOut, scopes, sort_out
from core.agreement.settings import Settings, Uncoded
from core.agreement.tables import Domain, Tally, sections_of
from core.agreement.units import Line, line_of
from core.jobs import Progress, silent
from core.model.scheme import Code, Scale

UNCODED_NAME = "uncoded"
ABSENT_OR_PRESENT = ("absent", "present")


def compare(material: Material, settings: Settings, progress: Progress | None = None) -> Comparison:
    """Compute everything the settings ask for. The same material gives the same bytes.

    Results stand family by family in the scheme's order: the family's rows, then each code's; within
    these, measure by measure the pooled row, or one for each pair, and then each source's.
    """
    progress = progress or silent()
    all_scopes = scopes(material)
    line = line_of(material.sources, settings)
    results: list[Result] = []
    found: list[Place] = []
    left_out = [LeftOut(None, coder.name, None, None, NOT_NAMED) for coder in material.left_out]
    total, done = sum(len(scope.codes) + 1 for scope in all_scopes), 0
    for scope in all_scopes:
        progress.step(done, total)
        codings = sort_out(material, scope)
        left_out.extend(codings.left_out)
        found.extend(_wanted_places(material, scope, codings, settings))
        for rows in _rows_of_family(material, settings, scope, codings, line):
            progress.step(done, total)
            results.extend(rows)
            done += 1
    progress.step(total, total)
    return Comparison(
        settings=_effective(material, settings, all_scopes),
        coders=tuple(coder.name for coder in material.coders),
        sources=tuple(_summaries(material, all_scopes)),
        excluded=tuple(_exclusion(material, one) for one in left_out),
        results=tuple(results),
        disagreements=tuple(place for place in found if place.kind is not None),
        agreements=tuple(place for place in found if place.kind is None),
    )


def _effective(material: Material, settings: Settings, all_scopes: Sequence[Scope]) -> Settings:
    """Name all that the settings left to the project, so that they say alone what was compared.

    Families and codes are those with rows of their own, codes qualified; measures in the order of rows.
    """
    return replace(
        settings,
        coders=tuple(coder.name for coder in material.coders),
        sources=tuple(source.source.name for source in material.sources),
        codes=tuple(
            f"{scope.family.name}/{code.name}"
            for scope in all_scopes
            for code in scope.codes
            if code.id in material.code_rows
        ),
        families=tuple(scope.family.name for scope in all_scopes if scope.family.id in material.family_rows),
        measures=tuple(name for name in MEASURES if name in settings.measures),
    )


@dataclass(frozen=True, eq=False)
class _Subject:
    """What a set of rows is about: a family or a code, with the tables to compute it from."""

    scope: Literal["family", "code"]
    name: str
    family: str
    categories: tuple[str, ...]
    judged: BoolArray
    domain: Domain
    code: int | None
    distance: Distance
    set_distance: Distance

    def counted(self, coders: Sequence[int], basis: Basis) -> tuple[Counts, Tally]:
        """Return what a measure is computed from, and what its rows count."""
        if self.code is not None:
            # as sets, "this code" and "nothing" lie as far apart as two names
            table, tally = self.domain.code_table(self.code, coders)
        elif basis is Basis.PRESENCE:
            table, tally = self.domain.family_presence(coders)
        elif basis is Basis.SETS:
            table, tally = self.domain.family_sets(coders, self.set_distance)
        else:
            table, tally = self.domain.family_table(coders, self.distance)
        return table.counts, tally

    def distance_on(self, basis: Basis) -> Distance:
        """Return by what differences are weighed where they are weighed."""
        return self.set_distance if basis is Basis.SETS else self.distance


def _rows_of_family(
    material: Material, settings: Settings, scope: Scope, codings: SortedOut, line: Line
) -> Iterator[list[Result]]:
    """Yield the rows of the family and of each of its codes, as far as they are wanted."""
    domain = Domain(scope, settings.uncoded, sections_of(scope, codings, line))
    if scope.family.id in material.family_rows:
        yield _rows(material, settings, _family_subject(scope, domain, settings.distance))
    for place, code in enumerate(scope.codes):
        if code.id in material.code_rows:
            yield _rows(material, settings, _code_subject(scope, domain, settings.distance, place, code))


def _family_subject(scope: Scope, domain: Domain, set_distance: Distance) -> _Subject:
    is_category = domain.uncoded is Uncoded.CATEGORY
    codes = tuple(code.name for code in scope.codes)
    return _Subject(
        scope="family",
        name=scope.family.name,
        family=scope.family.name,
        categories=(*codes, UNCODED_NAME) if is_category else codes,
        judged=scope.judged,
        domain=domain,
        code=None,
        # "uncoded" has no rank among the codes
        distance=Distance.ORDINAL
        if scope.family.scale is Scale.ORDINAL and not is_category
        else Distance.NOMINAL,
        set_distance=set_distance,
    )


def _code_subject(scope: Scope, domain: Domain, set_distance: Distance, place: int, code: Code) -> _Subject:
    return _Subject(
        scope="code",
        name=code.name,
        family=scope.family.name,
        categories=ABSENT_OR_PRESENT,
        judged=scope.judged & ~scope.lacks[:, :, place],
        domain=domain,
        code=place,
        distance=Distance.NOMINAL,
        set_distance=set_distance,
    )


def _rows(material: Material, settings: Settings, subject: _Subject) -> list[Result]:
    everyone = tuple(range(len(material.coders)))
    pairs = list(combinations(everyone, 2))
    counted = cache(subject.counted)
    rows: list[Result] = []
    for measure in MEASURES.values():
        if measure.name not in settings.measures:
            continue
        groups = pairs if measure.is_pairwise else [everyone]
        pooled, each_source = [], []
        for coders in groups:
            counts, tally = counted(coders, measure.basis)
            maker = _RowMaker(material, subject, measure, counts, coders)
            pooled.append(maker.pooled(tally))
            each_source.append(maker.by_source(tally))
        rows.extend(pooled)
        # source by source, and within a source pair by pair
        for of_source in zip(*each_source, strict=True):
            rows.extend(row for row in of_source if row is not None)
    return rows


@dataclass(frozen=True, eq=False)
class _RowMaker:
    """Writes the rows of one measure over one group of coders."""

    material: Material
    subject: _Subject
    measure: Measure
    counts: Counts
    coders: Sequence[int]

    def pooled(self, tally: Tally) -> Result:
        """Return the row over all sources; a pair's row names the pair whether they judged or not."""
        judged = np.any(self.subject.judged, axis=0)
        named = [coder for coder in self.coders if self.measure.is_pairwise or judged[coder]]
        outcome = self.measure.compute(self.counts.pooled())
        counts = [int(each.sum()) for each in (tally.units, tally.coded, tally.several)]
        return self._row(None, named, outcome, 0, counts)

    def by_source(self, tally: Tally) -> list[Result | None]:
        """Return a row for each source that at least two of the coders judged, None for the others."""
        outcome = self.measure.compute(self.counts)
        judged = self.subject.judged[:, list(self.coders)]
        counts: list[list[int]] = np.stack((tally.units, tally.coded, tally.several), axis=1).tolist()
        rows: list[Result | None] = []
        for source, (has_judged, of_source) in enumerate(zip(judged.tolist(), counts, strict=True)):
            named = [coder for coder, has in zip(self.coders, has_judged, strict=True) if has]
            name = self.material.sources[source].source.name
            rows.append(self._row(name, named, outcome, source, of_source) if len(named) > 1 else None)
        return rows

    def _row(
        self, source: str | None, coders: Sequence[int], outcome: Outcome, part: int, counts: Sequence[int]
    ) -> Result:
        n_units, n_coded, n_several = counts
        reason = outcome.reasons[part]
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
            value=float(outcome.values[part]) if reason is None else None,
            undefined=None if reason is None else str(reason),
            ci95=None,
            distance=None if distance is None else str(distance),
            n_units=n_units,
            n_coded=n_coded,
            n_several=n_several,
            categories=self.subject.categories,
        )


def _wanted_places(
    material: Material, scope: Scope, codings: SortedOut, settings: Settings
) -> Iterator[Place]:
    """Yield the places of a family, or those where one of the chosen codes was given."""
    found = places(material, scope, codings.taken, settings.tolerance)
    if scope.family.id in material.family_rows:
        yield from found
        return
    chosen = {code.name for code in scope.codes if code.id in material.code_rows}
    yield from (place for place in found if any(coding.code in chosen for coding in place.codings))


def _summaries(material: Material, all_scopes: Sequence[Scope]) -> Iterator[SourceSummary]:
    nobody = np.zeros((len(material.sources), len(material.coders)), dtype=np.bool_)
    judged = np.any([nobody, *(scope.judged for scope in all_scopes)], axis=0)
    for source, has_judged in zip(material.sources, judged.tolist(), strict=True):
        yield SourceSummary(
            name=source.source.name,
            guid=source.source.guid,
            text_sha256=source.source.text_sha256,
            characters=source.source.characters,
            codable_characters=len(source.codable()),
            coders=tuple(coder.name for coder, has in zip(material.coders, has_judged, strict=True) if has),
        )


def _exclusion(material: Material, one: LeftOut) -> Exclusion:
    names = {code.id: code.name for code in material.codes}
    return Exclusion(
        source=None if one.source is None else material.sources[one.source].source.name,
        coder=one.coder,
        family=one.family.name if one.family else None,
        code=one.code.name if one.code else None,
        reason=one.reason,
        codings=tuple(
            PlacedCoding(coding.id, one.coder, names[coding.code], coding.span.start, coding.span.end)
            for coding in one.codings
        ),
    )
