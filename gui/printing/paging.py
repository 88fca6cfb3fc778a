"""Filling pages: where each row comes to stand, with nothing parted that belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gui.printing.setting import Piece

# a paragraph that is parted leaves at least so many rows on either side
_FEWEST_ROWS = 2
# as many pieces are looked at to keep a heading with what follows
_LONGEST_CHAIN = 12
# a longer paragraph is parted where it must be, whatever it should be kept with
_MOST_KEPT_ROWS = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """Some rows of a piece on a page; `top` is that of the first, below the page's head."""

    piece: Piece
    first: int
    end: int
    top: float


Page = list[Placed]


class Pages:
    """Takes pieces one after another and lays them on pages of one height."""

    def __init__(self, height: float) -> None:
        self.pages: list[Page] = [[]]
        self._height = height
        self._at = 0.0

    def fill(self, pieces: Sequence[Piece]) -> None:
        """Place all pieces."""
        for number, piece in enumerate(pieces):
            is_begun = bool(self.pages[-1])
            if is_begun and (piece.begins_page or self._needed(pieces, number) > self._height - self._at):
                self._turn(piece)
            self._place(piece)

    def _needed(self, pieces: Sequence[Piece], number: int) -> float:
        """Return the room that a piece takes with as much of those it is kept with as has to follow."""
        room = 0.0
        for piece in pieces[number : number + _LONGEST_CHAIN]:
            room += piece.before
            if not piece.keeps or len(piece.rows) > _MOST_KEPT_ROWS:
                return room + sum(piece.heights[: _fewest(len(piece.heights))])
            room += sum(piece.heights) + piece.after
        return room

    def _turn(self, piece: Piece) -> None:
        self.pages.append([])
        self._at = 0.0
        if piece.head is not None:
            self._put(piece.head, 0, len(piece.head.rows))
            self._at += piece.head.after

    def _place(self, piece: Piece) -> None:
        self._at += piece.before if self.pages[-1] else min(piece.before, _SUNK * self._is_first)
        first = 0
        while first < len(piece.rows):
            end = self._reach(piece, first)
            self._put(piece, first, end)
            first = end
            if first < len(piece.rows):
                self._turn(piece)
        self._at += piece.after

    @property
    def _is_first(self) -> bool:
        return len(self.pages) == 1

    def _reach(self, piece: Piece, first: int) -> int:
        """Return the row before which the page has to be turned, or the number of rows."""
        room = self._height - self._at
        end = first
        for height in piece.heights[first:]:
            room -= height
            if room < 0:
                break
            end += 1
        left = len(piece.rows) - end
        if 0 < left < _FEWEST_ROWS:
            end -= _FEWEST_ROWS - left
        # a page always takes a row, however low the pages are
        return max(end, first + 1)

    def _put(self, piece: Piece, first: int, end: int) -> None:
        self.pages[-1].append(Placed(piece, first, end, self._at))
        self._at += sum(piece.heights[first:end])


# room before a piece counts at the head of the first page alone, where it sets the title down
_SUNK = float("inf")


def _fewest(rows: int) -> int:
    """Return how many rows must stand on the page where a piece begins."""
    return rows if rows < 2 * _FEWEST_ROWS else _FEWEST_ROWS
