"""Painting a row from its leading and trailing end, so that it mirrors without a second thought."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

LEADING = Qt.AlignmentFlag.AlignLeading
TRAILING = Qt.AlignmentFlag.AlignTrailing
CENTRE = Qt.AlignmentFlag.AlignHCenter


class Slots:
    """Hands out what is left of a row, piece by piece, from either end."""

    def __init__(self, row: QRect | QRectF, is_mirrored: bool) -> None:
        box = QRectF(row)
        self._left, self._right = box.left(), box.right()
        self._top, self._height = box.top(), box.height()
        self.is_mirrored = is_mirrored

    def lead(self, width: float, gap: float = 0) -> QRectF:
        """Return the next slot at the leading end, and leave `gap` behind it."""
        return self._take(width, gap, at_left=not self.is_mirrored)

    def trail(self, width: float, gap: float = 0) -> QRectF:
        """Return the next slot at the trailing end, and leave `gap` before it."""
        return self._take(width, gap, at_left=self.is_mirrored)

    @property
    def room(self) -> float:
        """Return the width that nobody has taken."""
        return max(0.0, self._right - self._left)

    def rest(self) -> QRectF:
        """Return what nobody has taken."""
        return QRectF(self._left, self._top, self._right - self._left, self._height)

    def _take(self, width: float, gap: float, at_left: bool) -> QRectF:
        if at_left:
            slot = QRectF(self._left, self._top, width, self._height)
            self._left += width + gap
        else:
            slot = QRectF(self._right - width, self._top, width, self._height)
            self._right -= width + gap
        return slot


def centred(slot: QRectF, width: float, height: float) -> QRectF:
    """Return a box of that size in the middle of the slot."""
    return QRectF(slot.center().x() - width / 2, slot.center().y() - height / 2, width, height)


def width_of(text: str, font: QFont) -> float:
    """Return the room a word needs, with a pixel for the last letter's overhang."""
    return QFontMetricsF(font).horizontalAdvance(text) + 1


def write(
    painter: QPainter,
    slot: QRectF,
    text: str,
    colour: str,
    font: QFont,
    is_mirrored: bool,
    align: Qt.AlignmentFlag = LEADING,
) -> None:
    """Write one line, elided at its end; the words keep their own direction wherever they stand."""
    side = CENTRE
    if align != CENTRE:
        at_right = (align == LEADING) == is_mirrored
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    write_at(painter, slot, text, colour, font, side)


def write_at(
    painter: QPainter, slot: QRectF, text: str, colour: str, font: QFont, side: Qt.AlignmentFlag
) -> None:
    """Write one line as `write` does; `side` means the screen's own left, right or middle."""
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, slot.width())
    write_whole(painter, slot, shown, colour, font, side)


def write_whole(
    painter: QPainter, slot: QRectF, text: str, colour: str, font: QFont, side: Qt.AlignmentFlag
) -> None:
    """Write what is known to have room in the slot."""
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(slot, _flags(side), text)


# Putting flags of the toolkit together takes as long as writing a word
@lru_cache
def _flags(side: Qt.AlignmentFlag) -> int:
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
    return int(flags)
