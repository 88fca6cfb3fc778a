"""The measures by name: what each is computed on, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, Protocol, Self, TypeVar

from core.agreement.coefficients import (
    Outcome,
    brennan_prediger,
    cohen_kappa,
    dice,
    fleiss_kappa,
    gwet_ac1,
    holsti,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
)
from core.agreement.counts import FloatArray
from core.agreement.distances import IntArray
from core.agreement.span_f1 import span_f1_exact, span_f1_overlap
from core.agreement.u_alpha import bar_u_alpha, coverage, cu_alpha, ku_alpha, u_alpha


class Basis(StrEnum):
    """What a measure is computed on.

    Of units: one value a unit and coder; each code's presence by itself; or all codes of a coder as one
    set. Of the line of characters: each coder's row of sections; a code among its family's sections; or
    segments as they are.
    """

    VALUES = "values"
    PRESENCE = "presence"
    SETS = "sets"
    CONTINUUM = "continuum"
    CODE_IN_FAMILY = "code in family"
    SEGMENTS = "segments"

    @property
    def is_of_units(self) -> bool:
        """Tell whether the units of the comparison matter, and what uncoded ones say."""
        return self in (Basis.VALUES, Basis.PRESENCE, Basis.SETS)


class Sums(Protocol):
    """What is counted by part before a measure divides: parts are pooled or drawn anew by adding up."""

    def pooled(self) -> Self:
        """Return all parts as one."""
        ...

    def with_pooled(self) -> Self:
        """Return the parts, and as the last one all of them together."""
        ...

    def drawn(self, times: IntArray) -> Self:
        """Return the parts that `times[draw, part]` make: each draw holds each part so many times."""
        ...


Counted = TypeVar("Counted", bound=Sums)


@dataclass(frozen=True, slots=True)
class Measure(Generic[Counted]):
    """A named coefficient. One that `is_pairwise` compares two coders: one row a pair, none for all.

    One with `has_distance` weighs how far values lie apart, and says by which distance. One with a
    `coverage` says beside its value on which share of the text it rests.
    """

    name: str
    compute: Callable[[Counted], Outcome]
    basis: Basis = Basis.VALUES
    is_pairwise: bool = False
    has_distance: bool = False
    coverage: Callable[[Counted], FloatArray] | None = None

    @property
    def is_of_codes(self) -> bool:
        """Tell whether codes have the value, and their family none."""
        return self.basis is Basis.CODE_IN_FAMILY


_ALL: tuple[Measure[Any], ...] = (
    Measure("percent_agreement", percent_agreement),
    Measure("holsti", holsti),
    Measure("cohen_kappa", cohen_kappa, is_pairwise=True),
    Measure("scott_pi", scott_pi, is_pairwise=True),
    Measure("fleiss_kappa", fleiss_kappa),
    Measure("brennan_prediger", brennan_prediger),
    Measure("gwet_ac1", gwet_ac1),
    Measure("krippendorff_alpha", krippendorff_alpha, has_distance=True),
    Measure("krippendorff_alpha_set", krippendorff_alpha, basis=Basis.SETS, has_distance=True),
    Measure("u_alpha", u_alpha, basis=Basis.CONTINUUM),
    Measure("bar_u_alpha", bar_u_alpha, basis=Basis.CONTINUUM),
    Measure("cu_alpha", cu_alpha, basis=Basis.CONTINUUM),
    Measure("ku_alpha", ku_alpha, basis=Basis.CODE_IN_FAMILY, coverage=coverage),
    Measure("dice", dice, basis=Basis.PRESENCE),
    Measure("span_f1_exact", span_f1_exact, basis=Basis.SEGMENTS),
    Measure("span_f1_overlap", span_f1_overlap, basis=Basis.SEGMENTS),
)

# in the order their rows are written
MEASURES: Mapping[str, Measure[Any]] = MappingProxyType({measure.name: measure for measure in _ALL})
