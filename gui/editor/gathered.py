"""The list behind "+n": the codings that found no lane, as the margin would have named them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.editor.labels import LabelPainter
from gui.editor.shown import ShownCoding, reading_order
from gui.style import scaled
from gui.widgets.menus import literally
from gui.words import shortened

_INDENT = 8


class GatheredMenu(QMenu):
    """Names codings in reading order, each with its swatch; an act carries the id of its coding."""

    def __init__(
        self,
        codings: Sequence[ShownCoding],
        painter: LabelPainter,
        spoken: Callable[[ShownCoding], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._painter = painter
        self._codings = sorted(codings, key=reading_order)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The style sheet draws the ground; what a row says is painted here
        self.setProperty("kind", "acts")
        self.setToolTipsVisible(True)
        for coding in self._codings:
            words = spoken(coding)
            act = QAction(literally(shortened(words)), self)
            act.setToolTip(words)
            act.setData(coding.id)
            self.addAction(act)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for act, coding in zip(self.actions(), self._codings, strict=True):
                row = QRectF(self.actionGeometry(act)).adjusted(scaled(_INDENT), 0, -scaled(_INDENT), 0)
                hovered = act is self.activeAction()
                self._painter.paint(painter, row, coding, mirrored, chosen=False, hovered=hovered)
