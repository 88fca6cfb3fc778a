"""Which way a piece of text runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import bidirectional

_RIGHT_TO_LEFT = frozenset(("R", "AL"))


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs right to left; a text without any does not."""
    for character in text:
        direction = bidirectional(character)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def isolated(sentence: str, names: Iterable[str]) -> str:
    """Keep names that run right to left, or hold such words, apart from the sentence they stand in.

    Without that, punctuation and figures between two such names are drawn among their letters.
    """
    apart = sorted({name for name in names if _has_right_to_left(name)}, key=lambda name: (-len(name), name))
    if not apart:
        return sentence
    # the longest first, for a name may hold another
    return re.sub("|".join(map(re.escape, apart)), lambda found: f"\u2068{found[0]}\u2069", sentence)


def _has_right_to_left(text: str) -> bool:
    return any(bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def stretches(text: str, *, is_rtl: bool) -> Iterator[tuple[str, bool]]:
    """Cut a text where its direction changes; yields each part and whether it runs right to left.

    What has no direction of its own goes with the letters around it where these agree, else with the
    paragraph, whose direction is `is_rtl`. The parts join back to the text.
    """
    start = neutral = 0
    before: bool | None = None
    for at, character in enumerate(text):
        direction = bidirectional(character)
        if direction != "L" and direction not in _RIGHT_TO_LEFT:
            # a vowel mark belongs to its letter
            neutral += direction == "NSM" and at == neutral
            continue
        way = direction != "L"
        if before is None:
            # what stands before the first letter goes with it only where the paragraph runs its way
            if way != is_rtl and at:
                yield text[:at], is_rtl
                start = at
        elif way != before:
            cut = at if before == is_rtl else neutral
            yield text[start:cut], before
            start = cut
        before = way
        neutral = at + 1
    if before is None:
        before = is_rtl
    elif before != is_rtl and neutral < len(text):
        yield text[start:neutral], before
        start, before = neutral, is_rtl
    if start < len(text):
        yield text[start:], before
