"""Comparing coders: whose work, on which sources, by which unit, and where the report goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.agreement.distances import Distance
from core.agreement.settings import Settings, Uncoded, Unit
from core.model.coding import CoderKind
from core.queries.coders import coders
from core.queries.projects import project
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.dialogs.checklist import CheckList
from gui.dialogs.sheet import PathField, Sheet, named
from gui.look import Look
from gui.widgets.controls import CheckBox, Choice
from gui.widgets.layout import row

DRAWS = 1000
"""So many draws make an interval steady in its second place."""


class CompareDialog(Sheet):
    """`settings`, `form_name`, `with_words` and `path` are what was chosen."""

    def __init__(
        self, bridge: SessionBridge, look: Look, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Compare coders"), self.tr("Compare"), parent)
        people = [coder.name for coder in bridge.ask(coders) if coder.kind == CoderKind.PERSON]
        self.coders = CheckList(look, self.tr("Coders"), people)
        self.sources = CheckList(look, self.tr("Sources"), [source.name for source in bridge.ask(sources)])
        self.all_sources = CheckBox(look, self.tr("All sources"))
        self.all_sources.setChecked(True)
        self.unit = Choice(look, self.tr("Unit"))
        for unit, words in (
            (Unit.CHARACTER, self.tr("Character")),
            (Unit.WORD, self.tr("Word")),
            (Unit.SENTENCE, self.tr("Sentence")),
            (Unit.PARAGRAPH, self.tr("Paragraph")),
            (Unit.SOURCE, self.tr("Source")),
        ):
            self.unit.addItem(words, unit)
        self.uncoded = Choice(look, self.tr("Text without a code"))
        self.uncoded.addItem(self.tr("Counts as “no code”"), Uncoded.CATEGORY)
        self.uncoded.addItem(self.tr("Is left out"), Uncoded.MISSING)
        self.distance = Choice(look, self.tr("Sets of codes lie apart by"))
        self.distance.addItem(self.tr("Jaccard"), Distance.JACCARD)
        self.distance.addItem(self.tr("MASI"), Distance.MASI)
        self.intervals = CheckBox(
            look, self.tr("With 95 % intervals, from %n draw(s) of the sources", "", DRAWS)
        )
        self.form = Choice(look, self.tr("As"))
        for form, words in (
            ("html", self.tr("Page to read or print (HTML)")),
            ("xlsx", self.tr("Spreadsheet with all tables (XLSX)")),
            ("csv", self.tr("Table of the numbers (CSV)")),
            ("json", self.tr("JSON")),
        ):
            self.form.addItem(words, form)
        self.quote = CheckBox(look, self.tr("Quote the words of disagreements"))
        title = bridge.ask(project).title
        self.place = PathField(self.tr("Write the report to"), folder / f"{title} – agreement.html")
        self.place.take_suffix(".html")
        self._connect()
        choices = row(
            named(self.tr("Unit"), self.unit),
            named(self.tr("Text without a code"), self.uncoded),
            named(self.tr("Sets of codes lie apart by"), self.distance),
            None,
            gap=16,
        )
        self.fill(
            named(self.tr("Coders"), self.coders, self.tr("At least two. Only finished work is compared.")),
            named(self.tr("Sources"), self.sources),
            self.all_sources,
            choices,
            self.intervals,
            row(named(self.tr("As"), self.form), None),
            self.quote,
            named(self.tr("Write the report to"), self.place),
            width=560,
        )
        self._check()

    def _connect(self) -> None:
        self.coders.changed.connect(self._check)
        self.sources.changed.connect(self._on_sources_ticked)
        self.all_sources.clicked.connect(self.sources.tick_all)
        self.place.field.textChanged.connect(self._check)
        self.form.currentIndexChanged.connect(self._on_form_changed)

    @property
    def settings(self) -> Settings:
        """Return what is to be compared; where everything is ticked, nothing is named."""
        return Settings(
            coders=() if self.coders.are_all_ticked else self.coders.ticked(),
            sources=() if self.sources.are_all_ticked else self.sources.ticked(),
            unit=Unit(self.unit.currentData()),
            uncoded=Uncoded(self.uncoded.currentData()),
            distance=Distance(self.distance.currentData()),
            draws=DRAWS if self.intervals.isChecked() else 0,
        )

    @property
    def form_name(self) -> str:
        """Return as what the report is written, in the words of the command line."""
        return str(self.form.currentData())

    @property
    def with_words(self) -> bool:
        """Return whether the report may quote the texts, where its form can."""
        return self.quote.isEnabled() and self.quote.isChecked()

    @property
    def path(self) -> Path:
        """Return where the report goes."""
        return self.place.path

    def _on_form_changed(self, *_: object) -> None:
        self.place.take_suffix(f".{self.form_name}")
        # the other forms never hold the words
        self.quote.setEnabled(self.form_name in ("html", "xlsx"))

    def _on_sources_ticked(self, *_: object) -> None:
        self.all_sources.setChecked(self.sources.are_all_ticked)
        self._check()

    def _check(self, *_: object) -> None:
        fault = ""
        if len(self.coders.ticked()) < 2:
            fault = self.tr("Choose at least two coders.")
        elif not self.sources.ticked():
            fault = self.tr("Choose at least one source.")
        self.show_fault(fault)
        self.verb.setEnabled(not fault and bool(self.place.field.text().strip()))
