"""The picker: type some letters of a code's name beside the selection, Enter gives it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from core.model.ids import CodeId
from core.model.scheme import Code
from core.queries.schemes import scheme
from gui.bridge import SessionBridge
from gui.look import Look
from gui.models.entries import Entry, group
from gui.models.finding import code_entries, found_codes
from gui.panels.entry_list import EntryList
from gui.panels.rule import RuleColumn, scrolling
from gui.style import scaled
from gui.widgets.controls import SearchField
from gui.widgets.layout import column, hairline, label, row, surface

WIDTH, HEIGHT, LIST_WIDTH = 690, 336, 336
_AWAY, _MARGIN = 18, 8


def place_beside(selection: QRect, size: tuple[int, int], area: QRect, away: int = _AWAY) -> QPoint:
    """Return where a popup goes: below the selection, above where there is no room, never over it.

    Where neither side has room it takes the side with more, and may then stand past the selection's
    first or last lines; a selection that fills the window leaves no other place.
    """
    width, height = size
    left = min(max(selection.left(), area.left() + _MARGIN), area.right() - width - _MARGIN)
    below, above = selection.bottom() + away, selection.top() - away - height
    lowest = area.bottom() - height
    if area.top() <= below <= lowest:
        return QPoint(left, below)
    if area.top() <= above <= lowest:
        return QPoint(left, above)
    more_below = area.bottom() - selection.bottom() >= selection.top() - area.top()
    return QPoint(left, lowest if more_below else area.top())


class Picker(QFrame):
    """A popup inside the window: it keeps the text in view and leaves when the keyboard does."""

    given = Signal(int, bool, bool)  # code, is unsure, with a memo
    closed = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = parent
        self._look = look
        self._recent: list[CodeId] = []
        self._whole = bridge.ask(scheme)
        self._entries = code_entries(self._whole)
        self.setProperty("kind", "popup")
        self.setAccessibleName(self.tr("Give a code"))
        self.field = SearchField(look, self.tr("Find a code by any of its names"))
        self.list = EntryList(look, self.tr("Codes to give"), self.field)
        self.list.setFixedWidth(scaled(LIST_WIDTH))
        self._rule = RuleColumn(look, side=8)
        self._build()
        self._foot_words = self.tr("give"), self.tr("change")
        self.field.textEdited.connect(self._on_typed)
        self.list.under_bar.connect(self._on_marked)
        self.list.chosen.connect(self._on_chosen)
        self.field.installEventFilter(self)
        look.changed.connect(self._cast_shadow)
        self._cast_shadow()
        self.hide()

    def open(self, selection: QRect, recent: list[CodeId], *, is_change: bool = False) -> None:
        """Show the picker beside a selection given in global coordinates."""
        self._recent = recent
        self._whole = self._bridge.ask(scheme)
        self._entries = code_entries(self._whole)
        self._can_add = not is_change
        for part in self._giving:
            part.setVisible(not is_change)
        self._enter.setText(f"<b>Enter</b> {self._foot_words[is_change]}")
        self.field.clear()
        self._on_typed("")
        corner = self._window.mapFromGlobal(selection.topLeft())
        self.setFixedSize(
            min(scaled(WIDTH), self._window.width() - 2 * _MARGIN),
            min(scaled(HEIGHT), self._window.height() - 2 * _MARGIN),
        )
        local = QRect(corner, selection.size())
        self.move(place_beside(local, (self.width(), self.height()), self._window.rect(), scaled(_AWAY)))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close without giving anything."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() == QEvent.Type.FocusOut and not self._keyboard_stays():
                self.dismiss()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _keyboard_stays(self) -> bool:
        holder = QApplication.focusWidget()
        return holder is not None and (holder is self or self.isAncestorOf(holder))

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and self._can_add:
            if event.key() == Qt.Key.Key_U:
                self._give(is_unsure=True)
                return True
            if event.key() == Qt.Key.Key_M:
                self._give(with_memo=True)
                return True
        return False

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        found = found_codes(words, self._entries, self._whole) if words.strip() else []
        recent = [self._entries[key] for key in self._recent if key in self._entries]
        shown = group(self.tr("Matches"), found)
        shown += group(self.tr("Used last"), (entry for entry in recent if entry not in found))
        if not words.strip():
            rest = [entry for entry in self._entries.values() if entry not in recent]
            for family in self._whole.families:
                shown += group(family.name, _without_detail(rest, family.name))
        elif not found:
            shown.insert(0, Entry(self.tr("No code of this name"), is_heading=True))
        self.list.show_entries(shown)

    @Slot(object)
    def _on_marked(self, code: object) -> None:
        self._rule.show_code(code if isinstance(code, Code) else None)

    @Slot(object)
    def _on_chosen(self, code: object) -> None:
        self._give()

    def _give(self, *, is_unsure: bool = False, with_memo: bool = False) -> None:
        code = self.list.current
        if isinstance(code, Code):
            self.dismiss()
            self.given.emit(code.id, is_unsure, with_memo)

    def _build(self) -> None:
        rule = surface("panel", column(scrolling(self._rule), edges=(8, 12, 8, 8)))
        self._enter = label("", "ink2", -2)
        self._giving = [
            label(f"<b>Alt+U</b> {self.tr('unsure')}", "ink2", -2),
            label(f"<b>Alt+M</b> {self.tr('with memo')}", "ink2", -2),
        ]
        close = label(f"<b>Esc</b> {self.tr('close')}", "ink2", -2)
        foot = row(self._enter, *self._giving, None, close, gap=14, edges=(16, 7, 16, 8))
        listing = column(self.list, gap=0, edges=(0, 6, 0, 6))
        middle = row(listing, hairline(True), rule, gap=0)
        middle.setStretch(2, 1)
        body = column(row(self.field, edges=(10, 10, 10, 8)), hairline(), middle, hairline(), foot, gap=0)
        body.setContentsMargins(1, 1, 1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)

    def _cast_shadow(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 153 if self._look.theme.is_dark else 61))
        self.setGraphicsEffect(shadow)


def _without_detail(entries: list[Entry], family: str) -> list[Entry]:
    return [
        Entry(entry.text, "", entry.payload, colour=entry.colour, rank=entry.rank, keys=entry.keys)
        for entry in entries
        if entry.detail == family
    ]
