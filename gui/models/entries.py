"""Rows under headings, as the picker and the command field show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from gui.models.roles import AnyIndex
from gui.widgets.tips import tip

ENTRY = Qt.ItemDataRole.UserRole
MARKED = Qt.ItemDataRole.UserRole + 1
NO_PARENT = QModelIndex()
# A view asks for every row before it shows the first
_AT_ONCE = 200


@dataclass(frozen=True)
class Entry:
    """One row: a heading, or something to choose with what tells it apart from its namesakes.

    `note` says more in the tooltip.
    """

    text: str
    detail: str = ""
    payload: object = None
    is_heading: bool = False
    colour: str = ""
    rank: int = 0
    icon: str = ""
    keys: str = ""
    is_possible: bool = True
    note: str = ""


def group(heading: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return entries below their heading, or nothing where there are none."""
    shown = list(entries)
    return [Entry(heading, is_heading=True), *shown] if shown else []


class EntryModel(QAbstractListModel):
    """Shows the entries it was given last; headings cannot be chosen.

    Of thousands the first hundreds are there at once, more as the view comes to their end.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._there = 0
        self._marked: tuple[object, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._entries = list(entries)
        self._there = min(len(self._entries), _AT_ONCE)
        self.endResetModel()

    def mark(self, payloads: Iterable[object]) -> None:
        """Tick the rows that stand for these, and no others."""
        self._marked = tuple(payloads)
        if self._there:
            ends = self.index(0), self.index(self._there - 1)
            self.dataChanged.emit(*ends, [MARKED, Qt.ItemDataRole.AccessibleTextRole])

    def first_choice(self) -> QModelIndex:
        """Return the first row that can be chosen, or an invalid index."""
        return self._choice_in(range(self._there))

    def last_choice(self) -> QModelIndex:
        """Return the last row that can be chosen, or an invalid index; all rows are there then."""
        self._fetch(len(self._entries))
        return self._choice_in(reversed(range(len(self._entries))))

    def choice_from(self, row: int, *, down: bool) -> QModelIndex:
        """Return the row that can be chosen there, else the next one on that way, else the last before it."""
        self._fetch(row + _AT_ONCE)
        row = min(max(row, 0), self._there - 1)
        below, above = range(row, self._there), range(row, -1, -1)
        return self._choice_in(chain(below, above) if down else chain(above, below))

    def is_end(self, index: AnyIndex, *, at_top: bool) -> bool:
        """Tell whether nothing that can be chosen stands above a row, or nothing below it."""
        row = index.row()
        beyond = islice(self._entries, row) if at_top else islice(self._entries, row + 1, None)
        return not any(_is_choice(entry) for entry in beyond)

    def _choice_in(self, rows: Iterable[int]) -> QModelIndex:
        for row in rows:
            if _is_choice(self._entries[row]):
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._there

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._there < len(self._entries)

    def fetchMore(self, parent: AnyIndex) -> None:
        self._fetch(self._there + _AT_ONCE)

    def _fetch(self, count: int) -> None:
        count = min(count, len(self._entries))
        if count > self._there:
            self.beginInsertRows(QModelIndex(), self._there, count - 1)
            self._there = count
            self.endInsertRows()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == ENTRY:
            return entry
        if role == MARKED:
            return self._is_marked(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry.text, entry.detail, entry.note)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marked = self.tr("marked") if self._is_marked(entry) else ""
            return ", ".join(part for part in (entry.text, entry.detail, entry.keys, marked) if part)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not _is_choice(self._entries[index.row()]):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _is_marked(self, entry: Entry) -> bool:
        return entry.payload is not None and entry.payload in self._marked


def _is_choice(entry: Entry) -> bool:
    return not entry.is_heading and entry.is_possible
