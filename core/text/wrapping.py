r"""Join the lines of hard-wrapped text, so that a paragraph is a paragraph again.

Text taken from a PDF ends a line where the page ended it, and often sets an empty line after each;
plain text may be wrapped at 70 to 80 columns. Both make "paragraph" and "sentence" mean *line*, so
joining comes before the first code.

What tells a wrapped line from a finished one is the room it left: the first word of the next line
would not have fitted. The measure is taken from the lines around, because notes, captions and body
are set in different sizes on one page, and letters differ in width. Around it stand weaker signs:
sentence ends, small letters (which Arabic has not), list marks, indents, headings, page heads.

Nothing moves: where a page head or a footnote stands inside a sentence, it stays a paragraph of its
own there, and the two halves of the sentence are each joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

LONGEST_WRAPPED = 180
"""A line above this length is a paragraph already: no page is set so wide."""

_SHORTEST_MEASURE = 30
_FULL = 0.88
_FULL_AFTER_SENTENCE = 0.9
_HALF = 0.5
_WRAPPED_SHARE = 0.5
_DOUBLE_SHARE = 0.4
_PAGES_OF_A_HEAD = 3

_BULLET = re.compile(r"(?:[-–—•●▪◦‣⁃·➢➤►▶✓○■□❖]|\*+)\s+\S|\*\d{1,3}\s|\[\d{1,3}\]\s")
_NUMBER = re.compile(r"[(\[]?(?:[\d٠-٩۰-۹]{1,3}|[A-Za-zء-ي]|[ivxIVX]{2,5})[.)\]][.)\-–]?\s+\S")
_ARABIC_NUMBER = re.compile(r"(?:[٠-٩۰-۹]{1,3}|[ء-ي])\s?[-–]\s+\S")
_SPEAKER = re.compile(r"[^\W\d_][\w.'’\-]*(?: [\w.'’\-]+){0,2}\s?:(?:\s|$)")
_SENTENCE_END = re.compile(r"[.!?:;…؟۔؛][\"'”’»)\]]*(?:\s*\([^()\s]{1,6}\))*[.\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|seite|صفحة)\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_TABLE_ROW = re.compile(r"\S(?:\t| {4,})\s*\S|\.{4,}|(?: \.){4,}")
_HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_ADDRESS_REST = re.compile(r"\S*[/?=&%#_]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A text whose wrapped lines were joined, and how many line ends went."""

    text: str
    lines_joined: int


def join_lines(text: str) -> Joined:
    r"""Join the lines within each paragraph of a hard-wrapped text; leave any other text as it is.

    A text is hard-wrapped when at least half of its characters stand in lines that visibly run on.
    Joined lines meet in one space; the empty lines between paragraphs stay. A hyphen at a line's end
    stays too (`nation-` and `state` give `nation-state`), unless the same text writes the word without it
    elsewhere and never with it; then the hyphen was the printer's. Soft hyphens go.

    It goes on until nothing is left to join, so joining twice changes nothing.
    """
    joined = 0
    while True:
        text, found = _join_once(text)
        if not found:
            return Joined(text, joined)
        joined += found


@dataclass(slots=True)
class _Line:
    """A line that holds something, and what can be said of it without its neighbours."""

    raw: str
    words: str
    gap: int
    """How many empty lines stand before it."""
    is_item: bool
    """It begins a list item or a note, by a mark that text hardly ever wraps to."""
    is_perhaps_item: bool
    """It begins like a numbered item or a speaker's turn; wrapped text may begin so as well."""
    is_alone: bool
    """It never joins: a page head, a page number, a table's row, a line too long to be wrapped."""

    @property
    def indent(self) -> int:
        return len(self.raw) - len(self.raw.lstrip(" \t"))

    @property
    def first_word(self) -> str:
        return self.words.split(maxsplit=1)[0]

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.words) is not None

    @property
    def runs_on(self) -> bool:
        """Tell whether it begins with a small letter."""
        return self.words.lstrip("\"'“‘«([")[:1].islower()


def _join_once(text: str) -> tuple[str, int]:
    lines, ends_with = _lines(text)
    if len(lines) < 2:
        return text, 0
    widest_gap = _widest_gap_inside_paragraphs(lines)
    if widest_gap is None:
        return text, 0
    measure = median(len(line.words) for line in lines if not line.is_alone)
    known = _Spellings(text)
    parts = [lines[0].raw]
    paragraph = [lines[0]]
    joined = 0
    for index in range(1, len(lines)):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.gap <= widest_gap and _continues(paragraph, line, after, measure):
            parts[-1] = _without_printers_hyphen(parts[-1].rstrip(), line, known)
            parts.append(_glue(parts[-1], line) + line.raw.lstrip())
            paragraph.append(line)
            joined += 1
        else:
            parts.append(line.before)
            parts.append(line.raw)
            paragraph = [line]
    return "".join(parts) + ends_with, joined
