"""What a pressed hand holds: the words it selects, or an end of a coding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from core.model.span import Span
from gui.editor.ends import dragged, without_space
from gui.editor.grains import Grain, Stretch
from gui.editor.shown import ShownCoding
from gui.editor.view import SourceView


class Grip(Protocol):
    """Something held from a press until the hand lets go or puts it back."""

    def drag_to(self, place: int, exactly: bool) -> None:
        """Follow the hand to an offset; `exactly` asks for the very character."""

    def let_go(self) -> None:
        """Leave it where it is."""

    def put_back(self) -> None:
        """Leave it where it was before."""


class Selecting:
    """A selection that reaches from where it began to the hand, in whole characters, words or paragraphs."""

    def __init__(self, view: SourceView, grain: Grain, first: Stretch) -> None:
        self._view = view
        self._grain = grain
        self._first = first
        self._before = view.anchor, view.caret

    def drag_to(self, place: int, exactly: bool) -> None:
        start, end = self._grain(self._view.text, place)
        if start < self._first[0]:
            self._view.select_between(self._first[1], start)
        else:
            self._view.select_between(self._first[0], max(end, self._first[1]))

    def let_go(self) -> None:
        """Draw the caret in to where the selection is seen to end."""
        if span := self._view.selected_span:
            forward = self._view.caret >= self._view.anchor
            self._view.select_between(*(span.start, span.end) if forward else (span.end, span.start))

    def put_back(self) -> None:
        self._view.select_between(*self._before)


class CodingEnd:
    """An end of a coding; where the hand has it is shown, and wanted only when the hand lets go."""

    def __init__(
        self,
        view: SourceView,
        coding: ShownCoding,
        is_start: bool,
        show: Callable[[ShownCoding], None],
        want: Callable[[int, Span], None],
    ) -> None:
        self._view = view
        self._coding = self._shown = coding
        self._is_start = is_start
        self._show = show
        self._want = want

    def drag_to(self, place: int, exactly: bool) -> None:
        span = dragged(self._view.text, self._coding.span, self._is_start, place, not exactly)
        if self._view.trims:
            span = without_space(self._view.text, span, self._is_start)
        if span != self._shown.span and self._is_still_shown():
            self._shown = self._coding._replace(span=span)
            self._show(self._shown)

    def let_go(self) -> None:
        wanted = self._shown.span
        self.put_back()
        if wanted != self._coding.span:
            self._want(self._coding.id, wanted)

    def put_back(self) -> None:
        if self._shown != self._coding and self._is_still_shown():
            self._show(self._coding)
        self._shown = self._coding

    def _is_still_shown(self) -> bool:
        """Tell whether nobody else took the coding away or changed it meanwhile."""
        return self._view.index.get(self._coding.id) == self._shown
