"""Taking decisions back, so that places are open again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core.commands.codings.changing import DeleteCodings
from core.errors import NotFound
from core.model.decision import Decision
from core.model.ids import DecisionId
from core.queries.decisions import decisions_by_id, living
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take decisions back with what they brought into the consensus, and the memos on that.

    A reason that was added to a code's rule stays there: the rule has a history of its own.
    """

    decisions: tuple[DecisionId, ...]

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Reopen decision" if len(self.decisions) == 1 else "Reopen decisions"

    def apply(self, writer: Writer) -> None:
        """Remove what was made, then the decisions."""
        found = writer.ask(decisions_by_id, self.decisions)
        if len(found) < len(set(self.decisions)):
            raise NotFound("This decision was taken back meanwhile. Nothing was changed.")
        reopen(writer, found)


def reopen(writer: Writer, decisions: Collection[Decision]) -> None:
    """Remove decisions, and what they made as far as it still stands."""
    made = [guid for one in decisions for guid in one.made]
    DeleteCodings(tuple(writer.ask(living, made))).apply(writer)
    writer.delete_many("decision", [one.id for one in decisions])
