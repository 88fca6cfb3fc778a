"""A list of entries below a field that keeps the keyboard: the heart of picker and command field."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QStyle, QStyleOptionViewItem

from gui.look import Look
from gui.models.entries import ENTRY, MARKED, Entry, EntryModel
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.theme import Theme
from gui.widgets.controls import is_mirrored
from gui.widgets.icons import paint_icon
from gui.widgets.marks import keycap_width, paint_keycap, paint_swatch
from gui.widgets.rows import SIDE, RowDelegate, prepare_list
from gui.widgets.slots import Slots, centred, width_of, write

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TICK = 24


class EntryDelegate(RowDelegate):
    """Paints sign, name, what tells it apart, and its key; where entries can be marked, a box to tick."""

    def __init__(self, look: Look, view: QListView, height: float, *, marks: bool) -> None:
        super().__init__(look, view, height)
        self.marks = marks
        self._is_near = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        near = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        self._is_near = bool(option.state & near)
        super().paint(painter, option, index)

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        theme = self.look.theme
        entry = index.data(ENTRY)
        assert isinstance(entry, Entry)
        if entry.is_heading:
            write(painter, slots.rest(), entry.text, theme.ink3, text_font(-2), slots.is_mirrored)
            return
        self._paint_sign(painter, slots, entry)
        if self.marks:
            self._paint_tick(painter, slots.trail(scaled(_TICK)), index)
        if entry.keys:
            paint_keycap(painter, slots.trail(keycap_width(entry.keys), scaled(6)), entry.keys, theme)
        room = slots.rest().width()
        name = slots.lead(min(width_of(entry.text, text_font()), room), scaled(8))
        ink = theme.ink if entry.is_possible else theme.ink3
        write(painter, name, entry.text, ink, text_font(), slots.is_mirrored)
        if slots.rest().width() > scaled(24):
            write(painter, slots.rest(), entry.detail, theme.ink3, text_font(-2), slots.is_mirrored)

    def _paint_sign(self, painter: QPainter, slots: Slots, entry: Entry) -> None:
        theme = self.look.theme
        if entry.colour:
            paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, entry.colour, entry.rank)
        elif entry.icon:
            slot = slots.lead(scaled(16), scaled(8))
            paint_icon(painter, slot, entry.icon, theme.ink3, scaled(14), slots.is_mirrored)

    def _paint_tick(self, painter: QPainter, slot: QRectF, index: AnyIndex) -> None:
        is_marked = bool(index.data(MARKED))
        if is_marked or (self._is_near and can_be_marked(index)):
            paint_tick(painter, centred(slot, scaled(15), scaled(15)), self.look.theme, is_on=is_marked)


def paint_tick(painter: QPainter, box: QRectF, theme: Theme, *, is_on: bool) -> None:
    """Paint a box to tick as the window's check boxes are painted."""
    painter.setPen(QPen(QColor(theme.accent if is_on else theme.control), 1))
    painter.setBrush(QColor(theme.accent if is_on else theme.raised))
    painter.drawRoundedRect(box, 3.5, 3.5)
    if is_on:
        paint_icon(painter, box, "check", theme.on_accent, scaled(12))


def can_be_marked(index: AnyIndex) -> bool:
    """Tell whether a row is one of several that can be chosen together: those with a swatch are."""
    entry = index.data(ENTRY)
    return isinstance(entry, Entry) and bool(entry.colour) and entry.is_possible


class EntryList(QListView):
    """The list. `chosen` carries what an entry stands for, `under_bar` what is under the bar now.

    With `marks`, a click on the box of a row, or with Ctrl anywhere in it, asks for its mark.
    """

    chosen = Signal(object)
    under_bar = Signal(object)
    mark_wanted = Signal(object)

    def __init__(self, look: Look, name: str, field: QLineEdit, *, marks: bool = False) -> None:
        super().__init__()
        prepare_list(self, name)
        self._entries = EntryModel(self)
        self._is_filling = False
        self._pressed = QPointF()
        self._with_control = False
        self.setModel(self._entries)
        self._delegate = EntryDelegate(look, self, 30, marks=marks)
        self._delegate.keyboard_is_elsewhere = True
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field = field
        field.installEventFilter(self)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_entries(self, entries: list[Entry]) -> None:
        """Show entries and put the bar on the first that can be chosen."""
        self._is_filling = True  # what is under the bar is told once, at the end
        self._entries.show(entries)
        self.setCurrentIndex(self._entries.first_choice())
        self._is_filling = False
        self.scrollToTop()
        self._on_current_changed(self.currentIndex())

    def set_marks(self, marks: bool) -> None:
        """Let entries be marked from now on, or take just one."""
        self._delegate.marks = marks
        self.viewport().update()

    def mark(self, payloads: Iterable[object]) -> None:
        """Tick the entries that stand for these."""
        self._entries.mark(payloads)

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
                if not (self._goes_round(event) or self._turns_page(event)):
                    QApplication.sendEvent(self, event)
                return True
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                if self.current is not None:
                    self.chosen.emit(self.current)
                return True
        return super().eventFilter(watched, event)

    def _goes_round(self, event: QKeyEvent) -> bool:
        """Go from the first entry up to the last, and from the last down to the first."""
        here, is_up = self.currentIndex(), event.key() == Qt.Key.Key_Up
        if event.isAutoRepeat() or event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        if not (here.isValid() and self._entries.is_end(here, at_top=is_up)):
            return False
        there = self._entries.last_choice() if is_up else self._entries.first_choice()
        self.setCurrentIndex(there)
        if not is_up:
            self.scrollToTop()  # with its heading
        return True

    def _turns_page(self, event: QKeyEvent) -> bool:
        """Go a page on or back: the toolkit stays where it is when that place is a heading's."""
        if event.key() not in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return False
        down = event.key() == Qt.Key.Key_PageDown
        page = max(1, self.viewport().height() // max(1, self.sizeHintForRow(0)) - 1)
        row = self.currentIndex().row() + (page if down else -page)
        self.setCurrentIndex(self._entries.choice_from(row, down=down))
        if self.currentIndex() == self._entries.first_choice():
            self.scrollToTop()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        self._with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(event)

    def box_of(self, index: QModelIndex) -> QRectF:
        """Return where the box of a row is, in the viewport."""
        row = QRectF(self.visualRect(index))
        row.setLeft(0)
        row.setRight(self.viewport().width())
        edge = scaled(SIDE) + scaled(10)
        return Slots(row.adjusted(edge, 0, -edge, 0), is_mirrored(self)).trail(scaled(_TICK))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry) or entry.is_heading or not entry.is_possible:
            return
        is_mark = self._with_control or self.box_of(index).contains(self._pressed)
        if self._delegate.marks and is_mark and can_be_marked(index):
            self.mark_wanted.emit(entry.payload)
        else:
            self.chosen.emit(entry.payload)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        if not self._is_filling:
            self.under_bar.emit(self.current)
