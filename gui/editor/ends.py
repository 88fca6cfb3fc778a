"""Where an end of a coding goes when it is moved: never into a character, never past the other end."""

from __future__ import annotations

from core.model.span import Span
from core.text import units
from core.text.clusters import border_after, border_before
from core.text.reach import snapped, trimmed

_NEAR = 256
_FAR = 16_384


def dragged(text: str, span: Span, is_start: bool, place: int, to_words: bool) -> Span:
    """Return a span with one end dragged to a place, or to the nearest border of a word there."""
    return with_end(text, span, is_start, snapped(text, place, is_start) if to_words else place)


def with_end(text: str, span: Span, is_start: bool, place: int) -> Span:
    """Return a span with one end at a place, and at least a character left of it; the other end stays."""
    if is_start:
        return Span(max(0, min(border_before(text, place), border_before(text, span.end - 1))), span.end)
    return Span(span.start, max(border_after(text, place), border_after(text, span.start + 1)))


def without_space(text: str, span: Span, is_start: bool) -> Span:
    """Return a span without white space at one end; the other stays."""
    bare = trimmed(text, span.start, span.end)
    if bare is None:
        return span
    return Span(bare.start, span.end) if is_start else Span(span.start, bare.end)


def moved_by_word(text: str, span: Span, is_start: bool, forward: bool) -> Span:
    """Return a span with one end moved by a word, in the order of reading; by a character where none is."""
    place = span.start if is_start else span.end
    return with_end(text, span, is_start, _next_border(text, place, is_start, forward))


def _next_border(text: str, place: int, is_start: bool, forward: bool) -> int:
    """Return the next place where a word begins (or ends), looking further and further for it."""
    reach = _NEAR
    while reach <= _FAR:
        first = border_before(text, max(0, place - reach))
        last = border_after(text, min(len(text), place + reach))
        borders = [first + (word.start if is_start else word.end) for word in units.words(text[first:last])]
        # What the window cuts off is no border
        borders = [at for at in borders if first < at < last or at in (0, len(text))]
        if forward and (ahead := [at for at in borders if at > place]):
            return ahead[0]
        if not forward and (behind := [at for at in borders if at < place]):
            return behind[-1]
        reach *= 8
    if forward:
        return border_after(text, min(len(text), place + 1))
    return border_before(text, max(0, place - 1))
