"""Which column of a table says what: the first rows of the file, and a choice above each column."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from core.exchange.codebook.reading import ColumnsFound
from gui.dialogs.scheme_words import column_words, columns_offered
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.controls import Choice
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import column, label

# a table may have a thousand columns; no hand goes through more
_MOST_SHOWN = 40
_ROWS = 3
_WIDTH = 148


class ColumnChoices(QWidget):
    """`columns` says which heading each of our columns has; each of ours is taken once."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._header: tuple[str, ...] = ()
        self._beyond: Mapping[str, str] = {}
        self.choices: list[Choice] = []
        # what each column was last said to mean, and which of them a hand chose latest
        self._wishes: dict[Choice, str] = {}
        self._latest: list[Choice] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = label("", "ink3", -1, wraps=True)
        self._more.hide()
        self.setLayout(column(self._scroll, self._more, gap=3))

    @property
    def columns(self) -> dict[str, str]:
        """Return our column -> theirs."""
        said = {
            str(choice.currentData()): heading
            for choice, heading in zip(self.choices, self._header, strict=False)
            if choice.currentData()
        }
        return {**self._beyond, **said}

    def show_columns(self, found: ColumnsFound) -> None:
        """Show the columns of a file, with what they were recognised as."""
        self._header = found.header
        meanings = {theirs: ours for ours, theirs in found.recognised.items()}
        beyond = found.header[_MOST_SHOWN:]
        self._beyond = {meanings[heading]: heading for heading in beyond if heading in meanings}
        offered = columns_offered(found.recognised)
        self.choices = []
        content = QWidget()
        content.setProperty("kind", "content")
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, scaled(6))
        grid.setHorizontalSpacing(scaled(8))
        grid.setVerticalSpacing(scaled(2))
        for place, heading in enumerate(found.header[:_MOST_SHOWN]):
            choice = self._choice(heading, meanings.get(heading, ""), offered)
            self.choices.append(choice)
            grid.addWidget(choice, 0, place)
            grid.addWidget(self._cell(heading, "ink2", bold=True), 1, place)
            for number, cells in enumerate(found.rows[:_ROWS]):
                grid.addWidget(self._cell(cells[place], "ink2"), 2 + number, place)
        grid.setColumnStretch(len(self.choices), 1)
        self._latest = list(self.choices)
        self._wishes = {choice: str(choice.currentData()) for choice in self.choices}
        self._scroll.setWidget(content)
        height = content.sizeHint().height() + scaled(14)
        self._scroll.setFixedHeight(height)
        self._more.setText(self.tr("%Ln more column(s) are read as recognised.", "", len(beyond)))
        self._more.setVisible(bool(beyond))

    def _choice(self, heading: str, meaning: str, offered: list[str]) -> Choice:
        made = Choice(self._look, self.tr("What the column {name} says").format(name=heading))
        made.addItem(self.tr("not read"), "")
        for ours in offered:
            made.addItem(column_words(ours), ours)
        made.setCurrentIndex(max(made.findData(meaning), 0))
        made.setFixedWidth(scaled(_WIDTH))
        made.setToolTip(heading)
        # a wheel that scrolls the columns must not change what they say
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.installEventFilter(self)
        made.currentIndexChanged.connect(lambda _=0, c=made: self._on_chosen(c))
        return made

    def _cell(self, text: str, token: str, *, bold: bool = False) -> ElidedLabel:
        line = " ".join(text[:400].split())
        made = ElidedLabel(self._look, text_font(-1, bold, is_right_to_left(line)), token, least=0)
        made.show_text(line)
        made.setFixedWidth(scaled(_WIDTH))
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, scaled(8), 0)
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_chosen(self, chosen: Choice) -> None:
        """Let no two columns say the same: the one chosen last does."""
        self._wishes[chosen] = str(chosen.currentData())
        # the arrow keys pass by every meaning: whoever lost one on the way has it again
        self._latest = [chosen, *(choice for choice in self._latest if choice is not chosen)]
        taken: set[str] = set()
        for choice in self._latest:
            wish = self._wishes[choice]
            meaning = "" if wish in taken else wish
            taken.add(meaning)
            if choice.currentData() != meaning:
                choice.blockSignals(True)
                choice.setCurrentIndex(choice.findData(meaning))
                choice.blockSignals(False)
                choice.update()
        self.changed.emit()
