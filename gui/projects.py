"""Which project the window shows: making, opening, changing and closing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import GlossatorError
from core.exchange.codebook.schemes import builtin_scheme
from core.exchange.study import build_study, sample_folder, study_title
from core.session import Session
from gui.bridge import SessionBridge, sentence
from gui.dialogs.held import HeldDialog
from gui.dialogs.new_project import SUFFIX, NewProjectDialog
from gui.look import Look
from gui.welcome import Welcome
from gui.window import MainWindow

_LAST = "projects/last"


class Projects(QObject):
    """Holds the one window that is open: a project's, or the welcome."""

    def __init__(self, look: Look, settings: QSettings) -> None:
        super().__init__(look)
        self._look = look
        self._settings = settings
        self.window: MainWindow | Welcome | None = None
        self._session: Session | None = None

    def begin(self, path: Path | None) -> None:
        """Open the project asked for, else the last one, else the welcome."""
        kept = self._settings.value(_LAST)
        last = Path(str(kept)) if kept else None
        wanted = path or (last if last is not None and last.exists() else None)
        if wanted is None or not self.open(wanted):
            self.welcome()

    def welcome(self, failure: str = "") -> None:
        """Show the ways to begin."""
        if isinstance(self.window, MainWindow):
            return
        if self.window is None:
            self.window = Welcome(self._look)
            self.window.new_wanted.connect(self.make)
            self.window.open_wanted.connect(self.choose)
            self.window.sample_wanted.connect(self.open_sample)
            self.window.show()
        if failure:
            self.window.banner.show_failure(failure)

    def open(self, path: Path) -> bool:
        """Open a project in place of the one shown; tells whether it is open now."""
        try:
            session = Session.open(path)
        except GlossatorError as error:
            return self._open_for_reading(path, sentence(error))
        self._show(session)
        return True

    @Slot()
    def choose(self) -> None:
        """Ask which project to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.window,
            self.tr("Open a project"),
            str(self._folder()),
            self.tr("Glossator projects ({pattern})").format(pattern=f"*{SUFFIX}"),
        )
        if chosen and not self._is_shown(Path(chosen)):
            self.open(Path(chosen))

    @Slot()
    def make(self) -> None:
        """Ask for a title, a scheme and a place, and make a project there."""
        dialog = NewProjectDialog(self._look, self._folder(), self.window)
        if not dialog.ask():
            return
        try:
            scheme = builtin_scheme(dialog.scheme_name)
            session = Session.create(dialog.path, dialog.title, lambda made: made.run(scheme))
        except GlossatorError as error:
            self._tell(sentence(error))
        else:
            self._show(session)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample study, built anew in the user's folder where it is not there yet."""
        folder = sample_folder()
        path = self._folder() / f"{study_title(folder)}{SUFFIX}"
        if path.exists():
            self.open(path)
            return
        try:
            session = Session.create(path, study_title(folder), lambda made: build_study(made, folder))
        except GlossatorError as error:
            self._tell(sentence(error))
        else:
            self._show(session)

    @Slot()
    def close(self) -> None:
        """Close the window; the project is left as one file."""
        if self.window is not None:
            self.window.close()

    def _open_for_reading(self, path: Path, why_not: str) -> bool:
        """Offer to read what cannot be written; a file that cannot be read either is told and left."""
        try:
            session = Session.open(path, read_only=True)
        except GlossatorError as error:
            self._tell(sentence(error))
            return False
        if HeldDialog(why_not, self.window).ask():
            self._show(session)
            return True
        session.close()
        return False

    def _show(self, session: Session) -> None:
        """Put the project's window in the place of the one before."""
        before = self.window
        bridge = SessionBridge(session)
        window = MainWindow(bridge, self._look, self._settings)
        bridge.setParent(window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.new_wanted.connect(self.make)
        window.open_wanted.connect(self.choose)
        window.closed.connect(lambda: self._on_closed(window, session))
        self.window = window
        self._session = session
        self._settings.setValue(_LAST, str(session.path.resolve()))
        window.show()
        if before is not None:
            before.close()

    def _on_closed(self, window: QWidget, session: Session) -> None:
        session.close()
        if self.window is window:
            self.window = None
            self._session = None

    def _is_shown(self, path: Path) -> bool:
        return self._session is not None and self._session.path.resolve() == path.resolve()

    def _tell(self, failure: str) -> None:
        if isinstance(self.window, MainWindow):
            self.window.reading.show_failure(failure)
        else:
            self.welcome(failure)

    def _folder(self) -> Path:
        if self._session is not None:
            return self._session.path.parent
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if Path(documents).is_dir() else Path.home()
