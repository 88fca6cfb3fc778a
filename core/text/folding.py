"""Fold a text so that what readers take for the same word is the same string.

Vowel marks, tatweel and bidi controls go; forms of alef, ya, heh and kaf fall together, as do digits,
quotes and dashes of every script; Latin loses case and accents. Folding goes character by character,
so that a folded text can be led back to the original without remembering anything but lengths.
The table is ours: SQLite's and the libraries' leave Arabic as it is.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count, repeat


@dataclass(frozen=True, slots=True)
class Folding:
    """Which letters of Arabic fall together; the rest is never in doubt."""

    alef: bool = True
    """أ إ آ ٱ are ا."""
    ya: bool = True
    """ى and the Persian ی are ي."""
    heh: bool = True
    """ة and the heh of Persian and Urdu are ه."""
    hamza_seats: bool = False
    """ؤ is و, and ئ is ي."""


USUAL = Folding()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character `i` of it comes from character `starts[i]` of the original.

    One more entry at the end holds the length of the original.
    """

    text: str
    starts: array[int]


def fold(text: str, folding: Folding = USUAL) -> str:
    """Return the text folded; folding it again changes nothing."""
    if text.isascii():
        return text.lower()
    return text.translate(_table(folding))


def fold_with_map(text: str, folding: Folding = USUAL) -> Folded:
    """Return the text folded, with the way back; several times the work of `fold`."""
    folded = fold(text, folding)
    if text.isascii():
        return Folded(folded, array("I", range(len(text) + 1)))
    table = _table(folding)
    lengths = {character: len(table[ord(character)]) for character in set(text)}
    origins = map(repeat, count(), map(lengths.__getitem__, text))
    return Folded(folded, array("I", chain(chain.from_iterable(origins), (len(text),))))


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self, folding: Folding) -> None:
        super().__init__()
        self._kept, self._rules = _rules(folding)

    def __missing__(self, codepoint: int) -> str:
        folded = chr(codepoint)
        while (again := "".join(map(self._step, folded))) != folded:
            folded = again
        self[codepoint] = folded
        return folded

    def _step(self, character: str) -> str:
        """Fold once; what comes out may itself have to be folded."""
        if (rule := self._rules.get(character)) is not None:
            return rule
        if character in self._kept:
            return character
        if _is_presentation_form(character):
            return unicodedata.normalize("NFKC", character).lstrip(" ")
        letters = unicodedata.normalize("NFKD", character).casefold()
        return "".join(letter for letter in letters if not unicodedata.combining(letter))


_tables: dict[Folding, _Table] = {}


def _table(folding: Folding) -> _Table:
    if folding not in _tables:
        _tables[folding] = _Table(folding)
    return _tables[folding]


def _is_presentation_form(character: str) -> bool:
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


def _characters(*ranges: tuple[int, int]) -> Iterator[str]:
    return map(chr, chain.from_iterable(range(first, last + 1) for first, last in ranges))


_VOWEL_MARKS = (
    *((0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4)),
    *((0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08E1), (0x08E3, 0x08FF)),
)
_UNSEEN = (
    *((0x0640, 0x0640), (0x061C, 0x061C), (0x200B, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)),
    *((0x00AD, 0x00AD), (0x2060, 0x2064), (0xFEFF, 0xFEFF), (0xFE00, 0xFE0F)),
)
_ALWAYS = {
    "ك": "کڪ",
    ".": "٫۔",
    ",": "٬،",
    "%": "٪",
    ";": "؛",
    "?": "؟",
    "'": "‘’",
    '"': "“”«»",
    "-": "‐‑–—",
    " ": "\u00a0\u202f",
}
_ALEF = {"ا": "\u0622\u0623\u0625\u0671\u0672\u0673\u0675"}
_YA = {"ي": "\u0649\u06cc\u06d2"}
_HEH = {"ه": "\u0629\u06be\u06c0\u06c1\u06c3\u06d5"}
_HAMZA_SEATS = {"و": "\u0624", "ي": "\u0626"}


def _rules(folding: Folding) -> tuple[frozenset[str], dict[str, str]]:
    """Return the characters that stay as they are, though Unicode would take them apart, and the table."""
    kept: set[str] = set()
    rules = dict.fromkeys(_characters(*_VOWEL_MARKS, *_UNSEEN), "")
    for digit in range(10):
        rules[chr(0x0660 + digit)] = rules[chr(0x06F0 + digit)] = str(digit)
    rules.update(_each_to(_ALWAYS.items()))
    choices = (
        (folding.alef, _ALEF),
        (folding.ya, _YA),
        (folding.heh, _HEH),
        (folding.hamza_seats, _HAMZA_SEATS),
    )
    for is_chosen, group in choices:
        if is_chosen:
            rules.update(_each_to(group.items()))
        else:
            kept.update(chain.from_iterable(group.values()))
    return frozenset(kept), rules


def _each_to(groups: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {character: folded for folded, characters in groups for character in characters}
