"""How the rows of the codes panel are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView

from core.model.scheme import Code, Family, Scale
from gui.look import Look
from gui.models.codes import CODE, COUNT, DEPTH, FAMILY, HIDDEN_COUNT, RANK, SIGHT, Sight
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.widgets.icons import paint_icon
from gui.widgets.marks import keycap_width, paint_keycap, paint_swatch
from gui.widgets.rows import SIDE, RowDelegate
from gui.widgets.slots import TRAILING, Slots, width_of, write

ROW = 27
_EYE = 26  # as wide as a hand needs; it reaches into the edge of the row
_END = 24  # key or eye
_EYES = {Sight.SHOWN: "eye", Sight.PARTLY: "eye-half", Sight.HIDDEN: "eye-crossed"}


def eye_slot(row: QRect, width: int, *, is_mirrored: bool) -> QRectF:
    """Return where the eye of a row stands in a list of this width."""
    inside = QRectF(scaled(SIDE), row.top(), width - 2 * scaled(SIDE), row.height())
    return Slots(inside.adjusted(scaled(1), 0, -scaled(1), 0), is_mirrored).trail(scaled(_EYE))


@lru_cache(maxsize=8)
def _struck(size_delta: float, bold: bool) -> QFont:
    font = QFont(text_font(size_delta, bold))
    font.setStrikeOut(True)
    return font


class CodeDelegate(RowDelegate):
    """Paints families with their sign of folding, and codes with swatch, count and key.

    The eye stands at the end of the row under the pointer, and of every row out of sight, where else the
    key stands: room kept free for it would cut names short. The view tells by the properties `target`
    and `eye` which row something would be dropped on, and over whose eye the pointer is.
    """

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(look, view, ROW)
        self._tree = view
        self._has_pointer = False
        self.target: AnyIndex | None = None
        self.eye: AnyIndex | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self._has_pointer = bool(option.state & QStyle.StateFlag.State_MouseOver)
        super().paint(painter, option, index)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        slot = eye_slot(option.rect, self._tree.viewport().width(), is_mirrored=is_mirrored)
        if self.target == index:
            self._paint_target(painter, option.rect, slot)
        else:
            self._paint_eye(painter, slot, index)

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        family, end = index.data(FAMILY), slots.trail(scaled(_END))
        if isinstance(family, Family):
            self._paint_family(painter, slots, index, family)
            return
        code = index.data(CODE)
        assert isinstance(code, Code)
        if code.shortcut and code.is_codable and not self._shows_eye(index):
            slot = Slots(end, slots.is_mirrored).trail(keycap_width(code.shortcut))
            paint_keycap(painter, slot, code.shortcut, self.look.theme)
        self._paint_code(painter, slots, index, code)

    def _shows_eye(self, index: AnyIndex) -> bool:
        return self._has_pointer or self.target == index or index.data(SIGHT) is not Sight.SHOWN

    def _paint_eye(self, painter: QPainter, slot: QRectF, index: AnyIndex) -> None:
        if self._shows_eye(index):
            theme = self.look.theme
            ink = theme.ink if self.eye == index else theme.ink2
            paint_icon(painter, slot, _EYES[index.data(SIGHT)], ink, scaled(14))

    def _paint_target(self, painter: QPainter, row: QRect, slot: QRectF) -> None:
        """Frame the row that something would be dropped on, and put a plus at its end."""
        theme = self.look.theme
        box = QRectF(scaled(SIDE), row.top(), self._tree.viewport().width() - 2 * scaled(SIDE), row.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Dashes, for a whole frame is the keyboard's
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        painter.restore()
        paint_icon(painter, slot, "plus", theme.accent, scaled(14))

    def _paint_family(self, painter: QPainter, slots: Slots, index: AnyIndex, family: Family) -> None:
        theme, sight = self.look.theme, index.data(SIGHT)
        is_open = self._tree.isExpanded(_plain(index))
        sign = "chevron-down" if is_open else "chevron-forward"
        paint_icon(
            painter, slots.lead(scaled(12), scaled(6)), sign, theme.ink2, scaled(12), slots.is_mirrored
        )
        note = self._note(index, family, sight)
        slot = slots.trail(width_of(note, text_font(-2)), scaled(8))
        write(painter, slot, note, theme.ink3, text_font(-2), slots.is_mirrored, TRAILING)
        is_hidden = sight is Sight.HIDDEN
        font = _struck(-1, True) if is_hidden else text_font(-1, bold=True)
        ink = theme.ink3 if is_hidden else theme.ink2
        write(painter, slots.rest(), family.name, ink, font, slots.is_mirrored)

    def _note(self, index: AnyIndex, family: Family, sight: Sight) -> str:
        parts = [str(index.data(COUNT))]
        if sight is Sight.PARTLY:
            parts.insert(0, self.tr("%n hidden", "", index.data(HIDDEN_COUNT)))
        elif family.scale == Scale.ORDINAL:
            parts.insert(0, self.tr("ordinal"))
        return " · ".join(parts)

    def _paint_code(self, painter: QPainter, slots: Slots, index: AnyIndex, code: Code) -> None:
        theme = self.look.theme
        slots.lead(scaled(17 + 14 * index.data(DEPTH)))
        if code.is_codable:
            paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, code.colour, index.data(RANK))
            count = str(index.data(COUNT))
            slot = slots.trail(width_of(count, text_font(-1)), scaled(8))
            write(painter, slot, count, theme.ink3, text_font(-1), slots.is_mirrored, TRAILING)
        is_hidden = index.data(SIGHT) is Sight.HIDDEN
        ink = theme.ink if code.is_codable and not is_hidden else theme.ink3
        font = _struck(0, False) if is_hidden else text_font()
        write(painter, slots.rest(), code.name, ink, font, slots.is_mirrored)


def _plain(index: AnyIndex) -> AnyIndex:
    return index.model().index(index.row(), index.column(), index.parent())
