"""The research in a project as plain values: to compare two states, and to check the journal."""

from __future__ import annotations

from typing import Any

from core.storage.driver import Database
from core.storage.schema import RESEARCH_TABLES


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that holds research, by key. Journal and contents stay out."""
    return {table: db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in RESEARCH_TABLES}
