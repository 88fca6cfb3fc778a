"""Where the caret goes by key: a reader's character at a time, and never to a place inside one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from core.text.clusters import border_after, border_before
from gui.editor.view import SourceView


class Caret(QObject):
    """Steps the caret of a view, and mends where the toolkit would put it."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        self._before = 0
        view.cursorPositionChanged.connect(self._on_moved)

    def step(self, key: Qt.Key, selects: bool) -> bool:
        """Go to the next character in the direction of an arrow; without Shift a selection is left first."""
        view, text = self._view, self._view.text
        place = view.caret
        forward = goes_forward(view, key, place)
        span = view.selected_span
        if span and not selects:
            place = span.end if forward else span.start
        elif forward:
            place = border_after(text, min(len(text), place + 1))
        else:
            place = border_before(text, max(0, place - 1))
        view.select_between(view.anchor if selects else place, place)
        view.ensure_caret_visible()
        return True

    @Slot()
    def _on_moved(self) -> None:
        """Go on to the end of a character that the toolkit's own step or jump ended in."""
        view = self._view
        place, before = view.caret, self._before
        border = border_before(view.text, place) if place < before else border_after(view.text, place)
        self._before = border
        if border != place:
            view.select_between(view.anchor if view.textCursor().hasSelection() else border, border)


def goes_forward(view: SourceView, key: Qt.Key, place: int) -> bool:
    """Tell whether an arrow goes on in the text; where it runs from right to left, the left one does."""
    return (key == Qt.Key.Key_Right) != view.is_right_to_left_at(place)
