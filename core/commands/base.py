"""What every command is: data, a title, and how it changes a project."""

from __future__ import annotations

from typing import Protocol

from core.storage.writer import Writer


class Command(Protocol):
    """One act of a researcher. The session gives it one transaction; it becomes one undoable step."""

    @property
    def title(self) -> str:
        """What the step is called: in the history, and where it can be undone."""
        ...

    def apply(self, writer: Writer) -> None:
        """Check first, then write; a `GlossatorError` leaves the project as it was."""
