"""What else holds of a code: key, parent, family, where it comes from, other names, codable or a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.commands.scheme import PlaceCodes
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Scheme
from core.model.scheme_faults import FaultKind, SchemeFault
from gui.codebook.form.editing import Editing
from gui.codebook.form.kept import Kept
from gui.codebook.form.languages import Box
from gui.codebook.form.notes import fault_words
from gui.codebook.form.places import Place
from gui.codebook.form.swatches import OwnColour, Swatches
from gui.codebook.form.words_field import WordsField
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import CheckBox, Choice
from gui.widgets.layout import column, label
from gui.words import shortened

_BESIDE = 560


class LateChoice(Choice):
    """Names one thing until it is opened: then it lists all, read at that moment.

    So neither a wheel that scrolls the form nor an arrow key gives a code another parent by the way.
    """

    picked = Signal(object)

    def __init__(self, look: Look, name: str, options: Callable[[], Iterator[tuple[str, object]]]) -> None:
        super().__init__(look, name)
        self._options = options
        self._name = name
        self._value: tuple[str, object] = ("", None)
        self._fold_up = QTimer(self, singleShot=True, interval=0)
        self._fold_up.timeout.connect(self._on_fold_up)
        self.setMaxVisibleItems(14)
        self.activated.connect(self._on_activated)

    def show_value(self, words: str, value: object) -> None:
        """Say what holds."""
        self._value = words, value
        self.clear()
        self.addItem(words, value)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(words)

    def showPopup(self) -> None:
        words, value = self._value
        self.clear()
        for name, key in self._options():
            self.addItem(name, key)
        here = self.findData(value)
        if here < 0:
            self.insertItem(0, words, value)
        self.setCurrentIndex(max(here, 0))
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        # what was chosen is told only after this, by its place in the list
        self._fold_up.start()

    @Slot()
    def _on_fold_up(self) -> None:
        self.show_value(*self._value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # the form scrolls on; the toolkit would stop it here
        event.ignore()

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        value = self.itemData(place)
        if value != self._value[1]:
            self.picked.emit(value)

    def sizeHint(self) -> QSize:
        return QSize(scaled(150), scaled(30))


class KeyField(WordsField):
    """One character: what is typed takes the place of what stood there."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if len(event.text()) == 1 and event.text().isprintable() and event.text().strip():
            self.selectAll()
        super().keyPressEvent(event)


class Traits(QWidget):
    """The lower part of the form: colour at the leading side, the rest beside it."""

    def __init__(self, editing: Editing, look: Look) -> None:
        super().__init__()
        self._editing = editing
        self._code: Code | None = None
        self._fold: bool | None = None
        self.swatches = Swatches(look)
        self.own_colour = OwnColour(look)
        self.shortcut = self._kept("shortcut", KeyField(self.tr("Shortcut"), is_line=True))
        self.source = self._kept("source", WordsField(self.tr("From"), is_line=True))
        self.aliases = self._kept("aliases", WordsField(self.tr("Also called"), is_line=True))
        self.parent_choice = LateChoice(look, self.tr("Parent"), self._parents)
        self.family_choice = LateChoice(look, self.tr("Family"), self._families)
        self.codable = CheckBox(look, self.tr("Can be given to segments"))
        self._colour_fault = label("", "warn", -1, wraps=True)
        self._key_fault = label("", "warn", -1, wraps=True)
        self._grid = QGridLayout()
        self._build()
        self._connect()

    def _kept(self, field: str, words: WordsField) -> Kept:
        return Kept(self._editing, Place(field), words)

    def _build(self) -> None:
        self.codable.setToolTip(self.tr("Without a tick it is only a heading for the codes below it"))
        self.aliases.field.setToolTip(self.tr("Several names with commas between them"))
        self._colour = QWidget()
        parts = (label(self.tr("Colour"), "ink2", -1), self.swatches, self.own_colour, self._colour_fault)
        self._colour.setLayout(column(*parts, None, gap=4))
        self._fields = QWidget()
        inner = QGridLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setHorizontalSpacing(scaled(12))
        inner.setVerticalSpacing(scaled(10))
        key = _titled(self.tr("Shortcut"), Box(self.shortcut))
        key.setFixedWidth(scaled(84))
        inner.addWidget(key, 0, 0)
        inner.addWidget(_titled(self.tr("Parent"), self.parent_choice), 0, 1)
        inner.addWidget(_titled(self.tr("Family"), self.family_choice), 0, 2)
        inner.addWidget(_titled(self.tr("From"), Box(self.source)), 1, 0, 1, 2)
        inner.addWidget(_titled(self.tr("Also called"), Box(self.aliases)), 1, 2)
        inner.addWidget(self.codable, 2, 0, 1, 3)
        inner.addWidget(self._key_fault, 3, 0, 1, 3)
        inner.setColumnStretch(1, 1)
        inner.setColumnStretch(2, 1)
        inner.setRowStretch(4, 1)
        self._fields.setLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(20))
        self._grid.setVerticalSpacing(scaled(12))
        self.setLayout(self._grid)
        self._lay_out(is_beside=True)

    def _connect(self) -> None:
        self.swatches.chosen.connect(self._on_colour)
        self.own_colour.chosen.connect(self._on_colour)
        self.parent_choice.picked.connect(self._on_parent)
        self.family_choice.picked.connect(self._on_family)
        self.codable.clicked.connect(self._on_codable)

    def kept(self) -> list[Kept]:
        """Return all fields of words."""
        return [self.shortcut, self.source, self.aliases]

    def show_code(self, code: Code | None) -> None:
        """Show what holds of a code."""
        is_another = code is None or self._code is None or code.id != self._code.id
        self._code = code
        if is_another:
            self.own_colour.forget()
            self.show_faults(())
        for kept in self.kept():
            kept.show_thing(code)
        if code is None:
            return
        scheme = self._editing.bridge.scheme()
        self._show_places(scheme, code)
        siblings = [one for one in scheme.codes if (one.family, one.parent) == (code.family, code.parent)]
        bearers = {one.colour.upper(): one.name for one in siblings if one.id != code.id and one.is_active}
        self.swatches.show_colour(code.colour, bearers)
        self.own_colour.show_colour(code.colour)
        self.codable.setChecked(code.is_codable)
        can_edit = not self._editing.is_read_only
        for control in (self.swatches, self.own_colour, self.parent_choice, self.family_choice, self.codable):
            control.setEnabled(can_edit)

    def show_faults(self, found: Iterable[SchemeFault]) -> None:
        """Say beside colour and key what is to be said of them."""
        words = {fault.kind: fault_words(fault) for fault in found}
        for shown, kind in (
            (self._colour_fault, FaultKind.COLOURS_ALIKE),
            (self._key_fault, FaultKind.SHORTCUT_TWICE),
        ):
            shown.setText(words.get(kind, ""))
            shown.setVisible(kind in words)

    def _show_places(self, scheme: Scheme, code: Code) -> None:
        parent = next((one.name for one in scheme.codes if one.id == code.parent), self._no_parent())
        self.parent_choice.show_value(parent, code.parent)
        family = next((one.name for one in scheme.families if one.id == code.family), "")
        self.family_choice.show_value(family, code.family)

    # what can be chosen

    def _no_parent(self) -> str:
        return self.tr("none, a code of the family")

    def _parents(self) -> Iterator[tuple[str, object]]:
        """Yield the codes of the family that do not stand below this one, indented as they are nested."""
        yield self._no_parent(), None
        if self._code is None:
            return
        depths: dict[CodeId, int] = {}
        below = {self._code.id}
        for one in self._editing.bridge.scheme().codes_of(self._code.family):
            depths[one.id] = depths.get(one.parent, -1) + 1 if one.parent is not None else 0
            if one.parent in below:
                below.add(one.id)
            if one.id not in below:
                yield "\N{EM SPACE}" * depths[one.id] + one.name, one.id

    def _families(self) -> Iterator[tuple[str, object]]:
        for one in self._editing.bridge.scheme().families:
            yield one.name, one.id

    # acts

    @Slot(str)
    def _on_colour(self, colour: str) -> None:
        if self._code is not None and colour != self._code.colour.upper():
            self.own_colour.forget()
            self._editing.change(colour=colour)

    @Slot(object)
    def _on_parent(self, parent: CodeId | None) -> None:
        if self._code is not None:
            self._place(self._code, self._code.family, parent)

    @Slot(object)
    def _on_family(self, family: FamilyId) -> None:
        if self._code is not None:
            self._place(self._code, family, None)

    def _place(self, code: Code, family: FamilyId, parent: CodeId | None) -> None:
        command = PlaceCodes((code.id,), family, parent, reason=self._editing.reason())
        self._editing.run(command, self.tr("{name} moved").format(name=shortened(code.name)))

    @Slot(bool)
    def _on_codable(self, is_codable: bool) -> None:
        if self._editing.change(is_codable=is_codable) and self._code is not None:
            self.codable.setChecked(self._code.is_codable)

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(is_beside=event.size().width() >= scaled(_BESIDE))

    def _lay_out(self, *, is_beside: bool) -> None:
        if is_beside != self._fold:
            self._fold = is_beside
            self._grid.addWidget(self._colour, 0, 0)
            self._grid.addWidget(self._fields, 0 if is_beside else 1, 1 if is_beside else 0)
            self._grid.setColumnStretch(0, 0 if is_beside else 1)
            self._grid.setColumnStretch(1, 1 if is_beside else 0)


def _titled(words: str, *fields: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(words, "ink2", -1), *fields, None, gap=4))
    return made
