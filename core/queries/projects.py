"""What the project says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from core.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Project:
    """The project's name and when it was made."""

    guid: str
    title: str
    created: str


def project(db: Database) -> Project:
    """Return the one project of this file."""
    return Project(*db.execute("SELECT guid, title, created FROM project").fetchone())
