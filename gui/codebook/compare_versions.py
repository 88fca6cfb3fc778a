"""Any two versions of the codebook side by side in one text: what came, what went, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFileDialog, QTextBrowser, QWidget

from core.exchange.difference_page import difference_text, write_difference
from core.jobs import Progress
from core.queries.projects import project
from core.queries.schemes import CodebookVersion, versions
from core.queries.versions import difference_between, scheme_at
from core.session import Reader
from gui.bridge import SessionBridge
from gui.codebook.change_words import day_words, kind_words, tally_words, version_words
from gui.codebook.changed_things import ChangedThing, changed_things, tally
from gui.codebook.written import Writer, write_changes
from gui.dialogs.replace import ReplaceDialog
from gui.dialogs.sheet import Sheet, named
from gui.jobs import Job, start_reading
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import Choice, button, is_mirrored
from gui.widgets.layout import label, row

_WIDTH, _HEIGHT = 720, 620
_DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from one version to another, for reading and as plain text."""

    things: tuple[ChangedThing, ...]
    text: str


class CompareVersionsDialog(Sheet):
    """Reads beside the window; what was read before stays until the new comparison is there."""

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Compare versions of the codebook"), self.tr("Close"), parent)
        self._bridge = bridge
        self._look = look
        self._job: Job | None = None
        self._compared: Compared | None = None
        self.before, self.after = (Choice(look, name) for name in (self.tr("From"), self.tr("To")))
        self._fill_choices()
        self.page = QTextBrowser()
        self.page.setProperty("kind", "reading")
        self.page.setAccessibleName(self.tr("What changed"))
        self.page.setTabChangesFocus(True)
        self.page.setMinimumHeight(scaled(260))
        self._told = label("", "ink2", -1, wraps=True)
        self.swap = button(self.tr("Swap"))
        self.copy = button(self.tr("Copy as text"))
        self.save = button(self.tr("Save as a file…"))
        for made in (self.swap, self.copy, self.save):
            made.setAutoDefault(False)
        self.cancel.hide()
        choices = row(
            named(self.tr("From"), self.before), named(self.tr("To"), self.after), self.swap, None, gap=12
        )
        acts = row(self._told, self.copy, self.save)
        acts.setStretch(0, 1)
        self.fill(choices, acts, self.page, width=_WIDTH)
        self.let_grow(self.page)
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))
        self._connect()
        self._read()

    def _connect(self) -> None:
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(self._read)
        self.swap.clicked.connect(self._on_swap)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)
        self._look.changed.connect(self._write)

    def _fill_choices(self) -> None:
        known = self._bridge.ask(versions)
        for choice in (self.before, self.after):
            for version in known:
                if version.released is not None or version is not known[-1]:
                    choice.addItem(_named(version), version.number)
            choice.addItem(self.tr("The codebook as it stands"), _DRAFT)
        self.before.setCurrentIndex(max(self.before.count() - 2, 0))
        self.after.setCurrentIndex(self.after.count() - 1)

    @property
    def is_reading(self) -> bool:
        """Tell whether the comparison that was asked for is still to come."""
        return self._job is not None

    @Slot()
    def _read(self, *_: object) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = start_reading(
            self, self._bridge.session, _compare, _number(self.before), _number(self.after)
        )
        self._job.finished.connect(self._on_read)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_read(self, found: object) -> None:
        if self.sender() is self._job and isinstance(found, Compared):
            self._job = None
            self._compared = found
            self.show_fault("")
            self._write()

    @Slot(str)
    def _on_failed(self, told: str) -> None:
        self.show_fault(told)

    @Slot()
    def _write(self) -> None:
        if self._compared is None:
            return
        things = self._compared.things
        document = QTextDocument(self)
        document.setDocumentMargin(scaled(10))
        writer = Writer(QTextCursor(document), self._look.theme, is_mirrored(self), size_delta=0)
        family = None
        for thing in things:
            if (home := thing.family or thing.name) != family:
                family = home
                writer.write(home, "ink", bold=True, size_delta=2, above=16)
            if thing.family:
                writer.write(thing.name, "ink", bold=True, above=10)
            writer.write(kind_words(thing), "ink3", size_delta=-1)
            write_changes(writer, thing)
        if not things:
            writer.write(self.tr("These two say the same."))
        self.page.setDocument(document)
        told = self.tr("%Ln change(s)", "", len(things))
        self._told.setText(f"{told}: {tally_words(tally(things))}" if things else "")
        for made in (self.copy, self.save):
            made.setEnabled(bool(things))

    @Slot()
    def _on_swap(self) -> None:
        before, after = self.before.currentIndex(), self.after.currentIndex()
        self.before.setCurrentIndex(after)
        self.after.setCurrentIndex(before)

    @Slot()
    def _on_copy(self) -> None:
        if self._compared is not None:
            QGuiApplication.clipboard().setText(self._compared.text)
            self._told.setText(self.tr("Copied."))

    @Slot()
    def _on_save(self) -> None:
        title = self._bridge.ask(project).title
        start = self._bridge.session.path.parent / f"{title} – {self.tr('versions')}.html"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as a file"), str(start), self.tr("Page (*.html);;Text (*.txt)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the comparison to a file, a page unless its name ends otherwise."""
        path = path if path.suffix else path.with_suffix(".html")
        if path.exists() and not ReplaceDialog(path, self).ask():
            return
        job = start_reading(
            self, self._bridge.session, _save, _number(self.before), _number(self.after), path
        )
        job.finished.connect(self._on_saved)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_saved(self, name: object) -> None:
        self.show_fault("")
        self._told.setText(self.tr("Saved as {name}.").format(name=name))


def _named(version: CodebookVersion) -> str:
    day = day_words(version.released or version.opened)
    note = " ".join(version.note.split())[:40]
    return " · ".join(part for part in (version_words(version), day, note) if part)


def _number(choice: Choice) -> int | None:
    chosen = choice.currentData()
    return chosen if isinstance(chosen, int) else None


def _compare(reader: Reader, progress: Progress, before: int | None, after: int | None) -> Compared:
    changes = reader.ask(difference_between, before, after)
    progress.step(0, 1)
    things = changed_things(changes, reader.ask(scheme_at, after), is_whole=True)
    progress.step(0, 1)
    return Compared(things, difference_text(changes, before, after))


def _save(reader: Reader, progress: Progress, before: int | None, after: int | None, path: Path) -> str:
    reader.ask(write_difference, before, after, path)
    return path.name
