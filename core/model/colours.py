"""The 24 colours offered for codes, in the order they are handed out.

A code stores the line colour on light paper; the window derives its shades from it. Pattern and
place in the list tell apart what hue cannot: 1-8 whole, 9-16 dashed, 17-24 dotted lines.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from core.model.colour_space import contrast, from_oklab, oklab

CODE_COLOURS: tuple[str, ...] = (
    "#A75C51", "#3CA087", "#3A308B", "#A99123", "#790C3F", "#3A5103", "#256777", "#8F81E5",
    "#667809", "#8A52AB", "#9F779A", "#7F4C57", "#982A38", "#D36F7E", "#5F2C5B", "#9B3972",
    "#759958", "#045D35", "#5C8664", "#79648F", "#564D8C", "#695F01", "#3B8183", "#A97339",
)  # fmt: skip


# the same colours as lines on dark paper
DARK_LINES: tuple[str, ...] = (
    "#E39285", "#76D7BD", "#6E6CC6", "#DFC761", "#B65276", "#6F8944", "#5F9FB0", "#C4BFFD",
    "#9BB050", "#C18BE2", "#D6ACD1", "#BA828D", "#D4696F", "#FDAEB7", "#9A6295", "#D575A8",
    "#AACF8C", "#4C956A", "#91BD99", "#B09AC8", "#8B84C8", "#A09649", "#73B8BA", "#E2A96F",
)  # fmt: skip
LIGHT_PAPER, DARK_PAPER = "#FFFEFB", "#1E2125"
ENOUGH_CONTRAST = 3.0


def pattern_of(colour: str) -> int:
    """Return 0 for a whole line, 1 for a dashed, 2 for a dotted; a colour of one's own has whole lines."""
    colour = colour.upper()
    return CODE_COLOURS.index(colour) // 8 if colour in CODE_COLOURS else 0


@lru_cache(maxsize=4096)
def line_on(colour: str, is_dark: bool) -> str:
    """Return the line a code colour has on light or on dark paper; one's own keeps its hue."""
    colour = colour.upper()
    if colour in CODE_COLOURS:
        return DARK_LINES[CODE_COLOURS.index(colour)] if is_dark else colour
    lightness, a, b = oklab(colour)
    step, paper = (0.01, DARK_PAPER) if is_dark else (-0.01, LIGHT_PAPER)
    line = colour
    while contrast(line, paper) < ENOUGH_CONTRAST:
        lightness += step
        line = from_oklab(lightness, a, b)
    return line


def least_used(counts: Counter[str]) -> str:
    """Return the first of the colours that were used least; `counts` has them in capitals."""
    return min(CODE_COLOURS, key=lambda colour: (counts[colour], CODE_COLOURS.index(colour)))
