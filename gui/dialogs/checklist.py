"""A list of names with boxes: which coders, which sources."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from gui.look import Look
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.widgets.icons import paint_icon
from gui.widgets.rows import RowDelegate, prepare_list
from gui.widgets.slots import Slots, centred, write

_CHECK = Qt.ItemDataRole.CheckStateRole


class _BoxDelegate(RowDelegate):
    """The list's own edge shows the keyboard; a second ring in it would say the same twice."""

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        theme = self.look.theme
        is_on = Qt.CheckState(index.data(_CHECK)) == Qt.CheckState.Checked
        box = centred(slots.lead(scaled(16), scaled(8)), scaled(15), scaled(15))
        painter.setPen(QPen(QColor(theme.accent if is_on else theme.control), 1))
        painter.setBrush(QColor(theme.accent if is_on else theme.raised))
        painter.drawRoundedRect(QRectF(box), 3.5, 3.5)
        if is_on:
            paint_icon(painter, box, "check", theme.on_accent, scaled(12))
        write(painter, slots.rest(), str(index.data()), theme.ink, text_font(), slots.is_mirrored)


class CheckList(QListView):
    """Click or Space ticks a name. `changed` carries how many are ticked."""

    changed = Signal(int)

    def __init__(self, look: Look, name: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare_list(self, name)
        self.setProperty("kind", "boxed")
        self._items = QStandardItemModel(self)
        for words in names:
            item = QStandardItem(words)
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked)
            self._items.appendRow(item)
        self.setModel(self._items)
        delegate = _BoxDelegate(look, self, 26, 2)
        delegate.keyboard_is_elsewhere = True
        self.setItemDelegate(delegate)
        self.clicked.connect(lambda index: self._toggle(index.row()))
        self.installEventFilter(self)
        if names:
            self.setCurrentIndex(self._items.index(0, 0))
        self.setFixedHeight(scaled(26) * min(max(len(names), 2), 6) + 10)

    def ticked(self) -> tuple[str, ...]:
        """Return the names that are ticked."""
        items = (self._items.item(place) for place in range(self._items.rowCount()))
        return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def are_all_ticked(self) -> bool:
        """Tell whether every name is ticked."""
        return len(self.ticked()) == self._items.rowCount()

    def tick_all(self, is_on: bool) -> None:
        """Tick every name, or none."""
        for place in range(self._items.rowCount()):
            self._items.item(place).setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.changed.emit(len(self.ticked()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self._toggle(self.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def _toggle(self, place: int) -> None:
        item = self._items.item(place)
        if item is not None:
            is_on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            self.changed.emit(len(self.ticked()))
