"""Decisions as files: what was settled how, by whom, why, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from core.exchange.comparison_places import BETWEEN
from core.exchange.json_files import write_json_rows
from core.exchange.tables import Cell, write_csv
from core.model.coding import Coding
from core.model.decision import Decision
from core.model.ids import CodeId, CoderId, FamilyId, RevisionId, VersionId
from core.queries.coders import coders
from core.queries.codings import codings_by_id
from core.queries.decisions import decisions, living
from core.queries.schemes import scheme, versions
from core.queries.sources import extent, text
from core.storage.driver import Database

COLUMNS = (
    *("guid", "place", "source", "family", "kind", "start", "end", "text", "how", "coder", "settled_as"),
    *("reason", "cause", "codebook_version", "decided_by", "created", "state"),
)
_AGREEMENT = "agreement"


def decisions_to_csv(db: Database, path: Path) -> int:
    """Write one row a decision, in the order of texts; returns how many."""
    return write_csv(path, COLUMNS, (_cells(record) for record in _records(db)))


def decisions_to_json(db: Database, path: Path) -> int:
    """Write one object a decision, with the GUIDs of the codings it rests on; returns how many."""
    return write_json_rows(path, _records(db))


@dataclass(frozen=True, slots=True)
class _Names:
    """How rows are called that decisions refer to."""

    coders: dict[CoderId, str]
    families: dict[FamilyId, str]
    codes: dict[CodeId, str]
    versions: dict[VersionId, int]

    @classmethod
    def of(cls, db: Database) -> _Names:
        """Read them once."""
        whole = scheme(db)
        return cls(
            {one.id: one.name for one in coders(db)},
            {one.id: one.name for one in whole.families},
            {one.id: one.name for one in whole.codes},
            {one.id: one.number for one in versions(db)},
        )


def _records(db: Database) -> Iterator[dict[str, Any]]:
    """Yield what is told of each decision; a text is in memory only while its decisions are told."""
    names = _Names.of(db)
    for revision, of_revision in groupby(decisions(db), key=lambda one: one.spot.revision):
        here = list(of_revision)
        keys = living(db, [guid for one in here for guid in one.made])
        made = {one.guid: one for one in codings_by_id(db, keys)}
        yield from _of_revision(db, revision, here, made, names)


def _of_revision(
    db: Database, revision: RevisionId, here: list[Decision], made: dict[str, Coding], names: _Names
) -> Iterator[dict[str, Any]]:
    source, words = extent(db, revision)[0], text(db, revision)
    for one in here:
        span = one.spot.span
        standing = sorted((made[guid] for guid in one.made if guid in made), key=lambda coding: coding.span)
        yield {
            "guid": one.guid,
            "place": one.place,
            "source": source,
            "family": names.families[one.spot.family],
            "kind": one.kind or _AGREEMENT,
            "start": span.start,
            "end": span.end,
            "text": words[span.start : span.end],
            "how": one.how.value,
            "coder": None if one.taken_from is None else names.coders[one.taken_from],
            "settled_as": [
                {"code": names.codes[coding.code], "start": coding.span.start, "end": coding.span.end}
                for coding in standing
            ],
            "reason": one.reason,
            "cause": None if one.cause is None else one.cause.value,
            "codebook_version": names.versions[one.version],
            "decided_by": None if one.coder is None else names.coders[one.coder],
            "created": one.created,
            "state": "stale" if one.is_stale else "settled",
            "coders": [names.coders[key] for key in one.spot.coders],
            "codings": list(one.codings),
        }


def _cells(record: dict[str, Any]) -> list[Cell]:
    told = [f"{one['start']}–{one['end']} {one['code']}" for one in record["settled_as"]]
    return [BETWEEN.join(told) if column == "settled_as" else record[column] for column in COLUMNS]
