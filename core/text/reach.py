"""How far a selection reaches: trimmed to what can be coded, grown to larger units, snapped to a word.

All of it looks at the text around the places asked about and no further, for a line can be as long as a
book and holding a key down asks thirty times a second. Only a paragraph's own ends are looked for however
far away they are, which the interpreter does at the speed of memory.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

import regex
from unicode_segmentation_rs import split_word_bounds

from core.model.span import Span
from core.text.clusters import border_after, border_before
from core.text.sentences import sentences_between
from core.text.turns import Turn
from core.text.units import VISIBLE_CLASS, is_word

_Reach = Callable[[str, int, int], tuple[int, int] | None]

# A word or a sentence longer than this has no border that anybody would look for
_WORD_WINDOW = 256
_SENTENCE_WINDOWS = 400, 2_000
_SNAP = 64
_DOUBTFUL = 32

_VISIBLE = regex.compile(VISIBLE_CLASS)
_LAST_VISIBLE = regex.compile("(?r)" + VISIBLE_CLASS)
_WHITE = regex.compile(r"[\s\x1c-\x1f]")
_LAST_WHITE = regex.compile(r"(?r)[\s\x1c-\x1f]")
# Beside these nothing else decides where words end; a narrow hard space would join numbers
_PLAIN_WHITE = regex.compile(r"[ \n\t]")
_LAST_PLAIN_WHITE = regex.compile(r"(?r)[ \n\t]")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the part of a selection worth coding: no outer white space, no parted character.

    Controls beside the words stay with them, for without them the words may run the other way. Where
    nothing can be seen, there is nothing to code.
    """
    first = _VISIBLE.search(text, start, end)
    last = _LAST_VISIBLE.search(text, start, end)
    if first is None or last is None:
        return None
    white_before = _LAST_WHITE.search(text, start, first.start())
    white_behind = _WHITE.search(text, last.end(), end)
    return _between_clusters(
        text,
        white_before.end() if white_before else start,
        white_behind.start() if white_behind else end,
    )


def whole_clusters(text: str, start: int, end: int) -> Span | None:
    """Return a selection with its outer white space, widened where it parts a character."""
    return _between_clusters(text, start, end) if _VISIBLE.search(text, start, end) else None


def _between_clusters(text: str, start: int, end: int) -> Span:
    return Span(border_before(text, start), border_after(text, end))


def grown(text: str, start: int, end: int, turns: Sequence[Turn] = ()) -> Span | None:
    """Return the next larger reach around a selection or a caret.

    That is the word, the sentence, the paragraph, the speaker's turn (of `turns`, in reading order), the
    whole text, whichever is the first to be larger; None around everything that can be seen.
    """

    def turn(text: str, start: int, end: int) -> tuple[int, int] | None:
        return _joined(_turn_at(turns, start), _turn_at(turns, max(start, end - 1)), start, end)

    reaches: tuple[_Reach, ...] = (_words, _sentences, _paragraph, turn, _everything)
    for reach in reaches:
        found = reach(text, start, end)
        if found and found[1] - found[0] > end - start and (span := whole_clusters(text, *found)):
            return span
    return None


def snapped(text: str, place: int, is_start: bool) -> int:
    """Return where the end of a segment that is dragged to `place` should stand.

    That is the nearest border between words, with no white space inside the segment beside it; of two
    equally near the one that takes more in. Where no word ends nearby, it is the nearest cluster's border.
    """
    near = _nearest_cluster_border(text, place)
    edges = [
        border
        for border in _word_borders(text, near)
        if abs(border - near) <= _SNAP and _has_ink_inside(text, border, is_start)
    ]
    for edge in sorted(edges, key=lambda border: (abs(border - near), border if is_start else -border)):
        # Seen from there it must be one too, or the next movement would find another
        if edge in _word_borders(text, edge) and border_before(text, edge) == edge:
            return edge
    return near


def _nearest_cluster_border(text: str, place: int) -> int:
    before, behind = border_before(text, place), border_after(text, place)
    return before if place - before <= behind - place else behind


def _has_ink_inside(text: str, border: int, is_start: bool) -> bool:
    """Tell whether a segment with this end does not begin or finish with white space there."""
    beside = text[border : border + 1] if is_start else text[max(0, border - 1) : border]
    return beside != "" and not beside.isspace()


def _words(text: str, start: int, end: int) -> tuple[int, int] | None:
    return _joined(_word_at(text, start, start), _word_at(text, end, max(start, end - 1)), start, end)


def _sentences(text: str, start: int, end: int) -> tuple[int, int] | None:
    return _joined(_sentence_at(text, start), _sentence_at(text, max(start, end - 1)), start, end)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int] | None:
    line_end = text.find("\n", max(start, end - 1))
    line = trimmed(text, text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end)
    return _joined(line, line, start, end)


def _everything(text: str, start: int, end: int) -> tuple[int, int] | None:
    whole = trimmed(text, 0, len(text))
    return _joined(whole, whole, start, end)


def _joined(first: Span | None, last: Span | None, start: int, end: int) -> tuple[int, int] | None:
    """Return from where the first unit begins to where the last ends, and never less than there was."""
    if first is None and last is None:
        return None
    return min(first.start if first else start, start), max(last.end if last else end, end)


def _unit_at(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the unit that holds an offset, or the one that ends there."""
    holding = next((span for span in spans if span.holds(offset)), None)
    return holding or next((span for span in spans if span.end == offset), None)


def _turn_at(turns: Sequence[Turn], offset: int) -> Span | None:
    place = bisect_right(turns, offset, key=lambda turn: turn.span.start) - 1
    return turns[place].span if place >= 0 and offset <= turns[place].span.end else None


def _word_at(text: str, around: int, offset: int) -> Span | None:
    words = [
        Span(start, end) for start, end in pairwise(_word_borders(text, around)) if is_word(text[start:end])
    ]
    return _unit_at(words, offset)


def _word_borders(text: str, place: int) -> list[int]:
    """Return the borders between words around a place, without those that the window itself made."""
    start, end = max(0, place - _WORD_WINDOW), min(len(text), place + _WORD_WINDOW)
    certain_from, certain_to = start, end
    if start > 0:
        white = _PLAIN_WHITE.search(text, start, place)
        start = white.start() if white else border_before(text, start)
        certain_from = start + (1 if white else _DOUBTFUL)
    if end < len(text):
        white = _LAST_PLAIN_WHITE.search(text, place, end)
        certain_to = white.start() if white else end - _DOUBTFUL
    borders = accumulate(map(len, split_word_bounds(text[start:end])), initial=start)
    return [border for border in borders if certain_from <= border <= certain_to]


def _sentence_at(text: str, offset: int) -> Span | None:
    """Return the sentence at an offset; None for one that goes on beyond the windows."""
    found = (_sentence_within(text, offset, window) for window in _SENTENCE_WINDOWS)
    return next((span for span in found if span), None)


def _sentence_within(text: str, offset: int, window: int) -> Span | None:
    """Return the sentence at an offset, if neither its beginning nor its end was made by the window."""
    start, end = max(0, offset - window), min(len(text), offset + window)
    line_start, line_end = text.rfind("\n", start, offset) + 1, text.find("\n", offset, end)
    is_begun, is_ended = line_start > 0 or start == 0, line_end >= 0 or end == len(text)
    first, last = line_start or start, line_end if line_end >= 0 else end
    found = list(sentences_between(text, first, last))
    return _unit_at(found[0 if is_begun else 1 : None if is_ended else -1], offset)
