"""The codes marked to be given together, named in one line, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.model.scheme import Code
from gui.look import Look
from gui.models.entries import Entry
from gui.style import scaled, text_font
from gui.widgets.controls import is_mirrored
from gui.widgets.icons import paint_icon
from gui.widgets.marks import paint_swatch
from gui.widgets.slots import Slots, width_of, write
from gui.widgets.tips import tip

_HEIGHT, _WIDEST, _GAP = 24, 190, 6
_SIDE, _SWATCH, _CROSS = 9, 14, 12


class _Chip(QAbstractButton):
    """One marked code; a press takes it back. The keyboard stays where it is."""

    def __init__(self, look: Look, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Do not give {code}").format(code=entry.text))
        self.setToolTip(tip(entry.text, self.tr("Click to take it back")))

    def sizeHint(self) -> QSize:
        around = 2 * _SIDE + _SWATCH + _CROSS + 2 * _GAP + 2  # and the edge
        wanted = width_of(self.entry.text, text_font(-1)) + scaled(around)
        return QSize(round(min(wanted, scaled(_WIDEST))), scaled(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, mirrored = self._look.theme, is_mirrored(self)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(theme.edge), 1))
            painter.setBrush(QColor(theme.hover if self.underMouse() else theme.raised))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            slots = Slots(box.adjusted(scaled(_SIDE), 0, -scaled(_SIDE), 0), mirrored)
            swatch = slots.lead(scaled(_SWATCH), scaled(_GAP))
            paint_swatch(painter, swatch, theme, self.entry.colour, self.entry.rank)
            cross = slots.trail(scaled(_CROSS), scaled(_GAP))
            paint_icon(painter, cross, "cross", theme.ink2, scaled(_CROSS))
            write(painter, slots.rest(), self.entry.text, theme.ink, text_font(-1), mirrored)


class ChosenLine(QWidget):
    """As many of the marked codes as the line has room for, the last marked always; the rest as a number."""

    taken_back = Signal(object)  # Code

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chips: list[_Chip] = []
        self._hidden = 0
        self.setFixedHeight(scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Name these."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [_Chip(self._look, entry, self) for entry in entries]
        for chip in self._chips:
            chip.clicked.connect(lambda _=False, code=chip.entry.payload: self._take_back(code))
        names = ", ".join(entry.text for entry in entries)
        self.setAccessibleName(self.tr("Marked: {codes}").format(codes=names))
        self._place()

    @property
    def names(self) -> list[str]:
        """Return the names that are shown, in their order."""
        return [chip.entry.text for chip in self._chips if not chip.isHidden()]

    def _take_back(self, code: object) -> None:
        if isinstance(code, Code):
            self.taken_back.emit(code)

    def _place(self) -> None:
        """Stand in a row; what was marked first gives way where room is short."""
        count_room = round(width_of(f"+{len(self._chips)}", text_font(-1))) + scaled(_GAP)
        widths = [chip.sizeHint().width() + scaled(_GAP) for chip in self._chips]
        self._hidden = 0
        while self._hidden < len(widths) - 1:
            needed = sum(widths[self._hidden :]) + (count_room if self._hidden else 0)
            if needed - scaled(_GAP) <= self.width():
                break
            self._hidden += 1
        slots = Slots(QRectF(self.rect()), is_mirrored(self))
        if self._hidden:
            slots.lead(count_room)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place >= self._hidden)
            if place >= self._hidden:
                chip.setGeometry(slots.lead(widths[place] - scaled(_GAP), scaled(_GAP)).toRect())
        self.setToolTip(tip(*(chip.entry.text for chip in self._chips[: self._hidden])))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hidden:
            mirrored = is_mirrored(self)
            words = f"+{self._hidden}"
            slot = Slots(QRectF(self.rect()), mirrored).lead(width_of(words, text_font(-1)) + 1)
            with QPainter(self) as painter:
                write(painter, slot, words, self._look.theme.ink2, text_font(-1), mirrored)
