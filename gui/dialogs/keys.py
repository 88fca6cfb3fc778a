"""Every key of the window on one sheet that can be searched."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from core.model.scheme import Scheme
from gui.acts import Acts
from gui.dialogs.sheet import Sheet
from gui.look import Look
from gui.models.entries import Entry, group
from gui.models.finding import best_first, code_entries
from gui.panels.entry_list import EntryList
from gui.style import scaled
from gui.widgets.controls import SearchField
from gui.widgets.layout import column, surface


class KeysDialog(Sheet):
    """Type to find a key by its words; Enter does the act, which is `act` when the sheet was accepted."""

    def __init__(self, acts: Acts, whole: Scheme, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys"), self.tr("Close"), parent)
        self.act: QAction | None = None
        self._groups = [
            (self.tr("In the text"), self._in_the_text()),
            *((title, _entries_of(section)) for title, section in acts.sections()),
            (self.tr("In the picker"), self._in_the_picker()),
            (self.tr("On the cards of the inspector"), self._on_cards()),
            (self.tr("Codes, while words are selected"), [e for e in code_entries(whole).values() if e.keys]),
        ]
        self.field = SearchField(look, self.tr("Find a key by what it does"))
        self.list = EntryList(look, self.tr("Keys"), self.field)
        self.list.setMinimumHeight(scaled(440))
        self.cancel.hide()
        self.fill(self.field, surface("card", column(self.list, edges=(2, 6, 2, 6))), width=560)
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self.reject)
        self.list.chosen.connect(self._on_chosen)
        self._on_typed("")
        self.field.setFocus()

    def _in_the_text(self) -> list[Entry]:
        return _plain(
            (self.tr("Give a code to the selected words"), self.tr("Enter, or the code's key")),
            (self.tr("Select by character"), "Shift+← →"),
            (self.tr("Select by word"), "Ctrl+Shift+← →"),
            (self.tr("Grow the selection to word, sentence, paragraph, turn"), "Ctrl+Shift+↑"),
            (self.tr("Shrink it again"), "Ctrl+Shift+↓"),
            (self.tr("Move the end of the chosen coding by a word"), "Alt+← →"),
            (self.tr("Move its start by a word"), "Alt+Shift+← →"),
            (self.tr("Choose the next coding too, let go of the last one"), "Alt+Shift+↓ ↑"),
            (self.tr("Delete the chosen codings"), self.tr("Delete")),
            (self.tr("Let go of what is dragged, of the selection, of the codings"), "Esc"),
            (self.tr("What can be done here"), self.tr("Menu key")),
            (self.tr("Next hit, hit before, in the find bar"), "Enter   Shift+Enter"),
            (self.tr("Keep a memo and return to the text"), "Ctrl+Enter"),
        )

    def _on_cards(self) -> list[Entry]:
        return _plain(
            (self.tr("From card to card, choosing all between"), "↑ ↓   Shift+↑ ↓"),
            (self.tr("Choose this card too, or not any more"), self.tr("Space")),
            (self.tr("Choose all that lies here"), "Ctrl+A"),
            (self.tr("Choose this card alone"), "Enter"),
        )

    def _in_the_picker(self) -> list[Entry]:
        return _plain(
            (self.tr("Give the code, or all that are marked"), "Enter"),
            (self.tr("Mark the code to give several together, or not any more"), "Ctrl+Space"),
            (self.tr("The same, where the system has taken that key"), "Ctrl+Enter"),
            (self.tr("Take back the last mark, in the empty field"), self.tr("Backspace")),
            (self.tr("Give as unsure"), "Alt+U"),
            (self.tr("Give and write a memo"), "Alt+M"),
            (self.tr("Make a new code of the typed words, and give it"), "Alt+N"),
            (self.tr("Read on in the rule, and back"), "Alt+↓ ↑"),
            (self.tr("Close without giving anything"), "Esc"),
        )

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        shown: list[Entry] = []
        for title, entries in self._groups:
            shown += group(title, best_first(words, entries, lambda entry: (entry.text, entry.keys)))
        self.list.show_entries(shown or [Entry(self.tr("No key for this"), is_heading=True)])

    @Slot(object)
    def _on_chosen(self, chosen: object) -> None:
        if isinstance(chosen, QAction):
            self.act = chosen
            self.accept()


def _plain(*lines: tuple[str, str]) -> list[Entry]:
    return [Entry(words, keys=keys) for words, keys in lines]


def _entries_of(section: Iterable[QAction | None]) -> list[Entry]:
    found = []
    for act in section:
        if act is not None and act.shortcuts():
            keys = (key.toString(QKeySequence.SequenceFormat.NativeText) for key in act.shortcuts())
            words = act.text().replace("&", "").removesuffix("…")
            found.append(Entry(words, payload=act, keys="   ".join(keys), is_possible=act.isEnabled()))
    return found
