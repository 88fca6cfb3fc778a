"""The sources panel: which texts there are, and how far everybody is with each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRectF, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QMenu, QStackedWidget, QWidget

from core.model.coding import Source, State
from core.model.ids import CoderId
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.models.roles import AnyIndex
from gui.models.sources import FOLDED, SOURCE, STATES, SourcesModel
from gui.panels.states import fill_with_states
from gui.style import scaled, text_font
from gui.widgets.controls import SearchField, ToolButton, is_mirrored
from gui.widgets.layout import column, label, panel_head, row, surface
from gui.widgets.marks import paint_status
from gui.widgets.menus import Menu
from gui.widgets.rows import RowDelegate, prepare_list
from gui.widgets.slots import CENTRE, Slots, write

_COLUMN = 18
# More columns than this leave no room for the names; the tooltip holds the rest
_MOST_CODERS = 6


class FoundSources(QSortFilterProxyModel):
    """The sources whose name holds the words looked for."""

    def __init__(self, model: SourcesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSourceModel(model)

    def look_for(self, words: str) -> None:
        """Show what fits the words, whatever their accents and letter forms."""
        self.beginFilterChange()
        self._words = fold(words.strip())
        self.endFilterChange()

    def done_by(self, coder: CoderId) -> int:
        """Count the sources listed that a coder has done in every family."""
        model = self.sourceModel()
        assert isinstance(model, SourcesModel)
        if not self._words:
            return model.done_by(coder)
        found = (self.index(row, 0).data(SOURCE) for row in range(self.rowCount()))
        return sum(model.state(source.id, coder) == State.DONE for source in found)

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        return self._words in str(self.sourceModel().index(source_row, 0, source_parent).data(FOLDED))


class _SourceDelegate(RowDelegate):
    """Paints a name, and a status for each coder in the order of the letters above."""

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        theme = self.look.theme
        for state in reversed(index.data(STATES)[:_MOST_CODERS]):
            paint_status(painter, slots.trail(scaled(_COLUMN)), State(state), theme)
        slots.trail(scaled(4))
        write(painter, slots.rest(), str(index.data()), theme.ink, text_font(), slots.is_mirrored)


class _Letters(QWidget):
    """The coders' letters above their columns, the acting coder's in bold."""

    def __init__(self, desk: Desk, model: SourcesModel, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._model = model
        self._look = look
        self.setFixedHeight(scaled(22))
        for signal in (desk.coder_changed, model.modelReset, model.dataChanged, look.changed):
            signal.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self, *_: object) -> None:
        self.setVisible(bool(self._model.coders))
        self.setToolTip("\n".join(f"{coder.letter}: {coder.name}" for coder in self._model.coders))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        own = self._desk.coder.id if self._desk.coder else None
        with QPainter(self) as painter:
            row_ = QRectF(self.rect()).adjusted(scaled(16), 0, -scaled(16), 0)
            slots = Slots(row_, is_mirrored(self))
            for coder in reversed(self._model.coders[:_MOST_CODERS]):
                ink = theme.ink if coder.id == own else theme.ink3
                slot = slots.trail(scaled(_COLUMN))
                write(painter, slot, coder.letter, ink, text_font(-2, coder.id == own), False, CENTRE)
            words = self.tr("Status: all families")
            write(painter, slots.rest(), words, theme.ink3, text_font(-2), slots.is_mirrored)


class _SourceView(QListView):
    """The list itself."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over it, or another program, has the keyboard for a while only
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class SourcesPanel(QWidget):
    """A click or Enter opens a source; files dropped here are imported."""

    import_wanted = Signal()
    files_dropped = Signal(list)  # of Path

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.model = SourcesModel(bridge, self)
        self._found = FoundSources(self.model, self)
        self.field = SearchField(look, self.tr("Find a source"))
        self.view = _SourceView()
        prepare_list(self.view, self.tr("Sources"))
        self.view.setModel(self._found)
        self.view.setItemDelegate(_SourceDelegate(look, self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.add = ToolButton(look, "plus", self.tr("Import sources"))
        self._count = label("", "ink3", -2)
        self._pages = QStackedWidget()
        self._build(desk, look)
        self._connect()
        self.setAcceptDrops(True)
        self._on_sources_changed()

    @property
    def shown_count(self) -> int:
        """Return how many sources are listed now."""
        return self._found.rowCount()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])

    def _build(self, desk: Desk, look: Look) -> None:
        head = panel_head(self.tr("Sources"), self._count, 4, self.add)
        listing = QWidget()
        listing.setLayout(column(_Letters(desk, self.model, look), self.view, gap=0))
        empty = QWidget()
        empty.setLayout(column(label(self.tr("No sources yet."), "ink3", -1), None, edges=(16, 8, 16, 0)))
        self._pages.addWidget(listing)
        self._pages.addWidget(empty)
        search = row(self.field, edges=(12, 0, 12, 6))
        panel = surface("panel", column(head, search, self._pages, gap=0))
        self.setLayout(column(panel, gap=0))

    def _connect(self) -> None:
        self.add.clicked.connect(self.import_wanted)
        self.field.textChanged.connect(self._found.look_for)
        self.field.textChanged.connect(self._mark_open_source)
        self.field.returnPressed.connect(self._on_first_wanted)
        self.view.clicked.connect(self._on_opened)
        self.view.activated.connect(self._on_opened)
        self.view.left.connect(self._mark_open_source)
        self.view.customContextMenuRequested.connect(self._on_menu_wanted)
        self._desk.source_changed.connect(self._mark_open_source)
        self._desk.coder_changed.connect(self._show_count)
        self.field.textChanged.connect(self._show_count)
        self.model.dataChanged.connect(self._show_count)
        self._found.modelReset.connect(self._on_sources_changed)
        self._found.rowsInserted.connect(self._on_sources_changed)
        self._found.rowsRemoved.connect(self._on_sources_changed)

    @Slot()
    def _on_sources_changed(self, *_: object) -> None:
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._mark_open_source()
        self._show_count()

    @Slot()
    def _show_count(self, *_: object) -> None:
        """Say how many are done; of those listed, where a search leaves some out."""
        coder, found, total = self._desk.coder, self._found.rowCount(), self.model.rowCount()
        done = self._found.done_by(coder.id) if coder else 0
        if self.field.text().strip():
            words = self.tr("%n found", "", found)
            if done:
                words = self.tr("{found} · {done} done").format(found=words, done=done)
        else:
            words = self.tr("{done} of {total} done").format(done=done, total=total) if total else ""
        self._count.setText(words)

    @Slot()
    def _mark_open_source(self, *_: object) -> None:
        source = self._desk.source
        index = self._found.mapFromSource(self.model.index(self.model.row_of(source.id))) if source else None
        if index is None or not index.isValid():
            self.view.clearSelection()
        elif index != self.view.currentIndex() or not self.view.selectionModel().isSelected(index):
            self.view.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        source = index.data(SOURCE)
        if isinstance(source, Source):
            self._desk.open_source(source.id)

    @Slot()
    def _on_first_wanted(self) -> None:
        if self._found.rowCount():
            self._on_opened(self._found.index(0, 0))

    @Slot(QPoint)
    def _on_menu_wanted(self, point: QPoint) -> None:
        source = self.view.indexAt(point).data(SOURCE)
        if isinstance(source, Source):
            self.menu_for(source).popup(self.view.viewport().mapToGlobal(point))

    def menu_for(self, source: Source) -> QMenu:
        """Return what can be done with a source, open or not: open it, say how far one is with it."""
        menu = Menu(self._look, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opens = QAction(self.tr("Open"), menu)
        opens.setEnabled(self._desk.source is None or self._desk.source.id != source.id)
        opens.triggered.connect(lambda: self._desk.open_source(source.id))
        menu.addAction(opens)
        menu.addSeparator()
        fill_with_states(menu, self._desk, self.model, source)
        return menu
