"""Everything that is said of one code."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.model.scheme import Code
from gui.codebook.form.editing import Editing, Kept
from gui.codebook.form.languages import Languages, Row
from gui.look import Look
from gui.widgets.layout import column


class CodePage(QWidget):
    """The fields of a code, made once and filled for each code that is looked at."""

    def __init__(self, editing: Editing, look: Look) -> None:
        super().__init__()
        self._editing = editing
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
        self.setLayout(column(self.languages, None, gap=12, edges=(24, 8, 20, 16)))

    def kept(self) -> list[Kept]:
        """Return all fields of words."""
        return self.languages.kept()

    def show_code(self, code: Code | None) -> None:
        """Show a code, or what is new of it."""
        if code is not None:
            self.languages.offer_those_in_scheme()
        self.languages.show_thing(code)
