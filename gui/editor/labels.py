"""The names beside the brackets: letter of the coder, swatch, name, `?` where unsure, sign of a memo."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from gui.editor.marks import paint_memo_sign, paint_pill
from gui.editor.shown import ShownCoding
from gui.style import scaled
from gui.theme import Theme, interface_font, is_right_to_left
from gui.widgets.marks import paint_swatch
from gui.widgets.slots import Slots, write_whole

LABEL_STEP = 20
EDGE = 4  # between a label and what lies beyond the margin
_LEADING, _END = 3, 4  # of a pill, before the swatch and behind the last sign
_TO_NAME = 6


class LabelPainter:
    """Draws one label in a row of the margin; remembers how wide names are, and how they are cut."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.step = max(LABEL_STEP, scaled(LABEL_STEP))
        self.font = interface_font(-1)
        self.bold_font = interface_font(-1, bold=True)
        self.hint_font = interface_font(-2)
        self._metrics = QFontMetricsF(self.font), QFontMetricsF(self.bold_font)
        self._widths: dict[tuple[str, bool], float] = {}
        self._shortened: dict[tuple[str, bool, float], str] = {}

    def paint(
        self, painter: QPainter, row: QRectF, coding: ShownCoding, mirrored: bool, chosen: bool, hovered: bool
    ) -> QRectF:
        """Draw what stands for a coding from the leading end of a row; returns how much of it that takes."""
        theme, shown, name = self._theme, coding.tint(self._theme), _named(coding)
        sign = scaled(14)
        memo = sign + 4 if coding.has_memo and not coding.is_memo else 0
        letter = self._width(coding.letter, True) + 4 if coding.letter else 0
        slots, box = Slots(row, mirrored), Slots(row, mirrored)
        slots.trail(EDGE)
        slots.lead(_LEADING)
        taken = letter + sign + _TO_NAME + memo + _END
        width = min(self._width(name, chosen) + 2, max(0.0, slots.room - taken))
        whole = box.lead(_LEADING + width + taken)
        if chosen:
            paint_pill(painter, whole, shown, theme)
        ink = theme.ink if chosen or hovered else theme.ink2
        if coding.letter:
            place = slots.lead(letter - 4, 4)
            write_whole(painter, place, coding.letter, ink, self.bold_font, Qt.AlignmentFlag.AlignHCenter)
        if coding.is_memo:
            paint_memo_sign(painter, slots.lead(sign, _TO_NAME), ink)
        else:
            paint_swatch(painter, slots.lead(sign, _TO_NAME), theme, coding.colour, coding.rank)
        self.write(painter, slots.lead(width, 4), name, ink, mirrored, is_bold=chosen)
        if memo:
            paint_memo_sign(painter, slots.lead(sign), ink if chosen else theme.ink3)
        return whole

    def write(
        self, painter: QPainter, slot: QRectF, words: str, ink: str, mirrored: bool, is_bold: bool = False
    ) -> None:
        """Write words from the leading end of a slot."""
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = self._fitting(words, is_bold, slot.width())
        write_whole(painter, slot, shown, ink, self.bold_font if is_bold else self.font, side)

    def _fitting(self, words: str, is_bold: bool, width: float) -> str:
        known = self._shortened.get((words, is_bold, width))
        if known is None:
            known = self._metrics[is_bold].elidedText(words, Qt.TextElideMode.ElideRight, width)
            self._shortened[words, is_bold, width] = known
        return known

    def _width(self, words: str, is_bold: bool) -> float:
        known = self._widths.get((words, is_bold))
        if known is None:
            known = self._widths[words, is_bold] = self._metrics[is_bold].horizontalAdvance(words)
        return known


def _named(coding: ShownCoding) -> str:
    if not coding.is_unsure:
        return coding.name
    return coding.name + (" ؟" if is_right_to_left(coding.name) else " ?")
