"""Bringing in a coding scheme: one that comes with Glossator, or a file in any format that is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from core.commands.scheme.importing import ImportScheme
from core.errors import GlossatorError, JobCancelled
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import SUFFIXES, TABLES, ColumnsFound, columns_of, read_draft
from core.exchange.codebook.schemes import builtin_draft
from core.jobs import Progress
from core.model.scheme import OPEN_CODES, Scheme
from gui.bridge import SessionBridge, sentence
from gui.codebook.form.words_field import WordsField
from gui.dialogs.builtin import offers
from gui.dialogs.scheme_columns import ColumnChoices
from gui.dialogs.scheme_plan import PlanPage, PlanToRead, to_read
from gui.dialogs.scheme_words import done_words, verb_words
from gui.dialogs.sheet import Sheet, named
from gui.jobs import Job, start
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import Choice, Field, button
from gui.widgets.layout import column, label, row

_FILE = "file"
_WIDTH, _HEIGHT = 760, 640
# Who chooses column after column, or types a name, is not to wait at each
_READS_AFTER = 200  # milliseconds
_BAR_AFTER = 300


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be read: a built-in scheme by name, or a file with the columns and family chosen."""

    name: str
    path: Path | None
    columns: Mapping[str, str] | None = None
    family: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of it: the file's columns where it is a table, and the plan or why there is none."""

    columns: ColumnsFound | None
    found: PlanToRead | None
    fault: GlossatorError | None = None


class SchemeDialog(Sheet):
    """Reads beside the window and shows what would be done; nothing is done before the verb is chosen."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import a coding scheme"), verb_words(None), parent)
        self._bridge = bridge
        self._path: Path | None = None
        self._folder = bridge.session.path.parent
        self._job: Job | None = None
        self._found: PlanToRead | None = None
        self._columns_of: Path | None = None
        self.which = Choice(look, self.tr("Scheme"))
        self._about: dict[str, str] = {}
        self._fill_choice()
        self.about = label("", "ink3", -1, wraps=True)
        self._name = label("", "ink2", wraps=True)
        self._other = button(self.tr("Choose another file…"))
        self._other.setAutoDefault(False)
        self.columns = ColumnChoices(look)
        self.family = Field()
        self.page = PlanPage(look)
        self.reason = WordsField(self.tr("Why"), is_line=True)
        self._bar = QProgressBar()
        self._bar.setProperty("kind", "work")
        self._bar.setRange(0, 0)
        self._bar.setFixedHeight(scaled(6))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading"))
        self._soon = QTimer(self, singleShot=True, interval=_READS_AFTER)
        self._until_bar = QTimer(self, singleShot=True, interval=_BAR_AFTER)
        self._lay_out()
        self._connect()
        self._on_chosen()

    def _fill_choice(self) -> None:
        for offer in offers():
            if offer.name != "empty":
                self._about[offer.name] = offer.about
                self.which.addItem(offer.title, offer.name)
        self.which.addItem(self.tr("A file…"), _FILE)
        endings = ", ".join(SUFFIXES)
        about = self.tr(
            "A table with one row a code, a codebook of another program, or another project: {kinds}."
        )
        self._about[_FILE] = about.format(kinds=endings)

    def _lay_out(self) -> None:
        choice = column(named(self.tr("Scheme"), self.which), self.about, gap=3)
        file = row(self._name, self._other)
        file.setStretch(0, 1)
        self._columns_part, self._family_part = QWidget(), QWidget()
        self._columns_part.setLayout(named(self.tr("What the columns say"), self.columns))
        self._family_part.setLayout(named(self.tr("Codes without a family go to"), self.family))
        hint = self.tr("What is not in the file stays, and blank cells change nothing.")
        shown = column(
            label(self.tr("What would be done"), "ink2", -1),
            self.page,
            label(hint, "ink3", -1, wraps=True),
            gap=3,
        )
        self.fill(
            choice, file, self._columns_part, self._family_part, self._bar, shown,
            named(self.tr("Why (kept with each change)"), self.reason), width=_WIDTH,
        )  # fmt: skip
        self._bar.hide()
        self.let_grow(self.page)
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._on_chosen)
        self.which.activated.connect(self._on_activated)
        self._other.clicked.connect(self._ask_for_file)
        self.columns.changed.connect(self._read_soon)
        self.family.textEdited.connect(self._read_soon)
        self._soon.timeout.connect(self._read)
        self._until_bar.timeout.connect(self._bar.show)

    @property
    def told(self) -> str:
        """Return what was done, in words."""
        return done_words(self._found.plan) if self._found is not None else ""

    @property
    def is_reading(self) -> bool:
        """Tell whether what was chosen is still being read."""
        return self._job is not None or self._soon.isActive()

    # what is to be read

    @Slot()
    def _on_activated(self) -> None:
        if self.which.currentData() == _FILE and self._path is None:
            self._ask_for_file()

    @Slot()
    def _ask_for_file(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = self.tr("Codebooks ({endings})").format(endings=endings)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a codebook"), str(self._folder), kinds)
        if chosen:
            self._folder = Path(chosen).parent
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read this file."""
        self._path = path
        self._columns_of = None
        is_known = self.which.currentData() == _FILE
        self.which.setCurrentIndex(self.which.findData(_FILE))
        if is_known:
            self._on_chosen()

    @Slot()
    def _on_chosen(self, *_: object) -> None:
        is_file = self.which.currentData() == _FILE
        self.about.setText(self._about[self.which.currentData()])
        self._name.setVisible(is_file)
        self._other.setVisible(is_file)
        self._other.setText(self.tr("Choose another file…") if self._path else self.tr("Choose a file…"))
        self._name.setText(self._path.name if self._path else self.tr("No file chosen."))
        self._columns_part.hide()
        self._family_part.hide()
        self._columns_of = None
        self.family.setText("")
        self._read()

    def _wanted(self) -> _Wanted | None:
        name = str(self.which.currentData())
        if name != _FILE:
            return _Wanted(name, None)
        if self._path is None:
            return None
        is_shown = self._columns_of == self._path
        family = self.family.text().strip() if is_shown or self._may_lack_family() else ""
        return _Wanted(_FILE, self._path, self.columns.columns if is_shown else None, family)

    def _may_lack_family(self) -> bool:
        return self._path is not None and self._path.suffix.lower() == ".qdc"

    # reading

    @Slot()
    def _read_soon(self, *_: object) -> None:
        self._show_found(None)
        self._soon.start()

    @Slot()
    def _read(self) -> None:
        self._soon.stop()
        self._stop()
        self._show_found(None)
        self.show_fault("")
        wanted = self._wanted()
        if wanted is None:
            return
        self._job = start(self, _read_and_plan, wanted, self._bridge.scheme())
        self._job.finished.connect(self._on_read)
        self._job.cancelled.connect(self._on_ended)
        self._until_bar.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._until_bar.stop()
        self._bar.hide()

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._stop()

    @Slot(object)
    def _on_read(self, read: object) -> None:
        if self.sender() is not self._job or not isinstance(read, _Read):
            return
        self._stop()
        if read.columns is not None and self._columns_of != self._path:
            self._columns_of = self._path
            self.columns.show_columns(read.columns)
            self._put_in_reading_order()
        self._offer_family()
        self._show_found(read.found)
        self.show_fault(sentence(read.fault) if read.fault else "")

    def _put_in_reading_order(self) -> None:
        """Let Tab come to the columns where they stand: what is made later comes last."""
        stops = (self.which, self._other, *self.columns.choices, self.family, self.page, self.reason)
        for before, after in pairwise((*stops, self.cancel, self.verb)):
            QWidget.setTabOrder(before, after)

    def _offer_family(self) -> None:
        """Ask for a family where a table has no column for it, or the codes of a file may lie loose."""
        is_table = self._columns_of == self._path and self._path is not None
        self._columns_part.setVisible(is_table)
        lacks = is_table and "family" not in self.columns.columns
        self._family_part.setVisible(lacks or self._may_lack_family())
        if self._path is not None:
            self.family.setPlaceholderText(OPEN_CODES if is_table else self._path.stem)

    def _show_found(self, found: PlanToRead | None) -> None:
        self._found = found
        self.page.show_plan(found)
        self.verb.setText(verb_words(found.plan if found else None))
        self.verb.setEnabled(found is not None and not found.plan.is_empty)

    # the answer

    def accept(self) -> None:
        if self._found is None or self._found.plan.is_empty:
            return
        try:
            self._bridge.session.run(ImportScheme(self._found.plan, self.reason.words()))
        except GlossatorError as error:
            self.show_fault(sentence(error))
            return
        super().accept()

    def done(self, result: int) -> None:
        """Stop what is still being read: nobody waits for it any more."""
        self._soon.stop()
        self._stop()
        super().done(result)


def _read_and_plan(progress: Progress, wanted: _Wanted, known: Scheme) -> _Read:
    """Read a scheme and lay it beside the project's; a table's columns are told even if it is none."""
    columns = None
    try:
        if wanted.path is None:
            draft = builtin_draft(wanted.name)
        else:
            family = wanted.family
            if wanted.path.suffix.lower() in TABLES:
                columns = columns_of(wanted.path)
                family = family or OPEN_CODES
            progress.step(0, 3)
            draft = read_draft(wanted.path, wanted.columns, family)
        progress.step(1, 3)
        found = plan(draft, known)
        progress.step(2, 3)
        return _Read(columns, to_read(found))
    except JobCancelled:
        raise
    except GlossatorError as error:
        return _Read(columns, None, error)
