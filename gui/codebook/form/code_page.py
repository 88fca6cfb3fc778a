"""Everything that is said of one code."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from core.commands.scheme import ReviveCodes
from core.model.scheme import Code
from core.model.use import Use
from gui.codebook.form.codings_sheet import CodingsSheet
from gui.codebook.form.editing import Editing
from gui.codebook.form.examples import Examples
from gui.codebook.form.kept import Kept
from gui.codebook.form.languages import Languages, Row
from gui.codebook.form.notes import Notes, RetiredLine, faults_of
from gui.codebook.form.reasons import ReasonsGiven
from gui.codebook.form.traits import Traits
from gui.look import Look
from gui.widgets.layout import column
from gui.words import shortened


class CodePage(QWidget):
    """The fields of a code, made once and filled for each code that is looked at."""

    coding_wanted = Signal(object)

    def __init__(self, editing: Editing, look: Look, sheet: CodingsSheet) -> None:
        super().__init__()
        self._editing = editing
        self._code: Code | None = None
        self.retired = RetiredLine(look)
        self.notes = Notes(look)
        self.languages = Languages(
            editing,
            look,
            (
                Row("name", self.tr("Name"), is_line=True),
                Row("short", self.tr("In short"), is_line=True),
                Row("definition", self.tr("Definition"), lines=3),
                Row("include", self.tr("Include")),
                Row("exclude", self.tr("Exclude")),
            ),
        )
        self.examples = Examples(editing, look, sheet)
        self.traits = Traits(editing, look)
        self.reasons = ReasonsGiven(editing.bridge)
        parts = (self.retired, self.notes, self.languages, self.examples, self.traits, self.reasons)
        self.setLayout(column(*parts, None, gap=12, edges=(24, 0, 20, 16)))
        self.languages.language_chosen.connect(self.examples.show_language)
        self.examples.coding_wanted.connect(self.coding_wanted)
        self.retired.revive_wanted.connect(self._on_revive)

    def kept(self) -> list[Kept]:
        """Return all fields of words."""
        return [*self.languages.kept(), *self.examples.kept(), *self.traits.kept()]

    def show_code(self, code: Code | None) -> None:
        """Show a code, or what is new of it."""
        self._code = code
        if code is not None:
            self.languages.offer_those_in_scheme()
            self.retired.setVisible(not code.is_active)
            self.retired.revive.setEnabled(not self._editing.is_read_only)
        self.languages.show_thing(code)
        self.examples.show_code(code)
        self.traits.show_code(code)
        if code is not None:
            self.reasons.show_code(code.id)

    def show_use(self, use: Use, *, is_any_given: bool) -> None:
        """Say what the code lacks, given how it is used."""
        if self._code is not None:
            scheme = self._editing.bridge.scheme()
            found = faults_of(self._code, scheme, use, is_any_given=is_any_given)
            self.notes.show_faults(self._code.id, found)
            self.traits.show_faults(found)

    @Slot()
    def _on_revive(self) -> None:
        if self._code is not None:
            words = self.tr("{name} is in use again").format(name=shortened(self._code.name))
            self._editing.run(ReviveCodes((self._code.id,), self._editing.reason()), words)
