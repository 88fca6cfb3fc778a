"""A stretch of text: half open, counted in Python code points of the stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import InvalidInput


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `text[start:end]`; never empty, never before the text begins."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0:
            raise InvalidInput("A segment cannot start at {start}: the text begins at 0.", start=self.start)
        if self.end <= self.start:
            raise InvalidInput(
                "A segment that starts at {start} cannot end at {end}: it would hold no character.",
                start=self.start,
                end=self.end,
            )

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, offset: int) -> bool:
        """Tell whether the character at `offset` lies inside."""
        return self.start <= offset < self.end

    def without(self, taken: Span) -> list[Span]:
        """Return what lies before and after the characters that are taken away: none, one or two spans."""
        before = [Span(self.start, min(self.end, taken.start))] if self.start < taken.start else []
        after = [Span(max(self.start, taken.end), self.end)] if taken.end < self.end else []
        return before + after


def union(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap, in order; spans that only touch stay apart."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
