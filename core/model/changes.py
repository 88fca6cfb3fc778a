"""What a step did: the news that views and reports act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Keys of rows that a step created, changed and removed, by table."""

    title: str
    _created: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    _changed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    _removed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """The tables in which anything changed."""
        return frozenset(self._created) | frozenset(self._changed) | frozenset(self._removed)

    def created(self, table: str) -> tuple[int, ...]:
        """Return the keys of new rows, in the order they were made."""
        return self._created.get(table, ())

    def changed(self, table: str) -> tuple[int, ...]:
        """Return the keys of rows whose columns changed."""
        return self._changed.get(table, ())

    def removed(self, table: str) -> tuple[int, ...]:
        """Return the keys of rows that are gone."""
        return self._removed.get(table, ())

    def __bool__(self) -> bool:
        return bool(self.tables)
