"""Which segments make up a layer: the coders' own, the consensus, or the final one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from core.agreement.results import Place
from core.agreement.settings import Settings
from core.agreement.settling import all_places, standing
from core.errors import InvalidInput
from core.model.coding import CoderKind
from core.model.ids import CoderId
from core.queries.coders import coders
from core.queries.decisions import assigned_coders, final_layer
from core.storage.driver import Database


class Layer(StrEnum):
    """Whose segments: what people and programs gave, what was settled, or both made into one."""

    CODERS = "coders"
    CONSENSUS = "consensus"
    FINAL = "final"


def chosen_of(
    db: Database, layer: Layer | None, named: Sequence[CoderId]
) -> tuple[frozenset[CoderId] | None, frozenset[str] | None]:
    """Return whose codings a layer has, and which of them; None for all.

    The coders named narrow the layer of the coders. In the final layer their work stands where nothing is
    settled: in each source that of the first who is done there.
    """
    agreed = frozenset(one.id for one in coders(db) if one.kind is CoderKind.CONSENSUS)
    if layer is None:
        return frozenset(named) or None, None
    if agreed.intersection(named) or (named and layer is Layer.CONSENSUS):
        raise InvalidInput("The consensus is a layer of its own: name coders without it.")
    if layer is Layer.CONSENSUS:
        return agreed, None
    if layer is Layer.CODERS:
        return frozenset(named) or frozenset(one.id for one in coders(db)) - agreed, None
    return None, frozenset(one.guid for one in final_layer(db, assigned_coders(db, named)))


def unsettled_places(db: Database) -> list[Place]:
    """Return the disagreements of all coders that no decision holds for, family by family."""
    found = list(all_places(db, Settings()))
    waiting = set(standing(db, found).unsettled)
    return [place for place in found if place in waiting]
