"""What changed since a version, beside the scheme: a card for each family and code, word by word."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from core.jobs import Progress
from core.model.ids import CodeId
from core.model.scheme import Code
from core.model.scheme_difference import ChangeKind
from core.queries.versions import codings_before_rule
from core.session import Reader
from gui.bridge import SessionBridge
from gui.codebook.change_words import day_words, version_words
from gui.codebook.changed_things import ChangedThing, thing_of
from gui.codebook.changes_model import THING, CardDelegate, ChangesModel
from gui.codebook.meant import Meant
from gui.codebook.outline import Note
from gui.codebook.since import Since
from gui.jobs import Job, start_reading
from gui.look import Look
from gui.panels.quiet import QuietButton
from gui.style import scaled
from gui.widgets.layout import column, hairline, label, row, surface
from gui.widgets.menus import MenuButton
from gui.widgets.rows import prepare_list

_BATCH = 12
_LAID_OUT = 40  # milliseconds
_NOTES = {
    ChangeKind.ADDED: Note.NEW,
    ChangeKind.RETIRED: Note.RETIRED,
    ChangeKind.MOVED: Note.MOVED,
}


class _Cards(QListView):
    """Lays its cards out anew when it becomes wider: how high they are follows from that."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class ChangesPanel(QWidget):
    """Keeps in step with what is meant, and goes to the code whose card is chosen."""

    codings_wanted = Signal(object, object)  # CodeId, the widget beside which they are to be listed
    appeared = Signal(bool)  # it came into sight, or went

    def __init__(self, bridge: SessionBridge, meant: Meant, since: Since, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._meant = meant
        self._since = since
        self._is_following = False
        self._counting: Job | None = None
        self._until_there = QTimer(self, interval=_LAID_OUT)
        self._until_there.timeout.connect(self._reveal)
        self.model = ChangesModel(self)
        self.view = _Cards()
        prepare_list(self.view, self.tr("What changed"))
        self.view.setUniformItemSizes(False)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        # a card is laid out to be measured; between batches the window answers
        self.view.setBatchSize(_BATCH)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CardDelegate(look, self.view))
        self._title = label(bold=True)
        self.version = MenuButton(look, self.tr("Version to compare with"))
        self._nothing = label("", "ink2", wraps=True)
        self.before = QuietButton(look)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setLayout(row(self._title, None, self.version, edges=(16, 4, 12, 0)))
        head.setFixedHeight(scaled(52))
        empty = QWidget()
        empty.setLayout(column(self._nothing, None, edges=(16, 8, 16, 0)))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(empty)
        self._foot = QWidget()
        self._foot.setLayout(column(hairline(), row(self.before, None, edges=(6, 0, 6, 4)), gap=4))
        parts = column(head, self._pages, self._foot, gap=0)
        parts.setStretch(1, 1)
        self.setLayout(column(surface("panel", parts), gap=0))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self._since.changed.connect(self._refresh)
        self._meant.changed.connect(self._follow)
        self.view.clicked.connect(self._go_to)
        self.view.activated.connect(self._go_to)
        self.before.clicked.connect(self._on_before)
        self.version.menu().aboutToShow.connect(self._fill_versions)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.appeared.emit(True)
        self._reveal()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # with the whole workspace it goes, and comes again
        self.appeared.emit(not self.isHidden())

    def notes(self) -> dict[CodeId, Note]:
        """Return what the tree is to say of codes: how they differ from the version compared with."""
        codes = {code.guid: code for code in self._bridge.scheme().codes}
        return {
            codes[thing.guid].id: _NOTES.get(thing.became, Note.EDITED)
            for thing in self.model.things
            if thing.guid in codes
        }

    # what is shown

    @Slot()
    def _refresh(self) -> None:
        now = self._since.standing
        base = None if now is None else now.base
        chosen = next((one for one in now.versions if one.number == base), None) if now else None
        self.version.setVisible(chosen is not None)
        if chosen is None:
            self._title.setText(self.tr("Changes"))
        else:
            self._title.setText(self.tr("Since version {number}").format(number=chosen.number))
            self.version.show_value(version_words(chosen))
        bar = self.view.verticalScrollBar()
        place = bar.value()
        self.model.take(now.since_base if now else ())
        bar.setValue(place)
        self._say_nothing(base is None)
        self._pages.setCurrentIndex(0 if self.model.things else 1)
        self._follow()

    def _say_nothing(self, has_no_version: bool) -> None:
        if self._since.standing is None:
            self._nothing.setText("")
        elif has_no_version:
            self._nothing.setText(
                self.tr("Once a version is closed, what changes after it is listed here, word by word.")
            )
        else:
            self._nothing.setText(self.tr("Nothing has changed since."))

    @Slot()
    def _fill_versions(self) -> None:
        menu = self.version.menu()
        for group in menu.findChildren(QActionGroup):
            group.deleteLater()
        menu.clear()
        now = self._since.standing
        if now is None:
            return
        group = QActionGroup(menu)
        for version in reversed(now.closed):
            words = f"{version_words(version)} · {day_words(version.released or version.opened)}"
            note = version.note.partition("\n")[0]
            act = QAction(f"{words} · {note}" if note else words, menu, checkable=True)
            act.setChecked(version.number == now.base)
            number = None if version.number == now.last else version.number
            act.triggered.connect(lambda _=False, n=number: self._since.compare_with(n))
            group.addAction(act)
            menu.addAction(act)

    # in step with what is meant

    @Slot()
    def _follow(self) -> None:
        """Bring the card of what is looked at into view, and say what was coded before its rule changed."""
        self._say_before()
        if self._is_following:
            return
        thing = self._meant.code or self._meant.family
        place = self.model.row_of(thing.guid) if thing is not None else -1
        selection = self.view.selectionModel()
        self._until_there.stop()
        if place < 0:
            selection.clearSelection()
            return
        index = self.model.index(place)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._reveal()

    @Slot()
    def _reveal(self) -> None:
        """Bring the current card into view, once it is laid out: among thousands that takes a while."""
        index = self.view.currentIndex()
        self.view.scrollTo(index)
        is_laid_out = not self.view.visualRect(index).isEmpty()
        if is_laid_out or not index.isValid() or not self.view.isVisible():
            self._until_there.stop()
        else:
            self._until_there.start()

    @Slot(QModelIndex)
    def _go_to(self, index: QModelIndex) -> None:
        thing = index.data(THING)
        if not isinstance(thing, ChangedThing):
            return
        there = thing_of(self._bridge.scheme(), thing.guid)
        self._is_following = True
        if isinstance(there, Code):
            self._meant.choose((there.id,))
        elif there is not None:
            self._meant.choose_family(there.id)
        self._is_following = False

    def _say_before(self) -> None:
        """Count beside the window: a code may have been given thousands of times."""
        code = self._meant.code
        if code is None:
            self._counting = None
            self._foot.hide()
            return
        self._counting = start_reading(self, self._bridge.session, _count_before, code.id)
        self._counting.finished.connect(self._on_counted)

    @Slot(object)
    def _on_counted(self, answer: object) -> None:
        if self.sender() is not self._counting or not isinstance(answer, int):
            return
        self._counting = None
        had_keyboard = self.before.hasFocus()
        self.before.setText(self.tr("%Ln coding(s) made before this rule changed …", "", answer))
        self.before.updateGeometry()
        self._foot.setVisible(answer > 0)
        if had_keyboard and not answer:
            self.view.setFocus()

    @Slot()
    def _on_before(self) -> None:
        code = self._meant.code
        if code is not None:
            self.codings_wanted.emit(code.id, self.before)


def _count_before(reader: Reader, progress: Progress, code: CodeId) -> int:
    return len(reader.ask(codings_before_rule, code))
