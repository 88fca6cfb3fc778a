"""Small painted signs: a code's swatch, a key cap, a status, the brand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from core.model.coding import State
from core.model.colour_space import contrast
from core.model.colours import CODE_COLOURS
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import DASHED, DOTTED, Theme, tint
from gui.widgets.slots import CENTRE, centred, width_of, write

_BRAND = 22  # the sign is drawn on a square of this side


def paint_swatch(painter: QPainter, slot: QRectF, theme: Theme, colour: str, rank: int = 0) -> None:
    """Paint a code's mark: its hue, a notch or point for the second and third eight, or its rank."""
    shown = tint(theme, colour)
    side = scaled(14 if rank else 12)
    box = centred(slot, side, side)
    # On whole pixels edges stay sharp
    box.moveTo(round(box.left()), round(box.top()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shown.line))
    painter.drawRoundedRect(box, 3, 3)
    if rank:
        inks = (theme.paper, theme.ink)
        ink = max(inks, key=lambda colour: contrast(colour, shown.line))
        write(painter, box, str(rank), ink, text_font(-3, bold=True), False, CENTRE)
    elif shown.pattern == DASHED:
        painter.fillRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2), QColor(theme.paper))
    elif shown.pattern == DOTTED:
        painter.setBrush(QColor(theme.paper))
        painter.drawEllipse(centred(box, scaled(4), scaled(4)))


def keycap_width(text: str) -> float:
    """Return the width of a key cap that holds `text`."""
    return max(scaled(18), width_of(text, text_font(-2)) + scaled(10))


def paint_keycap(painter: QPainter, slot: QRectF, text: str, theme: Theme) -> None:
    """Paint the key that gives a code."""
    box = centred(slot, keycap_width(text), scaled(18))
    painter.setPen(QPen(QColor(theme.edge), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    write(painter, box, text, theme.ink2, text_font(-2), False, CENTRE)


def paint_status(painter: QPainter, slot: QRectF, state: State, theme: Theme) -> None:
    """Paint how far a coder is: a ring, a half disc, or a disc with a tick; shape first, colour second."""
    size = scaled(12)
    disc = centred(slot, size, size).adjusted(0.75, 0.75, -0.75, -0.75)
    colours = {State.NOT_STARTED: theme.control, State.IN_PROGRESS: theme.accent, State.DONE: theme.good}
    colour = QColor(colours[state])
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if state == State.DONE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    if state == State.IN_PROGRESS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(disc, 90 * 16, 180 * 16)
    elif state == State.DONE:
        _paint_tick(painter, disc, theme.paper)


def _paint_tick(painter: QPainter, disc: QRectF, colour: str) -> None:
    tick = QPainterPath()
    for number, (across, down) in enumerate(((0.24, 0.52), (0.43, 0.7), (0.76, 0.31))):
        point = QPointF(disc.left() + across * disc.width(), disc.top() + down * disc.height())
        (tick.lineTo if number else tick.moveTo)(point)
    pen = QPen(QColor(colour), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)


class Brand(QWidget):
    """The sign of Glossator: two brackets that share some lines. It is never mirrored."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(QSize(scaled(_BRAND), scaled(_BRAND)))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self.width() / _BRAND, self.height() / _BRAND)
            _paint_brand(painter, self._look.theme)


def brand_icon(theme: Theme) -> QIcon:
    """Return the sign of Glossator for title bars and task lists."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(size / _BRAND, size / _BRAND)
            _paint_brand(painter, theme)
        made.addPixmap(pixmap)
    return made


def _paint_brand(painter: QPainter, theme: Theme) -> None:
    for right, colour, top, bottom in ((9, CODE_COLOURS[0], 3, 14), (15, CODE_COLOURS[6], 8, 19)):
        painter.setPen(QPen(QColor(tint(theme, colour).line), 2.5))
        corners = [(right - 5, top), (right, top), (right, bottom), (right - 5, bottom)]
        painter.drawPolyline([QPointF(x, y) for x, y in corners])
