"""The scheme as a tree: families, and their codes below their parents, retired ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import overload

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
    Slot,
)

from core.jobs import Progress
from core.model.changes import ChangeSet
from core.model.ids import CodeId, FamilyId
from core.model.scheme import RULE, Code, Family, Scheme
from core.queries.schemes import codings_per_code
from core.session import Reader
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.codebook.asking import Asking
from gui.codebook.outline_carried import CODES_MIME, can_land, carried, carry, following
from gui.codebook.outline_tree import Node, Tree, all_below, path_of, tree_of
from gui.models.roles import AnyIndex
from gui.widgets.tips import tip

CODE = Qt.ItemDataRole.UserRole
FAMILY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
RANK = Qt.ItemDataRole.UserRole + 3
NOTE = Qt.ItemDataRole.UserRole + 4
NO_PARENT = QModelIndex()
_RECOUNT_AFTER = 120  # milliseconds, as in the list of codes


class Note(StrEnum):
    """What a row says of its code in place of a count."""

    NEW = "new"
    EDITED = "edited"
    MOVED = "moved"
    RETIRED = "retired"


def note_words(note: str) -> str:
    """Return a note in the language of the window."""
    tr = QCoreApplication.translate
    known = {
        Note.NEW: tr("OutlineModel", "new"),
        Note.EDITED: tr("OutlineModel", "edited"),
        Note.MOVED: tr("OutlineModel", "moved"),
        Note.RETIRED: tr("OutlineModel", "retired"),
    }
    return known.get(Note(note), "") if note else ""


class OutlineModel(QAbstractItemModel):
    """Shows what is looked for, with counts of everybody's codings and a note at codes that changed.

    `moved` tells what a hand dropped: the keys of codes, family, parent or None, and the code before
    which they are wanted or None for the end; or the key of a family and that before which it goes.
    """

    codes_moved = Signal(object, object, object, object)
    family_moved = Signal(object, object)
    rebuilding = Signal()
    rebuilt = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = ""
        self._only: frozenset[CodeId] | None = None
        self._tree = Tree()
        self._folded: dict[CodeId, str] = {}
        self._counts: Counter[CodeId] = Counter()
        self._notes: Mapping[CodeId, Note] = {}
        self._flags = self._leaf_flags = Qt.ItemFlag.NoItemFlags
        self.counting = Asking(bridge.session, _count, _RECOUNT_AFTER, self)
        self.counting.answered.connect(self._on_counted)
        self._counts = bridge.ask(codings_per_code)
        self._load()
        bridge.changed.connect(self._on_changed)

    def look_for(self, words: str) -> None:
        """Show the codes whose names or rules hold these words, whatever their accents and letter forms."""
        words = fold(words.strip())
        if words != self._words:
            self._words = words
            self._rebuild(self._build)

    def show_only(self, codes: frozenset[CodeId] | None) -> None:
        """Show these codes alone, with those above them; None for all."""
        if codes != self._only:
            self._only = codes
            self._rebuild(self._build)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether some of the scheme may be out of sight."""
        return bool(self._words) or self._only is not None

    @property
    def can_be_arranged(self) -> bool:
        """Tell whether rows may be carried: with some out of sight, neighbours are not what they seem."""
        return not self._bridge.session.is_read_only and not self.is_narrowed

    def first_code(self) -> Code | None:
        """Return the first code that is shown."""
        return next((node.code for node in self._tree.codes.values()), None)

    def note(self, notes: Mapping[CodeId, Note]) -> None:
        """Say at these codes how they differ from the version that is compared with."""
        before, self._notes = self._notes, notes
        for key in before.keys() | notes.keys():
            if before.get(key) != notes.get(key) and key in self._tree.codes:
                self._tell(self._tree.codes[key])

    def index_of(self, code: CodeId) -> QModelIndex:
        """Return where a code stands, or an invalid index where it is not shown."""
        return self._index(self._tree.codes.get(code))

    def index_of_family(self, family: FamilyId) -> QModelIndex:
        """Return where a family stands, or an invalid index where it is not shown."""
        return self._index(self._tree.families.get(family))

    def _index(self, node: Node | None) -> QModelIndex:
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.number)

    # what Qt asks for

    def _node(self, index: AnyIndex) -> Node:
        return self._tree.all[index.internalId()]

    def index(self, row: int, column: int, parent: AnyIndex = NO_PARENT) -> QModelIndex:
        # asked for every row whenever the tree is laid out
        below = self._tree.all[parent.internalId()].below
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row].number)

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, index: AnyIndex, /) -> QModelIndex: ...

    def parent(self, index: AnyIndex | None = None) -> QObject | QModelIndex | None:
        if index is None:  # Qt has two functions of this name
            return super().parent()
        above = self._node(index).above
        return QModelIndex() if above is None or above is self._tree.root else self._index(above)

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return len(self._node(parent).below)

    def columnCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._node(index)
        says = _SAYS.get(role)
        return None if says is None else says(self, node)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        # asked for every row whenever the tree is laid out
        node = self._tree.all[index.internalId()]
        if node.above is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        return self._flags if node.below else self._leaf_flags

    # carried by hand

    def mimeTypes(self) -> list[str]:
        return [CODES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carry([self._node(index) for index in indexes])

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        return can_land(*carried(data), self._node(parent), row)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        kind, keys = carried(data)
        target = self._node(parent)
        if kind == "family":
            behind = following(target, row)
            self.family_moved.emit(FamilyId(keys[0]), behind.family.id if behind and behind.family else None)
        elif (family := path_of(target)[-1].family) is not None:
            codes = tuple(map(CodeId, keys))
            behind = following(target, row, codes)
            parent_key = target.code.id if target.code else None
            before = behind.code.id if behind and behind.code else None
            self.codes_moved.emit(codes, family.id, parent_key, before)
        # the scheme itself says where they are now: Qt is not to remove any row
        return False

    # what a row says

    def count(self, node: Node) -> int:
        """Return how many codings a code has, or all codes of a family."""
        if node.code is not None:
            return self._counts[node.code.id]
        return sum(self._counts[code.code.id] for code in all_below(node) if code.code is not None)

    def said_of(self, node: Node) -> str:
        """Return the note at a code, empty where there is none."""
        if node.code is None:
            return ""
        return self._notes.get(node.code.id, "" if node.code.is_active else Note.RETIRED)

    def spoken(self, node: Node) -> str:
        """Return what a screen reader says of a row."""
        code = node.code
        name = code.name if code else node.family.name if node.family else ""
        is_heading = code is not None and not code.is_codable
        count = self.tr("heading") if is_heading else self.tr("%n coding(s)", "", self.count(node))
        return ", ".join(part for part in (name, count, note_words(self.said_of(node))) if part)

    # keeping in step

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"} and not self._take_over():
            self._rebuild(self._load)
        if "coding" in changes.tables:
            self.counting.ask_soon()

    def _take_over(self) -> bool:
        """Show what codes and families say now in the rows there are; tells whether these still hold."""
        scheme = self._bridge.scheme()
        held = [node.code for node in self._tree.codes.values() if node.code is not None]
        families = [node.family for node in self._tree.families.values() if node.family is not None]
        if self.is_narrowed or not _stand_alike(families, held, scheme):
            return False
        for family in scheme.families:
            home = self._tree.families[family.id]
            if home.family is not family:
                home.family = family
                self._tell(home)
        for code in scheme.codes:
            node = self._tree.codes[code.id]
            if node.code is not code and node.code != code:
                self._folded.pop(code.id, None)
                node.code = code
                self._tell(node)
        return True

    @Slot(object)
    def _on_counted(self, counts: Counter[CodeId]) -> None:
        before, self._counts = self._counts, counts
        for key in before.keys() | self._counts.keys():
            if before[key] != self._counts[key] and key in self._tree.codes:
                self._tell(self._tree.codes[key])

    def _tell(self, node: Node) -> None:
        """Say that a row reads differently, and its family with it, which counts for all of its codes.

        Row by row: of a stretch of rows the tree asks each whether it has any below it.
        """
        for one in {node.number: node, (home := path_of(node)[-1]).number: home}.values():
            self.dataChanged.emit(self._index(one), self._index(one))

    def _rebuild(self, build: Callable[[], None]) -> None:
        self.rebuilding.emit()
        self.beginResetModel()
        build()
        self.endResetModel()
        self.rebuilt.emit()

    def _load(self) -> None:
        self._folded.clear()
        self._build()

    def _build(self) -> None:
        scheme = self._bridge.scheme()
        fitting = self._fitting(scheme)
        kept = _MOVABLE if self.can_be_arranged else _FIXED
        self._flags, self._leaf_flags = kept, kept | _LEAF
        if fitting is None:
            self._tree = tree_of(scheme, lambda _: True)
            return
        codes, families = fitting
        self._tree = tree_of(scheme, lambda one: one.id in families or self._is_found(one), codes)

    def _is_found(self, family: Family) -> bool:
        return self._only is None and bool(self._words) and self._words in fold(family.name)

    def _fitting(self, scheme: Scheme) -> tuple[set[CodeId], set[FamilyId]] | None:
        """Return the codes that fit with those above them, and their families; None where all do."""
        if not self.is_narrowed:
            return None
        parents = {code.id: code.parent for code in scheme.codes}
        codes: set[CodeId] = set()
        families: set[FamilyId] = set()
        for code in scheme.codes:
            if code.id not in self._folded:
                self._folded[code.id] = words_of(code)
            if self._words in self._folded[code.id] and (self._only is None or code.id in self._only):
                families.add(code.family)
                at: CodeId | None = code.id
                while at is not None and at not in codes:
                    codes.add(at)
                    at = parents[at]
        return codes, families


def _count(reader: Reader, progress: Progress) -> Counter[CodeId]:
    progress.step(0, 0)
    return reader.ask(codings_per_code)


def _stand_alike(families: Sequence[Family], codes: Sequence[Code], scheme: Scheme) -> bool:
    """Tell whether the same rows stand in the same places as in the scheme, with the same ranks."""
    if [(one.id, one.scale) for one in families] != [(one.id, one.scale) for one in scheme.families]:
        return False
    return [(one.id, one.family, one.parent, one.is_codable) for one in codes] == [
        (one.id, one.family, one.parent, one.is_codable) for one in scheme.codes
    ]


def words_of(code: Code) -> str:
    """Return everything that a code can be found by."""
    said = [code.name, *code.names.values(), *code.aliases, code.source]
    said += [getattr(code, field) for field in RULE]
    said += [words for each in code.texts.values() for words in each.values()]
    return fold("\n".join(said))


def _name(node: Node) -> str:
    if node.code is not None:
        return node.code.name
    return node.family.name if node.family else ""


def _about(node: Node) -> str:
    if node.code is not None:
        return tip(node.code.name, node.code.short)
    return tip(_name(node), node.family.definition if node.family else "")


_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = Qt.ItemFlag.ItemNeverHasChildren
_MOVABLE = _FIXED | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
_SAYS: dict[int, Callable[[OutlineModel, Node], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda _, node: _name(node),
    Qt.ItemDataRole.ToolTipRole: lambda _, node: _about(node),
    Qt.ItemDataRole.AccessibleTextRole: OutlineModel.spoken,
    CODE: lambda _, node: node.code,
    FAMILY: lambda _, node: node.family,
    COUNT: OutlineModel.count,
    RANK: lambda _, node: node.rank,
    NOTE: OutlineModel.said_of,
}
