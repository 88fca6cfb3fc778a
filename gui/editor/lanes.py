"""Shares out the margin: lanes to brackets, heights to labels. Plain reckoning, without painting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

LANES = 5
OVERFLOW = LANES


class Reach(NamedTuple):
    """The lines a coding touches, counted among those in view; open where it goes on beyond them."""

    id: int
    first: int
    last: int
    opens_above: bool = False
    opens_below: bool = False


def share_lanes(reaches: Sequence[Reach], kept: Mapping[int, int]) -> dict[int, int]:
    """Give each coding a lane; two that touch one line never share one, and `OVERFLOW` takes the rest.

    A coding keeps the lane it had, where no other holds it: what scrolls must not jump about.
    """
    lanes: dict[int, int] = {}
    # The lines that are taken in each lane, a bit for each
    taken = [0] * LANES
    order = sorted(reaches, key=lambda reach: (reach.first, -reach.last, reach.id))
    for reach in order:
        lane = kept.get(reach.id, OVERFLOW)
        if lane < LANES and not taken[lane] & (lines := _bits(reach)):
            lanes[reach.id] = lane
            taken[lane] |= lines
    for reach in order:
        if reach.id in lanes:
            continue
        lines = _bits(reach)
        lane = next((lane for lane in range(LANES) if not taken[lane] & lines), OVERFLOW)
        lanes[reach.id] = lane
        if lane < LANES:
            taken[lane] |= lines
    return lanes


def _bits(reach: Reach) -> int:
    return (1 << reach.last + 1) - (1 << reach.first)


def place_labels(wanted: Sequence[float], step: float, bottom: float) -> tuple[list[float], int]:
    """Return the middle of each label, from the top, and how many found no room above `bottom`.

    A label stands where it is wanted or, if that place is taken, just below the label before it.
    """
    placed: list[float] = []
    lowest = float("-inf")
    for number, middle in enumerate(wanted):
        at = max(middle, lowest)
        if at + step / 2 > bottom:
            return placed, len(wanted) - number
        placed.append(at)
        lowest = at + step
    return placed, 0
