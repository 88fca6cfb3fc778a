from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo

from core.model.colour_space import contrast, from_oklab, oklab
from core.model.colours import CODE_COLOURS
from gui.theme import (
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    blend,
    interface_font,
    is_right_to_left,
    reading_font,
    tint,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
both_contrasts = pytest.mark.parametrize("theme", [LIGHT_CONTRAST, DARK_CONTRAST], ids=["light", "dark"])
both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@both_themes
def test_words_stand_out_from_whatever_they_are_on(theme):
    for ground in (theme.window, theme.panel, theme.paper, theme.raised, theme.accent_soft):
        for ink in (theme.ink, theme.ink2, theme.ink3):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(theme.ink, theme.select) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.bad, theme.raised) >= 4.5


def grounds(theme):
    return (theme.window, theme.panel, theme.paper, theme.raised, theme.hover, theme.accent_soft)


@both_contrasts
def test_in_high_contrast_words_have_seven_to_one_wherever_they_stand(theme):
    inks = (theme.ink, theme.ink2, theme.ink3, theme.quiet, theme.accent, theme.good, theme.warn, theme.bad)
    for ground in (*grounds(theme), theme.warn_soft, theme.add_soft, theme.gone_soft):
        for ink in inks:
            assert contrast(ink, ground) >= 7, (ink, ground)
    assert contrast(theme.ink, theme.select) >= 7
    assert contrast(theme.on_accent, theme.accent) >= 7


@both_contrasts
def test_in_high_contrast_edges_and_hairlines_are_to_be_seen(theme):
    assert theme.line == theme.edge == theme.control
    for ground in grounds(theme):
        assert contrast(theme.control, ground) >= 4.5


@both_contrasts
def test_in_high_contrast_lines_say_what_shades_said_before(theme):
    assert not theme.has_shading
    assert theme.line_width == 3 > LIGHT.line_width
    assert theme.thick_width > theme.line_width
    # Underlines of codings that overlap do not run into each other
    assert theme.underline_step > theme.line_width


@both_themes
def test_what_is_not_codable_can_be_read_on_whatever_it_is_coded_with(theme):
    tints = [tint(theme, colour) for colour in CODE_COLOURS]
    for shown in tints:
        assert contrast(theme.quiet, shown.strong) >= 4.5
    for one, other in combinations(tints, 2):
        mixture = blend(theme, [one.shade, other.shade, other.shade, other.shade])
        assert contrast(theme.quiet, mixture.name()) >= 4.5
    # and yet it is quieter than what is
    assert contrast(theme.quiet, theme.paper) < 0.8 * contrast(theme.ink, theme.paper)


@both_themes
@given(colour=colours)
def test_what_is_not_codable_can_be_read_on_a_colour_of_ones_own(theme, colour):
    assert contrast(theme.quiet, tint(theme, colour).strong) >= 4.5


@both_themes
def test_the_line_of_every_offered_colour_can_be_seen_on_paper(theme):
    for colour in CODE_COLOURS:
        assert contrast(tint(theme, colour).line, theme.paper) >= 3


@both_themes
def test_ink_stays_legible_where_codings_overlap(theme):
    tints = [tint(theme, colour) for colour in CODE_COLOURS]
    for shown in tints:
        assert contrast(theme.ink, shown.strong) >= 6.5
    for one, other in combinations(tints, 2):
        mixture = blend(theme, [one.shade, other.shade, other.shade, other.shade, one.shade])
        assert contrast(theme.ink, mixture.name()) >= 6.5


@both_themes
@given(colour=colours)
def test_any_colour_of_ones_own_gives_a_line_to_be_seen_and_shades_to_be_read_on(theme, colour):
    shown = tint(theme, colour)
    assert contrast(shown.line, theme.paper) >= 3
    assert contrast(theme.ink, shown.shade) >= 7
    assert contrast(theme.ink, shown.strong) >= 5


def test_patterns_tell_apart_what_hue_cannot():
    patterns = [tint(LIGHT, colour).pattern for colour in CODE_COLOURS]
    assert patterns == [0] * 8 + [1] * 8 + [2] * 8
    assert [len(tint(LIGHT, CODE_COLOURS[n]).pen(2).dashPattern()) for n in (0, 8, 16)] == [0, 2, 2]


def test_a_colour_is_found_however_its_letters_are_written():
    assert tint(LIGHT, "#a75c51") == tint(LIGHT, "#A75C51")


@both_themes
def test_one_shade_alone_is_not_changed(theme):
    shade = tint(theme, CODE_COLOURS[0]).shade
    assert blend(theme, [shade]).name().upper() == shade


@given(colours)
def test_a_colour_survives_the_way_through_oklab(colour):
    assert from_oklab(*oklab(colour)) == colour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كتاب", True),
        ("book", False),
        ("12 كتاب", True),
        ("", False),
        ("12.", False),
        ("\u2067كتاب\u2069 book", False),
    ],
)
def test_the_first_letter_with_a_direction_says_which_way_a_text_runs(text, expected):
    assert is_right_to_left(text) is expected


def test_arabic_letters_stand_larger_than_latin_ones(qapp):
    assert QFontInfo(reading_font(arabic=True, size=17)).pixelSize() == 20
    assert QFontInfo(reading_font(arabic=False, size=17)).pixelSize() == 17
    assert QFontInfo(interface_font(2)).pixelSize() > QFontInfo(interface_font(-2)).pixelSize()
