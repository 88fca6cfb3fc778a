"""Giving codes to a segment: one, several at once, or one that is made for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.commands.coding_rows import check_can_be_given, is_there_already, new_row
from core.commands.codings.clashes import check_no_rivals, settle
from core.commands.open_codes import open_code
from core.commands.sources import check_inside
from core.errors import InvalidInput
from core.model.coding import Clash, Coding
from core.model.ids import CodeId, CoderId, CodingId, RevisionId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.codings import clashing, given_to
from core.queries.schemes import code
from core.queries.sources import extent
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class GiveCode:
    """Give one code to a segment, whatever else stands there."""

    revision: RevisionId
    coder: CoderId
    code: CodeId
    span: Span
    is_unsure: bool = False
    title = "Give code"

    def apply(self, writer: Writer) -> None:
        """Write the coding under the newest codebook version."""
        GiveCodes(self.revision, self.coder, (self.code,), self.span, self.is_unsure).apply(writer)


@dataclass(frozen=True, slots=True)
class GiveCodes:
    """Give codes to a segment; those it bears already are passed over, unless it bears them all.

    `clash` says what becomes of the coder's own codings that `clashing` names. Replaced, they go, and
    the coding with the code of their family takes their memos. Shortened, they keep what lies outside
    the segment, without white space at the cut; one that keeps nothing is replaced.
    """

    revision: RevisionId
    coder: CoderId
    codes: tuple[CodeId, ...]
    span: Span
    is_unsure: bool = False
    clash: Clash = Clash.KEEP

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Give code" if len(self.codes) == 1 else "Give codes"

    def apply(self, writer: Writer) -> None:
        """Write the codings in the order of their codes, then settle what clashes with them."""
        check_inside(self.span, *writer.ask(extent, self.revision))
        wanted = [writer.ask(code, key) for key in dict.fromkeys(self.codes)]
        if not wanted:
            raise InvalidInput("Choose a code to give.")
        for one in wanted:
            check_can_be_given(one)
        rivals = self._rivals(writer, wanted)
        bearing = writer.ask(given_to, self.revision, self.span, self.coder)
        new = [one.id for one in wanted if one.id not in bearing]
        if not new and not rivals:
            raise is_there_already(wanted[0])
        rows = [new_row(writer, self.revision, self.coder, key, self.span, self.is_unsure) for key in new]
        bearing.update(zip(new, map(CodingId, writer.insert_many("coding", rows)), strict=True))
        heirs = {one.family: bearing[one.id] for one in wanted}
        settle(writer, rivals, heirs, self.span, is_shortened=self.clash is Clash.SHORTEN)

    def _rivals(self, writer: Writer, wanted: Sequence[Code]) -> list[Coding]:
        """Return the codings that are to give way."""
        if self.clash is Clash.KEEP:
            return []
        check_no_rivals(writer, wanted)
        return writer.ask(clashing, self.revision, self.coder, self.codes, self.span)


@dataclass(frozen=True, slots=True)
class GiveNewCode:
    """Give a segment a code of this name from the family *Open codes*, which is made with its first code.

    A name that is there already, compared as readers would, gives the code that bears it. The name
    may be words of the text: line ends and other white space in it become single spaces.
    """

    revision: RevisionId
    coder: CoderId
    name: str
    span: Span
    is_unsure: bool = False
    title = "Give new code"

    def apply(self, writer: Writer) -> None:
        """Find or make the code, then give it."""
        key = open_code(writer, self.name)
        GiveCodes(self.revision, self.coder, (key,), self.span, self.is_unsure).apply(writer)
