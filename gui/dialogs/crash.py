"""Owning up to a fault of ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.dialogs.sheet import Sheet
from gui.widgets.layout import label


class CrashDialog(Sheet):
    """Says what was kept and what to do; work can go on."""

    def __init__(self, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Something went wrong in Glossator"), self.tr("Go on"), parent)
        self.cancel.hide()
        self.fill(
            label(
                self.tr(
                    "The last act may not have been done. Everything that was shown as saved is in the "
                    "project. If this comes again, close the project and open it anew."
                ),
                wraps=True,
            ),
            label(
                self.tr("What happened is written down, without any text of yours, in {path}").format(
                    path=log
                ),
                "ink3",
                -1,
                wraps=True,
            ),
        )
