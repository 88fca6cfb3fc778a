"""Rows of the continuum and of segments in a comparison: what they say, and what they do not."""

from dataclasses import replace

import pytest
from comparing import material, row, value
from sklearn.metrics import f1_score

from core.agreement.comparison import compare
from core.agreement.continuum import NoValue
from core.agreement.results import Overlap
from core.agreement.settings import Settings, Unit
from core.model.span import Span

ON_CONTINUUM = ("u_alpha", "bar_u_alpha", "cu_alpha")
ONE_CODER_OVERLAPS = [
    ("one", "A", "a", 0, 20), ("one", "A", "b", 15, 25), ("one", "B", "a", 0, 20),
    ("two", "A", "a", 10, 20), ("two", "B", "b", 10, 20), ("two", "B", "a", 30, 40),
]  # fmt: skip
TWO_SOURCES = {"sources": {"one": 50, "two": 50}}


def test_overlapping_codes_of_one_coder_leave_the_family_undefined_and_name_the_places():
    comparison = compare(material(ONE_CODER_OVERLAPS, **TWO_SOURCES), Settings())
    for measure in ON_CONTINUUM:
        pooled = row(comparison, measure)
        assert pooled.value is None
        assert pooled.undefined.startswith(str(NoValue.OVERLAPPING).removesuffix("."))
        assert pooled.undefined.endswith("A in “one”, 15–20 (a, b).")
        assert row(comparison, measure, source="two").value is not None
        assert row(comparison, measure, "b").value is not None or measure == "cu_alpha"
    assert row(comparison, "ku_alpha", "a").undefined == row(comparison, "u_alpha").undefined
    assert row(comparison, "ku_alpha", "a").coverage is None
    assert comparison.overlaps == (Overlap("one", "Motive", "A", ("a", "b"), 15, 20),)


def test_more_overlaps_than_a_sentence_holds_are_counted_in_it_and_listed():
    many = [("one", "A", code, 10 * n, 10 * n + 5) for n in range(9) for code in "ab"]
    comparison = compare(material(many), Settings(measures=("u_alpha",)))
    assert row(comparison, "u_alpha").undefined.endswith("(a, b); and 6 more.")
    assert len(comparison.overlaps) == 9


def test_an_overlap_stands_where_it_is_in_the_text_in_pieces_beside_what_is_not_codable():
    given = [("one", "A", "a", 0, 60), ("one", "A", "b", 20, 60)]
    comparison = compare(material(given, not_codable={"one": [Span(0, 10), Span(30, 40)]}), Settings())
    assert [(one.start, one.end) for one in comparison.overlaps] == [(20, 30), (40, 60)]


def test_overlaps_are_not_looked_for_where_no_continuum_is_asked_for():
    assert not compare(material(ONE_CODER_OVERLAPS, **TWO_SOURCES), Settings(measures=("dice",))).overlaps


def test_rows_of_a_code_among_its_family_say_what_they_cover():
    given = [
        ("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10),
        ("one", "A", "b", 20, 40), ("one", "B", "c", 30, 40),
    ]  # fmt: skip
    comparison = compare(material(given), Settings())
    assert (row(comparison, "ku_alpha", "a").value, row(comparison, "ku_alpha", "a").coverage) == (1, 1)
    assert row(comparison, "ku_alpha", "b").coverage == 0.5
    assert row(comparison, "ku_alpha", "a").categories == ("a", "b", "c", "uncoded")
    assert row(comparison, "ku_alpha", "a").scope == "code"
    assert {found.scope for found in comparison.results if found.measure == "ku_alpha"} == {"code"}
    assert row(comparison, "u_alpha").coverage is None


def test_a_code_asked_for_alone_still_has_its_value_among_its_family():
    given = [
        (*who, code, 20 * n, 20 * n + 9)
        for who in (("one", "A"), ("one", "B"))
        for n, code in enumerate("abc")
    ]
    made = material(given)
    [code] = [code.id for code in made.codes if code.name == "b"]
    only_b = replace(made, family_rows=frozenset(), code_rows=frozenset({code}))
    alone = compare(only_b, Settings(measures=("ku_alpha", "cu_alpha")))
    assert row(alone, "ku_alpha", "b").value == 1
    assert row(alone, "cu_alpha", "b").undefined == NoValue.ONE_CODE


@pytest.mark.parametrize("unit", Unit)
def test_rows_say_in_what_they_count(unit):
    made = material(
        [("one", "A", "a", 0, 10)], units={"one": [Span(0, 50), Span(50, 100)]}, spaces={"one": []}
    )
    comparison = compare(made, Settings(unit=unit, measures=("dice", "u_alpha", "span_f1_exact")))
    assert row(comparison, "dice").unit == unit
    for measure in ("u_alpha", "span_f1_exact"):
        assert (row(comparison, measure).unit, row(comparison, measure).n_units) == ("character", 100)


def test_f1_is_scikit_learns_where_segments_are_the_things_classified():
    """With equal ends every segment is one of the places that either coder could have marked."""
    places = [Span(10 * n, 10 * n + 8) for n in range(10)]
    marked = {"A": (0, 1, 2, 5, 7), "B": (1, 2, 3, 7, 8, 9)}
    given = [
        ("one", coder, "a", places[n].start, places[n].end) for coder, some in marked.items() for n in some
    ]
    oracle = f1_score(*([n in marked[coder] for n in range(10)] for coder in "AB"))
    assert value(given, "span_f1_exact", "a") == pytest.approx(oracle)
    assert value(given, "span_f1_overlap", "a") == pytest.approx(oracle)


def test_segments_of_a_family_match_only_with_the_same_code():
    given = [
        ("one", "A", "a", 0, 10),
        ("one", "B", "b", 0, 10),
        ("one", "A", "c", 20, 30),
        ("one", "B", "c", 20, 30),
    ]
    assert value(given, "span_f1_exact") == 2 * 1 / 4


def test_ones_own_overlapping_segments_find_one_partner():
    given = [("one", "A", "a", 0, 10), ("one", "A", "a", 1, 11), ("one", "B", "a", 0, 11)]
    assert value(given, "span_f1_overlap", "a") == 2 * 1 / 3


@pytest.mark.parametrize(("iou", "expected"), [(0.0, 1.0), (0.5, 1.0), (0.51, 0.0), (1.0, 0.0)])
def test_segments_overlap_from_the_share_that_was_asked_for(iou, expected):
    given = [("one", "A", "a", 0, 20), ("one", "B", "a", 10, 20)]
    comparison = compare(material(given), Settings(measures=("span_f1_overlap",), iou=iou))
    assert row(comparison, "span_f1_overlap", "a").value == expected


def test_segments_that_only_touch_do_not_overlap():
    given = [("one", "A", "a", 0, 10), ("one", "B", "a", 10, 20)]
    assert row(compare(material(given), Settings(iou=0)), "span_f1_overlap", "a").value == 0


def test_a_segment_interrupted_by_what_is_not_codable_counts_as_its_pieces():
    given = [("one", "A", "a", 0, 30), ("one", "B", "a", 0, 10), ("one", "B", "a", 20, 30)]
    cut = {"not_codable": {"one": [Span(10, 20)]}}
    assert value(given, "span_f1_exact", "a", **cut) == 1
    assert value(given, "u_alpha", "a", **cut) == 1


def test_segments_are_pooled_over_pairs_in_the_sources_that_both_judged():
    given = [
        *(("one", coder, "a", 0, 10) for coder in "ABC"),
        ("two", "A", "a", 0, 10), ("two", "B", "a", 5, 15), ("two", "C", "a", 5, 15),
    ]  # fmt: skip
    made = {"sources": {"one": 20, "two": 20}, "coders": ("A", "B", "C"), "not_done": [("two", "C")]}
    # three pairs agree in the first source, one pair does not in the second
    assert value(given, "span_f1_exact", "a", **made) == 2 * 3 / (6 + 2)


def test_a_source_that_a_coder_never_opened_is_no_gap_of_hers():
    given = [("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10), ("two", "A", "a", 0, 10)]
    for measure in ("u_alpha", "bar_u_alpha", "span_f1_exact", "span_f1_overlap"):
        assert value(given, measure, "a", **TWO_SOURCES, not_done=[("two", "B")]) == 1


def test_text_with_a_code_too_new_for_a_coder_is_judged_by_the_others_alone():
    """B cannot have given c: there A and C alone are compared, as in a source of their own."""
    given = [
        *(("one", coder, "c", 50, 60) for coder in "AC"),
        *(("one", coder, "a", 0, 10) for coder in "ABC"),
    ]  # fmt: skip
    made = {"under": {("one", "B"): 1}, "added": {"c": 2}, "coders": ("A", "B", "C")}
    assert value(given, "u_alpha", **made) == 1
    assert value(given, "cu_alpha", **made) == 1


def test_a_family_of_one_code_has_no_codes_to_tell_apart():
    comparison = compare(material([("one", "A", "a", 0, 9)], families={"Motive": ("a",)}), Settings())
    assert row(comparison, "cu_alpha").undefined == NoValue.ONE_CODE
    assert row(comparison, "ku_alpha", "a").undefined == NoValue.ONE_CODE
    assert row(comparison, "u_alpha").value == row(comparison, "bar_u_alpha").value
