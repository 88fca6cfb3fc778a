"""The journal as files: who did what, when, and every row before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from core.exchange.json_files import write_json_rows
from core.exchange.tables import Cell, write_csv
from core.queries.history import Change, changes, steps
from core.storage.driver import Database

COLUMNS = ("at", "coder", "title", "step", "undoes", "seq", "table", "guid", "before", "after", "reason")


def journal_to_json(db: Database, path: Path) -> int:
    """Write one object a step, oldest first, with its changes; returns how many steps."""
    by_guid = {step.guid: step for step in steps(db)}

    def described() -> Iterator[dict[str, Any]]:
        # no step is without a change: its row is written with the first one
        for guid, of_step in groupby(changes(db), key=lambda change: change.step):
            step = by_guid[guid]
            yield {
                "at": step.at,
                "coder": step.coder,
                "title": step.title,
                "guid": step.guid,
                "undoes": step.undoes,
                "reason": step.reason,
                "changes": [_change(change) for change in of_step],
            }

    return write_json_rows(path, described())


def journal_to_csv(db: Database, path: Path) -> int:
    """Write one row a change, in order, the step's own cells beside it; rows before and after are JSON."""
    by_guid = {step.guid: step for step in steps(db)}

    def rows() -> Iterator[list[Cell]]:
        for change in changes(db):
            step = by_guid[change.step]
            yield [
                step.at,
                step.coder,
                step.title,
                step.guid,
                step.undoes,
                change.seq,
                change.table,
                change.guid,
                _cell(change.before),
                _cell(change.after),
                step.reason,
            ]

    write_csv(path, COLUMNS, rows())
    return len(by_guid)


def _change(change: Change) -> dict[str, Any]:
    return {
        "table": change.table,
        "guid": change.guid,
        "before": change.before,
        "after": change.after,
    }


def _cell(values: dict[str, Any] | None) -> str:
    return "" if values is None else json.dumps(values, ensure_ascii=False)
