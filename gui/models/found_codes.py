"""Which codes of a scheme fit what somebody types."""

from __future__ import annotations

from collections.abc import Iterable

from core.model.scheme import Code, Family
from core.text.folding import fold

# Part of no name and of nothing typed, so that no find runs from one name into the next
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
        """Return the places of the codes that fit, for each family; its own name brings all its codes."""
        sought = fold(" ".join(words.split()))
        return [
            list(range(len(codes)))
            if sought in family
            else [place for place, names in enumerate(codes) if sought in names]
            for family, codes in self._names
        ]
