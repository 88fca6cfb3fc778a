r"""The units of a text: paragraphs and words, as spans in reading order.

Units decide what agreement is computed over, so their borders come from Unicode's own rules
(UAX #29, in the version of the segmentation library) and not from a pattern of ours.
"""

from __future__ import annotations

import re
from array import array
from functools import cache

import numpy as np
from numpy.typing import NDArray
from unicode_segmentation_rs import split_word_bounds

from core.model.span import Span

# Bidi controls and zero-width characters are no white space, yet a line of them alone looks blank. The
# packages for patterns disagree whether the four separators of ASCII are white space.
VISIBLE_CLASS = "[^\\s\\x1c-\\x1f\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]"
_VISIBLE = re.compile(VISIBLE_CLASS)

_LINE_FEED = ord("\n")
_TABLE_SIZE = 0x10000


def paragraphs(text: str) -> list[Span]:
    r"""Find the stretches between two line ends; blank ones are none.

    A line end is `\n`, the only one a stored text knows. The spans hold the whole line without
    its line end, also the white space it begins or finishes with.
    """
    starts, ends = _paragraph_ends(text)
    return list(map(Span, starts.tolist(), ends.tolist()))


def paragraph_starts(text: str) -> array[int]:
    """Return where each of `paragraphs` begins, for whoever numbers a million of them at once."""
    starts = array("q")
    starts.frombytes(_paragraph_ends(text)[0].tobytes())
    return starts


def _paragraph_ends(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the paragraphs begin and where they end."""
    points = _first_plane(text)
    line_ends = np.append(np.flatnonzero(points == _LINE_FEED), len(text)).astype(np.int64)
    starts = np.append(0, line_ends[:-1] + 1)
    # A line counts with its line end, which is not visible; only the last may then be empty
    counted = starts[: len(starts) - (starts[-1] == len(text))]
    is_seen = np.zeros(len(starts), dtype=bool)
    if len(counted):
        visible = _visible_table()[points]
        is_seen[: len(counted)] = np.logical_or.reduceat(visible, counted)
    return starts[is_seen], line_ends[is_seen]


def _first_plane(text: str) -> NDArray[np.unsignedinteger]:
    """Return the characters as numbers; those beyond the first plane as its last, which is visible too."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    in_plane: NDArray[np.unsignedinteger] = np.minimum(points, _TABLE_SIZE - 1)
    return in_plane


@cache
def _visible_table() -> NDArray[np.bool_]:
    """Return for each character of the first plane whether it is visible."""
    characters = "".join(map(chr, range(_TABLE_SIZE)))
    table = np.ones(_TABLE_SIZE, dtype=bool)
    table[[ord(character) for character in _VISIBLE.sub("", characters)]] = False
    return table


def words(text: str) -> list[Span]:
    """Find the words: pieces between two word borders that hold a letter or a number.

    `can't`, `3.5` and a word with tatweel or vowel marks are one word, `e-mail` is two. The text must
    be free of lone surrogates, as every stored text is. A paragraph at a time goes to the library: it
    returns all pieces at once, and those of a whole book would take ten times the book's room.
    """
    spans: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for piece in split_word_bounds(text[paragraph.start : paragraph.end]):
            end = start + len(piece)
            if is_word(piece):
                spans.append(Span(start, end))
            start = end
    return spans


def is_visible(piece: str) -> bool:
    """Tell whether a reader sees anything of it: not white space, bidi controls or zero-width characters."""
    return _VISIBLE.search(piece) is not None


def is_word(piece: str) -> bool:
    """Tell whether a letter or a number is in the piece; most pieces show it in their first character."""
    return piece[0].isalnum() or any(map(str.isalnum, piece))
