"""When things happened."""

from __future__ import annotations

from core.storage.driver import Database


def last_changed(db: Database) -> str:
    """Return when the project's last step was made: the date of a report, which never asks the clock."""
    return str(db.execute("SELECT max(at) FROM step").fetchone()[0])
