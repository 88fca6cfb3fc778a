"""The codings of one code as a list of their words: to go to one, or to take one as an example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QWidget

from core.jobs import Progress
from core.model.ids import CodeId, CoderId
from core.model.use import CodedText
from core.queries.codebook import codings_of
from core.queries.coders import coders
from core.session import Reader
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.jobs import Job, start_reading
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.controls import SearchField, ToolButton, is_mirrored
from gui.widgets.layout import column, label, row
from gui.widgets.popover import Popover
from gui.widgets.rows import AnyIndex, RowDelegate, prepare_list
from gui.widgets.slots import Slots, write
from gui.widgets.tips import tip

CODED = Qt.ItemDataRole.UserRole
WHO = Qt.ItemDataRole.UserRole + 1
_WIDTH, _HEIGHT, _LEAST = 600, 440, 180
_AWAY, _MARGIN = 6, 8
_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 400
NO_PARENT = QModelIndex()
# a query that returns codings of a code
CodingsOf = Callable[[Any, CodeId], list[CodedText]]


def place_words(coded: CodedText) -> str:
    """Return source and paragraph as one says them."""
    name = f"\N{FIRST STRONG ISOLATE}{coded.source_name}\N{POP DIRECTIONAL ISOLATE}"
    return f"{name} ¶ {coded.paragraph}"


class CodingsModel(QAbstractListModel):
    """Those of the codings whose words, source or coder hold what is looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[CodedText] = ()
        self._shown: Sequence[CodedText] = ()
        self._names: dict[CoderId, str] = {}

    def take(self, found: Sequence[CodedText], names: dict[CoderId, str]) -> None:
        """Show other codings."""
        self.beginResetModel()
        self._all = self._shown = found
        self._names = names
        self.endResetModel()

    def look_for(self, words: str) -> None:
        """Show those that hold these words, whatever their accents and letter forms."""
        words = fold(words.strip())
        self.beginResetModel()
        self._shown = [one for one in self._all if words in fold(self._searched(one))] if words else self._all
        self.endResetModel()

    def _searched(self, coded: CodedText) -> str:
        return f"{coded.text}\n{coded.source_name}\n{self._names.get(coded.coder, '')}"

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        coded = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{_line(coded.text)}, {self._who(coded)}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{coded.before}[{coded.text}]{coded.after}", self._who(coded))
            case _ if role == CODED:
                return coded
            case _ if role == WHO:
                return self._who(coded)
        return None

    def _who(self, coded: CodedText) -> str:
        who = self._names.get(coded.coder, "")
        unsure = f" · {self.tr('unsure')}" if coded.is_unsure else ""
        return f"{place_words(coded)} · {who}{unsure}"


def _line(text: str) -> str:
    return " ".join(text[: 2 * _LONGEST].split())[:_LONGEST]


class _Delegate(RowDelegate):
    """The words in one line, and below them where they stand and who coded them."""

    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        coded = index.data(CODED)
        if not isinstance(coded, CodedText):
            return
        theme, box = self.look.theme, slots.rest()
        above, below = box.adjusted(0, scaled(4), 0, 0), box.adjusted(0, 0, 0, -scaled(4))
        above.setHeight(box.height() / 2 - scaled(2))
        below.setTop(box.center().y() + scaled(1))
        words = _line(coded.text)
        font = text_font(arabic=is_right_to_left(words))
        write(painter, above, words, theme.ink, font, slots.is_mirrored)
        write(painter, below, index.data(WHO), theme.ink3, text_font(-2), slots.is_mirrored)


class CodingsSheet(Popover):
    """Reads beside the window, for a code may have been given thousands of times."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._bridge = bridge
        self._code: CodeId | None = None
        self._job: Job | None = None
        self._then: Callable[[CodedText], object] | None = None
        self.model = CodingsModel(self)
        self.view = QListView()
        prepare_list(self.view, self.tr("Codings"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(look, self.view, height=46))
        self.field = SearchField(look, self.tr("Find in their words"))
        self._title = label("", bold=True)
        self._state = label("", "ink3", -1)
        self._close = ToolButton(look, "cross", self.tr("Close"), size=14)
        head = row(self._title, self._state, None, self._close, edges=(14, 6, 6, 0))
        self.setLayout(
            column(head, row(self.field, edges=(12, 0, 12, 0)), self.view, gap=6, edges=(0, 0, 0, 8))
        )
        self._close.clicked.connect(self.dismiss)
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self.dismiss)
        self.field.installEventFilter(self)
        self.view.clicked.connect(self._pick)
        self.view.activated.connect(self._pick)

    def open_for(
        self,
        code: CodeId,
        title: str,
        beside: QWidget,
        then: Callable[[CodedText], object],
        which: CodingsOf = codings_of,
    ) -> None:
        """Show codings of a code beside a button, and hand the one that is chosen to `then`."""
        if self.isVisible():
            self.dismiss()
            return
        self._then = then
        self.setAccessibleName(title)
        self._title.setText(title)
        self._code = code
        self.field.clear()
        self.model.take((), {})
        self._state.setText(self.tr("reading…"))
        self._job = start_reading(self, self._bridge.session, _read, code, which)
        self._job.finished.connect(self._on_read)
        self.open(beside)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object)
    def _on_read(self, answer: object) -> None:
        if self.sender() is not self._job or not isinstance(answer, list):
            return
        self.model.take(answer, {one.id: one.name for one in self._bridge.ask(coders)})
        self._on_typed(self.field.text())

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.model.look_for(words)
        self._state.setText(self.tr("%n coding(s)", "", self.model.rowCount()))
        self._mark(0)

    def _mark(self, place: int) -> None:
        index = self.model.index(min(max(place, 0), self.model.rowCount() - 1))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        coded = index.data(CODED)
        if isinstance(coded, CodedText) and self.isVisible():
            then, self._then = self._then, None
            self.dismiss()
            if then is not None:
                then(coded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.view.keyPressEvent(event)
                return True
            if event.key() in _ENTER:
                self._pick(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._pick(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), scaled(_HEIGHT))

    def place(self) -> None:
        """Stand below the button, or above it where there is more room."""
        beside = self._beside
        if beside is None:
            return
        area = self._window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        at = QRect(self._window.mapFromGlobal(beside.mapToGlobal(QPoint(0, 0))), beside.size())
        wanted = self.sizeHint()
        below, above = area.bottom() - at.bottom() - _AWAY, at.top() - area.top() - _AWAY
        is_below = below >= min(wanted.height(), above)
        height = max(min(wanted.height(), below if is_below else above), min(scaled(_LEAST), area.height()))
        width = min(wanted.width(), area.width())
        left = at.left() if is_mirrored(self) else at.right() + 1 - width
        top = at.bottom() + _AWAY if is_below else at.top() - _AWAY - height
        left = min(max(left, area.left()), area.right() + 1 - width)
        top = min(max(top, area.top()), area.bottom() + 1 - height)
        self.setGeometry(left, top, width, height)


def _read(reader: Reader, progress: Progress, code: CodeId, which: CodingsOf) -> list[CodedText]:
    return reader.ask(which, code)
