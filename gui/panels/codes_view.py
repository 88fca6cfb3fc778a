"""The list of codes under the hand: codes are carried away, and segments dropped on codes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.model.scheme import Code
from core.model.span import Span
from gui.editor.drag import carry, picture_of, segment_in
from gui.look import Look
from gui.models.codes import CODE
from gui.panels.eyes import EyedTree

# Milliseconds that a hand rests on a folded family until it opens
_REST = 600
HIDE_KEY = Qt.Key.Key_H


class CodesView(EyedTree):
    """Tells what the hand wants of a row; it changes nothing itself."""

    given = Signal(QModelIndex)  # Enter on a row
    menu_wanted = Signal(QModelIndex, QPoint)  # the point is global
    segment_dropped = Signal(int)  # CodeId

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        # Whether the segment that is dragged here can be given a code now
        self.takes: Callable[[Span], bool] = lambda span: False
        # Carrying holds until the hand lets go; a test has no hand
        self.carry: Callable[[QWidget, QMimeData, QPixmap], None] = carry
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._on_rested)
        self._under_hand = QPersistentModelIndex()
        self._prepare()

    def _prepare(self) -> None:
        self.setAccessibleName(self.tr("Codes"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)

    # keys and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(index)
        elif is_hide_key(event) and index.isValid():
            self.sight_wanted.emit(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_wanted.emit(index, place)

    # carrying a code away

    def startDrag(self, supported: Qt.DropAction, /) -> None:
        index = self.currentIndex()
        code = index.data(CODE)
        if isinstance(code, Code) and code.is_codable:
            picture = picture_of(code.name, self._look.theme, self.devicePixelRatioF())
            self.carry(self, self.model().mimeData([index]), picture)

    # dropping a segment on a code

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Whoever refuses here is not asked again while the hand moves on over the rows
        _answer(event, self._is_welcome(event))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls near the upper and lower edge
        index = self.indexAt(event.position().toPoint())
        self._rest_on(index)
        is_target = self._is_welcome(event) and _can_be_given(index)
        self._show_target(index if is_target else None)
        _answer(event, is_target)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)  # stops the scrolling
        self._end_drag()
        index = self.indexAt(event.position().toPoint())
        code = index.data(CODE)
        is_taken = self._is_welcome(event) and _can_be_given(index)
        _answer(event, is_taken)
        if is_taken and isinstance(code, Code):
            # A question asked from here would keep the hand that drags from letting go
            QTimer.singleShot(0, self, lambda: self.segment_dropped.emit(code.id))

    def _is_welcome(self, event: QDropEvent) -> bool:
        span = segment_in(event.mimeData())
        return span is not None and self.takes(span)

    def _rest_on(self, index: QModelIndex) -> None:
        if index != self._under_hand:
            self._under_hand = QPersistentModelIndex(index)
            self._rest.start()

    @Slot()
    def _on_rested(self) -> None:
        """Open the family the hand rests on; one that is open stays so."""
        index = self._under_hand
        if index.isValid():
            self.expand(index.model().index(index.row(), 0, index.parent()))

    def _end_drag(self) -> None:
        self._rest.stop()
        self._under_hand = QPersistentModelIndex()
        self._show_target(None)

    def _show_target(self, index: QModelIndex | None) -> None:
        target = None if index is None else QPersistentModelIndex(index)
        if target != self.rows.target:
            self.rows.target = target
            self.viewport().update()


def is_hide_key(event: QKeyEvent) -> bool:
    """Tell whether a key asks to hide a row, or to show it again."""
    return event.key() == HIDE_KEY and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _can_be_given(index: QModelIndex) -> bool:
    code = index.data(CODE)
    return isinstance(code, Code) and code.is_codable and code.is_active


def _answer(event: QDropEvent, is_taken: bool) -> None:
    event.setDropAction(Qt.DropAction.CopyAction if is_taken else Qt.DropAction.IgnoreAction)
    event.setAccepted(is_taken)
