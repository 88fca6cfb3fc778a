"""Find in the text: hits, their number, next and previous."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.jobs import Progress
from core.model.span import Span
from core.text.search import find_all
from gui.jobs import Job, start
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import SearchField, ToolButton
from gui.widgets.layout import column, hairline, label, row, surface

_PAUSE = 120
# Folding and searching this much takes no longer than a frame; more is searched beside the window
_AT_ONCE = 100_000


class FindBar(QWidget):
    """Searches folded: accents, vowel marks and letter forms do not matter."""

    found = Signal(object, object)  # list[Span], index of the current one or None
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._text = ""
        self._hits: list[Span] = []
        self._current: int | None = None
        self._from = 0
        self._searching: Job | None = None
        self.field = SearchField(look, self.tr("Find in this source"))
        self.field.setMaximumWidth(scaled(320))
        self._count = label("", "ink2", -1)
        self.previous = ToolButton(look, "chevron-up", self.tr("Previous hit (Shift+Enter)"))
        self.next = ToolButton(look, "chevron-down", self.tr("Next hit (Enter)"))
        self.close_button = ToolButton(look, "cross", self.tr("Close (Esc)"), size=14)
        parts = row(
            self.field, self._count, None, self.previous, self.next, self.close_button,
            gap=6, edges=(26, 6, 14, 6),
        )  # fmt: skip
        parts.setStretch(0, 1)
        self.setLayout(column(surface("paper", parts), hairline(), gap=0))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        self.field.textEdited.connect(self._pause.start)
        self.field.installEventFilter(self)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.dismiss)
        self.hide()

    def open(self, words: str, start: int) -> None:
        """Show the bar; the first hit shown is the one at or after `start`."""
        self._from = start
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def search_in(self, text: str) -> None:
        """Search another text from now on."""
        self._text = text
        self._from = 0
        self._stop_searching()
        if self.isVisible():
            self._search()

    def dismiss(self) -> None:
        """Close the bar and take the hits off the text."""
        if not self.isHidden():
            self.hide()
            self._pause.stop()
            self._stop_searching()
            self.found.emit([], None)
            self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next or previous hit, round the end."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        elif self._hits and self._current is not None:
            self._current = (self._current + by) % len(self._hits)
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _search(self) -> None:
        self._stop_searching()
        words = self.field.text()
        if not words.strip() or len(self._text) <= _AT_ONCE:
            self._on_found(find_all(self._text, words) if words.strip() else [])
            return
        self._hits, self._current = [], None
        self._tell(self.tr("Searching…"))
        self._searching = start(self, _find, self._text, words)
        self._searching.finished.connect(self._on_found)

    def _stop_searching(self) -> None:
        if self._searching is not None:
            self._searching.finished.disconnect(self._on_found)
            self._searching.cancel()
            self._searching = None

    @Slot(object)
    def _on_found(self, hits: list[Span]) -> None:
        self._searching = None
        self._hits = hits
        first = bisect_left(self._hits, self._from, key=lambda hit: hit.start)
        self._current = (first if first < len(self._hits) else 0) if self._hits else None
        nothing = self.tr("Not found") if self.field.text().strip() else ""
        self._tell(nothing)

    def _tell(self, without_hits: str = "") -> None:
        """Say which hit is shown, or why there is none."""
        words = without_hits
        if self._current is not None:
            numbers = {"number": self._current + 1, "total": len(self._hits)}
            words = self.tr("{number} of {total}").format(**numbers)
        self._count.setText(words)
        self._count.setAccessibleName(words)
        for step in (self.previous, self.next):
            step.setEnabled(len(self._hits) > 1)
        self.found.emit(self._hits, self._current)


def _find(progress: Progress, text: str, words: str) -> list[Span]:
    return find_all(text, words, progress=progress)
