"""A tree whose rows end in an eye: a click on it shows what the row stands for, or hides it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QTreeView

from gui.look import Look
from gui.models.codes import SIGHT, Sight
from gui.panels.code_rows import CodeDelegate, eye_slot
from gui.widgets.controls import is_mirrored


class EyedTree(QTreeView):
    """Keeps clicks on an eye from choosing, carrying or giving the row itself."""

    sight_wanted = Signal(QModelIndex)  # show what the row stands for, or hide it

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._pressed: QPersistentModelIndex | None = None
        self.rows = CodeDelegate(look, self)
        self.setItemDelegate(self.rows)
        self.setMouseTracking(True)

    def eye_rect(self, index: QModelIndex) -> QRectF:
        """Return where the eye of a row is clicked."""
        return eye_slot(self.visualRect(index), self.viewport().width(), is_mirrored=is_mirrored(self))

    def _eye_at(self, point: QPoint) -> QModelIndex:
        """Return the row whose eye is under the point, or an invalid index."""
        index = self.indexAt(point)
        is_there = index.isValid() and self.eye_rect(index).contains(QPointF(point))
        return index if is_there and index.data(SIGHT) is not None else QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        eye = self._eye_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and eye.isValid():
            self._pressed = QPersistentModelIndex(eye)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick clicks on an eye are two clicks
        if self._eye_at(event.position().toPoint()).isValid():
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        pressed, self._pressed = self._pressed, None
        eye = self._eye_at(event.position().toPoint())
        if eye.isValid() and pressed == eye:
            self.sight_wanted.emit(eye)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light_up(self._eye_at(event.position().toPoint()))
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._light_up(QModelIndex())
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            eye = self._eye_at(event.pos())
            if eye.isValid():
                QToolTip.showText(event.globalPos(), self._explained(eye), self.viewport())
                return True
        return super().viewportEvent(event)

    def _light_up(self, eye: QModelIndex) -> None:
        lit = QPersistentModelIndex(eye) if eye.isValid() else None
        if lit != self.rows.eye:
            self.rows.eye = lit
            self.viewport().update()

    def _explained(self, eye: QModelIndex) -> str:
        is_hidden = eye.data(SIGHT) is Sight.HIDDEN
        words = self.tr("Show its codings") if is_hidden else self.tr("Hide its codings")
        return f"{words} (Ctrl+H)"
