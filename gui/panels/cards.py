"""One coding as a card of the inspector."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from core.model.coding import Coding
from core.model.ids import CodingId
from core.model.scheme import Code
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import tint
from gui.widgets.controls import ToolButton, is_mirrored
from gui.widgets.marks import paint_swatch
from gui.widgets.slots import Slots, write

_HEIGHT = 46


class CodingCard(QAbstractButton):
    """Swatch, name, and who gave it when; a click chooses the coding, the dots open its menu."""

    menu_wanted = Signal(int, QPoint)  # coding, global position

    def __init__(self, look: Look, coding: Coding, code: Code, rank: int, note: str) -> None:
        super().__init__()
        self._look = look
        self._code = code
        self._rank = rank
        self._note = note
        self.coding: CodingId = coding.id
        self._name = f"{code.name} ?" if coding.is_unsure else code.name
        self.setText(self._name)
        doubt = self.tr("unsure") if coding.is_unsure else ""
        self.setAccessibleName(", ".join(part for part in (code.name, doubt, note) if part))
        self.setCheckable(True)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip("\n".join(part for part in (self._name, code.short, note) if part))
        self.more = ToolButton(look, "more", self.tr("What can be done with {code}").format(code=code.name))
        self.more.setParent(self)
        self.more.clicked.connect(self._on_more)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(scaled(200), scaled(_HEIGHT))

    def nextCheckState(self) -> None:
        """Leave the check to whoever hears the click: a card says what is chosen, it does not decide."""

    def resizeEvent(self, event: object) -> None:
        self._place_more()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_more()

    def _place_more(self) -> None:
        slots = Slots(QRectF(self.rect()).adjusted(scaled(6), 0, -scaled(6), 0), is_mirrored(self))
        slot = slots.trail(self.more.width())
        self.more.move(round(slot.left()), (self.height() - self.more.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, shown = self._look.theme, tint(self._look.theme, self._code.colour)
        is_chosen, mirrored = self.isChecked(), is_mirrored(self)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QPen(QColor(shown.line if is_chosen else theme.line), 1)
            if self.hasFocus():
                edge = QPen(QColor(theme.accent), 2)
            painter.setPen(edge)
            ground = shown.shade if is_chosen else theme.hover if self.underMouse() else theme.raised
            painter.setBrush(QColor(ground))
            half = edge.widthF() / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
            slots = Slots(
                QRectF(self.rect()).adjusted(scaled(10), scaled(4), -scaled(8), -scaled(4)), mirrored
            )
            paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, self._code.colour, self._rank)
            slots.trail(self.more.width())
            upper, lower = slots.rest(), slots.rest()
            upper.setHeight(upper.height() / 2)
            lower.setTop(upper.bottom())
            write(painter, upper, self._name, theme.ink, text_font(0, is_chosen), mirrored)
            write(painter, lower, self._note, theme.ink2, text_font(-2), mirrored)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.coding, event.globalPos())

    @Slot()
    def _on_more(self) -> None:
        self.menu_wanted.emit(self.coding, self.more.mapToGlobal(self.more.rect().bottomLeft()))
