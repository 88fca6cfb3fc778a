"""The workspaces as words with a bar below the current one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar

from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.slots import CENTRE, width_of, write

_GAP = 24


class WorkspaceTabs(QTabBar):
    """A tab bar without boxes; names are bold where one is."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        # What stands beside them gives way first: a workspace that has to be looked for is as good as none
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.update)

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(round(width_of(self.tabText(index), text_font(1, bold=True))) + scaled(_GAP), scaled(46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for index in range(self.count()):
                is_current = index == self.currentIndex()
                inner = QRectF(self.tabRect(index)).adjusted(scaled(_GAP) / 2, 0, -scaled(_GAP) / 2, 0)
                ink = theme.ink if is_current else theme.ink2
                write(painter, inner, self.tabText(index), ink, text_font(1, is_current), False, CENTRE)
                if is_current:
                    bar = QRectF(inner.left(), inner.bottom() - 3, inner.width(), 3)
                    painter.fillRect(bar, QColor(theme.accent))
                if is_current and self.hasFocus():
                    painter.setPen(QPen(QColor(theme.accent), 2))
                    box = inner.adjusted(-scaled(8), scaled(8), scaled(8), -scaled(8))
                    painter.drawRoundedRect(box, 5, 5)
