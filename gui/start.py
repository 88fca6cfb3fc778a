"""Opening the window: the application, its settings, and what happens when something breaks."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import format_tb
from types import TracebackType

from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from gui.collector import Collector
from gui.dialogs.crash import CrashDialog
from gui.look import Look
from gui.projects import Projects
from gui.widgets.marks import brand_icon
from gui.words import speak_english

_LOG_BYTES = 500_000
_log = logging.getLogger(__name__)


def open_window(project: str | None) -> int:
    """Show the project, or the one that was open last, or the welcome; return when all is closed."""
    app = application()
    settings = QSettings()
    sys.excepthook = _told_in_a_dialog(_start_log())
    look = Look(app, settings)
    app.setWindowIcon(brand_icon(look.theme))
    projects = Projects(look, settings)
    Collector(app)
    projects.begin(Path(project) if project else None)
    # Python hears Ctrl+C in the terminal only when it gets to run
    signal.signal(signal.SIGINT, lambda *_: projects.close())
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(200)
    return app.exec()


def application() -> QApplication:
    """Return the application under its own name, which says where settings are kept."""
    QApplication.setOrganizationName("Glossator")
    QApplication.setApplicationName("Glossator")
    QApplication.setDesktopFileName("glossator")
    app = QApplication(["glossator"])
    speak_english(app)
    return app


def _start_log() -> Path:
    """Log faults of ours, without any source text."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "glossator.log"
    handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    logging.basicConfig(handlers=[handler], format="%(asctime)s %(name)s %(levelname)s %(message)s")
    return path


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _told_in_a_dialog(log: Path) -> Hook:
    """Return what takes a fault of ours: into the log, and to the researcher in plain words."""

    def tell(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        # where it happened and what kind, but not its message, which may quote what was being read
        _log.error("%s\n%s", kind.__qualname__, "".join(format_tb(traceback)))
        CrashDialog(log).exec()

    return tell
