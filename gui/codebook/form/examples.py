"""The typical and the borderline example of a code: words, and where they stand if they are real ones."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.model.ids import CodingId
from core.model.scheme import Code
from core.model.use import CodedText
from core.queries.codebook import coded_texts
from gui.codebook.form.codings_sheet import CodingsSheet, place_words
from gui.codebook.form.editing import Editing
from gui.codebook.form.kept import Kept
from gui.codebook.form.languages import language_name, language_runs_left
from gui.codebook.form.places import ARABIC, OWN, Place
from gui.codebook.form.words_field import WordsField
from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import ToolButton, button
from gui.widgets.icons import icon
from gui.widgets.layout import column, label, row, surface
from gui.widgets.messages import IconLabel
from gui.widgets.tips import tip

_SIDE_BY_SIDE = 560
_BESIDE_LINK = 285  # what the rest of a card's head takes
_SOON = 40  # milliseconds: who runs through the scheme waits for no text to be read


class Example(QWidget):
    """One example: its words in both languages, and the segment it points to."""

    coding_wanted = Signal(object)

    def __init__(self, editing: Editing, look: Look, sheet: CodingsSheet, field: str, title: str) -> None:
        super().__init__()
        self._editing = editing
        self._sheet = sheet
        self._field = field
        self._title = title
        self._code: Code | None = None
        self._place = ("", 0)
        own = WordsField(title)
        other = WordsField(title)
        self.own = Kept(editing, Place(field, OWN), own)
        self.other = Kept(editing, Place(field, ARABIC), other)
        self.link = button("", "quiet")
        self.link.setIcon(icon(look, "source", "accent"))
        self.link.setFont(text_font(-1))
        self.link.setIconSize(QSize(scaled(14), scaled(14)))
        self.let_go = ToolButton(look, "cross", self.tr("Let go of this segment; the words stay"), size=12)
        self.pick = button(self.tr("Pick…"), "quiet")
        self.pick.setFont(text_font(-1))
        self.pick.setToolTip(self.tr("Pick from the codings of this code"))
        self.pick.setAccessibleName(self.tr("{title}: pick from the codings").format(title=title))
        head = row(IconLabel(look, "quote", "ink3", 14), label(title, "ink2", -1), None,
                   self.link, self.let_go, self.pick, gap=4)  # fmt: skip
        # a link that comes and goes moves nothing
        head.addStrut(scaled(28))
        fields = column(own, self.own.problem, other, self.other.problem, gap=4)
        fields.setStretch(0, 1)
        card = surface("card", column(head, fields, gap=4, edges=(10, 4, 6, 10)))
        self.setLayout(column(card, gap=0))
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._show_place)
        self.pick.clicked.connect(self._on_pick)
        self.let_go.clicked.connect(self._on_let_go)
        self.link.clicked.connect(self._on_link)

    @property
    def coding(self) -> CodingId | None:
        """Return the coding that the example points to."""
        return None if self._code is None else getattr(self._code, f"{self._field}_coding")

    def show_code(self, code: Code | None) -> None:
        """Show the example of a code."""
        before, self._code = self.coding, code
        for kept in (self.own, self.other):
            kept.show_thing(code)
        self.pick.setEnabled(not self._editing.is_read_only and code is not None and code.is_codable)
        if self.coding is None or self.coding != before:
            self.link.hide()
            self.let_go.hide()
        if self.coding is not None:
            self._soon.start()

    def show_language(self, language: str) -> None:
        """Let the second field be in another language."""
        self.other.take_place(Place(self._field, language), self._code)
        name = language_name(language)
        self.other.field.setAccessibleName(f"{self._title}, {name}")
        self.other.field.show_hint(name)
        self.other.field.run_left(language_runs_left(language))

    @Slot()
    def _show_place(self) -> None:
        key = self.coding
        found = self._editing.bridge.ask(coded_texts, [key]) if key is not None else []
        self.link.setVisible(bool(found))
        self.let_go.setVisible(bool(found) and not self._editing.is_read_only)
        if found:
            self._place = found[0].source_name, found[0].paragraph
            words = place_words(found[0])
            self.link.setAccessibleName(self.tr("Go to {place}").format(place=words))
            self.link.setToolTip(tip(words))
            self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """Write as much of the source's name as there is room for; the paragraph is always told."""
        name, paragraph = self._place
        metrics = QFontMetricsF(self.link.font())
        figure = f" ¶ {paragraph}"
        room = self.width() - scaled(_BESIDE_LINK) - metrics.horizontalAdvance(figure)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(room, scaled(30)))
        # the figure stays behind the name, also in a mirrored window
        inner = f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}{figure}"
        self.link.setText(f"\N{FIRST STRONG ISOLATE}{inner}\N{POP DIRECTIONAL ISOLATE}".replace("&", "&&"))

    # acts

    @Slot()
    def _on_pick(self) -> None:
        if self._code is not None:
            title = self.tr("{title}: pick from the codings").format(title=self._title)
            self._sheet.open_for(self._code.id, title, self.pick, self._take)

    def _take(self, coded: CodedText) -> None:
        if self._code is not None and coded.code == self._code.id:
            self._editing.change(**{self._field: coded.text, f"{self._field}_coding": coded.coding})

    @Slot()
    def _on_let_go(self) -> None:
        self.pick.setFocus()
        self._editing.change(**{f"{self._field}_coding": None})

    @Slot()
    def _on_link(self) -> None:
        if self.coding is not None:
            self.coding_wanted.emit(self.coding)


class Examples(QWidget):
    """Both examples side by side, or below each other where room is short."""

    coding_wanted = Signal(object)

    def __init__(self, editing: Editing, look: Look, sheet: CodingsSheet) -> None:
        super().__init__()
        self.typical = Example(editing, look, sheet, "typical", self.tr("Typical example"))
        self.borderline = Example(editing, look, sheet, "borderline", self.tr("Borderline example"))
        self._across = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(scaled(12))
        self.setLayout(self._grid)
        for one in self.both():
            one.coding_wanted.connect(self.coding_wanted)
        self.show_language(ARABIC)
        self._lay_out(2)

    def both(self) -> tuple[Example, Example]:
        """Return the two."""
        return self.typical, self.borderline

    def kept(self) -> list[Kept]:
        """Return all fields of words."""
        return [kept for one in self.both() for kept in (one.own, one.other)]

    def show_code(self, code: Code | None) -> None:
        """Show the examples of a code."""
        for one in self.both():
            one.show_code(code)

    @Slot(str)
    def show_language(self, language: str) -> None:
        """Let the second fields be in another language."""
        for one in self.both():
            one.other.save()
            one.show_language(language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if event.size().width() >= scaled(_SIDE_BY_SIDE) else 1)

    def _lay_out(self, across: int) -> None:
        if across != self._across:
            self._across = across
            for place, one in enumerate(self.both()):
                self._grid.removeWidget(one)
                self._grid.addWidget(one, place // across, place % across)
                self._grid.setColumnStretch(place, 1 if place < across else 0)
