"""One line of words that gives way when room is short, and shows itself whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import is_mirrored
from gui.widgets.slots import width_of, write
from gui.widgets.tips import tip


class ElidedLabel(QWidget):
    """Stands at the leading edge whatever its words' own direction is."""

    def __init__(self, look: Look, font: QFont, token: str, least: float = 40) -> None:
        super().__init__()
        self._least = scaled(least) if least else 0
        self._look = look
        self._font = font
        self._token = token
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.update)

    @property
    def font_of_words(self) -> QFont:
        """Return what the words are written in."""
        return self._font

    @property
    def text(self) -> str:
        """Return the whole words."""
        return self._text

    @property
    def shown(self) -> str:
        """Return what is written, before it is elided."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self._text, self._font)) + 2, scaled(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._least), scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = getattr(self._look.theme, self._token)
        with QPainter(self) as painter:
            write(painter, QRectF(self.rect()), self.shown, colour, self._font, is_mirrored(self))
