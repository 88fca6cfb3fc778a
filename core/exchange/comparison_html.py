"""A comparison as a page: what was compared, how far coders agree, and every place where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from core.agreement.measures import MEASURES, Basis
from core.agreement.results import Comparison, Kind, Place, Result
from core.agreement.scope import NOT_DONE
from core.exchange.agreement_methods import methods_paragraph
from core.exchange.agreement_papers import PREVALENCE
from core.exchange.agreement_words import (
    KINDS,
    definitions,
    figure_in_words,
    leading,
    measure_name,
    settings_in_words,
)
from core.exchange.comparison_chart import Chart, Dot, chart_svg
from core.exchange.comparison_crossed import Crossed, Fourfolds, crossed, fourfolds
from core.exchange.comparison_figures import (
    ROUGH,
    Grid,
    columns_of,
    interval_in_words,
    measures_grid,
    pair_grid,
    sources_grids,
    without_grid,
)
from core.exchange.comparison_places import Disagreement, disagreements, in_reading_order
from core.exchange.contexts import Context, context_of
from core.exchange.direction import isolated
from core.exchange.pages import Swatch, date_in_words, render, swatch
from core.queries.history import last_changed
from core.queries.projects import Project
from core.queries.schemes import scheme
from core.queries.sources import source_named, text
from core.storage.driver import Database
from core.version import VERSION

Looks = dict[tuple[str, str], Swatch]

MOST_CODERS = 12
"""A matrix of more coders is wider than a page; the workbook holds each pair."""

MOST_PLACES = 1000
"""More places than a person reads; the page says that there are more, and JSON holds them all."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One family: its chart, its tables of measures, its pairs of coders, its sources."""

    family: str
    chart: str
    categories: tuple[str, ...]
    distances: tuple[str, ...]
    n_several: int
    share_several: str
    draws_undefined: int
    has_intervals: bool
    measures: tuple[Grid, ...]
    pairs: tuple[tuple[str, Grid], ...]
    without: Grid | None
    crossed: tuple[Crossed, ...]
    fourfolds: Fourfolds | None
    sources: tuple[Grid, ...]


def comparison_page(
    db: Database, project: Project, comparison: Comparison, *, with_words: bool = False
) -> str:
    """Return the page; the same project and comparison give the same. Texts are quoted `with_words`."""
    looks = _looks(db)
    names = _names(comparison)
    families = list(dict.fromkeys(result.family for result in comparison.results))
    shown = in_reading_order(comparison)[:MOST_PLACES]
    return render(
        "comparison.html",
        project=project,
        version=VERSION,
        as_of=date_in_words(last_changed(db)),
        comparison=comparison,
        families=families,
        settings=settings_in_words(comparison.settings),
        has_numbers=any(len(source.coders) > 1 for source in comparison.sources),
        has_many=len(comparison.coders) > MOST_CODERS,
        rough=ROUGH,
        prevalence=PREVALENCE,
        methods=isolated(methods_paragraph(comparison), names),
        names=names,
        definitions=definitions(comparison.settings),
        judged=[(source, _judged(comparison, source.name, families)) for source in comparison.sources],
        excluded=list(_excluded(comparison)),
        chapters=[_chapter(comparison, family, looks) for family in families],
        kinds=list(KINDS.items()),
        counts=[(family, *_counts(comparison, family)) for family in families],
        places=list(_by_source(db, shown, looks)) if with_words else [],
        told=[] if with_words else _told(db, comparison, looks),
        places_left_out=len(comparison.disagreements) - len(shown),
    )


def _names(comparison: Comparison) -> set[str]:
    """Return what a sentence of the report may name."""
    names = {*comparison.coders, *(source.name for source in comparison.sources)}
    for row in comparison.results:
        names.update((row.family, row.name))
    return names


def _looks(db: Database) -> Looks:
    """Return the colours of codes by family and name."""
    whole = scheme(db)
    names = {family.id: family.name for family in whole.families}
    return {(names[code.family], code.name): swatch(code.colour) for code in whole.codes}


def _judged(comparison: Comparison, source: str, families: Sequence[str]) -> list[str]:
    """Return for each coder which families she judged in the source."""
    undone = {
        (one.coder, one.family)
        for one in comparison.excluded
        if one.reason == NOT_DONE and one.source == source
    }
    cells = []
    for coder in comparison.coders:
        done = [family for family in families if (coder, family) not in undone]
        if len(done) == len(families):
            cells.append("all")
        else:
            cells.append(", ".join(done) or "–")
    return cells


@dataclass(frozen=True, slots=True)
class _Excluded:
    """What was left out for one reason, sources taken together."""

    coder: str
    family: str | None
    code: str | None
    reason: str
    sources: tuple[str | None, ...]
    codings: int


def _excluded(comparison: Comparison) -> Iterator[_Excluded]:
    together: dict[tuple[str, str | None, str | None, str], list[int]] = {}
    for place, one in enumerate(comparison.excluded):
        together.setdefault((one.coder, one.family, one.code, one.reason), []).append(place)
    for (coder, family, code, reason), places in sorted(together.items(), key=lambda each: each[0][0]):
        members = [comparison.excluded[place] for place in places]
        yield _Excluded(
            coder,
            family,
            code,
            reason,
            tuple(one.source for one in members),
            sum(len(one.codings) for one in members),
        )


def _chapter(comparison: Comparison, family: str, looks: Looks) -> Chapter:
    rows = [result for result in comparison.results if result.family == family]
    pooled = [row for row in rows if row.source is None]
    of_family = [row for row in pooled if row.scope == "family"]
    several, units = _several(of_family)
    return Chapter(
        family,
        _chart(comparison, family, pooled),
        of_family[0].categories if of_family else (),
        tuple(dict.fromkeys(f"{measure_name(row.measure)} {row.distance}" for row in pooled if row.distance)),
        several,
        f"{several / (several + units) * 100:.1f} %" if several else "",
        max((row.draws_undefined or 0 for row in pooled), default=0),
        any(row.ci95 for row in pooled),
        tuple(measures_grid(pooled, columns, looks) for columns in columns_of(comparison)),
        tuple(_pairs(comparison, family)),
        _without(comparison, family),
        tuple(crossed(comparison, family)),
        fourfolds(comparison, family, looks),
        tuple(sources_grids(comparison, rows)),
    )


def _chart(comparison: Comparison, family: str, pooled: Sequence[Result]) -> str:
    """Return the dots of the first leading measure that has one value for all coders, Dice beside."""
    is_pair = len(comparison.coders) == 2
    names = [name for name in leading(comparison.settings) if is_pair or not MEASURES[name].is_pairwise]
    if not names:
        return ""
    measure, beside = names[0], "dice" if "dice" in names[1:] else ""
    by_subject: dict[tuple[str, str], dict[str, Result]] = {}
    for row in pooled:
        by_subject.setdefault((row.scope, row.name), {})[row.measure] = row
    dots = [
        _dot(name, of_subject.get(measure), of_subject.get(beside), is_family=scope == "family")
        for (scope, name), of_subject in by_subject.items()
    ]
    if all(dot.value is None and dot.beside is None for dot in dots):
        return ""
    title = f"{measure_name(measure)} of {family} and its codes"
    return chart_svg(Chart(title, measure_name(measure), measure_name(beside), dots))


def _dot(name: str, row: Result | None, beside: Result | None, *, is_family: bool) -> Dot:
    if row is None or row.value is None:
        words = "no value"
    else:
        words = " ".join(
            (figure_in_words(row.value), interval_in_words(row), ROUGH if row.ci_caution else "")
        )
    return Dot(
        "The family as one variable" if is_family else name,
        None if row is None else row.value,
        None if row is None else row.ci95,
        None if beside is None else beside.value,
        words.strip(),
        is_family,
    )


def _pairs(comparison: Comparison, family: str) -> Iterator[tuple[str, Grid]]:
    """Yield the coders by coders, for the leading measures of the family as one variable."""
    if not 2 < len(comparison.coders) <= MOST_CODERS:
        return
    shown = leading(comparison.settings)
    for matrix in comparison.pairs:
        if (matrix.scope, matrix.family) == ("family", family) and matrix.measure in shown:
            yield measure_name(matrix.measure), pair_grid(matrix)


def _without(comparison: Comparison, family: str) -> Grid | None:
    """Return the coders left out one by one, by leading measures of the family as one variable."""
    rows = [row for row in comparison.without if (row.scope, row.family) == ("family", family)]
    computed = {row.measure for row in rows}
    measures = [name for name in leading(comparison.settings) if name in computed]
    return without_grid(rows, measures) if measures else None


def _several(of_family: Iterable[Result]) -> tuple[int, int]:
    """Return how many units the family as one variable leaves out for several codes, and how many it uses.

    Measures of each code by itself use all of them; among pairs the one that loses most is taken.
    """
    as_one = (row for row in of_family if MEASURES[row.measure].basis is Basis.VALUES)
    return max(((row.n_several, row.n_units) for row in as_one), default=(0, 0))


def _counts(comparison: Comparison, family: str) -> tuple[list[int], int]:
    """Return how many disagreements there are of each kind, and how many agreements."""
    kinds = Counter(place.kind for place in comparison.disagreements if place.family == family)
    agreements = sum(place.family == family for place in comparison.agreements)
    return [kinds[kind] for kind in Kind], agreements


def _by_source(db: Database, places: Sequence[Place], looks: Looks) -> Iterator[tuple[str, list[Context]]]:
    """Yield each source with its places; a text is in memory only while its places are made."""
    for name, of_source in groupby(places, key=lambda place: place.source):
        words = text(db, source_named(db, name).revision)
        yield name, [_context(place, words, looks) for place in of_source]


@dataclass(frozen=True, slots=True)
class Told:
    """A disagreement without its words: where, of which kind, and each coder's codes."""

    place: Place
    paragraph: int
    given: tuple[tuple[str, tuple[tuple[str, Swatch], ...]], ...]


def _told(db: Database, comparison: Comparison, looks: Looks) -> list[tuple[str, list[Told]]]:
    """Return the first disagreements by source."""
    shown = islice(disagreements(db, comparison), MOST_PLACES)
    return [
        (name, [_one_told(one, looks) for one in of_source])
        for name, of_source in groupby(shown, key=lambda one: one.place.source)
    ]


def _one_told(one: Disagreement, looks: Looks) -> Told:
    place = one.place
    given = tuple(
        (coder, tuple((code, looks[place.family, code]) for code in codes))
        for coder, codes in one.codes.items()
    )
    return Told(place, one.paragraph, given)


def _context(place: Place, words: str, looks: Looks) -> Context:
    return context_of(place, words, lambda code: looks[place.family, code])
