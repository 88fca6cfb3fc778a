"""Who gave what where another gave what: the tables of confusion and the 2×2 tables of a report."""

from __future__ import annotations

from dataclasses import dataclass

from core.agreement.results import Comparison, Confusion
from core.exchange.agreement_words import figure_in_words, measure_name
from core.exchange.pages import Swatch

MOST_PAIRS = 3
"""Of more pairs a page shows the table of all together; the workbook holds each."""

_KAPPA_LIKE = ("cohen_kappa", "scott_pi", "fleiss_kappa", "krippendorff_alpha")


@dataclass(frozen=True, slots=True)
class Crossed:
    """One confusion table; `coders` None counts all pairs, each both ways round."""

    coders: tuple[str, str] | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    n_several: int | None


@dataclass(frozen=True, slots=True)
class Fourfold:
    """The 2×2 table of one code and two coders in a line, with its indexes as they are printed."""

    code: str
    swatch: Swatch
    coders: str
    counts: tuple[int, int, int, int]
    prevalence: str
    bias: str
    value: str


@dataclass(frozen=True, slots=True)
class Fourfolds:
    """The 2×2 tables of a family; `measure` is what stands beside the indexes."""

    measure: str
    lines: tuple[Fourfold, ...]


def crossed(comparison: Comparison, family: str) -> list[Crossed]:
    """Return the tables of a family: of each pair, or of all together where there are many.

    Values that nobody gave are left out.
    """
    own = [table for table in comparison.confusion if table.family == family]
    pairs = [table for table in own if table.coders is not None]
    shown = pairs if len(pairs) <= MOST_PAIRS else [table for table in own if table.coders is None]
    return [_crossed(table) for table in shown if any(map(any, table.weights))]


def _crossed(table: Confusion) -> Crossed:
    met = [
        place
        for place in range(len(table.categories))
        if any(table.weights[place]) or any(row[place] for row in table.weights)
    ]
    names = tuple(table.categories[place] for place in met)
    rows = tuple(
        (table.categories[place], tuple(table.weights[place][other] for other in met)) for place in met
    )
    return Crossed(table.coders, names, rows, table.n_several)


def fourfolds(comparison: Comparison, family: str, looks: dict[tuple[str, str], Swatch]) -> Fourfolds | None:
    """Return the 2×2 tables of a family's codes, where the pairs are few enough to be read."""
    own = [table for table in comparison.two_by_two if table.family == family]
    pairs = {table.coders for table in own}
    if not own or len(pairs) > MOST_PAIRS:
        return None
    measure = next((name for name in _KAPPA_LIKE if name in comparison.settings.measures), "")
    values = _values(comparison, family, measure)
    lines = tuple(
        Fourfold(
            table.code,
            looks[family, table.code],
            " – ".join(table.coders),
            (table.both, table.first, table.second, table.neither),
            _index(table.prevalence),
            _index(table.bias),
            _index(values.get((table.code, frozenset(table.coders)))),
        )
        for table in own
    )
    return Fourfolds(measure_name(measure), lines)


def _values(
    comparison: Comparison, family: str, measure: str
) -> dict[tuple[str, frozenset[str]], float | None]:
    """Return the measure of each code and two coders."""
    found: dict[tuple[str, frozenset[str]], float | None] = {}
    for matrix in comparison.pairs:
        if (matrix.family, matrix.measure, matrix.scope) == (family, measure, "code"):
            for first, row in enumerate(matrix.values):
                for second, value in enumerate(row[:first]):
                    pair = frozenset((matrix.coders[first], matrix.coders[second]))
                    found[matrix.name, pair] = value
    return found


def _index(value: float | None) -> str:
    return "–" if value is None else figure_in_words(value)
