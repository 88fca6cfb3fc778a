"""The journal as people read it: who did what, when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.model.ids import StepId
from core.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable act. `coder` is the name the coder bears now, `changes` the number of rows touched.

    `reason` is what the coder gave for it, or nothing.
    """

    id: StepId
    guid: str
    title: str
    coder: str | None
    at: str
    undoes: str | None
    changes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after a step; before is None for a new row, after for a removed one."""

    step: str
    seq: int
    table: str
    guid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def steps(db: Database) -> list[Step]:
    """Return all steps, oldest first; `undoes` is the GUID of the step that was put back."""
    rows = db.execute(
        """
        SELECT step.id, step.guid, step.title, coder.name, step.at, undone.guid, count(change.id), step.reason
        FROM step
        LEFT JOIN coder ON coder.guid = step.coder
        LEFT JOIN step AS undone ON undone.id = step.undoes
        LEFT JOIN change ON change.step = step.id
        GROUP BY step.id ORDER BY step.id
        """
    )
    return [Step(*row) for row in rows]


def changes(db: Database) -> Iterator[Change]:
    """Yield every change of every step, in order."""
    rows = db.execute(
        """
        SELECT step.guid, change.seq, change.table_name, change.guid, change.before, change.after
        FROM change JOIN step ON step.id = change.step ORDER BY change.step, change.seq
        """
    )
    for step, seq, table, guid, before, after in rows:
        yield Change(step, seq, table, guid, _loaded(before), _loaded(after))


def last_changed(db: Database) -> str:
    """Return when the project's last step was made: the date of a report, which never asks the clock."""
    return str(db.execute("SELECT max(at) FROM step").fetchone()[0])


def _loaded(text: str | None) -> dict[str, Any] | None:
    values: dict[str, Any] | None = None if text is None else json.loads(text)
    return values
