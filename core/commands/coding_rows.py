"""What the acts of coding share: their checks, and the few ways they write rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from core.errors import InvalidInput, NotFound
from core.model.coding import Coding
from core.model.ids import CodeId, CoderId, CodingId, RevisionId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.codings import codings_by_id, given_to
from core.queries.memos import places_of_memos
from core.queries.schemes import code, exemplified_by, newest_version
from core.storage.writer import Writer


def existing(writer: Writer, keys: Collection[CodingId]) -> list[Coding]:
    """Return the codings in reading order, each once; raises `NotFound` when one is gone."""
    wanted = set(keys)
    found = writer.ask(codings_by_id, list(wanted))
    if len(found) < len(wanted):
        raise NotFound("This coding was removed meanwhile. Nothing was changed.")
    return found


def check_can_be_given(wanted: Code) -> None:
    """Refuse a code that is only a heading, or retired."""
    if not wanted.is_codable:
        raise InvalidInput("{code} is a heading. Give one of the codes below it.", code=wanted.name)
    if not wanted.is_active:
        raise InvalidInput("{code} was retired and takes no new codings.", code=wanted.name)


def check_is_free(writer: Writer, coding: Coding, span: Span) -> None:
    """Refuse to move a coding to a segment that bears its code already."""
    if coding.code in writer.ask(given_to, coding.revision, span, coding.coder):
        raise is_there_already(writer.ask(code, coding.code))


def is_there_already(given: Code) -> InvalidInput:
    """Return the sentence that refuses a code which the segment bears."""
    return InvalidInput(
        "This segment bears {code} already. A coder gives a code to a segment once.", code=given.name
    )


def new_row(
    writer: Writer, revision: RevisionId, coder: CoderId, key: CodeId, span: Span, is_unsure: bool
) -> dict[str, Any]:
    """Return the row of a coding that is given now, under the newest codebook version."""
    return {
        "revision": revision,
        "coder": coder,
        "code": key,
        "start": span.start,
        "end": span.end,
        "is_unsure": int(is_unsure),
        "created": writer.now,
        "modified": writer.now,
        "version": writer.ask(newest_version).id,
    }


def part_row(writer: Writer, whole: Coding, part: Span) -> dict[str, Any]:
    """Return the row of what is cut off a coding: given when the whole was, under the same version."""
    row = new_row(writer, whole.revision, whole.coder, whole.code, part, whole.is_unsure)
    return row | {"created": whole.created, "version": whole.version}


def place(writer: Writer, key: CodingId, span: Span) -> None:
    """Let a coding stand at another segment; code, memos and doubt stay."""
    writer.update("coding", key, {"start": span.start, "end": span.end, "modified": writer.now})


def hand_over(writer: Writer, gone: Collection[CodingId], kept: CodingId) -> None:
    """Remove codings whose memos, and whose places as examples, another coding takes over."""
    hand_over_each(writer, dict.fromkeys(gone, kept))


def hand_over_each(writer: Writer, heirs: Mapping[CodingId, CodingId]) -> None:
    """Remove codings of which each has an heir that takes over its memos and its places as an example."""
    memos = writer.ask(places_of_memos, heirs)
    writer.update_many("memo", [(memo, {"coding": heirs[coding]}) for memo, coding in memos])
    _point_examples(writer, heirs)
    writer.delete_many("coding", list(heirs))


def share_doubt(writer: Writer, kept: Coding, doubts: Collection[Coding]) -> None:
    """Mark a coding as unsure that stands for others, where any of them was."""
    if not kept.is_unsure and any(one.is_unsure for one in doubts):
        writer.update("coding", kept.id, {"is_unsure": 1, "modified": writer.now})


def point_examples(writer: Writer, codings: Collection[CodingId], to: CodingId | None) -> None:
    """Let the codes that have one of these codings as an example have another, or none."""
    _point_examples(writer, dict.fromkeys(codings, to))


def _point_examples(writer: Writer, heirs: Mapping[CodingId, CodingId | None]) -> None:
    for one in writer.ask(exemplified_by, heirs):
        examples = {"typical_coding": one.typical_coding, "borderline_coding": one.borderline_coding}
        new = {column: heirs[key] for column, key in examples.items() if key is not None and key in heirs}
        writer.update("code", one.id, new)
