"""What a settlement gives to which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from core.errors import InvalidInput
from core.model.coding import Coding
from core.model.decision import How, Settlement
from core.model.ids import CodeId
from core.model.span import Span, union

Outcome = list[tuple[CodeId, Span]]


def outcome_of(settled: Settlement, codings: Sequence[Coding]) -> Outcome:
    """Return the codes and segments that the consensus gets, in the order they were first given.

    `codings` are those of the place. Raises `InvalidInput` where the settlement lacks something, or the
    coders have nothing in common.
    """
    match settled.how:
        case How.TAKEN:
            own = [one for one in codings if one.coder == settled.taken_from]
            return list(dict.fromkeys((one.code, one.span) for one in own))
        case How.UNION:
            return _united(settled, codings)
        case How.INTERSECTION:
            return _in_common(settled, codings)
        case How.EXTENT:
            return _new_extent(settled, codings)
        case How.OTHER_CODE:
            return _other_code(settled, codings)
        case How.NONE:
            return []


def _covered(codings: Iterable[Coding]) -> list[Span]:
    return union(one.span for one in codings)


def _united(settled: Settlement, codings: Sequence[Coding]) -> Outcome:
    """Give each code of the place, or the one that was chosen, to all words that bear any of it."""
    if settled.code is not None:
        return [(settled.code, span) for span in _covered(codings)]
    return [
        (code, span)
        for code in _codes(codings)
        for span in _covered(one for one in codings if one.code == code)
    ]


def _in_common(settled: Settlement, codings: Sequence[Coding]) -> Outcome:
    """Give what all gave who gave anything: the same code, or with a code chosen any."""
    if settled.code is not None:
        found = [(settled.code, span) for span in _given_by_all(codings, codings)]
    else:
        found = [
            (code, span)
            for code in _codes(codings)
            for span in _given_by_all(codings, [one for one in codings if one.code == code])
        ]
    if not found:
        raise InvalidInput(
            "The coders gave no code in common here. Say which code it should be, or settle it another way."
        )
    return found


def _given_by_all(codings: Sequence[Coding], counted: Sequence[Coding]) -> list[Span]:
    """Return the words to which everybody with a coding here gave one of those that count."""
    speaking = dict.fromkeys(one.coder for one in codings)
    return reduce(_shared, [_covered(one for one in counted if one.coder == coder) for coder in speaking])


def _shared(first: list[Span], second: list[Span]) -> list[Span]:
    return [
        Span(max(one.start, other.start), min(one.end, other.end))
        for one in first
        for other in second
        if one.overlaps(other)
    ]


def _new_extent(settled: Settlement, codings: Sequence[Coding]) -> Outcome:
    if settled.span is None:
        raise InvalidInput("A new extent needs its start and its end.")
    codes = _codes(codings) if settled.code is None else [settled.code]
    if len(codes) > 1:
        raise InvalidInput("Several codes were given here. Say which one the new extent should bear.")
    return [(codes[0], settled.span)]


def _other_code(settled: Settlement, codings: Sequence[Coding]) -> Outcome:
    if settled.code is None:
        raise InvalidInput("Say which other code it should be.")
    if settled.code in _codes(codings):
        raise InvalidInput(
            "A coder gave this code here already. Take her coding, or the union, with this code."
        )
    spans = [settled.span] if settled.span else _covered(codings)
    return [(settled.code, span) for span in spans]


def _codes(codings: Sequence[Coding]) -> list[CodeId]:
    return list(dict.fromkeys(one.code for one in codings))
