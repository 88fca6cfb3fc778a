"""Two coders who are done with two texts, and how tests settle what they differ in."""

from dataclasses import replace

from core.agreement.results import Place
from core.agreement.settings import Settings
from core.agreement.settling import Standing, all_places, seen, standing
from core.commands.settling import Settle
from core.model.coding import CoderKind
from core.model.decision import How, SeenPlace, Settlement
from core.model.ids import CodeId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.session import Session
from core.storage.driver import Database

Given = tuple[str, str, int, int]


def _standing(db: Database, settings: Settings) -> Standing:
    return standing(db, all_places(db, settings))


def how_far(session: Session, settings: Settings | None = None) -> Standing:
    """What is settled, open and stale now."""
    return session.ask(_standing, settings or Settings())


def as_seen(session: Session, places: tuple[Place, ...] | list[Place]) -> list[SeenPlace]:
    return session.ask(seen, list(places))


def disputed(session: Session, family: str = "Motive", number: int = 0) -> SeenPlace:
    """A disagreement of the family that waits for a decision, in reading order."""
    found = [place for place in how_far(session).unsettled if place.family == family]
    return as_seen(session, [found[number]])[0]


def settled(session: Session, place: SeenPlace, how: How, **wanted: object) -> None:
    """Settle a place this way."""
    session.run(Settle(replace(Settlement(place, how), **wanted)))


def layer(session: Session, kind: CoderKind = CoderKind.CONSENSUS) -> list[Given]:
    """Coder, code, start and end of all codings of one kind of coder, in the order of texts."""
    names = {coder.id: coder.name for coder in session.ask(coders) if coder.kind is kind}
    codes = {code.id: code.name for code in session.ask(scheme).codes}
    return [
        (names[one.coder], codes[one.code], one.span.start, one.span.end)
        for source in session.ask(sources)
        for one in session.ask(codings_in, source.revision)
        if one.coder in names
    ]


def consensus(session: Session) -> list[tuple[str, int, int]]:
    """Code, start and end of all that the consensus holds."""
    return [given[1:] for given in layer(session)]


def code(session: Session, name: str) -> CodeId:
    [found] = [one.id for one in session.ask(scheme).codes if one.name == name]
    return found


PAY_PLACE = Span(18, 39)
