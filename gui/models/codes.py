"""The scheme as a tree: families, and their codes with counts, keys, and whether they are in sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import overload

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt, QTimer, Signal, Slot

from core.model.changes import ChangeSet
from core.model.ids import CodeId, CoderId, FamilyId
from core.model.scheme import Code, Family, Scale
from core.queries.schemes import codings_per_code
from gui.bridge import SessionBridge
from gui.editor.drag import CODE_MIME, code_mime
from gui.models.found_codes import FoldedNames, words_of
from gui.models.roles import AnyIndex
from gui.widgets.tips import tip

__all__ = ["CodesModel", "Sight", "ranks_of", "words_of"]

CODE = Qt.ItemDataRole.UserRole
FAMILY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
RANK = Qt.ItemDataRole.UserRole + 3
DEPTH = Qt.ItemDataRole.UserRole + 4
SIGHT = Qt.ItemDataRole.UserRole + 5
MEANT = Qt.ItemDataRole.UserRole + 6
HIDDEN_COUNT = Qt.ItemDataRole.UserRole + 7
NO_PARENT = QModelIndex()
# A count that lags by a blink is not seen; counting 100,000 codings at every key would be felt
_RECOUNT_AFTER = 120


class Sight(Enum):
    """How many of the codes that a row stands for are in sight."""

    SHOWN = "shown"
    PARTLY = "partly"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class _CodeRow:
    """`meant` are the codes that the row stands for: itself, or for a heading all codes below it."""

    code: Code
    rank: int
    depth: int
    meant: frozenset[CodeId]


@dataclass(frozen=True)
class _FamilyRow:
    family: Family
    codes: tuple[_CodeRow, ...]
    meant: frozenset[CodeId]
    has_headings: bool


def ranks_of(family: Family, codes: list[Code]) -> dict[CodeId, int]:
    """Return the place of each code in an ordinal family; those of a nominal one have none."""
    if family.scale != Scale.ORDINAL:
        return {}
    return {code.id: rank for rank, code in enumerate((c for c in codes if c.is_codable), start=1)}


class CodesModel(QAbstractItemModel):
    """Families at the top, codes below; counts are those of `count_for`'s coders.

    It shows only what is looked for. No proxy does that: with thousands of codes the toolkit asks for
    every row at every letter, and each question that passes through two models is twice as slow.
    A code that can be given can also be carried away by hand.
    """

    scheme_changing = Signal()
    scheme_changed = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scheme: list[_FamilyRow] = []
        self._rows: list[_FamilyRow] = []
        self._names: FoldedNames | None = None
        self._words = ""
        self._places: dict[CodeId, tuple[int, int]] = {}
        self._keys: dict[str, list[Code]] = {}
        self._counts: Counter[CodeId] = Counter()
        self._totals: dict[FamilyId, int] = {}
        self._counted: tuple[CoderId, ...] | None = None
        self._hidden: frozenset[CodeId] = frozenset()
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

    def look_for(self, words: str) -> None:
        """Show what fits the words, whatever their accents, vowel marks and letter forms."""
        words = words.strip()
        if words != self._words:
            self._words = words
            self.beginResetModel()
            self._find()
            self.endResetModel()

    def hide(self, codes: frozenset[CodeId]) -> None:
        """Hear which codes are out of sight."""
        turned, self._hidden = codes ^ self._hidden, codes
        self._tell(turned, [SIGHT, HIDDEN_COUNT, Qt.ItemDataRole.AccessibleTextRole])

    def with_key(self, key: str) -> Sequence[Code]:
        """Return the codes that can be given and bear this key, whatever its case."""
        return self._keys.get(key.casefold(), ())

    def index_of(self, code: CodeId) -> QModelIndex:
        """Return where a code stands, or an invalid index where it is not shown."""
        above, row = self._places.get(code, (-1, 0))
        return self.createIndex(row, 0, above + 1) if above >= 0 else QModelIndex()

    def first_code(self) -> QModelIndex:
        """Return the first row that can be given, or an invalid index."""
        shown = (row.code for family in self._rows for row in family.codes if row.code.is_codable)
        first = next(shown, None)
        return QModelIndex() if first is None else self.index_of(first.id)

    def family_of(self, code: Code) -> Family:
        """Return the family that a code of the scheme belongs to."""
        return next(row.family for row in self._scheme if row.family.id == code.family)

    # what Qt asks for

    def index(self, row: int, column: int, parent: AnyIndex = NO_PARENT) -> QModelIndex:
        # Asked for every row whenever the list is laid out; an invalid parent has row -1
        above = parent.row() + 1
        if above and parent.internalId():
            return QModelIndex()
        count = len(self._rows[above - 1].codes) if above else len(self._rows)
        return self.createIndex(row, 0, above) if 0 <= row < count and not column else QModelIndex()

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
            code = self._rows[above - 1].codes[index.row()]
            says = _CODE_SAYS.get(role)
            return says(self, code) if says else self._sight_data(code.meant, role)
        family = self._rows[index.row()]
        tells = _FAMILY_SAYS.get(role)
        return tells(self, family) if tells else self._sight_data(family.meant, role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        # Asked twice for every row whenever the list is laid out
        above = index.internalId()
        if not above:
            return _FAMILY_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags
        family = self._rows[above - 1]
        if family.has_headings and not family.codes[index.row()].code.is_codable:
            return _HEADING_FLAGS
        return _CODE_FLAGS

    def mimeTypes(self) -> list[str]:
        return [CODE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        codes = [code for index in indexes if isinstance(code := index.data(CODE), Code)]
        return code_mime(codes[0].id) if codes else QMimeData()

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        # The order of the codes is the codebook's; nothing is dropped between them
        return Qt.DropAction.IgnoreAction

    # what a row says

    def count(self, code: CodeId) -> int:
        """Return how many codings a code has."""
        return self._counts[code]

    def total(self, family: FamilyId) -> int:
        """Return how many codings the codes of a family have."""
        return self._totals[family]

    def _sight_data(self, meant: frozenset[CodeId], role: int) -> object:
        if role == SIGHT:
            return self._sight(meant)
        if role == HIDDEN_COUNT:
            return len(meant & self._hidden)
        return meant if role == MEANT else None

    def _sight(self, meant: frozenset[CodeId]) -> Sight:
        hidden = len(meant & self._hidden)
        if not hidden:
            return Sight.SHOWN
        return Sight.HIDDEN if hidden == len(meant) else Sight.PARTLY

    def code_spoken(self, row: _CodeRow) -> str:
        """Return what a screen reader says of a code."""
        code = row.code
        count = self.tr("%n coding(s)", "", self._counts[code.id]) if code.is_codable else self.tr("heading")
        keys = self.tr("key {key}").format(key=code.shortcut) if code.shortcut else ""
        return ", ".join(part for part in (code.name, count, keys, self._sight_spoken(row.meant)) if part)

    def family_spoken(self, row: _FamilyRow) -> str:
        """Return what a screen reader says of a family."""
        count = self.tr("%n coding(s)", "", self.total(row.family.id))
        return ", ".join(part for part in (row.family.name, count, self._sight_spoken(row.meant)) if part)

    def _sight_spoken(self, meant: frozenset[CodeId]) -> str:
        sight = self._sight(meant)
        if sight is Sight.PARTLY:
            words = self.tr("{hidden} of {codes} hidden")
            return words.format(hidden=len(meant & self._hidden), codes=len(meant))
        return self.tr("hidden") if sight is Sight.HIDDEN else ""

    # keeping in step

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"}:
            self.scheme_changing.emit()
            self.beginResetModel()
            self._load()
            self.endResetModel()
            self.scheme_changed.emit()
        elif "coding" in changes.tables:
            self._recount.start()

    @Slot()
    def _on_recount(self) -> None:
        before = self._counts
        self._count()
        turned = {key for key in {*before, *self._counts} if before[key] != self._counts[key]}
        self._tell(turned, [COUNT, Qt.ItemDataRole.AccessibleTextRole])

    def _tell(self, codes: Collection[CodeId], roles: list[int]) -> None:
        """Say that the rows of these codes, and of what they hang below, read differently."""
        meant = set(codes)
        for above, family in enumerate(self._rows):
            if family.meant.isdisjoint(meant):
                continue
            parent = self.createIndex(above, 0, 0)
            self.dataChanged.emit(parent, parent, roles)
            turned = [row for row, shown in enumerate(family.codes) if not shown.meant.isdisjoint(meant)]
            if turned:  # one range: a thousand small ones would cost more than a frame
                first, last = (
                    self.createIndex(turned[0], 0, above + 1),
                    self.createIndex(turned[-1], 0, above + 1),
                )
                self.dataChanged.emit(first, last, roles)

    def _load(self) -> None:
        whole = self._bridge.scheme()
        codes = {key: list(group) for key, group in groupby(whole.codes, lambda code: code.family)}
        self._scheme = [_family_row(family, codes.get(family.id, [])) for family in whole.families]
        self._names, self._keys = None, {}
        for family in self._scheme:
            for row in family.codes:
                if row.code.shortcut and row.code.is_codable:
                    self._keys.setdefault(row.code.shortcut.casefold(), []).append(row.code)
        self._count()
        self._find()

    def _count(self) -> None:
        counts = self._counts = self._bridge.ask(codings_per_code, self._counted)
        self._totals = {row.family.id: sum(counts[code] for code in row.meant) for row in self._scheme}

    def _find(self) -> None:
        """Settle which rows are shown."""
        self._rows = self._scheme if not self._words else self._found()
        self._places = {
            row.code.id: (above, place)
            for above, family in enumerate(self._rows)
            for place, row in enumerate(family.codes)
        }

    def _found(self) -> list[_FamilyRow]:
        if self._names is None:
            self._names = FoldedNames(
                (family.family, [row.code for row in family.codes]) for family in self._scheme
            )
        fitting = self._names.fitting(self._words)
        return [
            replace(family, codes=tuple(family.codes[place] for place in places))
            for family, places in zip(self._scheme, fitting, strict=True)
            if places
        ]


_FAMILY_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_HEADING_FLAGS = _FAMILY_FLAGS | Qt.ItemFlag.ItemNeverHasChildren
_CODE_FLAGS = _HEADING_FLAGS | Qt.ItemFlag.ItemIsDragEnabled
_CODE_SAYS: dict[int, Callable[[CodesModel, _CodeRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda _, row: row.code.name,
    Qt.ItemDataRole.ToolTipRole: lambda _, row: tip(row.code.name, row.code.short),
    Qt.ItemDataRole.AccessibleTextRole: CodesModel.code_spoken,
    CODE: lambda _, row: row.code,
    COUNT: lambda model, row: model.count(row.code.id),
    RANK: lambda _, row: row.rank,
    DEPTH: lambda _, row: row.depth,
}
_FAMILY_SAYS: dict[int, Callable[[CodesModel, _FamilyRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda _, row: row.family.name,
    Qt.ItemDataRole.ToolTipRole: lambda _, row: tip(row.family.name, row.family.definition),
    Qt.ItemDataRole.AccessibleTextRole: CodesModel.family_spoken,
    FAMILY: lambda _, row: row.family,
    COUNT: lambda model, row: model.total(row.family.id),
}


def _family_row(family: Family, codes: list[Code]) -> _FamilyRow:
    ranks, depths, meant = ranks_of(family, codes), _depths(codes), _meant(codes)
    rows = tuple(
        _CodeRow(code, ranks.get(code.id, 0), depths[code.id], meant[code.id])
        for code in codes
        if code.is_active
    )
    # Retired codes have no row; what was coded with them goes out of sight with their family
    codable = frozenset(code.id for code in codes if code.is_codable)
    return _FamilyRow(family, rows, codable, not all(row.code.is_codable for row in rows))


def _depths(codes: list[Code]) -> dict[CodeId, int]:
    depths: dict[CodeId, int] = {}
    for code in codes:  # parents come first
        depths[code.id] = 0 if code.parent is None else depths.get(code.parent, -1) + 1
    return depths


def _meant(codes: list[Code]) -> dict[CodeId, frozenset[CodeId]]:
    """Return which codes each row stands for."""
    below: dict[CodeId, set[CodeId]] = {code.id: set() for code in codes}
    for code in reversed(codes):  # children come last
        if code.is_codable:
            below[code.id].add(code.id)
        if code.parent is not None and code.parent in below:
            below[code.parent] |= below[code.id]
    return {code.id: frozenset({code.id} if code.is_codable else below[code.id]) for code in codes}
