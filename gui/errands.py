"""What leaves the window or comes into it: import, export, comparison, copies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QStandardPaths, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from core.agreement.settings import Settings
from core.commands.sources import AddSources
from core.errors import GlossatorError
from core.exchange.comparison import compare_project, write_comparison
from core.exchange.formats import export
from core.exchange.importing import TEXT_SUFFIXES
from core.jobs import Progress
from core.model.ids import SourceId
from core.session import Reader
from core.text.code_pages import CODE_PAGES
from gui.bridge import SessionBridge, sentence
from gui.dialogs.compare import CompareDialog
from gui.dialogs.export import ExportDialog
from gui.dialogs.importing import ImportDialog
from gui.dialogs.new_project import SUFFIX
from gui.dialogs.notes import NotesDialog
from gui.dialogs.replace import ReplaceDialog
from gui.dialogs.scheme import SchemeDialog
from gui.jobs import Job, start_reading
from gui.look import Look
from gui.panels.status_bar import StatusBar
from gui.printing import draw

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", *(page.name for page in CODE_PAGES))
# What is over sooner needs no bar
_BAR_AFTER = 300


def export_file(
    reader: Reader,
    progress: Progress,
    what: str,
    path: Path,
    coder_names: list[str] | None,
    with_counts: bool = False,
) -> tuple[str, ...]:
    """Write an export; returns what was written, in words."""
    return reader.ask(export, what, path, coder_names, progress, with_counts=with_counts, renderer=draw)


def compare_to_file(
    reader: Reader, progress: Progress, settings: Settings, path: Path, form: str, with_words: bool
) -> bool:
    """Compare and write the report; returns whether any source was judged by two coders."""
    found = reader.ask(compare_project, settings, progress)
    reader.ask(write_comparison, found, path, form, progress, with_words=with_words)
    return any(len(source.coders) > 1 for source in found.comparison.sources)


class Errands(QObject):
    """Runs one errand at a time beside the window and says how it went."""

    imported = Signal(object)  # SourceId of the first source that came in
    attention = Signal(str, str, object)  # sentence, act, what it does

    def __init__(self, bridge: SessionBridge, status: StatusBar, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._status = status
        self._look = look
        self._window = window
        self._job: Job | None = None
        self._words = ""
        self._from = _documents()
        self._progress = (0, 0)
        self._bar = QTimer(self)
        self._bar.setSingleShot(True)
        self._bar.setInterval(_BAR_AFTER)
        self._bar.timeout.connect(self._show_bar)
        status.work.cancelled.connect(self.stop)

    # in

    @Slot()
    def import_sources(self) -> None:
        """Ask for text files, then show how they were read."""
        endings = " ".join(f"*{suffix}" for suffix in TEXT_SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import sources"),
            str(self._from),
            self.tr("Texts ({endings})").format(endings=endings),
        )
        if chosen:
            self._from = Path(chosen[0]).parent
            self.import_files([Path(path) for path in chosen])

    @Slot(list)
    def import_files(self, paths: list[Path]) -> None:
        """Show how files were read, and add those that are wanted."""
        dialog = ImportDialog(paths, list(ENCODINGS), self._look, self._window)
        if not dialog.ask() or not dialog.new_sources:
            return
        changes = self._bridge.run(AddSources(dialog.new_sources))
        if changes is not None:
            keys = changes.created("source")
            self._status.say_done(self.tr("Imported %n source(s)", "", len(keys)))
            self.imported.emit(SourceId(keys[0]))

    @Slot()
    def import_scheme(self) -> None:
        """Ask for a coding scheme and add it."""
        dialog = SchemeDialog(self._bridge, self._look, self._window)
        if dialog.ask():
            self._status.say_done(dialog.told)

    # out

    @Slot()
    def export(self, what: str = "") -> None:
        """Ask what is wanted, `what` being offered first, and write it beside the window."""
        dialog = ExportDialog(self._bridge, self._look, self._folder(), self._window, what)
        if dialog.ask() and self._may_write(dialog.path):
            job = start_reading(
                self, self._bridge.session, export_file, dialog.what, dialog.path, dialog.coder_names,
                dialog.with_counts,
            )  # fmt: skip
            path = dialog.path
            self._follow(job, self.tr("Exporting"))
            job.finished.connect(lambda told: self._on_exported(path, told))

    @Slot()
    def compare(self) -> None:
        """Ask what is to be compared, and write the report beside the window."""
        dialog = CompareDialog(self._bridge, self._look, self._folder(), self._window)
        if dialog.ask() and self._may_write(dialog.path):
            job = start_reading(
                self, self._bridge.session, compare_to_file, dialog.settings, dialog.path, dialog.form_name,
                dialog.with_words,
            )  # fmt: skip
            self._follow(job, self.tr("Comparing"))
            path = dialog.path
            job.finished.connect(lambda has_numbers: self._on_compared(path, has_numbers))

    @Slot()
    def save_copy(self) -> None:
        """Ask where, and write a whole copy of the project; a copy replaces nothing."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a copy"),
            str(self._free_copy()),
            self.tr("Glossator projects ({pattern})").format(pattern=f"*{SUFFIX}"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix != SUFFIX:
            path = path.with_name(f"{path.name}{SUFFIX}")
        try:
            self._bridge.session.save_copy(path)
        except GlossatorError as error:
            self._bridge.failed.emit(sentence(error))
        else:
            self._status.say(self.tr("Saved a copy: {name}").format(name=path.name))

    def _free_copy(self) -> Path:
        """Return the first name for a copy that is not taken."""
        path = self._bridge.session.path
        stem = f"{path.stem} – {self.tr('copy')}"
        names = chain([stem], (f"{stem} {QLocale().toString(number)}" for number in count(2)))
        return next(free for name in names if not (free := path.with_name(f"{name}{SUFFIX}")).exists())

    @Slot()
    def stop(self) -> None:
        """Ask whatever runs to stop."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop what runs and wait for it: it reads the project that is about to be closed."""
        if self._job is not None:
            self._job.cancel()
            self._job.wait()

    def _follow(self, job: Job, words: str) -> None:
        self._job, self._words, self._progress = job, words, (0, 0)
        self._bar.start()
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_ended)
        job.cancelled.connect(self._on_cancelled)
        job.failed.connect(self._on_failed)

    def _may_write(self, path: Path) -> bool:
        """Tell whether the way is free: one errand at a time, and nothing replaced unasked."""
        if self._job is not None:
            self._status.say(self.tr("Something is being written already. It can be stopped below."))
            return False
        if not path.exists():
            return True
        return ReplaceDialog(path, self._window).ask()

    def _folder(self) -> Path:
        return self._bridge.session.path.parent

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._progress = (done, total)
        if not self._bar.isActive() and self._job is not None:
            self._show_bar()

    @Slot()
    def _show_bar(self) -> None:
        if self._job is not None:
            self._status.work.show_work(self._words, *self._progress)

    @Slot()
    def _on_ended(self, *_: object) -> None:
        self._bar.stop()
        self._job = None
        self._status.work.hide()

    @Slot()
    def _on_cancelled(self) -> None:
        self._on_ended()
        self._status.say(self.tr("Stopped. Nothing was written."))

    @Slot(str)
    def _on_failed(self, told: str) -> None:
        self._on_ended()
        self._bridge.failed.emit(told)

    def _on_exported(self, path: Path, told: tuple[str, ...]) -> None:
        written, *notes = told
        words = self.tr("Exported {what} to {name}").format(what=written, name=path.name)
        if len(notes) > 1:
            count = self.tr("%n thing(s) to know about the file", "", len(notes))
            does = partial(self._show_notes, words, notes)
            self.attention.emit(f"{words}. {count}.", self.tr("Read them"), does)
        elif notes:
            self.attention.emit(f"{words}. {notes[0]}", "", None)
        else:
            self._status.say(words)

    def _show_notes(self, title: str, notes: Sequence[str]) -> None:
        NotesDialog(title, notes, self._look, self._window).ask()

    def _on_compared(self, path: Path, has_numbers: bool) -> None:
        words = (
            self.tr("The report is written: {name}")
            if has_numbers
            else self.tr("{name} is written, without numbers: no source is marked as done by two coders.")
        ).format(name=path.name)
        url = QUrl.fromLocalFile(str(path))
        self.attention.emit(words, self.tr("Open the report"), lambda: QDesktopServices.openUrl(url))


def _documents() -> Path:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()
