"""A coding as the editor shows it: what is painted, and nothing the editor would have to ask for."""

from __future__ import annotations

from typing import NamedTuple

from core.model.span import Span

# What a memo on a bare segment is shown with instead of a code
NO_CODE = 0


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


ReadingOrder = tuple[int, int, int]


def reading_order(coding: ShownCoding) -> ReadingOrder:
    """Sort by start, the longer first: so codings are stepped through and given their lanes."""
    return coding.span.start, -coding.span.end, coding.id
