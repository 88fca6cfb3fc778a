"""The colour of a code: one of the 24 offered, or an own one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from core.model.colours import CODE_COLOURS
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import Field
from gui.widgets.layout import column, label, row
from gui.widgets.marks import paint_swatch
from gui.widgets.slots import centred

_ACROSS, _CELL = 8, 26
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_ACROSS, Qt.Key.Key_Down: _ACROSS}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_NAMES = (
    "Terracotta", "Jade", "Indigo", "Mustard", "Wine", "Olive", "Petrol", "Periwinkle",
    "Moss", "Amethyst", "Mauve", "Rosewood", "Crimson", "Coral", "Plum", "Raspberry",
    "Fern", "Pine", "Sage", "Heather", "Iris", "Bronze", "Teal", "Ochre",
)  # fmt: skip
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


def colour_name(colour: str) -> str:
    """Return what a code colour is called; an own one has only its figures."""
    colour = colour.upper()
    if colour not in CODE_COLOURS:
        return colour
    return QCoreApplication.translate("colours", _NAMES[CODE_COLOURS.index(colour)])


class Swatches(QWidget):
    """Three rows of eight, each row with its pattern; arrows go through them, Enter and Space choose.

    Swatches are figures: they keep their places where the window is mirrored.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._colour = ""
        self._marked = 0
        self._bearers: Mapping[str, str] = {}
        self.setFixedSize(scaled(_CELL) * _ACROSS, scaled(_CELL) * (len(CODE_COLOURS) // _ACROSS))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    def show_colour(self, colour: str, bearers: Mapping[str, str]) -> None:
        """Show which colour holds; `bearers` are names of siblings by the colours they have."""
        colour = colour.upper()
        self._bearers = bearers
        if colour != self._colour:
            self._colour = colour
            self._marked = CODE_COLOURS.index(colour) if colour in CODE_COLOURS else 0
        self._name()
        self.update()

    def _name(self) -> None:
        here, now = self._words(self._marked), colour_name(self._colour)
        words = self.tr("Colour: {name}").format(name=now)
        self.setAccessibleName(words if CODE_COLOURS[self._marked] == self._colour else f"{here}. {words}")

    def _words(self, number: int) -> str:
        colour = CODE_COLOURS[number]
        bearer = self._bearers.get(colour)
        name = colour_name(colour)
        return self.tr("{colour}, that of {code}").format(colour=name, code=bearer) if bearer else name

    def _cell(self, number: int) -> QRectF:
        side = scaled(_CELL)
        return QRectF(number % _ACROSS * side, number // _ACROSS * side, side, side)

    def _at(self, place: QPoint) -> int | None:
        numbers = range(len(CODE_COLOURS))
        return next((number for number in numbers if self._cell(number).contains(place)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self.isEnabled():
                painter.setOpacity(0.5)
            for number, colour in enumerate(CODE_COLOURS):
                cell = self._cell(number)
                paint_swatch(painter, cell, theme, colour)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                if colour == self._colour:
                    painter.setPen(QPen(QColor(theme.accent), 2))
                    painter.drawRoundedRect(centred(cell, scaled(20), scaled(20)), 5, 5)
                elif colour in self._bearers:
                    painter.setPen(QPen(QColor(theme.control), 1))
                    middle = cell.center().x()
                    base = cell.bottom() - scaled(4) + 0.5
                    painter.drawLine(
                        round(middle) - scaled(4), round(base), round(middle) + scaled(4), round(base)
                    )
                if number == self._marked and self.hasFocus():
                    painter.setPen(QPen(QColor(theme.ink), 1, Qt.PenStyle.SolidLine))
                    painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos())
            QToolTip.showText(event.globalPos(), "" if number is None else self._words(number), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._marked = number
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSE:
            self._choose()
        elif (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            if 0 <= self._marked + step < len(CODE_COLOURS):
                self._marked += step
                self._name()
                self.update()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.chosen.emit(CODE_COLOURS[self._marked])


class Preview(QWidget):
    """The swatch of the colour that is written beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._colour = ""
        self.setFixedSize(scaled(22), scaled(28))
        look.changed.connect(self.update)

    def show_colour(self, colour: str) -> None:
        """Show a colour, or nothing."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colour:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_swatch(painter, QRectF(self.rect()), self._look.theme, self._colour)


class OwnColour(QWidget):
    """A field for the figures of a colour, with the swatch it would give."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._stored = ""
        self.field = Field()
        self.field.setMaxLength(7)
        self.field.setFixedWidth(scaled(92))
        self.field.setAccessibleName(self.tr("Own colour, as #RRGGBB"))
        self.field.setPlaceholderText("#RRGGBB")
        self._preview = Preview(look)
        self.problem = label("", "bad", -1, wraps=True)
        self.problem.hide()
        line = row(label(self.tr("Own"), "ink2", -1), self.field, self._preview, None, gap=6)
        self.setLayout(column(line, self.problem, gap=2))
        self.field.textEdited.connect(self._on_edited)
        self.field.editingFinished.connect(self.save)

    def show_colour(self, colour: str) -> None:
        """Show the figures of a colour, unless others are being written."""
        is_touched = self.is_unsaved
        self._stored = colour.upper()
        if not is_touched:
            self.field.setText(self._stored)
            self._preview.show_colour(self._stored)
            self._say("")

    @property
    def is_unsaved(self) -> bool:
        """Tell whether other figures stand there than the code has."""
        return self.field.text().strip().upper() != self._stored

    def forget(self) -> None:
        """Leave what was written and not yet right."""
        self.field.setText(self._stored)

    @Slot(str)
    def _on_edited(self, words: str) -> None:
        found = _COLOUR.fullmatch(words.strip())
        self._preview.show_colour(f"#{found[1]}" if found else "")

    @Slot()
    def save(self) -> None:
        """Give the code the colour that is written; what is no colour stays, with the reason below."""
        if not self.is_unsaved:
            self._say("")
            return
        found = _COLOUR.fullmatch(self.field.text().strip())
        if found is None:
            self._say(self.tr("Write a colour as #A75C51."))
        else:
            self._say("")
            self.chosen.emit(f"#{found[1].upper()}")

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)
