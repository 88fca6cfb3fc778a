"""Units larger than a character: what bears a code, and what is cut out."""

import pytest
from comparing import material, row

from core.agreement.codable import CodableText
from core.agreement.comparison import compare
from core.agreement.settings import Settings, Unit
from core.model.span import Span

# three paragraphs of ten characters, line ends between them, a space in the middle of each
PARAGRAPHS = {"one": [Span(0, 10), Span(11, 21), Span(22, 32)]}
SPACES = {"one": (5, 10, 16, 21, 27)}


def paragraphs(given, *, share=0.0, **made):
    compared = material(given, sources={"one": 32}, units=PARAGRAPHS, spaces=SPACES, **made)
    return compare(compared, Settings(unit=Unit.PARAGRAPH, share=share))


def test_one_character_makes_a_paragraph_bear_a_code():
    comparison = paragraphs([("one", "A", "a", 0, 1), ("one", "B", "a", 9, 12)])
    code = row(comparison, "dice", "a")
    assert (code.value, code.n_units, code.n_coded) == (2 * 1 / (1 + 2), 3, 2)


def test_white_space_alone_makes_no_unit_bear_a_code():
    assert row(paragraphs([("one", "A", "a", 5, 6), ("one", "A", "b", 10, 11)]), "dice").n_coded == 0


def test_a_share_of_a_paragraph_is_of_its_characters_without_white_space():
    third_of_nine = [("one", "A", "a", 0, 3), ("one", "B", "a", 0, 9)]
    assert row(paragraphs(third_of_nine, share=0.34), "dice", "a").value == 0
    assert row(paragraphs(third_of_nine, share=0.33), "dice", "a").value == 1


def test_two_segments_of_one_coder_share_a_paragraph_between_them_and_overlap_counts_once():
    half = [("one", "B", "a", 0, 10)]
    assert (
        row(paragraphs([*half, ("one", "A", "a", 0, 3), ("one", "A", "a", 8, 10)], share=0.5), "dice").value
        == 1
    )
    assert (
        row(paragraphs([*half, ("one", "A", "a", 0, 3), ("one", "A", "a", 1, 4)], share=0.5), "dice").value
        == 0
    )


def test_a_share_is_the_tenth_that_was_written_and_not_its_binary_neighbour():
    thirty = material(
        [("one", "A", "a", 0, 3), ("one", "B", "a", 0, 30)], sources={"one": 30}, units={"one": [Span(0, 30)]}
    )
    assert row(compare(thirty, Settings(unit=Unit.SOURCE, share=0.1)), "dice", "a").value == 1


def test_a_paragraph_with_several_codes_is_missing_in_the_family():
    comparison = paragraphs([("one", "A", "a", 0, 2), ("one", "A", "b", 6, 8), ("one", "B", "a", 0, 2)])
    family = row(comparison, "krippendorff_alpha")
    assert (family.n_units, family.n_several) == (2, 1)
    assert row(comparison, "dice").value == 2 * 1 / (2 + 1)


def test_what_is_not_codable_divides_a_paragraph_and_shrinks_a_source():
    given = [("one", "A", "a", 0, 2), ("one", "B", "a", 8, 9)]
    hole = {"one": [Span(3, 7)]}
    divided = row(paragraphs(given, not_codable=hole), "percent_agreement", "a")
    assert (divided.n_units, divided.value) == (4, 0.5)
    whole = {"one": [Span(0, 32)]}
    compared = material(given, sources={"one": 32}, units=whole, spaces=SPACES, not_codable=hole)
    source = row(compare(compared, Settings(unit=Unit.SOURCE)), "percent_agreement", "a")
    assert (source.n_units, source.value) == (1, 1)


def test_a_paragraph_of_which_only_white_space_is_codable_is_no_unit():
    assert (
        row(paragraphs([], not_codable={"one": [Span(0, 5), Span(6, 10)]}), "percent_agreement").n_units == 2
    )


def test_codable_pieces_stay_apart_and_hold_what_holes_leave():
    text = CodableText.of(20, [Span(3, 6), Span(5, 8), Span(8, 10), Span(18, 20)])
    assert text.stretches == (Span(0, 3), Span(10, 18))
    assert len(text) == 11
    assert text.pieces(Span(1, 12)) == (Span(1, 3), Span(10, 12))
    assert text.pieces(Span(3, 10)) == ()
    assert text.pieces(Span(11, 12)) == (Span(11, 12),)


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_can_be_compared_without_a_source(unit):
    comparison = compare(material([], sources={}), Settings(unit=unit))
    assert {found.value for found in comparison.results} == {None}
