"""What the rows of a comparison say: figures, who is in them, what is left out of them and why."""

import pytest
from comparing import material, row, value

from core.agreement.coefficients import Undefined
from core.agreement.comparison import compare
from core.agreement.measures import MEASURES
from core.agreement.scope import ALONE, NOT_CODABLE, NOT_DONE, NOT_NAMED, TOO_NEW
from core.agreement.settings import Settings, Uncoded
from core.errors import InvalidInput, JobCancelled
from core.jobs import Progress
from core.model.scheme import Scale
from core.model.span import Span

ALL_FOUR = ("percent_agreement", "cohen_kappa", "krippendorff_alpha", "dice")
CHANCE_CORRECTED = ("cohen_kappa", "krippendorff_alpha")


@pytest.mark.parametrize(
    ("length", "percent", "kappa"), [(100, 0.60, 0.20), (1_000, 0.96, 0.58), (10_000, 0.996, 0.60)]
)
def test_long_gaps_push_percent_and_kappa_up_and_leave_dice_alone(length, percent, kappa):
    two_spans = [("one", "A", "a", 0, 50), ("one", "B", "a", 20, 70)]
    comparison = compare(material(two_spans, sources={"one": length}), Settings())
    assert row(comparison, "percent_agreement", "a").value == pytest.approx(percent, abs=5e-4)
    assert row(comparison, "cohen_kappa", "a").value == pytest.approx(kappa, abs=5e-3)
    assert row(comparison, "dice", "a").value == pytest.approx(0.60)


def test_ones_own_overlapping_segments_are_no_agreement():
    alone = [("one", "A", "a", 0, 20), ("one", "A", "a", 10, 30)]
    assert value(alone, "dice", "a") == 0
    assert value(alone, "percent_agreement", "a") == 0.70
    with_other = [*alone, ("one", "B", "a", 0, 30)]
    for measure in ALL_FOUR:
        assert value(with_other, measure, "a") == 1


def test_a_source_that_a_coder_never_opened_is_not_her_nothing():
    given = [("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10), ("two", "A", "a", 0, 10)]
    made = {"sources": {"one": 50, "two": 50}, "not_done": [("two", "B")]}
    for measure in ALL_FOUR:
        assert value(given, measure, "a", **made) == 1
    assert value(given, "dice", "a", sources=made["sources"]) == 2 * 10 / 30


def test_done_with_nothing_coded_is_data():
    comparison = compare(material([("one", "A", "a", 0, 25)]), Settings())
    assert row(comparison, "percent_agreement", "a").value == 0.75
    assert row(comparison, "dice", "a").value == 0
    assert not comparison.excluded


def test_a_coder_who_did_not_judge_a_source_is_excluded_with_her_codings_and_the_reason():
    given = [("one", "A", "a", 0, 10), ("one", "B", "a", 0, 9)]
    comparison = compare(material(given, not_done=[("one", "B")]), Settings())
    not_done, alone = comparison.excluded
    assert (not_done.source, not_done.coder, not_done.family, not_done.reason) == (
        "one",
        "B",
        "Motive",
        NOT_DONE,
    )
    assert [(coding.code, coding.start, coding.end) for coding in not_done.codings] == [("a", 0, 9)]
    assert (alone.coder, alone.reason) == ("A", ALONE)
    for measure in ALL_FOUR:
        found = row(comparison, measure)
        assert (found.value, found.undefined, found.n_units) == (None, Undefined.NO_PAIR, 0)
    assert row(comparison, "dice").coders == ("A",)
    assert row(comparison, "cohen_kappa").coders == ("A", "B")


def test_nobody_coded_leaves_no_value_where_chance_would_agree_everywhere():
    comparison = compare(material([]), Settings())
    assert row(comparison, "percent_agreement").value == 1
    for measure in (*CHANCE_CORRECTED, "dice"):
        assert row(comparison, measure).undefined == Undefined.NOBODY_CODED


def test_everything_coded_alike_is_undefined_for_another_reason():
    everything = [("one", coder, "a", 0, 100) for coder in ("A", "B")]
    comparison = compare(material(everything), Settings())
    for measure in CHANCE_CORRECTED:
        assert row(comparison, measure, "a").undefined == Undefined.ONE_VALUE
    assert row(comparison, "dice", "a").value == 1


def test_units_with_several_codes_are_missing_in_the_family_and_counted():
    given = [
        ("one", "A", "a", 0, 20), ("one", "A", "b", 10, 20),
        ("one", "B", "a", 0, 20), ("one", "B", "b", 10, 20),
    ]  # fmt: skip
    comparison = compare(material(given), Settings())
    family = row(comparison, "krippendorff_alpha")
    assert (family.n_several, family.n_units, family.n_coded) == (10, 90, 10)
    code = row(comparison, "krippendorff_alpha", "b")
    assert (code.n_several, code.n_units, code.value) == (0, 100, 1)
    assert row(comparison, "dice").value == 1


def test_several_codes_of_a_coder_all_count_in_dice():
    given = [("one", "A", "a", 0, 10), ("one", "A", "b", 0, 10), ("one", "B", "a", 0, 10)]
    assert value(given, "dice") == 2 * 10 / (20 + 10)


def test_several_codes_in_one_pair_do_not_touch_another_pair():
    given = [
        ("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10),
        ("one", "C", "a", 0, 10), ("one", "C", "b", 0, 10),
    ]  # fmt: skip
    comparison = compare(material(given, coders=("A", "B", "C")), Settings())
    assert row(comparison, "cohen_kappa", coders=("A", "B")).n_several == 0
    assert row(comparison, "cohen_kappa", coders=("A", "C")).n_several == 10
    assert row(comparison, "krippendorff_alpha").n_several == 10


def test_with_uncoded_missing_only_what_both_coded_is_compared():
    given = [("one", "A", "a", 0, 20), ("one", "B", "a", 10, 15), ("one", "B", "b", 15, 30)]
    comparison = compare(material(given), Settings(uncoded=Uncoded.MISSING))
    family = row(comparison, "percent_agreement")
    assert (family.value, family.n_units) == (0.5, 10)
    assert family.categories == ("a", "b", "c")
    # b elsewhere in the family means that a is absent, no code at all says nothing
    assert row(comparison, "percent_agreement", "a").n_units == 10
    assert row(comparison, "dice", "a").value == 2 * 5 / (10 + 5)


def test_the_categories_are_the_codes_offered_and_uncoded_where_it_is_one():
    made = material([], families={"Motive": ("a", "b", "c", "d")}, retired=("b",), headings=("c",))
    comparison = compare(made, Settings())
    assert row(comparison, "dice").categories == ("a", "d", "uncoded")
    assert row(comparison, "dice", "a").categories == ("absent", "present")
    assert {result.name for result in comparison.results} == {"Motive", "a", "d"}


def test_a_retired_code_that_was_given_remains_a_value():
    comparison = compare(material([("one", "A", "b", 0, 10)], retired=("b",)), Settings())
    assert row(comparison, "dice").categories == ("a", "b", "c", "uncoded")
    assert row(comparison, "dice", "b").value == 0


def test_an_ordinal_family_has_ranks_only_where_uncoded_is_no_category():
    given = [
        ("one", "A", "a", 0, 10), ("one", "A", "b", 10, 20), ("one", "A", "c", 20, 30),
        ("one", "B", "a", 0, 10), ("one", "B", "a", 10, 20), ("one", "B", "c", 20, 30),
    ]  # fmt: skip
    ordinal = material(given, scale=Scale.ORDINAL)
    by_rank = row(compare(ordinal, Settings(uncoded=Uncoded.MISSING)), "krippendorff_alpha")
    by_name = row(compare(ordinal, Settings()), "krippendorff_alpha")
    assert (by_rank.distance, by_name.distance) == ("ordinal", "nominal")
    nominal = row(compare(material(given), Settings(uncoded=Uncoded.MISSING)), "krippendorff_alpha")
    assert nominal.distance == "nominal"
    assert by_rank.value > nominal.value
    assert row(compare(ordinal, Settings()), "percent_agreement").distance is None


def test_a_code_newer_than_the_version_judged_under_is_missing_and_not_absent():
    given = [("one", "A", "a", 0, 10), ("one", "A", "c", 50, 60), ("one", "B", "a", 0, 10)]
    made = {"under": {("one", "A"): 2, ("one", "B"): 1}, "added": {"c": 2}}
    comparison = compare(material(given, **made), Settings())
    [too_new] = comparison.excluded
    assert (too_new.coder, too_new.code, too_new.reason) == ("B", "c", TOO_NEW)
    code = row(comparison, "percent_agreement", "c")
    assert (code.value, code.undefined, code.coders) == (None, Undefined.NO_PAIR, ("A",))
    # where A gave it, B's silence is no decision
    family = row(comparison, "percent_agreement")
    assert (family.value, family.n_units) == (1, 90)
    assert [place.silent for place in comparison.agreements] == [(), ()]
    assert not comparison.disagreements


def test_a_coders_own_code_newer_than_her_version_is_left_out_and_leaves_no_silence():
    given = [("one", "A", "c", 50, 60), ("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10)]
    made = {"under": {("one", "A"): 1, ("one", "B"): 2}, "added": {"c": 2}}
    comparison = compare(material(given, **made), Settings())
    [too_new] = comparison.excluded
    assert [(coding.coder, coding.code, coding.start) for coding in too_new.codings] == [("A", "c", 50)]
    assert row(comparison, "percent_agreement").n_units == 90
    assert row(comparison, "percent_agreement", "a").n_units == 90


def test_text_that_is_not_codable_leaves_every_unit():
    given = [("one", "A", "a", 0, 40), ("one", "B", "a", 0, 20), ("one", "B", "b", 25, 28)]
    comparison = compare(material(given, not_codable={"one": [Span(20, 30), Span(25, 35)]}), Settings())
    code = row(comparison, "dice", "a")
    assert (code.n_units, code.value) == (85, 2 * 20 / (25 + 20))
    [outside] = comparison.excluded
    assert (outside.coder, outside.reason) == ("B", NOT_CODABLE)
    [source] = comparison.sources
    assert (source.characters, source.codable_characters) == (100, 85)


def test_a_source_without_any_codable_text_counts_for_nothing():
    made = {"sources": {"one": 10, "two": 10}, "not_codable": {"one": [Span(0, 10)]}}
    comparison = compare(material([("two", "A", "a", 0, 5)], **made), Settings())
    assert row(comparison, "percent_agreement", "a").value == 0.5
    assert row(comparison, "percent_agreement", "a", "one").undefined == Undefined.NO_PAIR


def test_each_source_has_its_own_coders():
    given = [(source, coder, "a", 0, 10) for source in ("one", "two") for coder in "ABC"]
    made = {"sources": {"one": 20, "two": 20}, "coders": ("A", "B", "C"), "not_done": [("two", "C")]}
    comparison = compare(material(given, **made), Settings())
    assert [source.coders for source in comparison.sources] == [("A", "B", "C"), ("A", "B")]
    assert row(comparison, "dice", source="two").coders == ("A", "B")
    assert row(comparison, "dice").coders == ("A", "B", "C")
    pairs = [found for found in comparison.results if found.measure == "cohen_kappa" and found.name == "a"]
    assert [(found.source, found.coders) for found in pairs] == [
        (None, ("A", "B")), (None, ("A", "C")), (None, ("B", "C")),
        ("one", ("A", "B")), ("one", ("A", "C")), ("one", ("B", "C")),
        ("two", ("A", "B")),
    ]  # fmt: skip


def test_sources_are_pooled_and_not_averaged():
    given = [("one", "A", "a", 0, 10), ("two", "A", "a", 0, 10), ("two", "B", "a", 0, 10)]
    made = {"sources": {"one": 10, "two": 90}}
    assert value(given, "percent_agreement", "a", **made) == 0.9


def test_rows_stand_family_by_family_and_measure_by_measure():
    two_families = {"Motive": ("a",), "Level": ("b",)}
    comparison = compare(material([], families=two_families), Settings())
    pooled = [found for found in comparison.results if found.source is None]
    assert [(found.scope, found.name) for found in pooled if found.measure == "dice"] == [
        ("family", "Motive"), ("code", "a"), ("family", "Level"), ("code", "b"),
    ]  # fmt: skip
    # one code's value among its family is a row of the code alone
    of_a_family = [name for name in MEASURES if name != "ku_alpha"]
    assert [found.measure for found in pooled[: 2 * len(MEASURES) - 1]] == [*of_a_family, *MEASURES]


def test_coders_who_take_part_only_when_named_are_listed_as_left_out():
    [left_out] = compare(material([], left_out=("Program",)), Settings()).excluded
    assert (left_out.coder, left_out.source, left_out.reason) == ("Program", None, NOT_NAMED)


def test_a_comparison_reports_progress_and_can_be_stopped():
    seen: list[tuple[int, int]] = []
    compare(material([]), Settings(), Progress(lambda done, total: seen.append((done, total))))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
    assert seen == sorted(seen)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(JobCancelled):
        compare(material([]), Settings(), stopped)


def test_a_family_whose_units_all_bear_several_codes_has_that_for_a_reason():
    everywhere = [("one", coder, code, 0, 100) for coder in "AB" for code in "ab"]
    found = compare(material(everywhere), Settings(measures=("krippendorff_alpha", "dice")))
    alone = row(found, "krippendorff_alpha", "Motive")
    assert (alone.value, alone.undefined, alone.n_several) == (None, Undefined.ALL_SEVERAL, 100)
    assert row(found, "dice", "Motive").value == 1


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"measures": ("kappa",)}, "kappa"),
        ({"measures": ()}, "at least one"),
        ({"share": 1.5}, "1.5"),
        ({"share": float("nan")}, "nan"),
        ({"tolerance": -1}, "-1"),
        ({"iou": 1.5}, "1.5"),
        ({"iou": float("nan")}, "nan"),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_a_sentence(wrong, word):
    with pytest.raises(InvalidInput, match=word):
        Settings(**wrong)
