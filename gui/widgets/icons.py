"""The line icons: drawn for Glossator on a grid of 24, tinted while they are painted."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from gui.look import Look
from gui.widgets.slots import centred

# Lines only; the engine adds stroke and colour. Each reads at 14 pixels.
_EYE = '<path d="M2.5 12C5 7.6 8.2 5.5 12 5.5s7 2.1 9.5 6.5c-2.5 4.4-5.7 6.5-9.5 6.5S5 16.4 2.5 12z"/>'
SHAPES: dict[str, str] = {
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "drawer": '<path d="M3.5 5h17v14h-17z"/><path d="M9.5 5v14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.4 15.4 21 21"/>',
    "plus": '<path d="M12 4.5v15M4.5 12h15"/>',
    "family-plus": '<path d="M3.5 5.500h13M6.5 11h8M6.5 16.500h4.500M17.5 12.500v8M13.500 16.500h8"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "undo": '<path d="M8.5 4.5 4 9l4.5 4.5"/><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-3.5"/>',
    "redo": '<path d="M15.5 4.5 20 9l-4.5 4.5"/><path d="M20 9H10a5.5 5.5 0 0 0 0 11h3.5"/>',
    "chevron-down": '<path d="M6.5 9.5 12 15l5.5-5.5"/>',
    "chevron-up": '<path d="M6.5 14.5 12 9l5.5 5.5"/>',
    "chevron-forward": '<path d="M9.5 6.5 15 12l-5.5 5.5"/>',
    "memo": '<path d="M4 4.5h16v12H9.5L4 20.5z"/><path d="M8 8.8h8M8 12.4h5"/>',
    "quote": '<path d="M10 6.5C6.5 7.5 5 10 5 14v3h5v-5H5.2M19.5 6.5c-3.5 1-5 3.5-5 7.5v3h5v-5h-4.8"/>',
    "more": '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="2.8"/>',
    "saved": '<circle cx="12" cy="12" r="8.5"/><path d="M8 12.3l2.8 2.8L16 9.5"/>',
    "pending": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "attention": '<path d="M12 4 21.5 20h-19z"/><path d="M12 10v4.5M12 17.2h.01"/>',
    "failure": '<path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3z"/>'
    '<path d="M12 8v4.8M12 16h.01"/>',
    "settings": '<path d="M3.5 7.5h8M18 7.5h2.5M3.5 16.5H6M12.5 16.5h8"/>'
    '<circle cx="14.75" cy="7.5" r="2.75"/><circle cx="9.250" cy="16.5" r="2.75"/>',
    "eye": f'{_EYE}<circle cx="12" cy="12" r="2.75"/>',
    "eye-crossed": f'{_EYE}<path d="M4.5 20 19.5 4"/>',
    "eye-half": '<path d="M2.5 10.5C5 15.5 8.2 18 12 18s7-2.5 9.5-7.5z"/>'
    '<path d="M9.3 10.8a2.750 2.750 0 0 0 5.4 0"/>',
    "merge": '<path d="M12 3.8V12l-6.5 7.5M12 12l6.5 7.5M8.5 7.3 12 3.8l3.5 3.5"/>',
    "split": '<path d="M12 20.5V12L5.5 5.500M12 12l6.5-6.500M5.5 9.500v-4h4M18.5 9.500v-4h-4"/>',
    "retire": '<path d="M3.5 5h17v4.500h-17z"/><path d="M5 9.500v9.500h14V9.500M9.5 13h5"/>',
    "form": '<path d="M4 5h16v5H4zM4 14h7v5H4zM15 14h5v5h-5z"/>',
    "table": '<path d="M3.5 5h17v14h-17zM3.5 9.700h17M3.5 14.300h17M9.5 5v14"/>',
    "act": '<path d="M13 3.5 5.5 13.5H11L10.5 20.5l8-10.5H13z"/>',
    "source": '<path d="M6 3.5h8.5L19 8v12.5H6z"/><path d="M14 3.8V8.5h4.7M9 12.5h7M9 16h5"/>',
}
MIRRORED = frozenset({"undo", "redo", "chevron-forward", "memo", "source", "drawer", "family-plus"})


def icon_pixmap(name: str, colour: str, size: int, ratio: float, is_mirrored: bool = False) -> QPixmap:
    """Return an icon as sharp as the screen can show it."""
    return _drawn(name, colour, size, ratio, is_mirrored and name in MIRRORED)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float, is_mirrored: bool) -> QPixmap:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
        f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{SHAPES[name]}</svg>'
    )
    pixels = round(size * ratio)
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        if is_mirrored:
            painter.setTransform(QTransform.fromScale(-1, 1).translate(-pixels, 0))
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(
    painter: QPainter, slot: QRectF, name: str, colour: str, size: int = 16, is_mirrored: bool = False
) -> None:
    """Paint an icon in the middle of a slot, on whole pixels."""
    at = centred(slot, size, size).topLeft().toPoint()
    painter.drawPixmap(at, icon_pixmap(name, colour, size, painter.device().devicePixelRatioF(), is_mirrored))


class _Engine(QIconEngine):
    """Asks for the colour at the moment of painting, so an icon outlives a change of theme."""

    def __init__(self, look: Look, name: str, token: str, is_mirrored: bool) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._token = token
        self._is_mirrored = is_mirrored

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        theme = self._look.theme
        colour = theme.edge if mode == QIcon.Mode.Disabled else getattr(theme, self._token)
        size = min(rect.width(), rect.height())
        paint_icon(painter, QRectF(rect), self._name, colour, size, self._is_mirrored)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._look, self._name, self._token, self._is_mirrored)


def icon(look: Look, name: str, token: str = "ink2", is_mirrored: bool = False) -> QIcon:
    """Return an icon for a button or menu, tinted by a token of whatever theme is in force."""
    return QIcon(_Engine(look, name, token, is_mirrored))
