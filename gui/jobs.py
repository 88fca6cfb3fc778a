"""Long work beside the window: a core function on a worker thread, its news as signals.

The worker touches nothing of the toolkit: the window glances at how far it is. A signal sent from the
thread would reach for a job that may have gone meanwhile, with the dialog that started it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import GlossatorError, JobCancelled
from core.jobs import Progress
from core.session import Reader, Session
from gui.bridge import sentence

P = ParamSpec("P")
_GLANCE = 15  # milliseconds
# A window that waits for its turn beside a working thread waits this long, many times in a frame
_TURN = 0.0005  # seconds
sys.setswitchinterval(_TURN)
_workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")


class Job(QObject):
    """One run of a function that takes a `Progress`.

    Exactly one of `finished`, `failed` and `cancelled` comes; none if its parent goes before. The
    function gets nothing of the window and returns plain data. `progressed` tells the newest step that
    was done, not each. A job that is over holds nothing more and stays with its parent: one that
    deletes itself while its signals still name it brought the window down, once in many runs.
    """

    progressed = Signal(int, int)  # done, total
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: list[tuple[int, int]] = []
        newest = self._newest
        self.progress = Progress(lambda done, total: newest.append((done, total)))
        self._future: Future[object] | None = _workers.submit(work, self.progress)
        self._glance = QTimer(self, interval=_GLANCE)
        self._glance.timeout.connect(self._on_glance)
        self._glance.start()

    def cancel(self) -> None:
        """Ask the function to stop at its next step."""
        self.progress.cancel()

    def wait(self) -> None:
        """Wait until the function has let go of everything it held."""
        if self._future is not None:
            wait([self._future])

    @Slot()
    def _on_glance(self) -> None:
        future = self._future
        if future is None:
            return
        is_over = future.done()
        if self._newest:
            step = self._newest[-1]
            self._newest.clear()
            self.progressed.emit(*step)
        if is_over:
            self._glance.stop()
            self._future = None
            self._tell(future)

    def _tell(self, future: Future[object]) -> None:
        error = future.exception()
        if error is None:
            self.finished.emit(future.result())
        elif isinstance(error, JobCancelled):
            self.cancelled.emit()
        elif isinstance(error, GlossatorError):
            self.failed.emit(sentence(error))
        else:
            # Not for the researcher to mend: to the log and the crash dialog, as any other of our faults
            self.cancelled.emit()
            sys.excepthook(type(error), error, error.__traceback__)


def start(
    parent: QObject, function: Callable[Concatenate[Progress, P], object], *args: P.args, **kwargs: P.kwargs
) -> Job:
    """Run `function(progress, …)` beside the window and return the job to listen to."""
    return Job(lambda progress: function(progress, *args, **kwargs), parent)


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

    return Job(work, parent)
