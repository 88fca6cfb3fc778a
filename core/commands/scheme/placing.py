"""Giving codes and families another place: order, parent, family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.commands.scheme.checks import by_key
from core.commands.scheme.order import above, below, existing_codes, positions, standing_before
from core.commands.versions import version_to_extend
from core.errors import InvalidInput, NotFound
from core.model.ids import CodeId, FamilyId, VersionId
from core.model.scheme import Code, Family, Scale, Scheme, name_key
from core.queries.schemes import family, scheme
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """Let codes stand in a family, below a parent or none, before a sibling or at the end.

    What stands below them goes along, and they keep their order. In another family a code counts as
    new: whoever was done there had no chance to give it. Codings stay as they are.
    """

    codes: tuple[CodeId, ...]
    family: FamilyId
    parent: CodeId | None = None
    before: CodeId | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Move code" if len(self.codes) == 1 else "Move codes"

    def apply(self, writer: Writer) -> None:
        """Store family, parent and position; raises `InvalidInput` for circles and names that are taken."""
        writer.because(self.reason)
        known = writer.ask(scheme)
        target = writer.ask(family, self.family)
        chosen = existing_codes(known, self.codes)
        along = below(known, self.codes)
        going_along = {code.id for code in along}
        roots = [code for code in chosen if code.id not in going_along]
        self._check_parent(known, {code.id: code for code in chosen})
        moved = {code.id: code for code in (*roots, *along)}
        arriving = [code for code in moved.values() if code.family != target.id]
        _check_names(known, target, arriving)
        order = standing_before(self._siblings(known), roots, self.before)
        self._write(writer, target, roots, arriving, order)

    def _check_parent(self, known: Scheme, chosen: Mapping[CodeId, Code]) -> None:
        if self.parent is None:
            return
        [parent] = existing_codes(known, [self.parent])
        if parent.family != self.family:
            raise InvalidInput(
                "{code} belongs to another family. A code stands below one of its own family.",
                code=parent.name,
            )
        for one in (parent, *above(known, parent)):
            if one.id in chosen:
                raise InvalidInput(
                    "{code} cannot stand below itself."
                    if one == parent
                    else "{code} cannot stand below {parent}, which stands below it.",
                    code=one.name,
                    parent=parent.name,
                )

    def _siblings(self, known: Scheme) -> list[Code]:
        """Return who stands below that parent now; raises `NotFound` where `before` does not."""
        there = [code for code in known.codes_of(self.family) if code.parent == self.parent]
        if self.before is not None and self.before not in {code.id for code in there}:
            raise NotFound("The code to stand before has gone elsewhere meanwhile. Nothing was changed.")
        return there

    def _write(
        self,
        writer: Writer,
        target: Family,
        roots: Sequence[Code],
        arriving: Sequence[Code],
        order: Sequence[Code],
    ) -> None:
        """Write what changes; a new order of a nominal family is no change of its content."""
        is_hung_anew = any((code.family, code.parent) != (target.id, self.parent) for code in roots)
        before = sorted(order, key=lambda code: (code.position, code.id))
        if not is_hung_anew and before == list(order):
            return
        if is_hung_anew or target.scale is Scale.ORDINAL:
            version = version_to_extend(writer)
            writer.update_many("code", [_arrival(code, target, version) for code in arriving])
        writer.update_many("code", [(code.id, {"parent": self.parent}) for code in roots])
        stand = positions(order, {code.id for code in roots})
        writer.update_many("code", [(key, {"position": place}) for key, place in stand.items()])


def _arrival(code: Code, target: Family, version: VersionId) -> tuple[CodeId, dict[str, Any]]:
    return code.id, {"family": target.id, "version": version}


def _check_names(known: Scheme, target: Family, arriving: Sequence[Code]) -> None:
    taken = by_key(code.name for code in known.codes_of(target.id))
    for code in arriving:
        key = name_key(code.name)
        if key in taken:
            raise InvalidInput(
                "{family} has a code {name} already. Rename one of the two first.",
                family=target.name,
                name=taken[key],
            )
        taken[key] = code.name


@dataclass(frozen=True, slots=True)
class PlaceFamily:
    """Let a family stand before another, or at the end."""

    family: FamilyId
    before: FamilyId | None = None
    reason: str = ""
    title = "Move family"

    def apply(self, writer: Writer) -> None:
        """Store the order; no code changes its meaning by it."""
        writer.because(self.reason)
        families = writer.ask(scheme).families
        placed = writer.ask(family, self.family)
        if self.before is not None:
            writer.ask(family, self.before)
        order = standing_before(families, [placed], self.before)
        if order != list(families):
            stand = positions(order, {placed.id})
            writer.update_many("family", [(key, {"position": place}) for key, place in stand.items()])
