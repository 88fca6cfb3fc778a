"""All codes of the scheme on one sheet: found, put in order, edited in place."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QSettings,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from core.commands.scheme import EditCode
from core.model.scheme import Code
from gui.bridge import SessionBridge
from gui.codebook.meant import Meant
from gui.codebook.table_model import TableModel
from gui.codebook.table_view import CodesTable
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import SearchField, ToolButton
from gui.widgets.layout import column, hairline, label, row, surface
from gui.widgets.menus import Menu, MenuButton
from gui.words import shortened

_SEARCH = 260
_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ADD = QItemSelectionModel.SelectionFlag.Select


class TablePage(QWidget):
    """The table under its heading; what is chosen in it is meant, and what is meant is chosen in it."""

    left = Signal()
    narrowed = Signal()
    form_wanted = Signal()

    def __init__(self, bridge: SessionBridge, meant: Meant, look: Look) -> None:
        super().__init__()
        self._meant = meant
        self._is_following = False
        # the same columns stand as they stood, also when coders have come and gone since
        self._hidden: set[str] = set()
        self._widths: dict[str, int] = {}
        self.model = TableModel(bridge, self)
        self.view = CodesTable(self.model, look)
        self.field = SearchField(look, self.tr("Find in names and rules"))
        self.field.setMaximumWidth(scaled(_SEARCH))
        self.columns = MenuButton(look, self.tr("Which columns are shown"))
        self.columns.setText(self.tr("Columns"))
        self.as_form = ToolButton(look, "form", self.tr("Show outline and form"))
        self._count = label("", "ink3", -1)
        self._build()
        self._connect()
        self._fill_columns()
        self._say_count()
        self._follow()

    def _build(self) -> None:
        head = row(
            label(self.tr("All codes"), bold=True), self._count, None, self.field, self.columns, self.as_form,
            gap=10, edges=(16, 7, 12, 7),
        )  # fmt: skip
        head.setStretch(3, 1)
        parts = column(surface("panel", head), hairline(), self.view, gap=0)
        parts.setStretch(2, 1)
        self.setLayout(column(surface("paper", parts), gap=0))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self.left)
        self.field.returnPressed.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.as_form.clicked.connect(self.form_wanted)
        self.columns.menu().aboutToShow.connect(self._fill_columns)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._on_selection_changed())
        self.model.edited.connect(self._on_edited)
        self.model.rebuilding.connect(self._on_rebuilding)
        self.model.rebuilt.connect(self._on_rebuilt)
        self.model.columns_changed.connect(self._on_columns_changed)
        self._meant.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.counting.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.counting.watch(False)

    # finding

    def look_for(self, words: str) -> None:
        """Show the codes that hold these words."""
        self.field.setText(words)

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.model.look_for(words)
        self.narrowed.emit()

    def _say_count(self) -> None:
        self._count.setText(self.tr("%Ln code(s)", "", self.model.rowCount()))

    # editing

    def edit_name(self) -> None:
        """Edit the name of the code that is looked at."""
        if (code := self._meant.code) is not None:
            index = self.model.index(self.model.row_of(code.id), self.model.column_of("name"))
            self.view.edit_cell(index)

    @Slot(object, object)
    def _on_edited(self, code: Code, values: Mapping[str, object]) -> None:
        words = self.tr("Changed {code}").format(code=shortened(code.name))
        self._meant.run(EditCode(code.id, values), words)

    # what is chosen

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, *_: object) -> None:
        if not self._is_following and (codes := self.view.chosen_codes()):
            self._meant.choose(code.id for code in codes)

    @Slot()
    def _follow(self) -> None:
        """Choose the rows of what is meant, where that was chosen elsewhere."""
        wanted = [place for code in self._meant.codes if (place := self.model.row_of(code.id)) >= 0]
        if {code.id for code in self.view.chosen_codes()} == {self.model.codes[row].id for row in wanted}:
            return
        self._is_following = True
        selection = self.view.selectionModel()
        selection.clear()
        across = max(self.view.currentIndex().column(), self.model.column_of("name"))
        for place in wanted:
            index = self.model.index(place, across)
            selection.select(index, _ADD)
            if place == wanted[-1]:
                selection.setCurrentIndex(index, _ADD)
                self.view.scrollTo(index)
        self._is_following = False

    @Slot()
    def _on_rebuilding(self) -> None:
        self._is_following = True

    @Slot()
    def _on_rebuilt(self) -> None:
        self._is_following = False
        self._say_count()
        self._follow()

    # columns

    @Slot()
    def _fill_columns(self) -> None:
        menu = self.columns.menu()
        menu.clear()
        for place, one in enumerate(self.model.columns):
            if one.key != "name":
                self._add_column(menu, place, one.title, one.key)

    def _add_column(self, menu: Menu, place: int, title: str, key: str) -> None:
        act: QAction = menu.addAction(title)
        act.setCheckable(True)
        act.setChecked(not self.view.isColumnHidden(place))
        act.toggled.connect(lambda is_shown: self.show_column(key, is_shown))

    def show_column(self, key: str, is_shown: bool) -> None:
        """Show a column, or hide it."""
        if not is_shown:
            self._widths[key] = self.view.columnWidth(self.model.column_of(key))
        (self._hidden.discard if is_shown else self._hidden.add)(key)
        self.view.setColumnHidden(self.model.column_of(key), not is_shown)
        self.view.fit_rows()

    @Slot()
    def _on_columns_changed(self) -> None:
        self.view.give_widths()
        for place, one in enumerate(self.model.columns):
            self.view.setColumnHidden(place, one.key in self._hidden)

    # what is kept

    def keep(self, settings: QSettings) -> None:
        """Remember which columns are shown, how wide and in which order."""
        head, kept = self.view.head, {}
        for place in sorted(range(head.count()), key=head.visualIndex):
            key, is_hidden = self.model.columns[place].key, self.view.isColumnHidden(place)
            width = self._widths.get(key, 0) if is_hidden else self.view.columnWidth(place)
            kept[key] = width, not is_hidden
        settings.setValue("window/codes_table", json.dumps(kept))

    def restore(self, settings: QSettings) -> None:
        """Let the columns stand as they stood; those of coders and languages come and go."""
        kept: dict[str, tuple[int, bool]] = json.loads(str(settings.value("window/codes_table", "{}")))
        head, here = self.view.head, {one.key: place for place, one in enumerate(self.model.columns)}
        for place, key in enumerate(key for key in kept if key in here):
            width, is_shown = kept[key]
            head.moveSection(head.visualIndex(here[key]), place)
            if width:
                self._widths[key] = width
                self.view.setColumnWidth(here[key], width)
            if not is_shown:
                self._hidden.add(key)
                self.view.setColumnHidden(here[key], True)
        self.view.fit_rows()
