"""The codes panel: the scheme at hand, found by typing, given by a key, Enter, a double click or a drag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.commands.open_codes import AddOpenCode
from core.model.ids import CodeId
from core.model.scheme import Code, Family
from core.model.span import Span
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.models.codes import CODE, FAMILY, MEANT, SIGHT, CodesModel, Sight
from gui.panels.aloud import say_aloud
from gui.panels.codes_menu import CodesMenu
from gui.panels.codes_view import CodesView, is_hide_key
from gui.panels.folded import FoldedFamilies
from gui.panels.new_code import NewCodeField
from gui.panels.whose import HiddenNote
from gui.widgets.controls import SearchField, ToolButton
from gui.widgets.layout import column, panel_head, row, surface
from gui.widgets.messages import EmptyState

_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown}


class CodesPanel(QWidget):
    """Gives codes through the desk. `code_marked` tells which code's rule is looked at."""

    code_marked = Signal(object)  # CodeId | None
    scheme_wanted = Signal()
    left = Signal()  # the hand is done here, and goes back to the text
    refused = Signal(str)  # why nothing was given

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._look = look
        self._kept: tuple[CodeId | None, int] = (None, 0)
        self.model = CodesModel(bridge, self)
        self.field = SearchField(look, self.tr("Find or type a code"))
        self.view = CodesView(look)
        self.view.setModel(self.model)
        self.view.takes = self._takes
        self._folded = FoldedFamilies(self.view)
        self.new_code = ToolButton(look, "plus", self.tr("New code…"))
        self.naming = NewCodeField(desk, look)
        self.hidden = HiddenNote(desk, look)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._on_shown_changed()
        self.model.hide(desk.hidden_codes)
        self._on_scheme_changed()

    def keep_folded(self, settings: QSettings, key: str) -> None:
        """Fold the families that were folded when the project was last open, and remember further ones."""
        self._folded.keep(settings, key)

    def _build(self) -> None:
        # In the heading it moves nothing when it comes and goes
        head = panel_head(self.tr("Codes"), self.hidden, self.new_code)
        empty = EmptyState(self.tr("No codes yet. Bring in a coding scheme."), self.tr("Import a scheme…"))
        empty.asked.connect(self.scheme_wanted)
        self._pages.addWidget(self.view)
        self._pages.addWidget(empty)
        search = row(self.field, edges=(12, 0, 12, 6))
        body = column(head, self.naming, search, self._pages, gap=0)
        self.setLayout(column(surface("panel", body), gap=0))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_first_wanted)
        self.field.installEventFilter(self)
        self.view.clicked.connect(self._on_clicked)
        self.view.doubleClicked.connect(self._on_double_clicked)
        self.view.given.connect(self._give)
        self.view.sight_wanted.connect(self._on_sight_wanted)
        self.view.segment_dropped.connect(self._on_segment_dropped)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.naming.wanted.connect(self._on_named)
        self.naming.left.connect(self.left)
        self.field.left.connect(self.left)
        self.model.scheme_changing.connect(self._on_scheme_changing)
        self.model.scheme_changed.connect(self._on_scheme_changed)
        for signal in (self._desk.coder_changed, self._desk.others_shown):
            signal.connect(self._on_shown_changed)
        self._desk.codes_hidden.connect(self.model.hide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                if not isinstance(self.view.currentIndex().data(CODE), Code):
                    self.view.setCurrentIndex(self.model.first_code())
                return True
            if is_hide_key(event) and self.view.currentIndex().isValid():
                self._on_sight_wanted(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    # giving

    @Slot(QModelIndex)
    def _give(self, index: QModelIndex) -> None:
        code = index.data(CODE)
        if isinstance(code, Code) and code.is_codable:
            if self._desk.selection is None:
                self.refused.emit(self.tr("Select words in the text first."))
            else:
                self._desk.give(code.id)
        elif isinstance(index.data(FAMILY), Family):
            self._folded.toggle(index)

    def give_with_key(self, key: str) -> bool:
        """Give the code that has this shortcut; tells whether any has.

        Where several have it none is given: which was meant would be a guess.
        """
        found = self.model.with_key(key)
        if len(found) == 1:
            self._desk.give(found[0].id)
        elif found:
            words = self.tr("Several codes have the key {key}: {codes}. Nothing was given.")
            self.refused.emit(words.format(key=key, codes=self._with_families(found)))
        return bool(found)

    def _with_families(self, codes: Sequence[Code]) -> str:
        return ", ".join(f"{code.name} ({self.model.family_of(code).name})" for code in codes)

    def _takes(self, span: Span) -> bool:
        return span == self._desk.selection and not self._bridge.session.is_read_only

    @Slot(int)
    def _on_segment_dropped(self, code: int) -> None:
        self._desk.give(CodeId(code))

    # a new code

    @Slot()
    def ask_for_name(self) -> None:
        """Ask in place for the name of a new code; what was looked for in vain is offered."""
        typed = self.field.text().strip()
        self.naming.open("" if self.model.rowCount() else typed)

    @Slot(str)
    def _on_named(self, name: str) -> None:
        if self._desk.selection is not None:
            if self._desk.give_new_code(name) is not None:
                self.naming.leave()
            return
        changes = self._bridge.run(AddOpenCode(name))
        if changes is not None:
            self.naming.hide()
            self.field.clear()
            self._desk.done.emit(self.tr("Added {code}").format(code=name))
            self._mark(CodeId(changes.created("code")[0]))

    def _mark(self, code: CodeId) -> None:
        """Go to a code in the list, also in a folded family."""
        index = self.model.index_of(code)
        self.view.expand(index.parent())
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    # what is looked at

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        is_searching = bool(words.strip())
        self.model.look_for(words)
        self._folded.apply(is_searching)
        if is_searching:
            self.view.setCurrentIndex(self.model.first_code())
        code = self.view.currentIndex().data(CODE) if is_searching else None
        self.code_marked.emit(code.id if isinstance(code, Code) else None)

    @Slot()
    def _on_first_wanted(self) -> None:
        index = self.view.currentIndex()
        self._give(index if isinstance(index.data(CODE), Code) else self.model.first_code())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(FAMILY), Family):
            self._folded.toggle(index)
        elif isinstance(code := index.data(CODE), Code):
            self.code_marked.emit(code.id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(CODE), Code):
            self._give(index)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        code = index.data(CODE)
        if isinstance(code, Code) and self.view.hasFocus():
            self.code_marked.emit(code.id)

    # what is in sight

    @Slot(QModelIndex)
    def _on_sight_wanted(self, index: QModelIndex) -> None:
        """Hide what a row stands for; show it where nothing of it is in sight."""
        is_hidden, meant = index.data(SIGHT) is Sight.HIDDEN, index.data(MEANT)
        if not meant:
            return
        self._desk.hide_codes(meant, not is_hidden)
        words = self.tr("{code} shown") if is_hidden else self.tr("{code} hidden")
        say_aloud(self.view, words.format(code=index.data()))

    @Slot(QModelIndex, QPoint)
    def _on_menu_wanted(self, index: QModelIndex, place: QPoint) -> None:
        self.menu_for(index).popup(place)

    def menu_for(self, index: QModelIndex) -> CodesMenu:
        """Return the menu of a row."""
        menu = CodesMenu(self._look, self._desk, self)
        code = index.data(CODE)
        if isinstance(code, Code) and code.is_codable:
            menu.add_giving(code, lambda: self.code_marked.emit(code.id))
        if meant := index.data(MEANT):
            menu.add_sight(meant, is_hidden=index.data(SIGHT) is Sight.HIDDEN)
        return menu

    # keeping in step

    @Slot()
    def _on_scheme_changing(self) -> None:
        index = self.view.currentIndex()
        code = index.data(CODE)
        self._kept = code.id if isinstance(code, Code) else None, self.view.verticalScrollBar().value()

    @Slot()
    def _on_scheme_changed(self) -> None:
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._folded.apply(bool(self.field.text().strip()))
        code, place = self._kept
        if code is not None:
            self.view.setCurrentIndex(self.model.index_of(code))
        self.view.verticalScrollBar().setValue(place)

    @Slot()
    def _on_shown_changed(self, *_: object) -> None:
        self.model.count_for(self._desk.shown_coders)
