"""Read from a project what a comparison was asked to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.agreement.clusters import near_copies
from core.agreement.material import ComparedSource, Material
from core.agreement.settings import Settings, Unit
from core.errors import InvalidInput
from core.model.coding import Coder, CoderKind, Source
from core.model.ids import CodeId, CoderId, FamilyId
from core.model.scheme import Scheme
from core.model.span import Span
from core.queries.coders import coder_named, coders
from core.queries.codings import codings_in, codings_on_other_revisions
from core.queries.names import CodeNames
from core.queries.schemes import family_named, scheme, versions
from core.queries.sources import not_codable, source_named, sources, text
from core.queries.statuses import statuses
from core.storage.driver import Database
from core.text.sentences import sentences
from core.text.units import paragraphs, words

_SPACE = re.compile(r"\s")


def gather(db: Database, settings: Settings) -> Material:
    """Read what the settings name, in the project's own order; raises `NotFound` for a name it lacks.

    Texts are read only for units larger than a character, and for near copies where sources are drawn.
    """
    known = scheme(db)
    family_rows, code_rows = _chosen_rows(db, known, settings)
    compared = {code.family for code in known.codes if code.id in code_rows} | family_rows
    chosen_coders = _chosen_coders(db, settings.coders)
    chosen_sources = _chosen_sources(db, settings.sources)
    return Material(
        coders=tuple(chosen_coders),
        sources=tuple(_read(db, source, settings.unit, chosen_coders) for source in chosen_sources),
        families=tuple(family for family in known.families if family.id in compared),
        codes=tuple(code for code in known.codes if code.family in compared),
        statuses=tuple(statuses(db)),
        versions={version.id: version.number for version in versions(db)},
        family_rows=family_rows,
        code_rows=code_rows,
        left_out=tuple(coder for coder in coders(db) if not settings.coders and coder not in chosen_coders),
        clusters=near_copies(text(db, source.revision) for source in chosen_sources)
        if settings.draws
        else (),
    )


def _chosen_rows(
    db: Database, known: Scheme, settings: Settings
) -> tuple[frozenset[FamilyId], frozenset[CodeId]]:
    """Return the families and codes that rows are wanted of; see `Settings` for what names bring."""
    names = CodeNames(known)
    families = {family_named(db, name).id for name in settings.families}
    codes = {names.find(name).id for name in settings.codes}
    if not families and not codes:
        families = {family.id for family in known.families}
    if not codes:
        codes = {code.id for code in known.codes if code.family in families}
    return frozenset(families), frozenset(codes)


def _chosen_coders(db: Database, names: Sequence[str]) -> list[Coder]:
    if not names:
        return [coder for coder in coders(db) if coder.kind is CoderKind.PERSON]
    named = {coder_named(db, name).id for name in names}
    if len(named) < 2:
        raise InvalidInput("A comparison needs two coders; only {name} is named.", name=names[0])
    return [coder for coder in coders(db) if coder.id in named]


def _chosen_sources(db: Database, names: Sequence[str]) -> list[Source]:
    named = {source_named(db, name).id for name in names}
    return [source for source in sources(db) if not names or source.id in named]


def _read(db: Database, source: Source, unit: Unit, chosen: Sequence[Coder]) -> ComparedSource:
    given: set[CoderId] = {coder.id for coder in chosen}
    units: tuple[Span, ...] | None = None
    spaces: tuple[int, ...] = ()
    if unit is not Unit.CHARACTER:
        stored = text(db, source.revision)
        spaces = tuple(space.start() for space in _SPACE.finditer(stored))
        units = tuple(_units(stored, unit))
    return ComparedSource(
        source=source,
        codings=tuple(codings_in(db, source.revision, given)),
        not_codable=tuple(not_codable(db, source.revision)),
        units=units,
        spaces=spaces,
        on_other_revisions=tuple(codings_on_other_revisions(db, source.revision, given)),
    )


def _units(stored: str, unit: Unit) -> list[Span]:
    if unit is Unit.PARAGRAPH:
        return paragraphs(stored)
    if unit is Unit.WORD:
        return words(stored)
    if unit is Unit.SENTENCE:
        return sentences(stored)
    return [Span(0, len(stored))]
