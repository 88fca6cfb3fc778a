"""Which codings touch a stretch of text, answered at a cost that follows what is there.

Each coding lies in one bin: the smallest stretch, of sizes growing by eight, that holds it whole. A
question visits the few bins that touch the stretch asked for; adding or removing one coding touches
one bin, however many codings there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from core.model.span import Span
from gui.editor.shown import ReadingOrder, ShownCoding, reading_order

SLOTS = 3

_FINEST = 9
_GROWTH = 3
_FIRST_REACH = 1_024
_FEW_APART = 32

Bin = tuple[int, int]


class CodingIndex:
    """The codings of one source, by place; and the underline each was given (`SLOTS`: none was free)."""

    def __init__(self, codings: Iterable[ShownCoding] = ()) -> None:
        self._by_id: dict[int, ShownCoding] = {}
        self._bins: defaultdict[Bin, dict[int, ShownCoding]] = defaultdict(dict)
        self._slots: dict[int, int] = {}
        # Those added one by one, while the others still come in
        self._apart: dict[int, ShownCoding] = {}
        self._free = [0] * SLOTS
        self._levels = 1
        self._end = 0
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
        self._apart[coding.id] = coding
        self._place(coding)

    def extend(self, codings: Iterable[ShownCoding]) -> None:
        """Add many codings, by their starts and behind all that were added so; much faster than one by one.

        A coding that is here already is shown anew.
        """
        for coding in codings:
            key, span = coding.id, coding.span
            if key in self._by_id:
                self.add(coding)
                continue
            self._slots[key] = self._slot_in_order(coding) if self._apart else _take_slot(self._free, span)
            self._place(coding)

    def remove(self, coding_id: int) -> ShownCoding | None:
        """Take a coding out and return it; what found no underline beside it may get its place."""
        coding = self._by_id.pop(coding_id, None)
        if coding is None:
            return None
        self._apart.pop(coding_id, None)
        del self._bins[_bin_of(coding.span)][coding_id]
        if self._slots.pop(coding_id) < SLOTS:
            for other in self.touching(coding.span.start, coding.span.end):
                if self._slots[other.id] == SLOTS:
                    self._take(other)
        return coding

    def slot(self, coding_id: int) -> int:
        """Return which underline a coding has, counted from the text; `SLOTS` if none."""
        return self._slots[coding_id]

    def touching(self, start: int, end: int) -> list[ShownCoding]:
        """Return the codings with a character in `[start, end)`, in reading order."""
        if end <= start:
            return []
        found = [
            coding
            for bin_ in self._bins_touching(start, end)
            for coding in bin_.values()
            if coding.span.start < end and coding.span.end > start
        ]
        found.sort(key=reading_order)
        return found

    def next_after(self, order: ReadingOrder) -> ShownCoding | None:
        """Return the first coding that stands after `order`."""
        at, reach = order[0], _FIRST_REACH
        while at < self._end:
            for coding in self.touching(at, at + reach):
                if reading_order(coding) > order:
                    return coding
            at, reach = at + reach, reach * 2
        return None

    def last_before(self, order: ReadingOrder) -> ShownCoding | None:
        """Return the last coding that stands before `order`."""
        until, reach = min(order[0], self._end) + 1, _FIRST_REACH
        while until > 0:
            start = max(0, until - reach)
            for coding in reversed(self.touching(start, until)):
                # One that began before the window may not be the nearest
                if coding.span.start >= start and reading_order(coding) < order:
                    return coding
            until, reach = start, reach * 2
        return None

    def _place(self, coding: ShownCoding) -> None:
        key, span = coding.id, coding.span
        bin_ = _bin_of(span)
        self._by_id[key] = self._bins[bin_][key] = coding
        if bin_[0] >= self._levels:
            self._levels = bin_[0] + 1
        if span.end > self._end:
            self._end = span.end

    def _bins_touching(self, start: int, end: int) -> Iterator[dict[int, ShownCoding]]:
        first, last = start >> _FINEST, (end - 1) >> _FINEST
        for level in range(self._levels):
            for number in range(first, last + 1):
                if bin_ := self._bins.get((level, number)):
                    yield bin_
            first, last = first >> _GROWTH, last >> _GROWTH

    def _slot_in_order(self, coding: ShownCoding) -> int:
        """Return the underline of a coding added in order, beside those that were added out of it."""
        span = coding.span
        few = len(self._apart) <= _FEW_APART
        if few and not any(other.span.overlaps(span) for other in self._apart.values()):
            return _take_slot(self._free, span)
        return self._take(coding)

    def _take(self, coding: ShownCoding) -> int:
        """Give a coding an underline that is free where it stands, and keep it from what comes later."""
        slot = self._slots[coding.id] = self._free_slot(coding)
        if slot < SLOTS:
            self._free[slot] = max(self._free[slot], coding.span.end)
        return slot

    def _free_slot(self, coding: ShownCoding) -> int:
        taken = {
            self._slots[other.id]
            for other in self.touching(coding.span.start, coding.span.end)
            if other.id != coding.id
        }
        return next((slot for slot in range(SLOTS) if slot not in taken), SLOTS)


def _bin_of(span: Span) -> Bin:
    first, last = span.start >> _FINEST, (span.end - 1) >> _FINEST
    level = ((first ^ last).bit_length() + _GROWTH - 1) // _GROWTH
    return level, first >> (_GROWTH * level)


def _take_slot(free: list[int], span: Span) -> int:
    start = span.start
    for slot in range(SLOTS):
        if free[slot] <= start:
            free[slot] = span.end
            return slot
    return SLOTS
