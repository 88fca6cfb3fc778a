"""A second code of an exclusive family on the same words: what becomes of the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.commands.coding_rows import hand_over, part_row, place, share_doubt
from core.commands.codings.parts import outside
from core.errors import InvalidInput
from core.model.coding import Coding
from core.model.ids import CodingId, FamilyId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.codings import codings_by_id, given_to
from core.queries.schemes import code, family
from core.queries.sources import text
from core.storage.writer import Writer


def check_no_rivals(writer: Writer, codes: Sequence[Code]) -> None:
    """Refuse codes that would have to give way to each other."""
    for key in dict.fromkeys(one.family for one in codes):
        alike = [one.name for one in codes if one.family == key]
        asked = writer.ask(family, key)
        if asked.is_exclusive and len(alike) > 1:
            raise InvalidInput(
                "{first} and {second} are both of {family}, which has one code for the same words. "
                "Choose one of the two, or keep all.",
                first=alike[0],
                second=alike[1],
                family=asked.name,
            )


def settle(
    writer: Writer,
    rivals: Sequence[Coding],
    heirs: Mapping[FamilyId, CodingId],
    span: Span,
    *,
    is_shortened: bool,
) -> None:
    """Let codings give way to what stands at `span`: wholly, or just there.

    `heirs` has the coding of each family that takes over the memos of those that go, and their
    places as examples.
    """
    words = writer.ask(text, rivals[0].revision) if rivals and is_shortened else ""
    families = {key: writer.ask(code, key).family for key in {rival.code for rival in rivals}}
    gone: dict[CodingId, list[CodingId]] = defaultdict(list)
    for rival in rivals:
        rest = outside(words, rival.span, span) if is_shortened else []
        if rest:
            _shorten(writer, rival, rest)
        else:
            gone[heirs[families[rival.code]]].append(rival.id)
    for heir, keys in gone.items():
        hand_over(writer, keys, heir)


def _shorten(writer: Writer, whole: Coding, rest: Sequence[Span]) -> None:
    """Cut a coding back to the parts left of its segment; its memos stay with the first.

    Where the coder gave the same code to just such a part before, the two become one.
    """
    twins = [_twin(writer, whole, part) for part in rest]
    for part, twin in zip(rest[1:], twins[1:], strict=True):
        if twin is None:
            writer.insert("coding", part_row(writer, whole, part))
        else:
            share_doubt(writer, twin, [whole])
    if twins[0] is None:
        place(writer, whole.id, rest[0])
    else:
        share_doubt(writer, twins[0], [whole])
        hand_over(writer, [whole.id], twins[0].id)


def _twin(writer: Writer, whole: Coding, part: Span) -> Coding | None:
    key = writer.ask(given_to, whole.revision, part, whole.coder).get(whole.code)
    return None if key is None else writer.ask(codings_by_id, [key])[0]
