"""Which acts can be done now; what cannot says why in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.acts import Acts
from gui.codebook.readiness import CodebookReadiness, switch
from gui.desk import Desk
from gui.words import step_words
from gui.workspaces import Workspace


class Readiness(QObject):
    """Switches acts on and off after what lies on the desk."""

    def __init__(self, acts: Acts, desk: Desk) -> None:
        super().__init__(acts)
        self._acts = acts
        self._desk = desk
        self._workspace = Workspace.CODE
        # Knows what can be done with the scheme, once its workspace is there
        self.codebook: CodebookReadiness | None = None

    @Slot(object)
    def enter(self, workspace: Workspace) -> None:
        """Hear where the researcher is: acts on a text can be done before that text only."""
        self._workspace = workspace
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        acts, read_only = self._acts, self._why_not_written()
        elsewhere = self._elsewhere()
        source = elsewhere or (self.tr("No source is open.") if self._desk.source is None else "")
        self._refresh_steps(read_only)
        self._refresh_coding(read_only)
        no_codes = "" if self._desk.bridge.scheme().families else self.tr("There are no codes yet.")
        for act in (acts.done, acts.in_progress, acts.not_started):
            switch(act, source or read_only or no_codes)
        for act in (
            acts.find, acts.next_source, acts.previous_source, acts.next_coding, acts.previous_coding,
            acts.next_same, acts.previous_same, acts.next_unsure, acts.previous_unsure,
            acts.next_uncoded, acts.previous_uncoded,
        ):  # fmt: skip
            switch(act, source)
        for act in (acts.import_sources, acts.import_scheme, acts.add_coder, acts.new_code):
            switch(act, read_only)
        for act in (acts.sources, acts.show_others):
            switch(act, elsewhere)
        self._refresh_codebook()
        acts.show_others.setChecked(self._desk.shows_others)
        switch(acts.show_all_codes, "" if self._desk.hidden_codes else self.tr("No code is hidden."))

    def _refresh_codebook(self) -> None:
        if self._workspace is Workspace.CODEBOOK and self.codebook is not None:
            self.codebook.refresh()
            return
        for act in self._acts.of_codebook():
            switch(act, self.tr("Go to the workspace Codebook first (Ctrl+2)."))

    def _elsewhere(self) -> str:
        if self._workspace is Workspace.CODE:
            return ""
        return self.tr("Go to the workspace Code first (Ctrl+1).")

    def _why_not_written(self) -> str:
        if self._desk.bridge.session.is_read_only:
            return self.tr("This project is open for reading only.")
        return ""

    def _refresh_steps(self, read_only: str) -> None:
        acts, session = self._acts, self._desk.bridge.session
        undo, redo = step_words(session.undo_title), step_words(session.redo_title)
        acts.undo.setEnabled(not read_only and bool(undo))
        acts.redo.setEnabled(not read_only and bool(redo))
        acts.undo.setToolTip(self.tr("Undo: {act}").format(act=undo) if undo else self.tr("Nothing to undo"))
        acts.redo.setToolTip(self.tr("Redo: {act}").format(act=redo) if redo else self.tr("Nothing to redo"))

    def _refresh_coding(self, read_only: str) -> None:
        acts, desk = self._acts, self._desk
        no_words = self._elsewhere() or (
            self.tr("Select words in the text first.") if desk.selection is None else ""
        )
        never = self.tr("No code has been given yet.") if not desk.recent else ""
        for act in (acts.give, acts.in_vivo, acts.not_codable, acts.codable):
            switch(act, read_only or no_words)
        switch(acts.give_again, read_only or no_words or never)
        self._refresh_chosen(read_only)

    def _refresh_chosen(self, read_only: str) -> None:
        acts, desk = self._acts, self._desk
        elsewhere = self._elsewhere()
        chosen = desk.codings(desk.chosen_codings)
        none_chosen = elsewhere or ("" if chosen else self.tr("Choose a coding first."))
        others = ""
        if not all(map(desk.is_own, chosen)):
            others = self.tr("Given by another coder: it can be read, not changed.")
        cannot = read_only or none_chosen or others
        for act in (acts.change_code, acts.unsure):
            switch(act, cannot)
        chosen_memo = "" if desk.chosen_memo else none_chosen or others
        switch(acts.delete, read_only or elsewhere or chosen_memo)
        several = self.tr("Choose one coding alone.") if len(chosen) > 1 else ""
        switch(acts.split, cannot or several)
        fewer = self.tr("Choose two codings or more of the same code.")
        switch(
            acts.join, cannot or ("" if len({coding.code for coding in chosen}) == 1 < len(chosen) else fewer)
        )
        switch(acts.copy_to_consensus, read_only or none_chosen)
        own = self.tr("These are your codings already.") if all(map(desk.is_own, chosen)) else ""
        switch(acts.copy_to_own, read_only or none_chosen or own)
        bare = self.tr("Choose a coding, or select words.")
        switch(
            acts.memo,
            read_only or elsewhere or ("" if desk.chosen_all or desk.selection is not None else bare),
        )
