"""The 24 colours offered for codes, in the order they are handed out.

A code stores the line colour on light paper; the window derives its shades from it. Pattern and
place in the list tell apart what hue cannot: 1-8 whole, 9-16 dashed, 17-24 dotted lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

CODE_COLOURS: tuple[str, ...] = (
    "#A75C51", "#3CA087", "#3A308B", "#A99123", "#790C3F", "#3A5103", "#256777", "#8F81E5",
    "#667809", "#8A52AB", "#9F779A", "#7F4C57", "#982A38", "#D36F7E", "#5F2C5B", "#9B3972",
    "#759958", "#045D35", "#5C8664", "#79648F", "#564D8C", "#695F01", "#3B8183", "#A97339",
)  # fmt: skip


def next_colour(used: Iterable[str]) -> str:
    """Return the first colour that is not in `used`, or the least used one when all are."""
    return least_used(Counter(colour.upper() for colour in used))


def least_used(counts: Counter[str]) -> str:
    """Return the first of the colours that were used least; `counts` has them in capitals."""
    return min(CODE_COLOURS, key=lambda colour: (counts[colour], CODE_COLOURS.index(colour)))
