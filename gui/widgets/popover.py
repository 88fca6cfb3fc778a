"""A quiet sheet of settings beside the button that opened it; the window below stays in sight and in use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from gui.look import Look
from gui.widgets.shadow import Shadow

_AWAY, _MARGIN = 6, 8


class Popover(QFrame):
    """Esc and a click elsewhere close it, and the keyboard goes back to where it was."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._app = look.app
        self._window = parent
        self._came_from: QWidget | None = None
        self._beside: QWidget | None = None
        self.setProperty("kind", "popup")
        Shadow(look, self)
        self.hide()

    def open(self, beside: QWidget) -> None:
        """Open below a widget; where it is open already, close it."""
        if self.isVisible():
            self.dismiss()
            return
        self._came_from = QApplication.focusWidget()
        self._beside = beside
        self._window.installEventFilter(self)
        self._app.installEventFilter(self)
        self.place()
        self.show()
        self.raise_()
        if stops := self._stops():
            stops[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Stand below the button, as large as the words need and the window has room for."""
        if self._beside is None:
            return
        area = self._window.rect()
        corner = self._window.mapFromGlobal(self._beside.mapToGlobal(QPoint(0, 0)))
        button = QRect(corner, self._beside.size())
        top = button.bottom() + _AWAY
        wanted = self.sizeHint()
        width = min(wanted.width(), area.width() - 2 * _MARGIN)
        height = min(wanted.height(), area.height() - top - _MARGIN)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = button.left() if is_mirrored else button.right() + 1 - width
        left = min(max(left, area.left() + _MARGIN), area.right() + 1 - width - _MARGIN)
        self.setGeometry(left, top, width, height)

    def dismiss(self) -> None:
        """Close, and give the keyboard back if it is here."""
        if not self.isVisible():
            return
        self._app.removeEventFilter(self)
        self._window.removeEventFilter(self)
        had_keyboard = self._holds(QApplication.focusWidget())
        self.hide()
        if had_keyboard and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.place()
        elif event.type() == QEvent.Type.MouseButtonPress and self._is_elsewhere(watched):
            self.dismiss()
        return False

    def _is_elsewhere(self, watched: QObject) -> bool:
        """Tell whether a press there leaves the sheet; the button that opened it closes it itself."""
        return isinstance(watched, QWidget) and watched is not self._beside and not self._holds(watched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Between the controls a click means nothing, also to what lies below
        event.accept()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Go round inside: what is behind the sheet comes after it is closed."""
        stops = self._stops()
        holder = QApplication.focusWidget()
        here = stops.index(holder) if holder in stops else -1 if forwards else 0
        if stops:
            reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
            there = stops[(here + (1 if forwards else -1)) % len(stops)]
            there.setFocus(reason)
            self.show_stop(there)
        return bool(stops)

    def show_stop(self, widget: QWidget) -> None:
        """Bring what the keyboard has come to into view; for sheets that scroll."""

    def _stops(self) -> list[QWidget]:
        """Return what Tab comes to, in its order."""
        found = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            can_hold = widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if can_hold and self.isAncestorOf(widget) and widget.isVisibleTo(self):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def _holds(self, widget: QWidget | None) -> bool:
        """Tell whether a widget belongs here, lists that open as windows of their own included."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self
