"""What is to be known about a file that was written, a paragraph each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui.codebook.written import Writer
from gui.dialogs.sheet import Sheet
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import is_mirrored


class NotesDialog(Sheet):
    """Is read, and closed."""

    def __init__(self, title: str, notes: Sequence[str], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(title, self.tr("Close"), parent)
        self.cancel.hide()
        self.page = QTextBrowser()
        self.page.setProperty("kind", "reading")
        self.page.setAccessibleName(title)
        self.page.setTabChangesFocus(True)
        self.page.setMinimumHeight(scaled(220))
        writer = Writer(self.page.textCursor(), look.theme, is_mirrored(self))
        for note in notes:
            writer.write(note, "ink", above=6)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.fill(self.page, width=520)
        self.let_grow(self.page)
