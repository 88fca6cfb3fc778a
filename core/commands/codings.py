"""Acts of coding: giving codes, changing and taking them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from core.commands.coders import add_coder
from core.commands.sources import check_inside
from core.errors import InvalidInput, NotFound
from core.model.coding import Coding, MemoKind
from core.model.ids import CodeId, CoderId, CodingId, RevisionId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_by_id, is_given
from core.queries.memos import memos_on
from core.queries.schemes import code, exemplified_by, newest_version
from core.queries.sources import extent
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class GiveCode:
    """Give a code to a segment."""

    revision: RevisionId
    coder: CoderId
    code: CodeId
    span: Span
    is_unsure: bool = False
    title: ClassVar[str] = "Give code"

    def apply(self, writer: Writer) -> None:
        """Write the coding under the newest codebook version."""
        check_inside(self.span, *writer.ask(extent, self.revision))
        check_can_be_given(writer.ask(code, self.code))
        _check_is_new(writer, self.revision, self.coder, self.code, self.span)
        row = {
            "revision": self.revision,
            "coder": self.coder,
            "code": self.code,
            "start": self.span.start,
            "end": self.span.end,
            "is_unsure": int(self.is_unsure),
            "created": writer.now,
            "modified": writer.now,
            "version": writer.ask(newest_version).id,
        }
        writer.insert("coding", row)


@dataclass(frozen=True, slots=True)
class ChangeCode:
    """Give a coding another code; segment, memo and doubt stay."""

    coding: CodingId
    code: CodeId
    title: ClassVar[str] = "Change code"

    def apply(self, writer: Writer) -> None:
        """Store the other code, under the newest codebook version."""
        [coding] = _existing(writer, [self.coding])
        if coding.code == self.code:
            return
        check_can_be_given(writer.ask(code, self.code))
        _check_is_new(writer, coding.revision, coding.coder, self.code, coding.span)
        changes = {"code": self.code, "modified": writer.now, "version": writer.ask(newest_version).id}
        writer.update("coding", self.coding, changes)


@dataclass(frozen=True, slots=True)
class MarkUnsure:
    """Mark a coding as unsure, or as sure again."""

    coding: CodingId
    is_unsure: bool
    title: ClassVar[str] = "Mark as unsure"

    def apply(self, writer: Writer) -> None:
        """Store the doubt."""
        [coding] = _existing(writer, [self.coding])
        if coding.is_unsure != self.is_unsure:
            writer.update("coding", self.coding, {"is_unsure": int(self.is_unsure), "modified": writer.now})


@dataclass(frozen=True, slots=True)
class DeleteCodings:
    """Take codings back, with the memos on them."""

    codings: tuple[CodingId, ...]
    title: ClassVar[str] = "Delete coding"

    def apply(self, writer: Writer) -> None:
        """Remove what points at the codings, then the codings."""
        _existing(writer, self.codings)
        writer.delete_many("memo", writer.ask(memos_on, self.codings))
        for one in writer.ask(exemplified_by, self.codings):
            examples = {"typical_coding": one.typical_coding, "borderline_coding": one.borderline_coding}
            gone = {column: None for column, example in examples.items() if example in self.codings}
            writer.update("code", one.id, gone)
        writer.delete_many("coding", self.codings)


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

    The caller has checked names, offsets and that none is there already.
    """

    codings: tuple[NewCoding, ...]
    title: ClassVar[str] = "Load codings"

    def apply(self, writer: Writer) -> None:
        """Write coders, codings and memos, each kind in one go."""
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


def _existing(writer: Writer, keys: Sequence[CodingId]) -> Sequence[Coding]:
    found = writer.ask(codings_by_id, keys)
    if len(found) < len(keys):
        raise NotFound("This coding was removed meanwhile. Nothing was changed.")
    return found


def check_can_be_given(wanted: Code) -> None:
    """Refuse a code that is only a heading, or retired."""
    if not wanted.is_codable:
        raise InvalidInput("{code} is a heading. Give one of the codes below it.", code=wanted.name)
    if not wanted.is_active:
        raise InvalidInput("{code} was retired and takes no new codings.", code=wanted.name)


def _check_is_new(writer: Writer, revision: RevisionId, coder: CoderId, key: CodeId, span: Span) -> None:
    if writer.ask(is_given, revision, span, key, coder):
        raise InvalidInput(
            "This segment bears {code} already. A coder gives a code to a segment once.",
            code=writer.ask(code, key).name,
        )
