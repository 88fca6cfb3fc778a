"""The form in the middle of the Codebook: the code that is looked at, or the family."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from core.model.changes import ChangeSet
from core.model.scheme import Code
from gui.bridge import SessionBridge
from gui.codebook.form.code_page import CodePage
from gui.codebook.form.editing import Editing, Kept
from gui.codebook.form.family_page import FamilyPage
from gui.codebook.form.places import key_of
from gui.codebook.form.words_field import WordsField
from gui.codebook.meant import Meant
from gui.look import Look
from gui.panels.rule import scrolling
from gui.widgets.layout import column, label, surface


class CodeForm(QWidget):
    """Follows what is meant. What is typed is saved when a field is left, and never lost on the way."""

    unsaved = Signal(bool)
    coding_wanted = Signal(object)
    refused = Signal(str)

    def __init__(self, bridge: SessionBridge, meant: Meant, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._meant = meant
        self.editing = Editing(bridge, meant, self)
        self.code_page = CodePage(self.editing, look)
        self.family_page = FamilyPage(self.editing, look)
        self._nothing = label(self.tr("Choose a code or a family to see what is said of it."), "ink2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._areas: list[QScrollArea] = []
        for page in (self.code_page, self.family_page):
            area = scrolling(page)
            self._areas.append(area)
            self._pages.addWidget(area)
        self._pages.addWidget(self._nothing)
        self.setLayout(column(surface("paper", column(self._pages, gap=0)), gap=0))
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.editing.refused.connect(self.refused)
        self._meant.changed.connect(self._on_meant_changed)
        self._bridge.changed.connect(self._on_changed)
        for kept in self._kept():
            kept.changed.connect(self._tell_unsaved)

    def _kept(self) -> list[Kept]:
        return [*self.code_page.kept(), *self.family_page.kept()]

    @property
    def is_unsaved(self) -> bool:
        """Tell whether anything was typed that the project does not have."""
        return bool(self.editing.drafts) or any(kept.is_unsaved for kept in self._kept())

    def save(self) -> None:
        """Bring everything that was typed into the project, also what was refused before."""
        for kept in self._kept():
            kept.save()
        self.editing.retry()
        self._tell_unsaved()

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes here."""
        return self._name_field() or self

    def edit_name(self) -> None:
        """Take the keyboard to the name, all of it chosen."""
        if (field := self._name_field()) is not None:
            field.take_keyboard()

    def _name_field(self) -> WordsField | None:
        page = self._pages.currentIndex()
        if page > 1:
            return None
        return (self.code_page, self.family_page)[page].languages.field("name")

    # keeping in step

    @Slot()
    def _on_meant_changed(self) -> None:
        for kept in self._kept():
            kept.save()
        self._show()
        self._tell_unsaved()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"}:
            self._show()

    def _show(self) -> None:
        code, family = self._meant.code, self._meant.family
        thing = code or family
        is_another = (thing and key_of(thing)) != (self.editing.thing and key_of(self.editing.thing))
        self.editing.thing = thing
        page = 2 if thing is None else 0 if isinstance(thing, Code) else 1
        self.code_page.show_code(code)
        self.family_page.show_family(family if code is None else None)
        self._pages.setCurrentIndex(page)
        if is_another and page < len(self._areas):
            self._areas[page].verticalScrollBar().setValue(0)

    @Slot()
    def _tell_unsaved(self) -> None:
        self.unsaved.emit(self.is_unsaved)
