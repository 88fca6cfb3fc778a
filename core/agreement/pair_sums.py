"""What each two coders share on the continuum, from which that of any of them together is added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.agreement.continuum import Continuum
from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray


@dataclass(frozen=True, eq=False)
class PairSums:
    """Sums by cell: the text of one part that the same coders judged, all `totals` characters of it.

    `judged[cell, coder]` are these coders, `parts` what each cell counts for. `lengths[cell, coder, code]`
    is the length of her sections, `squares` their lengths squared. Of two coders,
    `alike[cell, one, other, code]` is what both gave the code, `shared` what the one gave it and the
    other any, and `met` the sum, over the one's sections, of the squared length that the other coded of
    each. `overlapping[cell, coder]` tells where her sections of different codes overlap.
    """

    judged: BoolArray
    parts: IntArray
    n_parts: int
    totals: IntArray
    lengths: IntArray
    squares: IntArray
    alike: IntArray
    shared: IntArray
    met: IntArray
    overlapping: BoolArray

    def merged(self, kinds: IntArray, n_kinds: int) -> PairSums:
        """Return the same with all parts of a kind as one; the same coders judged them."""
        found, first, cell = np.unique(kinds[self.parts], return_index=True, return_inverse=True)

        def together(sums: IntArray) -> IntArray:
            return sums_at((len(found), *sums.shape[1:]), (cell,), sums)

        return PairSums(
            judged=self.judged[first],
            parts=found,
            n_parts=n_kinds,
            totals=together(self.totals),
            lengths=together(self.lengths),
            squares=together(self.squares),
            alike=together(self.alike),
            shared=together(self.shared),
            met=together(self.met),
            overlapping=together(self.overlapping.astype(np.int64)) > 0,
        )

    def of(self, coders: Sequence[int]) -> Continuum:
        """Add up the continuum of these coders, where two of them judged."""
        some = list(coders)
        among = self.judged[:, some]
        judges = np.count_nonzero(among, axis=1)
        among = among & (judges >= 2)[:, None]
        two = among[:, :, None] & among[:, None, :] & ~np.eye(len(some), dtype=np.bool_)

        def of_pairs(sums: IntArray) -> IntArray:
            return np.asarray((sums[:, some][:, :, some] * two[..., None]).sum(axis=(1, 2)), dtype=np.int64)

        coded = (self.lengths[:, some] * among[..., None]).sum(axis=1)
        squares = (self.squares[:, some] * among[..., None]).sum(axis=1)
        gaps = (self.totals * np.count_nonzero(among, axis=1) - coded.sum(axis=1))[:, None]
        shared = of_pairs(self.shared)
        others = np.maximum(judges - 1, 0)[:, None]
        beside_gap = others * coded - shared
        # what one left is left by each other too, but for what that one coded
        gap_alike = others * gaps - beside_gap.sum(axis=1, keepdims=True)
        sizes = np.unique(judges[judges >= 2])

        def by_part(sums: IntArray | BoolArray) -> IntArray:
            return sums_at((self.n_parts, sums.shape[1]), (self.parts,), sums)

        def by_size(sums: IntArray) -> IntArray:
            counts = judges >= 2
            at = self.parts[counts], np.searchsorted(sizes, judges[counts])
            return sums_at((self.n_parts, len(sizes), sums.shape[1]), at, sums[counts])

        return Continuum(
            sizes=tuple(sizes.tolist()),
            lengths=by_part(np.concatenate((coded, gaps), axis=1)),
            squares=by_part(np.concatenate((squares, gaps), axis=1)),
            alike=by_size(np.concatenate((of_pairs(self.alike), gap_alike), axis=1)),
            beside_gap=by_size(beside_gap),
            met=by_size(of_pairs(self.met)),
            overlapping=by_part(np.any(self.overlapping[:, some] & among, axis=1, keepdims=True))[:, 0] > 0,
        )


def sums_at(shape: tuple[int, ...], at: tuple[IntArray, ...], amounts: IntArray | BoolArray) -> IntArray:
    """Add amounts up at their places, in whole numbers."""
    sums = np.zeros(shape, dtype=np.int64)
    np.add.at(sums, at, amounts)
    return sums
