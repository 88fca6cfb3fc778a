"""Who codes in this project."""

from __future__ import annotations

from core.errors import NotFound
from core.model.coding import Coder, CoderKind
from core.model.ids import CoderId
from core.storage.driver import Database


def coders(db: Database) -> list[Coder]:
    """Return all coders in the order they joined."""
    rows = db.execute("SELECT id, guid, name, kind, letter FROM coder ORDER BY id")
    return [
        Coder(CoderId(key), guid, name, CoderKind(kind), letter) for key, guid, name, kind, letter in rows
    ]


def guid_of(db: Database, key: CoderId) -> str | None:
    """Return the coder's GUID, None for a coder who is gone."""
    row = db.execute("SELECT guid FROM coder WHERE id = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def coder_named(db: Database, name: str) -> Coder:
    """Return the coder of this name, to the letter; raises `NotFound` naming those there are."""
    everyone = coders(db)
    for coder in everyone:
        if coder.name == name:
            return coder
    raise NotFound(
        "There is no coder {name}. This project has: {known}.",
        name=name,
        known=", ".join(coder.name for coder in everyone) or "none",
    )
