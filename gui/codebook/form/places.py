"""Which words of a code or a family a field of the form shows, and what an edit of them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.commands.scheme import EditCode, EditFamily
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Family, Scheme

Thing = Code | Family
Key = tuple[type[Thing], CodeId | FamilyId]

# the codebook's own language has no letters: whatever people write there is it
OWN = ""
ARABIC = "ar"
_BETWEEN_ALIASES = re.compile(r"[,|،;؛\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """A field, in the codebook's own language or in another."""

    field: str
    language: str = OWN

    def words(self, thing: Thing) -> str:
        """Return what stands there."""
        if self.field == "aliases":
            return _joined(getattr(thing, "aliases", ()))
        if not self.language:
            return str(getattr(thing, self.field))
        if self.field == "name":
            return thing.names.get(self.language, "")
        return thing.texts.get(self.field, {}).get(self.language, "")

    def values(self, thing: Thing, words: str) -> Mapping[str, object]:
        """Return what an edit has to say so that these words stand there; all other languages stay."""
        if self.field == "aliases":
            return {"aliases": aliases_in(words)}
        if not self.language:
            return {self.field: words}
        if self.field == "name":
            return {"names": {**thing.names, self.language: words}}
        said = {**thing.texts.get(self.field, {}), self.language: words}
        return {"texts": {**thing.texts, self.field: said}}


def key_of(thing: Thing) -> Key:
    """Return what names a code or a family among all of both."""
    return type(thing), thing.id


def thing_at(scheme: Scheme, key: Key) -> Thing | None:
    """Return the code or family as it is now; None where it is gone."""
    things: Iterable[Thing] = scheme.codes if key[0] is Code else scheme.families
    return next((thing for thing in things if thing.id == key[1]), None)


def edit_of(thing: Thing, values: Mapping[str, object], reason: str) -> EditCode | EditFamily:
    """Return the act that changes some fields."""
    if isinstance(thing, Code):
        return EditCode(thing.id, values, reason)
    return EditFamily(thing.id, values, reason)


def aliases_in(words: str) -> tuple[str, ...]:
    """Return the names that a line of them holds, between commas, bars or semicolons of any script."""
    return tuple(part.strip() for part in _BETWEEN_ALIASES.split(words) if part.strip())


def languages_in(scheme: Scheme) -> list[str]:
    """Return the other languages in which the scheme says anything, and Arabic in any case, Arabic first."""
    met = {ARABIC}
    things: list[Thing] = [*scheme.families, *scheme.codes]
    for thing in things:
        met.update(thing.names)
        for said in thing.texts.values():
            met.update(said)
    return [ARABIC, *sorted(met - {ARABIC})]


def _joined(aliases: Iterable[str]) -> str:
    return ", ".join(aliases)
