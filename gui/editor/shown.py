"""A coding as the editor shows it: what is painted, and nothing the editor would have to ask for."""

from __future__ import annotations

from typing import NamedTuple

from core.model.coding import Memo
from core.model.span import Span
from gui.theme import WHOLE, Theme, Tint, tint

# What a memo on a bare segment is shown with instead of a code
NO_CODE = 0
_NAMED = 120


class ShownCoding(NamedTuple):
    """One coding to show. `colour` is the code's own, `rank` its place in an ordinal family (0: none).

    `letter` is the coder's, empty where one coder is shown. A tuple, for the same reason as `Coding`.
    """

    id: int
    span: Span
    code: int
    name: str
    colour: str
    rank: int = 0
    letter: str = ""
    is_unsure: bool = False
    has_memo: bool = False

    @property
    def is_memo(self) -> bool:
        """Tell whether this is no coding but a memo on words without a code."""
        return self.id < 0

    def tint(self, theme: Theme) -> Tint:
        """Return how it is painted: in its code's colour; a memo in grey."""
        if self.is_memo:
            return Tint(theme.control, theme.paper, theme.line, WHOLE)
        return tint(theme, self.colour)


def shown_memo(memo: Memo, letter: str = "") -> ShownCoding:
    """Return a memo on bare words as it is shown: its id counts below zero, its name is how it begins."""
    assert memo.span is not None
    name = " ".join(memo.text[:_NAMED].split())
    return ShownCoding(-memo.id, memo.span, NO_CODE, name, "", 0, letter, has_memo=True)


ReadingOrder = tuple[int, int, int]


def reading_order(coding: ShownCoding) -> ReadingOrder:
    """Sort by start, the longer first: so codings are stepped through and given their lanes."""
    return coding.span.start, -coding.span.end, coding.id
