"""Asking before a file is replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.dialogs.sheet import Sheet
from gui.widgets.layout import label


class ReplaceDialog(Sheet):
    """The safe choice has the keyboard; what is lost is said."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Replace {name}?").format(name=path.name), self.tr("Replace"), parent)
        self.verb.setProperty("kind", "destructive")
        self.verb.setDefault(False)
        self.verb.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.fill(
            label(self.tr("A file of this name is there already. What it holds now is lost."), wraps=True),
            width=400,
        )
