"""Rows of lists: hover, selection and focus painted once, for every list of the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.look import Look
from gui.style import row_height, scaled
from gui.widgets.slots import Slots

AnyIndex = QModelIndex | QPersistentModelIndex
SIDE = 6


class RowDelegate(QStyledItemDelegate):
    """Paints what is behind a row, then leaves the row to `paint_row`."""

    def __init__(self, look: Look, view: QAbstractItemView, height: float = 28, side: float = SIDE) -> None:
        super().__init__(view)
        self.look = look
        self._view = view
        self._height = height
        self._side = scaled(side)
        # A search field above may hold the keyboard while the list shows the choice
        self.keyboard_is_elsewhere = False
        look.changed.connect(view.viewport().update)
        look.density_changed.connect(self._on_density_changed)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(scaled(80), row_height(self._height))

    @Slot()
    def _on_density_changed(self) -> None:
        # No row in particular: the view lays all of them out again
        self.sizeHintChanged.emit(QModelIndex())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        row = QRectF(option.rect)
        row.setLeft(self._side)
        # Beside a scroll bar the rows are narrower than the list
        row.setRight(self._view.viewport().width() - self._side)
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._paint_state(painter, row, option, is_mirrored)
        inside = row.adjusted(scaled(10), 0, -scaled(10), 0)
        self.paint_row(painter, Slots(inside, is_mirrored), index)
        painter.restore()

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        """Paint what the row says; overridden by each list."""
        raise NotImplementedError

    def _paint_state(
        self, painter: QPainter, row: QRectF, option: QStyleOptionViewItem, is_mirrored: bool
    ) -> None:
        theme, state = self.look.theme, option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.accent_soft if is_selected else theme.hover))
            painter.drawRoundedRect(row, 6, 6)
        if is_selected:
            bar = Slots(row, is_mirrored).lead(3)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(bar.adjusted(0, scaled(6), 0, -scaled(6)), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus and not self.keyboard_is_elsewhere:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 5, 5)


def prepare_list(view: QListView, name: str) -> None:
    """Give a list the habits that all of ours share."""
    view.setAccessibleName(name)
    view.setMouseTracking(True)
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
