"""Where one coder gave several codes of a family to the same text, so that she has no row of sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from core.agreement.continuum import NoValue
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


@dataclass(frozen=True, eq=False)
class Overlaps:
    """The places of a family, and what rows say that have no value because of them."""

    found: Sequence[Overlap]
    _reasons: dict[tuple[str | None, tuple[str, ...]], str] = field(default_factory=dict)

    def reason(self, source: str | None, coders: tuple[str, ...]) -> str:
        """Say where coders have overlaps, in one source or any: all rows of the family say the same."""
        if (source, coders) not in self._reasons:
            of_sources = self.found if source is None else self._by_source[source]
            here = [one for one in of_sources if one.coder in coders]
            self._reasons[source, coders] = _with_places(NoValue.OVERLAPPING, here)
        return self._reasons[source, coders]

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Overlap]]:
        by_source: dict[str, list[Overlap]] = defaultdict(list)
        for overlap in self.found:
            by_source[overlap.source].append(overlap)
        return by_source


def _with_places(reason: StrEnum, overlaps: Sequence[Overlap]) -> str:
    """Name the first few places, and how many more there are."""
    named = [
        f"{one.coder} in “{one.source}”, {one.start}–{one.end} ({', '.join(one.codes)})"
        for one in overlaps[:MOST_NAMED]
    ]
    if len(overlaps) > len(named):
        named.append(f"and {len(overlaps) - len(named):,} more")
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
