"""All codes as rows of a table, what is said of them as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    Qt,
    Signal,
    Slot,
)

from core.jobs import Progress
from core.model.changes import ChangeSet
from core.model.ids import CodeId, CoderId, FamilyId
from core.model.scheme import Code, Scheme
from core.model.use import Use
from core.queries.codebook import uses
from core.queries.coders import coders
from core.session import Reader
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.codebook.asking import Asking
from gui.codebook.outline import words_of
from gui.models.codes import ranks_of
from gui.models.roles import AnyIndex
from gui.widgets.tips import tip

CODE = Qt.ItemDataRole.UserRole
RANK = Qt.ItemDataRole.UserRole + 1
COLUMN = Qt.ItemDataRole.UserRole + 2
NO_PARENT = QModelIndex()
_RECOUNT_AFTER = 120  # milliseconds, as in the outline
_DISPLAY = Qt.ItemDataRole.DisplayRole
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True)
class Column:
    """What one column says of a code.

    `values` returns what `EditCode` is to be told where a cell says something else; None where the
    cell cannot be edited in place. `wraps` tells that whole sentences stand there.
    """

    key: str
    title: str
    says: Callable[[Code], str]
    width: int
    values: Callable[[Code, str], Mapping[str, object]] | None = None
    wraps: bool = False
    is_foreign: bool = False  # in another language, whose letters decide at which side they begin
    counts: Callable[[Use], int] | None = None


def _text(key: str, title: str, width: int, *, wraps: bool = False) -> Column:
    return Column(key, title, attrgetter(key), width, lambda code, text: {key: text}, wraps)


def _name_in(language: str) -> Column:
    tr, known = QCoreApplication.translate, QLocale(language)
    spoken = QLocale.languageToString(known.language())
    return Column(
        f"name_{language}",
        tr("CodesTable", "Name in {language}").format(language=spoken),
        lambda code: code.names.get(language, ""),
        150,
        lambda code, text: {"names": {**code.names, language: text}},
        is_foreign=True,
    )


class TableModel(QAbstractTableModel):
    """Shows the codes that are looked for, in the order of the scheme or of one of the columns.

    `edited` carries a code and what a cell says of it now: the project itself is asked to change.
    """

    edited = Signal(object, object)  # Code, Mapping[str, object]
    retold = Signal(object)  # rows that stand where they stood, and say something else
    rebuilding = Signal()
    rebuilt = Signal()
    columns_changed = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = ""
        self._sorted: tuple[str, bool] | None = None  # column, and whether it falls
        self._rows: list[Code] = []
        self._places: dict[CodeId, int] = {}
        self._ranks: dict[CodeId, int] = {}
        self._names: dict[int, str] = {}
        self._families: dict[FamilyId, str] = {}
        self._found: set[FamilyId] = set()  # whose own names hold the words looked for
        self._folded: dict[CodeId, tuple[Code, str]] = {}
        self._uses: Mapping[CodeId, Use] = {}
        self.columns: list[Column] = []
        self.counting = Asking(bridge.session, _count, _RECOUNT_AFTER, self)
        self.counting.answered.connect(self._on_counted)
        self.counting.ask()
        self._make_columns()
        self._load()
        bridge.changed.connect(self._on_changed)

    # what is shown

    def look_for(self, words: str) -> None:
        """Show the codes whose names, family or rules hold these words."""
        words = fold(words.strip())
        if words != self._words:
            self._words = words
            self._rebuild()

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """Return the key of the column that gives the order, and whether it falls; None for the scheme's."""
        return self._sorted

    def sort_by(self, key: str | None, is_falling: bool = False) -> None:
        """Order the rows by what a column says; the scheme keeps its own order."""
        wanted = None if key is None else (key, is_falling)
        if wanted != self._sorted:
            self._sorted = wanted
            self._rebuild()

    @property
    def codes(self) -> Sequence[Code]:
        """Return the codes in the order of the rows."""
        return self._rows

    def row_of(self, code: CodeId) -> int:
        """Return in which row a code stands, or -1 where it is not shown."""
        return self._places.get(code, -1)

    def column_of(self, key: str) -> int:
        """Return where a column stands."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    # what Qt asks for

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        code, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.text(code, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self.text(code, column)) if column.wraps else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{code.name}, {column.title}: {self.text(code, column)}"
        if role == CODE:
            return code
        if role == RANK:
            return self._ranks.get(code.id, 0)
        return column if role == COLUMN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        # asked for every cell whenever one is painted
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_edited = self.columns[index.column()].values is not None and not self._bridge.session.is_read_only
        return _EDITED if is_edited else _READ

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        code, column = self._rows[index.row()], self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.values is None or value == self.text(code, column):
            return False
        self.edited.emit(code, column.values(code, str(value)))
        # the project says what the cell holds now, also where it refused
        return False

    def text(self, code: Code, column: Column) -> str:
        """Return what a cell says."""
        if column.counts is None:
            return column.says(code)
        return str(column.counts(self._uses.get(code.id, _NEVER))) if code.is_codable else ""

    # keeping in step

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"coder", "family", "code"}:
            self._on_scheme_changed(changes)
        if changes.tables & {"coding", "coder"}:
            self.counting.ask_soon()

    def _on_scheme_changed(self, changes: ChangeSet) -> None:
        before = self.columns
        self._make_columns()
        if [column.key for column in before] != [column.key for column in self.columns]:
            self.beginResetModel()
            self._load()
            self.endResetModel()
            self.columns_changed.emit()
            return
        scheme = self._bridge.scheme()
        if len(scheme.codes) != len(self._rows) or not self._take_over(scheme):
            self._rebuild()

    def _take_over(self, scheme: Scheme) -> bool:
        """Show what codes say now in the rows they stand in; tells whether they still stand there.

        What was just edited stays under the hand, also where the column gives the order.
        """
        if self._sorted is None and [one.id for one in scheme.codes] != [one.id for one in self._rows]:
            return False
        if any(code.id not in self._places for code in scheme.codes):
            return False
        names, families = self._names, self._families
        self._name_all(scheme)
        is_all = families != self._families or names != self._names
        changed = [self._places[code.id] for code in scheme.codes if self._differs(code)]
        for code in scheme.codes:
            self._rows[self._places[code.id]] = code
        for place in changed:
            self._tell(0, len(self.columns) - 1, place, place)
        if is_all:
            # a name stands in the rows of all that belong to it
            self._tell(self.column_of("family"), self.column_of("parent"))
        self.retold.emit(changed)
        return True

    def _differs(self, code: Code) -> bool:
        kept = self._rows[self._places[code.id]]
        return kept is not code and kept != code

    @Slot(object)
    def _on_counted(self, found: Mapping[CodeId, Use]) -> None:
        self._uses = found
        counting = [place for place, column in enumerate(self.columns) if column.counts is not None]
        key = self._sorted[0] if self._sorted is not None else ""
        if key and self.columns[self.column_of(key)].counts is not None:
            self._rebuild()
        else:
            self._tell(counting[0], counting[-1])

    def _tell(self, first: int, last: int, top: int = 0, bottom: int | None = None) -> None:
        if self._rows:
            bottom = len(self._rows) - 1 if bottom is None else bottom
            self.dataChanged.emit(self.index(top, first), self.index(bottom, last))

    def _rebuild(self) -> None:
        self.rebuilding.emit()
        self.beginResetModel()
        self._load()
        self.endResetModel()
        self.rebuilt.emit()

    def _load(self) -> None:
        scheme = self._bridge.scheme()
        self._name_all(scheme)
        self._found = {key for key, name in self._families.items() if self._words in fold(name)}
        rows = [code for code in scheme.codes if self._fits(code)]
        if self._sorted is not None:
            key, is_falling = self._sorted
            column = self.columns[self.column_of(key)]
            # what says nothing comes last, whichever way the rest goes
            worded = [code for code in rows if self.text(code, column)]
            silent = [code for code in rows if not self.text(code, column)]
            worded.sort(key=lambda code: self._order_of(code, column), reverse=is_falling)
            rows = [*worded, *silent]
        self._rows = rows
        self._places = {code.id: place for place, code in enumerate(rows)}

    def _order_of(self, code: Code, column: Column) -> tuple[int, str]:
        text = self.text(code, column)
        return (int(text), "") if column.counts is not None else (0, fold(text))

    def _name_all(self, scheme: Scheme) -> None:
        self._families = {family.id: family.name for family in scheme.families}
        self._names = {code.id: code.name for code in scheme.codes}
        self._ranks = {}
        for family in scheme.families:
            if family.scale == "ordinal":
                self._ranks |= ranks_of(family, scheme.codes_of(family.id))

    def _fits(self, code: Code) -> bool:
        if not self._words:
            return True
        kept = self._folded.get(code.id)
        if kept is None or kept[0] is not code:
            kept = self._folded[code.id] = code, words_of(code)
        return self._words in kept[1] or code.family in self._found

    def _make_columns(self) -> None:
        tr = self.tr
        scheme = self._bridge.scheme()
        languages = sorted({"ar"}.union(*(code.names for code in scheme.codes)))
        self.columns = [
            _text("name", tr("Code"), 210),
            Column("family", tr("Family"), lambda code: self._families[code.family], 150),
            Column("parent", tr("Below"), lambda code: self._names.get(code.parent or 0, ""), 120),
            _text("short", tr("In short"), 220, wraps=True),
            _text("definition", tr("Definition"), 260, wraps=True),
            _text("include", tr("Include"), 220, wraps=True),
            _text("exclude", tr("Exclude"), 220, wraps=True),
            *map(_name_in, languages),
            _text("shortcut", tr("Key"), 56),
            _text("source", tr("From"), 110),
            Column("codings", tr("Codings"), str, 76, counts=lambda use: use.codings),
            *self._coder_columns(),
        ]

    def _coder_columns(self) -> list[Column]:
        return [
            Column(f"coder_{one.guid}", one.name, str, 76, counts=_by(one.id))
            for one in self._bridge.ask(coders)
        ]


def _count(reader: Reader, progress: Progress) -> Mapping[CodeId, Use]:
    progress.step(0, 0)
    return reader.ask(uses)


def _by(coder: CoderId) -> Callable[[Use], int]:
    return lambda use: use.by_coder.get(coder, 0)


_NEVER = Use()
