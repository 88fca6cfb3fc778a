"""The command field: acts, sources and codes by name, in one place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from core.model.coding import Source
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.look import Look
from gui.models.entries import Entry, group
from gui.models.finding import best_first
from gui.models.offered import OfferedCodes
from gui.panels.entry_list import EntryList
from gui.style import scaled
from gui.widgets.controls import SearchField, is_mirrored
from gui.widgets.layout import column
from gui.widgets.shadow import Shadow

_MOST_OF_A_KIND = 7
_LIST_WIDTH = 420
_WIDTH, _LEAST_WIDTH = 280, 150
_EDGE = 6  # above and below the list


class CommandField(SearchField):
    """Keeps the keyboard while its list opens below; `chosen` carries a QAction, Source or Code."""

    chosen = Signal(object)

    def __init__(self, bridge: SessionBridge, look: Look, acts: Callable[[], list[QAction]]) -> None:
        super().__init__(look, "", "Ctrl+K")
        self.setPlaceholderText(self.tr("Find acts, sources, codes"))
        self.setAccessibleName(self.tr("Find acts, sources and codes"))
        self._bridge = bridge
        self._offered = OfferedCodes(bridge, self)
        self._acts = acts
        self._popup: QFrame | None = None
        self.list = EntryList(look, self.tr("Found acts, sources and codes"), self)
        self.textEdited.connect(self._on_typed)
        self.list.chosen.connect(self._on_chosen)
        self.setMinimumWidth(scaled(_LEAST_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())

    def open(self) -> None:
        """Take the keyboard and show what there is."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._on_typed(self.text())

    def dismiss(self) -> None:
        """Close the list and forget what was typed."""
        self.clear()
        if self._popup is not None:
            self._popup.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._popup is not None and self._popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.dismiss()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_open:
            self._on_typed(self.text())

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.list.show_entries(self._found(words))
        self._place()

    def _found(self, words: str) -> list[Entry]:
        acts = best_first(words, self._acts(), lambda act: (_plain(act),))
        acts.sort(key=lambda act: not act.isEnabled())
        texts: list[Source] = best_first(words, self._bridge.ask(sources), lambda source: (source.name,))
        codes = self._offered.found(words)
        shown = group(self.tr("Acts"), map(_act_entry, acts[: _MOST_OF_A_KIND if words.strip() else None]))
        if words.strip():
            shown += group(
                self.tr("Sources"),
                (Entry(source.name, payload=source, icon="source") for source in texts[:_MOST_OF_A_KIND]),
            )
            shown += group(self.tr("Codes"), codes[:_MOST_OF_A_KIND])
        return shown or [Entry(self.tr("Nothing of this name"), is_heading=True)]

    def _place(self) -> None:
        window = self.window()
        popup = self._popup or self._make_popup(window)
        frame = popup.contentsMargins()
        around = frame.top() + frame.bottom() + 2 * scaled(_EDGE)
        height = min(self.list.height_of_all() + around, window.height() - scaled(80))
        width = max(scaled(_LIST_WIDTH), self.width())
        popup.setFixedSize(width, height)
        corner = self.mapTo(window, QPoint(0, self.height() + scaled(6)))
        left = corner.x() if is_mirrored(self) else corner.x() + self.width() - width
        popup.move(max(left, 4), corner.y())
        popup.show()
        popup.raise_()

    def _make_popup(self, window: QWidget) -> QFrame:
        popup = QFrame(window)
        popup.setProperty("kind", "popup")
        popup.setLayout(column(self.list, edges=(1, _EDGE, 1, _EDGE)))
        Shadow(self._look, popup)
        self._popup = popup
        return popup

    @Slot(object)
    def _on_chosen(self, thing: object) -> None:
        self.dismiss()
        self.left.emit()
        self.chosen.emit(thing)


def _plain(act: QAction) -> str:
    return act.text().replace("&", "").removesuffix("…")


def _act_entry(act: QAction) -> Entry:
    keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = act.text().replace("&", "")
    return Entry(words, payload=act, icon="act", keys=keys, is_possible=act.isEnabled())
