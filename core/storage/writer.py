"""The one way to change rows: every write is recorded, row by row, before and after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from core.errors import NotFound
from core.model.changes import ChangeSet
from core.model.ids import StepId, new_guid
from core.storage import content
from core.storage.driver import Database

P = ParamSpec("P")
T = TypeVar("T")
Row = Mapping[str, Any]
_GONE = "This was removed meanwhile. Nothing was changed."


def now() -> str:
    """Return this moment in UTC, ISO 8601 with milliseconds and `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Writer:
    """Writes rows of one step inside one transaction that the session holds.

    The step's own row is written with its first change, so an act that changes nothing leaves no
    trace. Bulk work goes through the `…_many` forms: one statement for the rows, one for the trail.
    """

    def __init__(
        self, db: Database, title: str, coder_guid: str | None = None, undoes: StepId | None = None
    ) -> None:
        self.db = db
        self.now = now()
        self._title = title
        self._coder_guid = coder_guid
        self._undoes = undoes
        self._reason = ""
        self._step: StepId | None = None
        self._seq = 0
        self._columns: dict[str, tuple[str, ...]] = {}
        self._touched: dict[str, defaultdict[str, list[int]]] = {
            kind: defaultdict(list) for kind in ("created", "changed", "removed")
        }

    def ask(self, query: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a query inside this step; it sees what the step has written so far."""
        return query(self.db, *args, **kwargs)

    def because(self, reason: str) -> None:
        """Give the step a reason, before its first change; a blank one is none."""
        self._reason = reason.strip()

    def insert(self, table: str, row: Row) -> int:
        """Add one row and return its key; a GUID is made where the row brings none."""
        return self.insert_many(table, [row])[0]

    def insert_many(self, table: str, rows: Sequence[Row]) -> list[int]:
        """Add rows that have the same columns and return their keys, in order.

        A row may bring its own `id`, as undo does; then all must.
        """
        if not rows:
            return []
        first_free = self._next_key(table)
        full = [
            {"id": row.get("id", key), "guid": row.get("guid") or new_guid(), **_without_key(row)}
            for key, row in enumerate(rows, first_free)
        ]
        columns = list(full[0])
        self.db.conn.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            [tuple(row[column] for column in columns) for row in full],
        )
        keys = [int(row["id"]) for row in full]
        self._record("created", table, keys, ((row["guid"], row["id"], None, row) for row in full))
        return keys

    def update(self, table: str, key: int, values: Row) -> None:
        """Change columns of one row; raises `NotFound` for a key that is not there."""
        self.update_many(table, [(key, values)])

    def update_many(self, table: str, updates: Sequence[tuple[int, Row]]) -> None:
        """Change the same columns of several rows; rows that hold the values already are left out.

        Where all get one and the same mapping the database does the whole of it, in half the time.
        """
        if not updates:
            return
        if len(updates) > 1 and all(values is updates[0][1] for _, values in updates):
            self._update_alike(table, [key for key, _ in updates], updates[0][1])
            return
        columns = list(updates[0][1])
        before = self._rows(table, [key for key, _ in updates], ("id", "guid", *columns))
        changed = []
        for key, values in updates:
            old = before[key]
            if any(old[column] != values[column] for column in columns):
                changed.append((old["guid"], key, {c: old[c] for c in columns}, dict(values)))
        self.db.conn.executemany(
            f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in columns)} WHERE id = ?",
            [(*(after[column] for column in columns), key) for _, key, _, after in changed],
        )
        self._record("changed", table, [key for _, key, _, _ in changed], changed)

    def _update_alike(self, table: str, keys: Sequence[int], values: Row) -> None:
        """Give rows the same values, and write them down as they were before, by key."""
        wanted = json.dumps(list(keys))
        among = "id IN (SELECT value FROM json_each(?))"
        differs = " OR ".join(f"{column} IS NOT ?" for column in values)
        there = self.db.execute(f"SELECT count(*) FROM {table} WHERE {among}", (wanted,)).fetchone()[0]
        if there < len(set(keys)):
            raise NotFound(_GONE)
        found = self.db.execute(
            f"SELECT id FROM {table} WHERE {among} AND ({differs}) ORDER BY id", (wanted, *values.values())
        )
        changed = [int(key) for (key,) in found]
        if not changed:
            return
        step, wanted = self._begun(), json.dumps(changed)
        before = ", ".join(f"'{column}', {column}" for column in values)
        self.db.execute(
            f"""
            INSERT INTO change (step, seq, table_name, guid, row, before, after)
            SELECT ?, ? + row_number() OVER (ORDER BY id) - 1, ?, guid, id, json_object({before}), ?
            FROM {table} WHERE {among} ORDER BY id
            """,
            (step, self._seq, table, _dumped(values), wanted),
        )
        assignments = ", ".join(f"{column} = ?" for column in values)
        self.db.execute(f"UPDATE {table} SET {assignments} WHERE {among}", (*values.values(), wanted))
        self._seq += len(changed)
        self._touched["changed"][table].extend(changed)

    def delete(self, table: str, key: int) -> None:
        """Remove one row; what refers to it must have gone before."""
        self.delete_many(table, [key])

    def delete_many(self, table: str, keys: Sequence[int]) -> None:
        """Remove rows by key, in the order given."""
        before = self._rows(table, keys, self._columns_of(table))
        self.db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", [(key,) for key in keys])
        self._record("removed", table, keys, ((before[key]["guid"], key, before[key], None) for key in keys))

    def store(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Keep texts and originals, `(sha256, data)`; they stay out of the trail."""
        content.store(self.db, contents)

    @property
    def step(self) -> StepId | None:
        """The step's key once something was changed, else None."""
        return self._step

    def change_set(self) -> ChangeSet:
        """Return what this step did, for the views."""
        return ChangeSet(
            self._title,
            *({table: tuple(keys) for table, keys in kind.items()} for kind in self._touched.values()),
        )

    def _next_key(self, table: str) -> int:
        row = self.db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(row[0]) + 1 if row else 1

    def _columns_of(self, table: str) -> tuple[str, ...]:
        if table not in self._columns:
            described = self.db.execute(f"PRAGMA table_info({table})")
            self._columns[table] = tuple(column[1] for column in described)
        return self._columns[table]

    def _rows(self, table: str, keys: Sequence[int], columns: Sequence[str]) -> dict[int, dict[str, Any]]:
        """Return these columns, of which `id` is the first, by key; raises `NotFound` if a row is missing."""
        found = self.db.execute(
            f"SELECT {', '.join(columns)} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        rows = {row[0]: dict(zip(columns, row, strict=True)) for row in found}
        if len(rows) < len(set(keys)):
            raise NotFound(_GONE)
        return rows

    def _record(
        self,
        kind: str,
        table: str,
        keys: Sequence[int],
        changes: Iterable[tuple[str, int, Row | None, Row | None]],
    ) -> None:
        if not keys:
            return
        step = self._begun()
        self._touched[kind][table].extend(keys)
        self.db.conn.executemany(
            "INSERT INTO change (step, seq, table_name, guid, row, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (step, seq, table, guid, key, _dumped(before), _dumped(after))
                for seq, (guid, key, before, after) in enumerate(changes, self._seq)
            ),
        )
        self._seq += len(keys)

    def _begun(self) -> StepId:
        if self._step is None:
            cursor = self.db.execute(
                "INSERT INTO step (guid, title, coder, at, undoes, reason) VALUES (?, ?, ?, ?, ?, ?)",
                (new_guid(), self._title, self._coder_guid, self.now, self._undoes, self._reason),
            )
            self._step = StepId(int(cursor.lastrowid or 0))
        return self._step


def _without_key(row: Row) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column not in ("id", "guid")}


# made once: `json.dumps` with settings of its own makes one for each row
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _dumped(row: Row | None) -> str | None:
    return None if row is None else _encode(row if isinstance(row, dict) else dict(row))
