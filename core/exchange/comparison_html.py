"""A comparison as a page: what was compared, how far coders agree, and every place where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from core.agreement.measures import MEASURES, Basis
from core.agreement.results import Comparison, Kind, Place, Result
from core.agreement.scope import NOT_DONE
from core.exchange.agreement_words import (
    KINDS,
    definitions,
    measure_name,
    methods_paragraph,
    settings_in_words,
)
from core.exchange.comparison_places import Disagreement, disagreements, in_reading_order
from core.exchange.contexts import Context, context_of
from core.exchange.pages import Swatch, date_in_words, render, swatch
from core.queries.history import last_changed
from core.queries.projects import Project
from core.queries.schemes import scheme
from core.queries.sources import source_named, text
from core.storage.driver import Database
from core.version import VERSION

MOST_PLACES = 1000
"""More places than a person reads; the page says that there are more, and JSON holds them all."""

_MOST_FIGURES = 5
"""So many figures stand beside each other on the width of a page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell; without one, the reason. `share` is the length of its bar from 0 to 1."""

    value: str = ""
    reason: str = ""
    share: float = 0.0
    n_units: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its heading, its figures, and how many units they rest on."""

    name: str
    swatch: Swatch | None
    figures: tuple[Figure, ...]
    n_units: int = 0
    n_coded: int = 0
    is_family: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading for each column of figures."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One family: its table of measures, its pairs of coders, its sources."""

    family: str
    categories: tuple[str, ...]
    distances: tuple[str, ...]
    n_several: int
    share_several: str
    measures: tuple[Grid, ...]
    pairs: tuple[tuple[str, Grid], ...]
    pairs_of_codes: tuple[tuple[str, Grid], ...]
    sources: tuple[Grid, ...]


def comparison_page(
    db: Database, project: Project, comparison: Comparison, *, with_words: bool = False
) -> str:
    """Return the page; the same project and comparison give the same. Texts are quoted `with_words`."""
    looks = _Looks(db)
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
        methods=methods_paragraph(comparison),
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


class _Looks:
    """The colours of codes by family and name."""

    def __init__(self, db: Database) -> None:
        whole = scheme(db)
        names = {family.id: family.name for family in whole.families}
        self._swatches = {(names[code.family], code.name): swatch(code.colour) for code in whole.codes}

    def of(self, family: str, code: str) -> Swatch:
        return self._swatches[family, code]


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


def _chapter(comparison: Comparison, family: str, looks: _Looks) -> Chapter:
    rows = [result for result in comparison.results if result.family == family]
    pooled = [row for row in rows if row.source is None]
    of_family = [row for row in pooled if row.scope == "family"]
    several, units = _several(of_family)
    pairwise = [name for name in comparison.settings.measures if MEASURES[name].is_pairwise]
    more_than_a_pair = len(comparison.coders) > 2
    return Chapter(
        family,
        of_family[0].categories if of_family else (),
        tuple(dict.fromkeys(f"{measure_name(row.measure)} {row.distance}" for row in pooled if row.distance)),
        several,
        f"{several / (several + units) * 100:.1f} %" if several else "",
        tuple(_measures_grid(pooled, columns, looks) for columns in _columns(comparison)),
        tuple((measure_name(name), _matrix(comparison, of_family, name)) for name in pairwise)
        if more_than_a_pair and of_family
        else (),
        tuple((measure_name(name), _pairs_grid(comparison, pooled, name, looks)) for name in pairwise)
        if more_than_a_pair and len(comparison.coders) <= 4
        else (),
        tuple(_sources_grids(comparison, rows)),
    )


def _several(of_family: Iterable[Result]) -> tuple[int, int]:
    """Return how many units the family as one variable leaves out for several codes, and how many it uses.

    Measures of each code by itself use all of them; among pairs the one that loses most is taken.
    """
    as_one = (row for row in of_family if MEASURES[row.measure].basis is Basis.VALUES)
    return max(((row.n_several, row.n_units) for row in as_one), default=(0, 0))


def _columns(comparison: Comparison) -> list[list[str]]:
    """Return the measures that have one value for all coders, as many together as fit on a page.

    They stand in the order of their rows; without any, one table names what was compared.
    """
    is_pair = len(comparison.coders) == 2
    names = [
        name
        for name in MEASURES
        if name in comparison.settings.measures and (is_pair or not MEASURES[name].is_pairwise)
    ]
    n_tables = max(1, -(-len(names) // _MOST_FIGURES))
    size = -(-len(names) // n_tables)
    return [names[table * size : (table + 1) * size] for table in range(n_tables)]


def _measures_grid(pooled: Sequence[Result], columns: Sequence[str], looks: _Looks) -> Grid:
    lines = []
    for (scope, name), rows in _grouped(pooled):
        by_measure = {row.measure: row for row in rows}
        first = _first(by_measure, columns)
        look = looks.of(first.family, name) if scope == "code" else None
        lines.append(
            Line(
                name,
                look,
                tuple(_figure(by_measure.get(column)) for column in columns),
                first.n_units,
                first.n_coded,
                scope == "family",
            )
        )
    return Grid(tuple(measure_name(column) for column in columns), tuple(lines))


def _first(by_measure: Mapping[str, Result], columns: Sequence[str]) -> Result:
    """Return the row whose counts stand at a line's end: that of the first figure, if any is shown."""
    shown = (by_measure[column] for column in columns if column in by_measure)
    return next(shown, next(iter(by_measure.values())))


def _grouped(rows: Iterable[Result]) -> list[tuple[tuple[str, str], list[Result]]]:
    groups: dict[tuple[str, str], list[Result]] = {}
    for row in rows:
        groups.setdefault((row.scope, row.name), []).append(row)
    return list(groups.items())


def _matrix(comparison: Comparison, of_family: Sequence[Result], measure: str) -> Grid:
    """Return the coders by coders; a coder with herself, and a pair met already, stay empty."""
    by_pair = {frozenset(row.coders): row for row in of_family if row.measure == measure}
    lines = []
    for first, coder in enumerate(comparison.coders[:-1]):
        figures = [
            _figure(by_pair.get(frozenset((coder, other)))) if place > first else Figure()
            for place, other in enumerate(comparison.coders)
        ]
        lines.append(Line(coder, None, tuple(figures[1:])))
    return Grid(comparison.coders[1:], tuple(lines))


def _pairs_grid(comparison: Comparison, pooled: Sequence[Result], measure: str, looks: _Looks) -> Grid:
    """Return the codes by pairs of coders."""
    rows = [row for row in pooled if row.measure == measure and row.scope == "code"]
    pairs = list(dict.fromkeys(row.coders for row in rows))
    lines = []
    for (_, name), of_code in _grouped(rows):
        by_pair = {row.coders: row for row in of_code}
        lines.append(
            Line(name, looks.of(of_code[0].family, name), tuple(_figure(by_pair.get(pair)) for pair in pairs))
        )
    return Grid(tuple(" – ".join(pair) for pair in pairs), tuple(lines))


def _sources_grids(comparison: Comparison, rows: Sequence[Result]) -> Iterator[Grid]:
    """Yield the sources by measures of the whole family, as far as a source was computed by itself."""
    own = [row for row in rows if row.scope == "family" and row.source is not None]
    if own:
        yield from (_sources_grid(comparison, own, columns) for columns in _columns(comparison))


def _sources_grid(comparison: Comparison, own: Sequence[Result], columns: Sequence[str]) -> Grid:
    lines = []
    for source in comparison.sources:
        by_measure = {row.measure: row for row in own if row.source == source.name}
        if by_measure:
            first = _first(by_measure, columns)
            lines.append(
                Line(
                    source.name,
                    None,
                    tuple(_figure(by_measure.get(column)) for column in columns),
                    first.n_units,
                    first.n_coded,
                )
            )
    return Grid(tuple(measure_name(column) for column in columns), tuple(lines))


def _figure(row: Result | None) -> Figure:
    if row is None:
        return Figure()
    if row.value is None:
        return Figure(reason=row.undefined or "", n_units=row.n_units)
    return Figure(figure_in_words(row.value), share=min(max(row.value, 0.0), 1.0), n_units=row.n_units)


def figure_in_words(value: float) -> str:
    """Return a coefficient as journals print it: three places, no zero before the point, a true minus."""
    rounded = f"{abs(value):.3f}"
    sign = "−" if value < 0 and float(rounded) else ""
    return sign + rounded.removeprefix("0")


def _counts(comparison: Comparison, family: str) -> tuple[list[int], int]:
    """Return how many disagreements there are of each kind, and how many agreements."""
    kinds = Counter(place.kind for place in comparison.disagreements if place.family == family)
    agreements = sum(place.family == family for place in comparison.agreements)
    return [kinds[kind] for kind in Kind], agreements


def _by_source(db: Database, places: Sequence[Place], looks: _Looks) -> Iterator[tuple[str, list[Context]]]:
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


def _told(db: Database, comparison: Comparison, looks: _Looks) -> list[tuple[str, list[Told]]]:
    """Return the first disagreements by source."""
    shown = islice(disagreements(db, comparison), MOST_PLACES)
    return [
        (name, [_one_told(one, looks) for one in of_source])
        for name, of_source in groupby(shown, key=lambda one: one.place.source)
    ]


def _one_told(one: Disagreement, looks: _Looks) -> Told:
    place = one.place
    given = tuple(
        (coder, tuple((code, looks.of(place.family, code)) for code in codes))
        for coder, codes in one.codes.items()
    )
    return Told(place, one.paragraph, given)


def _context(place: Place, words: str, looks: _Looks) -> Context:
    return context_of(place, words, lambda code: looks.of(place.family, code))
