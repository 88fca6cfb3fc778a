"""What the coefficients of the continuum are computed from: lengths of sections, and where they meet.

Each coder's codable text is a row of sections, coded ones and the gaps between. Gaps are one more
value, the last one. Everything here is a sum of whole numbers over stretches of text, so sources are
pooled by adding up, and nothing is rounded before a coefficient divides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from math import lcm

import numpy as np

from core.agreement.counts import BoolArray, with_sum
from core.agreement.distances import IntArray


class NoValue(StrEnum):
    """Why the continuum gives no number, beside the reasons that units have."""

    OVERLAPPING = "One coder’s segments of different codes overlap, so her text is no row of sections."
    ONE_CODE = "There is one code only, so there are no codes to tell apart."
    NOTHING_SHARED = "Where one coder gave a code, no other coder gave any."
    TOO_LITTLE_SHARED = "Too little text was coded by two coders to say what chance would bring."


@dataclass(frozen=True, slots=True)
class Part:
    """One part in whole numbers; what pairs of coders share is counted `common` times.

    `common` is a multiple of every m-1, with m the coders of a stretch. Lists hold the codes in order;
    `gap` and `gap_alike` are l_φ and `common` times l_φφ.
    """

    common: int
    lengths: list[int]
    gap: int
    squares: int
    alike: list[int]
    gap_alike: int
    shared: list[int]
    met: list[int]

    @property
    def total(self) -> int:
        """l.., the length of all coders' text."""
        return sum(self.lengths) + self.gap


@dataclass(frozen=True, eq=False)
class Continuum:
    """Sums by part (a source, or all of them), and by value: the codes in order, then the gap.

    `sizes` are the numbers of coders, two or more, that stretches of text were judged by. What two
    coders share counts 1/(m-1) where m judged it; so such sums are kept for each size apart.

    `lengths[part, value]` is the length of all sections, `squares` that of coded sections squared and
    of gaps as it is, w(g). `alike[part, size, value]` is what ordered pairs of coders gave the same
    value, `beside_gap` what one gave the code and the other nothing, and `met` the sum, over the
    code's sections and the other coders, of the squared length that the other coded of the section.
    `overlapping` are the parts where one coder's sections of different codes overlap: they are no row.
    `summed` remembers what became of it by how often each part was drawn.
    """

    sizes: tuple[int, ...]
    lengths: IntArray
    squares: IntArray
    alike: IntArray
    beside_gap: IntArray
    met: IntArray
    overlapping: BoolArray
    summed: dict[bytes, Continuum] = field(default_factory=dict, repr=False)

    @property
    def n_codes(self) -> int:
        """How many values there are beside the gap."""
        return int(self.lengths.shape[1]) - 1

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Each part in Python's whole numbers, which no product overflows; made once for all measures."""
        return list(_parts(self))

    def pooled(self) -> Continuum:
        """Return the continuum of all sources end to end, as one part."""
        if len(self.lengths) == 1:
            return self
        return self._summed(lambda lengths: lengths.sum(axis=0, keepdims=True))

    def with_pooled(self) -> Continuum:
        """Return the parts, and as the last one all of them together."""
        return self._with_pooled

    @cached_property
    def _with_pooled(self) -> Continuum:
        # all codes of a family ask for it
        return self._summed(with_sum)

    def drawn(self, times: IntArray) -> Continuum:
        """Return the parts that `times[draw, part]` make: each draw holds each part so many times."""
        return self._summed(lambda lengths: np.asarray(np.tensordot(times, lengths, axes=1), dtype=np.int64))

    def _summed(self, add_up: Callable[[IntArray], IntArray]) -> Continuum:
        return replace(
            self,
            lengths=add_up(self.lengths),
            squares=add_up(self.squares),
            alike=add_up(self.alike),
            beside_gap=add_up(self.beside_gap),
            met=add_up(self.met),
            overlapping=add_up(self.overlapping.astype(np.int64)) > 0,
            summed={},
        )


def _parts(continuum: Continuum) -> Iterator[Part]:
    common = lcm(*(size - 1 for size in continuum.sizes))
    # as a column of Python numbers: with many sizes, their common multiple is beyond 64 bits too
    times = np.array([common // (size - 1) for size in continuum.sizes], dtype=object).reshape(-1, 1)
    for lengths, squares, (*alike_codes, gap_alike), besides, met in zip(
        continuum.lengths.tolist(),
        continuum.squares.sum(axis=1).tolist(),
        *(
            (counted.astype(object) * times).sum(axis=1).tolist()
            for counted in (continuum.alike, continuum.beside_gap, continuum.met)
        ),
        strict=True,
    ):
        yield Part(
            common=common,
            lengths=lengths[:-1],
            gap=lengths[-1],
            squares=squares,
            alike=alike_codes,
            gap_alike=gap_alike,
            shared=[common * length - beside for length, beside in zip(lengths[:-1], besides, strict=True)],
            met=met,
        )


@dataclass(frozen=True, eq=False)
class CodeInFamily:
    """One code among the others of its family on the continuum."""

    family: Continuum
    code: int

    def pooled(self) -> CodeInFamily:
        """Return the same of all sources end to end."""
        return replace(self, family=self.family.pooled())

    def with_pooled(self) -> CodeInFamily:
        """Return the same of each part, and as the last one of all of them together."""
        return replace(self, family=self.family.with_pooled())

    def drawn(self, times: IntArray) -> CodeInFamily:
        """Return the same of parts drawn so many times; all codes of the family share its sums."""
        key = times.tobytes()
        if key not in self.family.summed:
            self.family.summed[key] = self.family.drawn(times)
        return replace(self, family=self.family.summed[key])
