"""Where codes and families go by one key: up, down, below the one above, out of a parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Scheme


class Step(Enum):
    """One step of what is meant through its scheme."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Place:
    """Where codes are wanted: in a family, below a parent or none, before a sibling or at the end."""

    family: FamilyId
    parent: CodeId | None
    before: CodeId | None


@dataclass(frozen=True)
class FamilyPlace:
    """Before which other family one is wanted; None for the end."""

    before: FamilyId | None


def siblings_of(scheme: Scheme, code: Code) -> list[Code]:
    """Return all that stand below the same parent, or directly in the same family, in their order."""
    return [one for one in scheme.codes_of(code.family) if one.parent == code.parent]


def are_siblings(codes: Sequence[Code]) -> bool:
    """Tell whether the codes stand side by side, so that they can go one step together."""
    return len({(code.family, code.parent) for code in codes}) == 1


def step_of_codes(scheme: Scheme, codes: Sequence[Code], step: Step) -> Place | None:
    """Return where siblings go by one step together; None where that step leads nowhere."""
    if not are_siblings(codes):
        return None
    siblings, keys = siblings_of(scheme, codes[0]), {code.id for code in codes}
    places = [place for place, one in enumerate(siblings) if one.id in keys]
    first, last, home = places[0], places[-1], codes[0]
    match step:
        case Step.UP if first:
            return Place(home.family, home.parent, siblings[first - 1].id)
        case Step.DOWN if last + 1 < len(siblings):
            after = siblings[last + 2].id if last + 2 < len(siblings) else None
            return Place(home.family, home.parent, after)
        case Step.IN if first:
            return Place(home.family, siblings[first - 1].id, None)
        case Step.OUT if home.parent is not None:
            return _out_of(scheme, home.parent)
    return None


def _out_of(scheme: Scheme, key: CodeId) -> Place:
    """Return the place behind a parent, beside it."""
    parent = next(one for one in scheme.codes if one.id == key)
    beside = siblings_of(scheme, parent)
    behind = beside.index(parent) + 1
    return Place(parent.family, parent.parent, beside[behind].id if behind < len(beside) else None)


def step_of_family(scheme: Scheme, family: FamilyId, step: Step) -> FamilyPlace | None:
    """Return where a family goes by one step up or down; None where there is no further place."""
    order = [one.id for one in scheme.families]
    place = order.index(family)
    if step is Step.UP and place:
        return FamilyPlace(order[place - 1])
    if step is Step.DOWN and place + 1 < len(order):
        return FamilyPlace(order[place + 2] if place + 2 < len(order) else None)
    return None
