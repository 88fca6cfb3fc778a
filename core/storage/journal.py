"""The journal: what each step did to each row, kept for good.

Undo and redo are steps too: each puts back what another step changed, and is recorded like any
other. So one record serves undo (also after closing and opening again), the audit trail and merging.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from core.model.ids import StepId
from core.storage.driver import Database
from core.storage.writer import Row, Writer


@dataclass(slots=True)
class History:
    """Which steps can be undone and redone now. A new act ends the line of what could be redone.

    `done` and `undone` hold steps, newest last; the first step of a project made the project itself
    and is not among them.
    """

    done: list[StepId] = field(default_factory=list)
    undone: list[StepId] = field(default_factory=list)

    @classmethod
    def of(cls, db: Database) -> History:
        """Read the whole line of steps."""
        history = cls()
        for step, undoes in db.execute("SELECT id, undoes FROM step ORDER BY id LIMIT -1 OFFSET 1"):
            history.follow(step, undoes)
        return history

    def follow(self, step: StepId, undoes: StepId | None) -> None:
        """Take in one more step: an act, the undoing of the last act, or the undoing of that."""
        if undoes is None:
            self.done.append(step)
            self.undone.clear()
        elif self.done and undoes == self.done[-1]:
            self.done.pop()
            self.undone.append(step)
        elif self.undone and undoes == self.undone[-1]:
            self.undone.pop()
            self.done.append(step)


def title_of(db: Database, step: StepId) -> str:
    """Return the step's title; an undo bears the title of the act it undoes."""
    return str(db.execute("SELECT title FROM step WHERE id = ?", (step,)).fetchone()[0])


def put_back(writer: Writer, step: StepId) -> None:
    """Take every change of a step back, last first; neighbours of one kind go in one statement."""
    for (table, kind, _), group in groupby(_changes_backwards(writer.db, step), key=_kind_of):
        changes = list(group)
        if kind == "created":
            writer.delete_many(table, [row for _, row, _, _ in changes])
        elif kind == "removed":
            writer.insert_many(table, [before for _, _, before, _ in changes if before is not None])
        else:
            for updates in _each_row_once((row, before or {}) for _, row, before, _ in changes):
                writer.update_many(table, updates)


def _each_row_once(updates: Iterable[tuple[int, Row]]) -> Iterator[list[tuple[int, Row]]]:
    """Part updates where a row comes again: what one statement writes is compared with one state only."""
    part: list[tuple[int, Row]] = []
    met: set[int] = set()
    for row, values in updates:
        if row in met:
            yield part
            part, met = [], set()
        part.append((row, values))
        met.add(row)
    yield part


_Change = tuple[str, int, Row | None, Row | None]


def _changes_backwards(db: Database, step: StepId) -> Iterator[_Change]:
    rows = db.execute(
        "SELECT table_name, row, before, after FROM change WHERE step = ? ORDER BY seq DESC", (step,)
    ).fetchall()
    for table, row, before, after in rows:
        yield table, row, _loaded(before), _loaded(after)


def _loaded(text: str | None) -> Row | None:
    values: dict[str, Any] | None = None if text is None else json.loads(text)
    return values


def _kind_of(change: _Change) -> tuple[str, str, tuple[str, ...]]:
    table, _, before, after = change
    if before is None:
        return table, "created", ()
    return table, "removed" if after is None else "changed", tuple(before)
