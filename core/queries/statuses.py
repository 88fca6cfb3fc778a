"""How far each coder is, by source and family."""

from __future__ import annotations

from core.model.coding import State, Status
from core.storage.driver import Database


def statuses(db: Database) -> list[Status]:
    """Return what coders said so far; what has no row is not started."""
    rows = db.execute("SELECT coder, source, family, state, version FROM status ORDER BY id")
    return [
        Status(coder, source, family, State(state), version) for coder, source, family, state, version in rows
    ]
