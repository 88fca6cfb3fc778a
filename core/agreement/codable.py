"""The text of a source that belongs to a comparison, and the pieces of segments that lie in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from core.model.span import Span, union

_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class CodableText:
    """What is left of a text when everything not codable is cut out: stretches that nothing joins."""

    stretches: tuple[Span, ...]

    @classmethod
    def of(cls, characters: int, not_codable: Sequence[Span]) -> CodableText:
        """Cut the ranges, which may overlap, out of a text of this length."""
        stretches: list[Span] = []
        start = 0
        for hole in union(not_codable):
            if hole.start > start:
                stretches.append(Span(start, hole.start))
            start = hole.end
        if start < characters:
            stretches.append(Span(start, characters))
        return cls(tuple(stretches))

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """Return the codable pieces of a span, none where all of it is cut out."""
        first = bisect_right(self.stretches, span.start, key=_END)
        if first < len(self.stretches):
            stretch = self.stretches[first]
            if stretch.start <= span.start and span.end <= stretch.end:
                return (span,)
        pieces: list[Span] = []
        for stretch in self.stretches[first:]:
            if stretch.start >= span.end:
                break
            pieces.append(Span(max(span.start, stretch.start), min(span.end, stretch.end)))
        return tuple(pieces)

    def __len__(self) -> int:
        return sum(map(len, self.stretches))
