"""Laws of what stands around a number: intervals, pairs, each coder left out, tables."""

import json
from collections.abc import Sequence
from itertools import combinations

import pytest
from comparing import Given, material
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.comparison import compare
from core.agreement.measures import MEASURES
from core.agreement.record import record_of
from core.agreement.results import Comparison
from core.agreement.settings import Settings, Uncoded

LENGTH = 20
CODERS = ("A", "B", "C")
CODES = ("a", "b", "c")


def codings(sources: Sequence[str], coders: Sequence[str] = CODERS) -> st.SearchStrategy[list[Given]]:
    places = st.integers(0, LENGTH)
    spans = st.tuples(places, places).filter(lambda pair: pair[0] < pair[1])
    one = st.tuples(st.sampled_from(sources), st.sampled_from(coders), st.sampled_from(CODES), spans)
    return st.lists(one, max_size=16).map(lambda some: [(*who, *span) for *who, span in some])


def lengths(sources: Sequence[str]) -> dict[str, int]:
    return dict.fromkeys(sources, LENGTH)


def intervals(comparison: Comparison) -> dict[tuple[str, str, tuple[str, ...]], object]:
    return {
        (row.name, row.measure, row.coders): (row.value, row.ci95, row.ci_undefined, row.draws_undefined)
        for row in comparison.results
        if row.source is None
    }


@given(codings(("x",)), st.integers(5, 8), st.sampled_from(Uncoded))
@settings(max_examples=25)
def test_where_all_sources_are_coded_alike_an_interval_is_the_value(once, number, uncoded):
    sources = [f"source {n}" for n in range(number)]
    everywhere = [(source, *rest) for source in sources for _, *rest in once]
    made = material(everywhere, sources=lengths(sources), coders=CODERS)
    for row in compare(made, Settings(draws=10, uncoded=uncoded)).results:
        if row.source is None and row.value is not None:
            assert row.ci95 == pytest.approx((row.value, row.value), abs=1e-15)
            assert row.draws_undefined == 0


@given(codings([f"source {n}" for n in range(6)], ("A", "B")), st.integers(0, 2**70))
@settings(max_examples=25)
def test_the_same_seed_gives_the_same_bytes(given_codes, seed):
    made = material(given_codes, sources=lengths([f"source {n}" for n in range(6)]))
    chosen = Settings(draws=20, seed=seed)
    first, second = (json.dumps(record_of(compare(made, chosen))) for _ in range(2))
    assert first == second


@given(codings([f"source {n}" for n in range(6)], ("A", "B")), st.permutations(range(6)))
@settings(max_examples=25)
def test_the_order_of_sources_changes_no_interval(given_codes, order):
    sources = [f"source {n}" for n in range(6)]
    chosen = Settings(draws=20)
    before = compare(material(given_codes, sources=lengths(sources)), chosen)
    moved = [sources[place] for place in order]
    after = compare(material(given_codes, sources=lengths(moved)), chosen)
    assert intervals(before) == intervals(after)


@given(codings([f"source {n}" for n in range(6)]), st.sampled_from(Uncoded))
@settings(max_examples=25)
def test_intervals_lie_in_order_and_below_one(given_codes, uncoded):
    made = material(given_codes, sources=lengths([f"source {n}" for n in range(6)]), coders=CODERS)
    for row in compare(made, Settings(draws=20, uncoded=uncoded)).results:
        if row.ci95:
            low, high = row.ci95
            assert low <= high <= 1


@given(codings(("one", "two")), st.sampled_from(Uncoded))
@settings(max_examples=40)
def test_a_matrix_of_pairs_is_alike_on_both_sides_and_empty_between(given_codes, uncoded):
    made = material(given_codes, sources=lengths(("one", "two")), coders=CODERS)
    for matrix in compare(made, Settings(uncoded=uncoded)).pairs:
        for table in (matrix.values, matrix.undefined, matrix.n_units):
            assert table == tuple(zip(*table, strict=True))
            assert all(table[place][place] is None for place in range(3))
        for one, other in combinations(range(3), 2):
            assert (matrix.values[one][other] is None) != (matrix.undefined[one][other] is None)


@given(codings(("one", "two")), st.sampled_from(Uncoded))
@settings(max_examples=40)
def test_a_pair_is_the_comparison_of_these_two_and_so_are_three_without_one(given_codes, uncoded):
    chosen = Settings(uncoded=uncoded)
    length = lengths(("one", "two"))
    comparison = compare(material(given_codes, sources=length, coders=CODERS), chosen)
    for one, other in combinations(range(3), 2):
        pair = (CODERS[one], CODERS[other])
        alone = compare(
            material([code for code in given_codes if code[1] in pair], sources=length, coders=pair), chosen
        )
        expected = {
            (row.name, row.measure): (row.value, row.n_units) for row in alone.results if row.source is None
        }
        of_pairs = {
            (matrix.name, matrix.measure): (matrix.values[one][other], matrix.n_units[one][other])
            for matrix in comparison.pairs
        }
        assert of_pairs == expected
        [left_out] = set(CODERS) - set(pair)
        without = {
            (row.name, row.measure): (row.value, row.n_units)
            for row in comparison.without
            if row.without == left_out
        }
        assert without == {key: found for key, found in expected.items() if not MEASURES[key[1]].is_pairwise}


@given(codings(("one", "two")), st.sampled_from(Uncoded))
@settings(max_examples=40)
def test_confusion_tables_hold_every_unit_compared_once(given_codes, uncoded):
    made = material(given_codes, sources=lengths(("one", "two")), coders=CODERS)
    comparison = compare(made, Settings(uncoded=uncoded))
    [percent] = [
        matrix
        for matrix in comparison.pairs
        if (matrix.scope, matrix.measure) == ("family", "percent_agreement")
    ]
    *of_pairs, together = comparison.confusion
    for table, (one, other) in zip(of_pairs, combinations(range(3), 2), strict=True):
        weight = sum(map(sum, table.weights))
        assert weight == percent.n_units[one][other]
        if weight:
            alike = sum(table.weights[place][place] for place in range(len(table.categories)))
            assert alike / weight == percent.values[one][other]
    assert together.weights == tuple(zip(*together.weights, strict=True))
    assert sum(map(sum, together.weights)) == 2 * sum(sum(map(sum, table.weights)) for table in of_pairs)


@given(codings(("one", "two")), st.sampled_from(Uncoded))
@settings(max_examples=40)
def test_kappa_follows_from_agreement_prevalence_and_bias(given_codes, uncoded):
    # Byrt, Bishop and Carlin (1993): kappa = (P - p² + b²) / (1 - p² + b²), P twice the agreement less one
    made = material(given_codes, sources=lengths(("one", "two")), coders=CODERS)
    comparison = compare(made, Settings(uncoded=uncoded))
    kappas = {
        (row.name, row.coders): row.value
        for row in comparison.results
        if (row.measure, row.source, row.scope) == ("cohen_kappa", None, "code")
    }
    for table in comparison.two_by_two:
        n = table.both + table.first + table.second + table.neither
        if not n:
            assert (table.prevalence, table.bias, kappas[table.code, table.coders]) == (None, None, None)
            continue
        apart = table.bias**2 - table.prevalence**2
        if 1 + apart > 1e-12:
            agreement = 2 * (table.both + table.neither) / n - 1
            assert kappas[table.code, table.coders] == pytest.approx((agreement + apart) / (1 + apart))
        else:
            assert kappas[table.code, table.coders] is None
