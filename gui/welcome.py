"""The first window of a new user: three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import button
from gui.widgets.layout import column, label, row
from gui.widgets.marks import Brand
from gui.widgets.messages import Banner


class Welcome(QWidget):
    """One sentence, three buttons, and room for what went wrong."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setWindowTitle("Glossator")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner(look)
        self.new = button(self.tr("New project…"), "primary")
        self.open = button(self.tr("Open a project…"))
        self.sample = button(self.tr("Look at the sample study"))
        for asked, wanted in (
            (self.new, self.new_wanted),
            (self.open, self.open_wanted),
            (self.sample, self.sample_wanted),
        ):
            asked.setMinimumWidth(scaled(240))
            asked.setMinimumHeight(scaled(36))
            asked.clicked.connect(wanted)
        title = label("Glossator", size_delta=6, bold=True)
        promise = label(
            self.tr("Read texts, give codes, compare coders. Everything stays on this computer."), "ink2"
        )
        invented = label(self.tr("The sample study's people, places and events are invented."), "ink3", -1)
        middle = column(
            row(None, Brand(look), title, None, gap=10),
            row(None, promise, None),
            12,
            *(row(None, asked, None) for asked in (self.new, self.open, self.sample)),
            row(None, invented, None),
            gap=8,
        )
        self.setLayout(column(self.banner, None, middle, None, gap=0, edges=(24, 12, 24, 24)))
        self.new.setFocus()
        self.resize(scaled(620), scaled(420))
