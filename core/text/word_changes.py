"""What changed from one text to another, word by word, for people to read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, groupby, pairwise, takewhile
from typing import NamedTuple

from unicode_segmentation_rs import split_word_bounds

from core.text.units import is_word

# pairs of words that are compared in a moment, five hundred with five hundred
_FEW = 250_000

_Block = tuple[int, int, int]


class ChangeOfWords(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class WordChange(NamedTuple):
    """A stretch of text, and whether the earlier text has it, the later one, or both."""

    kind: ChangeOfWords
    text: str


def word_changes(before: str, after: str) -> list[WordChange]:
    """Return the stretches that make both: same and removed join to `before`, same and added to `after`.

    No word is cut, what is removed stands before what replaces it, and punctuation alone does not hold
    two changes apart. A text of a million characters takes a second: where two differ at length, words that
    stand once in each are found first, and only what lies between them is compared in full.
    """
    old, new = split_word_bounds(before), split_word_bounds(after)
    said: list[WordChange] = []
    at_old = at_new = 0
    for in_old, in_new in chain(_kept_words(old, new), [(len(old), len(new))]):
        said += _gap(old[at_old:in_old], new[at_new:in_new])
        said += [WordChange(ChangeOfWords.SAME, piece) for piece in old[in_old : in_old + 1]]
        at_old, at_new = in_old + 1, in_new + 1
    return list(_joined(said))


def _gap(old: list[str], new: list[str]) -> list[WordChange]:
    """Return what lies between two kept words; white space that both have at its ends is no change."""
    lead = _blanks_alike(old, new)
    trail = _blanks_alike(old[lead:][::-1], new[lead:][::-1])
    end_old, end_new = len(old) - trail, len(new) - trail
    return [
        WordChange(ChangeOfWords.SAME, "".join(old[:lead])),
        WordChange(ChangeOfWords.REMOVED, "".join(old[lead:end_old])),
        WordChange(ChangeOfWords.ADDED, "".join(new[lead:end_new])),
        WordChange(ChangeOfWords.SAME, "".join(old[end_old:])),
    ]


def _blanks_alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the pieces of white space that both begin with."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), pairs))


def _joined(said: Sequence[WordChange]) -> Iterator[WordChange]:
    """Make one stretch of neighbours of one kind; empty ones go."""
    for kind, stretch in groupby((one for one in said if one.text), key=lambda one: one.kind):
        yield WordChange(kind, "".join(one.text for one in stretch))


def _kept_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pieces that both texts keep, white space aside, by their places in both."""
    in_old = [place for place, piece in enumerate(old) if not piece.isspace()]
    in_new = [place for place, piece in enumerate(new) if not piece.isspace()]
    for start_old, start_new, length in _blocks([old[at] for at in in_old], [new[at] for at in in_new]):
        for step in range(length):
            yield in_old[start_old + step], in_new[start_new + step]


def _blocks(old: list[str], new: list[str]) -> Iterator[_Block]:
    """Yield runs that are alike, in order: the shared beginning, what lies between, the shared end."""
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    rest = shortest - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    yield 0, 0, head
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    for start_old, start_new, length in _inner_blocks(middle_old, middle_new):
        if any(map(is_word, middle_old[start_old : start_old + length])):
            yield head + start_old, head + start_new, length
    yield len(old) - tail, len(new) - tail, tail


def _inner_blocks(old: list[str], new: list[str]) -> Iterator[_Block]:
    if len(old) * len(new) <= _FEW:
        yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return
    borders = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    for (after_old, after_new), (until_old, until_new) in pairwise(borders):
        between_old, between_new = old[after_old + 1 : until_old], new[after_new + 1 : until_new]
        if len(between_old) * len(between_new) <= _FEW:
            matcher = SequenceMatcher(None, between_old, between_new, autojunk=False)
            for start_old, start_new, length in matcher.get_matching_blocks():
                yield after_old + 1 + start_old, after_new + 1 + start_new, length
        if until_old < len(old):
            yield until_old, until_new, 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest row of words that stand once in each text, in the same order in both."""
    once_old = {word for word, count in Counter(old).items() if count == 1}
    once_new = {word for word, count in Counter(new).items() if count == 1}
    places = {word: place for place, word in enumerate(new) if word in once_new}
    shared = [(place, places[word]) for place, word in enumerate(old) if word in once_old and word in places]
    # patience sorting: the lowest last place that a row of each length can have, and what stood before it
    lowest: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for at, (_, place) in enumerate(shared):
        length = bisect_left(lowest, place)
        before.append(last[length - 1] if length else None)
        lowest[length : length + 1] = [place]
        last[length : length + 1] = [at]
    row: list[tuple[int, int]] = []
    following = last[-1] if last else None
    while following is not None:
        row.append(shared[following])
        following = before[following]
    return row[::-1]
