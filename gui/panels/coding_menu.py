"""What can be done with the chosen codings, and with a memo on words without a code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.model.coding import CoderKind, Coding, Memo
from core.model.ids import CodingId
from core.queries.coders import coders
from gui.desk import Desk
from gui.look import Look
from gui.widgets.menus import Menu


class CodingMenu(Menu):
    """Works on all chosen codings at once; what cannot be done says why. It goes when it is closed."""

    def __init__(self, look: Look, desk: Desk, codings: list[Coding], parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._codings = codings
        self._keys: tuple[CodingId, ...] = tuple(coding.id for coding in codings)
        self._not_own = (
            ""
            if all(desk.is_own(coding) for coding in codings)
            else self.tr("Given by another coder: it can be read and copied, not changed.")
        )

    def fill(self, change: Callable[[], object], memo: Callable[[], object], caret: int | None) -> None:
        """Add every act; the window opens the picker and the memo, the caret is where a cut goes."""
        count = len(self._keys)
        several = count > 1
        self._add(
            self.tr("Change code of %n coding(s)…", "", count) if several else self.tr("Change code…"),
            change,
            self._not_own,
        )
        self._add_unsure()
        self._add(self.tr("Write a memo"), memo)
        self.addSeparator()
        self._add(self.tr("Split here"), lambda: self._split(caret), self._why_not_split(caret))
        self._add(
            self.tr("Join %n coding(s)", "", count) if several else self.tr("Join codings"),
            lambda: self._desk.join(self._keys),
            self._why_not_joined(),
        )
        self._add_copies()
        self.addSeparator()
        self._add(
            self.tr("Delete %n coding(s)", "", count) if several else self.tr("Delete coding"),
            lambda: self._desk.delete(self._keys),
            self._not_own,
        )
        if self._not_own:
            self.addSeparator()
            self.addAction(self.tr("Given by another coder: it can be read, not changed")).setEnabled(False)

    def _add(self, words: str, does: Callable[[], object], why_not: str = "") -> QAction:
        act = self.addAction(words)
        act.triggered.connect(lambda _=False: does())
        if self._desk.bridge.session.is_read_only and not why_not:
            why_not = self.tr("This project is open for reading only.")
        act.setEnabled(not why_not)
        act.setToolTip(why_not)
        return act

    def _add_unsure(self) -> None:
        is_on = all(coding.is_unsure for coding in self._codings)
        act = self._add(
            self.tr("Unsure"), lambda: self._desk.mark_unsure(self._keys, not is_on), self._not_own
        )
        act.setCheckable(True)
        act.setChecked(is_on)

    def _split(self, caret: int | None) -> None:
        if caret is not None:
            self._desk.split(self._keys[0], caret)

    def _why_not_split(self, caret: int | None) -> str:
        if len(self._codings) != 1:
            return self.tr("One coding is split at a time.")
        span = self._codings[0].span
        if caret is None or not span.start < caret < span.end:
            return self.tr("Put the caret in the coding, where it is to be split.")
        return self._not_own

    def _why_not_joined(self) -> str:
        if len({(coding.coder, coding.code) for coding in self._codings}) != 1 or len(self._codings) < 2:
            return self.tr("Choose several codings of one code to join them.")
        return self._not_own

    def _add_copies(self) -> None:
        given, coder = {coding.coder for coding in self._codings}, self._desk.coder
        settled = {one.id for one in self._desk.bridge.ask(coders) if one.kind is CoderKind.CONSENSUS}
        if coder is not None and given != {coder.id}:
            own = coder.id
            self._add(self.tr("Copy to my codings"), lambda: self._desk.copy_to(self._keys, own))
        if not given <= settled:
            self._add(self.tr("Copy to the consensus"), lambda: self._desk.copy_to_consensus(self._keys))


class MemoMenu(Menu):
    """What can be done with the chosen memo, which stands on words without a code."""

    def __init__(
        self, look: Look, desk: Desk, memo: Memo, write: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_own = desk.wrote(memo)
        writes = not desk.bridge.session.is_read_only
        edit = self.addAction(self.tr("Edit memo") if is_own else self.tr("Write a memo on the same words"))
        edit.triggered.connect(lambda: write())
        edit.setEnabled(writes)
        self.addSeparator()
        delete = self.addAction(self.tr("Delete memo"))
        delete.triggered.connect(lambda: desk.delete_chosen())
        delete.setEnabled(is_own and writes)
        if not is_own:
            delete.setToolTip(self.tr("Written by another coder: it can be read, not changed."))
