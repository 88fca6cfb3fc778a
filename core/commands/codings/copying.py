"""Copying codings from one coder's layer to another's, or to that of the consensus."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core.commands.coders import consensus_layer
from core.commands.coding_rows import check_can_be_given, existing, new_row
from core.model.coding import Coding
from core.model.ids import CodeId, CoderId, CodingId, RevisionId
from core.model.span import Span
from core.queries.codings import standing_beside
from core.queries.schemes import code
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class CopyCodings:
    """Let another coder give the same codes to the same segments; what she gave already is passed over.

    Doubt goes along; memos stay with what they were written on.
    """

    codings: tuple[CodingId, ...]
    coder: CoderId

    @property
    def title(self) -> str:
        """What the step is called."""
        return _title(self.codings)

    def apply(self, writer: Writer) -> None:
        """Write what is new in the other layer, under the newest codebook version."""
        found = existing(writer, self.codings)
        there = writer.ask(standing_beside, [one.id for one in found], coder=self.coder)
        alike: dict[tuple[RevisionId, CodeId, Span], list[Coding]] = {}
        for one in found:
            if one.id not in there:
                alike.setdefault((one.revision, one.code, one.span), []).append(one)
        for key in {key for _, key, _ in alike}:
            check_can_be_given(writer.ask(code, key))
        rows = [
            new_row(writer, revision, self.coder, key, span, any(one.is_unsure for one in copied))
            for (revision, key, span), copied in alike.items()
        ]
        writer.insert_many("coding", rows)


@dataclass(frozen=True, slots=True)
class CopyToConsensus:
    """Copy codings into the layer of the consensus; where there is none yet it is made, by this name."""

    codings: tuple[CodingId, ...]
    name: str

    @property
    def title(self) -> str:
        """What the step is called."""
        return _title(self.codings)

    def apply(self, writer: Writer) -> None:
        """Find or make the layer, then write what is new in it."""
        CopyCodings(self.codings, consensus_layer(writer, self.name)).apply(writer)


def _title(codings: Collection[CodingId]) -> str:
    return "Copy coding" if len(codings) == 1 else "Copy codings"
