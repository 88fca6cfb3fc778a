"""Which way a piece of text runs."""

from __future__ import annotations

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
