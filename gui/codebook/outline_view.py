"""The outline under the hand: rows are folded, carried, and dropped on others or between them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from gui.codebook.outline import CODE, OutlineModel
from gui.codebook.outline_carried import carried
from gui.codebook.outline_drag import Landing, landing_of_codes, landing_of_family, paint_landing, plain
from gui.codebook.outline_rows import fold_end
from gui.editor.drag import picture_of
from gui.look import Look
from gui.widgets.controls import is_mirrored

# Milliseconds that a hand rests on a folded row until it opens
_REST = 600


def carry(source: QWidget, mime: QMimeData, picture: QPixmap) -> None:
    """Let the hand carry rows until it lets go."""
    drag = QDrag(source)
    drag.setMimeData(mime)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(-8, -8))
    drag.exec(Qt.DropAction.MoveAction)


class OutlineView(QTreeView):
    """Tells what the hand wants of its rows; it changes nothing itself."""

    edit_wanted = Signal(QModelIndex)  # Enter on a row
    menu_wanted = Signal(QPoint)  # global

    def __init__(self, model: OutlineModel, look: Look) -> None:
        super().__init__()
        self._rows = model
        self._look = look
        self._landing: Landing | None = None
        # Carrying holds until the hand lets go; a test has no hand
        self.carry: Callable[[QWidget, QMimeData, QPixmap], None] = carry
        self._under_hand = QPersistentModelIndex()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._on_rested)
        self.setModel(model)
        self._prepare()

    def _prepare(self) -> None:
        self.setAccessibleName(self.tr("Coding scheme"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_fold(index, event.position().x()):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mousePressEvent(event)

    def _is_on_fold(self, index: QModelIndex, x: float) -> bool:
        """Tell whether the hand is on the sign that folds a row; it reaches from the edge to the words."""
        if not index.isValid() or not self.model().rowCount(index):
            return False
        from_edge = self.viewport().width() - x if is_mirrored(self) else x
        return from_edge < fold_end(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._landing is not None:
            with QPainter(self.viewport()) as painter:
                paint_landing(painter, self, self._landing, self._look.theme)

    # carrying

    def startDrag(self, supported: Qt.DropAction, /) -> None:
        rows = [
            index
            for index in self.selectionModel().selectedRows()
            if index.flags() & Qt.ItemFlag.ItemIsDragEnabled
        ]
        if not rows:
            return
        codes = [index for index in rows if index.data(CODE) is not None]
        words = str((codes or rows)[0].data())
        if len(codes) > 1:
            words = self.tr("%n code(s)", "", len(codes))
        picture = picture_of(words, self._look.theme, self.devicePixelRatioF())
        self.carry(self, self._rows.mimeData(rows), picture)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Whoever refuses here is not asked again while the hand moves on over the rows
        _answer(event, bool(carried(event.mimeData())[0]))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls near the upper and lower edge
        place = event.position().toPoint()
        self._rest_on(self.indexAt(place))
        self._show(self._landing_at(event))
        _answer(event, self._landing is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        self.stopAutoScroll()
        landing = self._landing_at(event)
        self._end_drag()
        _answer(event, landing is not None)
        if landing is not None:
            # A question asked from here would keep the hand that drags from letting go
            mime = QMimeData()
            for kind in event.mimeData().formats():
                mime.setData(kind, event.mimeData().data(kind))
            QTimer.singleShot(0, self, lambda: self._drop(mime, landing))

    def _drop(self, mime: QMimeData, landing: Landing) -> None:
        action = Qt.DropAction.MoveAction
        self._rows.dropMimeData(mime, action, landing.row, 0, plain(landing.parent))

    def _landing_at(self, event: QDropEvent) -> Landing | None:
        """Return where it would land now; None where it cannot."""
        mime, place = event.mimeData(), event.position().toPoint()
        if not self._rows.can_be_arranged:
            return None
        is_family = carried(mime)[0] == "family"
        found = landing_of_family(self, place) if is_family else landing_of_codes(self, place)
        if found is None:
            return None
        fits = self._rows.canDropMimeData(mime, Qt.DropAction.MoveAction, found.row, 0, plain(found.parent))
        return found if fits else None

    def _rest_on(self, index: QModelIndex) -> None:
        if index != self._under_hand:
            self._under_hand = QPersistentModelIndex(index)
            self._rest.start()

    @Slot()
    def _on_rested(self) -> None:
        """Open the row the hand rests on; one that is open stays so."""
        self.expand(plain(self._under_hand))

    def _end_drag(self) -> None:
        self._rest.stop()
        self._under_hand = QPersistentModelIndex()
        self._show(None)

    def _show(self, landing: Landing | None) -> None:
        if landing != self._landing:
            self._landing = landing
            self.viewport().update()


def _answer(event: QDropEvent, is_taken: bool) -> None:
    event.setDropAction(Qt.DropAction.MoveAction if is_taken else Qt.DropAction.IgnoreAction)
    event.setAccepted(is_taken)
