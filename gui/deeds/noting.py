"""Writing memos where they belong: beside a coding, or beside bare words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from core.model.ids import CodingId, MemoId
from core.queries.memos import memo as memo_of
from gui.deeds.parts import Parts, on
from gui.panels.memo_popup import MemoPopup


class Noting(QObject):
    """Opens the memo of what is chosen, or a new one on the selected words."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._desk = parts.desk
        self.popup = MemoPopup(parts.bridge, parts.desk, parts.look, parts.body)
        self.popup.left.connect(self._on_left)
        self.popup.memos.unsaved.connect(parts.status.show_unsaved)
        on(parts.acts.memo, self.open_memo)

    @Slot()
    def open_memo(self) -> None:
        """Open the memos of what was chosen last; else write on the selection without giving a code."""
        desk, reading = self._desk, self._parts.reading
        if desk.chosen_memo is not None:
            self._open_on_words(desk.chosen_memo)
        elif desk.chosen is not None:
            self._open_on_coding(desk.chosen)
        elif desk.source is not None and desk.selection is not None:
            self.popup.open_for_segment(desk.source.revision, desk.selection, reading.editor.selection_rect())

    def _open_on_coding(self, key: CodingId) -> None:
        if coding := self._desk.coding(key):
            self.popup.open_for_coding(key, self._parts.reading.rect_of(coding.span))

    def _open_on_words(self, key: MemoId) -> None:
        found = self._parts.bridge.ask(memo_of, key)
        if found.revision is not None and found.span is not None:
            place = self._parts.reading.rect_of(found.span)
            self.popup.open_for_segment(found.revision, found.span, place)

    @Slot()
    def _on_left(self) -> None:
        self._parts.reading.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
