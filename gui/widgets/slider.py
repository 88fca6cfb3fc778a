"""A value between two ends, set by dragging or by the arrows, and said in words beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle

from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import is_mirrored
from gui.widgets.slots import TRAILING, Slots, width_of, write

_SIDE, _KNOB, _TRACK = 8, 14, 4


class Slider(QSlider):
    """Low values stand at the leading end; `says` turns a value into words.

    `chosen` comes when a hand has set another value, and not when `show_value` has.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, least: int, most: int, says: Callable[[int], str]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self._says = says
        self._room = 0
        self._is_told = False
        self.setRange(least, most)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.words)
        self.valueChanged.connect(self._on_value_changed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(scaled(160) + self._words_width(), scaled(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80) + self._words_width(), scaled(28))

    def show_value(self, value: int) -> None:
        """Show what holds, without a word to anybody."""
        self._is_told = True
        self.setValue(value)
        self._is_told = False

    @property
    def words(self) -> str:
        """Return what the value means."""
        return self._says(self.value())

    @Slot(int)
    def _on_value_changed(self, value: int) -> None:
        # A number alone would be read out without its unit
        self.setAccessibleDescription(self._says(value))
        self.update()
        if not self._is_told:
            self.chosen.emit(value)

    def share_room(self, others: Iterable[Slider]) -> None:
        """Leave as much room for words as these do, so that tracks below each other end in one place."""
        self._room = max(other._widest() for other in others)
        self.updateGeometry()

    def _words_width(self) -> int:
        return max(self._room, self._widest())

    def _widest(self) -> int:
        ends = (self.minimum(), self.maximum())
        return round(max(width_of(self._says(value), text_font(-1)) for value in ends))

    def _parts(self) -> tuple[QRectF, QRectF]:
        """Return the track, from the knob's middle at one end to the other, and the room of the words."""
        slots = Slots(QRectF(self.rect()).adjusted(scaled(_SIDE), 0, -scaled(_SIDE), 0), is_mirrored(self))
        words = slots.trail(self._words_width(), scaled(12))
        half = scaled(_KNOB) / 2
        return slots.rest().adjusted(half, 0, -half, 0), words

    def _at(self, value: int, track: QRectF) -> float:
        share = (value - self.minimum()) / (self.maximum() - self.minimum())
        return (
            track.right() - share * track.width()
            if is_mirrored(self)
            else track.left() + share * track.width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, mirrored = self._look.theme, is_mirrored(self)
        track, words = self._parts()
        x, y, height = self._at(self.value(), track), track.center().y(), scaled(_TRACK)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            line = QRectF(track.left(), y - height / 2, track.width(), height)
            painter.setBrush(QColor(theme.control))
            painter.drawRoundedRect(line, height / 2, height / 2)
            line.setLeft(x) if mirrored else line.setRight(x)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(line, height / 2, height / 2)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(QColor(theme.accent_soft if self.underMouse() else theme.raised))
            painter.drawEllipse(QPointF(x, y), scaled(_KNOB) / 2 - 1, scaled(_KNOB) / 2 - 1)
            write(painter, words, self.words, theme.ink2, text_font(-1), mirrored, TRAILING)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.accent), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Turning the wheel scrolls what the slider stands in: nothing is to change by passing over it
        event.ignore()

    def _follow(self, event: QMouseEvent) -> None:
        track, _ = self._parts()
        along = round(event.position().x() - track.left())
        value = QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), along, round(track.width()), is_mirrored(self)
        )
        step = self.singleStep()
        self.setValue(self.minimum() + round((value - self.minimum()) / step) * step)
