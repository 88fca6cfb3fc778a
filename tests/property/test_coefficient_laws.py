"""Laws of the coefficients on units, over random tables with missing values."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from comparing import set_distance
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.agreement.coefficients import (
    Outcome,
    brennan_prediger,
    cohen_kappa,
    dice,
    fleiss_kappa,
    gwet_ac1,
    holsti,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
)
from core.agreement.counts import NOTHING, Table
from core.agreement.distances import Distance

OF_ANY_NUMBER = (
    *(percent_agreement, holsti, fleiss_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha, dice),
)
OF_PAIRS = (cohen_kappa, scott_pi)
CODES = 5


@st.composite
def tables(
    draw: st.DrawFn, coders: tuple[int, ...] = (2, 3, 4), missing: bool = True, parts: int = 3
) -> Table:
    """Tables of two to four values; as names, ranks or sets of codes."""
    n_coders = draw(st.sampled_from(coders))
    n_units, n_values = draw(st.integers(0, 8)), draw(st.integers(2, 4))
    value = st.integers(NOTHING if missing else 0, n_values - 1)
    rows = draw(
        st.lists(st.lists(value, min_size=n_units, max_size=n_units), min_size=n_coders, max_size=n_coders)
    )
    weights = draw(st.lists(st.integers(1, 10**9), min_size=n_units, max_size=n_units))
    places = draw(st.lists(st.integers(0, parts - 1), min_size=n_units, max_size=n_units))
    sets = draw(st.lists(st.integers(0, 2**CODES - 1), min_size=n_values, max_size=n_values, unique=True))
    distance = draw(st.sampled_from(Distance))
    return Table(
        np.array(rows, dtype=np.int64).reshape(n_coders, n_units),
        np.array(weights, dtype=np.int64),
        np.array(places, dtype=np.int64),
        parts,
        n_values,
        distance,
        np.array(sets, dtype=np.int64)[:, None] if distance in (Distance.JACCARD, Distance.MASI) else None,
    )


def measures_of(table: Table) -> tuple[object, ...]:
    return (*OF_ANY_NUMBER, *OF_PAIRS) if len(table.values) == 2 else OF_ANY_NUMBER


def alike(one: Outcome, other: Outcome) -> bool:
    return one.reasons == other.reasons and np.array_equal(one.values, other.values, equal_nan=True)


@given(tables(), st.randoms())
def test_the_order_of_coders_and_units_changes_nothing_not_even_the_last_digit(table, random):
    coders = random.sample(range(len(table.values)), len(table.values))
    units = random.sample(range(len(table.weights)), len(table.weights))
    shuffled = replace(
        table,
        values=table.values[coders][:, units],
        weights=table.weights[units],
        parts=table.parts[units],
    )
    for measure in measures_of(table):
        assert alike(measure(table.counts), measure(shuffled.counts)), measure


@given(tables(), st.randoms())
def test_other_names_of_values_change_nothing(table, random):
    names = np.array(random.sample(range(table.n_values), table.n_values))
    if table.distance is Distance.ORDINAL:
        # ranks may be read from the other end alone
        names = np.arange(table.n_values)[::-1]
    values = np.where(table.values == NOTHING, NOTHING, names[table.values])
    renamed = replace(table, values=values)
    if table.sets is not None:
        sets = np.empty_like(table.sets)
        sets[names] = table.sets
        renamed = replace(renamed, sets=sets)
    for measure in measures_of(table):
        # dice knows one value apart from the others
        if measure is not dice:
            assert alike(measure(table.counts), measure(renamed.counts)), measure


@given(tables())
def test_cutting_units_in_two_changes_nothing(table):
    heavy = replace(table, weights=table.weights + 1)
    cut = replace(
        table,
        values=np.concatenate((table.values, table.values), axis=1),
        weights=np.concatenate((table.weights, np.ones_like(table.weights))),
        parts=np.concatenate((table.parts, table.parts)),
    )
    for measure in measures_of(table):
        assert alike(measure(heavy.counts), measure(cut.counts)), measure


@given(tables(), st.integers(2, 5))
def test_longer_units_change_nothing_but_alpha_which_allows_for_their_number(table, times):
    longer = replace(table, weights=times * table.weights)
    for measure in measures_of(table):
        if measure is not krippendorff_alpha:
            assert alike(measure(table.counts), measure(longer.counts)), measure


@given(tables(), st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=4))
def test_sources_drawn_again_count_as_often_as_they_were_drawn(table, draws):
    outcomes = [measure(table.counts.drawn(np.array(draws))) for measure in measures_of(table)]
    for place, draw in enumerate(draws):
        again = [np.flatnonzero(table.parts == part) for part, times in enumerate(draw) for _ in range(times)]
        units = np.concatenate([np.zeros(0, dtype=np.int64), *again])
        made = replace(
            table,
            values=table.values[:, units],
            weights=table.weights[units],
            parts=np.zeros(len(units), dtype=np.int64),
            n_parts=1,
        )
        for measure, drawn in zip(measures_of(table), outcomes, strict=True):
            [value], [reason] = (made_outcome := measure(made.counts)).values, made_outcome.reasons
            assert drawn.reasons[place] == reason
            assert np.array_equal(drawn.values[place], value, equal_nan=True), measure


@given(tables())
def test_all_sources_drawn_once_are_all_pooled(table):
    once = np.ones((1, table.n_parts), dtype=np.int64)
    for measure in measures_of(table):
        assert alike(measure(table.counts.pooled()), measure(table.counts.drawn(once)))


@given(tables(missing=False))
def test_perfect_agreement_is_one_where_it_is_defined(table):
    perfect = replace(table, values=np.repeat(table.values[:1], len(table.values), axis=0))
    for measure in measures_of(table):
        found = measure(perfect.counts)
        assert all(
            value == 1 for value, reason in zip(found.values, found.reasons, strict=True) if not reason
        )


@given(tables((2,)))
def test_chance_orders_the_coefficients(table):
    whole = replace(table, distance=Distance.NOMINAL, sets=None).counts.pooled()
    names = {measure: measure(whole) for measure in (*OF_ANY_NUMBER, *OF_PAIRS)}
    assume(not any(names[measure].reasons[0] for measure in OF_PAIRS))
    value = {measure: float(found.values[0]) for measure, found in names.items()}
    tiny = 1e-12
    # one's own shares make less chance than their mean, and AC1 never allows for more than 1/q
    assert value[scott_pi] <= value[cohen_kappa] + tiny
    assert value[brennan_prediger] <= value[gwet_ac1] + tiny


@given(tables())
def test_no_value_is_above_one_and_shares_are_not_below_zero(table):
    for measure in measures_of(table):
        values = [value for value in measure(table.counts).values.tolist() if not np.isnan(value)]
        assert all(value <= 1 for value in values)
        if measure in (percent_agreement, holsti, dice):
            assert all(value >= 0 for value in values)


def alpha_of_sets(table: Table) -> list[Fraction | None]:
    """Every value with every other, from the definition, source by source."""
    bits = [[code for code in range(CODES) if one >> code & 1] for one in table.sets[:, 0].tolist()]
    sets = [frozenset(codes) for codes in bits]
    found = []
    for part in range(table.n_parts):
        units = [
            (int(weight), [sets[value] for value in values if value != NOTHING])
            for values, weight, of in zip(table.values.T.tolist(), table.weights, table.parts, strict=True)
            if of == part
        ]
        units = [(weight, said) for weight, said in units if len(said) > 1]
        observed, every = Fraction(), Counter()
        for weight, said in units:
            every.update({one: weight * count for one, count in Counter(said).items()})
            apart = sum(set_distance(a, b, table.distance) for a, b in permutations(said, 2))
            observed += weight * apart / (len(said) - 1)
        expected = sum(
            n * m * set_distance(a, b, table.distance) for a, n in every.items() for b, m in every.items()
        )
        found.append(1 - (every.total() - 1) * observed / expected if expected else None)
    return found


@given(tables())
def test_alpha_of_sets_is_what_every_value_with_every_other_gives(table):
    assume(table.sets is not None)
    for value, obvious in zip(
        krippendorff_alpha(table.counts).values.tolist(), alpha_of_sets(table), strict=True
    ):
        assert np.isnan(value) if obvious is None else value == float(obvious)


@given(tables((2,), missing=False))
def test_two_coders_who_judged_everything_leave_fleiss_scott_and_alpha_one_number(table):
    whole = replace(table, distance=Distance.NOMINAL, sets=None).counts.pooled()
    pi, kappa, alpha = (measure(whole) for measure in (scott_pi, fleiss_kappa, krippendorff_alpha))
    assert alike(pi, kappa)
    assert alpha.reasons == pi.reasons
    if not pi.reasons[0]:
        n = 2 * int(table.weights.sum())
        assert alpha.values[0] == pytest.approx(1 - (1 - pi.values[0]) * (n - 1) / n, abs=1e-12)


@given(tables())
@settings(max_examples=60)
def test_sets_of_one_code_and_two_ranks_lie_apart_as_names_do(table):
    names = krippendorff_alpha(replace(table, distance=Distance.NOMINAL, sets=None).counts)
    single = (1 << np.arange(table.n_values))[:, None]
    for distance in (Distance.JACCARD, Distance.MASI):
        assert alike(names, krippendorff_alpha(replace(table, distance=distance, sets=single).counts))
    if table.n_values == 2:
        ranks = krippendorff_alpha(replace(table, distance=Distance.ORDINAL, sets=None).counts)
        assert ranks.reasons == names.reasons
        assert np.allclose(ranks.values, names.values, rtol=0, atol=1e-12, equal_nan=True)
