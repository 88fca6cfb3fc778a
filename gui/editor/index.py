"""Which codings touch a stretch of text, answered at a cost that follows what is there.

Each coding lies in one bin: the smallest stretch, of sizes growing by eight, that holds it whole. A
question visits the few bins that touch the stretch asked for; adding or removing one coding touches
one bin, however many codings there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from core.model.span import Span
from gui.editor.shown import ShownCoding, reading_order

SLOTS = 3

_FINEST = 9
_GROWTH = 3
# Characters in which the first codings of a stretch are looked for
_FIRST_REACH = 512

Bin = tuple[int, int]


class _Bins:
    """Codings by place."""

    def __init__(self) -> None:
        self._bins: defaultdict[Bin, dict[int, ShownCoding]] = defaultdict(dict)
        self._levels = 1

    def put(self, coding: ShownCoding) -> None:
        bin_ = _bin_of(coding.span)
        self._bins[bin_][coding.id] = coding
        if bin_[0] >= self._levels:
            self._levels = bin_[0] + 1

    def take(self, coding: ShownCoding) -> None:
        self._bins[_bin_of(coding.span)].pop(coding.id, None)

    def touching(self, start: int, end: int) -> Iterator[ShownCoding]:
        for bin_, _ in self._visited(start, end):
            for coding in bin_.values():
                if coding.span.start < end and coding.span.end > start:
                    yield coding

    def count(self, start: int, end: int) -> int:
        return sum(
            len(bin_)
            if is_inside
            else sum(1 for coding in bin_.values() if coding.span.start < end and coding.span.end > start)
            for bin_, is_inside in self._visited(start, end)
        )

    def _visited(self, start: int, end: int) -> Iterator[tuple[dict[int, ShownCoding], bool]]:
        """Yield the bins that touch a stretch, and whether it holds all of the bin."""
        first, last = start >> _FINEST, (end - 1) >> _FINEST
        for level in range(self._levels):
            for number in range(first, last + 1):
                if bin_ := self._bins.get((level, number)):
                    yield bin_, first < number < last
            first, last = first >> _GROWTH, last >> _GROWTH


class CodingIndex:
    """The codings of one source, by place; and the underline each was given (`SLOTS`: none was free).

    `with_memos` holds the ids of those that bear a memo.
    """

    def __init__(self, codings: Iterable[ShownCoding] = ()) -> None:
        self.with_memos: set[int] = set()
        self._by_id: dict[int, ShownCoding] = {}
        self._bins = _Bins()
        self._slots: dict[int, int] = {}
        # Up to where each underline is taken by codings that came in order, and those that did not
        self._free = [0] * SLOTS
        self._apart = _Bins()
        self.extend(sorted(codings, key=reading_order))

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[ShownCoding]:
        return iter(self._by_id.values())

    def get(self, coding_id: int | None) -> ShownCoding | None:
        """Return a coding, or None if it is not shown."""
        return None if coding_id is None else self._by_id.get(coding_id)

    def add(self, coding: ShownCoding) -> None:
        """Add a coding, or show one anew; the others keep their underlines."""
        self.remove(coding.id)
        self._slots[coding.id] = self._free_slot(coding)
        self._apart.put(coding)
        self._place(coding)

    def extend(self, codings: Iterable[ShownCoding]) -> list[ShownCoding]:
        """Add many codings in order of their starts, behind all that came so; returns what is new or other.

        It is much faster than one by one. A coding that is here already is shown anew.
        """
        added = []
        for coding in codings:
            known = self._by_id.get(coding.id)
            if known == coding:
                continue
            if known is not None:
                self.add(coding)
            else:
                self._slots[coding.id] = self._slot_in_order(coding)
                self._place(coding)
            added.append(coding)
        return added

    def remove(self, coding_id: int) -> ShownCoding | None:
        """Take a coding out and return it; what found no underline beside it may get its place."""
        coding = self._by_id.pop(coding_id, None)
        if coding is None:
            return None
        self.with_memos.discard(coding_id)
        self._apart.take(coding)
        self._bins.take(coding)
        if self._slots.pop(coding_id) < SLOTS:
            for other in self._bins.touching(coding.span.start, coding.span.end):
                if self._slots[other.id] == SLOTS:
                    self._take(other)
        return coding

    def slot(self, coding_id: int) -> int:
        """Return which underline a coding has, counted from the text; `SLOTS` if none."""
        return self._slots[coding_id]

    def slots(self, codings: Iterable[ShownCoding]) -> dict[int, int]:
        """Return the underline of each of some codings, by its id."""
        known = self._slots
        return {coding.id: known[coding.id] for coding in codings}

    def touching(self, start: int, end: int) -> list[ShownCoding]:
        """Return the codings with a character in `[start, end)`, in reading order."""
        return sorted(self._bins.touching(start, end), key=reading_order) if end > start else []

    def first_touching(self, start: int, end: int, most: int) -> list[ShownCoding]:
        """Return the first of what `touching` returns, at a cost that does not grow with the others."""
        reach = _FIRST_REACH
        while start + reach < end:
            # Whatever begins further on comes later
            found = self.touching(start, start + reach)
            if len(found) >= most:
                return found[:most]
            reach *= 2
        return self.touching(start, end)[:most]

    def count(self, start: int, end: int) -> int:
        """Return how many codings have a character in `[start, end)`."""
        return self._bins.count(start, end) if end > start else 0

    def last_by_slot(self, start: int, end: int) -> dict[int, ShownCoding]:
        """Return for each underline the coding in `[start, end)` that begins last; no need to sort all."""
        found: dict[int, ShownCoding] = {}
        for coding in self._bins.touching(start, end):
            slot = self._slots[coding.id]
            known = found.get(slot)
            if known is None or (known.span.start, known.id) < (coding.span.start, coding.id):
                found[slot] = coding
        return found

    def _place(self, coding: ShownCoding) -> None:
        self._by_id[coding.id] = coding
        self._bins.put(coding)
        if coding.has_memo:
            self.with_memos.add(coding.id)

    def _slot_in_order(self, coding: ShownCoding) -> int:
        """Return the underline of a coding that came in order, beside those that did not."""
        start, end = coding.span.start, coding.span.end
        if next(self._apart.touching(start, end), None) is not None:
            return self._take(coding)
        for slot in range(SLOTS):
            if self._free[slot] <= start:
                self._free[slot] = end
                return slot
        return SLOTS

    def _take(self, coding: ShownCoding) -> int:
        """Give a coding an underline that is free where it stands, and keep it from what comes later."""
        slot = self._slots[coding.id] = self._free_slot(coding)
        if slot < SLOTS:
            self._free[slot] = max(self._free[slot], coding.span.end)
        return slot

    def _free_slot(self, coding: ShownCoding) -> int:
        taken = {
            self._slots[other.id]
            for other in self._bins.touching(coding.span.start, coding.span.end)
            if other.id != coding.id
        }
        return next((slot for slot in range(SLOTS) if slot not in taken), SLOTS)


def _bin_of(span: Span) -> Bin:
    first, last = span.start >> _FINEST, (span.end - 1) >> _FINEST
    level = ((first ^ last).bit_length() + _GROWTH - 1) // _GROWTH
    return level, first >> (_GROWTH * level)
