"""Which codes, sources and acts fit what somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from core.model.ids import CodeId
from core.model.scheme import Scheme
from core.text.folding import fold
from gui.models.codes import ranks_of, words_of
from gui.models.entries import Entry

T = TypeVar("T")


def best_first(words: str, things: Iterable[T], names_of: Callable[[T], Sequence[str]]) -> list[T]:
    """Return the things one of whose names holds all the words, the likeliest first.

    A name that begins with what was typed comes before one with a word that does, and that before
    one that holds it anywhere; equals keep the order they came in. Letters are compared folded.
    """
    typed = fold(words.strip())
    if not typed:
        return list(things)
    found: list[tuple[int, int, T]] = []
    for number, thing in enumerate(things):
        merits = [merit for name in names_of(thing) if (merit := _merit(typed, fold(name))) is not None]
        if merits:
            found.append((min(merits), number, thing))
    return [thing for _, _, thing in sorted(found, key=lambda one: one[:2])]


def _merit(typed: str, name: str) -> int | None:
    if name.startswith(typed):
        return 0
    words = name.split()
    parts = typed.split()
    if all(any(word.startswith(part) for word in words) for part in parts):
        return 1
    return 2 if all(part in name for part in parts) else None


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
                )
    return entries


def found_codes(words: str, entries: dict[CodeId, Entry], scheme: Scheme) -> list[Entry]:
    """Return the entries of the codes that fit, by any of their names in any language."""
    known = [code for code in scheme.codes if code.id in entries]
    return [entries[code.id] for code in best_first(words, known, words_of)]
