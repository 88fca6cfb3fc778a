"""Giving codings other segments: moving an end, splitting, joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.commands.coding_rows import check_is_free, existing, hand_over, part_row, place, share_doubt
from core.commands.codings.parts import halves
from core.commands.sources import check_inside
from core.errors import InvalidInput
from core.model.coding import Coding
from core.model.ids import CodingId
from core.model.span import Span
from core.queries.sources import extent, text
from core.storage.writer import Writer
from core.text.clusters import border_before


@dataclass(frozen=True, slots=True)
class MoveCoding:
    """Let a coding stand at another segment of its source; code, memos and doubt stay."""

    coding: CodingId
    span: Span
    title = "Change segment"

    def apply(self, writer: Writer) -> None:
        """Store the segment; it lies inside the text and does not bear the code already."""
        [coding] = existing(writer, [self.coding])
        if coding.span == self.span:
            return
        check_inside(self.span, *writer.ask(extent, coding.revision))
        check_is_free(writer, coding, self.span)
        place(writer, coding.id, self.span)


@dataclass(frozen=True, slots=True)
class SplitCoding:
    """Make two codings of one, cut before the character at `at`; memos stay with the first.

    A cut inside what a reader takes for one character falls before it. White space at the cut belongs
    to neither part.
    """

    coding: CodingId
    at: int
    title = "Split coding"

    def apply(self, writer: Writer) -> None:
        """Shorten the coding to its first part and write the second, given when the whole was."""
        [coding] = existing(writer, [self.coding])
        first, second = self._parts(writer, coding)
        for part in (first, second):
            check_is_free(writer, coding, part)
        place(writer, coding.id, first)
        writer.insert("coding", part_row(writer, coding, second))

    def _parts(self, writer: Writer, coding: Coding) -> tuple[Span, Span]:
        words = writer.ask(text, coding.revision)
        at = border_before(words, self.at)
        if not coding.span.start < at < coding.span.end:
            raise InvalidInput(
                "A coding is split between two characters of its segment. Choose such a place."
            )
        first, second = halves(words, coding.span, at)
        if first is None or second is None:
            raise InvalidInput("One part would hold nothing but white space. Split the coding between words.")
        return first, second


@dataclass(frozen=True, slots=True)
class JoinCodings:
    """Make one coding of several, with the words between them; the first in the text stays.

    It takes the memos of all, stands for them where they are examples, and is unsure if any was.
    """

    codings: tuple[CodingId, ...]
    title = "Join codings"

    def apply(self, writer: Writer) -> None:
        """Remove all but the first, which then reaches from the first character to the last."""
        found = existing(writer, self.codings)
        _check_can_be_joined(found)
        first, *others = found
        whole = Span(first.span.start, max(one.span.end for one in found))
        if whole not in [one.span for one in found]:
            check_is_free(writer, first, whole)
        hand_over(writer, [one.id for one in others], first.id)
        share_doubt(writer, first, others)
        if whole != first.span:
            place(writer, first.id, whole)


def _check_can_be_joined(codings: Sequence[Coding]) -> None:
    if len(codings) < 2:
        raise InvalidInput("Choose two codings or more to join.")
    if len({one.revision for one in codings}) > 1:
        raise InvalidInput("Only codings of one source can be joined.")
    if len({one.coder for one in codings}) > 1:
        raise InvalidInput("Only codings of one coder can be joined.")
    if len({one.code for one in codings}) > 1:
        raise InvalidInput("Only codings with the same code can be joined. Give them one code first.")
