"""The mouse in the text: clicks, drags, and the ends of a selection that can be taken hold of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from gui.editor.handles import handles_of
from gui.editor.view import SourceView


class Hand(QObject):
    """Hears the mouse before the view does, and selects in it."""

    clicked = Signal(QPointF)  # without a drag and without a selection left

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed_at: QPointF | None = None
        self._held_anchor: int | None = None
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._release(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        self._pressed_at = None
        span = self._view.selected_span
        if event.button() == Qt.MouseButton.LeftButton and span:
            for handle in handles_of(span, self._view.placed_blocks(), self._view.offsets):
                if handle.is_under(event.position()):
                    self._held_anchor = span.end if handle.is_start else span.start
                    return True
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            if span and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                # Else the toolkit would take the press for the beginning of dragging the words away
                self._view.deselect()
        return False

    def _move(self, event: QMouseEvent) -> bool:
        if self._held_anchor is None:
            return False
        cursor = self._view.cursorForPosition(event.position().toPoint())
        self._view.select_between(self._held_anchor, self._view.offsets.from_view(cursor.position()))
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if self._held_anchor is not None:
            self._held_anchor = None
            return True
        QPlainTextEdit.mouseReleaseEvent(self._view, event)
        if QGuiApplication.clipboard().supportsSelection():
            self._view.copy(QClipboard.Mode.Selection)
        pressed, self._pressed_at = self._pressed_at, None
        if self._view.selected_span:
            self._draw_caret_in()
        if pressed is None or self._view.textCursor().hasSelection():
            return True
        if (event.position() - pressed).manhattanLength() < QApplication.startDragDistance():
            self.clicked.emit(event.position())
        return True

    def _draw_caret_in(self) -> None:
        """Put the caret where the selection is seen to end: three clicks leave it in the next line."""
        span = self._view.selected_span
        if span and self._view.caret > span.end:
            self._view.select_between(span.start, span.end)
