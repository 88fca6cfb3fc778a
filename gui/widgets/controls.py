"""Buttons, fields and boxes that Fusion would draw in its own way, drawn in ours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.icons import icon, paint_icon
from gui.widgets.slots import Slots, centred, width_of, write
from gui.widgets.word_keys import keeps_for_words

_TO_KEYS = 16  # from the hint of a field to the keys that lead there
_GLASS = 16


def is_mirrored(widget: QWidget) -> bool:
    """Tell whether a widget is laid out from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def button(text: str, kind: str = "") -> QPushButton:
    """Return a button with words; `primary` and `quiet` are its other kinds."""
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setFont(text_font(0, kind == "primary"))
    return made


class _Button(QPushButton):
    """Enter presses the button that has the keyboard, also outside of dialogs, and no other one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """An icon that everybody knows, with its name and key in the tooltip and for screen readers."""

    def __init__(self, look: Look, icon_name: str, tip: str, token: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon_name
        self._token = token
        self.setIconSize(QSize(scaled(size), scaled(size)))
        self.setFixedSize(scaled(28), scaled(28))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name(tip)
        self._dress()
        look.changed.connect(self.update)

    def name(self, tip: str, keys: str = "") -> None:
        """Say what the button does, and by which keys."""
        self.setAccessibleName(tip)
        self.setToolTip(f"{tip} ({keys})" if keys else tip)

    def follow(self, action: QAction) -> None:
        """Do what the action does, and be enabled and named as it is."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def open_menu(self, menu: QMenu) -> None:
        """Open a menu at a click, without the little arrow."""
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _on_action_changed(self) -> None:
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.name(self._action.toolTip() or self._action.text(), keys)
        self.setEnabled(self._action.isEnabled())

    def _dress(self) -> None:
        self.setIcon(icon(self._look, self._icon_name, self._token, is_mirrored(self)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()


def paint_drop(widget: QWidget, look: Look, caption: str, words: str, *, is_open: bool) -> None:
    """Paint a box that opens a list: what it sets in grey, its value in ink, the arrow at the end."""
    theme, mirrored, font = look.theme, is_mirrored(widget), text_font()
    with QPainter(widget) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = widget.hasFocus()
        edge = theme.accent if has_focus else theme.edge
        width = 2 if has_focus else 1
        box = QRectF(widget.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(theme.hover if widget.underMouse() or is_open else theme.raised))
        painter.drawRoundedRect(box, 6, 6)
        slots = Slots(QRectF(widget.rect()).adjusted(scaled(11), 0, -scaled(9), 0), mirrored)
        paint_icon(painter, slots.trail(scaled(14), scaled(3)), "chevron-down", theme.ink2, scaled(14))
        if caption:
            write(
                painter, slots.lead(width_of(caption, font), scaled(5)), caption, theme.ink3, font, mirrored
            )
        write(painter, slots.rest(), words, theme.ink if widget.isEnabled() else theme.ink3, font, mirrored)


def drop_width(caption: str, words: str) -> int:
    """Return the room that such a box needs."""
    font = text_font()
    captioned = width_of(caption, font) + scaled(5) if caption else 0
    return round(captioned + width_of(words, font)) + scaled(40)


class Choice(QComboBox):
    """One of a few: painted by us, its list too."""

    def __init__(self, look: Look, name: str, caption: str = "") -> None:
        super().__init__()
        self._look = look
        self._caption = caption
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFixedHeight(scaled(30))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        widest = max((drop_width(self._caption, self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(max(widest, scaled(80)), scaled(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80), scaled(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_drop(self, self._look, self._caption, self.currentText(), is_open=self.view().isVisible())


class CheckBox(QCheckBox):
    """A box with an edge of 3:1, also in the dark, and a tick in the accent's own ink."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(words)
        self._look = look
        self.setMinimumHeight(scaled(24))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.text(), text_font())) + scaled(30), scaled(24))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, mirrored = self._look.theme, is_mirrored(self)
        is_on = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            slots = Slots(QRectF(self.rect()).adjusted(3, 0, -3, 0), mirrored)
            box = centred(slots.lead(scaled(16), scaled(7)), scaled(15), scaled(15))
            painter.setPen(QPen(QColor(theme.accent if is_on else theme.control), 1))
            painter.setBrush(QColor(theme.accent if is_on else theme.raised))
            painter.drawRoundedRect(box, 3.5, 3.5)
            if is_on:
                paint_icon(painter, box, "check", theme.on_accent, scaled(14))
            ink = theme.ink if self.isEnabled() else theme.ink3
            write(painter, slots.rest(), self.text(), ink, text_font(), mirrored)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.accent), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class Field(QLineEdit):
    """A line of words in any script: each has its own font and side, the hint those of the window."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.textChanged.connect(self._suit)
        self._suit(text)

    def event(self, event: QEvent) -> bool:
        return keeps_for_words(event) or super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._suit(self.text())

    def _suit(self, text: str) -> None:
        # Behind a Latin family Arabic letters ride up, out of the middle of the field
        self.setFont(text_font(arabic=is_right_to_left(text)))
        middle = Qt.AlignmentFlag.AlignVCenter
        if text:
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | middle)
        else:
            side = Qt.AlignmentFlag.AlignRight if is_mirrored(self) else Qt.AlignmentFlag.AlignLeft
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | middle)


class SearchField(Field):
    """A field with the glass at its leading end; Esc empties it, and leaves it when it is empty."""

    left = Signal()

    def __init__(self, look: Look, hint: str, keys: str = "") -> None:
        super().__init__()
        self._look = look
        self._keys = keys
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFixedHeight(scaled(30))
        look.changed.connect(self.update)
        self._leave_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._leave_room()

    @property
    def shows_keys(self) -> bool:
        """Tell whether the keys that lead here are named: in an empty field whose hint leaves room."""
        around = scaled(9 + _GLASS + 12) + scaled(_TO_KEYS)
        words = width_of(self.placeholderText(), text_font()) + width_of(self._keys, text_font(-2))
        return bool(self._keys) and not self.text() and words + around <= self.width()

    def _leave_room(self) -> None:
        room = scaled(_GLASS + 4)
        self.setTextMargins(0 if is_mirrored(self) else room, 0, room if is_mirrored(self) else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            slots = Slots(QRectF(self.rect()).adjusted(scaled(9), 0, -scaled(12), 0), is_mirrored(self))
            paint_icon(painter, slots.lead(scaled(_GLASS)), "search", self._look.theme.ink3, scaled(_GLASS))
            if self.shows_keys:
                slot = slots.trail(width_of(self._keys, text_font(-2)))
                write(painter, slot, self._keys, self._look.theme.ink3, text_font(-2), False)
