"""Which codings a click chooses: one, one more or less, or all from the last chosen to this one.

A choice is a tuple of ids in the order of choosing; the last one is what an act on one coding means.
"""

from __future__ import annotations

from collections.abc import Sequence

from gui.editor.index import CodingIndex
from gui.editor.shown import ShownCoding, reading_order

Choice = tuple[int, ...]


def toggled(choice: Choice, coding_id: int) -> Choice:
    """Return the choice with a coding added at its end, or without it."""
    kept = tuple(one for one in choice if one != coding_id)
    return kept if coding_id in choice else (*choice, coding_id)


def extended(choice: Choice, coding: ShownCoding, index: CodingIndex) -> Choice:
    """Return the choice with all codings that are read between its last one and `coding`, this one last."""
    last = index.get(choice[-1]) if choice else None
    if last is None:
        return (coding.id,)
    first, final = sorted((last, coding), key=reading_order)
    between = [
        one.id
        for one in index.touching(first.span.start, final.span.start + 1)
        if reading_order(first) <= reading_order(one) <= reading_order(final)
    ]
    return _with_last((*choice, *between), coding.id)


def toggled_at(choice: Choice, here: Sequence[ShownCoding]) -> Choice:
    """Return the choice with one more coding of a place, the shortest first, or without all of them."""
    ids = _shortest_first(here)
    if more := [one for one in ids if one not in choice]:
        return (*choice, more[0])
    return tuple(one for one in choice if one not in ids)


def after_click(here: Sequence[ShownCoding], chosen: int | None) -> int:
    """Return the shortest coding of a place, or the next longer one where it is chosen already."""
    ids = _shortest_first(here)
    return ids[(ids.index(chosen) + 1) % len(ids)] if chosen in ids else ids[0]


def _shortest_first(here: Sequence[ShownCoding]) -> list[int]:
    return [coding.id for coding in sorted(here, key=lambda coding: (len(coding.span), coding.id))]


def _with_last(ids: Sequence[int], last: int) -> Choice:
    return (*(one for one in dict.fromkeys(ids) if one != last), last)
