"""The shades of one line: it is cut wherever a coding begins or ends, and each stretch has one colour."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from core.model.colour_space import oklab
from gui.editor.pieces import Ruler
from gui.editor.shown import ShownCoding
from gui.theme import Lab, Theme, mixed

RADIUS = 2.5
BLEED = 1

# Left, right and colour
Shade = tuple[float, float, QColor]
ShadeBox = tuple[QRectF, QColor]
# The codings that cover where a line begins, and those that begin or, turned over by `~`, end at each cut
_Turns = tuple[list[int], dict[int, list[int]]]
_left_of = itemgetter(0)


class _Look(NamedTuple):
    shade: Lab
    strong: QColor


class Shading:
    """Finds the shades of lines in one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._looks: dict[str, _Look] = {}

    def of_line(
        self, ruler: Ruler, here: Sequence[ShownCoding], strong: Collection[int], start: int, end: int
    ) -> list[Shade]:
        """Return the shades of a line from its left; the codings on it come with the shortest first."""
        cuts, colours = self._stretches(here, strong, start, end)
        places = ruler.places(cuts)
        if places is None:
            shades = [
                (left, right, colour)
                for (a, b), colour in zip(pairwise(cuts), colours, strict=True)
                if colour is not None
                for left, right in ruler.pieces(a, b)
            ]
        else:
            shades = [
                (one, other, colour) if one < other else (other, one, colour)
                for (one, other), colour in zip(pairwise(places), colours, strict=True)
                if colour is not None and one != other
            ]
        shades.sort(key=_left_of)
        return shades

    def _stretches(
        self, here: Sequence[ShownCoding], strong: Collection[int], start: int, end: int
    ) -> tuple[list[int], list[QColor | None]]:
        """Return the cuts of a line, and the colour from each to the next; None where nothing is coded."""
        known = self._looks
        looks = [known.get(coding.colour) or self._look(coding) for coding in here]
        covering, turns = _turns(here, start, end)
        stand_out = {number for number, coding in enumerate(here) if coding.id in strong} if strong else ()
        lightness, green, blue = (sum(looks[number].shade[part] for number in covering) for part in range(3))
        cuts = [start, *sorted(turns), end]
        colours: list[QColor | None] = []
        for cut in cuts[:-1]:
            for turn in turns.get(cut, ()):
                if turn >= 0:
                    insort(covering, turn)
                    light, x, y = looks[turn].shade
                    lightness, green, blue = lightness + light, green + x, blue + y
                else:
                    covering.remove(~turn)
                    light, x, y = looks[~turn].shade
                    lightness, green, blue = lightness - light, green - x, blue - y
            if stand_out and (first := next((one for one in covering if one in stand_out), None)) is not None:
                colours.append(looks[first].strong)
            elif covering:
                total = lightness, green, blue
                colours.append(mixed(self._theme, looks[covering[0]].shade, total, len(covering)))
            else:
                colours.append(None)
        return cuts, colours

    def _look(self, coding: ShownCoding) -> _Look:
        tint = coding.tint(self._theme)
        look = self._looks[coding.colour] = _Look(oklab(tint.shade), QColor(tint.strong))
        return look


def _turns(here: Sequence[ShownCoding], start: int, end: int) -> _Turns:
    covering: list[int] = []
    turns: defaultdict[int, list[int]] = defaultdict(list)
    for number, coding in enumerate(here):
        span = coding.span
        if span.start <= start:
            covering.append(number)
        else:
            turns[span.start].append(number)
        if span.end < end:
            turns[span.end].append(~number)
    return covering, turns


def boxes_of(shades: Sequence[Shade], top: float, height: float) -> tuple[list[ShadeBox], list[ShadeBox]]:
    """Return what is drawn for shades: boxes with round corners, then plain ones.

    The outer ends of shades that follow each other are round, and inside they meet without a seam.
    """
    rounded: list[ShadeBox] = []
    square: list[ShadeBox] = []
    befores = [float("-inf"), *(shade[1] for shade in shades)]
    afters = [*(shade[0] for shade in shades[1:]), float("inf")]
    for (left, right, colour), before, after in zip(shades, befores, afters, strict=False):
        meets_left, meets_right = left - before < 1, after - right < 1
        if meets_left and meets_right:
            left = round(left)
            square.append((QRectF(left, top, round(right) - left, height), colour))
            continue
        left = round(left) if meets_left else left - BLEED
        right = round(right) if meets_right else right + BLEED
        rounded.append((QRectF(left, top, right - left, height), colour))
        inner_left = left if meets_left else left + RADIUS + 1
        inner_right = right if meets_right else right - RADIUS - 1
        if meets_left or meets_right:
            if inner_right <= inner_left:
                inner_left, inner_right = left, right
            square.append((QRectF(inner_left, top, inner_right - inner_left, height), colour))
    return rounded, square
