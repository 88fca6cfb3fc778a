"""Rows under headings, as the picker and the command field show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from gui.models.roles import AnyIndex
from gui.widgets.tips import tip

ENTRY = Qt.ItemDataRole.UserRole
MARKED = Qt.ItemDataRole.UserRole + 1
NO_PARENT = QModelIndex()


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
    """Shows the entries it was given last; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._marked: tuple[object, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def mark(self, payloads: Iterable[object]) -> None:
        """Tick the rows that stand for these, and no others."""
        self._marked = tuple(payloads)
        if self._entries:
            ends = self.index(0), self.index(len(self._entries) - 1)
            self.dataChanged.emit(*ends, [MARKED, Qt.ItemDataRole.AccessibleTextRole])

    def first_choice(self) -> QModelIndex:
        """Return the first row that can be chosen, or an invalid index."""
        return self._choice_in(range(len(self._entries)))

    def last_choice(self) -> QModelIndex:
        """Return the last row that can be chosen, or an invalid index."""
        return self._choice_in(reversed(range(len(self._entries))))

    def _choice_in(self, rows: Iterable[int]) -> QModelIndex:
        for row in rows:
            entry = self._entries[row]
            if not entry.is_heading and entry.is_possible:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

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
        entry = self._entries[index.row()]
        if entry.is_heading or not entry.is_possible:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _is_marked(self, entry: Entry) -> bool:
        return entry.payload is not None and entry.payload in self._marked
