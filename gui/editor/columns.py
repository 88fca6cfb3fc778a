"""How the editor's parts share its width: a line has its measure, the margin its room, the rest is air."""

from __future__ import annotations

from typing import NamedTuple

from gui.editor.layout import OVERHANG
from gui.editor.metrics import Metrics
from gui.style import scaled

_GUTTER, _OVERVIEW = 44, 16
_MARGIN, _LEAST_MARGIN, _MOST_MARGIN = 214, 110, 320
_TO_MARGIN = 4
# Below so many characters a line cannot be read, and the margin keeps its brackets alone
_FEWEST_CHARACTERS, _BARE_MARGIN = 28, 44

Column = tuple[int, int]


class Columns(NamedTuple):
    """Where each part begins from the leading edge, and its width; the text reaches below its neighbours."""

    gutter: Column
    text: Column
    margin: Column
    overview: Column


def columns(width: int, metrics: Metrics) -> Columns:
    """Share out a width: room beyond the longest line goes to the margin, then to both sides."""
    gutter, overview = scaled(_GUTTER), scaled(_OVERVIEW)
    free = width - gutter - overview - _TO_MARGIN
    text = min(max(free - scaled(_MARGIN), metrics.shortest_line), metrics.longest_line)
    spare = free - metrics.width_of(_FEWEST_CHARACTERS)
    least = max(min(spare, scaled(_LEAST_MARGIN)), scaled(_BARE_MARGIN))
    margin = min(max(free - text, least), scaled(_MOST_MARGIN))
    text = max(1, min(text, free - margin))
    side = max(0, (free - text - margin) // 2)
    start = side + gutter
    return Columns(
        gutter=(side, gutter),
        text=(start - OVERHANG, text + 2 * OVERHANG),
        margin=(start + text + _TO_MARGIN, margin),
        overview=(width - overview, overview),
    )


def usual_width(metrics: Metrics) -> int:
    """Return the width at which a line of 70 characters and the margin have all they need."""
    return scaled(_GUTTER + _MARGIN + _OVERVIEW) + metrics.width_of(70)
