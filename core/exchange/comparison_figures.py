"""The tables of a report: codes, sources and coders by measures, with intervals, counts and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.agreement.measures import MEASURES
from core.agreement.results import Comparison, PairMatrix, Result, Without
from core.exchange.agreement_words import figure_in_words, measure_name
from core.exchange.pages import Swatch

MOST_FIGURES = 5
"""So many figures stand beside each other on the width of a page."""

ROUGH = "△"
"""Stands at an interval that was drawn from few sources."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell with its interval; `share` is the length of its bar from 0 to 1.

    `note` is the letter of what is said below the table: why there is no number, or no interval.
    """

    value: str = ""
    interval: str = ""
    note: str = ""
    is_rough: bool = False
    share: float = 0.0
    n_units: int = 0
    coverage: str = ""


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
    """A table with a heading for each column of figures, and what its letters mean."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Notes:
    """What is said below a table, each sentence once, by letters."""

    _letters: dict[str, str] = field(default_factory=dict)

    def letter(self, sentence: str) -> str:
        """Return the letter of a sentence, a new one for a new sentence."""
        place = len(self._letters)
        turn, letter = divmod(place, 26)
        return self._letters.setdefault(sentence, chr(ord("a") + letter) * (turn + 1))

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return letters with their sentences."""
        return tuple((letter, sentence) for sentence, letter in self._letters.items())


def figure(row: Result | Without | None, notes: Notes) -> Figure:
    """Return a result as a cell, its reasons among the notes."""
    if row is None:
        return Figure()
    if row.value is None:
        return Figure(note=notes.letter(row.undefined or ""), n_units=row.n_units)
    if isinstance(row, Without):
        return _plain(row.value, row.n_units)
    return Figure(
        figure_in_words(row.value),
        interval_in_words(row),
        notes.letter(row.ci_undefined) if row.ci_undefined else "",
        row.ci_caution is not None,
        _share(row.value),
        row.n_units,
        "" if row.coverage is None else f"{row.coverage * 100:.0f} %",
    )


def interval_in_words(row: Result) -> str:
    """Return the interval as journals print it, nothing where there is none."""
    if row.ci95 is None:
        return ""
    low, high = map(figure_in_words, row.ci95)
    return f"[{low}, {high}]"


def _plain(value: float, n_units: int) -> Figure:
    return Figure(figure_in_words(value), share=_share(value), n_units=n_units)


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def columns_of(comparison: Comparison) -> list[list[str]]:
    """Return the measures that have one value for all coders, as many together as fit on a page.

    They stand in the order of their rows; without any, one table names what was compared.
    """
    is_pair = len(comparison.coders) == 2
    names = [
        name
        for name in MEASURES
        if name in comparison.settings.measures and (is_pair or not MEASURES[name].is_pairwise)
    ]
    n_tables = max(1, -(-len(names) // MOST_FIGURES))
    size = -(-len(names) // n_tables)
    return [names[table * size : (table + 1) * size] for table in range(n_tables)]


def measures_grid(
    pooled: Sequence[Result], columns: Sequence[str], looks: Mapping[tuple[str, str], Swatch]
) -> Grid:
    """Return the family and its codes by measures."""
    lines, notes = [], Notes()
    for (scope, name), rows in _grouped(pooled):
        by_measure = {row.measure: row for row in rows}
        first = _first(by_measure, columns)
        lines.append(
            Line(
                name,
                looks[first.family, name] if scope == "code" else None,
                tuple(figure(by_measure.get(column), notes) for column in columns),
                first.n_units,
                first.n_coded,
                scope == "family",
            )
        )
    return Grid(tuple(measure_name(column) for column in columns), tuple(lines), notes.told())


def _first(by_measure: Mapping[str, Result], columns: Sequence[str]) -> Result:
    """Return the row whose counts stand at a line's end: of the first figure that is of units, if any is."""
    shown = [by_measure[column] for column in columns if column in by_measure]
    of_units = [row for row in shown if MEASURES[row.measure].basis.is_of_units]
    return next(iter(of_units or shown or by_measure.values()))


def _grouped(rows: Iterable[Result]) -> list[tuple[tuple[str, str], list[Result]]]:
    groups: dict[tuple[str, str], list[Result]] = {}
    for row in rows:
        groups.setdefault((row.scope, row.name), []).append(row)
    return list(groups.items())


def pair_grid(matrix: PairMatrix) -> Grid:
    """Return the coders by coders; a coder with herself, and a pair met already, stay empty."""
    lines, notes = [], Notes()
    for first, coder in enumerate(matrix.coders[:-1]):
        cells = [
            _pair_figure(matrix, first, second, notes) if second > first else Figure()
            for second in range(1, len(matrix.coders))
        ]
        lines.append(Line(coder, None, tuple(cells)))
    return Grid(matrix.coders[1:], tuple(lines), notes.told())


def _pair_figure(matrix: PairMatrix, first: int, second: int, notes: Notes) -> Figure:
    value, n_units = matrix.values[first][second], matrix.n_units[first][second] or 0
    if value is None:
        return Figure(note=notes.letter(matrix.undefined[first][second] or ""), n_units=n_units)
    return _plain(value, n_units)


def without_grid(rows: Sequence[Without], measures: Sequence[str]) -> Grid:
    """Return the coders left out by measures of those who remain."""
    notes = Notes()
    found = {(row.without, row.measure): row for row in rows}
    coders = dict.fromkeys(row.without for row in rows)
    lines = tuple(
        Line(coder, None, tuple(figure(found.get((coder, measure)), notes) for measure in measures))
        for coder in coders
    )
    return Grid(tuple(measure_name(measure) for measure in measures), lines, notes.told())


def sources_grids(comparison: Comparison, rows: Sequence[Result]) -> Iterator[Grid]:
    """Yield the sources by measures of the whole family, as far as a source was computed by itself."""
    own = [row for row in rows if row.scope == "family" and row.source is not None]
    by_source = {(row.source, row.measure): row for row in own}
    computed = {row.measure for row in own}
    for part in columns_of(comparison) if own else ():
        columns = [column for column in part if column in computed]
        notes = Notes()
        lines = []
        for source in comparison.sources:
            here = [by_source.get((source.name, column)) for column in columns]
            first = next((row for row in here if row is not None), None)
            if first is not None:
                # one source is one cluster: why it has no interval would stand in every cell
                cells = tuple(_of_one_source(row, notes) for row in here)
                lines.append(Line(source.name, None, cells, first.n_units, first.n_coded))
        yield Grid(tuple(measure_name(column) for column in columns), tuple(lines), notes.told())


def _of_one_source(row: Result | None, notes: Notes) -> Figure:
    if row is None or row.value is None:
        return figure(row, notes)
    return _plain(row.value, row.n_units)
