"""How far a selection reaches: trimmed to what can be coded, grown to word, sentence, paragraph."""

from __future__ import annotations

import re

from core.errors import InvalidInput
from core.model.span import Span
from core.text import units
from core.text.clusters import border_after, border_before

# Words and sentences are looked for this far around a place: a line can be as long as a book
_WINDOW = 4_000

_SENTENCE_END = re.compile(
    r"""(?: [?!؟۔…]+ | \.+ )            # what ends a sentence
        [\]»"'’”)\u202c\u2069\u200e\u200f]*  # what closes behind it
        (?: \s+ (?![a-z,;:،؛]) | $ )""",
    re.VERBOSE,
)
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|e\.g|i\.e|etc|[A-Z])|\b[دأمصجطهقت]|\bهـ)\.$")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the part of a selection worth coding: no outer white space, no parted character."""
    chosen = text[start:end]
    bare = chosen.strip()
    if not bare:
        return None
    start += len(chosen) - len(chosen.lstrip())
    return Span(border_before(text, start), border_after(text, start + len(bare)))


def grown(text: str, start: int, end: int) -> Span | None:
    """Return the next larger reach around a selection or a caret: word, sentence, paragraph, whole text."""
    for reach in (_words, _sentences, _paragraphs, _everything):
        span = reach(text, start, end)
        if span and span.start <= start and span.end >= end and len(span) > end - start:
            return span
    return None


def _words(text: str, start: int, end: int) -> Span | None:
    first = _unit_at(_words_near(text, start), start)
    last = _unit_at(_words_near(text, end), max(start, end - 1))
    return _joined(first, last, start, end)


def _sentences(text: str, start: int, end: int) -> Span | None:
    first = _unit_at(_sentences_near(text, start), start)
    last = _unit_at(_sentences_near(text, end), max(start, end - 1))
    return _joined(first, last, start, end)


def _paragraphs(text: str, start: int, end: int) -> Span | None:
    return trimmed(text, *_line_around(text, start, max(start, end - 1)))


def _everything(text: str, start: int, end: int) -> Span | None:
    return trimmed(text, 0, len(text))


def _joined(first: Span | None, last: Span | None, start: int, end: int) -> Span | None:
    a = first.start if first else start
    b = last.end if last else end
    try:
        return Span(min(a, start), max(b, end))
    except InvalidInput:
        return None


def _unit_at(spans: list[Span], offset: int) -> Span | None:
    """Return the unit that holds an offset, or the one that ends there."""
    holding = next((span for span in spans if span.holds(offset)), None)
    return holding or next((span for span in spans if span.end == offset), None)


def _words_near(text: str, offset: int) -> list[Span]:
    start, end = _window(text, offset)
    return [Span(start + word.start, start + word.end) for word in units.words(text[start:end])]


def _sentences_near(text: str, offset: int) -> list[Span]:
    start, end = _window(text, offset)
    line = text[start:end]
    spans, at = [], 0
    for found in _SENTENCE_END.finditer(line):
        if _SHORT.search(line[at : found.start() + 1]) and found.end() < len(line):
            continue
        spans.append(trimmed(text, start + at, start + found.end()))
        at = found.end()
    spans.append(trimmed(text, start + at, end))
    return [span for span in spans if span]


def _window(text: str, offset: int) -> tuple[int, int]:
    start, end = _line_around(text, offset, offset)
    if end - start <= _WINDOW:
        return start, end
    return (
        border_before(text, max(start, offset - _WINDOW // 2)),
        border_after(text, min(end, offset + _WINDOW // 2)),
    )


def _line_around(text: str, first: int, last: int) -> tuple[int, int]:
    end = text.find("\n", last)
    return text.rfind("\n", 0, first) + 1, len(text) if end < 0 else end
