"""The shadow of a popup, drawn once: an effect of the toolkit would draw the popup anew at every letter."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from gui.look import Look

_REACH, _DOWN, _RADIUS = 24, 10, 10
_LIGHT, _DARK = 0.24, 0.60


class Shadow(QWidget):
    """Lies below a popup in the same parent, wherever that goes."""

    def __init__(self, look: Look, popup: QWidget) -> None:
        super().__init__(popup.parentWidget())
        self._look = look
        self._popup = popup
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(popup.isVisible())
        popup.installEventFilter(self)
        look.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup:
            kind = event.type()
            if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
                self._follow()
            if kind == QEvent.Type.Hide:
                self.hide()
            elif kind in (QEvent.Type.Show, QEvent.Type.ZOrderChange):
                self.setVisible(self._popup.isVisible())
                self.stackUnder(self._popup)
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        around = self._popup.geometry().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        self.setGeometry(around.translated(0, _DOWN))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        ratio = self.devicePixelRatioF()
        corner = _RADIUS + 2 * _REACH
        drawn = _drawn(_DARK if theme.is_dark else _LIGHT, ratio)
        with QPainter(self) as painter:
            for target, source in _patches(self.rect(), corner, ratio):
                if event.rect().intersects(target):
                    painter.drawPixmap(QRectF(target), drawn, source)


def _patches(area: QRect, corner: int, ratio: float) -> list[tuple[QRect, QRectF]]:
    """Return the corners, the edges that are stretched between them, and nothing for the middle."""
    across = ((0, corner), (corner, area.width() - 2 * corner), (area.width() - corner, corner))
    down = ((0, corner), (corner, area.height() - 2 * corner), (area.height() - corner, corner))
    drawn = ((0, corner), (corner, 1), (corner + 1, corner))
    return [
        (
            QRect(across[x][0], down[y][0], across[x][1], down[y][1]),
            QRectF(drawn[x][0] * ratio, drawn[y][0] * ratio, drawn[x][1] * ratio, drawn[y][1] * ratio),
        )
        for x in range(3)
        for y in range(3)
        if (x, y) != (1, 1) and min(across[x][1], down[y][1]) > 0
    ]


@lru_cache(maxsize=8)
def _drawn(strength: float, ratio: float) -> QPixmap:
    """Return the shadow of the smallest popup: rings that grow fainter, each a little inside the last."""
    corner = _RADIUS + 2 * _REACH
    side = 2 * corner + 1
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for step in range(2 * _REACH):
            share = _eased((step + 1) / (2 * _REACH))
            path = QPainterPath()
            radius = max(_RADIUS + _REACH - step, _RADIUS / 2)
            path.addRoundedRect(QRectF(0, 0, side, side).adjusted(step, step, -step, -step), radius, radius)
            painter.fillPath(path, QColor.fromRgbF(0, 0, 0, strength * share))
    return pixmap


def _eased(share: float) -> float:
    """Begin and end gently, as light does."""
    return share * share * (3 - 2 * share)
