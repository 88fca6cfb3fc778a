"""A question about the whole project, put again and again beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.jobs import Progress
from core.session import Reader, Session
from gui.jobs import Job, start_reading


class Asking(QObject):
    """Tells the newest answer alone; while nobody looks nothing is asked.

    To count a hundred thousand codings takes longer than a frame, and each coding given asks for it.
    """

    answered = Signal(object)

    def __init__(
        self, session: Session, question: Callable[[Reader, Progress], object], after: int, parent: QObject
    ) -> None:
        """`after` are the milliseconds in which many changes become one question."""
        super().__init__(parent)
        self._session = session
        self._question = question
        self._job: Job | None = None
        self._is_watched = True
        self._is_stale = False
        self._soon = QTimer(self, singleShot=True, interval=after)
        self._soon.timeout.connect(self.ask)

    def ask_soon(self) -> None:
        """Ask a moment after the last change; while nobody looks, once somebody does."""
        self._is_stale = True
        if self._is_watched:
            self._soon.start()

    def watch(self, is_watched: bool) -> None:
        """Hear whether somebody looks."""
        self._is_watched = is_watched
        if is_watched and self._is_stale:
            self._soon.start()

    @Slot()
    def ask(self) -> None:
        """Ask now; an answer that is still on its way is old."""
        self._soon.stop()
        self._is_stale = False
        if self._job is not None:
            self._job.cancel()
        self._job = start_reading(self, self._session, self._question)
        self._job.finished.connect(self._on_answered)

    @Slot(object)
    def _on_answered(self, answer: object) -> None:
        if self.sender() is self._job:
            self._job = None
            self.answered.emit(answer)
