"""How far each coder is, by source and family."""

from __future__ import annotations

import json
from collections.abc import Collection

from core.model.coding import State, Status
from core.model.ids import CoderId, FamilyId, SourceId, VersionId
from core.storage.driver import Database


def statuses(db: Database) -> list[Status]:
    """Return what coders said so far; what has no row is not started."""
    rows = db.execute("SELECT coder, source, family, state, version FROM status ORDER BY id")
    return [
        Status(coder, source, family, State(state), version) for coder, source, family, state, version in rows
    ]


def statuses_by_id(db: Database, keys: Collection[int]) -> list[Status]:
    """Return those of these rows that are there: what a step says it changed."""
    rows = db.execute(
        "SELECT coder, source, family, state, version FROM status "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(keys)),),
    )
    return [
        Status(coder, source, family, State(state), version) for coder, source, family, state, version in rows
    ]


def status_keys(db: Database, coder: CoderId) -> dict[tuple[SourceId, FamilyId], int]:
    """Return the row keys of what one coder said, by source and family."""
    rows = db.execute("SELECT source, family, id FROM status WHERE coder = ?", (coder,))
    return {(source, family): key for source, family, key in rows}


def is_judged_under(db: Database, version: VersionId) -> bool:
    """Tell whether any coder said "done" of anything under this codebook version."""
    found = db.execute(
        "SELECT 1 FROM status WHERE version = ? AND state = ? LIMIT 1", (version, State.DONE.value)
    )
    return found.fetchone() is not None
