"""Acts of writing notes."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import InvalidInput
from core.model.coding import MemoKind
from core.model.ids import CodeId, CoderId, CodingId, MemoId, SourceId
from core.queries.memos import memo
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class WriteMemo:
    """Write a memo on a source, a code or a coding; on none of them it is about the project."""

    text: str
    kind: MemoKind
    coder: CoderId | None
    source: SourceId | None = None
    code: CodeId | None = None
    coding: CodingId | None = None
    title = "Write memo"

    def apply(self, writer: Writer) -> None:
        """Store the text as written."""
        row = {
            "kind": self.kind.value,
            "text": _checked(self.text),
            "coder": self.coder,
            "source": self.source,
            "code": self.code,
            "coding": self.coding,
            "created": writer.now,
            "modified": writer.now,
        }
        writer.insert("memo", row)


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
