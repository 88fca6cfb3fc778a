"""What an import would do: a draft laid beside the project's scheme.

Families and codes are the same when their GUIDs are, else when their names are. Blank fields leave what is
there; whatever the project has and the file has not stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.commands.scheme import NewCode, NewFamily
from core.commands.scheme.importing import Changed, ImportPlan
from core.exchange.codebook.differences import code_values, family_values, in_words
from core.exchange.codebook.draft import SchemeDraft
from core.exchange.codebook.standing import AfterImport, Standing, after_import, orders
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Scheme


def plan(draft: SchemeDraft, known: Scheme) -> ImportPlan:
    """Return what importing the draft would add, change and leave; raises `InvalidInput` naming the place.

    Nothing is refused for being there already: an import of what the project holds is empty.
    """
    after = after_import(draft, known)
    changed: list[Changed] = []
    family_changes = _families(after, draft, changed)
    code_changes = _codes(after, draft, changed)
    moved = [one for one in after.standings if one.has_moved]
    for one in moved:
        changed.extend(_moves(one))
    left = [(family.name, "") for family in after.left_families]
    left += [(one.home, one.name) for one in after.standings if one.new is None]
    return ImportPlan(
        known,
        tuple(new for new, family in after.families if family is None and _is_wanted(new, after, draft)),
        tuple(_placed(one.new, one) for one in after.standings if one.known is None and one.new),
        (*changed, *_orders_in_words(after, draft)),
        tuple(left),
        draft.notes,
        family_changes,
        code_changes,
        {one.known.id: (one.family, _above(one)) for one in moved if one.known},
        dict(_orders(after, draft)),
    )


def _is_wanted(new: NewFamily, after: AfterImport, draft: SchemeDraft) -> bool:
    """Tell whether a family comes to be: one that only groups loose codes does when any lies in it."""
    return not draft.is_open((new.name, ""), "family") or any(
        one.family == new.name for one in after.standings
    )


def _families(
    after: AfterImport, draft: SchemeDraft, changed: list[Changed]
) -> dict[FamilyId, dict[str, object]]:
    found: dict[FamilyId, dict[str, object]] = {}
    for new, family in after.families:
        if family is None:
            continue
        name = after.family_names[new.name]
        values: dict[str, object] = {"name": name} if name != family.name else {}
        values |= family_values(draft, new, family)
        if values:
            found[family.id] = values
            changed.extend(in_words(family.name, "", family, values))
    return found


def _codes(after: AfterImport, draft: SchemeDraft, changed: list[Changed]) -> dict[CodeId, dict[str, object]]:
    found: dict[CodeId, dict[str, object]] = {}
    for one in after.standings:
        if one.known is None or one.new is None:
            continue
        values: dict[str, object] = {"name": one.name} if one.name != one.known.name else {}
        values |= code_values(draft, one.new, one.known)
        if values:
            found[one.known.id] = values
            changed.extend(in_words(one.home, one.known.name, one.known, values))
    return found


def _placed(new: NewCode, one: Standing) -> NewCode:
    return replace(new, family=one.family, name=one.name, parent=_above(one))


def _above(one: Standing) -> str:
    return one.parent.name if one.parent else ""


def _moves(one: Standing) -> Iterator[Changed]:
    name = one.known.name if one.known else one.name
    if one.family != one.home:
        yield Changed(one.home, name, "family", one.home, one.family)
    if one.parent is not one.above:
        before = one.above.known.name if one.above and one.above.known else ""
        yield Changed(one.home, name, "parent", before, _above(one))


def _orders(after: AfterImport, draft: SchemeDraft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the families in which standing one behind the other, new ones last, is not enough."""
    for family, wanted, by_itself in orders(after, draft):
        came = any(one.known is not None and one.home != one.family for one in wanted)
        if came or wanted != by_itself:
            yield family, tuple(one.name for one in wanted)


def _orders_in_words(after: AfterImport, draft: SchemeDraft) -> Iterator[Changed]:
    """Yield the families in which codes that were there change places among their siblings."""
    for family, wanted, by_itself in orders(after, draft):
        before, then = (_settled(those) for those in (by_itself, wanted))
        for parent, names in before.items():
            if then[parent] != names:
                yield Changed(family, "", "order", ", ".join(names), ", ".join(then[parent]))


def _settled(those: list[Standing]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for one in those:
        if one.is_settled:
            groups.setdefault(id(one.parent), []).append(one.name)
    return groups
