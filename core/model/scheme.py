"""The coding scheme: families and codes with everything a coder needs to decide."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize

from core.model.ids import CodeId, CodingId, FamilyId, VersionId
from core.text.folding import fold

Key = TypeVar("Key", bound=Hashable)

# the family that takes the codes which are made while coding
OPEN_CODES = "Open codes"
# the fields of a code that say when to give it, in the order people read them
RULE = ("short", "definition", "include", "exclude", "typical", "borderline")
# those of them that decide whether words bear the code; a typical example only shows it
DECIDING = ("short", "definition", "include", "exclude", "borderline")
# in code points; what is made from words of a text could be a whole page
LONGEST_NAME = 500


# the soft hyphen, the empty space, and marks of direction that come along with pasted Arabic; what joins or
# parts letters shows
_UNSEEN = dict.fromkeys(
    (0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)


def name_key(name: str) -> str:
    """Return what two names share that are one name to a reader: any case, letters composed or not.

    Marks that nobody sees do not count; a name of nothing else has none.
    """
    if not name.isascii():
        name = name.translate(_UNSEEN)
    return normalize("NFC", normalize("NFC", name.strip()).casefold())


def on_circles(parents: Mapping[Key, Key]) -> list[Key]:
    """Return those that are their own parents, at once or by way of others.

    Every way up is walked once, so a chain of thousands costs no more than its length.
    """
    found: list[Key] = []
    walked: set[Key] = set()
    for start in parents:
        way: list[Key] = []
        at: Key | None = start
        while at is not None and at not in walked:
            walked.add(at)
            way.append(at)
            at = parents.get(at)
        if at in way:
            found.extend(way[way.index(at) :])
    return found


class Scale(StrEnum):
    """How the codes of a family relate: as names, or in the order they are listed."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Family:
    """The codes of one question; one domain of agreement.

    `exclusive` points out a second code on the same characters, and does not forbid it.
    `names` are names in other languages, by language ("ar"); `texts` other texts ("definition") in other
    languages, by field and language.
    """

    id: FamilyId
    guid: str
    name: str
    scale: Scale
    is_exclusive: bool
    position: int
    definition: str = ""
    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Tell whether it takes the codes that are made while coding."""
        return fold(self.name) == fold(OPEN_CODES)


def asked_of(families: Iterable[Family], answered: Collection[FamilyId]) -> list[Family]:
    """Return the families a source has to be done in, of which some are answered already.

    *Open codes* comes to be with any word that is made a code, and nobody planned to go through the sources
    for it: it counts where somebody said how far they are in it, and where there is no other family.
    """
    known = list(families)
    return [one for one in known if one.id in answered or not one.is_open] or known


@dataclass(frozen=True, slots=True)
class Code:
    """A named concept with its rule: definitions, what to include and exclude, examples.

    `colour` is `#RRGGBB` as in `core.model.colours`; `version` is the codebook version the code
    was added in; a retired code (`is_active` false) takes no new codings. `names` and `texts` are in other
    languages, as a family's; `texts` may hold any field of `RULE`.
    """

    id: CodeId
    guid: str
    family: FamilyId
    parent: CodeId | None
    name: str
    colour: str
    position: int
    version: VersionId
    is_codable: bool = True
    is_active: bool = True
    shortcut: str = ""
    short: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    typical: str = ""
    borderline: str = ""
    typical_coding: CodingId | None = None
    borderline_coding: CodingId | None = None
    source: str = ""
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole coding scheme in the order people see: families, and their codes with parents first."""

    families: tuple[Family, ...]
    codes: tuple[Code, ...]

    def codes_of(self, family: FamilyId) -> list[Code]:
        """Return the family's codes in their order."""
        return [code for code in self.codes if code.family == family]
