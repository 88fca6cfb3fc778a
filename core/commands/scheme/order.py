"""Where codes and families stand among their siblings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from core.errors import NotFound
from core.model.ids import CodeId
from core.model.scheme import Code, Scheme


class _Standing(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def position(self) -> int: ...


Placed = TypeVar("Placed", bound=_Standing)


def standing_before(siblings: Sequence[Placed], placed: Sequence[Placed], before: int | None) -> list[Placed]:
    """Return siblings in their new order: those placed stand together before another, or at the end.

    Before one of themselves means before the next that is not placed.
    """
    keys = {one.id for one in placed}
    after = [one.id for one in siblings]
    if before in after:
        after = after[after.index(before) :]
        before = next((key for key in after if key not in keys), None)
    rest = [one for one in siblings if one.id not in keys]
    at = next((place for place, one in enumerate(rest) if one.id == before), len(rest))
    return [*rest[:at], *placed, *rest[at:]]


def positions(order: Sequence[_Standing], placed: Collection[int]) -> dict[int, int]:
    """Return a position for each, rising; who was not placed keeps the old one where that can be.

    At the front positions go below those there are, so that nobody else has to move.
    """
    first = next((place for place, one in enumerate(order) if one.id not in placed), 0)
    last = order[first].position - first - 1 if order and order[first].id not in placed else -1
    found = {}
    for one in order:
        stays = one.id not in placed and one.position > last
        last = one.position if stays else last + 1
        found[one.id] = last
    return found


def existing_codes(known: Scheme, keys: Collection[CodeId]) -> list[Code]:
    """Return the codes in the order of the scheme, each once; raises `NotFound` when one is gone."""
    wanted = set(keys)
    found = [code for code in known.codes if code.id in wanted]
    if len(found) < len(wanted):
        raise NotFound("This code was removed meanwhile. Nothing was changed.")
    return found


def below(known: Scheme, keys: Collection[CodeId]) -> list[Code]:
    """Return all codes that stand below any of these, at any depth, parents first."""
    above = set(keys)
    found = []
    for code in known.codes:
        if code.parent in above:
            found.append(code)
            above.add(code.id)
    return found


def above(known: Scheme, code: Code) -> list[Code]:
    """Return what a code stands below, the nearest first."""
    by_key = {one.id: one for one in known.codes}
    found = []
    parent = code.parent
    while parent is not None:
        found.append(by_key[parent])
        parent = found[-1].parent
    return found
