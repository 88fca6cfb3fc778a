"""Acts that bring texts into a project and mark what is not to be coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import InvalidInput
from core.model.ids import RevisionId
from core.model.span import Span
from core.queries.sources import extent, left_out, sources
from core.storage.content import digest
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class NotCodable:
    """A range of a source that leaves all units of comparison: a page head, a caption, a question."""

    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewSource:
    """A text that is to be added: `original` as it lay in its file, `text` normalised.

    `notes` says what reading changed, for the record; `not_codable` is known from the start.
    """

    name: str
    original: bytes
    text: str
    encoding: str
    file_name: str
    notes: str = ""
    not_codable: tuple[NotCodable, ...] = ()


@dataclass(frozen=True, slots=True)
class AddSources:
    """Add texts as sources, in this order; a name that is taken gets ` (2)`."""

    sources: tuple[NewSource, ...]
    title = "Import sources"

    def apply(self, writer: Writer) -> None:
        """Keep texts and originals, then write a source and its first revision for each."""
        known = writer.ask(sources)
        taken = {source.name for source in known}
        position = max((source.position for source in known), default=-1) + 1
        names = [_free_name(new.name, taken) for new in self.sources]
        rows = [
            {"name": name, "position": place, "created": writer.now}
            for place, name in enumerate(names, position)
        ]
        keys = writer.insert_many("source", rows)
        revisions = []
        for key, new in zip(keys, self.sources, strict=True):
            if not new.text:
                raise InvalidInput("{name} holds no text.", name=new.name)
            data = new.text.encode("utf-8")
            text_name = digest(data)
            name = text_name if new.original == data else digest(new.original)
            writer.store({text_name: data, name: new.original}.items())
            revisions.append(_revision(writer, key, new, text_name, name))
        written = [RevisionId(key) for key in writer.insert_many("revision", revisions)]
        ranges = [
            (revision, not_codable)
            for revision, new in zip(written, self.sources, strict=True)
            for not_codable in new.not_codable
        ]
        _leave_out(writer, ranges)


@dataclass(frozen=True, slots=True)
class MarkNotCodable:
    """Take a range of a source out of all units of comparison."""

    revision: RevisionId
    span: Span
    reason: str = ""
    title = "Mark as not codable"

    def apply(self, writer: Writer) -> None:
        """Write the range; raises `InvalidInput` when it reaches past the text."""
        _leave_out(writer, [(self.revision, NotCodable(self.span, self.reason))])


@dataclass(frozen=True, slots=True)
class MarkCodable:
    """Take a range out of all that is not codable; what lies outside it keeps its reason."""

    revision: RevisionId
    span: Span
    title = "Mark as codable"

    def apply(self, writer: Writer) -> None:
        """Cut the ranges that reach into it; raises `InvalidInput` when there is none."""
        check_inside(self.span, *writer.ask(extent, self.revision))
        met = [one for one in writer.ask(left_out, self.revision) if one.span.overlaps(self.span)]
        if not met:
            raise InvalidInput("All of this is codable already.")
        for one in met:
            rest = one.span.without(self.span)
            if rest:
                writer.update("not_codable", one.id, {"start": rest[0].start, "end": rest[0].end})
                _leave_out(writer, [(self.revision, NotCodable(part, one.reason)) for part in rest[1:]])
            else:
                writer.delete("not_codable", one.id)


def _leave_out(writer: Writer, ranges: Sequence[tuple[RevisionId, NotCodable]]) -> None:
    """Write ranges that lie inside their texts."""
    for revision, new in ranges:
        check_inside(new.span, *writer.ask(extent, revision))
    rows = [
        {"revision": revision, "start": new.span.start, "end": new.span.end, "reason": new.reason}
        for revision, new in ranges
    ]
    writer.insert_many("not_codable", rows)


def check_inside(span: Span, source: str, characters: int) -> None:
    """Refuse a span that reaches past a text of so many characters."""
    if span.end > characters:
        raise InvalidInput(
            "The segment {start}–{end} lies outside {source}, which has {characters} characters.",
            start=span.start,
            end=span.end,
            source=source,
            characters=characters,
        )


def _revision(writer: Writer, source: int, new: NewSource, text_name: str, name: str) -> dict[str, object]:
    return {
        "source": source,
        "number": 1,
        "characters": len(new.text),
        "text_sha256": text_name,
        "sha256": name,
        "file_name": new.file_name,
        "encoding": new.encoding,
        "notes": new.notes,
        "created": writer.now,
    }


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free = f"{name} ({number})"
        number += 1
    taken.add(free)
    return free
