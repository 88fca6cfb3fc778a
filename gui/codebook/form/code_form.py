"""The form in the middle of the Codebook: the code that is looked at, or the family."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from core.model.changes import ChangeSet
from core.model.scheme import Code, Scale
from core.model.use import CodedText
from core.queries.codebook import use_of
from core.queries.segments import segment_count
from gui.bridge import SessionBridge
from gui.codebook.form.code_page import CodePage
from gui.codebook.form.codings_sheet import CodingsSheet
from gui.codebook.form.editing import Editing
from gui.codebook.form.family_page import FamilyPage
from gui.codebook.form.head import Head
from gui.codebook.form.kept import Kept
from gui.codebook.form.places import Thing, key_of
from gui.codebook.form.reasons import WhyLine
from gui.codebook.form.words_field import WordsField
from gui.codebook.meant import Meant
from gui.look import Look
from gui.panels.rule import scrolling
from gui.style import scaled
from gui.widgets.layout import column, label, row, surface
from gui.widgets.messages import EmptyState

_CODE, _FAMILY, _NOTHING, _BEGINNING = range(4)
_SOON = 40  # milliseconds: many changes at once are counted once
_NARROWEST, _WIDEST = 300, 900


class CodeForm(QWidget):
    """Follows what is meant. What is typed is saved when a field is left, and never lost on the way."""

    unsaved = Signal(bool)
    coding_wanted = Signal(object)  # CodingId
    refused = Signal(str)
    family_wanted = Signal()
    left = Signal()  # the reason was given, and the edits of this code are over

    def __init__(self, bridge: SessionBridge, meant: Meant, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._meant = meant
        self.editing = Editing(bridge, meant, self)
        self.sheet = CodingsSheet(bridge, look, self)
        self.head = Head(self.editing, look, self)
        self.code_page = CodePage(self.editing, look, self.sheet)
        self.family_page = FamilyPage(self.editing, look)
        self.why = WhyLine()
        self._said = label("", "ink2", -1, wraps=True)
        self._nothing = label(self.tr("Choose a code or a family to see what is said of it."), "ink2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.beginning = EmptyState(
            self.tr("A codebook begins with a family: the codes that answer one question."),
            self.tr("New family"),
            is_centred=True,
        )
        self.beginning.button.setVisible(not self.editing.is_read_only)
        self._pages = QStackedWidget()
        self._areas = [_area(self.code_page), _area(self.family_page)]
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        for page in (*self._areas, self._nothing, self.beginning):
            self._pages.addWidget(page)
        self._several = QWidget()
        self._several.setLayout(row(self._said, edges=(24, 0, 20, 8)))
        for part in (self.head, self._several, self.why.line):
            part.setMaximumWidth(scaled(_WIDEST))
        body = column(self.head, self._several, self._pages, self.why, gap=0)
        body.setStretch(2, 1)
        self.setLayout(column(surface("paper", body), gap=0))
        self.editing.reason = self.why.reason
        self._act_name = QAction(self.tr("Edit its name"), self)
        self._act_codings = QAction(self.tr("Show its codings"), self)
        self._act_counts = QAction(self.tr("Codings by coder and by source"), self)
        self.head.offer((self._act_name, self._act_codings, self._act_counts))

    def _connect(self) -> None:
        self.editing.refused.connect(self.refused)
        self.beginning.asked.connect(self.family_wanted)
        self._meant.changed.connect(self._on_meant_changed)
        self._bridge.changed.connect(self._on_changed)
        self._soon.timeout.connect(self._show_use)
        self.head.codings_wanted.connect(self._on_codings)
        self._act_name.triggered.connect(self.edit_name)
        self._act_codings.triggered.connect(self._on_codings)
        self._act_counts.triggered.connect(self.head.counts.click)
        self.code_page.coding_wanted.connect(self.coding_wanted)
        self.why.field.left.connect(self._explain)
        self.why.field.save_wanted.connect(self._explain)
        self.why.field.save_wanted.connect(self.left)
        for kept in self._kept():
            kept.changed.connect(self._tell_unsaved)
        pages: tuple[CodePage | FamilyPage, ...] = (self.code_page, self.family_page)
        for area, page in zip(self._areas, pages, strict=True):
            for kept in page.kept():
                follow = partial(_keep_in_sight, area, page, kept.field)
                kept.field.cursorPositionChanged.connect(follow)

    def _kept(self) -> list[Kept]:
        return [*self.code_page.kept(), *self.family_page.kept()]

    @property
    def is_unsaved(self) -> bool:
        """Tell whether anything was typed that the project does not have."""
        colour = self.code_page.traits.own_colour
        return bool(self.editing.drafts) or colour.is_unsaved or any(kept.is_unsaved for kept in self._kept())

    def save(self) -> None:
        """Bring everything that was typed into the project, also what was refused before."""
        self._save_fields()
        self._explain()
        self.editing.retry()
        self._tell_unsaved()

    def _save_fields(self) -> None:
        for kept in self._kept():
            kept.save()
        self.code_page.traits.own_colour.save()

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes here."""
        return self._name_field() or self.beginning.button

    def edit_name(self) -> None:
        """Take the keyboard to the name, all of it chosen."""
        if (field := self._name_field()) is not None:
            field.take_keyboard()

    def _name_field(self) -> WordsField | None:
        match self._pages.currentIndex():
            case place if place == _CODE:
                return self.code_page.languages.field("name")
            case place if place == _FAMILY:
                return self.family_page.languages.field("name")
        return None

    # acts

    @Slot()
    def _on_codings(self) -> None:
        code = self._meant.code
        if code is not None:
            title = self.tr("Codings of {name}").format(name=code.name)
            self.sheet.open_for(code.id, title, self.head.show_codings, self._go_to)

    def _go_to(self, coded: CodedText) -> None:
        self.coding_wanted.emit(coded.coding)

    @Slot()
    def _explain(self) -> None:
        self.editing.explain(self.why.reason())

    # keeping in step

    @Slot()
    def _on_meant_changed(self) -> None:
        thing = self._meant.code or self._meant.family
        before = self.editing.thing
        if before is not None and (thing is None or key_of(thing) != key_of(before)):
            self._save_fields()
            self._explain()
            self.editing.forget_unexplained()
            self.why.empty()
        self._show()
        self._tell_unsaved()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"}:
            self._show()
        elif changes.tables & {"coding", "coder", "source", "memo"}:
            self._soon.start()

    def _show(self) -> None:
        code, family = self._meant.code, self._meant.family
        thing = code or family
        is_another = (thing and key_of(thing)) != (self.editing.thing and key_of(self.editing.thing))
        self.editing.thing = thing
        self.code_page.show_code(code)
        self.family_page.show_family(family if code is None else None)
        self._pages.setCurrentIndex(self._page_of(thing))
        self.head.setVisible(thing is not None)
        self.why.setVisible(thing is not None and not self.editing.is_read_only)
        if thing is not None:
            self.head.show_thing(
                thing, family.name if family else "", family.scale if family else Scale.NOMINAL
            )
        self._show_what_is_to_know(len(self._meant.codes))
        if is_another and self.isVisible():
            # at once: warnings that came later would push the fields down under the reader's eyes
            self._show_use()
        elif thing is not None:
            self._soon.start()
        if is_another:
            self.sheet.dismiss()
            for area in self._areas:
                area.verticalScrollBar().setValue(0)

    def _page_of(self, thing: Thing | None) -> int:
        if thing is not None:
            return _CODE if isinstance(thing, Code) else _FAMILY
        return _NOTHING if self._bridge.scheme().families else _BEGINNING

    def _show_what_is_to_know(self, chosen: int) -> None:
        """Say that several codes are chosen, or that nothing can be edited."""
        words = []
        if chosen > 1:
            words.append(self.tr("%n codes are chosen, and this is the last of them.", "", chosen))
            words.append(self.tr("The tools above the scheme merge, retire and move all of them."))
        if self.editing.is_read_only:
            words.append(self.tr("This project is open for reading only: nothing can be edited here."))
        self._said.setText(" ".join(words))
        self._several.setVisible(bool(words))

    @Slot()
    def _show_use(self) -> None:
        """Tell how often it was given; what is not in sight waits until it is."""
        thing = self.editing.thing
        if thing is None or not self.isVisible():
            return
        codes = [thing] if isinstance(thing, Code) else self._bridge.scheme().codes_of(thing.id)
        use = self._bridge.ask(use_of, [code.id for code in codes])
        self.head.show_use(use)
        self._act_counts.setEnabled(bool(use.codings))
        self._act_codings.setEnabled(bool(use.codings) and isinstance(thing, Code))
        if isinstance(thing, Code):
            self.head.show_codings.show()
            is_any_given = bool(use.codings) or bool(self._bridge.ask(segment_count))
            self.code_page.show_use(use, is_any_given=is_any_given)
        else:
            self.head.show_codings.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    @Slot()
    def _tell_unsaved(self) -> None:
        self.unsaved.emit(self.is_unsaved)


def _area(page: QWidget) -> QScrollArea:
    made = scrolling(page)
    # an area paints the ground of what it is given
    page.setAutoFillBackground(False)
    page.setMaximumWidth(scaled(_WIDEST))
    # else the page would never get so narrow that its parts fold
    page.setMinimumWidth(scaled(_NARROWEST))
    return made


def _keep_in_sight(area: QScrollArea, page: QWidget, field: WordsField) -> None:
    """Bring the line that is being written into view; a field grows beyond the end of the form."""
    if QApplication.focusWidget() is field:
        at = field.mapTo(page, field.cursorRect().center())
        area.ensureVisible(at.x(), at.y(), 0, scaled(40))
