"""Where a reader's characters begin and end: grapheme clusters around a place in a text.

Segmenting a whole text to ask about one place would cost as much as the text is long, so these
functions start at the nearest border that needs no look further back.
"""

from __future__ import annotations

import regex
import unicode_segmentation_rs as segmentation

_WINDOW = 64

# No cluster certainly ends behind one of these, and of marks there can be a million on one letter
_JOINING = regex.compile(
    r"""(?r)(?x)(?: [\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}\p{GCB=RI}\p{GCB=Prepend}\p{GCB=L}]
        | \p{Extended_Pictographic}(?=\p{GCB=Extend}*+\p{GCB=ZWJ}) )*+"""
)


def clusters(text: str) -> list[str]:
    """Return the grapheme clusters of a text, which join up to the text again."""
    return segmentation.graphemes(text, is_extended=True)


def is_certain_border(text: str, place: int) -> bool:
    """Tell whether a cluster ends before `place` whatever stands further back.

    Only flags, joined emoji and Indic conjuncts look back beyond one character; behind anything else
    the two neighbours decide. `place` lies inside the text, not at its ends.
    """
    before = text[place - 1]
    if "\U0001f1e6" <= before <= "\U0001f1ff" or len(clusters("a" + before)) == 1:
        return False
    return len(clusters(text[place - 1 : place + 1])) == 2


def border_before(text: str, place: int) -> int:
    """Return the last border of clusters at or before `place`."""
    if place <= 0 or place >= len(text):
        return min(max(place, 0), len(text))
    start = _certain_before(text, place)
    return place + 1 - len(clusters(text[start : place + 1])[-1])


def border_after(text: str, place: int) -> int:
    """Return the first border of clusters at or after `place`."""
    start = border_before(text, place)
    if start >= place or start == len(text):
        return start
    window = _WINDOW
    while True:
        first, *more = clusters(text[start : start + window])
        if more or start + window >= len(text):
            return start + len(first)
        window *= 2


def _certain_before(text: str, place: int) -> int:
    while place > 0 and not is_certain_border(text, place):
        run = _JOINING.match(text, 0, place)
        place = min(run.start() if run else place, place - 1)
    return place
