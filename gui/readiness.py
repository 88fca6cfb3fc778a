"""Which acts can be done now; what cannot says why in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from gui.acts import Acts
from gui.desk import Desk


class Readiness(QObject):
    """Switches acts on and off after what lies on the desk."""

    def __init__(self, acts: Acts, desk: Desk) -> None:
        super().__init__(acts)
        self._acts = acts
        self._desk = desk

    def refresh(self) -> None:
        """Look again."""
        acts, read_only = self._acts, self._why_not_written()
        source = self.tr("No source is open.") if self._desk.source is None else ""
        self._refresh_steps(read_only)
        self._refresh_coding(read_only)
        for act in (acts.done, acts.in_progress, acts.not_started):
            _switch(act, source or read_only)
        for act in (
            acts.find, acts.next_source, acts.previous_source, acts.next_coding, acts.previous_coding,
        ):  # fmt: skip
            _switch(act, source)
        for act in (acts.import_sources, acts.import_scheme, acts.add_coder):
            _switch(act, read_only)
        acts.show_others.setChecked(self._desk.shows_others)

    def _why_not_written(self) -> str:
        if self._desk.bridge.session.is_read_only:
            return self.tr("This project is open for reading only.")
        return ""

    def _refresh_steps(self, read_only: str) -> None:
        acts, session = self._acts, self._desk.bridge.session
        undo, redo = session.undo_title, session.redo_title
        acts.undo.setEnabled(not read_only and undo is not None)
        acts.redo.setEnabled(not read_only and redo is not None)
        acts.undo.setToolTip(self.tr("Undo: {act}").format(act=undo) if undo else self.tr("Nothing to undo"))
        acts.redo.setToolTip(self.tr("Redo: {act}").format(act=redo) if redo else self.tr("Nothing to redo"))

    def _refresh_coding(self, read_only: str) -> None:
        acts, desk = self._acts, self._desk
        no_words = self.tr("Select words in the text first.") if desk.selection is None else ""
        never = self.tr("No code has been given yet.") if not desk.recent else ""
        chosen = desk.coding(desk.chosen) if desk.chosen is not None else None
        none_chosen = self.tr("Choose a coding first.") if chosen is None else ""
        others = ""
        if chosen is not None and not desk.is_own(chosen):
            others = self.tr("Given by another coder: it can be read, not changed.")
        for act in (acts.give, acts.not_codable):
            _switch(act, read_only or no_words)
        _switch(acts.give_again, read_only or no_words or never)
        _switch(acts.memo, none_chosen)
        for act in (acts.change_code, acts.unsure, acts.delete):
            _switch(act, read_only or none_chosen or others)


def _switch(act: QAction, why_not: str) -> None:
    act.setEnabled(not why_not)
    act.setToolTip(why_not)
