"""The places of a comparison as what can be settled, and how far settling has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.agreement.disagreements import places
from core.agreement.gather import gather
from core.agreement.results import Kind, Place
from core.agreement.scope import scopes, sort_out
from core.agreement.settings import Settings
from core.model.decision import Decision, SeenPlace, Spot
from core.model.span import Span
from core.queries.coders import coders
from core.queries.decisions import coding_guids, decisions, fingerprints
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Standing:
    """How far settling has come. `settled`, `open` and `stale` hold each disagreement once.

    Stale is one of which some codings were decided on, but not as they are now. `agreed` are agreements
    of two coders or more that no decision has taken over, `taken_over` those that one has. `lost` are
    decisions whose codings are at no place any more; they count as stale too.
    """

    settled: tuple[Place, ...]
    open: tuple[Place, ...]
    stale: tuple[Place, ...]
    agreed: tuple[Place, ...]
    taken_over: tuple[Place, ...]
    lost: tuple[Decision, ...]

    @property
    def unsettled(self) -> tuple[Place, ...]:
        """The disagreements that still ask for a decision: stale ones, then open ones."""
        return self.stale + self.open


def all_places(db: Database, settings: Settings) -> Iterator[Place]:
    """Yield every place of a comparison, agreements among them, without computing a number."""
    material = gather(db, settings)
    for scope in scopes(material):
        yield from places(material, scope, sort_out(material, scope).taken, settings.tolerance)


def standing(db: Database, found: Iterable[Place]) -> Standing:
    """Divide places, of one comparison, by what was decided of them."""
    everything = decisions(db)
    by_place = {one.place: one for one in everything}
    resting = {guid: one.id for one in everything for guid in one.codings}
    parts: defaultdict[str, list[Place]] = defaultdict(list)
    met: set[int] = set()
    listed = list(found)
    guids = coding_guids(db, [one.id for place in listed for one in place.codings] if everything else [])
    for place in listed:
        own = by_place.get(place.id)
        touched = {resting[guid] for one in place.codings if (guid := guids.get(one.id)) in resting}
        met |= touched
        holds = own is not None and not own.is_stale
        if place.kind is None:
            parts["taken over" if holds else "agreed"] += [place] if len(place.coders) > 1 else []
        elif holds:
            parts["settled"].append(place)
        else:
            parts["stale" if touched else "open"].append(place)
    lost = tuple(one for one in everything if one.is_stale and one.id not in met)
    return Standing(
        settled=tuple(parts["settled"]),
        open=tuple(parts["open"]),
        stale=tuple(parts["stale"]),
        agreed=tuple(parts["agreed"]),
        taken_over=tuple(parts["taken over"]),
        lost=lost,
    )


def seen(db: Database, found: Sequence[Place]) -> list[SeenPlace]:
    """Return places as they can be settled: by keys, with what stands there now."""
    known_coders = {one.name: one.id for one in coders(db)}
    families = {one.name: one.id for one in scheme(db).families}
    revisions = {one.name: one.revision for one in sources(db)}
    spots = [
        Spot(
            revisions[place.source],
            families[place.family],
            Span(place.start, place.end),
            tuple(known_coders[name] for name in place.coders),
        )
        for place in found
    ]
    return [
        SeenPlace(
            place.id,
            spot,
            None if place.kind is None else str(place.kind),
            tuple(one.id for one in place.codings),
            fingerprint,
        )
        for place, spot, fingerprint in zip(found, spots, fingerprints(db, spots), strict=True)
    ]


def to_take_from(db: Database, settings: Settings, kind: Kind, coder: str) -> list[Place]:
    """Preview settling all of one kind from one coder: the unsettled disagreements that she judged."""
    unsettled = standing(db, all_places(db, settings)).unsettled
    return [place for place in unsettled if place.kind is kind and coder in place.coders]


def agreements_to_take(db: Database, settings: Settings) -> list[Place]:
    """Preview taking agreements over: those of two coders or more that no decision has taken yet."""
    return list(standing(db, all_places(db, settings)).agreed)
