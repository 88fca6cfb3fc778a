"""Where the next step through a source leads: to a coding, or to words that bear none yet.

What lies ahead is looked at a window at a time, so that a near place is found at once, and a far one among
a hundred thousand codings within a few frames.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from core.model.span import Span
from core.text.reach import trimmed
from gui.editor.index import CodingIndex
from gui.editor.shown import NO_CODE, ReadingOrder, ShownCoding, reading_order
from gui.editor.view import SourceView

_WINDOW = 8_192

_LETTER = re.compile(r"[^\W\d_]")
_BEHIND_A_NAME = re.compile(r"[ \u00a0)\]*]{0,8}[:：./-]?\*{0,2}")

Stretch = tuple[int, int]


class Step(StrEnum):
    """What a step through a source leads to."""

    CODING = "coding"
    SAME_CODE = "same code"
    UNSURE = "unsure"
    UNCODED = "uncoded"


def next_coding(
    index: CodingIndex, order: ReadingOrder, length: int, accepts: Callable[[ShownCoding], bool], back: bool
) -> ShownCoding | None:
    """Return the nearest coding that stands after (or before) a place in reading order and is accepted."""
    for start, end in _windows(min(order[0], length), length, back):
        here = index.touching(start, end)
        for coding in reversed(here) if back else here:
            # What began before a window belongs to the window that it began in
            if coding.span.start < start or not accepts(coding):
                continue
            if reading_order(coding) < order if back else reading_order(coding) > order:
                return coding
    return None


def next_uncoded(
    text: str,
    index: CodingIndex,
    not_codable: Sequence[Span],
    place: Stretch,
    back: bool,
    speakers: Sequence[Span] = (),
) -> Span | None:
    """Return the nearest stretch with letters, in one paragraph, that may be coded and bears no code.

    Where a speaker is named, at places in reading order, is not what anybody says, and left out.

    `place` is what is left behind, such as a selection. Where it is empty, a caret, the stretch around it
    counts as not yet seen and is returned whole.
    """
    closed = sorted(not_codable)
    for start, end in _windows_of_lines(text, place, back):
        taken = [
            (coding.span.start, coding.span.end)
            for coding in index.touching(start, end)
            if coding.code != NO_CODE
        ]
        taken += [(span.start, span.end) for span in _meeting(closed, start, end)]
        taken += [_with_colon(text, name) for name in _meeting(speakers, start, end)]
        gaps = [gap for gap in _gaps(sorted(taken), start, end) if _LETTER.search(text, *gap)]
        bare = [line for gap in gaps for line in _lines(text, *gap)]
        for stretch in reversed(bare) if back else bare:
            a, b = _ahead(stretch, place, back)
            if a < b and _LETTER.search(text, a, b) and (span := trimmed(text, a, b)):
                return span
    return None


def _with_colon(text: str, name: Span) -> Stretch:
    found = _BEHIND_A_NAME.match(text, name.end)
    return name.start, found.end() if found else name.end


def _ahead(stretch: Stretch, place: Stretch, back: bool) -> Stretch:
    """Return the part of a stretch that lies ahead; it is empty where nothing does."""
    (a, b), (start, end) = stretch, place
    if start == end:
        is_ahead = a < start if back else b > end
        return stretch if is_ahead else (a, a)
    return (a, min(b, start)) if back else (max(a, end), b)


def _windows(place: int, length: int, back: bool) -> Iterator[Stretch]:
    """Yield stretches of a text from a place on, or from there to the beginning; the first holds it."""
    if back:
        for end in range(place + 1, 0, -_WINDOW):
            yield max(0, end - _WINDOW), end
    else:
        for start in range(place, length, _WINDOW):
            yield start, start + _WINDOW


def _windows_of_lines(text: str, place: Stretch, back: bool) -> Iterator[Stretch]:
    """Yield stretches of whole lines, beginning with that of a place."""
    if back:
        end = _line_end(text, place[1])
        while end >= 0:
            start = text.rfind("\n", 0, max(0, end - _WINDOW)) + 1
            yield start, end
            end = start - 1
    else:
        start = text.rfind("\n", 0, place[0]) + 1
        while start <= len(text):
            end = _line_end(text, start + _WINDOW)
            yield start, end
            start = end + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _meeting(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of some spans, sorted and apart, that meet a stretch."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, end, key=lambda span: span.start)]


def _gaps(taken: Sequence[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """Yield what sorted stretches leave free between `start` and `end`."""
    for a, b in taken:
        if a > start:
            yield start, min(a, end)
        start = max(start, b)
    if start < end:
        yield start, end


def _lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the lines of a stretch, without their ends."""
    while (line_end := text.find("\n", start, end)) >= 0:
        yield start, line_end
        start = line_end + 1
    yield start, end


def where_to(
    view: SourceView, chosen: ShownCoding | None, kind: Step, back: bool, speakers: Sequence[Span] = ()
) -> ShownCoding | Span | None:
    """Return the coding, or the uncoded stretch, that a step from the present place leads to."""
    if kind is Step.UNCODED:
        span = view.selected_span or (chosen.span if chosen else None)
        place = (span.start, span.end) if span else (view.caret, view.caret)
        return next_uncoded(view.text, view.index, view.not_codable, place, back, speakers)
    # Before every coding that begins at the caret
    order = reading_order(chosen) if chosen else (view.caret, -len(view.text) - 1, 0)
    if kind is Step.SAME_CODE:
        alike = chosen or _shortest_at(view, view.caret)
        if alike is None:
            return None
        return next_coding(view.index, order, len(view.text), lambda one: one.code == alike.code, back)
    if kind is Step.UNSURE:
        return next_coding(view.index, order, len(view.text), lambda one: one.is_unsure, back)
    return next_coding(view.index, order, len(view.text), lambda one: True, back)


def _shortest_at(view: SourceView, place: int) -> ShownCoding | None:
    return min(view.index.touching(place, place + 1), key=lambda one: len(one.span), default=None)
