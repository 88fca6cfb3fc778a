"""Where coders differ and where they are alike."""

from comparing import material

from core.agreement.comparison import compare
from core.agreement.results import Kind, Place
from core.agreement.settings import Settings
from core.model.span import Span


def places(given, *, tolerance=0, **made) -> list[Place]:
    comparison = compare(material(given, **made), Settings(tolerance=tolerance))
    return [*comparison.disagreements, *comparison.agreements]


def test_two_codes_on_one_place_are_a_disagreement_about_the_code():
    [place] = places([("one", "A", "a", 10, 20), ("one", "B", "b", 12, 20)])
    assert (place.kind, place.start, place.end, place.silent) == (Kind.CODE, 10, 20, ())
    assert [(coding.coder, coding.code) for coding in place.codings] == [("A", "a"), ("B", "b")]


def test_a_silent_coder_is_named():
    [place] = places([("one", "A", "a", 10, 20), ("one", "B", "a", 10, 20)], coders=("A", "B", "C"))
    assert (place.kind, place.silent, place.coders) == (Kind.MISSING, ("C",), ("A", "B", "C"))


def test_a_difference_of_codes_comes_before_silence_and_silence_before_boundaries():
    codes = [("one", "A", "a", 0, 9), ("one", "B", "b", 0, 5)]
    assert places(codes, coders=("A", "B", "C"))[0].kind is Kind.CODE
    ends = [("one", "A", "a", 0, 9), ("one", "B", "a", 0, 5)]
    assert places(ends, coders=("A", "B", "C"))[0].kind is Kind.MISSING
    assert places(ends)[0].kind is Kind.BOUNDARY


def test_one_who_did_not_judge_the_source_is_not_silent():
    given = [("one", "A", "a", 0, 9), ("one", "B", "a", 0, 9)]
    [place] = places(given, coders=("A", "B", "C"), not_done=[("one", "C")])
    assert (place.kind, place.silent, place.coders) == (None, (), ("A", "B"))


def test_a_boundary_within_the_tolerance_is_agreement():
    given = [("one", "A", "a", 10, 20), ("one", "B", "a", 12, 19)]
    assert places(given, tolerance=1)[0].kind is Kind.BOUNDARY
    assert places(given, tolerance=2)[0].kind is None


def test_touching_segments_stay_two_and_overlapping_ones_are_one():
    whole = ("one", "B", "a", 0, 20)
    touching = [whole, ("one", "A", "a", 0, 10), ("one", "A", "a", 10, 20)]
    overlapping = [whole, ("one", "A", "a", 0, 11), ("one", "A", "a", 10, 20)]
    assert places(touching, tolerance=5)[0].kind is Kind.BOUNDARY
    assert places(overlapping)[0].kind is None


def test_segments_that_only_touch_are_two_places():
    assert len(places([("one", "A", "a", 0, 10), ("one", "B", "a", 10, 20)])) == 2


def test_a_chain_of_overlaps_is_one_place():
    chain = [("one", "A", "a", 0, 10), ("one", "B", "a", 8, 20), ("one", "A", "a", 18, 30)]
    [place] = places(chain)
    assert (place.start, place.end, len(place.codings)) == (0, 30, 3)


def test_families_do_not_mix_in_a_place():
    given = [("one", "A", "a", 0, 10), ("one", "B", "b", 0, 10)]
    found = places(given, families={"Motive": ("a",), "Level": ("b",)})
    assert [(place.family, place.kind) for place in found] == [
        ("Motive", Kind.MISSING),
        ("Level", Kind.MISSING),
    ]


def test_segments_that_meet_only_in_text_not_codable_do_not_meet():
    given = [("one", "A", "a", 0, 14), ("one", "B", "a", 12, 30)]
    assert len(places(given, not_codable={"one": [Span(10, 20)]})) == 2


def test_a_segment_across_text_not_codable_is_like_the_two_beside_it():
    given = [("one", "A", "a", 0, 30), ("one", "B", "a", 0, 10), ("one", "B", "a", 20, 30)]
    [place] = places(given, not_codable={"one": [Span(10, 20)]})
    assert place.kind is None


def test_the_id_of_a_place_stays_while_its_codings_do():
    kept = [("one", "A", "a", 0, 10), ("one", "B", "b", 5, 10)]
    [place] = places(kept)
    [same] = [other for other in places([("one", "A", "c", 50, 60), *kept]) if other.start == 0]
    assert same.id == place.id
    [reordered] = places(kept[::-1], coders=("B", "A"), tolerance=3)
    assert reordered.id == place.id
    [joined] = places([*kept, ("one", "B", "b", 0, 6)])
    assert joined.id != place.id


def test_what_only_one_coder_judged_is_listed_with_her_alone():
    [place] = places([("one", "A", "a", 0, 10)], not_done=[("one", "B")])
    assert (place.kind, place.coders) == (None, ("A",))
