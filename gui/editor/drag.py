"""Codes dragged onto words, and words dragged onto codes: what travels, and where it may land."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from core.errors import InvalidInput
from core.model.span import Span
from gui.editor.view import SourceView
from gui.theme import Theme, interface_font, is_right_to_left

# Of this run alone: in another project, in another window beside it, the same numbers mean other codes
CODE_MIME = f"application/x-glossator-code-{os.getpid()}"
SEGMENT_MIME = f"application/x-glossator-segment-{os.getpid()}"

_WIDEST = 260
_HEIGHT = 28
_PADDING = 10
# A selection is as easy to hit between its lines as on them
_AROUND = 6


def code_mime(code: int) -> QMimeData:
    """Return a code as something that can be dragged."""
    mime = QMimeData()
    mime.setData(CODE_MIME, str(code).encode("ascii"))
    return mime


def code_in(mime: QMimeData) -> int | None:
    """Return the code that is dragged, if one is."""
    numbers = _numbers(mime, CODE_MIME)
    return numbers[0] if len(numbers) == 1 else None


def segment_mime(span: Span) -> QMimeData:
    """Return a segment of the source that is open as something that can be dragged."""
    mime = QMimeData()
    mime.setData(SEGMENT_MIME, f"{span.start} {span.end}".encode("ascii"))
    return mime


def segment_in(mime: QMimeData) -> Span | None:
    """Return the segment that is dragged, if one is."""
    numbers = _numbers(mime, SEGMENT_MIME)
    if len(numbers) != 2:
        return None
    try:
        return Span(*numbers)
    except InvalidInput:
        return None


def _numbers(mime: QMimeData, form: str) -> list[int]:
    """Return the numbers that a form of the dragged holds; anything else came from elsewhere."""
    parts = bytes(mime.data(form).data()).split()
    return [int(part) for part in parts] if all(part.isdigit() for part in parts) else []


def carry(source: QWidget, mime: QMimeData, picture: QPixmap) -> None:
    """Let the hand carry something until it lets go."""
    drag = QDrag(source)
    drag.setMimeData(mime)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(-8, -8))
    drag.exec(Qt.DropAction.CopyAction)


def picture_of(words: str, theme: Theme, ratio: float) -> QPixmap:
    """Return what a hand carries: the words, as much of them as a slip has room for."""
    font = interface_font()
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(" ".join(words[:200].split()), Qt.TextElideMode.ElideRight, _WIDEST)
    size = QSize(round(metrics.horizontalAdvance(shown)) + 2 * _PADDING, _HEIGHT)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        right_to_left = is_right_to_left(words[:200])
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, shown)
    return picture


class CodeDrop(QObject):
    """Takes codes that are dropped on the selection; over the rest of the text it refuses them."""

    dropped = Signal(int)

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self._show_target(False)
        elif isinstance(event, QDropEvent) and (code := code_in(event.mimeData())) is not None:
            if isinstance(event, QDragEnterEvent):
                self._enter(event)
            elif isinstance(event, QDragMoveEvent):
                self._answer(event, self._is_over_selection(event))
            else:
                self._drop(event, code)
            return True
        return False

    def _enter(self, event: QDragEnterEvent) -> None:
        # Whoever refuses here is not asked again while the hand moves on over the text
        has_target = self._view.selected_span is not None
        self._answer(event, has_target)
        self._show_target(has_target)

    def _drop(self, event: QDropEvent, code: int) -> None:
        self._show_target(False)
        is_taken = self._is_over_selection(event)
        self._answer(event, is_taken)
        if is_taken:
            # A question asked from here would keep the hand that drags from letting go
            QTimer.singleShot(0, self, lambda: self.dropped.emit(code))

    def _answer(self, event: QDropEvent, is_taken: bool) -> None:
        event.setDropAction(Qt.DropAction.CopyAction if is_taken else Qt.DropAction.IgnoreAction)
        event.setAccepted(is_taken)

    def _is_over_selection(self, event: QDropEvent) -> bool:
        span = self._view.selected_span
        return span is not None and self._view.is_on(span, event.position(), _AROUND)

    def _show_target(self, is_target: bool) -> None:
        self._view.painter.is_target = is_target
        self._view.viewport().update()
