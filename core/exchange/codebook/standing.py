"""How every family and code would stand after an import, the project's own and those of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.commands.scheme import NewCode, NewFamily
from core.commands.scheme.checks import on_a_circle
from core.exchange.codebook.draft import SchemeDraft
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Family, Scheme, name_key


@dataclass(slots=True, eq=False)
class Standing:
    """A code after the import: where it would stand, what the project knows of it, what the file says.

    `home` and `above` are where it stood before, the family by its name after the import.
    """

    family: str
    name: str
    known: Code | None = None
    new: NewCode | None = None
    parent: Standing | None = None
    home: str = ""
    above: Standing | None = None

    @property
    def has_moved(self) -> bool:
        """Tell whether a code that was there goes to another family or parent."""
        return self.known is not None and (self.family != self.home or self.parent is not self.above)

    @property
    def is_newcomer(self) -> bool:
        """Tell whether it did not stand among its siblings before."""
        return (
            self.known is None
            or self.parent is not self.above
            or (self.parent is None and self.family != self.home)
        )

    @property
    def is_settled(self) -> bool:
        """Tell whether a code that was there keeps its family and parent."""
        return self.known is not None and not self.has_moved


@dataclass(slots=True)
class AfterImport:
    """The scheme as it would be; `family_names` leads from the file's names to those after the import."""

    families: list[tuple[NewFamily, Family | None]] = field(default_factory=list)
    left_families: list[Family] = field(default_factory=list)
    family_names: dict[str, str] = field(default_factory=dict)
    standings: list[Standing] = field(default_factory=list)


def after_import(draft: SchemeDraft, known: Scheme) -> AfterImport:
    """Lay the draft beside the scheme; raises `InvalidInput` where both together would be no scheme."""
    after = AfterImport()
    names = _match_families(after, draft, known)
    _match_codes(after, draft, known, names)
    _follow_parents(after)
    _hang(after, draft)
    _check_names(after, draft)
    _check_circles(after, draft)
    return after


def _match_families(after: AfterImport, draft: SchemeDraft, known: Scheme) -> dict[FamilyId, str]:
    """Find the families that are there already; returns the names of all after the import."""
    by_guid = {family.guid.lower(): family for family in known.families}
    found = {new.name: by_guid[new.guid] for new in draft.families if new.guid in by_guid}
    taken = {family.id for family in found.values()}
    by_name = {name_key(family.name): family for family in known.families if family.id not in taken}
    names = {family.id: family.name for family in known.families}
    for new in draft.families:
        family = found.get(new.name)
        if family is not None:
            names[family.id] = new.name
        else:
            family = by_name.get(name_key(new.name))
        after.families.append((new, family))
        after.family_names[new.name] = names[family.id] if family else new.name
    matched = {family.id for _, family in after.families if family}
    after.left_families = [family for family in known.families if family.id not in matched]
    met = {name_key(names[family.id]): names[family.id] for family in after.left_families}
    for new, _ in after.families:
        key = name_key(after.family_names[new.name])
        if key in met:
            raise draft.fault(
                (new.name, ""), "family", "There is a family {other} already. Write it alike.", other=met[key]
            )
        met[key] = after.family_names[new.name]
    return names


def _match_codes(after: AfterImport, draft: SchemeDraft, known: Scheme, names: dict[FamilyId, str]) -> None:
    """Make the standings: the project's codes in their order, then those that are new, in the file's."""
    own: dict[CodeId, Standing] = {}
    for code in known.codes:
        above = own[code.parent] if code.parent is not None else None
        home = names[code.family]
        own[code.id] = Standing(home, code.name, code, None, above, home, above)
    by_guid = {code.guid.lower(): own[code.id] for code in known.codes}
    found: dict[int, Standing] = {}
    for place, new in enumerate(draft.codes):
        if new.guid in by_guid:
            found[place] = by_guid[new.guid]
            found[place].new, found[place].name = new, new.name
    by_name = {(one.home, name_key(one.name)): one for one in own.values() if one.new is None}
    fresh = []
    for place, new in enumerate(draft.codes):
        family = after.family_names[new.family]
        standing = found.get(place) or by_name.get((family, name_key(new.name)))
        if standing is None:
            fresh.append(Standing(family, new.name, None, new))
        else:
            standing.new = new
            # a family that only groups what the file leaves loose takes nothing away from another
            if not draft.is_open((new.family, new.name), "family"):
                standing.family = family
    after.standings = [*own.values(), *fresh]


def _follow_parents(after: AfterImport) -> None:
    """Let codes that the file does not name go along with their parents."""
    for one in after.standings:
        if one.known is not None and one.new is None and one.parent is not None:
            one.family = one.parent.family


def _hang(after: AfterImport, draft: SchemeDraft) -> None:
    """Give every code that the file names its parent, be it of the file or of the project."""
    by_name = {(one.family, name_key(one.name)): one for one in after.standings}
    for one in after.standings:
        if one.new is None:
            continue
        place = one.new.family, one.new.name
        if one.new.parent:
            one.parent = by_name.get((one.family, name_key(one.new.parent)))
            if one.parent is None:
                raise draft.fault(
                    place,
                    "parent",
                    "The family {family} has no code {parent}.",
                    family=one.family,
                    parent=one.new.parent,
                )
        elif not draft.is_open(place, "parent") or (one.parent and one.parent.family != one.family):
            one.parent = None


def _check_names(after: AfterImport, draft: SchemeDraft) -> None:
    met: dict[tuple[str, str], Standing] = {}
    for one in after.standings:
        other = met.setdefault((one.family, name_key(one.name)), one)
        if other is not one:
            new = one.new or other.new
            place = (new.family, new.name) if new else (one.family, one.name)
            raise draft.fault(
                place,
                "code",
                "The family {family} has a code {code} already, and it would be two.",
                family=one.family,
                code=other.name,
            )


def _check_circles(after: AfterImport, draft: SchemeDraft) -> None:
    numbers = {id(one): number for number, one in enumerate(after.standings)}
    parents = {numbers[id(one)]: numbers[id(one.parent)] for one in after.standings if one.parent}
    at = on_a_circle(parents)
    if at is None:
        return
    # one that the file names, for the file closed the circle
    while (new := after.standings[at].new) is None:
        at = parents[at]
    raise draft.fault(
        (new.family, new.name), "parent", "{code} is its own parent, by way of others.", code=new.name
    )


def orders(after: AfterImport, draft: SchemeDraft) -> Iterator[tuple[str, list[Standing], list[Standing]]]:
    """Yield each family that the file names, its codes as they would stand, and as they come of themselves.

    Codes stand as in the file; those it does not name stay behind whom they stood.
    """
    rank = {(new.family, new.name): number for number, new in enumerate(draft.codes)}
    members: dict[str, list[Standing]] = {}
    for one in after.standings:
        members.setdefault(one.family, []).append(one)
    for name in dict.fromkeys(after.family_names.values()):
        own = members.get(name, [])
        yield name, list(_down(own, rank)), list(_down(sorted(own, key=_position), {}))


def _down(members: Iterable[Standing], rank: dict[tuple[str, str], int]) -> Iterator[Standing]:
    """Yield codes with parents before their children, siblings in the order of the file."""
    below: dict[int, list[Standing]] = {}
    for one in members:
        below.setdefault(id(one.parent), []).append(one)
    waiting = list(reversed(_siblings(below.get(id(None), []), rank)))
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(_siblings(below.get(id(one), []), rank)))


def _siblings(those: list[Standing], rank: dict[tuple[str, str], int]) -> list[Standing]:
    """Return codes below one parent, which come in the project's order, in the order of the file."""
    if not rank:
        return those
    staying: dict[int, list[Standing]] = {}
    before = None
    for one in those:
        if one.new is None:
            staying.setdefault(id(before), []).append(one)
        elif not one.is_newcomer:
            before = one
    ordered = staying.get(id(None), [])
    for one in sorted((one for one in those if one.new), key=lambda one: _rank(one, rank)):
        ordered.append(one)
        ordered.extend(staying.get(id(one), []))
    return ordered


def _rank(one: Standing, rank: dict[tuple[str, str], int]) -> int:
    return rank[one.new.family, one.new.name] if one.new else 0


def _position(one: Standing) -> tuple[bool, int, int]:
    """Return where a code comes of itself: by its place in the project, and behind all where it is new."""
    return (False, one.known.position, one.known.id) if one.known else (True, 0, 0)
