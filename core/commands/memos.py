"""Acts of writing notes."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.sources import check_inside
from core.errors import InvalidInput
from core.model.coding import MemoKind
from core.model.ids import CodeId, CoderId, CodingId, MemoId, RevisionId, SourceId
from core.model.span import Span
from core.queries.memos import memo
from core.queries.sources import extent
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class WriteMemo:
    """Write a memo on a source, a code, a coding or a bare segment; on none it is about the project.

    A bare segment is `revision` and `span` together.
    """

    text: str
    kind: MemoKind
    coder: CoderId | None
    source: SourceId | None = None
    code: CodeId | None = None
    coding: CodingId | None = None
    revision: RevisionId | None = None
    span: Span | None = None
    title = "Write memo"

    def apply(self, writer: Writer) -> None:
        """Store the text as written; raises `InvalidInput` for a segment outside its source."""
        self._check_target(writer)
        row = {
            "kind": self.kind.value,
            "text": _checked(self.text),
            "coder": self.coder,
            "source": self.source,
            "code": self.code,
            "coding": self.coding,
            "revision": self.revision,
            "start": self.span and self.span.start,
            "end": self.span and self.span.end,
            "created": writer.now,
            "modified": writer.now,
        }
        writer.insert("memo", row)

    def _check_target(self, writer: Writer) -> None:
        if sum(one is not None for one in (self.source, self.code, self.coding, self.revision)) > 1:
            raise InvalidInput("A memo is about one thing. Write one for each.")
        if (self.revision is None) != (self.span is None):
            raise InvalidInput("A memo on a segment says in which source, and where.")
        if self.revision is not None and self.span is not None:
            check_inside(self.span, *writer.ask(extent, self.revision))


@dataclass(frozen=True, slots=True)
class EditMemo:
    """Change what a memo says, or its type."""

    memo: MemoId
    text: str
    kind: MemoKind
    title = "Edit memo"

    def apply(self, writer: Writer) -> None:
        """Store text and type."""
        changes = {"text": _checked(self.text), "kind": self.kind.value}
        stored = writer.ask(memo, self.memo)
        if (stored.text, stored.kind) != (self.text, self.kind):
            writer.update("memo", self.memo, changes | {"modified": writer.now})


@dataclass(frozen=True, slots=True)
class MoveMemo:
    """Let a memo on a bare segment stand at another segment of its source."""

    memo: MemoId
    span: Span
    title = "Change segment"

    def apply(self, writer: Writer) -> None:
        """Store the segment; raises `InvalidInput` outside the source, and for a memo on something else."""
        stored = writer.ask(memo, self.memo)
        if stored.revision is None:
            raise InvalidInput("This memo is not about a segment, so it has no ends to move.")
        check_inside(self.span, *writer.ask(extent, stored.revision))
        if stored.span != self.span:
            ends = {"start": self.span.start, "end": self.span.end, "modified": writer.now}
            writer.update("memo", self.memo, ends)


@dataclass(frozen=True, slots=True)
class DeleteMemo:
    """Take a memo away; what it was about stays."""

    memo: MemoId
    title = "Delete memo"

    def apply(self, writer: Writer) -> None:
        """Remove the row."""
        writer.delete("memo", self.memo)


def _checked(text: str) -> str:
    if not text.strip():
        raise InvalidInput("A memo needs words. To take it away, delete it.")
    return text
