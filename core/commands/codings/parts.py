"""What is left of a segment when it is cut."""

from __future__ import annotations

from core.model.span import Span


def outside(text: str, whole: Span, taken: Span) -> list[Span]:
    """Return what a segment keeps before and after the words that are taken from it.

    White space at the cut goes; a part that holds nothing else goes with it.
    """
    parts = halves(text, whole, taken.start)[0], halves(text, whole, taken.end)[1]
    return [part for part in parts if part is not None]


def halves(text: str, whole: Span, at: int) -> tuple[Span | None, Span | None]:
    """Return both parts of a segment cut before the character at `at`, as `outside` does.

    A part is None where it would hold no character, or only white space.
    """
    first = len(text[whole.start : at].rstrip())
    second = len(text[at : whole.end].lstrip())
    return (
        Span(whole.start, whole.start + first) if first else None,
        Span(whole.end - second, whole.end) if second else None,
    )
