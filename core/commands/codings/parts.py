"""What is left of a segment when it is cut."""

from __future__ import annotations

from core.model.span import Span


def outside(text: str, whole: Span, taken: Span) -> list[Span]:
    """Return what a segment keeps before and after the words that are taken from it.

    White space at the cut goes; a part that holds nothing else goes with it.
    """
    before = _before(text, whole, taken.start) if whole.start < taken.start else None
    after = _after(text, whole, taken.end) if taken.end < whole.end else None
    return [part for part in (before, after) if part is not None]


def halves(text: str, whole: Span, at: int) -> tuple[Span | None, Span | None]:
    """Return both parts of a segment cut inside it, as `outside` does; None for one of white space."""
    return _before(text, whole, at), _after(text, whole, at)


def _before(text: str, whole: Span, cut: int) -> Span | None:
    kept = len(text[whole.start : cut].rstrip())
    return Span(whole.start, whole.start + kept) if kept else None


def _after(text: str, whole: Span, cut: int) -> Span | None:
    kept = len(text[cut : whole.end].lstrip())
    return Span(whole.end - kept, whole.end) if kept else None
