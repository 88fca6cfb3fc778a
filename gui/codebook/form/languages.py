"""Names and rules side by side in two languages: the codebook's own, and one that can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from core.model.scheme import Scheme
from gui.codebook.form.editing import Editing
from gui.codebook.form.kept import Kept
from gui.codebook.form.places import ARABIC, OWN, Place, Thing, languages_in
from gui.codebook.form.words_field import WordsField
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.layout import column, label
from gui.widgets.menus import Menu

_NAMES, _GAP = 92, 8
# where a scheme has none of these, it may begin with one
_FURTHER = ("ar", "en", "fr", "de", "es", "fa", "ckb", "ku", "tr", "ur", "ps", "ru", "so", "sw")
# the toolkit names them after one country
_WITHOUT_COUNTRY = {"en": "English", "es": "español"}
_LABELS_BESIDE, _TWO_COLUMNS = 590, 400


@dataclass(frozen=True, slots=True)
class Row:
    """A field of both columns: its name in `Code`, what it is called, and how high it is when empty."""

    field: str
    title: str
    is_line: bool = False
    lines: int = 2


class _Fold(Enum):
    """How much room there is: titles beside the fields, above them, or one column for all."""

    BESIDE, ABOVE, STACKED = range(3)


class Box(QWidget):
    """A field, and below it why its words could not be stored."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept
        parts = column(kept.field, kept.problem, gap=2)
        parts.setStretch(0, 1)
        self.setLayout(parts)


def language_name(language: str) -> str:
    """Return what a language calls itself; its letters where nobody knows."""
    if language in _WITHOUT_COUNTRY:
        return _WITHOUT_COUNTRY[language]
    locale = QLocale(language)
    return language if locale.language() == QLocale.Language.C else locale.nativeLanguageName()


def language_runs_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return QLocale(language).textDirection() == Qt.LayoutDirection.RightToLeft


class Languages(QWidget):
    """Two columns of fields with one name each; which language the second one shows is chosen in its head."""

    language_chosen = Signal(str)

    def __init__(self, editing: Editing, look: Look, rows: Sequence[Row]) -> None:
        super().__init__()
        self._editing = editing
        self._look = look
        self._language = ARABIC
        self._offered: list[str] = []
        self._seen: Scheme | None = None  # in which languages were looked for: it may be long
        self._fold: _Fold | None = None
        self._thing: Thing | None = None
        self._titles = [label(row.title, "ink2") for row in rows]
        self._own = [self._box(row, OWN) for row in rows]
        self._other = [self._box(row, ARABIC) for row in rows]
        self._rows = rows
        self._own_head = label("", "ink3", -2)
        self._other_head = QToolButton()
        self._dress_head()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(_GAP))
        self.setLayout(self._grid)
        for title, box in zip(self._titles, self._own, strict=True):
            title.setBuddy(box.kept.field)
        self._lay_out(_Fold.BESIDE)
        self._show_language()

    def _box(self, row: Row, language: str) -> Box:
        lines = 1 if row.is_line else row.lines
        field = WordsField(row.title, is_line=row.is_line, lines=lines)
        return Box(Kept(self._editing, Place(row.field, language), field))

    def _dress_head(self) -> None:
        self._other_head.setMinimumHeight(scaled(24))
        self._other_head.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = Menu(self._look, self._other_head)
        self._group = QActionGroup(self._menu)
        self._other_head.setMenu(self._menu)
        self._other_head.setToolTip(self.tr("Language of the second column"))

    def kept(self) -> list[Kept]:
        """Return all fields in the order of the keyboard."""
        return [box.kept for pair in zip(self._own, self._other, strict=True) for box in pair]

    def field(self, name: str, language: str = OWN) -> WordsField:
        """Return the field of this name in one of the columns."""
        boxes = self._other if language else self._own
        return next(box.kept.field for box in boxes if box.kept.place.field == name)

    def show_thing(self, thing: Thing | None) -> None:
        """Show the words of a code or a family."""
        self._thing = thing
        if thing is not None:
            runs_left = is_right_to_left(thing.name)
            self._own_head.setText(self.tr("Own language") if runs_left else self.tr("English"))
            for box in self._own:
                box.kept.field.run_left(runs_left)
        for kept in self.kept():
            kept.show_thing(thing)

    # the second language

    def offer(self, languages: Iterable[str]) -> None:
        """Let one of these languages be chosen, and below them a further one begun."""
        offered = list(languages)
        if offered == self._offered:
            return
        self._offered = offered
        self._menu.clear()
        self._group = QActionGroup(self._menu)
        for language in offered:
            self._menu.addAction(self._act(language))
        further = self._menu.add_menu(self.tr("Another language"))
        for language in _FURTHER:
            if language not in offered:
                further.addAction(self._act(language))

    def _act(self, language: str) -> QAction:
        act = QAction(language_name(language), self._menu, checkable=True)
        act.setChecked(language == self._language)
        act.triggered.connect(lambda: self.choose(language))
        self._group.addAction(act)
        return act

    def offer_those_in_scheme(self) -> None:
        """Let any language be chosen in which the scheme says something."""
        scheme = self._editing.bridge.scheme()
        if scheme is not self._seen:
            self._seen = scheme
            self.offer(languages_in(scheme))

    @Slot(str)
    def choose(self, language: str) -> None:
        """Show another language in the second column; what was typed in the one before is saved."""
        if language == self._language:
            return
        self._language = language
        for box in self._other:
            box.kept.save()
            box.kept.take_place(Place(box.kept.place.field, language), self._thing)
        self._show_language()
        self.language_chosen.emit(language)

    def _show_language(self) -> None:
        name, runs_left = language_name(self._language), language_runs_left(self._language)
        self._other_head.setText(name)
        self._other_head.setFont(text_font(-1, arabic=runs_left))
        self._other_head.setAccessibleName(self.tr("Language of the second column: {name}").format(name=name))
        for row, box in zip(self._rows, self._other, strict=True):
            box.kept.field.run_left(runs_left)
            box.kept.field.setAccessibleName(f"{row.title}, {name}")
        for act in self._group.actions():
            act.setChecked(act.text() == name)
        self._lean_head()

    def _lean_head(self) -> None:
        """Let the name of the second language stand where its words begin."""
        runs_left = language_runs_left(self._language)
        side = Qt.AlignmentFlag.AlignRight if runs_left else Qt.AlignmentFlag.AlignLeft
        # in a mirrored window the grid would swap the sides
        self._grid.setAlignment(self._other_head, side | Qt.AlignmentFlag.AlignAbsolute)

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self._fold_at(event.size().width()))

    def _fold_at(self, width: int) -> _Fold:
        if width >= scaled(_LABELS_BESIDE):
            return _Fold.BESIDE
        return _Fold.ABOVE if width >= scaled(_TWO_COLUMNS) else _Fold.STACKED

    def _lay_out(self, fold: _Fold) -> None:
        if fold is self._fold:
            return
        self._fold = fold
        first = 1 if fold is _Fold.BESIDE else 0
        second = first if fold is _Fold.STACKED else first + 1
        self._grid.setColumnMinimumWidth(0, scaled(_NAMES) if first else 0)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if first <= place <= second else 0)
        self._put(self._own_head, 0, first)
        self._put(self._other_head, 1 if fold is _Fold.STACKED else 0, second)
        self._lean_head()
        at = 2
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        for row, title, own, other in zip(self._rows, self._titles, self._own, self._other, strict=True):
            is_level = row.is_line or fold is not _Fold.BESIDE
            title.setContentsMargins(0, 0 if is_level else scaled(6), 0, 0)
            self._put(title, at, 0)
            self._grid.setAlignment(title, middle if is_level else top)
            at += fold is not _Fold.BESIDE
            self._put(own, at, first)
            at += fold is _Fold.STACKED
            self._put(other, at, second)
            at += 1

    def _put(self, widget: QWidget, row: int, place: int) -> None:
        self._grid.removeWidget(widget)
        self._grid.addWidget(widget, row, place)
