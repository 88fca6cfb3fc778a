"""What a comparison found as rows for tables: the numbers, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from core.agreement.results import Comparison, Result
from core.exchange.comparison_places import BETWEEN
from core.exchange.sheets import Column
from core.exchange.tables import Cell

Rows = Iterator[list[Cell]]

RESULTS = (
    Column("scope", 8),
    Column("family", 22),
    Column("name", 28),
    Column("measure", 22),
    Column("source", 22),
    Column("coders", 26),
    Column("value", 12),
    Column("undefined", 34),
    Column("ci95_low", 10),
    Column("ci95_high", 10),
    Column("distance", 10),
    Column("n_units", 10),
    Column("n_coded", 10),
    Column("n_several", 10),
    Column("categories", 40),
    Column("unit", 11),
    Column("coverage", 10),
    Column("ci_undefined", 34),
    Column("ci_caution", 34),
    Column("n_clusters", 10),
    Column("draws_undefined", 10),
)
PAIRS = (
    *(Column("scope", 8), Column("family", 22), Column("name", 28), Column("measure", 22)),
    *(Column("distance", 10), Column("coder", 18), Column("other_coder", 18), Column("value", 12)),
    *(Column("undefined", 34), Column("n_units", 10)),
)
WITHOUT = (
    *(Column("scope", 8), Column("family", 22), Column("name", 28), Column("measure", 22)),
    *(Column("distance", 10), Column("without", 18), Column("coders", 26), Column("value", 12)),
    *(Column("undefined", 34), Column("n_units", 10)),
)
CONFUSION = (
    *(Column("family", 22), Column("coder", 18), Column("other_coder", 18), Column("value", 28)),
    *(Column("other_value", 28), Column("n_units", 10)),
)
TWO_BY_TWO = (
    *(Column("family", 22), Column("code", 28), Column("coder", 18), Column("other_coder", 18)),
    *(Column("both", 10), Column("coder_alone", 10), Column("other_alone", 10), Column("neither", 10)),
    *(Column("prevalence", 12), Column("bias", 12)),
)
EXCLUDED = (
    *(Column("source", 26), Column("coder", 18), Column("family", 22), Column("code", 28)),
    *(Column("reason", 44), Column("codings", 10)),
)
SOURCES = (
    *(Column("name", 26), Column("guid", 38), Column("text_sha256", 20), Column("characters", 11)),
    *(Column("codable_characters", 11), Column("coders", 30), Column("drawn_together_with", 30)),
)


def results(comparison: Comparison) -> Rows:
    """Yield a row for each result, in the order of the comparison."""
    for row in comparison.results:
        yield result(row)


def result(row: Result) -> list[Cell]:
    """Return the cells of one result."""
    low, high = row.ci95 or (None, None)
    return [
        *(row.scope, row.family, row.name, row.measure, row.source),
        BETWEEN.join(row.coders),
        *(row.value, row.undefined, low, high, row.distance),
        *(row.n_units, row.n_coded, row.n_several),
        BETWEEN.join(row.categories),
        *(row.unit, row.coverage, row.ci_undefined, row.ci_caution, row.n_clusters, row.draws_undefined),
    ]


def pairs(comparison: Comparison) -> Rows:
    """Yield each measure of each two coders once."""
    for one in comparison.pairs:
        for first, second in combinations(range(len(one.coders)), 2):
            yield [
                *(one.scope, one.family, one.name, one.measure, one.distance),
                *(one.coders[first], one.coders[second]),
                *(one.values[first][second], one.undefined[first][second], one.n_units[first][second]),
            ]


def without(comparison: Comparison) -> Rows:
    """Yield each measure with one of the coders left out."""
    for one in comparison.without:
        yield [
            *(one.scope, one.family, one.name, one.measure, one.distance, one.without),
            BETWEEN.join(one.coders),
            *(one.value, one.undefined, one.n_units),
        ]


def confusion(comparison: Comparison) -> Rows:
    """Yield what one coder gave where another gave what, a row for each two values that met."""
    for table in comparison.confusion:
        if table.coders is None:
            continue
        for value, weights in zip(table.categories, table.weights, strict=True):
            for other, weight in zip(table.categories, weights, strict=True):
                if weight:
                    yield [table.family, *table.coders, value, other, weight]


def two_by_two(comparison: Comparison) -> Rows:
    """Yield for each code and two coders to how many units both, one or none gave it."""
    for one in comparison.two_by_two:
        yield [
            *(one.family, one.code, *one.coders),
            *(one.both, one.first, one.second, one.neither, one.prevalence, one.bias),
        ]


def excluded(comparison: Comparison) -> Rows:
    """Yield what was left out, and why; an empty source or family is all of them."""
    for one in comparison.excluded:
        yield [one.source, one.coder, one.family, one.code, one.reason, len(one.codings)]


def sources(comparison: Comparison) -> Rows:
    """Yield the sources compared, with those that are near copies of one text."""
    for one in comparison.sources:
        copies = next((each for each in comparison.clusters if one.name in each), ())
        yield [
            *(one.name, one.guid, one.text_sha256, one.characters, one.codable_characters),
            BETWEEN.join(one.coders),
            BETWEEN.join(name for name in copies if name != one.name) or None,
        ]
