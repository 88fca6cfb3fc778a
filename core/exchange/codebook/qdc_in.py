"""Reading a codebook in `.qdc`: how the tree of any program becomes families and codes.

Our own files say by their labels what is a family. Of a foreign tree, top codes with codes below them are
families; the others go into one family; see docs/decisions/0011-importing-codebooks.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.commands.scheme import NewCode, NewFamily
from core.exchange.codebook.aliases import parted
from core.exchange.codebook.colours import read_colour
from core.exchange.codebook.descriptions import Parts, taken_apart
from core.exchange.codebook.draft import DraftMaker, SchemeDraft, fault_in
from core.exchange.codebook.qdc_tree import Node, QdcTree, read_tree
from core.exchange.wording import counted
from core.model.scheme import LONGEST_NAME, RULE, Scale, name_key

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WRAPPERS = frozenset({"nodes", "codes", "code system", "codesystem", "codebook"})
_YES = frozenset({"true", "1", "yes"})
_NO = frozenset({"false", "0", "no"})
_SHORT_COLOUR = re.compile("#[0-9A-Fa-f]{3}")
_MOST_TOLD = 8


def read_qdc(path: Path, family: str = "") -> SchemeDraft:
    """Read a codebook; codes that stand in no family go into `family`, else into one named as the file."""
    tree = read_tree(path)
    return _Gatherer(path.name, family or path.stem).draft_of(tree)


@dataclass(slots=True)
class _Home:
    """A family that comes to be: the top code it is made of, if any, and the codes that lie in it."""

    name: str
    node: Node | None = None
    parts: Parts = field(default_factory=Parts)
    codes: list[Node] = field(default_factory=list)
    is_invented: bool = False


class _Gatherer:
    """Makes the draft, and gathers what had to be put right."""

    def __init__(self, file: str, leftover: str) -> None:
        self._file = file
        self._leftover = leftover[:LONGEST_NAME].strip() or "Codes"
        self._maker = DraftMaker(file)
        self._colours: dict[str, str] = {}
        self._without_guid = 0
        self._unnamed = 0

    def draft_of(self, tree: QdcTree) -> SchemeDraft:
        """Return the draft of a tree."""
        self._maker.notes.extend(tree.notes)
        homes = self._homes(self._unwrapped(tree.codes), tree)
        for home in homes:
            self._add_family(home)
        for home in homes:
            self._add_codes(home)
        if not homes:
            self._maker.notes.append(f"{self._file} holds no code.")
        self._tell()
        return self._maker.made()

    def _unwrapped(self, tops: list[Node]) -> list[Node]:
        """Take the one code off that some programs put around the whole tree."""
        if len(tops) != 1 or not tops[0].children or _is_codable(tops[0]):
            return tops
        [top] = tops
        known = name_key(top.name) in _WRAPPERS
        holds_groups = any(child.children and not _is_codable(child) for child in top.children)
        if _is_family(top) or not (known or (holds_groups and not top.description.strip())):
            return tops
        self._maker.notes.append(f"{top.name} lies around everything and was taken off.")
        return top.children

    def _homes(self, tops: list[Node], tree: QdcTree) -> list[_Home]:
        """Sort the top codes into families, in the order of the file."""
        homes: dict[str, _Home] = {}
        groups = self._groups(tree)
        met: set[str] = set()
        for top in tops:
            if _is_family(top) or top.children:
                home = homes.setdefault(name_key(self._name(top)), _Home(self._name(top)))
                home.is_invented = False
                if home.node is not None or (_is_codable(top) and not _is_family(top)):
                    # nothing that can be given is lost: it stays a code, with its own below it
                    home.codes.append(top)
                else:
                    home.node, home.parts = top, taken_apart(top.description)
                    home.codes.extend(top.children)
                continue
            group = groups.get(_guid(top), "")
            met.add(group)
            name = group or self._leftover
            home = homes.setdefault(name_key(name), _Home(name, is_invented=not group))
            home.codes.append(top)
        for node, members in tree.sets:
            if node.name not in met:
                self._maker.notes.append(
                    f"The set {node.name} ({counted(len(members), 'code')}) was passed over: "
                    "its codes stay where they stand in the tree."
                )
        return list(homes.values())

    def _groups(self, tree: QdcTree) -> dict[str, str]:
        """Return which set a code is in, by GUID; of several the first."""
        groups: dict[str, str] = {}
        twice = 0
        for node, members in tree.sets:
            for member in members:
                twice += groups.setdefault(_plain_guid(member), node.name) != node.name
        if twice:
            self._maker.notes.append(
                f"{counted(twice, 'code')} in several sets: each was taken into the first of them."
            )
        return groups

    def _add_family(self, home: _Home) -> None:
        said = home.parts.said
        scale = said.get("scale", "").strip().lower()
        place = f"line {home.node.line}" if home.node else ""
        if scale not in ("", *Scale):
            raise fault_in(self._file, place, "Scale", "{scale} is neither nominal nor ordinal.", scale=scale)
        exclusive = said.get("exclusive", "").strip().lower()
        family = NewFamily(
            home.name,
            Scale(scale or Scale.NOMINAL),
            exclusive in _YES,
            said.get("definition", ""),
            said.get("source", ""),
            home.parts.translations.get("name", {}),
            _texts(home.parts, ("definition",)),
            _guid(home.node) if home.node else "",
        )
        unsaid = {"scale": not scale, "exclusive": not exclusive, "family": home.is_invented}
        self._maker.add_family(family, place, frozenset(column for column, is_so in unsaid.items() if is_so))

    def _add_codes(self, home: _Home) -> None:
        """Add a family's codes, parents before their children; nobody's tree is too deep."""
        taken: dict[str, int] = {}
        waiting = [(node, "", "") for node in reversed(home.codes)]
        while waiting:
            node, parent, group = waiting.pop()
            spelled = self._name(node)
            name = self._free_name(spelled, group, taken)
            self._add_code(home, node, name, parent)
            waiting.extend((child, name, spelled) for child in reversed(node.children))

    def _add_code(self, home: _Home, node: Node, name: str, parent: str) -> None:
        parts = taken_apart(node.description)
        said = parts.said
        is_codable, is_retired = _is_codable(node), said.get("retired", "").strip().lower() in _YES
        code = NewCode(
            home.name,
            name,
            parent,
            self._colour(node),
            said.get("shortcut", "").strip(),
            said.get("heading", "").strip().lower() not in _YES if is_retired else is_codable,
            **{text: said.get(text, "") for text in RULE},
            source=said.get("source", ""),
            aliases=self._aliases(node, said),
            names=parts.translations.get("name", {}),
            texts=_texts(parts, RULE),
            is_active=not is_retired,
            guid=self._guid(node),
        )
        unsaid = {"retired": not is_codable and not is_retired, "family": home.is_invented}
        open_ones = frozenset(column for column, is_so in unsaid.items() if is_so)
        self._maker.add_code(code, f"line {node.line}", open_ones)

    def _name(self, node: Node) -> str:
        """Return a name that fits; a longer one stays whole among the code's other names."""
        if not name_key(node.name):
            self._unnamed += 1
            return "Unnamed"
        return node.name if len(node.name) <= LONGEST_NAME else node.name[: LONGEST_NAME - 1].rstrip() + "…"

    def _aliases(self, node: Node, said: Mapping[str, str]) -> tuple[str, ...]:
        own = list(parted(said.get("aliases", "")))
        if len(node.name) > LONGEST_NAME:
            self._maker.notes.append(f"The name {self._name(node)} was cut; whole it stands as another name.")
            own.append(node.name)
        return tuple(own)

    def _free_name(self, name: str, group: str, taken: dict[str, int]) -> str:
        """Return a name the family has not; other programs tell codes apart by where they stand.

        `taken` has the names there are, each with the number to be tried next: a tree may hold thousands.
        """
        free, key = name, name_key(name)
        number = taken.get(key, 2)
        if key in taken and group:
            free = f"{name} ({group})"
        while name_key(free) in taken or len(free) > LONGEST_NAME:
            end = f" ({number})"
            free = name[: LONGEST_NAME - len(end)] + end
            number += 1
        taken.setdefault(name_key(free), 2)
        taken[key] = number
        if free != name:
            self._maker.notes.append(
                f"There are several codes {name} in one family; one is called {free} now."
            )
        return free

    def _colour(self, node: Node) -> str:
        written = node.attributes.get("color", "").strip()
        colour = read_colour(written)
        if written and written.upper() != colour and not _SHORT_COLOUR.fullmatch(written):
            self._colours[written] = colour
        return colour

    def _guid(self, node: Node) -> str:
        guid = _guid(node)
        self._without_guid += not guid
        return guid

    def _tell(self) -> None:
        notes = self._maker.notes
        for written, colour in list(self._colours.items())[:_MOST_TOLD]:
            outcome = f"was read as {colour}" if colour else "was replaced"
            notes.append(f"The colour {written} is not written as #RRGGBB and {outcome}.")
        if (more := len(self._colours) - _MOST_TOLD) > 0:
            notes.append(f"So were {counted(more, 'other colour')}.")
        if self._without_guid:
            notes.append(f"{counted(self._without_guid, 'code')} without a proper GUID: a new one is given.")
        if self._unnamed:
            notes.append(f"{counted(self._unnamed, 'code')} without a name.")


def _is_family(node: Node) -> bool:
    return taken_apart(node.description).said.get("family", "").strip().lower() in _YES


def _is_codable(node: Node) -> bool:
    return node.attributes.get("iscodable", "").strip().lower() not in _NO


def _texts(parts: Parts, fields: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {text: parts.translations[text] for text in fields if text in parts.translations}


def _guid(node: Node) -> str:
    guid = _plain_guid(node.attributes.get("guid", ""))
    return guid if _GUID.fullmatch(guid) else ""


def _plain_guid(written: str) -> str:
    return written.strip().strip("{}").lower()
