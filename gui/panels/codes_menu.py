"""What can be done with a code, or with a family of them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.model.ids import CodeId
from core.model.scheme import Code
from gui.desk import Desk
from gui.look import Look
from gui.widgets.menus import Menu


class CodesMenu(Menu):
    """What cannot be done says why. It goes when it is closed."""

    def __init__(self, look: Look, desk: Desk, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk

    def add_giving(self, code: Code, show_rule: Callable[[], object]) -> None:
        """Add what is done with one code; `show_rule` shows its definition and examples."""
        read_only = self._why_not_written()
        no_words = self.tr("Select words in the text first.") if self._desk.selection is None else ""
        self._add(self.tr("Give to the selection"), lambda: self._desk.give(code.id), read_only or no_words)
        self._add(
            self.tr("Give, unsure"), lambda: self._desk.give(code.id, is_unsure=True), read_only or no_words
        )
        if chosen := self._desk.chosen_codings:
            several = self.tr("Change the %n chosen coding(s) to this code", "", len(chosen))
            words = several if len(chosen) > 1 else self.tr("Change the chosen coding to this code")
            self._add(words, lambda: self._desk.change_code(chosen, code.id), read_only)
        self.addSeparator()
        self._add(self.tr("Show its rule"), show_rule)
        self.addSeparator()

    def add_sight(self, codes: Collection[CodeId], *, is_hidden: bool) -> None:
        """Add what is shown and hidden of the codes that a row stands for."""
        desk = self._desk
        words = self.tr("Show its codings") if is_hidden else self.tr("Hide its codings")
        act = self._add(words, lambda: desk.hide_codes(codes, not is_hidden))
        act.setShortcut("Ctrl+H")
        act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._add(self.tr("Show only this"), lambda: desk.show_only(codes))
        nothing = "" if desk.hidden_codes else self.tr("No code is hidden.")
        self._add(self.tr("Show all codes"), desk.show_all_codes, nothing)

    def _add(self, words: str, does: Callable[[], object], why_not: str = "") -> QAction:
        act = self.addAction(words)
        act.triggered.connect(lambda _=False: does())
        act.setEnabled(not why_not)
        act.setToolTip(why_not)
        return act

    def _why_not_written(self) -> str:
        if self._desk.bridge.session.is_read_only:
            return self.tr("This project is open for reading only.")
        return ""
