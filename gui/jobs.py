"""Long work beside the window: a core function on a worker thread, its news as signals."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from threading import Event
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from core.errors import GlossatorError, JobCancelled
from core.jobs import Progress
from core.session import Reader, Session
from gui.bridge import sentence

P = ParamSpec("P")
_log = logging.getLogger(__name__)


class Job(QObject):
    """One run of a function that takes a `Progress` first.

    Exactly one of `finished`, `failed` and `cancelled` comes, in the thread of the window, after
    which the job lets itself go. The function gets nothing of the window and returns plain data.
    """

    progressed = Signal(int, int)  # done, total
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    # What the thread says, brought over into the window's own thread by the queue
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress(self.progressed.emit)
        self._is_over = Event()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the function to stop at its next step."""
        self.progress.cancel()

    def run_in_pool(self, work: Callable[[], object]) -> None:
        """Start the work; used by `start`."""
        QThreadPool.globalInstance().start(_Runner(work, self._tell))

    def wait(self) -> None:
        """Wait until the function has let go of everything it held."""
        self._is_over.wait()

    def _tell(self, result: object, error: BaseException | None) -> None:
        self._is_over.set()
        self._ended.emit(result, error)

    @Slot(object, object)
    def _on_ended(self, result: object, error: BaseException | None) -> None:
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, JobCancelled):
            self.cancelled.emit()
        elif isinstance(error, GlossatorError):
            self.failed.emit(sentence(error))
        else:
            # Not for the researcher to mend: to the log and the crash dialog, as any other of our faults
            _log.error("A job failed.", exc_info=error)
            self.cancelled.emit()
            sys.excepthook(type(error), error, error.__traceback__)
        self.deleteLater()


class _Runner(QRunnable):
    def __init__(
        self, work: Callable[[], object], tell: Callable[[object, BaseException | None], None]
    ) -> None:
        super().__init__()
        self._work = work
        self._tell = tell

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except BaseException as raised:  # handed over: nothing of a thread's failure may be lost
            result, error = None, raised
        self._tell(result, error)


def start(
    parent: QObject, function: Callable[Concatenate[Progress, P], object], *args: P.args, **kwargs: P.kwargs
) -> Job:
    """Run `function(progress, …)` beside the window and return the job to listen to."""
    job = Job(parent)
    job.run_in_pool(lambda: function(job.progress, *args, **kwargs))
    return job


def start_reading(
    parent: QObject,
    session: Session,
    function: Callable[Concatenate[Reader, Progress, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Job:
    """Run `function(reader, progress, …)` with a connection of its own to read the project with."""

    def work(progress: Progress) -> object:
        with session.reader() as reader:
            return function(reader, progress, *args, **kwargs)

    return start(parent, work)
