"""Acts that build the coding scheme."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.commands.versions import version_to_extend
from core.errors import InvalidInput
from core.model.colours import next_colour
from core.model.ids import CodeId, FamilyId
from core.model.scheme import RULE, Scale, Scheme
from core.queries.schemes import scheme
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A family that is to be made."""

    name: str
    scale: Scale = Scale.NOMINAL
    is_exclusive: bool = False
    definition: str = ""
    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guid: str = ""


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is to be made, in the family and below the parent of these names.

    Without a colour it takes the first its family has not used, and without a GUID it gets one of its own.
    """

    family: str
    name: str
    parent: str = ""
    colour: str = ""
    shortcut: str = ""
    is_codable: bool = True
    short: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    typical: str = ""
    borderline: str = ""
    source: str = ""
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_active: bool = True
    guid: str = ""


@dataclass(frozen=True, slots=True)
class AddToScheme:
    """Add families and codes, in this order; a family that is there already is added to.

    A parent may stand before or after its children.
    """

    families: tuple[NewFamily, ...] = ()
    codes: tuple[NewCode, ...] = ()
    title = "Add to the coding scheme"

    def apply(self, writer: Writer) -> None:
        """Write families, then codes; raises `InvalidInput` for names that clash or lead nowhere."""
        add_to_scheme(writer, self.families, self.codes)


_Codes = dict[tuple[str, str], CodeId]


def add_to_scheme(writer: Writer, families: Iterable[NewFamily], codes: tuple[NewCode, ...]) -> _Codes:
    """Write families and codes; returns the keys of all codes of the scheme, by family and name."""
    known = writer.ask(scheme)
    keys = _add_codes(writer, known, _add_families(writer, known, families), codes)
    _hang_below_parents(writer, keys, codes)
    return keys


def _add_families(writer: Writer, known: Scheme, wanted: Iterable[NewFamily]) -> dict[str, FamilyId]:
    families = {family.name: family.id for family in known.families}
    for position, new in enumerate(wanted, len(families)):
        name = _checked_name(new.name, families, "family")
        row = {
            "name": name,
            "scale": new.scale.value,
            "is_exclusive": int(new.is_exclusive),
            "position": position,
            "definition": new.definition,
            "source": new.source,
            "names": _json(dict(new.names)),
            "texts": _json(_plain(new.texts)),
            "guid": new.guid,
        }
        families[name] = FamilyId(writer.insert("family", row))
    return families


def _add_codes(
    writer: Writer, known: Scheme, families: Mapping[str, FamilyId], wanted: tuple[NewCode, ...]
) -> _Codes:
    if not wanted:
        return {}
    version = version_to_extend(writer)
    codes: dict[str, dict[str, CodeId]] = {name: {} for name in families}
    colours: dict[str, list[str]] = {name: [] for name in families}
    for family in known.families:
        for code in known.codes_of(family.id):
            codes[family.name][code.name] = code.id
            colours[family.name].append(code.colour)
    for new in wanted:
        if new.family not in families:
            raise InvalidInput(
                "The code {code} names a family {family} that is not there.", code=new.name, family=new.family
            )
        name = _checked_name(new.name, codes[new.family], "code")
        colour = new.colour.upper() or next_colour(colours[new.family])
        colours[new.family].append(colour)
        row = _code_row(new) | {
            "name": name,
            "family": families[new.family],
            "colour": colour,
            "version": version,
            "position": len(codes[new.family]),
        }
        codes[new.family][name] = CodeId(writer.insert("code", row))
    return {(family, name): key for family, named in codes.items() for name, key in named.items()}


def _code_row(new: NewCode) -> dict[str, Any]:
    row: dict[str, Any] = {field: getattr(new, field) for field in (*RULE, "shortcut", "source", "guid")}
    return row | {
        "is_codable": int(new.is_codable),
        "is_active": int(new.is_active),
        "aliases": _json(list(new.aliases)),
        "names": _json(dict(new.names)),
        "texts": _json(_plain(new.texts)),
    }


def _hang_below_parents(writer: Writer, codes: _Codes, wanted: Iterable[NewCode]) -> None:
    below: list[tuple[int, dict[str, int]]] = []
    for new in wanted:
        if not new.parent:
            continue
        parent = codes.get((new.family, new.parent))
        if parent is None:
            raise InvalidInput(
                "The code {code} names a parent {parent} that its family {family} does not have.",
                code=new.name,
                parent=new.parent,
                family=new.family,
            )
        below.append((codes[new.family, new.name.strip()], {"parent": parent}))
    _refuse_circles({child: values["parent"] for child, values in below}, codes)
    writer.update_many("code", below)


def _refuse_circles(parents: Mapping[int, int], codes: _Codes) -> None:
    for start in parents:
        seen, at = {start}, parents[start]
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at == start:
            name = next(name for (_, name), key in codes.items() if key == start)
            raise InvalidInput("The code {code} is its own parent, by way of others.", code=name)


def _checked_name(name: str, taken: Iterable[str], what: str) -> str:
    name = name.strip()
    if not name:
        raise InvalidInput("A family needs a name." if what == "family" else "A code needs a name.")
    for other in taken:
        if other.casefold() == name.casefold():
            raise InvalidInput(
                "There is a family {name} already."
                if what == "family"
                else "The family has a code {name} already.",
                name=other,
            )
    return name


def _plain(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {field: dict(said) for field, said in texts.items() if said}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
