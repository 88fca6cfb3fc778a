"""What a line of a text shows by itself: its measure, how it begins and how it ends.

These are the signs by which wrapped lines are joined (`core.text.wrapping`). A sign is a guess from
form alone; which of them outweighs which is decided there, with the lines around in view.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

LONGEST_WRAPPED = 180
"""A line above this length is a paragraph already: no page is set so wide."""

_PAGES_OF_A_HEAD = 3

_NOTE = re.compile(r"(?:\*+\d{0,3}|\[\d{1,3}\])\s+\S")
_ITEM = re.compile(r"[-–—•●▪◦‣⁃·➢➤►▶✓○■□❖]\s+\S|" + _NOTE.pattern)
_PERHAPS_ITEM = re.compile(
    r"[(\[]?(?:[\d٠-٩۰-۹]{1,3}|[A-Za-zء-ي]|[ivxIVX]{2,5})[.)\]][.)\-–]?\s+\S"
    r"|(?:[٠-٩۰-۹]{1,3}|[ء-ي])\s?[-–]\s+\S"
    r"|[^\W\d_][\w.'’\-]*(?: [\w.'’\-]+){0,2}\s?:(?:\s|$)"
)
_SENTENCE_END = re.compile(r"[.!?:…؟۔][\"'”’»)\]]*(?:\s*\([^()\s]{1,6}\))*[.\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"(?i)\W*(?:(?:page|p\.|صفحة)\s*)?\d{1,4}(?:\s*(?:/|of|من)\s*\d{1,4})?\W*$")
_TABLE_ROW = re.compile(r"\S(?:\s*\t\s*| {4,})\S|\.{5,}|(?: \.){4,}")
_ADDRESS = re.compile(r"\W*(?:https?://|www\.)")
_DIGITS = re.compile(r"\d+")
_CLOSING = ")]}\"'”’»"
_OPENING = "\"'“‘«([{\u200e\u200f\u202a\u202b\u2067"


@dataclass(slots=True)
class Line:
    r"""A line that holds something, and what lies between it and the line before."""

    before: str
    """The line ends and empty lines before it, as they stand in the text."""
    raw: str
    is_alone: bool = False
    """It never joins: a page head, a page number, a table's row, a line too long to be wrapped."""
    words: str = field(init=False)
    first_word: str = field(init=False)
    begins_note: bool = field(init=False)
    """It begins with the mark of a footnote."""
    begins_item: bool = field(init=False)
    """It begins with a mark of lists or notes to which text hardly ever wraps."""
    may_begin_item: bool = field(init=False)
    """It begins like a numbered item or a speaker's turn; wrapped text may begin so as well."""
    begins_small: bool = field(init=False)
    """Its first word has a small letter: it continues what stood before, if anything did."""
    begins_caseless: bool = field(init=False)
    """Its first letter belongs to a script without capitals, so its beginning says nothing."""
    ends_sentence: bool = field(init=False)
    is_address: bool = field(init=False)
    """It is a web address and nothing more."""

    def __post_init__(self) -> None:
        self.words = self.raw.strip()
        self.first_word = self.words.split(maxsplit=1)[0]
        self.begins_note = _NOTE.match(self.words) is not None
        self.begins_item = _ITEM.match(self.words) is not None
        self.may_begin_item = _PERHAPS_ITEM.match(self.words) is not None
        opening = self.words.lstrip(_OPENING)[:1]
        begins_address = _ADDRESS.match(self.words) is not None
        self.is_address = begins_address and self.first_word == self.words
        self.begins_small = opening.islower() and not begins_address
        self.begins_caseless = opening.isalpha() and opening.lower() == opening.upper()
        self.ends_sentence = _SENTENCE_END.search(self.words, max(0, len(self.words) - 40)) is not None

    def __len__(self) -> int:
        return len(self.words)

    @property
    def gap(self) -> int:
        """How many empty lines stand before it."""
        return self.before.count("\n") - 1

    @property
    def indent(self) -> int:
        """How many columns it is moved in."""
        spread = self.raw.expandtabs(4)
        return len(spread) - len(spread.lstrip(" "))

    @property
    def tail(self) -> int:
        """How many spaces stand after its last word."""
        return len(self.raw) - len(self.raw.rstrip())

    @property
    def ends_in_comma(self) -> bool:
        """Tell whether its sentence plainly goes on."""
        return self.words[-1] in ",;،؛"

    @property
    def is_titled(self) -> bool:
        """Tell whether its longer words all begin with a capital, as in an English heading."""
        long_words = [word for word in self.words.split() if len(word) > 3 and word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in long_words)
        return capitals >= 2 and capitals >= 0.8 * len(long_words)


def read_lines(text: str) -> tuple[list[Line], str]:
    """Return the lines that hold something, in order, and what follows the last of them."""
    lines: list[Line] = []
    before: list[str] = []
    for raw in text.split("\n"):
        if raw and not raw.isspace():
            lines.append(Line("\n".join([*before, ""]), raw))
            before = [""]
        else:
            before.append(raw)
    _set_apart(lines)
    return lines, "\n".join(before)


def _set_apart(lines: list[Line]) -> None:
    """Mark the lines that never join."""
    heads = Counter(_DIGITS.sub("#", line.words) for line in lines if _looks_like_head(line))
    for line in lines:
        line.is_alone = (
            len(line) > LONGEST_WRAPPED
            or (not any(map(str.isalnum, line.words)) and line.words[0] not in _CLOSING)
            or _PAGE_NUMBER.match(line.words) is not None
            or _TABLE_ROW.search(line.words) is not None
            or (_looks_like_head(line) and heads[_DIGITS.sub("#", line.words)] >= _PAGES_OF_A_HEAD)
        )


def _looks_like_head(line: Line) -> bool:
    """Tell whether a line could be a page head; a paragraph's last word may well come three times."""
    return len(line) <= LONGEST_WRAPPED and not line.begins_small and not line.ends_sentence
