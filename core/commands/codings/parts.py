"""What is left of a segment when it is cut."""

from __future__ import annotations

from core.model.span import Span


def outside(text: str, whole: Span, taken: Span) -> list[Span]:
    """Return what a segment keeps before and after the words that are taken from it.

    White space at the cut goes; a part that holds nothing else goes with it.
    """
    parts = _before(text, whole, taken.start), _after(text, whole, taken.end)
    return [part for part in parts if part is not None]


def halves(text: str, whole: Span, at: int) -> tuple[Span | None, Span | None]:
    """Return both parts of a segment cut before the character at `at`, each as `outside` would.

    A part is None where it would hold no character, or only white space.
    """
    return _before(text, whole, at), _after(text, whole, at)


def _before(text: str, whole: Span, cut: int) -> Span | None:
    kept = len(text[whole.start : cut].rstrip())
    return Span(whole.start, whole.start + kept) if kept else None


def _after(text: str, whole: Span, cut: int) -> Span | None:
    kept = len(text[cut : whole.end].lstrip())
    return Span(whole.end - kept, whole.end) if kept else None
