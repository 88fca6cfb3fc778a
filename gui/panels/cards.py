"""Codings and memos as cards: what each says, and which of them are meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import Theme, tint
from gui.widgets.controls import ToolButton, is_mirrored
from gui.widgets.icons import paint_icon
from gui.widgets.marks import paint_swatch
from gui.widgets.slots import Slots, write
from gui.widgets.tips import tip

_HEIGHT = 46


class Meant(Enum):
    """How a card that is pointed at joins what is chosen."""

    ALONE = "alone"
    ALSO = "also"
    UP_TO = "up to"


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says. `key` is a coding's, or minus a memo's that stands on words without a code."""

    key: int
    name: str
    note: str
    rule: str = ""
    colour: str = ""
    rank: int = 0
    is_unsure: bool = False
    has_memo: bool = False

    @property
    def is_memo(self) -> bool:
        """Tell whether this is a memo on words without a code."""
        return self.key < 0


def meant_by(modifiers: Qt.KeyboardModifier) -> Meant:
    """Return what the keys held down at a click ask for."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Meant.UP_TO
    return Meant.ALSO if modifiers & Qt.KeyboardModifier.ControlModifier else Meant.ALONE


class Card(QAbstractButton):
    """Swatch, name, and who gave it when; the dots open its menu. It shows one face after another."""

    pointed_at = Signal(int, object)  # key, Meant
    menu_wanted = Signal(int, QPoint)  # key, global position
    key_pressed = Signal(object)  # QKeyEvent: moving among the cards is the list's affair

    def __init__(self, look: Look, face: Face) -> None:
        super().__init__()
        self._look = look
        self._face = face
        self._is_meant = False
        self.setCheckable(True)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = ToolButton(look, "more", "")
        self.more.setParent(self)
        self.more.clicked.connect(self._on_more)
        look.changed.connect(self.update)
        self.allow_tab(False)
        self._dress()

    @property
    def key(self) -> int:
        """Return the key of what is shown."""
        return self._face.key

    def show_face(self, face: Face, is_chosen: bool, is_meant: bool = False) -> None:
        """Show something else, or the same as it is now; one of those chosen is meant by rule and memo."""
        if face != self._face:
            self._face = face
            self._dress()
        if is_chosen != self.isChecked():
            self.setChecked(is_chosen)
        if is_meant != self._is_meant:
            self._is_meant = is_meant
            self.update()

    def allow_tab(self, is_stop: bool) -> None:
        """Let Tab come here, or go by: one card stands for all of them, arrows lead to the others."""
        policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
        if policy != self.focusPolicy():
            self.setFocusPolicy(policy)
            self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def _dress(self) -> None:
        face = self._face
        name = f"{face.name} ?" if face.is_unsure else face.name
        self.setText(name)
        signs = (self.tr("unsure") if face.is_unsure else "", self.tr("with a memo") if face.has_memo else "")
        kind = self.tr("Memo on words without a code") if face.is_memo else ""
        spoken = (kind, face.name, *signs, face.note)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setToolTip(tip(name, face.rule, face.note))
        self.more.name(self.tr("What can be done with {name}").format(name=face.name))
        self.update()

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.allow_tab(True)

    def _place_more(self) -> None:
        slots = Slots(QRectF(self.rect()).adjusted(scaled(6), 0, -scaled(6), 0), is_mirrored(self))
        slot = slots.trail(self.more.width())
        self.more.move(round(slot.left()), (self.height() - self.more.height()) // 2)

    # hands

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_hit = self.isDown() and self.hitButton(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if is_hit and event.button() == Qt.MouseButton.LeftButton:
            self.pointed_at.emit(self.key, meant_by(event.modifiers()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pointed_at.emit(self.key, Meant.ALONE)
        elif event.key() == Qt.Key.Key_Space:
            self.pointed_at.emit(self.key, Meant.ALSO)
        else:
            event.ignore()
            self.key_pressed.emit(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.key, event.globalPos())

    @Slot()
    def _on_more(self) -> None:
        self.menu_wanted.emit(self.key, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, face, mirrored = self._look.theme, self._face, is_mirrored(self)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, theme)
            slots = Slots(
                QRectF(self.rect()).adjusted(scaled(10), scaled(4), -scaled(8), -scaled(4)), mirrored
            )
            sign = slots.lead(scaled(16), scaled(8))
            if face.is_memo:
                paint_icon(painter, sign, "memo", theme.ink2, scaled(14), mirrored)
            else:
                paint_swatch(painter, sign, theme, face.colour, face.rank)
            slots.trail(self.more.width())
            upper, lower = slots.rest(), slots.rest()
            upper.setHeight(upper.height() / 2)
            lower.setTop(upper.bottom())
            if face.has_memo:
                # Beside the name alone: who gave it when needs the whole line
                beside = Slots(upper, mirrored)
                sign = beside.trail(scaled(14), scaled(4))
                paint_icon(painter, sign, "memo", theme.ink3, scaled(14), mirrored)
                upper = beside.rest()
            write(painter, upper, self.text(), theme.ink, text_font(0, self._is_meant), mirrored)
            write(painter, lower, face.note, theme.ink2, text_font(-2), mirrored)

    def _paint_ground(self, painter: QPainter, theme: Theme) -> None:
        if self._face.is_memo:
            line, shade = theme.accent, theme.accent_soft
        else:
            shown = tint(theme, self._face.colour)
            line, shade = shown.line, shown.shade
        edge = QPen(QColor(line if self.isChecked() else theme.line), 2 if self._is_meant else 1)
        if self.hasFocus():
            edge = QPen(QColor(theme.accent), 2)
        painter.setPen(edge)
        painter.setBrush(
            QColor(shade if self.isChecked() else theme.hover if self.underMouse() else theme.raised)
        )
        half = edge.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
