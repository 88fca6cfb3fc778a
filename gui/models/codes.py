"""The scheme as a tree: families, and their codes with counts and keys."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QSortFilterProxyModel, Qt, QTimer, Slot

from core.model.changes import ChangeSet
from core.model.ids import CodeId, CoderId
from core.model.scheme import Code, Family, Scale
from core.queries.schemes import codings_per_code, scheme
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.models.roles import AnyIndex

CODE = Qt.ItemDataRole.UserRole
FAMILY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
RANK = Qt.ItemDataRole.UserRole + 3
DEPTH = Qt.ItemDataRole.UserRole + 4
NO_PARENT = QModelIndex()
# A count that lags by a blink is not seen; counting 100,000 codings at every key would be felt
_RECOUNT_AFTER = 120


@dataclass(frozen=True)
class _CodeRow:
    code: Code
    rank: int
    depth: int


@dataclass(frozen=True)
class _FamilyRow:
    family: Family
    codes: tuple[_CodeRow, ...]


def ranks_of(family: Family, codes: list[Code]) -> dict[CodeId, int]:
    """Return the place of each code in an ordinal family; those of a nominal one have none."""
    if family.scale != Scale.ORDINAL:
        return {}
    return {code.id: rank for rank, code in enumerate((c for c in codes if c.is_codable), start=1)}


class CodesModel(QAbstractItemModel):
    """Families at the top, codes below; counts are those of `count_for`'s coders."""

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[_FamilyRow] = []
        self._counts: Counter[CodeId] = Counter()
        self._counted: tuple[CoderId, ...] | None = None
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_RECOUNT_AFTER)
        self._recount.timeout.connect(self._on_recount)
        self._load()
        bridge.changed.connect(self._on_changed)

    def count_for(self, coders: tuple[CoderId, ...] | None) -> None:
        """Count the codings of these coders; None counts everybody's."""
        self._counted = coders
        self._on_recount()

    def index(self, row: int, column: int, parent: AnyIndex = NO_PARENT) -> QModelIndex:
        if column or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, index: AnyIndex, /) -> QModelIndex: ...

    def parent(self, index: AnyIndex | None = None) -> QObject | QModelIndex | None:
        if index is None:  # Qt has two functions of this name
            return super().parent()
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        if not parent.isValid():
            return len(self._rows)
        return 0 if parent.internalId() else len(self._rows[parent.row()].codes)

    def columnCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if above := index.internalId():
            return self._code_data(self._rows[above - 1].codes[index.row()], role)
        return self._family_data(self._rows[index.row()], role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren if index.internalId() else flags

    def index_of(self, code: CodeId) -> QModelIndex:
        """Return where a code stands, or an invalid index."""
        for above, family in enumerate(self._rows):
            for row, shown in enumerate(family.codes):
                if shown.code.id == code:
                    return self.createIndex(row, 0, above + 1)
        return QModelIndex()

    def _code_data(self, row: _CodeRow, role: int) -> object:
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: row.code.name,
            Qt.ItemDataRole.ToolTipRole: "\n".join(part for part in (row.code.name, row.code.short) if part),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken(row.code),
            CODE: row.code,
            COUNT: self._counts[row.code.id],
            RANK: row.rank,
            DEPTH: row.depth,
        }
        return values.get(role)

    def _family_data(self, row: _FamilyRow, role: int) -> object:
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: row.family.name,
            Qt.ItemDataRole.ToolTipRole: row.family.definition or row.family.name,
            FAMILY: row.family,
            COUNT: sum(self._counts[shown.code.id] for shown in row.codes),
        }
        return values.get(role)

    def _spoken(self, code: Code) -> str:
        count = self.tr("%n coding(s)", "", self._counts[code.id])
        keys = self.tr("key {key}").format(key=code.shortcut) if code.shortcut else ""
        return ", ".join(part for part in (code.name, count, keys) if part)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"}:
            self.beginResetModel()
            self._load()
            self.endResetModel()
        elif "coding" in changes.tables:
            self._recount.start()

    @Slot()
    def _on_recount(self) -> None:
        counts = self._bridge.ask(codings_per_code, self._counted)
        if counts == self._counts:
            return
        self._counts = counts
        for above in range(len(self._rows)):
            parent = self.index(above, 0)
            self.dataChanged.emit(parent, parent, [COUNT])
            if last := self.rowCount(parent):
                self.dataChanged.emit(self.index(0, 0, parent), self.index(last - 1, 0, parent), [COUNT])

    def _load(self) -> None:
        whole = self._bridge.ask(scheme)
        self._rows = []
        for family in whole.families:
            codes = whole.codes_of(family.id)
            ranks, depths = ranks_of(family, codes), _depths(codes)
            shown = [
                _CodeRow(code, ranks.get(code.id, 0), depths[code.id]) for code in codes if code.is_active
            ]
            self._rows.append(_FamilyRow(family, tuple(shown)))
        self._counts = self._bridge.ask(codings_per_code, self._counted)


def _depths(codes: list[Code]) -> dict[CodeId, int]:
    depths: dict[CodeId, int] = {}
    for code in codes:  # parents come first
        depths[code.id] = 0 if code.parent is None else depths.get(code.parent, -1) + 1
    return depths


def words_of(code: Code) -> tuple[str, ...]:
    """Return everything a code is called: its name, its names in other languages, its aliases."""
    return (code.name, *code.names.values(), *code.aliases)


class FoundCodes(QSortFilterProxyModel):
    """The codes of which some name holds the words looked for; a family's name brings all its codes."""

    def __init__(self, model: CodesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSourceModel(model)
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def look_for(self, words: str) -> None:
        """Show what fits the words, whatever their accents, vowel marks and letter forms."""
        self.beginFilterChange()
        self._words = fold(words.strip())
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        if not self._words:
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        code = index.data(CODE)
        names = words_of(code) if isinstance(code, Code) else (str(index.data()),)
        return any(self._words in fold(name) for name in names)
