"""How the rows of the outline are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QTreeView

from core.model.scheme import Code, Family, Scale
from gui.codebook.outline import CODE, COUNT, FAMILY, NOTE, RANK, Note, note_words
from gui.look import Look
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.widgets.icons import paint_icon
from gui.widgets.marks import paint_swatch
from gui.widgets.rows import SIDE, RowDelegate
from gui.widgets.slots import TRAILING, Slots, width_of, write

ROW = 27
_INSET, _INDENT = 3, 16
# the tokens of what changed; anything else is a hint
_INKS: dict[str, str] = {Note.NEW: "good", Note.EDITED: "accent", Note.MOVED: "accent"}


class OutlineDelegate(RowDelegate):
    """Paints families with their sign of folding, codes with swatch and count, or what was done to them."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(look, view, ROW)
        self._tree = view

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        family = index.data(FAMILY)
        if isinstance(family, Family):
            self._paint_family(painter, slots, index, family)
        elif isinstance(code := index.data(CODE), Code):
            self._paint_code(painter, slots, index, code)

    def _paint_fold(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        slot = slots.lead(scaled(12), scaled(6))
        model = index.model()
        here = model.index(index.row(), 0, index.parent())
        if model.rowCount(here):
            sign = "chevron-down" if self._tree.isExpanded(here) else "chevron-forward"
            paint_icon(painter, slot, sign, self.look.theme.ink2, scaled(12), slots.is_mirrored)

    def _paint_family(self, painter: QPainter, slots: Slots, index: AnyIndex, family: Family) -> None:
        theme = self.look.theme
        self._paint_fold(painter, slots, index)
        note = str(index.data(COUNT))
        if family.scale == Scale.ORDINAL:
            note = f"{self.tr('ordinal')} · {note}"
        slot = slots.trail(width_of(note, text_font(-2)), scaled(8))
        write(painter, slot, note, theme.ink3, text_font(-2), slots.is_mirrored, TRAILING)
        write(painter, slots.rest(), family.name, theme.ink2, text_font(-1, bold=True), slots.is_mirrored)

    def _paint_code(self, painter: QPainter, slots: Slots, index: AnyIndex, code: Code) -> None:
        theme = self.look.theme
        slots.lead(scaled(_inset(_depth(index))))
        self._paint_fold(painter, slots, index)
        if code.is_codable:
            paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, code.colour, index.data(RANK))
        note = str(index.data(NOTE))
        words = note_words(note) or (str(index.data(COUNT)) if code.is_codable else "")
        if words:
            slot = slots.trail(width_of(words, text_font(-1)), scaled(8))
            ink = getattr(theme, _INKS.get(note, "ink3"))
            write(painter, slot, words, ink, text_font(-1), slots.is_mirrored, TRAILING)
        ink = theme.ink if code.is_active and code.is_codable else theme.ink3
        font = text_font() if code.is_active else _struck()
        write(painter, slots.rest(), code.name, ink, font, slots.is_mirrored)


@lru_cache(maxsize=1)
def _struck() -> QFont:
    font = QFont(text_font())
    font.setStrikeOut(True)
    return font


def _inset(depth: int) -> int:
    """Return how far a row of this depth is set in from where families begin; a code of a family has 1."""
    return _INSET + _INDENT * (depth - 1) if depth else 0


def fold_end(index: AnyIndex) -> int:
    """Return how far from the leading edge the sign that folds a row ends."""
    return scaled(SIDE + 10 + 12 + 3 + _inset(_depth(index)))


def words_begin(index: AnyIndex) -> int:
    """Return how far from the leading edge a row begins, behind its sign of folding."""
    return scaled(SIDE + 10 + 12 + 6 + _inset(_depth(index)))


def _depth(index: AnyIndex) -> int:
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth
