"""A scheme as a file tells it, before it meets a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.commands.scheme import NewCode, NewFamily
from core.commands.scheme.checks import colour as checked_colour
from core.commands.scheme.checks import on_a_circle, spelled, storable
from core.errors import InvalidInput
from core.model.scheme import LONGEST_NAME, RULE, name_key

Place = tuple[str, str]
"""A family's name and a code's; the code is empty where the family itself is meant."""

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SchemeDraft:
    """Families and codes in the file's order; a code's parent may be one that only the project has.

    `notes` are sentences about what was passed over or altered, `places` says where in the file something
    stands ("row 4"), and `unsaid` which fields the file leaves open although a `NewCode` has a value there.
    """

    name: str = ""
    families: tuple[NewFamily, ...] = ()
    codes: tuple[NewCode, ...] = ()
    notes: tuple[str, ...] = ()
    places: Mapping[Place, str] = field(default_factory=dict)
    unsaid: Mapping[Place, frozenset[str]] = field(default_factory=dict)

    def fault(self, place: Place, column: str, template: str, **parameters: object) -> InvalidInput:
        """Make the error that names file, place and field before it says what is wrong."""
        return fault_in(self.name, self.places.get(place, ""), column, template, **parameters)

    def is_open(self, place: Place, column: str) -> bool:
        """Tell whether the file says nothing of this field."""
        return column in self.unsaid.get(place, _NOTHING)


def fault_in(file: str, place: str, column: str, template: str, **parameters: object) -> InvalidInput:
    """Make the error that names a file, the place in it where that is known, and the field."""
    begin = "{file}, {place}, field {field}: " if place else "{file}, field {field}: "
    return InvalidInput(begin + template, file=file, place=place, field=column, **parameters)


class DraftMaker:
    """Takes families and codes as they are read, and refuses at once what cannot be."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.notes: list[str] = []
        self._families: dict[str, NewFamily] = {}
        self._codes: dict[Place, NewCode] = {}
        self._places: dict[Place, str] = {}
        self._unsaid: dict[Place, frozenset[str]] = {}
        self._guids: dict[tuple[str, str], str] = {}

    def add_family(self, family: NewFamily, place: str, unsaid: frozenset[str] = _NOTHING) -> None:
        """Take a family; raises `InvalidInput` for a name that is taken or none."""
        family = _storable_family(family)
        self._check_length(family.name, place, "family")
        known = self._families.get(name_key(family.name))
        if known is not None:
            raise self._fault(
                place, "family", "There is a family {other} already. Write it alike.", other=known.name
            )
        family = replace(family, guid=self._own_guid("family", family.name, family.guid))
        self._families[name_key(family.name)] = family
        self._keep((family.name, ""), place, unsaid)

    def add_code(self, code: NewCode, place: str, unsaid: frozenset[str] = _NOTHING) -> None:
        """Take a code of a family that was taken before or comes later."""
        code = _storable_code(code)
        self._check_length(code.name, place, "code")
        key = code.family, name_key(code.name)
        if key in self._codes:
            first = self._places.get((code.family, self._codes[key].name), "")
            raise self._fault(
                place,
                "code",
                "{other} makes the code {code} already.",
                other=first[:1].upper() + first[1:] or "The file",
                code=code.name,
            )
        if len(code.shortcut) > 1:
            raise self._fault(place, "shortcut", "{shortcut} is no single character.", shortcut=code.shortcut)
        guid = self._own_guid("code", code.name, code.guid)
        self._codes[key] = replace(code, colour=self._colour(code.colour, place), guid=guid)
        self._keep((code.family, code.name), place, unsaid)

    def made(self) -> SchemeDraft:
        """Return the draft; raises `InvalidInput` for codes that lie below themselves.

        Parents are looked up in the file alone: whether the project has the others is for the plan to say.
        """
        codes = tuple(self._with_parent_spelled_alike(code) for code in self._codes.values())
        draft = SchemeDraft(
            self.name,
            tuple(self._families.values()),
            codes,
            (*self.notes, *_shortcuts_used_twice(codes)),
            self._places,
            self._unsaid,
        )
        _check_circles(draft)
        return draft

    def _keep(self, key: Place, place: str, unsaid: frozenset[str]) -> None:
        if place:
            self._places[key] = place
        if unsaid:
            self._unsaid[key] = unsaid

    def _own_guid(self, kind: str, name: str, guid: str) -> str:
        """Let nobody bear another's GUID: a row that was copied in a spreadsheet brings its model's along."""
        if not guid:
            return ""
        if (kind, guid) in self._guids:
            bearer = self._guids[kind, guid]
            self.notes.append(f"{name} bears the GUID of {bearer} and gets one of its own.")
            return ""
        self._guids[kind, guid] = name
        return guid

    def _colour(self, written: str, place: str) -> str:
        try:
            return checked_colour(written) if written else ""
        except InvalidInput as error:
            raise self._fault(place, "colour", error.template, **error.parameters) from error

    def _check_length(self, name: str, place: str, column: str) -> None:
        if not name_key(name):
            raise self._fault(place, column, "A name must not be empty.")
        if len(name) > LONGEST_NAME:
            raise self._fault(
                place,
                column,
                "This name has {length} characters; {most} is the most. Put the rest into the definition.",
                length=f"{len(name):,}",
                most=LONGEST_NAME,
            )

    def _with_parent_spelled_alike(self, code: NewCode) -> NewCode:
        parent = self._codes.get((code.family, name_key(code.parent))) if code.parent else None
        return code if parent is None else replace(code, parent=parent.name)

    def _fault(self, place: str, column: str, template: str, **parameters: object) -> InvalidInput:
        return fault_in(self.name, place, column, template, **parameters)


def _storable_family(family: NewFamily) -> NewFamily:
    return replace(
        family,
        name=spelled(family.name),
        definition=storable(family.definition),
        source=storable(family.source),
        names=_storable_all(family.names),
        texts={text: _storable_all(said) for text, said in family.texts.items()},
    )


def _storable_code(code: NewCode) -> NewCode:
    rule: dict[str, Any] = {text: storable(getattr(code, text)) for text in RULE}
    return replace(
        code,
        family=spelled(code.family),
        name=spelled(code.name),
        parent=spelled(code.parent),
        **rule,
        shortcut=storable(code.shortcut),
        source=storable(code.source),
        aliases=tuple(map(storable, code.aliases)),
        names=_storable_all(code.names),
        texts={text: _storable_all(said) for text, said in code.texts.items()},
    )


def _storable_all(said: Mapping[str, str]) -> dict[str, str]:
    return {language: storable(words) for language, words in said.items()}


def _check_circles(draft: SchemeDraft) -> None:
    parents = {(code.family, code.name): (code.family, code.parent) for code in draft.codes if code.parent}
    if (at := on_a_circle(parents)) is not None:
        raise draft.fault(at, "parent", "{code} is its own parent, by way of others.", code=at[1])


def _shortcuts_used_twice(codes: Iterable[NewCode]) -> list[str]:
    bearers: dict[str, list[str]] = {}
    for code in codes:
        if code.shortcut:
            bearers.setdefault(code.shortcut, []).append(code.name)
    return [
        f"The shortcut {shortcut} stands at several codes: {', '.join(names)}."
        for shortcut, names in bearers.items()
        if len(names) > 1
    ]
