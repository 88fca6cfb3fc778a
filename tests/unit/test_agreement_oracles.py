"""Measures on units against published tables, and against nltk, scikit-learn and statsmodels."""

import numpy as np
import pytest
from judging import computed, judged_at_random, table
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance, masi_distance
from sklearn.metrics import f1_score
from statsmodels.stats import inter_rater

from core.agreement.coefficients import (
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

# Fleiss (1971), Measuring nominal scale agreement among many raters, table 1: thirty patients, how many
# of six psychiatrists gave each of five diagnoses
PATIENTS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
""".split()
# Gwet (2014), Handbook of inter-rater reliability, 4th ed.: a hundred pregnancies, two abstractors
PREGNANCIES = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
# Gwet (2014), ibid.: Krippendorff's four observers and twelve units, with all coefficients
OBSERVERS = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
# Gwet (2002), Kappa statistic is not satisfactory for assessing the extent of agreement between raters
NEARLY_ALWAYS_YES = [[118, 5], [2, 0]]


def crossed(counts: list[list[int]]) -> Table:
    cells = [(one, other) for one in range(len(counts)) for other in range(len(counts))]
    return table([list(row) for row in zip(*cells, strict=True)], [counts[a][b] for a, b in cells])


def patients() -> Table:
    given = [[k for k, count in enumerate(patient) for _ in range(int(count))] for patient in PATIENTS]
    return table([list(row) for row in zip(*given, strict=True)])


def observers() -> Table:
    return table([[NOTHING if one == "." else int(one) - 1 for one in row.split()] for row in OBSERVERS])


def test_fleiss_kappa_gives_the_value_of_fleiss():
    assert [sum(int(patient[k]) for patient in PATIENTS) for k in range(5)] == [26, 26, 30, 55, 43]
    assert computed(fleiss_kappa, patients()) == pytest.approx(0.430, abs=5e-4)
    assert computed(percent_agreement, patients()) == pytest.approx(0.556, abs=5e-4)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (percent_agreement, 0.89),
        (cohen_kappa, 0.79641),
        (scott_pi, 0.79624),
        (fleiss_kappa, 0.79624),
        (brennan_prediger, 0.835),
        (gwet_ac1, 0.84933),
        (holsti, 0.89),
    ],
)
def test_two_abstractors_agree_as_gwet_prints_it(measure, value):
    assert computed(measure, crossed(PREGNANCIES)) == pytest.approx(value, abs=5e-6)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (percent_agreement, 0.81818),
        (fleiss_kappa, 0.76117),
        (gwet_ac1, 0.77544),
        (brennan_prediger, 0.77273),
        (krippendorff_alpha, 0.74342),
    ],
)
def test_four_observers_with_missing_judgements_agree_as_gwet_prints_it(measure, value):
    assert computed(measure, observers()) == pytest.approx(value, abs=5e-6)


def test_ac1_stays_where_kappa_falls_because_nearly_everything_is_one_value():
    assert computed(cohen_kappa, crossed(NEARLY_ALWAYS_YES)) == pytest.approx(-0.023, abs=5e-4)
    assert computed(gwet_ac1, crossed(NEARLY_ALWAYS_YES)) == pytest.approx(0.941, abs=5e-4)


def test_the_coefficient_of_brennan_and_prediger_knows_the_number_of_values_alone():
    # Cohen's table, where 140 of 200 agree on one of three values
    cohens = crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert computed(brennan_prediger, cohens) == pytest.approx((0.7 - 1 / 3) / (1 - 1 / 3))


@pytest.mark.parametrize("seed", range(6))
def test_several_coders_who_judged_everything_agree_as_statsmodels_computes_it(seed):
    rows, _ = judged_at_random(seed, 5, 0)
    counted, _ = inter_rater.aggregate_raters(np.array(rows).T)
    assert computed(fleiss_kappa, table(rows)) == pytest.approx(inter_rater.fleiss_kappa(counted))
    uniform = inter_rater.fleiss_kappa(counted, method="uniform")
    assert computed(brennan_prediger, table(rows)) == pytest.approx(uniform)


@pytest.mark.parametrize("seed", range(6))
def test_two_coders_agree_as_nltk_and_statsmodels_compute_it(seed):
    rows, _ = judged_at_random(seed, 2, 0)
    task = AnnotationTask(
        data=[(coder, unit, str(one)) for coder, row in enumerate(rows) for unit, one in enumerate(row)]
    )
    assert computed(percent_agreement, table(rows)) == pytest.approx(task.avg_Ao())
    assert computed(scott_pi, table(rows)) == pytest.approx(task.pi())
    assert computed(cohen_kappa, table(rows)) == pytest.approx(task.kappa())
    assert computed(brennan_prediger, table(rows)) == pytest.approx(task.S())
    crossing = np.histogram2d(*rows, bins=4)[0]
    assert computed(cohen_kappa, table(rows)) == pytest.approx(inter_rater.cohens_kappa(crossing).kappa)


@pytest.mark.parametrize("seed", range(6))
def test_dice_of_two_coders_is_scikit_learns_f1(seed):
    rows, weights = judged_at_random(seed, 2, 0)
    marked = [[int(one == 1) for one in row] for row in rows]
    oracle = f1_score(*marked, sample_weight=weights)
    assert computed(dice, table(marked, weights)) == pytest.approx(oracle)


def sets_at_random(seed: int, missing: float) -> tuple[list[list[frozenset[int] | None]], Table]:
    """Three coders' sets of four codes, none of them empty, and the same as a table."""
    rows, _ = judged_at_random(seed, 6, missing)
    sets = [
        [None if NOTHING in pair else frozenset(pair) for pair in zip(one, other, strict=True)]
        for one, other in zip(rows[:3], rows[3:], strict=True)
    ]
    met = sorted({one for row in sets for one in row if one}, key=sorted)
    bits = np.array([[sum(1 << code for code in one)] for one in met])
    places = [[NOTHING if one is None else met.index(one) for one in row] for row in sets]
    return sets, table(places, sets=bits)


def nltks_alpha(sets: list[list[frozenset[int] | None]], distance: object) -> float:
    data = [
        (coder, unit, one)
        for coder, row in enumerate(sets)
        for unit, one in enumerate(row)
        if one and sum(bool(of[unit]) for of in sets) > 1
    ]
    return AnnotationTask(data=data, distance=distance).alpha()


@pytest.mark.parametrize("missing", [0, 0.2])
@pytest.mark.parametrize("seed", range(4))
def test_alpha_of_sets_is_nltks(seed, missing):
    sets, as_table = sets_at_random(seed, missing)
    as_table = table(as_table.values.tolist(), sets=as_table.sets, distance=Distance.JACCARD)
    oracle = nltks_alpha(sets, jaccard_distance)
    assert computed(krippendorff_alpha, as_table) == pytest.approx(oracle)
    # nltk writes .67 and .33 for two and one third
    as_table = table(as_table.values.tolist(), sets=as_table.sets, distance=Distance.MASI)
    oracle = nltks_alpha(sets, masi_distance)
    assert computed(krippendorff_alpha, as_table) == pytest.approx(oracle, abs=5e-3)
