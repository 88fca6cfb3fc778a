"""Acts about the people who code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import InvalidInput
from core.model.coding import CoderKind
from core.model.ids import CoderId
from core.queries.coders import coders
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class AddCoder:
    """Let one more person, program or consensus code in this project."""

    name: str
    kind: CoderKind = CoderKind.PERSON
    title = "Add coder"

    def apply(self, writer: Writer) -> None:
        """Store the trimmed name and find a letter for the margin."""
        add_coder(writer, self.name, self.kind)


@dataclass(frozen=True, slots=True)
class RenameCoder:
    """Give a coder another name; the codings stay theirs."""

    coder: CoderId
    name: str
    title = "Rename coder"

    def apply(self, writer: Writer) -> None:
        """Store the trimmed name."""
        others = [coder.name for coder in writer.ask(coders) if coder.id != self.coder]
        writer.update("coder", self.coder, {"name": _free_name(self.name, others)})


def add_coder(writer: Writer, name: str, kind: CoderKind = CoderKind.PERSON) -> CoderId:
    """Write a coder's row; raises `InvalidInput` for a name that is empty or taken."""
    known = writer.ask(coders)
    name = _free_name(name, (coder.name for coder in known))
    letter = _letter(name, {coder.letter for coder in known})
    row = {"name": name, "kind": kind.value, "letter": letter, "created": writer.now}
    return CoderId(writer.insert("coder", row))


def consensus_layer(writer: Writer, name: str) -> CoderId:
    """Return the layer of the consensus; where there is none yet it is made, by this name."""
    layers = (coder.id for coder in writer.ask(coders) if coder.kind is CoderKind.CONSENSUS)
    return next(layers, None) or add_coder(writer, name, CoderKind.CONSENSUS)


def _free_name(name: str, taken: Iterable[str]) -> str:
    name = name.strip()
    if not name:
        raise InvalidInput("A coder needs a name.")
    for other in taken:
        if other.casefold() == name.casefold():
            raise InvalidInput("There is a coder {name} already.", name=other)
    return name


def _letter(name: str, taken: set[str]) -> str:
    """Return a short sign no other coder has: the initial of the last word, else more of the name."""
    words = name.split()
    tries = [words[-1][0], words[0][0], *(word[:2] for word in reversed(words)), name[:3]]
    for sign in (part.upper() for part in tries):
        if sign not in taken:
            return sign
    number = 2
    while f"{words[-1][0].upper()}{number}" in taken:
        number += 1
    return f"{words[-1][0].upper()}{number}"
