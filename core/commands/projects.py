"""Beginning a project."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import InvalidInput
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class BeginProject:
    """Write the project's own row and its first codebook version; the first step, never undone."""

    name: str
    title = "New project"

    def apply(self, writer: Writer) -> None:
        """Store the trimmed title."""
        name = self.name.strip()
        if not name:
            raise InvalidInput("A project needs a title.")
        writer.insert("project", {"title": name, "created": writer.now})
        writer.insert("codebook_version", {"number": 1, "opened": writer.now})
