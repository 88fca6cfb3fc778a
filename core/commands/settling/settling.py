"""Settling places: one by one, several at once, and taking over what coders agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.commands.settling.writing import settle
from core.errors import InvalidInput
from core.model.decision import Cause, How, SeenPlace, Settlement
from core.model.ids import CoderId
from core.storage.writer import Writer

CONSENSUS = "Consensus"


@dataclass(frozen=True, slots=True)
class Settle:
    """Give a place one answer, in the layer of the consensus; what coders gave stays as it is.

    `by` is who decides, None for nobody in particular. `layer` names the consensus where there is none yet.
    """

    settlement: Settlement
    by: CoderId | None = None
    layer: str = CONSENSUS
    title = "Settle disagreement"

    def apply(self, writer: Writer) -> None:
        """Write the answer and the decision; refused where the place has changed since it was seen."""
        writer.because(self.settlement.reason)
        settle(writer, [self.settlement], self.by, self.layer)


@dataclass(frozen=True, slots=True)
class SettleEach:
    """Settle several places, each in its own way: all of them or none."""

    settlements: tuple[Settlement, ...]
    by: CoderId | None = None
    layer: str = CONSENSUS
    title = "Settle disagreements"

    def apply(self, writer: Writer) -> None:
        """Write answers and decisions, each kind in one go."""
        writer.because(_common_reason(self.settlements))
        settle(writer, self.settlements, self.by, self.layer)


@dataclass(frozen=True, slots=True)
class SettleAll:
    """Take one coder's codings, or her silence, at all of these places, for one reason.

    The places are those of a preview: what has changed since it was made is refused, all together.
    """

    places: tuple[SeenPlace, ...]
    coder: CoderId
    reason: str = ""
    cause: Cause | None = None
    by: CoderId | None = None
    layer: str = CONSENSUS
    title = "Settle disagreements"

    def apply(self, writer: Writer) -> None:
        """Settle each place by taking what the coder gave there."""
        SettleEach(
            tuple(
                Settlement(place, How.TAKEN, self.coder, reason=self.reason, cause=self.cause)
                for place in self.places
            ),
            self.by,
            self.layer,
        ).apply(writer)


@dataclass(frozen=True, slots=True)
class TakeAgreements:
    """Take into the consensus what coders agree on.

    Where ends may lie apart and still be alike, the first who joined the project gives them.
    """

    places: tuple[SeenPlace, ...]
    by: CoderId | None = None
    layer: str = CONSENSUS
    title = "Take agreements"

    def apply(self, writer: Writer) -> None:
        """Settle each place; refused where coders differ, or one alone judged."""
        for place in self.places:
            if place.kind is not None or len(place.spot.coders) < 2:
                raise InvalidInput("At one of these places coders do not agree. Nothing was taken over.")
        SettleEach(
            tuple(Settlement(place, How.TAKEN, min(place.spot.coders)) for place in self.places),
            self.by,
            self.layer,
        ).apply(writer)


def _common_reason(settlements: Sequence[Settlement]) -> str:
    """Return the reason that all have in common, or none: a step has one."""
    reasons = {one.reason.strip() for one in settlements}
    return reasons.pop() if len(reasons) == 1 else ""
