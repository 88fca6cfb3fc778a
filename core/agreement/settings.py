"""What a comparison is asked to do. Every setting is part of the result and printed with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from core.agreement.bootstrap import DEFAULT_SEED, MOST_DRAWS
from core.agreement.distances import SET_DISTANCES, Distance
from core.agreement.measures import MEASURES
from core.errors import InvalidInput


class Unit(StrEnum):
    """The stretch of text that bears a code or does not."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SOURCE = "source"


class Uncoded(StrEnum):
    """What a unit without a code says: that no code applies, or nothing at all."""

    CATEGORY = "category"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices behind the numbers. Nothing named means everything.

    Those a comparison bears are the effective ones: everything it took part in is named.

    Coders, sources, codes and families are named as people see them; a code may be qualified,
    `family/code`. With codes alone named, only their rows are computed; families named bring their
    own rows and, unless codes are named too, those of all their codes. Consensus and program coders
    take part only when named. `share` is the least part of a larger unit's non-space characters that
    makes it bear a code (0: any one character). `tolerance` is by how many characters the ends of
    segments may lie apart and still be alike. `distance` is how far two sets of codes are held to lie
    apart where a measure compares sets. `iou` is from which share of the text that two segments cover
    together they overlap, for measures that count segments (0: one common character). `draws` of sources
    are made for intervals (0: no intervals), by the random numbers of `seed`.
    """

    coders: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    measures: tuple[str, ...] = tuple(MEASURES)
    unit: Unit = Unit.CHARACTER
    uncoded: Uncoded = Uncoded.CATEGORY
    share: float = 0.0
    tolerance: int = 0
    distance: Distance = Distance.JACCARD
    iou: float = 0.5
    draws: int = 0
    seed: int = DEFAULT_SEED

    def __post_init__(self) -> None:
        for name in self.measures:
            if name not in MEASURES:
                raise InvalidInput(
                    "There is no measure {name}. Choose from: {known}.", name=name, known=", ".join(MEASURES)
                )
        if not self.measures:
            raise InvalidInput("Choose at least one measure.")
        if not 0 <= self.share <= 1:
            raise InvalidInput("A share lies between 0 and 1; {share} does not.", share=self.share)
        if not 0 <= self.iou <= 1:
            raise InvalidInput("An IoU lies between 0 and 1; {iou} does not.", iou=self.iou)
        if self.tolerance < 0:
            raise InvalidInput(
                "A tolerance counts characters; {tolerance} is below 0.", tolerance=self.tolerance
            )
        if not 0 <= self.draws <= MOST_DRAWS:
            raise InvalidInput(
                "Sources can be drawn from 0 to {most} times, not {draws}.", most=MOST_DRAWS, draws=self.draws
            )
        if self.seed < 0:
            raise InvalidInput("A seed is a whole number from 0 on; {seed} is below 0.", seed=self.seed)
        if self.distance not in SET_DISTANCES:
            raise InvalidInput(
                "There is no distance {name} between sets of codes. Choose from: {known}.",
                name=self.distance,
                known=", ".join(SET_DISTANCES),
            )

    @property
    def exact_share(self) -> Fraction:
        """The share as it was written: .1 is a tenth, not the binary number next to it."""
        return Fraction(repr(float(self.share)))

    @property
    def exact_iou(self) -> Fraction:
        """The IoU as it was written."""
        return Fraction(repr(float(self.iou)))
