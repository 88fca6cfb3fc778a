"""A memo beside the words it is about: opened by a key, written, and gone with the next one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from core.model.changes import ChangeSet
from core.model.ids import CodingId, RevisionId
from core.model.span import Span
from core.queries.codings import codings_by_id
from core.queries.schemes import code as code_of
from core.queries.sources import text
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.memos import MemoPlace, MemoSection, OnCoding, OnSegment
from gui.panels.rule import scrolling
from gui.style import scaled, text_font
from gui.widgets.beside import MARGIN, place_beside
from gui.widgets.controls import ToolButton, is_mirrored
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import column, hairline, label, row
from gui.widgets.shadow import Shadow

WIDTH, TALLEST = 360, 400
_AWAY = 12
_QUOTED = 32


class MemoPopup(QFrame):
    """A popup inside the window: it keeps the words in view, and leaves when the keyboard does.

    What was typed is kept however it is left; `left` tells that a key asked to go back to the text.
    """

    left = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._window = parent
        self._words = QRect()
        self.memos = MemoSection(bridge, desk, look)
        self._title = ElidedLabel(look, text_font(bold=True), "ink")
        self._close = ToolButton(look, "cross", self.tr("Close; what was typed is kept"), size=14)
        self.setProperty("kind", "popup")
        self._build()
        Shadow(look, self)
        self.memos.left.connect(self._on_left)
        self._close.clicked.connect(self._on_left)
        bridge.changed.connect(self._on_changed)
        desk.source_changed.connect(self._on_source_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def _build(self) -> None:
        content = QWidget()
        content.setProperty("kind", "content")
        content.setLayout(column(self.memos, None, edges=(12, 4, 12, 8)))
        self._content = content
        for place in (content, self._window):
            place.installEventFilter(self)
        self._area = scrolling(content)
        head = row(self._title, None, self._close, gap=6, edges=(14, 6, 6, 0))
        keys = label(
            f"<b>Ctrl+Enter</b> / <b>Esc</b> {self.tr('keep and go back')}", "ink2", -2, is_rich=True
        )
        foot = row(keys, None, edges=(14, 6, 14, 7))
        self._head, self._foot = head, foot
        body = column(head, self._area, hairline(), foot, gap=0)
        body.setContentsMargins(1, 1, 1, 1)
        body.setStretch(1, 1)
        self.setLayout(body)

    # opening and closing

    def open_for_coding(self, coding: CodingId, words: QRect) -> None:
        """Open the memos of a coding whose words stand at a rectangle in global coordinates."""
        found = self._bridge.ask(codings_by_id, [coding])
        if found:
            name = self._bridge.ask(code_of, found[0].code).name
            self._open(OnCoding(coding), self.tr("Memo on {code}").format(code=name), words)

    def open_for_segment(self, revision: RevisionId, span: Span, words: QRect) -> None:
        """Open the memos that share words with a segment; a new one is about just these words."""
        whole = self._bridge.ask(text, revision)
        self._open(
            OnSegment(revision, span), self.tr("Memo on “{words}”").format(words=_quoted(whole, span)), words
        )

    def _open(self, place: MemoPlace, title: str, words: QRect) -> None:
        self.memos.show_place(place)
        if self.memos.place == place:
            self._words = QRect(self._window.mapFromGlobal(words.topLeft()), words.size())
            self._title.show_text(title)
            self.setAccessibleName(title)
        self._settle()
        self.show()
        self.raise_()
        self._settle()
        field = self.memos.field
        field.moveCursor(field.textCursor().MoveOperation.End)
        field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Keep what was typed, and close; stay open with what cannot be saved now."""
        if self.isHidden():
            return
        self.memos.show_place(None)
        if self.memos.place is not None:
            return
        self.hide()

    @Slot()
    def _on_left(self) -> None:
        self.dismiss()
        if self.isHidden():
            self.left.emit()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        # no widget has it while another window or a menu is in front: that is no leaving
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.dismiss()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and self.memos.place is None and changes.removed("coding"):
            self._on_left()

    @Slot()
    def _on_source_changed(self, *_: object) -> None:
        # Its words are gone from sight; the keyboard goes back to the text that came
        if self.isVisible():
            self._on_left()

    # place and looks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        has_grown = watched is self._content and event.type() == QEvent.Type.LayoutRequest
        has_room = watched is self._window and event.type() == QEvent.Type.Resize
        if (has_grown or has_room) and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Grow with the memo, up to a height, and stay off the words while growing."""
        around = self._head.sizeHint().height() + self._foot.sizeHint().height() + 3
        wanted = self._content.sizeHint().height() + around
        size = QSize(
            min(scaled(WIDTH), self._window.width() - 2 * MARGIN),
            min(wanted, scaled(TALLEST), self._window.height() - 2 * MARGIN),
        )
        if size != self.size():
            self.setFixedSize(size)
        area, is_rtl = self._window.rect(), is_mirrored(self)
        self.move(place_beside(self._words, size, area, scaled(_AWAY), is_mirrored=is_rtl))


def _quoted(text: str, span: Span) -> str:
    """Return the first words of a segment, isolated: their direction leaves the quotation marks alone."""
    words = " ".join(text[span.start : min(span.end, span.start + 2 * _QUOTED)].split())
    if len(words) > _QUOTED:
        words = f"{words[:_QUOTED].rstrip()}…"
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"
