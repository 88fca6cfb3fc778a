"""Bringing in a coding scheme: one that comes with Glossator, or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.commands.scheme import AddToScheme
from core.commands.scheme.importing import ImportPlan, ImportScheme
from core.errors import GlossatorError
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import SUFFIXES, read_draft
from core.exchange.codebook.schemes import builtin_scheme
from gui.bridge import SessionBridge, sentence
from gui.dialogs.builtin import offers
from gui.dialogs.sheet import Sheet, named
from gui.look import Look
from gui.widgets.controls import Choice, button
from gui.widgets.layout import column, label, row

_FILE = "file"


class SchemeDialog(Sheet):
    """`command` is the act that adds what was chosen."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import a coding scheme"), self.tr("Add codes"), parent)
        self._bridge = bridge
        self._path: Path | None = None
        self.command: AddToScheme | ImportScheme | None = None
        self.which = Choice(look, self.tr("Scheme"))
        self._about: dict[str, str] = {}
        for offer in offers():
            if offer.name != "empty":
                self._about[offer.name] = offer.about
                self.which.addItem(offer.title, offer.name)
        self.which.addItem(self.tr("A file…"), _FILE)
        self.which.activated.connect(self._on_chosen)
        self.about = label("", "ink3", -1, wraps=True)
        self._found = label("", "ink2", -1, wraps=True)
        self._other = button(self.tr("Choose another file…"))
        self._other.setAutoDefault(False)
        self._other.clicked.connect(self._ask_for_file)
        hint = label(
            self.tr("What the file does not name stays, and its blank cells change nothing."),
            "ink3",
            -1,
            wraps=True,
        )
        choice = column(named(self.tr("Scheme"), self.which), self.about, gap=3)
        self.fill(choice, row(self._found, self._other), hint, width=460)
        self._look_up()

    @Slot()
    def _on_chosen(self) -> None:
        if self.which.currentData() == _FILE and self._path is None:
            self._ask_for_file()
        self._look_up()

    @Slot()
    def _ask_for_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a codebook"),
            "",
            self.tr("Codebooks ({kinds})").format(kinds=" ".join(f"*{suffix}" for suffix in SUFFIXES)),
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Take this codebook."""
        self._path = path
        self.which.setCurrentIndex(self.which.findData(_FILE))
        self._look_up()

    def _look_up(self) -> None:
        is_file = self.which.currentData() == _FILE
        self._other.setVisible(is_file)
        table = self.tr(
            "A table with at least the columns family and code, a .yaml or .qdc file, or another project."
        )
        self.about.setText(self._about.get(self.which.currentData(), table))
        notes: tuple[str, ...] = ()
        self.command, fault = None, ""
        try:
            if not is_file:
                self.command = builtin_scheme(self.which.currentData())
            elif self._path is not None:
                found = plan(read_draft(self._path), self._bridge.scheme())
                self.command, notes = ImportScheme(found), found.notes
        except GlossatorError as error:
            fault = sentence(error)
        self._tell(notes, fault)
        self._fit()

    def _tell(self, notes: tuple[str, ...], fault: str) -> None:
        self.show_fault(fault)
        self.verb.setEnabled(self.command is not None)
        if self.command is None:
            self._found.setText(self._path.name if self._path else self.tr("No file chosen."))
            return
        found = _new_in(self.command)
        told = [
            self.tr("%n new famil(ies)", "", len(found.families)),
            self.tr("%n code(s)", "", len(found.codes)),
        ]
        if isinstance(found, ImportPlan) and found.changed:
            told.append(self.tr("%n change(s) of what is there", "", len(found.changed)))
        name = f"{self._path.name}: " if self.which.currentData() == _FILE and self._path else ""
        self._found.setText("\n".join((name + ", ".join(told), *notes)))

    @property
    def new_codes(self) -> int:
        """Return how many codes the act adds."""
        return 0 if self.command is None else len(_new_in(self.command).codes)

    def accept(self) -> None:
        if self.command is None:
            return
        try:
            self._bridge.session.run(self.command)
        except GlossatorError as error:
            self.show_fault(sentence(error))
            return
        super().accept()


def _new_in(command: AddToScheme | ImportScheme) -> AddToScheme | ImportPlan:
    return command if isinstance(command, AddToScheme) else command.plan
