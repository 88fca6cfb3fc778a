"""The workspace Codebook: the scheme, what is said of a code, and what changed since a version."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.bridge import SessionBridge
from gui.codebook.form import CodeForm
from gui.codebook.meant import Meant
from gui.codebook.outline_panel import OutlinePanel
from gui.look import Look
from gui.style import scaled
from gui.widgets.layout import column

_SIDE, _LEAST_SIDE, _MOST_SIDE = 292, 220, 420
_MIDDLE = 810


class CodebookWorkspace(QWidget):
    """Puts the parts side by side; each hears from `meant` what is looked at."""

    def __init__(self, bridge: SessionBridge, look: Look) -> None:
        super().__init__()
        self.meant = Meant(bridge, self)
        self.outline = OutlinePanel(bridge, self.meant, look)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.columns.addWidget(self.outline)
        self.outline.setMinimumWidth(scaled(_LEAST_SIDE))
        self.outline.setMaximumWidth(scaled(_MOST_SIDE))
        self.form = CodeForm(bridge, self.meant, look)
        self.columns.addWidget(self.form)
        self.columns.setSizes([scaled(_SIDE), scaled(_MIDDLE)])
        self.columns.setStretchFactor(1, 1)
        self.outline.edit_wanted.connect(self.form.edit_name)
        body = column(self.columns, gap=0)
        body.setStretch(0, 1)
        self.setLayout(body)

    def regions(self) -> list[tuple[QWidget, QWidget]]:
        """Return the parts that F6 goes through, each with what takes the keyboard there."""
        return [(self.outline, self.outline.view), (self.form, self.form.door())]

    def keep(self, settings: QSettings) -> None:
        """Remember where the handles are."""
        settings.setValue("window/codebook", self.columns.saveState())

    def restore(self, settings: QSettings) -> None:
        """Put the handles where they were."""
        kept = settings.value("window/codebook")
        if isinstance(kept, QByteArray):
            self.columns.restoreState(kept)
