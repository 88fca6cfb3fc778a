"""The scheme as a tree: families, and their codes below their parents, retired ones too."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from gui.models.codes import ranks_of
from gui.models.roles import AnyIndex
from gui.widgets.tips import tip

CODE = Qt.ItemDataRole.UserRole
FAMILY = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
RANK = Qt.ItemDataRole.UserRole + 3
NOTE = Qt.ItemDataRole.UserRole + 4
NO_PARENT = QModelIndex()
# Of this run alone: in another window the same numbers mean other codes
CODES_MIME = f"application/x-glossator-scheme-{os.getpid()}"
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


@dataclass(eq=False)
class Node:
    """A family or a code in the tree; the root is neither."""

    number: int = 0  # among all of its tree; an index that outlived a tree then names no dead thing
    above: Node | None = None
    row: int = 0
    family: Family | None = None
    code: Code | None = None
    rank: int = 0
    below: list[Node] = field(default_factory=list)


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
        self._root = Node()
        self._all: list[Node] = []
        self._nodes: dict[CodeId, Node] = {}
        self._families: dict[FamilyId, Node] = {}
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
        return next((node.code for node in self._nodes.values()), None)

    def note(self, notes: Mapping[CodeId, Note]) -> None:
        """Say at these codes how they differ from the version that is compared with."""
        before, self._notes = self._notes, notes
        for key in before.keys() | notes.keys():
            if before.get(key) != notes.get(key) and key in self._nodes:
                self._tell(self._nodes[key])

    def index_of(self, code: CodeId) -> QModelIndex:
        """Return where a code stands, or an invalid index where it is not shown."""
        return self._index(self._nodes.get(code))

    def index_of_family(self, family: FamilyId) -> QModelIndex:
        """Return where a family stands, or an invalid index where it is not shown."""
        return self._index(self._families.get(family))

    def _index(self, node: Node | None) -> QModelIndex:
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.number)

    # what Qt asks for

    def _node(self, index: AnyIndex) -> Node:
        if not index.isValid():
            return self._root
        return self._all[index.internalId()]

    def index(self, row: int, column: int, parent: AnyIndex = NO_PARENT) -> QModelIndex:
        below = self._node(parent).below
        return self._index(below[row]) if 0 <= row < len(below) and not column else QModelIndex()

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, index: AnyIndex, /) -> QModelIndex: ...

    def parent(self, index: AnyIndex | None = None) -> QObject | QModelIndex | None:
        if index is None:  # Qt has two functions of this name
            return super().parent()
        above = self._node(index).above if index.isValid() else None
        return QModelIndex() if above is None or above is self._root else self._index(above)

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
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return self._flags if self._all[index.internalId()].below else self._leaf_flags

    # carried by hand

    def mimeTypes(self) -> list[str]:
        return [CODES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        nodes = [self._node(index) for index in indexes]
        mime = QMimeData()
        if codes := [str(node.code.id) for node in nodes if node.code is not None]:
            mime.setData(CODES_MIME, f"codes {' '.join(codes)}".encode())
        elif nodes and (family := nodes[0].family) is not None:
            mime.setData(CODES_MIME, f"family {family.id}".encode())
        return mime

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        kind, keys = carried(data)
        target = self._node(parent)
        if kind == "family":
            return target is self._root and row >= 0
        above = {node.code.id for node in _path(target) if node.code is not None}
        return kind == "codes" and target is not self._root and above.isdisjoint(map(CodeId, keys))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        kind, keys = carried(data)
        target = self._node(parent)
        following = target.below[row] if 0 <= row < len(target.below) else None
        if kind == "family":
            before = following.family.id if following is not None and following.family else None
            self.family_moved.emit(FamilyId(keys[0]), before)
        else:
            codes = tuple(map(CodeId, keys))
            while following is not None and following.code is not None and following.code.id in codes:
                place = following.row + 1
                following = target.below[place] if place < len(target.below) else None
            family = _path(target)[-1].family
            assert family is not None
            parent_key = target.code.id if target.code else None
            before_key = following.code.id if following is not None and following.code else None
            self.codes_moved.emit(codes, family.id, parent_key, before_key)
        # the scheme itself says where they are now: Qt is not to remove any row
        return False

    # what a row says

    def count(self, node: Node) -> int:
        """Return how many codings a code has, or all codes of a family."""
        if node.code is not None:
            return self._counts[node.code.id]
        return sum(self._counts[code.code.id] for code in _all_below(node) if code.code is not None)

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
        held = [node.code for node in self._nodes.values() if node.code is not None]
        families = [node.family for node in self._families.values() if node.family is not None]
        if self.is_narrowed or not _stand_alike(families, held, scheme):
            return False
        for family in scheme.families:
            home = self._families[family.id]
            if home.family is not family:
                home.family = family
                self._tell(home)
        for code in scheme.codes:
            node = self._nodes[code.id]
            if node.code is not code and node.code != code:
                self._folded.pop(code.id, None)
                node.code = code
                self._tell(node)
        return True

    @Slot(object)
    def _on_counted(self, counts: Counter[CodeId]) -> None:
        before, self._counts = self._counts, counts
        for key in before.keys() | self._counts.keys():
            if before[key] != self._counts[key] and key in self._nodes:
                self._tell(self._nodes[key])

    def _tell(self, node: Node) -> None:
        """Say that a row reads differently, and its family with it, which counts for all of its codes.

        Row by row: of a stretch of rows the tree asks each whether it has any below it.
        """
        for one in {node.number: node, (home := _path(node)[-1]).number: home}.values():
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
        self._root, self._all, self._nodes, self._families = Node(), [], {}, {}
        ranks: dict[CodeId, int] = {}
        for family in scheme.families:
            ranks |= ranks_of(family, scheme.codes_of(family.id)) if family.scale == "ordinal" else {}
            is_found = self._only is None and bool(self._words) and self._words in fold(family.name)
            if fitting is None or is_found or family.id in fitting[1]:
                self._families[family.id] = self._hang(self._root, Node(family=family))
        for code in scheme.codes:
            if fitting is not None and code.id not in fitting[0]:
                continue
            home = self._families[code.family]
            above = home if code.parent is None else self._nodes.get(code.parent, home)
            self._nodes[code.id] = self._hang(above, Node(code=code, rank=ranks.get(code.id, 0)))

    def _hang(self, above: Node, node: Node) -> Node:
        node.above, node.row, node.number = above, len(above.below), len(self._all)
        above.below.append(node)
        self._all.append(node)
        return node

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


def _path(node: Node) -> list[Node]:
    """Return a node and what it hangs below, up to its family."""
    path = [node]
    while (above := path[-1].above) is not None and above.above is not None:
        path.append(above)
    return path


def _all_below(node: Node) -> list[Node]:
    found = list(node.below)
    for each in found:  # grows while it is gone through
        found.extend(each.below)
    return found


def carried(data: QMimeData) -> tuple[str, list[int]]:
    """Return what is carried, "codes" or "family", and its keys; other things came from elsewhere."""
    kind, *keys = bytes(data.data(CODES_MIME).data()).decode("ascii").split() or [""]
    return kind, [int(key) for key in keys]


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
