"""One family and how far the coder is with it, to be answered by one press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.model.coding import State
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.style import scaled, text_font
from gui.widgets.controls import is_mirrored
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import row
from gui.widgets.marks import paint_status
from gui.widgets.slots import Slots, width_of, write
from gui.widgets.tips import tip

_OFFERED = (State.IN_PROGRESS, State.DONE)


class StateChoice(QWidget):
    """The family's name, and a button for each answer; the one that holds is pressed in."""

    chosen = Signal(object)  # State

    def __init__(self, look: Look, family: str, sources: SourcesModel) -> None:
        super().__init__()
        self._name = ElidedLabel(look, text_font(), "ink")
        self._name.show_text(family)
        self.buttons = {state: _Answer(look, state, sources.state_words(state), family) for state in _OFFERED}
        for state, made in self.buttons.items():
            made.clicked.connect(lambda _=False, s=state: self.chosen.emit(s))
        self.setLayout(row(self._name, 8, *self.buttons.values(), gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def name_width(self) -> int:
        """Return the room that the name asks for."""
        return self._name.sizeHint().width()

    @property
    def answers_width(self) -> int:
        """Return the room of everything but the name."""
        return self.sizeHint().width() - self._name.minimumWidth()

    def give_name(self, width: int) -> None:
        """Let the answers begin behind so much room, as those of other families do."""
        self._name.setFixedWidth(width)

    def show_state(self, state: State, newer: str = "") -> None:
        """Say what holds; of what is not started neither answer does. `newer` tells what a "done" lacks."""
        for offered, made in self.buttons.items():
            made.setChecked(offered == state)
            made.setToolTip(tip(newer) if offered == State.DONE else "")
            made.setAccessibleDescription(newer if offered == State.DONE else "")


class _Answer(QAbstractButton):
    """A status sign with its word; the edge says which one holds."""

    def __init__(self, look: Look, state: State, words: str, family: str) -> None:
        super().__init__()
        self._look = look
        self._state = state
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(f"{family}: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(26))
        look.changed.connect(self.update)

    def nextCheckState(self) -> None:
        """Leave the check to what the project says afterwards."""

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.text(), text_font(-1))) + scaled(38), scaled(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = 2 if self.hasFocus() else 1
            edge = theme.accent if self.hasFocus() or self.isChecked() else theme.control
            painter.setPen(QPen(QColor(edge), width))
            painter.setBrush(
                QColor(theme.hover if self.underMouse() else theme.raised)
                if self.isChecked() or self.underMouse()
                else QColor(theme.accent_soft)
            )
            half = width / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
            slots = Slots(QRectF(self.rect()).adjusted(scaled(8), 0, -scaled(8), 0), is_mirrored(self))
            paint_status(painter, slots.lead(scaled(14), scaled(6)), self._state, theme)
            font = text_font(-1, self.isChecked())
            write(painter, slots.rest(), self.text(), theme.ink, font, slots.is_mirrored)
