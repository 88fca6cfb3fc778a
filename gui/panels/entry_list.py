"""A list of entries below a field that keeps the keyboard: the heart of picker and command field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from gui.look import Look
from gui.models.entries import ENTRY, Entry, EntryModel
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.widgets.icons import paint_icon
from gui.widgets.marks import keycap_width, paint_keycap, paint_swatch
from gui.widgets.rows import RowDelegate, prepare_list
from gui.widgets.slots import Slots, width_of, write

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class EntryDelegate(RowDelegate):
    """Paints sign, name, what tells it apart, and its key."""

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        theme = self.look.theme
        entry = index.data(ENTRY)
        assert isinstance(entry, Entry)
        if entry.is_heading:
            write(painter, slots.rest(), entry.text, theme.ink3, text_font(-2), slots.is_mirrored)
            return
        if entry.colour:
            paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, entry.colour, entry.rank)
        elif entry.icon:
            slot = slots.lead(scaled(16), scaled(8))
            paint_icon(painter, slot, entry.icon, theme.ink3, scaled(14), slots.is_mirrored)
        if entry.keys:
            paint_keycap(painter, slots.trail(keycap_width(entry.keys), scaled(6)), entry.keys, theme)
        room = slots.rest().width()
        name = slots.lead(min(width_of(entry.text, text_font()), room), scaled(8))
        ink = theme.ink if entry.is_possible else theme.ink3
        write(painter, name, entry.text, ink, text_font(), slots.is_mirrored)
        if slots.rest().width() > scaled(24):
            write(painter, slots.rest(), entry.detail, theme.ink3, text_font(-2), slots.is_mirrored)


class EntryList(QListView):
    """The list. `chosen` carries what an entry stands for, `marked` what is under the bar now."""

    chosen = Signal(object)
    marked = Signal(object)

    def __init__(self, look: Look, name: str, field: QLineEdit) -> None:
        super().__init__()
        prepare_list(self, name)
        self._entries = EntryModel(self)
        self.setModel(self._entries)
        delegate = EntryDelegate(look, self, 30)
        delegate.keyboard_is_elsewhere = True
        self.setItemDelegate(delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = field
        field.installEventFilter(self)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show entries and put the bar on the first that can be chosen."""
        self._entries.show(entries)
        self.setCurrentIndex(self._entries.first_choice())
        self.scrollToTop()
        self._on_current_changed(self.currentIndex())

    @property
    def current(self) -> object:
        """Return what the entry under the bar stands for."""
        entry = self.currentIndex().data(ENTRY)
        return entry.payload if isinstance(entry, Entry) else None

    def height_of_all(self) -> int:
        """Return the height that shows every row."""
        return self._entries.rowCount() * self.sizeHintForRow(0) if self._entries.rowCount() else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                QApplication.sendEvent(self, event)
                return True
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                if self.current is not None:
                    self.chosen.emit(self.current)
                return True
        return super().eventFilter(watched, event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and not entry.is_heading and entry.is_possible:
            self.chosen.emit(entry.payload)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        self.marked.emit(self.current)
