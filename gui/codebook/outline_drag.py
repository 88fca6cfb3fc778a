"""Where what a hand carries over the outline would land: on a row, or between two."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QTreeView

from gui.codebook.outline import FAMILY
from gui.codebook.outline_rows import words_begin
from gui.style import scaled
from gui.theme import Theme
from gui.widgets.controls import is_mirrored
from gui.widgets.rows import SIDE

# What part of a row means the gap above it, and as much the one below
_EDGE = 0.28


@dataclass(frozen=True)
class Landing:
    """A place below `parent`: before its row of this number, or at the end where it is -1.

    `line` is where it shows: the height of a line between rows, or None where the row of the parent
    itself takes it. `beside` is the row whose depth the line has.
    """

    parent: QPersistentModelIndex
    row: int
    beside: QPersistentModelIndex
    line: int | None


def landing_of_codes(view: QTreeView, place: QPoint) -> Landing | None:
    """Return where codes would land: before or behind a code, below it, or at the end of a family."""
    index = view.indexAt(place)
    if not index.isValid():
        index = _last_family(view)
        return _on(index) if index.isValid() else None
    if index.parent() == QModelIndex():
        return _on(index)
    rect = view.visualRect(index)
    share = (place.y() - rect.top()) / max(rect.height(), 1)
    if share < _EDGE:
        return _between(index.parent(), index.row(), index, rect.top())
    if share > 1 - _EDGE:
        if view.isExpanded(index) and view.model().rowCount(index):
            below = view.model().index(0, 0, index)
            return _between(index, 0, below, rect.bottom() + 1)
        return _between(index.parent(), index.row() + 1, index, rect.bottom() + 1)
    return _on(index)


def landing_of_family(view: QTreeView, place: QPoint) -> Landing | None:
    """Return between which families one would land: before that under the hand, or behind it."""
    index = view.indexAt(place)
    above = index
    while above.parent().isValid():
        above = above.parent()
    if not above.isValid():
        above = _last_family(view)
        return _behind(view, above) if above.isValid() else None
    rect = view.visualRect(above)
    if above == index and place.y() < rect.center().y():
        return _between(QModelIndex(), above.row(), above, rect.top())
    return _behind(view, above)


def _behind(view: QTreeView, family: QModelIndex) -> Landing:
    last = family
    while view.isExpanded(last) and (count := view.model().rowCount(last)):
        last = view.model().index(count - 1, 0, last)
    return _between(QModelIndex(), family.row() + 1, family, view.visualRect(last).bottom() + 1)


def _last_family(view: QTreeView) -> QModelIndex:
    return view.model().index(view.model().rowCount() - 1, 0)


def _on(index: QModelIndex) -> Landing:
    row = QPersistentModelIndex(index)
    return Landing(row, -1, row, None)


def _between(parent: QModelIndex, row: int, beside: QModelIndex, line: int) -> Landing:
    return Landing(QPersistentModelIndex(parent), row, QPersistentModelIndex(beside), line)


def plain(index: QPersistentModelIndex) -> QModelIndex:
    """Return the index as it is asked for now."""
    return index.model().index(index.row(), 0, index.parent()) if index.isValid() else QModelIndex()


def paint_landing(painter: QPainter, view: QTreeView, landing: Landing, theme: Theme) -> None:
    """Frame the row that would take it, or draw a line with a knob at the depth where it would stand."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = view.viewport().width()
    beside = plain(landing.beside)
    if landing.line is None:
        row = view.visualRect(beside)
        box = QRectF(scaled(SIDE), row.top(), width - 2 * scaled(SIDE), row.height())
        # dashes, for a whole frame is the keyboard's
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        return
    radius = scaled(3)
    height = min(max(landing.line, radius + 1), view.viewport().height() - radius - 1)
    lead, trail = scaled(SIDE + 4) if beside.data(FAMILY) else words_begin(beside), width - scaled(SIDE + 4)
    start, end, knob = (width - lead, width - trail, -radius) if is_mirrored(view) else (lead, trail, radius)
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(QColor(theme.panel))
    painter.drawLine(QPointF(start + knob, height), QPointF(end, height))
    painter.drawEllipse(QPointF(start, height), radius, radius)
