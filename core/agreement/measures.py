"""The measures by name: what each is computed on, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

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
from core.agreement.counts import Counts


class Basis(StrEnum):
    """The table a measure is computed on.

    One value a unit and coder; each code's presence by itself; or all codes of a coder as one set.
    """

    VALUES = "values"
    PRESENCE = "presence"
    SETS = "sets"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named coefficient. One that `is_pairwise` compares two coders: one row a pair, none for all.

    One with `has_distance` weighs how far values lie apart, and says by which distance.
    """

    name: str
    compute: Callable[[Counts], Outcome]
    basis: Basis = Basis.VALUES
    is_pairwise: bool = False
    has_distance: bool = False


_ALL = (
    Measure("percent_agreement", percent_agreement),
    Measure("holsti", holsti),
    Measure("cohen_kappa", cohen_kappa, is_pairwise=True),
    Measure("scott_pi", scott_pi, is_pairwise=True),
    Measure("fleiss_kappa", fleiss_kappa),
    Measure("brennan_prediger", brennan_prediger),
    Measure("gwet_ac1", gwet_ac1),
    Measure("krippendorff_alpha", krippendorff_alpha, has_distance=True),
    Measure("krippendorff_alpha_set", krippendorff_alpha, basis=Basis.SETS, has_distance=True),
    Measure("dice", dice, basis=Basis.PRESENCE),
)

# in the order their rows are written
MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in _ALL})
