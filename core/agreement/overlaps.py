"""Where one coder gave several codes of a family to the same text, so that she has no row of sections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

import numpy as np

from core.agreement.distances import IntArray
from core.agreement.matching import Segments, meetings
from core.agreement.material import Material
from core.agreement.on_line import OnLine
from core.agreement.results import Overlap
from core.agreement.sections_on_line import cut
from core.agreement.tables import SEVERAL
from core.agreement.units import Ranges

MOST_NAMED = 3
"""As many places as a sentence can name; the comparison lists them all."""


def overlaps_of(material: Material, on_line: OnLine) -> Iterator[Overlap]:
    """Yield the places of a family in sources that two coders judged: source by source, in reading order."""
    places, sources, starts = _places(on_line)
    codes = _codes_at(places, on_line.domain.sections.ranges)
    names = [code.name for code in on_line.scope.codes]
    ends = starts + places.ends - places.starts
    for at in np.lexsort((places.coders, starts, sources)).tolist():
        yield Overlap(
            source=material.sources[sources[at]].source.name,
            family=on_line.scope.family.name,
            coder=material.coders[places.coders[at]].name,
            codes=tuple(names[code] for code in codes[at]),
            start=int(starts[at]),
            end=int(ends[at]),
        )


def reason_with_places(reason: StrEnum, overlaps: Sequence[Overlap], coders: Collection[str]) -> str:
    """Say where a row's coders have overlaps in its sources: the first few, and how many more there are."""
    here = [one for one in overlaps if one.coder in coders]
    named = [
        f"{one.coder} in “{one.source}”, {one.start}–{one.end} ({', '.join(one.codes)})"
        for one in here[:MOST_NAMED]
    ]
    if len(here) > len(named):
        named.append(f"and {len(here) - len(named):,} more")
    return f"{reason.removesuffix('.')}: {'; '.join(named)}."


def _places(on_line: OnLine) -> tuple[Ranges, IntArray, IntArray]:
    """Return where a coder has several codes, as places of the line; and their sources and starts there."""
    line, sections = on_line.line, on_line.domain.sections
    is_compared = np.count_nonzero(on_line.scope.judged, axis=1) >= 2
    coders, at = np.nonzero((sections.states == SEVERAL) & is_compared[sections.parts])
    # neighbouring sections of one coder are one place
    goes_on = (np.diff(coders, prepend=-1) == 0) & (np.diff(at, prepend=-1) == 1)
    first = np.flatnonzero(~goes_on)
    last = np.append(first[1:], len(at))[: len(first)] - 1
    borders = np.concatenate(([0], np.cumsum(sections.weights)))
    whole = Ranges(coders[first], np.zeros_like(first), borders[at[first]], borders[at[last] + 1])
    places, _ = cut(whole, on_line.hard_borders)
    stretch = np.searchsorted(line.steps, places.starts, "right") - 1
    on_text = line.stretch_starts[stretch] + places.starts - line.steps[stretch]
    sources = np.searchsorted(line.borders, places.starts, "right") - 1
    return places, np.asarray(sources, dtype=np.int64), on_text - line.text_starts[sources]


def _codes_at(places: Ranges, ranges: Ranges) -> list[list[int]]:
    """Return the codes that the coder of each place gave there, in the family's order."""
    met = meetings(
        Segments(places.coders, places.starts, places.ends),
        Segments(ranges.coders, ranges.starts, ranges.ends),
    )
    codes: list[set[int]] = [set() for _ in places.starts]
    for place, code in zip(met.ones.tolist(), ranges.codes[met.others].tolist(), strict=True):
        codes[place].add(code)
    return [sorted(some) for some in codes]
