"""The coefficients against published tables and against other people's programs."""

from dataclasses import replace

import numpy as np
import pytest
from judging import computed, judged_at_random, table
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from core.agreement.coefficients import (
    Undefined,
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

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: four observers, twelve units
OBSERVERS = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
# Cohen (1960), A coefficient of agreement for nominal scales, table 2
TWO_JUDGES = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def observers(distance: Distance) -> Table:
    rows = [[NOTHING if one == "." else int(one) - 1 for one in row.split()] for row in OBSERVERS]
    return table(rows, distance=distance)


def two_judges() -> Table:
    cells = [(one, other) for one in range(3) for other in range(3)]
    return table([list(row) for row in zip(*cells, strict=True)], [TWO_JUDGES[a][b] for a, b in cells])


def test_alpha_gives_the_nominal_value_of_krippendorffs_table():
    assert computed(krippendorff_alpha, observers(Distance.NOMINAL)) == pytest.approx(0.743, abs=5e-4)


def test_alpha_gives_the_ordinal_value_of_krippendorffs_table():
    assert computed(krippendorff_alpha, observers(Distance.ORDINAL)) == pytest.approx(0.815, abs=5e-4)


def test_kappa_and_percent_give_the_values_of_cohens_table():
    assert computed(cohen_kappa, two_judges()) == pytest.approx(0.492, abs=5e-4)
    assert computed(percent_agreement, two_judges()) == pytest.approx(0.70)


@pytest.mark.parametrize("seed", range(12))
def test_kappa_is_scikit_learns(seed):
    rows, weights = judged_at_random(seed, 2, 0)
    oracle = cohen_kappa_score(rows[0], rows[1], sample_weight=weights)
    assert computed(cohen_kappa, table(rows, weights)) == pytest.approx(oracle)


@pytest.mark.parametrize("missing", [0, 0.3])
@pytest.mark.parametrize("seed", range(6))
def test_alpha_is_nltks_with_and_without_missing_values(seed, missing):
    rows, weights = judged_at_random(seed, 4, missing)
    task = AnnotationTask(
        data=[
            (f"coder {coder}", f"unit {unit}.{copy}", str(value))
            for coder, row in enumerate(rows)
            for unit, value in enumerate(row)
            for copy in range(weights[unit])
            # a unit of one coder alone is not pairable, which is for the caller to see to in nltk
            if value != NOTHING and sum(of[unit] != NOTHING for of in rows) > 1
        ]
    )
    assert computed(krippendorff_alpha, table(rows, weights)) == pytest.approx(task.alpha())


def test_chance_in_kappa_is_agreement_by_chance_and_not_yes_times_no():
    half_each = table([[1, 1, 0, 0], [1, 0, 1, 0]])
    assert computed(cohen_kappa, half_each) == 0
    seldom = table([[1, 0, 0], [1, 0, 0]], [1, 98, 1])
    assert computed(cohen_kappa, seldom) == 1


def test_only_one_value_leaves_chance_corrected_measures_undefined_but_not_percent():
    always_absent = table([[0, 0], [0, 0]])
    for measure in (cohen_kappa, scott_pi, fleiss_kappa, krippendorff_alpha):
        outcome = measure(always_absent.counts)
        assert np.isnan(outcome.values[0])
        assert outcome.reasons == (Undefined.ONE_VALUE,)
    for measure in (percent_agreement, holsti, brennan_prediger, gwet_ac1):
        assert computed(measure, replace(always_absent, n_values=2)) == 1
    assert dice(replace(always_absent, n_values=2).counts).reasons == (Undefined.NOBODY_CODED,)


@pytest.mark.parametrize("measure", [brennan_prediger, gwet_ac1])
def test_where_only_one_value_was_offered_nobody_could_differ(measure):
    assert measure(table([[0, 0], [0, 0]]).counts).reasons == (Undefined.ONE_OFFERED,)


@pytest.mark.parametrize(
    "measure",
    [
        *(percent_agreement, cohen_kappa, scott_pi, fleiss_kappa, brennan_prediger, gwet_ac1),
        *(krippendorff_alpha, dice),
    ],
)
def test_without_a_unit_that_two_judged_nothing_is_defined(measure):
    outcome = measure(table([[1, NOTHING], [NOTHING, 0]]).counts)
    assert np.isnan(outcome.values[0])
    assert outcome.reasons == (Undefined.NO_PAIR,)


def test_a_table_without_units_is_undefined_for_every_part():
    nothing = np.zeros(0, dtype=np.int64)
    empty = Table(np.zeros((2, 0), dtype=np.int64), nothing, nothing, 3, 2)
    assert krippendorff_alpha(empty.counts).reasons == (Undefined.NO_PAIR,) * 3


def test_parts_are_computed_apart_and_pooled_by_their_weights():
    parts = Table(np.array([[1, 1, 0], [1, 0, 0]]), np.array([3, 1, 6]), np.array([0, 0, 1]), 2, 2)
    assert percent_agreement(parts.counts).values.tolist() == [0.75, 1.0]
    assert percent_agreement(parts.counts.pooled()).values.tolist() == [0.9]


def test_dice_pools_pairs_of_coders():
    # pairs share 2, 1 and 1 characters of 4+3, 4+2 and 3+2
    three = table([[1, 1, 1, 1, 0], [1, 1, 0, 0, 1], [1, 0, 0, 0, 1]])
    shared, extent = 2 + 1 + 2, (4 + 3) + (4 + 2) + (3 + 2)
    assert computed(dice, three) == pytest.approx(2 * shared / extent)


def test_heavy_texts_keep_whole_numbers():
    heavy = 3_000_000_000
    for measure in (cohen_kappa, scott_pi, fleiss_kappa, gwet_ac1):
        found = computed(measure, table([[0, 1, 1], [0, 1, 0]], [heavy // 3] * 3))
        assert found == computed(measure, table([[0, 1, 1], [0, 1, 0]]))
