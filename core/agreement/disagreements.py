"""Where coders differ, and where they are alike: codings that overlap, place by place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from core.agreement.material import Material
from core.agreement.results import Kind, Place, PlacedCoding
from core.agreement.scope import Scope, Taken
from core.model.span import Span, union

# a coder's segments at one place, by code, in reading order
Extents = Mapping[int, Sequence[Span]]


def places(material: Material, scope: Scope, taken: Sequence[Taken], tolerance: int) -> Iterator[Place]:
    """Yield the connected groups of one family's codings in reading order, each coding in one."""
    names = [coder.name for coder in material.coders]
    for source, here in groupby(taken, key=attrgetter("source")):
        judges = scope.judges(source)
        groups = [sorted(group, key=_in_reading_order) for group in connected(list(here))]
        groups.sort(key=lambda group: _in_reading_order(group[0]))
        name = material.sources[source].source.name
        for group in groups:
            yield _place(name, names, scope, judges, group, tolerance)


def _in_reading_order(one: Taken) -> tuple[int, int, int, int, str]:
    span = one.coding.span
    return span.start, span.end, one.coder, one.code, one.coding.guid


def connected(codings: Sequence[Taken]) -> list[list[Taken]]:
    """Group codings whose codable pieces overlap, directly or through others.

    A coding has several pieces where something not codable interrupts it; they hold together what
    lies at either of them.
    """
    leader = list(range(len(codings)))

    def lead(member: int) -> int:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    reach, farthest = 0, 0
    for start, end, member in sorted(
        (piece.start, piece.end, m) for m, one in enumerate(codings) for piece in one.pieces
    ):
        if start < reach:
            leader[lead(member)] = lead(farthest)
        if end > reach:
            reach, farthest = end, member
    groups: dict[int, list[Taken]] = {}
    for member, one in enumerate(codings):
        groups.setdefault(lead(member), []).append(one)
    return list(groups.values())


def kind_of(extents: Mapping[int, Extents], judges: Iterable[int], tolerance: int) -> Kind | None:
    """Tell how the judges of a place differ; the first that holds of code, missing, boundary, none."""
    if len({frozenset(of_coder) for of_coder in extents.values()}) > 1:
        return Kind.CODE
    if any(judge not in extents for judge in judges):
        return Kind.MISSING
    by_code: dict[int, list[Sequence[Span]]] = {}
    for of_coder in extents.values():
        for code, spans in of_coder.items():
            by_code.setdefault(code, []).append(spans)
    if all(_alike(segments, tolerance) for segments in by_code.values()):
        return None
    return Kind.BOUNDARY


def _alike(segments: Sequence[Sequence[Span]], tolerance: int) -> bool:
    """Tell whether all coders cut a code's segments alike: as many, ends no farther apart than allowed."""
    if len({len(spans) for spans in segments}) > 1:
        return False
    return all(
        max(span.start for span in nth) - min(span.start for span in nth) <= tolerance
        and max(span.end for span in nth) - min(span.end for span in nth) <= tolerance
        for nth in zip(*segments, strict=True)
    )


def _place(
    name: str,
    names: Sequence[str],
    scope: Scope,
    judges: Sequence[int],
    group: Sequence[Taken],
    tolerance: int,
) -> Place:
    """Put together the place of these codings, in reading order; `name` is the source's, `names` coders'."""
    source = group[0].source
    extents = _extents(group)
    given = {code for of_coder in extents.values() for code in of_coder}
    here = [
        judge
        for judge in judges
        if judge in extents or not any(scope.lacks[source, judge, code] for code in given)
    ]
    return Place(
        id=place_id(one.coding.guid for one in group),
        source=name,
        family=scope.family.name,
        kind=kind_of(extents, here, tolerance),
        start=group[0].coding.span.start,
        end=max(one.coding.span.end for one in group),
        coders=tuple(names[judge] for judge in here),
        silent=tuple(names[judge] for judge in here if judge not in extents),
        codings=tuple(
            PlacedCoding(
                one.coding.id,
                names[one.coder],
                scope.codes[one.code].name,
                one.coding.span.start,
                one.coding.span.end,
            )
            for one in group
        ),
    )


def _extents(group: Sequence[Taken]) -> dict[int, Extents]:
    """Return what each coder marked: overlapping segments of a code united, touching ones apart."""
    marked: dict[int, dict[int, list[Span]]] = {}
    for one in group:
        marked.setdefault(one.coder, {}).setdefault(one.code, []).extend(one.pieces)
    return {
        coder: {code: union(spans) if len(spans) > 1 else spans for code, spans in of_coder.items()}
        for coder, of_coder in marked.items()
    }


def place_id(guids: Iterable[str]) -> str:
    """Name a place by its codings, whatever their order."""
    return hashlib.sha256("\n".join(sorted(guids)).encode()).hexdigest()[:32]
