"""When someone else has the project open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.sheet import Sheet
from gui.widgets.layout import label


class HeldDialog(Sheet):
    """Tells who has it, and offers to read."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This project cannot be changed now"), self.tr("Open for reading"), parent)
        self.fill(label(sentence, wraps=True))
