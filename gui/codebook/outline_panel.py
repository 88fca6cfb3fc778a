"""The scheme beside the form: found by typing, chosen one or several at a time, put in order by hand."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QSettings,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.model.ids import CodeId
from core.model.scheme import Code, Family
from gui.acts import Acts
from gui.bridge import SessionBridge
from gui.codebook.faults_line import FaultsLine
from gui.codebook.meant import Meant
from gui.codebook.outline import CODE, FAMILY, OutlineModel
from gui.codebook.outline_rows import OutlineDelegate
from gui.codebook.outline_view import OutlineView
from gui.look import Look
from gui.panels.folded import FoldedFamilies
from gui.widgets.controls import SearchField, ToolButton
from gui.widgets.layout import column, panel_head, row, surface
from gui.widgets.messages import EmptyState

_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown}
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_HERE = QItemSelectionModel.SelectionFlag.NoUpdate


class OutlinePanel(QWidget):
    """Keeps its tree in step with what is meant; the model tells what a hand drops where."""

    edit_wanted = Signal()
    menu_wanted = Signal(QPoint)
    scheme_wanted = Signal()
    narrowed = Signal()  # more or less of the scheme is in sight
    left = Signal()

    def __init__(self, bridge: SessionBridge, meant: Meant, look: Look) -> None:
        super().__init__()
        self._meant = meant
        self._is_following = False
        self._is_opening = False
        # Headings that a hand has folded; all others are open
        self._closed: set[CodeId] = set()
        self._place = 0
        self.model = OutlineModel(bridge, self)
        self.field = SearchField(look, self.tr("Find in names and rules"))
        self.faults = FaultsLine(bridge, look)
        self.view = OutlineView(self.model, look)
        self.view.setItemDelegate(OutlineDelegate(look, self.view))
        self._folded = FoldedFamilies(self.view)
        self.merge = ToolButton(look, "merge", self.tr("Merge codes"))
        self.split = ToolButton(look, "split", self.tr("Split a code"))
        self.retire = ToolButton(look, "retire", self.tr("Retire, or take back into use"))
        self.add_family = ToolButton(look, "family-plus", self.tr("New family"))
        self.add = ToolButton(look, "plus", self.tr("New code"))
        self._empty = EmptyState(
            self.tr("No codes yet. Bring in a coding scheme."), self.tr("Import a scheme…")
        )
        self._empty.asked.connect(self.scheme_wanted)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._on_rebuilt()
        # not before it stands here: shown by itself it would be a window
        self.faults.look_again()

    def keep_folded(self, settings: QSettings, key: str) -> None:
        """Fold the families that were folded when the project was last open, and remember further ones."""
        self._folded.keep(settings, key)

    def follow(self, acts: Acts) -> None:
        """Let the tools do what the acts do, and be switched on and off as they are."""
        for tool, act in (
            (self.merge, acts.merge_codes),
            (self.split, acts.split_code),
            (self.retire, acts.retire_codes),
            (self.add_family, acts.new_family),
            (self.add, acts.new_code),
        ):
            tool.follow(act)

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes here."""
        return self.view if self._pages.currentIndex() == 0 else self._empty.button

    def show_all(self) -> None:
        """Leave the search and the list of what is lacking."""
        self.field.clear()
        self.faults.leave()

    def _build(self) -> None:
        tools = (self.merge, self.split, self.retire, self.add_family, self.add)
        head = panel_head(self.tr("Scheme"), *tools)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        search = row(self.field, edges=(12, 0, 12, 6))
        parts = column(head, search, self.faults, self._pages, gap=0)
        parts.setStretch(3, 1)
        self.setLayout(column(surface("panel", parts), gap=0))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.field.left.connect(self.left)
        self.faults.wanted.connect(self._on_faults_wanted)
        self.view.doubleClicked.connect(self._on_wanted)
        self.view.edit_wanted.connect(self._on_wanted)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.collapsed.connect(self._on_collapsed)
        self.view.expanded.connect(self._on_expanded)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.model.rebuilding.connect(self._on_rebuilding)
        self.model.rebuilt.connect(self._on_rebuilt)
        self._meant.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch(False)

    def _watch(self, is_watched: bool) -> None:
        """Count while somebody looks; coding goes on undisturbed elsewhere."""
        self.model.counting.watch(is_watched)
        self.faults.asking.watch(is_watched)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                if not self.view.currentIndex().isValid():
                    self._choose_first()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose_first()
                self.edit_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    # what is chosen

    def _choose_first(self) -> None:
        """Choose the first code that is found, unless one of those found is chosen."""
        code = self._meant.code
        if code is not None and self.model.index_of(code.id).isValid():
            return
        if (first := self.model.first_code()) is not None:
            self._meant.choose((first.id,))

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.model.look_for(words)
        self.narrowed.emit()

    @Slot(object)
    def _on_faults_wanted(self, codes: frozenset[CodeId] | None) -> None:
        self.model.show_only(codes)
        self.narrowed.emit()

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
    def _follow(self, *, reveals: bool = True) -> None:
        """Select what is meant, where it was chosen elsewhere; what is folded away need not be revealed."""
        codes, family = self._meant.codes, self._meant.family
        if codes:
            found = [self.model.index_of(code.id) for code in codes]
        else:
            found = [self.model.index_of_family(family.id)] if family else []
        found = [index for index in found if index.isValid() and (reveals or self._is_open_to(index))]
        selection = self.view.selectionModel()
        current = found[-1] if found else QModelIndex()
        if current == self.view.currentIndex() and set(found) == set(selection.selectedRows()):
            return
        self._is_following = True
        selection.clearSelection()
        selection.setCurrentIndex(current, _HERE)
        for index in found:
            selection.select(index, _ADD)
        if current.isValid():
            self.view.scrollTo(current)
        self._is_following = False

    def _is_open_to(self, index: QModelIndex) -> bool:
        above = index.parent()
        while above.isValid():
            if not self.view.isExpanded(above):
                return False
            above = above.parent()
        return True

    @Slot(QModelIndex)
    def _on_wanted(self, index: QModelIndex) -> None:
        if index.isValid():
            self.edit_wanted.emit()

    # what is open, and what comes into sight

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        if isinstance(code := index.data(CODE), Code) and not self._is_opening:
            self._closed.add(code.id)

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        if isinstance(code := index.data(CODE), Code) and not self._is_opening:
            self._closed.discard(code.id)

    @Slot()
    def _on_rebuilding(self) -> None:
        self._place = self.view.verticalScrollBar().value()
        self._is_following = True  # a tree that goes takes its selection along

    @Slot()
    def _on_rebuilt(self) -> None:
        is_narrowed = self.model.is_narrowed
        self._pages.setCurrentIndex(0 if self.model.rowCount() or is_narrowed else 1)
        self._is_opening = True
        self.view.expandAll()  # all at once: opening hundreds of rows one by one would be felt
        self._folded.apply(is_narrowed)
        for key in () if is_narrowed else self._closed:
            self.view.collapse(self.model.index_of(key))
        self._is_opening = self._is_following = False
        self.view.verticalScrollBar().setValue(self._place)
        self._follow(reveals=False)
