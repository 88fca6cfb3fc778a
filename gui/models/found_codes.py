"""Which codes of a scheme fit what somebody types."""

from __future__ import annotations

from collections.abc import Iterable

from core.model.scheme import Code, Family
from core.text.folding import fold

# Part of no word that is typed, so that no find runs from one name into the next
_BETWEEN = "\n"


def words_of(code: Code) -> tuple[str, ...]:
    """Return everything a code is called: its name, its names in other languages, its aliases."""
    return (code.name, *code.names.values(), *code.aliases)


class FoldedNames:
    """The names of a scheme without accents, vowel marks and letter forms: folded once, asked at each key."""

    def __init__(self, scheme: Iterable[tuple[Family, Iterable[Code]]]) -> None:
        self._names = [
            (
                fold(_BETWEEN.join((family.name, *family.names.values()))),
                [fold(_BETWEEN.join(words_of(code))) for code in codes],
            )
            for family, codes in scheme
        ]

    def fitting(self, words: str) -> list[list[int]]:
        """Return the places of the codes that fit, for each family; its own name brings all its codes.

        The words may stand in any order, as in the picker.
        """
        parts = fold(words).split()
        return [
            list(range(len(codes))) if _holds(family, parts) else _places(codes, parts)
            for family, codes in self._names
        ]


def _places(codes: list[str], parts: list[str]) -> list[int]:
    """Narrow the places down part by part: asked of every name at every letter."""
    places = list(range(len(codes)))
    for part in parts:
        places = [place for place in places if part in codes[place]]
    return places


def _holds(names: str, parts: list[str]) -> bool:
    return all(part in names for part in parts)
