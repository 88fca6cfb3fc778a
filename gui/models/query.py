"""Holding what somebody types against names, folded once and compared often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.model.scheme import Code, Family
from core.text.folding import fold

# How well a name fits what was typed, the best first
BEGINS, WORDS_BEGIN, HOLDS, WITH_OTHER_NAMES = range(4)


def ready(name: str) -> str:
    """Return a name folded and behind a space: then `" word"` is in it where one of its words begins so."""
    return " " + " ".join(fold(name).split())


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, folded once for all the names it is held against; it is false when it is empty."""

    typed: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, words: str) -> Query:
        """Make a query of what stands in a field."""
        typed = ready(words)
        return cls(typed, tuple(typed.split()))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def is_in(self, ready_text: str) -> bool:
        """Tell whether every word that was typed is somewhere in a text."""
        return all(part in ready_text for part in self.parts)

    def merit_of(self, ready_name: str) -> int | None:
        """Return how well a name fits: the lower the better, None where it does not.

        A name that begins with what was typed comes before one with words that do, in whatever
        order, and that before one that holds it anywhere.
        """
        if not self.is_in(ready_name):
            return None
        if ready_name.startswith(self.typed):
            return BEGINS
        return WORDS_BEGIN if all(f" {part}" in ready_name for part in self.parts) else HOLDS


@dataclass(frozen=True, slots=True)
class CodeNames:
    """A code as it is looked for: its own names, and all that it may be found by, its family's too.

    `lines` holds its own names, each behind a line end, so that one look goes through all of them. Words of
    the family's, in `family`, count from their beginning: a letter inside one would bring all its codes.
    """

    names: tuple[str, ...]
    ready_names: tuple[str, ...]
    lines: str
    family: str

    @classmethod
    def of(cls, code: Code, family: Family) -> CodeNames:
        """Make a code's names ready."""
        names = (code.name, *code.names.values(), *code.aliases)
        ready_names = tuple(map(ready, names))
        return cls(names, ready_names, _lined(ready_names), _lined(ready_names_of(family)))

    def merit_for(self, query: Query) -> int | None:
        """Return how well the best of the names fits, or None where the code is not found at all."""
        if len(query.parts) == 1:  # most keys; no name need be taken by itself then
            return self._merit_for_one(query)
        if not all(part in self.lines or f" {part}" in self.family for part in query.parts):
            return None
        merits = [merit for name in self.ready_names if (merit := query.merit_of(name)) is not None]
        return min(merits, default=WITH_OTHER_NAMES)

    def _merit_for_one(self, query: Query) -> int | None:
        if query.parts[0] not in self.lines:
            return WITH_OTHER_NAMES if query.typed in self.family else None
        if query.typed not in self.lines:
            return HOLDS
        return BEGINS if f"\n{query.typed}" in self.lines else WORDS_BEGIN

    def found_by(self, query: Query) -> int:
        """Return the place of the name that a code was found by: its own, 0, where that would have done."""
        places = (place for place, name in enumerate(self.ready_names) if query.is_in(name))
        return next(places, 0)


def _lined(names: Iterable[str]) -> str:
    return "".join(f"\n{name}" for name in names)


def ready_names_of(family: Family) -> tuple[str, ...]:
    """Return what a family is called in every language, made ready."""
    return tuple(map(ready, (family.name, *family.names.values())))
