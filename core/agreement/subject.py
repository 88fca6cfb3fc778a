"""What a set of rows is about: a family or one of its codes, and what its numbers are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.agreement.counts import BoolArray, Counts
from core.agreement.distances import Distance
from core.agreement.measures import Basis
from core.agreement.scope import Scope
from core.agreement.settings import Uncoded
from core.agreement.tables import Domain, Tally
from core.model.scheme import Code, Scale

UNCODED_NAME = "uncoded"
ABSENT_OR_PRESENT = ("absent", "present")


@dataclass(frozen=True, eq=False)
class Subject:
    """What a set of rows is about: a family or a code, with the tables to compute it from."""

    scope: Literal["family", "code"]
    name: str
    family: str
    categories: tuple[str, ...]
    judged: BoolArray
    domain: Domain
    code: int | None
    distance: Distance
    set_distance: Distance

    def counted(self, coders: Sequence[int], basis: Basis) -> tuple[Counts, Tally]:
        """Return what a measure is computed from, and what its rows count."""
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

    def distance_on(self, basis: Basis) -> Distance:
        """Return by what differences are weighed where they are weighed."""
        return self.set_distance if basis is Basis.SETS else self.distance


def family_subject(scope: Scope, domain: Domain, set_distance: Distance) -> Subject:
    """Return the family as one variable."""
    is_category = domain.uncoded is Uncoded.CATEGORY
    codes = tuple(code.name for code in scope.codes)
    return Subject(
        scope="family",
        name=scope.family.name,
        family=scope.family.name,
        categories=(*codes, UNCODED_NAME) if is_category else codes,
        judged=scope.judged,
        domain=domain,
        code=None,
        # "uncoded" has no rank among the codes
        distance=Distance.ORDINAL
        if scope.family.scale is Scale.ORDINAL and not is_category
        else Distance.NOMINAL,
        set_distance=set_distance,
    )


def code_subject(scope: Scope, domain: Domain, set_distance: Distance, place: int, code: Code) -> Subject:
    """Return one code of the family, which is given or not."""
    return Subject(
        scope="code",
        name=code.name,
        family=scope.family.name,
        categories=ABSENT_OR_PRESENT,
        judged=scope.judged & ~scope.lacks[:, :, place],
        domain=domain,
        code=place,
        distance=Distance.NOMINAL,
        set_distance=set_distance,
    )
