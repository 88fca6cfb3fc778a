"""Exporting: what, as which kind of file, whose, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.exchange.formats import EXPORTS
from core.queries.coders import coders
from core.queries.projects import project
from gui.bridge import SessionBridge
from gui.dialogs.sheet import PathField, Sheet, named
from gui.look import Look
from gui.widgets.controls import Choice
from gui.widgets.layout import label, row


class ExportDialog(Sheet):
    """`what`, `coder_names` and `path` are what was chosen; the path's ending is the format."""

    def __init__(
        self, bridge: SessionBridge, look: Look, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Export"), self.tr("Export"), parent)
        self._title_of_project = bridge.ask(project).title
        self._words = {
            "segments": self.tr("Coded segments"),
            "codebook": self.tr("Codebook"),
            "sources": self.tr("List of sources"),
            "journal": self.tr("Journal of every step"),
        }
        self._formats = {
            ".csv": self.tr("Table (CSV)"),
            ".xlsx": self.tr("Spreadsheet (XLSX)"),
            ".json": self.tr("JSON"),
            ".yaml": self.tr("Text to compare line by line (YAML)"),
            ".qdc": self.tr("REFI-QDA codebook (QDC)"),
            ".html": self.tr("Page to read or print (HTML)"),
        }
        self.what_choice = Choice(look, self.tr("What"))
        for what in EXPORTS:
            self.what_choice.addItem(self._words.get(what, what), what)
        self.format_choice = Choice(look, self.tr("As"))
        self.whose = Choice(look, self.tr("Whose"))
        self.whose.addItem(self.tr("All coders"), "")
        for coder in bridge.ask(coders):
            self.whose.addItem(coder.name, coder.name)
        self.place = PathField(self.tr("Write to"), folder / "export.csv")
        self._about = label("", "ink3", -1, wraps=True)
        self.what_choice.currentIndexChanged.connect(self._on_what_changed)
        self.format_choice.currentIndexChanged.connect(self._on_format_changed)
        self.place.field.textChanged.connect(lambda text: self.verb.setEnabled(bool(text.strip())))
        choices = row(
            named(self.tr("What"), self.what_choice),
            named(self.tr("As"), self.format_choice),
            named(self.tr("Whose"), self.whose),
            None,
            gap=16,
        )
        self.fill(choices, self._about, named(self.tr("Write to"), self.place), width=560)
        self._on_what_changed()

    @property
    def what(self) -> str:
        """Return what is exported, in the words of the command line."""
        return str(self.what_choice.currentData())

    @property
    def coder_names(self) -> list[str] | None:
        """Return whose segments are exported; None for everybody's."""
        name = str(self.whose.currentData())
        return [name] if name and self.what == "segments" else None

    @property
    def path(self) -> Path:
        """Return where the file goes."""
        return self.place.path

    def _on_what_changed(self, *_: object) -> None:
        self.format_choice.blockSignals(True)
        self.format_choice.clear()
        for suffix in EXPORTS[self.what]:
            self.format_choice.addItem(self._formats.get(suffix, suffix), suffix)
        self.format_choice.blockSignals(False)
        self.format_choice.updateGeometry()
        self.whose.setEnabled(self.what == "segments")
        self.place.take_name(
            f"{self._title_of_project} – {self._words.get(self.what, self.what).lower()}.csv"
        )
        self._on_format_changed()
        self._about.setText(
            self.tr("The file holds words of your sources. Think of who may read it.")
            if self.what in ("segments", "journal")
            else self.tr("The file holds no words of your sources, but names and rules.")
        )

    def _on_format_changed(self, *_: object) -> None:
        self.place.take_suffix(str(self.format_choice.currentData()))
