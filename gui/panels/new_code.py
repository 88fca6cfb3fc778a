"""A field in the codes panel in which a new code is named."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.model.scheme import LONGEST_NAME
from gui.desk import Desk
from gui.look import Look
from gui.widgets.controls import Field, ToolButton
from gui.widgets.layout import column, label, row


class NewCodeField(QWidget):
    """Asks for a name in place; says below what becomes of the code."""

    wanted = Signal(str)
    left = Signal()  # closed without a name

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self.field = _NameField()
        self.field.setPlaceholderText(self.tr("Name of the new code"))
        self.field.setAccessibleName(self.tr("Name of the new code"))
        self.field.setMaxLength(LONGEST_NAME)
        self._note = label("", "ink3", -2, wraps=True)
        close = ToolButton(look, "cross", self.tr("Close without a new code"), size=14)
        close.clicked.connect(self.leave)
        parts = row(self.field, close, gap=4)
        parts.setStretch(0, 1)
        self.setLayout(column(parts, self._note, gap=4, edges=(12, 0, 8, 8)))
        self.field.returnPressed.connect(self._on_named)
        self.field.left.connect(self.leave)
        desk.selection_changed.connect(self._on_selection_changed)
        self._on_selection_changed()
        self.hide()

    def open(self, name: str = "") -> None:
        """Ask for a name; what was looked for in vain is offered as one."""
        self.field.setText(name)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def leave(self) -> None:
        """Close without a new code."""
        self.hide()
        self.left.emit()

    @Slot()
    def _on_named(self) -> None:
        if name := self.field.text().strip():
            self.wanted.emit(name)

    @Slot()
    def _on_selection_changed(self, *_: object) -> None:
        self._note.setText(
            self.tr("Enter adds it to Open codes.")
            if self._desk.selection is None
            else self.tr("Enter gives it to the selection, in Open codes.")
        )
        self.field.setAccessibleDescription(self._note.text())


class _NameField(Field):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
