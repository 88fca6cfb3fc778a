"""What the coefficients of the continuum are computed from: lengths of sections, and where they meet.

Each coder's codable text is a row of sections, coded ones and the gaps between. Gaps are one more
value, the last one. Everything here is a sum of whole numbers over stretches of text, so sources are
pooled by adding up, and nothing is rounded before a coefficient divides.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray


class NoValue(StrEnum):
    """Why the continuum gives no number, beside the reasons that units have."""

    OVERLAPPING = "One coder’s segments of different codes overlap, so her text is no row of sections."
    ONE_CODE = "There is one code only, so there are no codes to tell apart."
    NOTHING_SHARED = "Where one coder gave a code, no other coder gave any."
    TOO_LITTLE_SHARED = "Too little text was coded by two coders to say what chance would bring."


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

    def pooled(self) -> Continuum:
        """Return the continuum of all sources end to end, as one part."""
        return self.drawn(np.ones((1, len(self.lengths)), dtype=np.int64))

    def drawn(self, times: IntArray) -> Continuum:
        """Return the parts that `times[draw, part]` make: each draw holds each part so many times."""

        def add_up(lengths: IntArray) -> IntArray:
            return np.asarray(np.tensordot(times, lengths, axes=1), dtype=np.int64)

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


@dataclass(frozen=True, eq=False)
class CodeInFamily:
    """One code among the others of its family on the continuum."""

    family: Continuum
    code: int

    def pooled(self) -> CodeInFamily:
        """Return the same of all sources end to end."""
        return self.drawn(np.ones((1, len(self.family.lengths)), dtype=np.int64))

    def drawn(self, times: IntArray) -> CodeInFamily:
        """Return the same of parts drawn so many times; all codes of the family share its sums."""
        key = times.tobytes()
        if key not in self.family.summed:
            self.family.summed[key] = self.family.drawn(times)
        return replace(self, family=self.family.summed[key])
