"""Codings that come from elsewhere, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.commands.coders import add_coder
from core.commands.coding_rows import check_can_be_given
from core.model.coding import MemoKind
from core.model.ids import CodeId, CoderId, RevisionId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import code, newest_version
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding that comes from elsewhere. Its coder is named, for the coder may be new too.

    `created` is None for now; a memo becomes an analytic memo on the coding.
    """

    revision: RevisionId
    coder: str
    code: CodeId
    span: Span
    memo: str = ""
    is_unsure: bool = False
    created: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class LoadCodings:
    """Write many codings at once, adding coders that are not known yet.

    The caller has checked names, offsets and that none is there already; that a code can be given is
    checked anew, for it may have been retired meanwhile.
    """

    codings: tuple[NewCoding, ...]
    title = "Load codings"

    def apply(self, writer: Writer) -> None:
        """Write coders, codings and memos, each kind in one go."""
        for key in dict.fromkeys(new.code for new in self.codings):
            check_can_be_given(writer.ask(code, key))
        keys = _coders_by_name(writer, (new.coder for new in self.codings))
        version = writer.ask(newest_version).id
        rows = [
            {
                "revision": new.revision,
                "coder": keys[new.coder],
                "code": new.code,
                "start": new.span.start,
                "end": new.span.end,
                "is_unsure": int(new.is_unsure),
                "created": new.created or writer.now,
                "modified": new.modified or new.created or writer.now,
                "version": version,
            }
            for new in self.codings
        ]
        written = writer.insert_many("coding", rows)
        memos = [
            {
                "kind": MemoKind.ANALYTIC.value,
                "text": new.memo,
                "coder": keys[new.coder],
                "coding": key,
                "created": new.created or writer.now,
                "modified": new.modified or new.created or writer.now,
            }
            for key, new in zip(written, self.codings, strict=True)
            if new.memo
        ]
        writer.insert_many("memo", memos)


def _coders_by_name(writer: Writer, names: Iterable[str]) -> dict[str, CoderId]:
    keys = {coder.name: coder.id for coder in writer.ask(coders)}
    for name in names:
        if name not in keys:
            keys[name] = add_coder(writer, name)
    return keys
