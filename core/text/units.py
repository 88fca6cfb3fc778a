r"""The units of a text: paragraphs and words, as spans in reading order.

Units decide what agreement is computed over, so their borders come from Unicode's own rules
(UAX #29, in the version of the segmentation library) and not from a pattern of ours.
"""

from __future__ import annotations

import re

from unicode_segmentation_rs import split_word_bounds

from core.model.span import Span

# Bidi controls and zero-width characters are no white space, yet a line of them alone looks blank. The
# packages for patterns disagree whether the four separators of ASCII are white space.
VISIBLE_CLASS = "[^\\s\\x1c-\\x1f\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]"
_VISIBLE = re.compile(VISIBLE_CLASS)


def paragraphs(text: str) -> list[Span]:
    r"""Find the stretches between two line ends; blank ones are none.

    A line end is `\n`, the only one a stored text knows. The spans hold the whole line without
    its line end, also the white space it begins or finishes with.
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if is_visible(line):
            spans.append(Span(start, end))
        start = end + 1
    return spans


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
