"""What a drag selects by: characters after one click, words after two, paragraphs after three."""

from __future__ import annotations

from collections.abc import Callable

from core.text import units
from core.text.clusters import border_after, border_before

# A line can be as long as a book: a word is looked for this far around a place
_NEAR = 512

Stretch = tuple[int, int]
Grain = Callable[[str, int], Stretch]


def character_at(text: str, place: int) -> Stretch:
    """Return a place between characters; one inside a character stands for its beginning."""
    border = border_before(text, place)
    return border, border


def word_at(text: str, place: int) -> Stretch:
    """Return the word that a place is in or at the end of, or else the character behind it.

    White space is neither: there the stretch is empty.
    """
    first, last = _near(text, place)
    words = [(first + word.start, first + word.end) for word in units.words(text[first:last])]
    held = next((word for word in words if word[0] <= place < word[1]), None)
    if word := held or next((word for word in words if word[1] == place), None):
        return border_before(text, word[0]), border_after(text, word[1])
    if place < len(text) and not text[place].isspace():
        return border_before(text, place), border_after(text, place + 1)
    return character_at(text, place)


def paragraph_at(text: str, place: int) -> Stretch:
    """Return the line that holds a place, without its end."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _near(text: str, place: int) -> Stretch:
    start, end = paragraph_at(text, place)
    return (
        max(start, border_before(text, max(0, place - _NEAR))),
        min(end, border_after(text, min(len(text), place + _NEAR))),
    )
