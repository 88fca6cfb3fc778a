"""Which codes, sources and acts fit what somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from core.model.ids import CodeId
from core.model.scheme import Scheme
from gui.models.codes import ranks_of
from gui.models.entries import Entry
from gui.models.query import CodeNames, Query, ready

T = TypeVar("T")


def best_first(words: str, things: Iterable[T], names_of: Callable[[T], Sequence[str]]) -> list[T]:
    """Return the things one of whose names holds all the words, the likeliest first.

    Equals keep the order they came in. Letters are compared folded.
    """
    query = Query.of(words)
    if not query:
        return list(things)
    found: list[tuple[int, int, T]] = []
    for number, thing in enumerate(things):
        merits = [merit for name in names_of(thing) if (merit := query.merit_of(ready(name))) is not None]
        if merits:
            found.append((min(merits), number, thing))
    return [thing for _, _, thing in sorted(found, key=lambda one: one[:2])]


class CodeFinder:
    """The codes of a scheme, made ready once, so that each further letter costs no more than looking.

    A code is found by its name, its names in other languages and its aliases, and with the help of
    its family's: "motive pay" finds *Pay* among the motives.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.entries: dict[CodeId, Entry] = code_entries(scheme)
        families = {family.id: family for family in scheme.families}
        self._known = [
            (code.id, CodeNames.of(code, families[code.family]))
            for code in scheme.codes
            if code.id in self.entries
        ]
        self._called = {name for _, names in self._known for name in names.ready_names}
        self._by_other_names: dict[tuple[CodeId, int], Entry] = {}

    def found(self, words: str, first: Sequence[CodeId] = ()) -> list[Entry]:
        """Return the entries that fit, the likeliest first; among equals those named in `first` lead.

        One that was found by another of its names says by which.
        """
        query = Query.of(words)
        if not query:
            return list(self.entries.values())
        places = {code: place for place, code in enumerate(first)}
        hits: list[tuple[int, int, int]] = []
        for number, (code, names) in enumerate(self._known):
            if (merit := names.merit_for(query)) is not None:
                hits.append((merit, places.get(code, len(places)), number))
        return [self._entry(number, query) for _, _, number in sorted(hits)]

    def has(self, words: str) -> bool:
        """Tell whether some code is called just so, read as a reader would."""
        return ready(words) in self._called

    def _entry(self, number: int, query: Query) -> Entry:
        code, names = self._known[number]
        entry, place = self.entries[code], names.found_by(query)
        if not place:
            return entry
        if (code, place) not in self._by_other_names:
            detail = f"{names.names[place]} · {entry.detail}"
            self._by_other_names[code, place] = replace(entry, detail=detail)
        return self._by_other_names[code, place]


def code_entries(scheme: Scheme) -> dict[CodeId, Entry]:
    """Return an entry for every code that can be given, in the order of the scheme."""
    entries: dict[CodeId, Entry] = {}
    for family in scheme.families:
        codes = scheme.codes_of(family.id)
        ranks = ranks_of(family, codes)
        for code in codes:
            if code.is_active and code.is_codable:
                entries[code.id] = Entry(
                    code.name,
                    detail=family.name,
                    payload=code,
                    colour=code.colour,
                    rank=ranks.get(code.id, 0),
                    keys=code.shortcut,
                    note=code.short,
                )
    return entries
