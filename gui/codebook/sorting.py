"""Sorting the codings of a code into its parts, one by one; nothing is written before it is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model.ids import CodingId
from core.model.use import CodedText

STAYS = -1


class Sorting:
    """Where one is among the codings, and what was said of each: the place of a part, or `STAYS`."""

    def __init__(self, codings: Sequence[CodedText]) -> None:
        self._codings = codings
        self._said: dict[CodingId, int] = {}
        self.place = 0

    def __len__(self) -> int:
        return len(self._codings)

    @property
    def current(self) -> CodedText | None:
        """Return the coding that is looked at; None behind the last."""
        return self._codings[self.place] if self.place < len(self._codings) else None

    @property
    def said_of_current(self) -> int | None:
        """Return what was said of the coding that is looked at, where one has come back to it."""
        return None if self.current is None else self._said.get(self.current.coding)

    def say(self, part: int) -> None:
        """Sort the coding that is looked at, and go on to the next."""
        if self.current is not None:
            self._said[self.current.coding] = part
            self.place += 1

    def skip(self) -> None:
        """Go on to the next without saying anything."""
        self.place = min(self.place + 1, len(self._codings))

    def back(self) -> None:
        """Go back to the one before."""
        self.place = max(self.place - 1, 0)

    def count(self, part: int) -> int:
        """Return how many were sorted into a part, or are to stay."""
        return sum(1 for said in self._said.values() if said == part)

    @property
    def unsaid(self) -> int:
        """Return of how many nothing was said yet."""
        return len(self._codings) - len(self._said)

    def drop(self, part: int) -> None:
        """Forget a part and what was sorted into it; those behind it move up."""
        self._said = {coding: said - (said > part) for coding, said in self._said.items() if said != part}
        self.place = next(
            (at for at, one in enumerate(self._codings) if one.coding not in self._said), len(self._codings)
        )

    def sorted_into(self) -> Mapping[CodingId, int]:
        """Return the part of each coding that leaves the code."""
        return {coding: said for coding, said in self._said.items() if said != STAYS}
