"""Compare coders: from material and settings to numbers, places and everything left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from core.agreement.bootstrap import Draws
from core.agreement.confusion import confusions, two_by_twos
from core.agreement.disagreements import places
from core.agreement.material import Material
from core.agreement.measures import MEASURES, Basis
from core.agreement.on_line import OnLine
from core.agreement.overlaps import Overlaps, overlaps_of
from core.agreement.pairs import pair_matrices, without_each
from core.agreement.results import (
    Comparison,
    Confusion,
    Exclusion,
    Overlap,
    PairMatrix,
    Place,
    PlacedCoding,
    Result,
    SourceSummary,
    TwoByTwo,
    Without,
)
from core.agreement.rows import Numbers
from core.agreement.scope import NOT_NAMED, LeftOut, Scope, SortedOut, scopes, sort_out
from core.agreement.settings import Settings, Uncoded, Unit
from core.agreement.subject import Subject, code_subject, family_subject
from core.agreement.tables import Domain, sections_of
from core.agreement.units import Line, line_of
from core.jobs import Progress, silent, uncollected


def compare(material: Material, settings: Settings, progress: Progress | None = None) -> Comparison:
    """Compute everything the settings ask for. The same material gives the same bytes.

    Results stand family by family in the scheme's order: the family's rows, then each code's; within
    these, measure by measure the pooled row, or one for each pair, and then each source's.
    """
    # looking for garbage among hundreds of thousands of rows takes a seventh of the time
    with uncollected():
        return _compared(material, settings, progress or silent())


def _compared(material: Material, settings: Settings, progress: Progress) -> Comparison:
    all_scopes = scopes(material)
    lines = _Lines.of(material, settings)
    draws = _draws(material, settings)
    around = _Around()
    found: list[Place] = []
    overlaps: list[Overlap] = []
    left_out = [LeftOut(None, coder.name, None, None, NOT_NAMED) for coder in material.left_out]
    total, done = sum(len(scope.codes) + 1 for scope in all_scopes), 0
    for scope in all_scopes:
        progress.step(done, total)
        codings = sort_out(material, scope)
        left_out.extend(codings.left_out)
        found.extend(_wanted_places(material, scope, codings, settings))
        family = _family(material, settings, scope, codings, lines)
        overlaps.extend(family.overlaps.found)
        for subject in _subjects(material, family):
            around.add(Numbers(material, settings, subject, draws, partial(progress.step, done, total)))
            done += 1
    progress.step(total, total)
    return Comparison(
        settings=_effective(material, settings, all_scopes),
        coders=tuple(coder.name for coder in material.coders),
        sources=tuple(_summaries(material, all_scopes)),
        excluded=tuple(_exclusion(material, one) for one in left_out),
        results=tuple(around.results),
        disagreements=tuple(place for place in found if place.kind is not None),
        agreements=tuple(place for place in found if place.kind is None),
        overlaps=tuple(overlaps),
        pairs=tuple(around.pairs),
        without=tuple(around.without),
        confusion=tuple(around.confusion),
        two_by_two=tuple(around.two_by_two),
        clusters=_near_copies(material) if draws.is_wanted else (),
    )


@dataclass(frozen=True, eq=False)
class _Around:
    """The numbers of all subjects so far, and what stands around them."""

    results: list[Result] = field(default_factory=list)
    pairs: list[PairMatrix] = field(default_factory=list)
    without: list[Without] = field(default_factory=list)
    confusion: list[Confusion] = field(default_factory=list)
    two_by_two: list[TwoByTwo] = field(default_factory=list)

    def add(self, numbers: Numbers) -> None:
        """Add those of one family or code."""
        numbers.step()
        self.results.extend(numbers.rows())
        self.pairs.extend(pair_matrices(numbers))
        self.without.extend(without_each(numbers))
        if numbers.subject.code is None:
            self.confusion.extend(confusions(numbers.material, numbers.subject))
        else:
            self.two_by_two.extend(two_by_twos(numbers.material, numbers.subject))


def _draws(material: Material, settings: Settings) -> Draws:
    # names are what people see and stay the same in every copy of a project
    names = [source.source.name for source in material.sources]
    return Draws(material.drawn_together(), names, settings.draws, settings.seed)


def _near_copies(material: Material) -> tuple[tuple[str, ...], ...]:
    """Name the sources that are drawn together, cluster by cluster."""
    clusters: dict[int, list[str]] = {}
    for cluster, source in zip(material.drawn_together(), material.sources, strict=True):
        clusters.setdefault(cluster, []).append(source.source.name)
    return tuple(tuple(names) for names in clusters.values() if len(names) > 1)


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
class _Lines:
    """All sources end to end: in the units of the comparison, and in characters."""

    units: Line
    characters: Line

    @classmethod
    def of(cls, material: Material, settings: Settings) -> _Lines:
        """Lay the sources end to end."""
        units = line_of(material.sources, settings)
        if settings.unit is Unit.CHARACTER:
            return cls(units, units)
        return cls(units, line_of(material.sources, replace(settings, unit=Unit.CHARACTER)))


def _family(
    material: Material, settings: Settings, scope: Scope, codings: SortedOut, lines: _Lines
) -> Subject:
    """Return the family with all that its rows, and those of its codes, are computed from."""
    domain = Domain(scope, settings.uncoded, sections_of(scope, codings, lines.units))
    is_same = lines.units is lines.characters and settings.uncoded is Uncoded.CATEGORY
    on_line = OnLine(scope, codings, lines.characters, settings.exact_iou, domain if is_same else None)
    wanted = {MEASURES[name].basis for name in settings.measures}
    has_continuum = wanted & {Basis.CONTINUUM, Basis.CODE_IN_FAMILY}
    overlaps = tuple(overlaps_of(material, on_line)) if has_continuum else ()
    return family_subject(domain, on_line, Overlaps(overlaps), settings.distance)


def _subjects(material: Material, family: Subject) -> Iterator[Subject]:
    """Yield the family and each of its codes, as far as rows are wanted of them."""
    scope = family.domain.scope
    if scope.family.id in material.family_rows:
        yield family
    for place, code in enumerate(scope.codes):
        if code.id in material.code_rows:
            yield code_subject(family, place)


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
