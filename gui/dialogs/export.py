"""Exporting: what, as which kind of file, whose, with counts or without, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.exchange.formats import EXPORTS, WITH_COUNTS
from core.queries.coders import coders
from core.queries.projects import project
from gui.bridge import SessionBridge
from gui.dialogs.sheet import PathField, Sheet, named
from gui.look import Look
from gui.widgets.controls import CheckBox, Choice
from gui.widgets.layout import label, row


class ExportDialog(Sheet):
    """`what`, `coder_names`, `with_counts` and `path` were chosen; the path's ending is the format."""

    def __init__(
        self, bridge: SessionBridge, look: Look, folder: Path, parent: QWidget | None = None, what: str = ""
    ) -> None:
        super().__init__(self.tr("Export"), self.tr("Export"), parent)
        self._title_of_project = bridge.ask(project).title
        self._words = {
            "segments": self.tr("Coded segments"),
            "codebook": self.tr("Codebook"),
            "sources": self.tr("List of sources"),
            "decisions": self.tr("Decisions on disagreements"),
            "journal": self.tr("Journal of every step"),
        }
        self._formats = {
            ".csv": self.tr("Table (CSV)"),
            ".xlsx": self.tr("Spreadsheet (XLSX)"),
            ".json": self.tr("JSON"),
            ".yaml": self.tr("Text to compare line by line (YAML)"),
            ".qdc": self.tr("REFI-QDA codebook (QDC)"),
            ".html": self.tr("Page to read or print (HTML)"),
            ".docx": self.tr("To hand out and edit (Word, DOCX)"),
            ".pdf": self.tr("To print and hand out (PDF)"),
        }
        self.what_choice = Choice(look, self.tr("What"))
        for kind in EXPORTS:
            self.what_choice.addItem(self._words.get(kind, kind), kind)
        self.format_choice = Choice(look, self.tr("As"))
        self.whose = Choice(look, self.tr("Whose"))
        self.whose.addItem(self.tr("All coders"), "")
        for coder in bridge.ask(coders):
            self.whose.addItem(coder.name, coder.name)
        self.counts = CheckBox(look, self.tr("With how often each code was given"))
        self.place = PathField(self.tr("Write to"), folder.absolute() / "export.csv")
        self._about = label("", "ink3", -1, wraps=True)
        self.what_choice.currentIndexChanged.connect(self._on_what_changed)
        self.format_choice.currentIndexChanged.connect(self._on_format_changed)
        self.place.field.textChanged.connect(lambda text: self.verb.setEnabled(bool(text.strip())))
        self._whose = QWidget()
        self._whose.setLayout(named(self.tr("Whose"), self.whose))
        choices = row(
            named(self.tr("What"), self.what_choice),
            named(self.tr("As"), self.format_choice),
            self._whose,
            None,
            gap=16,
        )
        self.fill(choices, self.counts, self._about, named(self.tr("Write to"), self.place), width=560)
        self.what_choice.setCurrentIndex(max(self.what_choice.findData(what), 0))
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
    def with_counts(self) -> bool:
        """Return whether a codebook for people says how often codes were given."""
        return self.counts.isChecked() and not self.counts.isHidden()

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
        self._whose.setVisible(self.what == "segments")
        self.place.take_name(
            f"{self._title_of_project} – {self._words.get(self.what, self.what).lower()}.csv"
        )
        self._on_format_changed()
        self._about.setText(self._warning())

    def _warning(self) -> str:
        if self.what in ("segments", "decisions", "journal"):
            return self.tr("The file holds words of your sources. Think of who may read it.")
        if self.what == "codebook":
            return self.tr("The file holds names, rules and examples; an example may be words of a source.")
        return self.tr("The file holds no words of your sources, but their names.")

    def _on_format_changed(self, *_: object) -> None:
        suffix = str(self.format_choice.currentData())
        self.place.take_suffix(suffix)
        self.counts.setVisible(suffix in WITH_COUNTS.get(self.what, ()))
        self._fit()
