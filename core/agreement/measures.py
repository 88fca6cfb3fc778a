"""The measures by name: what each is computed on, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.agreement.coefficients import (
    Outcome,
    Table,
    cohen_kappa,
    dice,
    krippendorff_alpha,
    percent_agreement,
)


class Basis(StrEnum):
    """The table a measure takes: one value a unit and coder, or each code's presence by itself."""

    VALUES = "values"
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named coefficient. One that `is_pairwise` compares two coders: one row a pair, none for all.

    One with `has_distance` weighs how far values lie apart, and says by which distance.
    """

    name: str
    compute: Callable[[Table], Outcome]
    basis: Basis = Basis.VALUES
    is_pairwise: bool = False
    has_distance: bool = False


_ALL = (
    Measure("percent_agreement", percent_agreement),
    Measure("cohen_kappa", cohen_kappa, is_pairwise=True),
    Measure("krippendorff_alpha", krippendorff_alpha, has_distance=True),
    Measure("dice", dice, basis=Basis.PRESENCE),
)

# in the order their rows are written
MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in _ALL})
