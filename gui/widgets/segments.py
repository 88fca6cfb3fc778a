"""One of a few, all of them in sight: Tab comes to the one that holds, the arrows choose another."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.layout import row
from gui.widgets.slots import CENTRE, width_of, write


class Segments(QWidget):
    """A row of buttons of which one is down; each stands for a word of the program's own."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        for choice, words in choices:
            made = self._buttons[choice] = _Segment(look, words, f"{name}: {words}")
            self._group.addButton(made)
        self.setLayout(row(*self._buttons.values(), gap=2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.buttonToggled.connect(self._on_toggled)
        self._is_told = False

    @property
    def choice(self) -> str | None:
        """Return what holds."""
        return next((choice for choice, one in self._buttons.items() if one.isChecked()), None)

    def show_choice(self, choice: str | StrEnum) -> None:
        """Show what holds, without a word to anybody."""
        self._is_told = True
        self._buttons[str(choice)].setChecked(True)
        self._is_told = False

    def button(self, choice: str | StrEnum) -> QRadioButton:
        """Return the button of a choice."""
        return self._buttons[str(choice)]

    @Slot()
    def _on_toggled(self, button: QRadioButton, is_on: bool) -> None:
        if is_on and not self._is_told and self.choice is not None:
            self.chosen.emit(self.choice)


class _Segment(QRadioButton):
    def __init__(self, look: Look, words: str, name: str) -> None:
        super().__init__(words)
        self._look = look
        self.setAccessibleName(name)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.text(), text_font(bold=True))) + scaled(18), scaled(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), scaled(48)), scaled(28))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        # What cannot be chosen shows no choice either
        theme, is_on = self._look.theme, self.isChecked() and self.isEnabled()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.accent if is_on else theme.edge), 1))
            ground = theme.accent_soft if is_on else theme.hover if self.underMouse() else theme.raised
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            ink = theme.ink if is_on else theme.ink2 if self.isEnabled() else theme.ink3
            inner = box.adjusted(scaled(6), 0, -scaled(6), 0)
            write(painter, inner, self.text(), ink, text_font(bold=is_on), False, CENTRE)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.accent), 2))
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
