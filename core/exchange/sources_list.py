"""The sources of a project as a list: their size, their fingerprints, and how far each coder is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.agreement.codable import CodableText
from core.exchange.json_files import write_json_rows
from core.exchange.tables import write_csv
from core.model.coding import Source, State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme, versions
from core.queries.sources import not_codable, sources
from core.queries.statuses import statuses
from core.storage.driver import Database

COLUMNS = ("name", "guid", "characters", "codable_characters", "sha256", "text_sha256", "status")


@dataclass(frozen=True, slots=True)
class _Judged:
    """How far a coder is with one family of a source; the version is None while not started."""

    coder: str
    family: str
    state: State
    version: int | None


def sources_to_json(db: Database, path: Path) -> int:
    """Write a list of objects; `status` lists every coder and family, also those not started."""
    rows = (
        _facts(source, spans)
        | {
            "not_codable": [{"start": span.start, "end": span.end} for span in spans],
            "status": [
                {
                    "coder": judged.coder,
                    "family": judged.family,
                    "state": judged.state.value,
                    "codebook_version": judged.version,
                }
                for judged in judgements
            ],
        }
        for source, spans, judgements in _sources(db)
    )
    return write_json_rows(path, rows)


def sources_to_csv(db: Database, path: Path) -> int:
    """Write one row a source; `status` holds what was started, as `coder / family: state`."""
    return write_csv(
        path,
        COLUMNS,
        (
            [
                *_facts(source, spans).values(),
                " | ".join(
                    f"{judged.coder} / {judged.family}: {judged.state.value}"
                    for judged in judgements
                    if judged.version is not None
                ),
            ]
            for source, spans, judgements in _sources(db)
        ),
    )


def _facts(source: Source, spans: list[Span]) -> dict[str, Any]:
    return {
        "name": source.name,
        "guid": source.guid,
        "characters": source.characters,
        "codable_characters": len(CodableText.of(source.characters, spans)),
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
    }


def _sources(db: Database) -> Iterator[tuple[Source, list[Span], list[_Judged]]]:
    numbers = {version.id: version.number for version in versions(db)}
    known = {(status.source, status.coder, status.family): status for status in statuses(db)}
    everyone, families = coders(db), scheme(db).families
    for source in sources(db):
        judgements = []
        for coder in everyone:
            for family in families:
                status = known.get((source.id, coder.id, family.id))
                state = status.state if status else State.NOT_STARTED
                version = numbers[status.version] if status else None
                judgements.append(_Judged(coder.name, family.name, state, version))
        yield source, not_codable(db, source.revision), judgements
