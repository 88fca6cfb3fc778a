"""Taking codes and families out of the scheme that nothing was given of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.commands.scheme.order import above, existing_codes, positions
from core.commands.versions import version_to_extend
from core.errors import InvalidInput
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Scheme
from core.queries.codebook import coding_counts, status_rows
from core.queries.decisions import decision_count
from core.queries.memos import memos_on_codes
from core.queries.schemes import family, scheme
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class RemoveCodes:
    """Take codes without codings and memos out of the scheme; what stands below them moves up."""

    codes: tuple[CodeId, ...]
    reason: str = ""

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Remove code" if len(self.codes) == 1 else "Remove codes"

    def apply(self, writer: Writer) -> None:
        """Remove them; raises `InvalidInput` for a code that was given, or that a memo is about."""
        writer.because(self.reason)
        known = writer.ask(scheme)
        chosen = existing_codes(known, self.codes)
        if not chosen:
            return
        _check_nothing_hangs_on(writer, chosen)
        version_to_extend(writer)
        _move_up(writer, known, {one.id for one in chosen})
        _remove(writer, chosen)


@dataclass(frozen=True, slots=True)
class RemoveFamily:
    """Take a family out of the scheme, with its codes and with what coders said of how far they were."""

    family: FamilyId
    reason: str = ""
    title = "Remove family"

    def apply(self, writer: Writer) -> None:
        """Remove it; raises `InvalidInput` where one of its codes was given, or has a memo or a decision."""
        writer.because(self.reason)
        gone = writer.ask(family, self.family)
        codes = writer.ask(scheme).codes_of(gone.id)
        _check_nothing_hangs_on(writer, codes)
        if count := writer.ask(decision_count, gone.id):
            raise InvalidInput(
                "Places of {family} were settled (decisions: {count}). Reopen them first, or retire its "
                "codes.",
                family=gone.name,
                count=count,
            )
        version_to_extend(writer)
        writer.delete_many("status", writer.ask(status_rows, gone.id))
        _remove(writer, codes)
        writer.delete("family", gone.id)


def _check_nothing_hangs_on(writer: Writer, codes: Sequence[Code]) -> None:
    keys = [one.id for one in codes]
    counts = writer.ask(coding_counts, keys)
    noted = {code for _, code in writer.ask(memos_on_codes, keys)}
    for one in codes:
        if counts[one.id]:
            raise InvalidInput(
                "{code} was given (codings: {count}). Retire it, or merge it with another code: so they "
                "are kept.",
                code=one.name,
                count=counts[one.id],
            )
        if one.id in noted:
            raise InvalidInput(
                "There is a memo about {code}. Retire the code, or merge it with another: so it is kept.",
                code=one.name,
            )


def _move_up(writer: Writer, known: Scheme, gone: set[CodeId]) -> None:
    """Let what stood below removed codes stand in their place, below the nearest that stays."""
    below: dict[CodeId | None, list[Code]] = {}
    rising: set[CodeId] = set()
    families = {one.family for one in known.codes if one.id in gone}
    for one in known.codes:
        if one.id in gone or one.family not in families:
            continue
        parent = one.parent
        if parent in gone:
            rising.add(one.id)
            parent = next((over.id for over in above(known, one) if over.id not in gone), None)
        below.setdefault(parent, []).append(one)
    for parent, children in below.items():
        arrived = [one.id for one in children if one.id in rising]
        if arrived:
            writer.update_many("code", [(key, {"parent": parent}) for key in arrived])
            stand = positions(children, arrived)
            writer.update_many("code", [(key, {"position": place}) for key, place in stand.items()])


def _remove(writer: Writer, codes: Sequence[Code]) -> None:
    # children before their parents, as rows restrict
    writer.delete_many("code", [one.id for one in reversed(codes)])
