"""Works out what one line of text shows of the codings on it: shades below the letters, lines under them.

Everything is relative to the top of the block, so that a frame only has to move and draw it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPen

from core.text.offsets import OffsetMap
from gui.editor.index import SLOTS, CodingIndex
from gui.editor.pieces import PlacedBlock, Ruler
from gui.editor.shading import ShadeBox, Shading, boxes_of
from gui.editor.shown import ShownCoding, reading_order
from gui.theme import Theme

_MEMO_LINE = 1


@dataclass(slots=True)
class LinePaint:
    """What is drawn for one line, relative to the top of its block."""

    rounded: list[ShadeBox] = field(default_factory=list)
    square: list[ShadeBox] = field(default_factory=list)
    underlines: list[tuple[QLineF, QPen]] = field(default_factory=list)
    rings: list[QRectF] = field(default_factory=list)


class Linework:
    """Knows which codings stand out, and works out the lines they stand on."""

    def __init__(self, theme: Theme, offsets: OffsetMap, index: CodingIndex) -> None:
        self._theme = theme
        self._offsets = offsets
        self._index = index
        self._pens: dict[tuple[str, int], QPen] = {}
        self._shading = Shading(theme)
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
            shades = self._shading.of_line(ruler, shaded, self._strong, start, end)
            paint.rounded, paint.square = boxes_of(shades, baseline - script.up, script.up + script.down)
        # The chosen ones last: where no slot was left they stand over another
        slots = self._slots(here)
        underlined = [one for one in here if slots[one.id] < SLOTS and one.id not in self._chosen]
        chosen = [one for one in here if one.id in self._chosen]
        thick = {slots[one.id] for one in chosen}
        for coding in underlined + chosen:
            slot = slots[coding.id]
            # Two thick lines would run together
            has_room = slot + 1 not in thick
            self._underline(paint, placed, line, ruler, coding, min(slot, SLOTS - 1), has_room)
        return paint

    def _slots(self, here: Sequence[ShownCoding]) -> dict[int, int]:
        """Return the underline of each coding: its own, or where it found none what this line leaves free."""
        slots = self._index.slots(here)
        taken = set(slots.values())
        if SLOTS in taken and (free := [slot for slot in range(SLOTS) if slot not in taken]):
            without = sorted((coding for coding in here if slots[coding.id] == SLOTS), key=reading_order)
            slots.update((coding.id, slot) for coding, slot in zip(without, free, strict=False))
        return slots

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
