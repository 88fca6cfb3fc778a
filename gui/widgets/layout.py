"""Rows, columns and plain surfaces, in the spacings of the design."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QSizePolicy,
    QWidget,
)

from gui.style import scaled, text_font


class Words(QLabel):
    """A label that leans to the leading edge of its window; one left to itself follows its first letter."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._lean()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()

    def _lean(self) -> None:
        if not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


Part = QWidget | QLayout | int | None
Edges = tuple[float, float, float, float]
NO_EDGES: Edges = (0, 0, 0, 0)


class _Mirrored(QBoxLayout):
    """A box layout whose edges change sides with the window: Qt mirrors only what is inside."""

    def __init__(self, direction: QBoxLayout.Direction, edges: Edges) -> None:
        super().__init__(direction)
        self._edges = tuple(scaled(edge) if edge else 0 for edge in edges)
        self.setContentsMargins(*self._edges)

    def setGeometry(self, rect: QRect) -> None:
        left, top, right, bottom = self._edges
        widget = self.parentWidget()
        if widget is not None and widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        if left != right and self.contentsMargins().left() != left:
            self.setContentsMargins(left, top, right, bottom)
        super().setGeometry(rect)


def row(*parts: Part, gap: float = 8, edges: Edges = NO_EDGES) -> QBoxLayout:
    """Return a row of widgets and layouts; a number is room of that width, None takes what is left."""
    made = _Mirrored(QBoxLayout.Direction.LeftToRight, edges)
    _fill(made, parts, gap)
    return made


def column(*parts: Part, gap: float = 8, edges: Edges = NO_EDGES) -> QBoxLayout:
    """Return the same from top to bottom."""
    made = _Mirrored(QBoxLayout.Direction.TopToBottom, edges)
    _fill(made, parts, gap)
    return made


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: float) -> None:
    layout.setSpacing(scaled(gap) if gap else 0)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(scaled(part))
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def surface(kind: str, layout: QLayout | None = None) -> QFrame:
    """Return a plain area painted by the style sheet: bar, panel, paper, card, popup."""
    made = QFrame()
    made.setProperty("kind", kind)
    if layout is not None:
        made.setLayout(layout)
    return made


def hairline(is_upright: bool = False) -> QFrame:
    """Return a line of one pixel that parts two regions."""
    made = surface("line")
    if is_upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def label(
    text: str = "",
    tone: str = "ink",
    size_delta: float = 0,
    *,
    bold: bool = False,
    wraps: bool = False,
    is_rich: bool = False,
) -> QLabel:
    """Return words in one of the text colours; a label with `wraps` takes as many lines as it needs.

    Only what is said to be rich has mark-up: a name may look like some.
    """
    made = Words(text)
    made.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    made.setFont(text_font(size_delta, bold))
    made.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def panel_head(title: str, *tools: Part) -> QWidget:
    """Return the heading of a side panel; all of them are of one height, with tools or without."""
    made = QWidget()
    made.setLayout(row(label(title, bold=True), None, *tools, gap=0, edges=(16, 4, 10, 0)))
    made.setFixedHeight(scaled(44))
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
