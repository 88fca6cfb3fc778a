"""The codes panel: the scheme at hand, found by typing, given by a key, Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStackedWidget, QTreeView, QWidget

from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Family, Scale
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.models.codes import CODE, COUNT, DEPTH, FAMILY, RANK, CodesModel, FoundCodes
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.widgets.controls import SearchField
from gui.widgets.icons import paint_icon
from gui.widgets.layout import column, panel_head, row, surface
from gui.widgets.marks import keycap_width, paint_keycap, paint_swatch
from gui.widgets.menus import Menu
from gui.widgets.messages import EmptyState
from gui.widgets.rows import RowDelegate
from gui.widgets.slots import TRAILING, Slots, width_of, write

_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_PageDown}


class _CodeDelegate(RowDelegate):
    """Paints families with their sign of folding, and codes with swatch, count and key."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(look, view, 27)
        self._tree = view

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        family = index.data(FAMILY)
        if isinstance(family, Family):
            self._paint_family(painter, slots, index, family)
        else:
            self._paint_code(painter, slots, index)

    def _paint_family(self, painter: QPainter, slots: Slots, index: AnyIndex, family: Family) -> None:
        theme = self.look.theme
        is_open = self._tree.isExpanded(_plain(index))
        sign = "chevron-down" if is_open else "chevron-forward"
        paint_icon(
            painter, slots.lead(scaled(12), scaled(6)), sign, theme.ink2, scaled(12), slots.is_mirrored
        )
        note = str(index.data(COUNT))
        if family.scale == Scale.ORDINAL:
            note = f"{self.tr('ordinal')} · {note}"
        slot = slots.trail(width_of(note, text_font(-2)), scaled(8))
        write(painter, slot, note, theme.ink3, text_font(-2), slots.is_mirrored, TRAILING)
        write(painter, slots.rest(), family.name, theme.ink2, text_font(-1, bold=True), slots.is_mirrored)

    def _paint_code(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        theme, code = self.look.theme, index.data(CODE)
        assert isinstance(code, Code)
        slots.lead(scaled(17 + 14 * index.data(DEPTH)))
        if code.is_codable:
            paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, code.colour, index.data(RANK))
        key = slots.trail(scaled(24))
        if code.shortcut:
            paint_keycap(
                painter,
                Slots(key, slots.is_mirrored).trail(keycap_width(code.shortcut)),
                code.shortcut,
                theme,
            )
        ink = theme.ink if code.is_codable else theme.ink3
        if code.is_codable:
            count, font = str(index.data(COUNT)), text_font(-1)
            slot = slots.trail(width_of(count, font), scaled(8))
            write(painter, slot, count, theme.ink3, font, slots.is_mirrored, TRAILING)
        write(painter, slots.rest(), code.name, ink, text_font(), slots.is_mirrored)


def _plain(index: AnyIndex) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())


class CodesPanel(QWidget):
    """Gives codes through the desk. `code_marked` tells which code's rule is looked at."""

    code_marked = Signal(object)  # CodeId | None
    scheme_wanted = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.model = CodesModel(bridge, self)
        self._found = FoundCodes(self.model, self)
        self._folded: set[FamilyId] = set()
        self.field = SearchField(look, self.tr("Find or type a code"))
        self.view = QTreeView()
        self._pages = QStackedWidget()
        self._prepare_view(look)
        self._build()
        self._connect()
        self._on_scheme_changed()

    def keep_folded(self, families: set[FamilyId]) -> None:
        """Fold these families, open the others."""
        self._folded = families
        self._unfold()

    def _prepare_view(self, look: Look) -> None:
        view = self.view
        view.setAccessibleName(self.tr("Codes"))
        view.setModel(self._found)
        view.setItemDelegate(_CodeDelegate(look, view))
        view.setHeaderHidden(True)
        view.setIndentation(0)
        view.setUniformRowHeights(True)
        view.setMouseTracking(True)
        view.setExpandsOnDoubleClick(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _build(self) -> None:
        head = panel_head(self.tr("Codes"))
        empty = EmptyState(self.tr("No codes yet. Bring in a coding scheme."), self.tr("Import a scheme…"))
        empty.asked.connect(self.scheme_wanted)
        self._pages.addWidget(self.view)
        self._pages.addWidget(empty)
        search = row(self.field, edges=(12, 0, 12, 6))
        self.setLayout(column(surface("panel", column(head, search, self._pages, gap=0)), gap=0))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_first_wanted)
        self.field.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.clicked.connect(self._on_clicked)
        self.view.doubleClicked.connect(self._on_double_clicked)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.customContextMenuRequested.connect(self._on_menu_wanted)
        self.model.modelReset.connect(self._on_scheme_changed)
        for signal in (self._desk.coder_changed, self._desk.others_shown):
            signal.connect(self._on_shown_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.field and event.key() in _TO_LIST:
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                if not isinstance(self.view.currentIndex().data(CODE), Code):
                    self.view.setCurrentIndex(self._first_code())
                return True
            if watched is self.view and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._give(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _give(self, index: QModelIndex) -> None:
        code = index.data(CODE)
        if isinstance(code, Code) and code.is_codable:
            self._desk.give(code.id)
        elif isinstance(index.data(FAMILY), Family):
            self._toggle(index)

    def _toggle(self, index: QModelIndex) -> None:
        family = index.data(FAMILY)
        assert isinstance(family, Family)
        is_open = not self.view.isExpanded(index)
        self.view.setExpanded(index, is_open)
        (self._folded.discard if is_open else self._folded.add)(family.id)

    def _first_code(self) -> QModelIndex:
        for above in range(self._found.rowCount()):
            parent = self._found.index(above, 0)
            for place in range(self._found.rowCount(parent)):
                index = self._found.index(place, 0, parent)
                if index.data(CODE).is_codable:
                    return index
        return QModelIndex()

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self._found.look_for(words)
        self._unfold()
        if words.strip():
            self.view.setCurrentIndex(self._first_code())
        code = self.view.currentIndex().data(CODE) if words.strip() else None
        self.code_marked.emit(code.id if isinstance(code, Code) else None)

    @Slot()
    def _on_first_wanted(self) -> None:
        index = self.view.currentIndex()
        self._give(index if isinstance(index.data(CODE), Code) else self._first_code())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(FAMILY), Family):
            self._toggle(index)
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

    @Slot(QPoint)
    def _on_menu_wanted(self, point: QPoint) -> None:
        code = self.view.indexAt(point).data(CODE)
        if isinstance(code, Code) and code.is_codable:
            self.menu_for(code.id).popup(self.view.viewport().mapToGlobal(point))

    def menu_for(self, code: CodeId) -> QMenu:
        """Return the menu of one code; what needs words to be selected says so by being off."""
        menu = Menu(self._look, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, is_unsure in ((self.tr("Give to the selection"), False), (self.tr("Give, unsure"), True)):
            act = menu.addAction(words)
            act.setEnabled(self._desk.selection is not None)
            act.triggered.connect(lambda _=False, u=is_unsure: self._desk.give(code, is_unsure=u))
        chosen = self._desk.chosen
        if chosen is not None:
            change = menu.addAction(self.tr("Change the chosen coding to this code"))
            change.triggered.connect(lambda: self._desk.change_code((chosen,), code))
        menu.addSeparator()
        menu.addAction(self.tr("Show its rule")).triggered.connect(lambda: self.code_marked.emit(code))
        return menu

    @Slot()
    def _on_scheme_changed(self) -> None:
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._unfold()

    @Slot()
    def _on_shown_changed(self, *_: object) -> None:
        self.model.count_for(self._desk.shown_coders)

    def _unfold(self) -> None:
        is_searching = bool(self.field.text().strip())
        for above in range(self._found.rowCount()):
            index = self._found.index(above, 0)
            family = index.data(FAMILY)
            self.view.setExpanded(index, is_searching or family.id not in self._folded)

    def give_with_key(self, key: str) -> bool:
        """Give the code that has this shortcut; tells whether there is one."""
        for above in range(self.model.rowCount()):
            parent = self.model.index(above, 0)
            for place in range(self.model.rowCount(parent)):
                code = self.model.index(place, 0, parent).data(CODE)
                if code.shortcut and code.shortcut.casefold() == key.casefold() and code.is_codable:
                    self._desk.give(code.id)
                    return True
        return False
