"""Making a new project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gui.dialogs.builtin import offers
from gui.dialogs.sheet import PathField, Sheet, named
from gui.look import Look
from gui.widgets.controls import Choice, Field
from gui.widgets.layout import column, label

SUFFIX = ".glossator"


class NewProjectDialog(Sheet):
    """`title`, `path` and `scheme_name` are what was chosen."""

    def __init__(self, look: Look, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New project"), self.tr("Create"), parent)
        self._folder = folder
        self.name = Field()
        self.scheme = Choice(look, self.tr("Coding scheme"))
        self.about = label("", "ink3", -1, wraps=True)
        self._about: dict[str, str] = {}
        for offer in offers():
            self._about[offer.name] = offer.about
            self.scheme.addItem(offer.title, offer.name)
        self.scheme.currentIndexChanged.connect(self._on_scheme)
        self.place = PathField(self.tr("Save as"), folder / f"{self.tr('Study')}{SUFFIX}")
        self.place.take_suffix(SUFFIX)
        self.name.textChanged.connect(self._on_named)
        self.place.field.textChanged.connect(self._check)
        self.fill(
            named(self.tr("Title"), self.name),
            column(named(self.tr("Coding scheme"), self.scheme), self.about, gap=3),
            named(
                self.tr("Save as"),
                self.place,
                self.tr("One file holds texts, codes and codings. Keep it where its readers may be."),
            ),
        )
        self._on_scheme()
        self._check()

    @property
    def title(self) -> str:
        """Return what the project is called."""
        return self.name.text().strip()

    @property
    def path(self) -> Path:
        """Return where the project goes, with the ending that tells what it is."""
        path = self.place.path
        return path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")

    @property
    def scheme_name(self) -> str:
        """Return the built-in scheme it begins with."""
        return str(self.scheme.currentData())

    @Slot()
    def _on_scheme(self) -> None:
        self.about.setText(self._about[self.scheme_name])
        self._fit()

    def _on_named(self, name: str) -> None:
        plain = "".join(letter if letter not in '/\\:*?"<>|' else "-" for letter in name.strip())
        if plain:
            self.place.take_name(f"{plain}{SUFFIX}")
        self._check()

    def _check(self, *_: object) -> None:
        self.verb.setEnabled(bool(self.title and self.place.field.text().strip()))
        if self.path.exists():
            self.show_fault(
                self.tr("{name} is there already. Choose another name.").format(name=self.path.name)
            )
            self.verb.setEnabled(False)
        else:
            self.show_fault("")
