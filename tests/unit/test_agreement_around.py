"""What stands around a number: intervals, each two coders, each left out, and who gave what where."""

import json
from dataclasses import replace

import numpy as np
import pytest
from comparing import material, row

from core.agreement.bootstrap import Caution, NoInterval
from core.agreement.comparison import compare
from core.agreement.measures import MEASURES
from core.agreement.record import record_of
from core.agreement.results import Comparison
from core.agreement.settings import Settings, Uncoded
from core.errors import InvalidInput, JobCancelled
from core.jobs import Progress

THREE = ("A", "B", "C")
BY_THREE = [
    ("one", "A", "a", 0, 40), ("one", "B", "a", 0, 30), ("one", "C", "b", 0, 40),
    ("one", "A", "b", 60, 80), ("one", "B", "b", 60, 80), ("one", "C", "b", 70, 90),
]  # fmt: skip


def sources(number: int, length: int = 50) -> dict[str, int]:
    return {f"source {n:02}": length for n in range(number)}


def differing(number: int) -> list[tuple[str, str, str, int, int]]:
    """Two coders who cut the same code a little otherwise in each source."""
    return [
        one
        for n, name in enumerate(sources(number))
        for one in ((name, "A", "a", 0, 20), (name, "B", "a", n, 20))
    ]


def drawn(number: int, draws: int = 200, **settings: object) -> Comparison:
    made = material(differing(number), sources=sources(number))
    return compare(made, Settings(draws=draws, **settings))


def test_an_interval_stands_around_every_pooled_value_and_around_no_sources_own():
    for found in drawn(12).results:
        if found.source is not None:
            assert (found.ci95, found.n_clusters) == (None, 1)
            assert found.ci_undefined in (NoInterval.TOO_FEW, NoInterval.NO_VALUE)
        elif found.value is not None:
            low, high = found.ci95
            assert low <= found.value <= high
            assert (found.ci_undefined, found.ci_caution, found.n_clusters) == (None, None, 12)
        else:
            assert (found.ci95, found.ci_undefined) == (None, NoInterval.NO_VALUE)


def test_sources_that_differ_make_an_interval_that_is_no_point():
    low, high = row(drawn(12), "cohen_kappa", "a").ci95
    assert low < high < 1


def test_a_draw_is_worth_what_comparing_the_drawn_sources_anew_gives():
    number = 6
    taken = np.random.Generator(np.random.PCG64(Settings().seed)).integers(0, number, (1, number))
    times = dict(zip(sources(number), np.bincount(taken[0], minlength=number).tolist(), strict=True))
    # each source as often as it was drawn, as sources of their own
    given = [(f"{name} {n}", *rest) for name, *rest in differing(number) for n in range(times[name])]
    anew = material(given, sources={f"{name} {n}": 50 for name in times for n in range(times[name])})
    for measure in ("cohen_kappa", "krippendorff_alpha", "u_alpha", "dice", "span_f1_exact"):
        value = row(compare(anew, Settings()), measure, "a").value
        assert row(drawn(number, draws=1), measure, "a").ci95 == (value, value)


def test_nothing_is_said_of_intervals_where_none_were_asked_for():
    comparison = compare(material(differing(12), sources=sources(12)), Settings())
    assert {(found.ci95, found.ci_undefined, found.n_clusters) for found in comparison.results} == {
        (None, None, None)
    }


def test_another_seed_draws_others_and_the_same_seed_the_same():
    first, again, other = (row(drawn(12, seed=seed), "dice", "a").ci95 for seed in (3, 3, 4))
    assert first == again != other


def test_few_sources_are_a_caution_and_very_few_no_interval():
    assert row(drawn(9), "dice", "a").ci_caution == Caution.FEW
    few = row(drawn(4), "dice", "a")
    assert (few.ci95, few.ci_undefined, few.n_clusters) == (None, NoInterval.TOO_FEW, 4)


def test_draws_without_a_value_are_counted():
    # a code in one source of six: where that one is not drawn nobody gave the code
    given = [("source 00", "A", "a", 0, 20), ("source 00", "B", "a", 5, 20)]
    found = row(compare(material(given, sources=sources(6)), Settings(draws=300)), "dice", "a")
    assert 0 < found.draws_undefined < 300
    assert found.ci95 == (found.value, found.value)


def test_equal_texts_are_one_cluster_and_are_named():
    made = material(differing(6), sources=sources(6))
    first, second, *others = made.sources
    copied = replace(second, source=replace(second.source, text_sha256=first.source.text_sha256))
    comparison = compare(replace(made, sources=(first, copied, *others)), Settings(draws=50))
    assert row(comparison, "dice", "a").n_clusters == 5
    assert comparison.clusters == (("source 00", "source 01"),)


def test_a_source_that_one_coder_alone_judged_is_not_drawn():
    made = material(differing(6), sources=sources(6), not_done=[("source 05", "B")])
    assert row(compare(made, Settings(draws=50)), "fleiss_kappa", "a").n_clusters == 5


def test_every_two_coders_have_their_number_for_every_measure():
    comparison = compare(material(BY_THREE, coders=THREE), Settings())
    of_family = [matrix for matrix in comparison.pairs if matrix.name == "Motive"]
    assert {matrix.measure for matrix in of_family} == set(MEASURES) - {"ku_alpha"}
    kappa = next(matrix for matrix in of_family if matrix.measure == "cohen_kappa")
    assert kappa.coders == THREE
    for i, one in enumerate(THREE):
        for j, other in enumerate(THREE):
            expected = row(comparison, "cohen_kappa", coders=tuple(sorted((one, other)))) if i != j else None
            assert kappa.values[i][j] == (expected.value if expected else None)
            assert kappa.n_units[i][j] == (expected.n_units if expected else None)


def test_a_pair_without_a_number_has_the_reason_in_its_place():
    comparison = compare(material(BY_THREE, coders=THREE, not_done=[("one", "C")]), Settings())
    matrix = next(one for one in comparison.pairs if one.measure == "dice")
    assert matrix.values[0][1] is not None
    assert (matrix.values[0][2], matrix.undefined[0][2]) == (None, "No unit was judged by two coders.")
    assert matrix.undefined[2][2] is None


def test_the_number_without_a_coder_names_who_is_left():
    comparison = compare(material(BY_THREE, coders=THREE), Settings(measures=("dice",)))
    without = [one for one in comparison.without if one.name == "Motive"]
    assert [(one.without, one.coders) for one in without] == [
        ("A", ("B", "C")), ("B", ("A", "C")), ("C", ("A", "B")),
    ]  # fmt: skip


def test_of_two_coders_neither_can_be_left_out():
    assert compare(material(BY_THREE[:2]), Settings()).without == ()


def test_the_confusion_table_says_who_gave_what_where_the_other_gave_what():
    comparison = compare(material(BY_THREE[:2] + BY_THREE[3:5]), Settings())
    [table] = comparison.confusion
    assert (table.coders, table.categories) == (("A", "B"), ("a", "b", "c", "uncoded"))
    assert table.weights == ((30, 0, 0, 10), (0, 20, 0, 0), (0, 0, 0, 0), (0, 0, 0, 40))


def test_where_uncoded_says_nothing_it_is_no_row_of_the_table():
    comparison = compare(material(BY_THREE[:2]), Settings(uncoded=Uncoded.MISSING))
    [table] = comparison.confusion
    assert (table.categories, table.weights) == (("a", "b", "c"), ((30, 0, 0), (0, 0, 0), (0, 0, 0)))


def test_the_confusion_table_leaves_out_several_codes_of_the_two_and_counts_them():
    given = [*BY_THREE, ("one", "C", "c", 0, 10)]
    comparison = compare(material(given, coders=THREE), Settings())
    assert {table.coders: table.n_several for table in comparison.confusion} == {
        ("A", "B"): 0, ("A", "C"): 10, ("B", "C"): 10, None: None,
    }  # fmt: skip


def test_the_two_by_two_table_of_a_code_has_its_indexes():
    found = compare(material(BY_THREE[:2]), Settings()).two_by_two[0]
    assert (found.code, found.coders) == ("a", ("A", "B"))
    assert (found.both, found.first, found.second, found.neither) == (30, 10, 0, 60)
    assert (found.prevalence, found.bias) == (-0.3, 0.1)


def test_where_nothing_was_compared_the_indexes_have_no_value():
    found = compare(material(BY_THREE[:2], not_done=[("one", "A")]), Settings()).two_by_two[0]
    assert (found.both, found.neither, found.prevalence, found.bias) == (0, 0, None, None)


def test_everything_around_the_numbers_is_in_the_json():
    record = json.loads(json.dumps(record_of(compare(material(BY_THREE, coders=THREE), Settings()))))
    assert set(record["pairs"][0]) == {
        "scope", "name", "family", "measure", "distance", "coders", "values", "undefined", "n_units",
    }  # fmt: skip
    assert record["without"][0]["without"] == "A"
    assert [table["coders"] for table in record["confusion"]] == [["A", "B"], ["A", "C"], ["B", "C"], None]
    assert record["two_by_two"][0]["code"] == "a"
    assert record["clusters"] == []


def test_a_comparison_stops_in_the_middle_of_a_subject():
    seen: list[tuple[int, int]] = []

    def stop_soon(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 10:
            stopped.cancel()

    stopped = Progress(stop_soon)
    with pytest.raises(JobCancelled):
        compare(material(BY_THREE, coders=THREE), Settings(), stopped)
    assert seen[-1] == (0, 4)


@pytest.mark.parametrize(
    ("wrong", "word"), [({"draws": -1}, "-1"), ({"draws": 200_000}, "200000"), ({"seed": -5}, "-5")]
)
def test_draws_and_seeds_that_make_no_sense_are_refused_in_a_sentence(wrong, word):
    with pytest.raises(InvalidInput, match=word):
        Settings(**wrong)
