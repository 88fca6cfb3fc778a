"""Asking what becomes of a code that meets another one of an exclusive family."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from core.model.coding import Clash
from gui.dialogs.sheet import Sheet
from gui.style import scaled
from gui.widgets.controls import button
from gui.widgets.layout import Part, label, row

_NATIVE = QKeySequence.SequenceFormat.NativeText


class ClashDialog(Sheet):
    """Replace, shorten or keep both; `clash` is the answer once it was accepted.

    Keeping both changes nothing that is there, so it has the keyboard.
    """

    def __init__(self, family: str, given: str, met: str, parent: QWidget | None = None) -> None:
        """`given` is the code that is to be given, `met` what these words bear already."""
        super().__init__(
            self.tr("These words bear {code} already").format(code=met), self.tr("Keep both"), parent
        )
        self.clash = Clash.KEEP
        self.replace = self._choice(Clash.REPLACE, self.tr("Replace"), "Alt+R")
        self.shorten = self._choice(Clash.SHORTEN, self.tr("Shorten"), "Alt+S")
        names = {"family": family, "given": given, "met": met}
        why = self.tr("{family} is exclusive: as a rule, words bear one of its codes.")
        replaced = self.tr("{met} gives way. Its memos go over to {given}.")
        shortened = self.tr("{met} keeps the words outside the selection.")
        both = self.tr("Keep both: the words bear {met} and {given}.")
        self.fill(
            label(why.format(**names), "ink2", wraps=True),
            self._offer(self.replace, replaced.format(**names)),
            self._offer(self.shorten, shortened.format(**names)),
            label(both.format(**names), "ink2", -1, wraps=True),
            width=480,
        )
        self.verb.setFocus()

    def _choice(self, clash: Clash, words: str, key: str) -> QPushButton:
        made = button(words)
        made.setAutoDefault(False)
        made.setShortcut(QKeySequence(key))
        made.setMinimumWidth(scaled(88))
        made.clicked.connect(lambda: self._take(clash))
        return made

    def _offer(self, choice: QPushButton, words: str) -> Part:
        told = label(words, "ink2", -1, wraps=True)
        told.setBuddy(choice)
        part = row(choice, told, label(choice.shortcut().toString(_NATIVE), "ink3", -2), gap=12)
        part.setStretch(1, 1)
        choice.setAccessibleDescription(words)
        return part

    def _take(self, clash: Clash) -> None:
        self.clash = clash
        self.accept()
