"""The family *Open codes*, which takes the codes that are made while coding."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.scheme.adding import add_to_scheme
from core.commands.scheme.checks import code_name, storable
from core.commands.scheme.new import NewCode, NewFamily
from core.errors import InvalidInput
from core.model.ids import CodeId
from core.model.scheme import OPEN_CODES, Code, Family, Scheme
from core.queries.schemes import scheme
from core.storage.writer import Writer
from core.text.folding import fold


@dataclass(frozen=True, slots=True)
class AddOpenCode:
    """Add a code of this name to the family *Open codes*, which is made with its first code."""

    name: str
    title = "Add code"

    def apply(self, writer: Writer) -> None:
        """Write the code; raises `InvalidInput` where the family has one that readers take for the same."""
        name = checked_name(self.name)
        known = writer.ask(scheme)
        if (there := _named(known, name)) is not None:
            raise InvalidInput("The family has a code {name} already.", name=there.name)
        _add(writer, known, name)


def open_code(writer: Writer, name: str) -> CodeId:
    """Return the open code of this name, compared as readers would; it is made if it is not there."""
    name = checked_name(name)
    known = writer.ask(scheme)
    there = _named(known, name)
    return there.id if there is not None else _add(writer, known, name)


def checked_name(name: str) -> str:
    """Return the name on one line; it may be words of a text, with line ends and other white space."""
    name = code_name(" ".join(storable(name).split()), {})
    if not fold(name).strip():
        raise InvalidInput("A code needs a name.")
    return name


def _family(known: Scheme) -> Family | None:
    return next((one for one in known.families if one.is_open), None)


def _named(known: Scheme, name: str) -> Code | None:
    """Return the code of exactly this name before one that only reads alike."""
    family = _family(known)
    if family is None:
        return None
    alike = [one for one in known.codes_of(family.id) if fold(one.name) == fold(name)]
    return next((one for one in alike if one.name == name), alike[0] if alike else None)


def _add(writer: Writer, known: Scheme, name: str) -> CodeId:
    family = _family(known)
    if family is not None:
        return add_to_scheme(writer, (), (NewCode(family.name, name),))[family.name, name]
    made = NewFamily(OPEN_CODES, names={"ar": "رموز مفتوحة"})
    return add_to_scheme(writer, (made,), (NewCode(made.name, name),))[made.name, name]
