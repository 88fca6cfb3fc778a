"""What changed from one coding scheme to another, as people would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.model.ids import CodeId
from core.model.scheme import RULE, Code, Family, Scale, Scheme

# the fields whose texts are compared word by word
PROSE = frozenset((*RULE, "aliases", "source"))
_BETWEEN_ALIASES = ", "


class Part(NamedTuple):
    """A part of a scheme: a field of a family or code, in one language; no field means the whole."""

    guid: str
    field: str = ""
    language: str = ""


# why parts of a scheme were changed, oldest reason first
Reasons = Mapping[Part, tuple[str, ...]]


class ChangeKind(StrEnum):
    """What became of a family or code."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REORDERED = "reordered"
    RETIRED = "retired"
    REVIVED = "revived"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """One thing that changed. `name` and `family` are those of now; for what is gone, those it had.

    `family` is blank where the change is about a family itself. `field` is one of a family's or code's,
    or "name"; `language` is blank for the codebook's own. A move has the field "family" or "parent", with
    the names of both; of what was added or removed, `after` or `before` is its definition.
    """

    kind: ChangeKind
    guid: str
    name: str
    family: str
    field: str = ""
    language: str = ""
    before: str = ""
    after: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def is_prose(self) -> bool:
        """Tell whether `before` and `after` are texts to compare word by word."""
        return self.field in PROSE


def difference(before: Scheme, after: Scheme, reasons: Reasons | None = None) -> list[SchemeChange]:
    """Return what changed, family by family in the order of `after`, what is gone last; matched by GUID."""
    return list(_Comparison(before, after, reasons or {}).changes())


class _Comparison:
    """Two schemes side by side."""

    def __init__(self, before: Scheme, after: Scheme, reasons: Reasons) -> None:
        self._old, self._new = _Side(before), _Side(after)
        self._reasons = reasons

    def changes(self) -> Iterator[SchemeChange]:
        for family in self._new.scheme.families:
            old = self._old.families.get(family.guid)
            if old is None:
                yield self._said(ChangeKind.ADDED, family, "", after=family.definition)
            else:
                yield from self._family(old, family)
            yield from self._codes(family)
            if old is not None:
                yield from self._removed_codes(old)
        for old in self._old.scheme.families:
            if old.guid not in self._new.families:
                yield self._said(ChangeKind.REMOVED, old, "", before=old.definition)
                yield from self._removed_codes(old)

    def _family(self, old: Family, new: Family) -> Iterator[SchemeChange]:
        yield from self._fields(_family_fields(old), _family_fields(new), new, "")
        yield from self._order(old, new)

    def _order(self, old: Family, new: Family) -> Iterator[SchemeChange]:
        """Compare the ranks of an ordinal family's codes that it had and has."""
        if new.scale is not Scale.ORDINAL:
            return
        was, now = self._old.codes_in[old.guid], self._new.codes_in[new.guid]
        kept = {code.guid for code in was} & {code.guid for code in now}
        if [code.guid for code in was if code.guid in kept] == [
            code.guid for code in now if code.guid in kept
        ]:
            return
        why = dict.fromkeys(
            reason for code in now for reason in self._reasons.get(Part(code.guid, "position"), ())
        )
        yield SchemeChange(
            ChangeKind.REORDERED,
            new.guid,
            new.name,
            "",
            "position",
            before=_BETWEEN_ALIASES.join(code.name for code in was),
            after=_BETWEEN_ALIASES.join(code.name for code in now),
            reasons=tuple(why),
        )

    def _codes(self, family: Family) -> Iterator[SchemeChange]:
        for code in self._new.codes_in[family.guid]:
            old = self._old.codes.get(code.guid)
            if old is None:
                yield self._said(ChangeKind.ADDED, code, family.name, after=code.definition or code.short)
            elif not self._is_untouched(old, code):
                yield from self._moves(old, code, family.name)
                yield from self._fields(_code_fields(old), _code_fields(code), code, family.name)

    def _is_untouched(self, old: Code, new: Code) -> bool:
        """Tell at little cost of most codes that nothing is to be told of them."""
        return old == new and self._old.places_of(old) == self._new.places_of(new)

    def _moves(self, old: Code, new: Code, family: str) -> Iterator[SchemeChange]:
        """Compare where a code stands; another name of its family or parent is no move."""
        was, now = self._old.places_of(old), self._new.places_of(new)
        for field in ("family", "parent"):
            if was[field].guid != now[field].guid:
                before, after = was[field].name, now[field].name
                yield self._said(ChangeKind.MOVED, new, family, field, before=before, after=after)

    def _removed_codes(self, family: Family) -> Iterator[SchemeChange]:
        for code in self._old.codes_in[family.guid]:
            if code.guid not in self._new.codes:
                yield self._said(ChangeKind.REMOVED, code, family.name, before=code.definition or code.short)

    def _fields(
        self, was: Mapping[_Field, str], now: Mapping[_Field, str], thing: Family | Code, family: str
    ) -> Iterator[SchemeChange]:
        for part in dict.fromkeys((*now, *was)):
            before, after = was.get(part, ""), now.get(part, "")
            if before != after:
                yield self._said(_kind_of(part, after), thing, family, *part, before=before, after=after)

    def _said(
        self,
        kind: ChangeKind,
        thing: Family | Code,
        family: str,
        field: str = "",
        language: str = "",
        *,
        before: str = "",
        after: str = "",
    ) -> SchemeChange:
        why = self._reasons.get(Part(thing.guid, field, language), ())
        return SchemeChange(kind, thing.guid, thing.name, family, field, language, before, after, why)


_Field = tuple[str, str]
_YES, _NO = "yes", "no"
_ACTIVE = ("is_active", "")


class _Place(NamedTuple):
    """A family or a parent, that may be none."""

    guid: str = ""
    name: str = ""


class _Side:
    """One of the two schemes, by GUID."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.families = {family.guid: family for family in scheme.families}
        self.codes = {code.guid: code for code in scheme.codes}
        self._families = {family.id: _Place(family.guid, family.name) for family in scheme.families}
        self._parents: dict[CodeId | None, _Place] = {None: _Place()}
        self.codes_in: dict[str, list[Code]] = {guid: [] for guid in self.families}
        for code in scheme.codes:
            self._parents[code.id] = _Place(code.guid, code.name)
            self.codes_in[self._families[code.family].guid].append(code)

    def places_of(self, code: Code) -> dict[str, _Place]:
        """Return in which family and below which code it stands."""
        return {"family": self._families[code.family], "parent": self._parents[code.parent]}


def _kind_of(part: _Field, after: str) -> ChangeKind:
    if part == _ACTIVE:
        return ChangeKind.REVIVED if after == _YES else ChangeKind.RETIRED
    return ChangeKind.RENAMED if part == ("name", "") else ChangeKind.EDITED


def _code_fields(code: Code) -> dict[_Field, str]:
    """Return what a code says, as text, by field and language, in the order people read it."""
    return {
        ("name", ""): code.name,
        **_by_language("name", code.names),
        _ACTIVE: _claim(code.is_active),
        ("is_codable", ""): _claim(code.is_codable),
        **_texts(code, RULE),
        ("typical_coding", ""): _key(code.typical_coding),
        ("borderline_coding", ""): _key(code.borderline_coding),
        ("aliases", ""): _BETWEEN_ALIASES.join(code.aliases),
        ("colour", ""): code.colour,
        ("shortcut", ""): code.shortcut,
        ("source", ""): code.source,
    }


def _family_fields(family: Family) -> dict[_Field, str]:
    return {
        ("name", ""): family.name,
        **_by_language("name", family.names),
        **_texts(family, ("definition",)),
        ("scale", ""): family.scale.value,
        ("is_exclusive", ""): _claim(family.is_exclusive),
        ("source", ""): family.source,
    }


def _texts(thing: Family | Code, fields: Iterable[str]) -> dict[_Field, str]:
    """Return texts in the codebook's own language, each followed by what it is in others."""
    found: dict[_Field, str] = {}
    for field in fields:
        found[field, ""] = getattr(thing, field)
        found |= _by_language(field, thing.texts.get(field, {}))
    return found


def _by_language(field: str, texts: Mapping[str, str]) -> dict[_Field, str]:
    return {(field, language): texts[language] for language in sorted(texts)}


def _claim(claim: bool) -> str:
    return _YES if claim else _NO


def _key(key: int | None) -> str:
    return "" if key is None else str(key)
