"""Works out what one line of text shows of the codings on it: shades below the letters, lines under them.

Everything is relative to the top of the block, so that a frame only has to move and draw it.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPen

from core.text.offsets import OffsetMap
from gui.colour_space import oklab
from gui.editor.index import SLOTS, CodingIndex
from gui.editor.pieces import PlacedBlock, Ruler
from gui.editor.shown import ShownCoding, reading_order
from gui.theme import Lab, Theme, mixed

RADIUS = 2.5
BLEED = 1
_MEMO_LINE = 1

_Borders = defaultdict[int, list[int]]


@dataclass(slots=True)
class LinePaint:
    """What is drawn for one line, relative to the top of its block."""

    rounded: list[tuple[QRectF, QColor]] = field(default_factory=list)
    square: list[tuple[QRectF, QColor]] = field(default_factory=list)
    underlines: list[tuple[QLineF, QPen]] = field(default_factory=list)
    rings: list[QRectF] = field(default_factory=list)


class Shade(NamedTuple):
    """A stretch of a line with one colour."""

    left: float
    right: float
    colour: QColor


class _Look(NamedTuple):
    shade: Lab
    strong: QColor


class Linework:
    """Knows which codings stand out, and works out the lines they stand on."""

    def __init__(self, theme: Theme, offsets: OffsetMap, index: CodingIndex) -> None:
        self._theme = theme
        self._offsets = offsets
        self._index = index
        self._pens: dict[tuple[str, int], QPen] = {}
        self._looks: dict[str, _Look] = {}
        self._chosen: Collection[int] = frozenset()
        self._strong: Collection[int] = frozenset()

    def set_emphasis(self, chosen: Collection[int], strong: Collection[int]) -> None:
        """Give these codings the strong shade, and the chosen ones their thick line."""
        self._chosen, self._strong = chosen, strong

    def of_line(self, placed: PlacedBlock, line: int, codings: Sequence[ShownCoding]) -> LinePaint:
        """Work out one line; the codings of its block come with the shortest first."""
        start, end = placed.laid.offsets[line], placed.laid.offsets[line + 1]
        here = [coding for coding in codings if coding.span.start < end and coding.span.end > start]
        paint = LinePaint()
        if not here:
            return paint
        ruler = Ruler(placed, line, self._offsets)
        baseline, script = placed.laid.baselines[line], placed.laid.script
        if self._theme.has_shading:
            shaded = [coding for coding in here if not coding.is_memo or coding.id in self._strong]
            shades = sorted(self._shades(ruler, shaded, start, end), key=lambda shade: shade.left)
            _lay_shades(paint, shades, baseline - script.up, script.up + script.down)
        # The chosen ones last: where no slot was left they stand over another
        slots = self._slots(here)
        chosen = {slots[coding.id] for coding in here if coding.id in self._chosen}
        for coding in sorted(here, key=lambda one: one.id in self._chosen):
            slot = slots[coding.id]
            if slot < SLOTS or coding.id in self._chosen:
                # Two thick lines would run together
                has_room = slot + 1 not in chosen
                self._underline(paint, placed, line, ruler, coding, min(slot, SLOTS - 1), has_room)
        return paint

    def _slots(self, here: Sequence[ShownCoding]) -> dict[int, int]:
        """Return the underline of each coding: its own, or where it found none what this line leaves free."""
        slots = {coding.id: self._index.slot(coding.id) for coding in here}
        taken = set(slots.values())
        if SLOTS in taken and (free := [slot for slot in range(SLOTS) if slot not in taken]):
            without = sorted((coding for coding in here if slots[coding.id] == SLOTS), key=reading_order)
            slots.update((coding.id, slot) for coding, slot in zip(without, free, strict=False))
        return slots

    def _shades(self, ruler: Ruler, here: Sequence[ShownCoding], start: int, end: int) -> Iterator[Shade]:
        """Cut a line at every start and end; between two cuts the codings are the same."""
        looks = [self._look(coding) for coding in here]
        strong = {number for number, coding in enumerate(here) if coding.id in self._strong}
        begins, ends = _borders(here, start, end)
        cuts = sorted(begins.keys() | ends.keys())
        places = ruler.places(cuts)
        covering: list[int] = []
        lightness = green = blue = 0.0
        for at, (a, b) in enumerate(pairwise(cuts)):
            for number in ends.get(a, ()):
                covering.remove(number)
                light, x, y = looks[number].shade
                lightness, green, blue = lightness - light, green - x, blue - y
            for number in begins.get(a, ()):
                insort(covering, number)
                light, x, y = looks[number].shade
                lightness, green, blue = lightness + light, green + x, blue + y
            if not covering:
                continue
            colour = None
            if strong:
                colour = next((looks[number].strong for number in covering if number in strong), None)
            if colour is None:
                total = lightness, green, blue
                colour = mixed(self._theme, looks[covering[0]].shade, total, len(covering))
            if places is None:
                yield from (Shade(left, right, colour) for left, right in ruler.pieces(a, b))
            elif (one := places[at]) != (other := places[at + 1]):
                yield Shade(min(one, other), max(one, other), colour)

    def _look(self, coding: ShownCoding) -> _Look:
        look = self._looks.get(coding.colour)
        if look is None:
            tint = coding.tint(self._theme)
            look = self._looks[coding.colour] = _Look(oklab(tint.shade), QColor(tint.strong))
        return look

    def _underline(
        self,
        paint: LinePaint,
        placed: PlacedBlock,
        line: int,
        ruler: Ruler,
        coding: ShownCoding,
        slot: int,
        has_room: bool,
    ) -> None:
        is_chosen, theme = coding.id in self._chosen, self._theme
        # Where nothing is shaded a thick line says what a strong shade says elsewhere
        is_strong = is_chosen or (not theme.has_shading and coding.id in self._strong)
        is_thick = is_strong and has_room
        thin = _MEMO_LINE if coding.is_memo else theme.line_width
        pen = self._pen(coding, theme.thick_width if is_thick else thin)
        below = placed.laid.baselines[line] + placed.laid.script.down + theme.underline_gap
        y = below + theme.underline_step * slot + (0.5 if is_thick else 0)
        has_ring = is_chosen and not theme.has_shading
        top = placed.laid.baselines[line] - placed.laid.script.up
        for left, right in ruler.pieces(coding.span.start, coding.span.end):
            paint.underlines.append((QLineF(left, y, right, y), pen))
            if has_ring:
                box = QRectF(round(left), top, round(right - left), round(y) - top + 1)
                paint.rings.append(box.adjusted(-2, -2, 2, 2))

    def _pen(self, coding: ShownCoding, width: int) -> QPen:
        pen = self._pens.get((coding.colour, width))
        if pen is None:
            pen = self._pens[coding.colour, width] = coding.tint(self._theme).pen(width)
        return pen


def _borders(here: Sequence[ShownCoding], start: int, end: int) -> tuple[_Borders, _Borders]:
    """Return which codings, by number, begin and end at each place of a line."""
    begins: _Borders = defaultdict(list)
    ends: _Borders = defaultdict(list)
    for number, coding in enumerate(here):
        begins[max(coding.span.start, start)].append(number)
        ends[min(coding.span.end, end)].append(number)
    return begins, ends


def _lay_shades(paint: LinePaint, shades: Sequence[Shade], top: float, height: float) -> None:
    """Round the outer ends of shades that follow each other, and let them meet without a seam."""
    for number, shade in enumerate(shades):
        meets_left = number > 0 and shade.left - shades[number - 1].right < 1
        meets_right = number + 1 < len(shades) and shades[number + 1].left - shade.right < 1
        left = round(shade.left) if meets_left else shade.left - BLEED
        right = round(shade.right) if meets_right else shade.right + BLEED
        box = QRectF(left, top, right - left, height)
        if not (meets_left and meets_right):
            paint.rounded.append((box, shade.colour))
        if meets_left or meets_right:
            inner_left = left if meets_left else left + RADIUS + 1
            inner_right = right if meets_right else right - RADIUS - 1
            if meets_left != meets_right and inner_right > inner_left:
                box = QRectF(inner_left, top, inner_right - inner_left, height)
            paint.square.append((box, shade.colour))
