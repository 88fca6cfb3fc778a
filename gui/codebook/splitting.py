"""Making several codes of one: its parts are named, then its codings are sorted into them one by one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.commands.scheme import NewCode, Remains, SplitCode
from core.errors import GlossatorError
from core.jobs import Progress
from core.model.ids import CodeId
from core.model.scheme import LONGEST_NAME, Code
from core.model.use import CodedText
from core.queries.codebook import codings_of
from core.queries.coders import coders
from core.session import Reader
from gui.bridge import SessionBridge, sentence
from gui.codebook.sorter import Sorter
from gui.codebook.sorting import STAYS, Sorting
from gui.dialogs.sheet import Sheet, named
from gui.jobs import Job, start_reading
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import Choice, Field, ToolButton, button
from gui.widgets.layout import column, label, row
from gui.words import shortened

_MOST_PARTS = 9
_REMAINS = (Remains.CODE, Remains.HEADING, Remains.RETIRED)


class _PartField(Field):
    """Enter goes on to the next field: the dialog is not to be answered by it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class PartRow(QWidget):
    """A part that is to be made: its key, its name, what it means in short, how much was sorted into it."""

    wanted = Signal()  # the coding that is looked at belongs here
    gone = Signal()

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.key = button("")
        self.key.setAutoDefault(False)
        self.key.setFixedWidth(scaled(34))
        self.key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name, self.short = _PartField(), _PartField()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Name"))
        self.short.setPlaceholderText(self.tr("In short"))
        self.count = label("0", "ink2", -1)
        self.count.setFixedWidth(scaled(34))
        self.remove = ToolButton(look, "cross", self.tr("Leave this part out"), size=12)
        self.key.clicked.connect(self.wanted)
        self.remove.clicked.connect(self.gone)
        parts = row(self.key, self.name, self.short, self.count, self.remove, gap=6)
        parts.setStretch(1, 2)
        parts.setStretch(2, 3)
        self.setLayout(parts)
        self.renumber(number)

    def renumber(self, number: int) -> None:
        """Take another key."""
        self.key.setText(str(number))
        self.key.setToolTip(self.tr("This coding belongs to part {number}").format(number=number))
        self.key.setAccessibleName(self.key.toolTip())
        self.name.setAccessibleName(self.tr("Name of part {number}").format(number=number))
        self.short.setAccessibleName(self.tr("Part {number} in short").format(number=number))


class SplitDialog(Sheet):
    """Left with Esc nothing is changed; taken over, what was sorted so far goes into the parts."""

    def __init__(self, bridge: SessionBridge, code: Code, look: Look, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        title = tr("SplitDialog", "Split {code}").format(code=shortened(code.name))
        super().__init__(title, tr("SplitDialog", "Split"), parent)
        self._bridge = bridge
        self._code = code
        self._look = look
        self.sorting = Sorting(())
        self.parts: list[PartRow] = []
        self._rows = column(gap=4)
        self.sorter = Sorter(look, {one.id: one.name for one in bridge.ask(coders)})
        self.add = button(self.tr("Add a part"), "quiet")
        self.back = button(self.tr("Back"))
        self.stay = button("")
        self.remains = Choice(look, self.tr("What remains of {code}").format(code=shortened(code.name)))
        self.reason = Field()
        self._state = label("", "ink2", -1)
        self._build()
        self._connect()
        for _ in range(2):
            self.add_part()
        self.sorter.show_sentence(self.tr("Reading the codings…"))
        self._reading: Job = start_reading(self, bridge.session, _codings, code.id)
        self._reading.finished.connect(self._on_read)
        self._reading.failed.connect(self.show_fault)
        self.parts[0].name.setFocus()

    def _build(self) -> None:
        for made in (self.add, self.back, self.stay):
            made.setAutoDefault(False)
        self.back.setToolTip(self.tr("To the coding before (Backspace)"))
        self.stay.setToolTip(self.tr("This coding stays (0)"))
        self.remains.addItems(
            [self.tr("It stays a code"), self.tr("It becomes a heading above them"), self.tr("It is retired")]
        )
        self.reason.setPlaceholderText(self.tr("Kept with the codebook; may stay empty"))
        keys = self.tr("Keys 1 to 9 sort into the parts, 0 leaves it, the arrows go back and on.")
        end = row(
            named(self.tr("What remains of {code}").format(code=shortened(self._code.name)), self.remains),
            named(self.tr("Why"), self.reason),
            gap=12,
        )
        end.setStretch(1, 1)
        self.fill(
            column(self._rows, row(self.add, None), gap=2),
            self.sorter,
            row(self.back, self.stay, None, self._state),
            label(keys, "ink3", -1, wraps=True),
            end,
            width=720,
        )

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.back.clicked.connect(self._on_back)
        self.stay.clicked.connect(lambda: self._say(STAYS))
        self.sorter.said.connect(self._say)
        self.sorter.back_wanted.connect(self._on_back)
        self.sorter.on_wanted.connect(self._on_on)

    # the parts

    def add_part(self) -> PartRow:
        """Have one part more."""
        made = PartRow(self._look, len(self.parts) + 1)
        made.wanted.connect(lambda: self._say(self.parts.index(made)))
        made.gone.connect(lambda: self._drop(made))
        made.name.textChanged.connect(self._refresh)
        self.parts.append(made)
        self._rows.addWidget(made)
        self._refresh()
        return made

    @Slot()
    def _on_add(self) -> None:
        made = self.add_part()
        made.name.setFocus()
        self._fit()

    def _drop(self, part: PartRow) -> None:
        place = self.parts.index(part)
        self.parts.remove(part)
        self.sorting.drop(place)
        self._rows.removeWidget(part)
        part.hide()
        part.deleteLater()
        for number, left in enumerate(self.parts, 1):
            left.renumber(number)
        self._refresh()
        self._show()

    # sorting

    @Slot(object)
    def _on_read(self, codings: list[CodedText]) -> None:
        self.sorting = Sorting(codings)
        self._show()

    @Slot(int)
    def _say(self, part: int) -> None:
        if part < len(self.parts) and self.sorting.current is not None:
            self.sorting.say(part)
            self._show()

    @Slot()
    def _on_back(self) -> None:
        self.sorting.back()
        self._show()

    @Slot()
    def _on_on(self) -> None:
        self.sorting.skip()
        self._show()

    def _show(self) -> None:
        """Show the coding that is looked at, and how far one is."""
        coded = self.sorting.current
        if coded is not None:
            said = self._named(self.sorting.said_of_current)
            self.sorter.show_coding(coded, self.sorting.place, len(self.sorting), said)
        elif len(self.sorting):
            self.sorter.show_sentence(self._end_words())
        else:
            self.sorter.show_sentence(self.tr("It was not given yet: there is nothing to be sorted."))
        self._refresh()

    def _end_words(self) -> str:
        if self.sorting.unsaid:
            return self.tr("That was the last coding. Those not sorted stay with the code.")
        return self.tr("That was the last coding: all are sorted.")

    def _named(self, said: int | None) -> str:
        if said is None:
            return ""
        return self.tr("stays") if said == STAYS else self.parts[said].name.text() or str(said + 1)

    @Slot()
    def _refresh(self) -> None:
        sorting = self.sorting
        for place, part in enumerate(self.parts):
            part.count.setText(str(sorting.count(place)))
            part.remove.setEnabled(len(self.parts) > 1)
            part.key.setEnabled(sorting.current is not None)
        self.add.setEnabled(len(self.parts) < _MOST_PARTS)
        self.back.setEnabled(sorting.place > 0)
        self.stay.setText(self.tr("0  Stays ({count})").format(count=sorting.count(STAYS)))
        self.stay.setEnabled(sorting.current is not None)
        self._state.setText(self.tr("%Ln not sorted yet", "", sorting.unsaid) if sorting.unsaid else "")
        self.verb.setEnabled(any(part.name.text().strip() for part in self.parts))

    # taking over

    def accept(self) -> None:
        unnamed = next(
            (place for place, part in enumerate(self.parts)
             if not part.name.text().strip() and self.sorting.count(place)), None,
        )  # fmt: skip
        if unnamed is not None:
            words = self.tr("Part {number} has codings and no name yet.")
            self.show_fault(words.format(number=unnamed + 1))
            self.parts[unnamed].name.setFocus()
            return
        try:
            self._bridge.session.run(self._command())
        except GlossatorError as error:
            self.show_fault(sentence(error))
            return
        super().accept()

    def _command(self) -> SplitCode:
        named_ones = [place for place, part in enumerate(self.parts) if part.name.text().strip()]
        new = tuple(
            NewCode("", self.parts[place].name.text().strip(), short=self.parts[place].short.text().strip())
            for place in named_ones
        )
        where = {place: at for at, place in enumerate(named_ones)}
        into = {coding: where[place] for coding, place in self.sorting.sorted_into().items()}
        remains = _REMAINS[self.remains.currentIndex()]
        return SplitCode(self._code.id, new, into, remains, self.reason.text().strip())

    def done(self, result: int) -> None:
        self._reading.cancel()
        super().done(result)


def _codings(reader: Reader, progress: Progress, code: CodeId) -> list[CodedText]:
    progress.step(0, 0)
    return reader.ask(codings_of, code)
