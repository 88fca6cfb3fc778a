"""Where a popup stands beside the words it is about, which are to be read meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 8


def place_beside(words: QRect, size: QSize, area: QRect, away: int, *, is_mirrored: bool = False) -> QPoint:
    """Return where a popup goes: below the words, above, or at a side; over them only for want of room.

    It begins where the words do, and never leaves the area unless it is larger than that.
    """
    inner = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    lead = words.right() + 1 - size.width() if is_mirrored else words.left()
    left = min(max(lead, inner.left()), inner.right() + 1 - size.width())
    top = min(max(words.top(), inner.top()), inner.bottom() + 1 - size.height())
    for corner in (
        QPoint(left, words.bottom() + 1 + away),
        QPoint(left, words.top() - away - size.height()),
        QPoint(words.right() + 1 + away, top),
        QPoint(words.left() - away - size.width(), top),
    ):
        if inner.contains(QRect(corner, size)):
            return corner
    more_below = inner.bottom() - words.bottom() >= words.top() - inner.top()
    lowest = max(inner.bottom() + 1 - size.height(), inner.top())
    return QPoint(max(left, inner.left()), lowest if more_below else inner.top())
