"""Everything that is said of one family."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.model.scheme import Family
from gui.codebook.form.editing import Editing
from gui.codebook.form.family_traits import FamilyTraits
from gui.codebook.form.kept import Kept
from gui.codebook.form.languages import Languages, Row
from gui.look import Look
from gui.widgets.layout import column


class FamilyPage(QWidget):
    """The fields of a family, made once and filled for each family that is looked at."""

    def __init__(self, editing: Editing, look: Look) -> None:
        super().__init__()
        self._editing = editing
        self.languages = Languages(
            editing,
            look,
            (
                Row("name", self.tr("Name"), is_line=True),
                Row("definition", self.tr("Definition"), lines=3),
            ),
        )
        self.traits = FamilyTraits(editing, look)
        self.setLayout(column(self.languages, self.traits, None, gap=16, edges=(24, 0, 20, 16)))

    def kept(self) -> list[Kept]:
        """Return all fields of words."""
        return [*self.languages.kept(), self.traits.source]

    def show_family(self, family: Family | None) -> None:
        """Show a family, or what is new of it."""
        if family is not None:
            self.languages.offer_those_in_scheme()
        self.languages.show_thing(family)
        self.traits.show_family(family)
