"""Changing what codings say, and taking them back."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.coding_rows import (
    check_can_be_given,
    existing,
    is_there_already,
    point_examples,
)
from core.errors import InvalidInput
from core.model.ids import CodeId, CodingId
from core.queries.codings import standing_beside
from core.queries.memos import memos_on
from core.queries.schemes import code, newest_version
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class ChangeCode:
    """Give codings another code; segments, memos and doubts stay."""

    codings: tuple[CodingId, ...]
    code: CodeId
    title = "Change code"

    def apply(self, writer: Writer) -> None:
        """Store the other code, under the newest codebook version; two equal codings are refused."""
        changed = [one for one in existing(writer, self.codings) if one.code != self.code]
        if not changed:
            return
        wanted = writer.ask(code, self.code)
        check_can_be_given(wanted)
        keys = [one.id for one in changed]
        places = {(one.revision, one.coder, one.span) for one in changed}
        if len(places) < len(changed) or writer.ask(standing_beside, keys, code=self.code):
            if len(self.codings) == 1:
                raise is_there_already(wanted)
            raise InvalidInput(
                "One of these segments would bear {code} twice. A coder gives a code to a segment once. "
                "Nothing was changed.",
                code=wanted.name,
            )
        values = {"code": self.code, "modified": writer.now, "version": writer.ask(newest_version).id}
        writer.update_many("coding", [(key, values) for key in keys])


@dataclass(frozen=True, slots=True)
class MarkUnsure:
    """Mark codings as unsure, or as sure again."""

    codings: tuple[CodingId, ...]
    is_unsure: bool

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Mark as unsure" if self.is_unsure else "Mark as sure"

    def apply(self, writer: Writer) -> None:
        """Store the doubt, or that there is none."""
        values = {"is_unsure": int(self.is_unsure), "modified": writer.now}
        changed = [one for one in existing(writer, self.codings) if one.is_unsure != self.is_unsure]
        writer.update_many("coding", [(one.id, values) for one in changed])


@dataclass(frozen=True, slots=True)
class DeleteCodings:
    """Take codings back, with the memos on them."""

    codings: tuple[CodingId, ...]

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Delete coding" if len(self.codings) == 1 else "Delete codings"

    def apply(self, writer: Writer) -> None:
        """Remove what points at the codings, then the codings."""
        keys = [one.id for one in existing(writer, self.codings)]
        writer.delete_many("memo", writer.ask(memos_on, keys))
        point_examples(writer, keys, None)
        writer.delete_many("coding", keys)
