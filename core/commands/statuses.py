"""Saying how far a coder is."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.coding import State
from core.model.ids import CoderId, FamilyId, SourceId
from core.queries.schemes import newest_version
from core.queries.statuses import status_keys, statuses
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Say of every source and family named how far the coder is, under the newest codebook version."""

    coder: CoderId
    sources: tuple[SourceId, ...]
    families: tuple[FamilyId, ...]
    state: State
    title = "Set status"

    def apply(self, writer: Writer) -> None:
        """Write a status row for each pair, or change the one there is."""
        version = writer.ask(newest_version).id
        wanted = {(source, family): None for source in self.sources for family in self.families}
        keys = writer.ask(status_keys, self.coder)
        settled = {
            (status.source, status.family)
            for status in writer.ask(statuses)
            if (status.coder, status.state, status.version) == (self.coder, self.state, version)
        }
        values = {"state": self.state.value, "version": version, "modified": writer.now}
        writer.update_many(
            "status", [(keys[pair], values) for pair in wanted if pair in keys and pair not in settled]
        )
        rows = [
            {"coder": self.coder, "source": source, "family": family, **values}
            for source, family in wanted
            if (source, family) not in keys
        ]
        writer.insert_many("status", rows)
