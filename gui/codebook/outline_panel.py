"""The scheme beside the form: found by typing, chosen one or several at a time, put in order by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QObject, QPoint, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTreeView, QWidget

from core.model.ids import CodeId
from core.model.scheme import Code, Family
from gui.bridge import SessionBridge
from gui.codebook.meant import Meant
from gui.codebook.outline import CODE, FAMILY, OutlineModel
from gui.codebook.outline_rows import OutlineDelegate, fold_end
from gui.look import Look
from gui.panels.folded import FoldedFamilies
from gui.widgets.controls import SearchField, ToolButton, is_mirrored
from gui.widgets.layout import column, panel_head, row, surface
from gui.widgets.messages import EmptyState

_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown}


class OutlineView(QTreeView):
    """Tells what the hand wants of its rows; rows are dropped between others, or on one to lie below it."""

    edit_wanted = Signal(QModelIndex)  # Enter or F2 on a row
    menu_wanted = Signal(QPoint)  # global

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Coding scheme"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_fold(index, event.position().x()):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().mousePressEvent(event)

    def _is_on_fold(self, index: QModelIndex, x: float) -> bool:
        """Tell whether the hand is on the sign that folds a row; it reaches from the edge to the words."""
        if not index.isValid() or not self.model().rowCount(index):
            return False
        from_edge = self.viewport().width() - x if is_mirrored(self) else x
        return from_edge < fold_end(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)


class OutlinePanel(QWidget):
    """Keeps its tree in step with what is meant; the model tells what a hand drops where."""

    edit_wanted = Signal()
    menu_wanted = Signal(QPoint)
    scheme_wanted = Signal()
    left = Signal()

    def __init__(self, bridge: SessionBridge, meant: Meant, look: Look) -> None:
        super().__init__()
        self._meant = meant
        self._is_following = False
        self.model = OutlineModel(bridge, self)
        self.field = SearchField(look, self.tr("Find in names and rules"))
        self.view = OutlineView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(OutlineDelegate(look, self.view))
        self._folded = FoldedFamilies(self.view)
        self.merge = ToolButton(look, "merge", self.tr("Merge codes"))
        self.split = ToolButton(look, "split", self.tr("Split a code"))
        self.retire = ToolButton(look, "retire", self.tr("Retire, or take back into use"))
        self.add = ToolButton(look, "plus", self.tr("New code"))
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._on_rebuilt()

    def keep_folded(self, settings: QSettings, key: str) -> None:
        """Fold the families that were folded when the project was last open, and remember further ones."""
        self._folded.keep(settings, key)

    def _build(self) -> None:
        head = panel_head(self.tr("Scheme"), self.merge, self.split, self.retire, self.add)
        empty = EmptyState(self.tr("No codes yet. Bring in a coding scheme."), self.tr("Import a scheme…"))
        empty.asked.connect(self.scheme_wanted)
        self._pages.addWidget(self.view)
        self._pages.addWidget(empty)
        search = row(self.field, edges=(12, 0, 12, 6))
        self.setLayout(column(surface("panel", column(head, search, self._pages, gap=0)), gap=0))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.field.left.connect(self.left)
        self.view.doubleClicked.connect(self._on_wanted)
        self.view.edit_wanted.connect(self._on_wanted)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.model.rebuilt.connect(self._on_rebuilt)
        self._meant.changed.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.edit_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    # what is chosen

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.model.look_for(words)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, *_: object) -> None:
        if self._is_following:
            return
        current = self.view.currentIndex()
        rows = self.view.selectionModel().selectedRows()
        codes = [code for index in rows if isinstance(code := index.data(CODE), Code)]
        if codes:
            last = current.data(CODE)
            keys = [code.id for code in codes if code != last]
            self._meant.choose([*keys, last.id] if isinstance(last, Code) and last in codes else keys)
        elif rows and isinstance(family := rows[0].data(FAMILY), Family):
            self._meant.choose_family(family.id)

    @Slot()
    def _follow(self) -> None:
        """Select what is meant, where it was chosen elsewhere."""
        code, family = self._meant.code, self._meant.family
        if code is not None:
            index = self.model.index_of(code.id)
        else:
            index = self.model.index_of_family(family.id) if family else QModelIndex()
        if index == self.view.currentIndex() and self.view.selectionModel().isSelected(index):
            return
        self._is_following = True
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._is_following = False

    @Slot(QModelIndex)
    def _on_wanted(self, index: QModelIndex) -> None:
        if index.isValid():
            self.edit_wanted.emit()

    @Slot()
    def _on_rebuilt(self) -> None:
        self._pages.setCurrentIndex(0 if self.model.rowCount() or self.field.text().strip() else 1)
        self._folded.apply(bool(self.field.text().strip()))
        for key in (code.id for code in self._meant.bridge.scheme().codes):
            self._open(key)
        self._follow()

    def _open(self, code: CodeId) -> None:
        above = self.model.index_of(code).parent()
        if above.data(CODE) is not None:
            self.view.expand(above)
