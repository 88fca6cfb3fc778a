"""A button that is only words, which keep their own direction: "3 of 9" also in a mirrored window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.slots import CENTRE, width_of, write

_SIDE = 7


class QuietButton(QPushButton):
    """Words in the accent's colour, as high as a hand needs."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.text(), text_font(-1))) + 2 * scaled(_SIDE), scaled(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        ink = theme.accent if self.isEnabled() else theme.ink3
        write(painter, QRectF(self.rect()), self.text(), ink, text_font(-1), False, CENTRE)
        painter.end()
