"""Menus: words at one end, keys at the other, and the reason of what cannot be done in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QCursor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import drop_width, is_mirrored, paint_drop
from gui.widgets.icons import paint_icon
from gui.widgets.slots import TRAILING, Slots, centred, width_of, write


def literally(name: str) -> str:
    """Return a name as a menu has to be given it: a single & would go, and make a key of what follows."""
    return name.replace("&", "&&")


def words_of(act: QAction) -> str:
    """Return what a row says."""
    return act.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


class Menu(QMenu):
    """The style sheet draws ground, hover and lines; what a row says is painted here."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "acts")
        self.setToolTipsVisible(True)

    def add_menu(self, title: str) -> Menu:
        """Add a menu that opens beside this one."""
        made = Menu(self._look, self)
        made.setTitle(title)
        self.addMenu(made)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for act in self.actions():
                place = self.actionGeometry(act)
                if not act.isSeparator() and place.intersects(event.rect()):
                    self._paint_act(painter, QRectF(place), act)

    def _paint_act(self, painter: QPainter, place: QRectF, act: QAction) -> None:
        theme, mirrored = self._look.theme, is_mirrored(self)
        slots = Slots(place.adjusted(scaled(8), 0, -scaled(10), 0), mirrored)
        sign = slots.lead(scaled(14), scaled(8))
        if act.isChecked():
            self._paint_check(painter, sign, act)
        if isinstance(act.menu(), QMenu):
            slot = slots.trail(scaled(14))
            paint_icon(painter, slot, "chevron-forward", theme.ink2, scaled(14), mirrored)
        keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            slot = slots.trail(width_of(keys, text_font(-1)), scaled(16))
            write(painter, slot, keys, theme.ink3, text_font(-1), mirrored, TRAILING)
        ink = theme.ink if act.isEnabled() else theme.ink3
        write(painter, slots.rest(), words_of(act), ink, text_font(), mirrored)

    def _paint_check(self, painter: QPainter, slot: QRectF, act: QAction) -> None:
        """One of several has a dot, what is on or off by itself a tick."""
        group = act.actionGroup()
        if group is not None and group.isExclusive():
            painter.setBrush(QColor(self._look.theme.accent))
            painter.setPen(QColor(self._look.theme.accent))
            painter.drawEllipse(centred(slot, scaled(6), scaled(6)))
        else:
            paint_icon(painter, slot, "check", self._look.theme.accent, scaled(14))


class MenuButton(QPushButton):
    """A box that says what holds now and opens a menu to change it."""

    def __init__(self, look: Look, purpose: str) -> None:
        super().__init__()
        self._look = look
        self._purpose = purpose
        self.setToolTip(purpose)
        self.setAccessibleName(purpose)
        self._own_menu = Menu(look, self)
        self.setMenu(self._own_menu)
        self._own_menu.aboutToHide.connect(self._on_menu_closed)
        self.setFixedHeight(scaled(30))
        look.changed.connect(self.update)

    def menu(self) -> Menu:
        """Return the menu it opens."""
        return self._own_menu

    def show_value(self, words: str) -> None:
        """Say what holds now."""
        self.setText(words)
        self.setAccessibleName(f"{self._purpose}: {words}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(min(drop_width("", self.text()), scaled(220)), scaled(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), scaled(80)), scaled(30))

    @Slot()
    def _on_menu_closed(self) -> None:
        # The toolkit tells nobody that the mouse left while the menu had it
        self.setAttribute(
            Qt.WidgetAttribute.WA_UnderMouse, self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_drop(self, self._look, "", self.text(), is_open=self.isDown())
