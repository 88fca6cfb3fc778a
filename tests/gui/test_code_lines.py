"""The window draws the very lines that core judges when it warns of colours that look alike."""

import pytest

from core.model.colours import CODE_COLOURS, line_on, pattern_of
from gui.theme import DARK, LIGHT, tint


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_lines_of_codes_are_those_that_were_judged(theme):
    for colour in (*CODE_COLOURS, "#FFFF00", "#000033", "#808080", "#12C0DE"):
        drawn = tint(theme, colour)
        assert (drawn.line, drawn.pattern) == (line_on(colour, theme.is_dark), pattern_of(colour))
