"""Progress and cancelling of work that takes longer than a moment."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from core.errors import JobCancelled

T = TypeVar("T")


class Progress:
    """Told by a long task how far it is; asks back whether to go on.

    `report(done, total)` is called from the thread that works. `cancel` may be called from any
    thread; the task then stops at its next `step` with `JobCancelled`.
    """

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._is_cancelled = False

    def cancel(self) -> None:
        """Ask the task to stop at its next step."""
        self._is_cancelled = True

    def step(self, done: int, total: int) -> None:
        """Say that `done` of `total` parts are finished; raises `JobCancelled` if asked to stop."""
        if self._is_cancelled:
            raise JobCancelled()
        if self._report is not None:
            self._report(done, total)

    def over(self, things: Iterable[T], total: int) -> Iterator[T]:
        """Yield each thing, reporting before it."""
        for done, thing in enumerate(things):
            self.step(done, total)
            yield thing
        self.step(total, total)


def silent() -> Progress:
    """Return a progress that nobody watches."""
    return Progress()


@contextmanager
def uncollected() -> Iterator[None]:
    """Do work that makes very many objects, and hardly any cycles, without looking for garbage meanwhile.

    Each look goes through all objects there are so far, and finds nothing. Counted references free what
    the work is done with, as ever.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # what was made grows old unseen: the next look at young objects would go through it all
            gc.freeze()
            gc.unfreeze()
            gc.enable()
