"""What a set of rows is about: a family or one of its codes, and what its numbers are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np

from core.agreement.counts import BoolArray
from core.agreement.distances import Distance
from core.agreement.measures import Basis, Measure, Sums
from core.agreement.on_line import OnLine
from core.agreement.overlaps import Overlaps
from core.agreement.settings import Uncoded
from core.agreement.tables import Domain, Tally
from core.model.scheme import Scale

UNCODED_NAME = "uncoded"
ABSENT_OR_PRESENT = ("absent", "present")


@dataclass(frozen=True, eq=False)
class Subject:
    """What a set of rows is about: a family or a code, with what to compute it from.

    The merged ones hold sources of a kind as one part. `overlaps` are the places that leave the family
    without a continuum.
    """

    scope: Literal["family", "code"]
    name: str
    family: str
    categories: tuple[str, ...]
    judged: BoolArray
    domain: Domain
    on_line: OnLine
    merged_domain: Domain
    merged_line: OnLine
    overlaps: Overlaps
    code: int | None
    distance: Distance
    set_distance: Distance

    @cached_property
    def merged(self) -> Subject:
        """The same with sources of a kind as one part, for numbers over all sources."""
        judged = self.judged[np.unique(self.domain.scope.kinds, return_index=True)[1]]
        return replace(self, judged=judged, domain=self.merged_domain, on_line=self.merged_line)

    def compared(self, coders: Sequence[int]) -> BoolArray:
        """Mark the sources that at least two of the coders judged."""
        return np.asarray(np.count_nonzero(self.judged[:, list(coders)], axis=1) >= 2, dtype=np.bool_)

    def counted(self, coders: Sequence[int], basis: Basis) -> tuple[Sums, Tally]:
        """Return what a measure is computed from, and what its rows count."""
        if not basis.is_of_units:
            return self._counted_on_line(coders, basis)
        if self.code is not None:
            # as sets, "this code" and "nothing" lie as far apart as two names
            table, tally = self.domain.code_table(self.code, coders)
        elif basis is Basis.PRESENCE:
            table, tally = self.domain.family_presence(coders)
        elif basis is Basis.SETS:
            table, tally = self.domain.family_sets(coders, self.set_distance)
        else:
            table, tally = self.domain.family_table(coders, self.distance)
        return table.counts, tally

    def _counted_on_line(self, coders: Sequence[int], basis: Basis) -> tuple[Sums, Tally]:
        if basis is Basis.SEGMENTS:
            return self.on_line.segments.counts(self.code, coders), self.on_line.tally(self.code, coders)
        if basis is Basis.CONTINUUM:
            return self.on_line.continuum(self.code, coders), self.on_line.tally(self.code, coders)
        if self.code is None:
            raise ValueError("A family has no value among its own codes.")
        return self.on_line.code_in_family(self.code, coders), self.on_line.tally(None, coders)

    def categories_on(self, basis: Basis) -> tuple[str, ...]:
        """Return the values that were possible; on the continuum a gap always is one of a family's."""
        if basis is not Basis.CODE_IN_FAMILY and (basis is not Basis.CONTINUUM or self.code is not None):
            return self.categories
        return *(code.name for code in self.on_line.scope.codes), UNCODED_NAME

    def distance_of(self, measure: Measure[Any]) -> str | None:
        """Return by what a measure weighs differences, if it weighs them."""
        if not measure.has_distance:
            return None
        return (self.set_distance if measure.basis is Basis.SETS else self.distance).value


def family_subject(domain: Domain, on_line: OnLine, overlaps: Overlaps, set_distance: Distance) -> Subject:
    """Return the family as one variable."""
    scope, merged = domain.scope, domain.merged()
    is_category = domain.uncoded is Uncoded.CATEGORY
    codes = tuple(code.name for code in scope.codes)
    return Subject(
        scope="family",
        name=scope.family.name,
        family=scope.family.name,
        categories=(*codes, UNCODED_NAME) if is_category else codes,
        judged=scope.judged,
        domain=domain,
        on_line=on_line,
        merged_domain=merged,
        merged_line=on_line.merged(merged if on_line.shared else None),
        overlaps=overlaps,
        code=None,
        # "uncoded" has no rank among the codes
        distance=Distance.ORDINAL
        if scope.family.scale is Scale.ORDINAL and not is_category
        else Distance.NOMINAL,
        set_distance=set_distance,
    )


def code_subject(family: Subject, code: int) -> Subject:
    """Return one code of the family, which is given or not."""
    scope = family.domain.scope
    return replace(
        family,
        scope="code",
        name=scope.codes[code].name,
        categories=ABSENT_OR_PRESENT,
        judged=scope.judged & ~scope.lacks[:, :, code],
        code=code,
        distance=Distance.NOMINAL,
    )
