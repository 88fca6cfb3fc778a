"""Adding families and codes to the scheme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.commands.scheme.checks import (
    by_key,
    code_name,
    colour,
    family_name,
    on_a_circle,
    shortcut,
    spelled,
    storable,
)
from core.commands.scheme.fields import kept_aliases, kept_names, kept_texts
from core.commands.scheme.new import NewCode, NewFamily
from core.commands.versions import version_to_extend
from core.errors import InvalidInput
from core.model.colours import least_used
from core.model.ids import CodeId, FamilyId, VersionId
from core.model.scheme import RULE, Scheme, name_key
from core.queries.schemes import scheme
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class AddToScheme:
    """Add families and codes, in this order; a family that is there already is added to.

    A parent may stand before or after its children.
    """

    families: tuple[NewFamily, ...] = ()
    codes: tuple[NewCode, ...] = ()
    reason: str = ""
    title = "Add to the coding scheme"

    def apply(self, writer: Writer) -> None:
        """Write families, then codes; raises `InvalidInput` for names that clash or lead nowhere."""
        writer.because(self.reason)
        add_to_scheme(writer, self.families, self.codes)


_Codes = dict[tuple[str, str], CodeId]


def add_to_scheme(writer: Writer, families: tuple[NewFamily, ...], codes: tuple[NewCode, ...]) -> _Codes:
    """Write families and codes; returns the keys of all codes of the scheme, by family and name."""
    known = writer.ask(scheme)
    if not families and not codes:
        return _codes_of(known)
    version = version_to_extend(writer)
    keys = _add_families(writer, known, families)
    made = _add_codes(writer, known, keys, codes, version)
    everything = _codes_of(known) | made
    _hang_below_parents(writer, everything, codes)
    return everything


def _codes_of(known: Scheme) -> _Codes:
    names = {family.id: family.name for family in known.families}
    return {(names[code.family], code.name): code.id for code in known.codes}


def _add_families(writer: Writer, known: Scheme, wanted: tuple[NewFamily, ...]) -> dict[str, FamilyId]:
    """Write families behind those there are; returns the keys of all by name."""
    taken = by_key(family.name for family in known.families)
    first = 1 + max((family.position for family in known.families), default=-1)
    rows = []
    for position, new in enumerate(wanted, first):
        name = family_name(new.name, taken)
        taken[name_key(name)] = name
        rows.append(_family_row(new) | {"name": name, "position": position})
    keys = {family.name: family.id for family in known.families}
    written = map(FamilyId, writer.insert_many("family", rows))
    return keys | dict(zip((row["name"] for row in rows), written, strict=True))


def _family_row(new: NewFamily) -> dict[str, Any]:
    return {
        "scale": new.scale.value,
        "is_exclusive": int(new.is_exclusive),
        "definition": storable(new.definition),
        "source": storable(new.source),
        "names": kept_names(new.names),
        "texts": kept_texts(new.texts),
        "guid": new.guid,
    }


@dataclass(slots=True)
class _Room:
    """What a family has already, as far as a new code has to mind it."""

    key: FamilyId
    names: dict[str, str]
    colours: Counter[str]
    position: int

    @classmethod
    def of(cls, known: Scheme, key: FamilyId) -> _Room:
        own = known.codes_of(key)
        position = 1 + max((code.position for code in own), default=-1)
        return cls(
            key, by_key(code.name for code in own), Counter(code.colour.upper() for code in own), position
        )


def _add_codes(
    writer: Writer,
    known: Scheme,
    families: Mapping[str, FamilyId],
    wanted: tuple[NewCode, ...],
    version: VersionId,
) -> _Codes:
    """Write codes behind those of their families; returns the keys of the new ones."""
    rooms = {name: _Room.of(known, key) for name, key in families.items()}
    rows = []
    for new in wanted:
        room = rooms.get(new.family)
        if room is None:
            raise InvalidInput(
                "The code {code} names a family {family} that is not there.", code=new.name, family=new.family
            )
        name = code_name(new.name, room.names)
        room.names[name_key(name)] = name
        chosen = colour(new.colour) if new.colour else least_used(room.colours)
        room.colours[chosen] += 1
        rows.append(
            _code_row(new)
            | {
                "name": name,
                "family": room.key,
                "colour": chosen,
                "version": version,
                "position": room.position,
            }
        )
        room.position += 1
    keys = map(CodeId, writer.insert_many("code", rows))
    return {(new.family, row["name"]): key for new, row, key in zip(wanted, rows, keys, strict=True)}


def _code_row(new: NewCode) -> dict[str, Any]:
    row: dict[str, Any] = {field: storable(getattr(new, field)) for field in (*RULE, "source")}
    return row | {
        "guid": new.guid,
        "shortcut": shortcut(new.shortcut),
        "is_codable": int(new.is_codable),
        "is_active": int(new.is_active),
        "aliases": kept_aliases(new.aliases),
        "names": kept_names(new.names),
        "texts": kept_texts(new.texts),
    }


def _hang_below_parents(writer: Writer, codes: _Codes, wanted: Iterable[NewCode]) -> None:
    parents: dict[CodeId, CodeId] = {}
    for new in wanted:
        if not (above := spelled(new.parent)):
            continue
        parent = codes.get((new.family, above))
        if parent is None:
            raise InvalidInput(
                "The code {code} names a parent {parent} that its family {family} does not have.",
                code=new.name,
                parent=new.parent,
                family=new.family,
            )
        parents[codes[new.family, spelled(new.name)]] = parent
    if (circling := on_a_circle(parents)) is not None:
        name = next(name for (_, name), key in codes.items() if key == circling)
        raise InvalidInput("The code {code} is its own parent, by way of others.", code=name)
    writer.update_many("code", [(child, {"parent": parent}) for child, parent in parents.items()])
