"""From codings on a line to tables of values: a sweep over borders, run lengths as weights.

Between two neighbouring borders nothing changes, so such a section is one unit as heavy as it is
long, and sections alike in everything are added up. Cost follows the number of codings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.agreement.counts import NOTHING, PRESENT, BoolArray, Table
from core.agreement.distances import Distance, IntArray
from core.agreement.scope import Scope, SortedOut, Taken
from core.agreement.settings import Uncoded
from core.agreement.sweep import covering, each_once
from core.agreement.units import Line, Ranges

# what a coder says of a section, beside the place of her one code
UNCODED, SEVERAL, UNJUDGED = -1, -2, -3

ABSENT = 0

# codes in one word of a set: sums of that many powers of two are exact as floats
_BITS = 50


@dataclass(frozen=True, eq=False)
class Tally:
    """What a row counts, by source: units compared, those with any code, those with several."""

    units: IntArray
    coded: IntArray
    several: IntArray


@dataclass(frozen=True, eq=False)
class Sections:
    """The pieces of the line between borders of codings or sources, with what each coder says.

    `states[coder, section]` is the place of her one code in the family, or `UNCODED`, `SEVERAL`,
    `UNJUDGED`. `first` and `last` are where each range of `ranges` begins and ends, as sections.
    """

    states: IntArray
    weights: IntArray
    parts: IntArray
    ranges: Ranges
    first: IntArray
    last: IntArray


def sections_of(scope: Scope, codings: SortedOut, line: Line) -> Sections:
    """Sweep over one family's codings."""
    ranges = line.place(_on_text(codings.taken, line))
    unsaid = line.place(_on_text(codings.too_new, line))
    borders = each_once(
        np.concatenate((ranges.starts, ranges.ends, unsaid.starts, unsaid.ends, line.borders))
    )
    parts = np.searchsorted(line.borders, borders[:-1], "right") - 1
    first, last = np.searchsorted(borders, ranges.starts), np.searchsorted(borders, ranges.ends)
    n_coders, n_sections = scope.judged.shape[1], len(parts)

    open_codes = covering(ranges.coders, first, last, (n_coders, n_sections))
    # where one code is open, the sum of the places of open codes is its place
    states = covering(ranges.coders, first, last, (n_coders, n_sections), ranges.codes)
    states[open_codes == 0] = UNCODED
    states[open_codes > 1] = SEVERAL
    if len(unsaid.starts):
        # she gave a code that is missing for her: of this place she said nothing that counts
        from_, to = np.searchsorted(borders, unsaid.starts), np.searchsorted(borders, unsaid.ends)
        silent = covering(unsaid.coders, from_, to, (n_coders, n_sections)) > 0
        states[silent & (open_codes == 0)] = UNJUDGED
    states[~scope.judged[parts].T] = UNJUDGED
    return Sections(states, np.diff(borders), parts, ranges, first, last)


def _on_text(codings: Sequence[Taken], line: Line) -> Ranges:
    rows = [(one.coder, one.code, one.source, one.coding.span.start, one.coding.span.end) for one in codings]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    offsets = line.text_starts[columns[2]]
    return Ranges(columns[0], columns[1], columns[3] + offsets, columns[4] + offsets)


@dataclass(frozen=True, eq=False)
class Domain:
    """One family's tables, for all its coders or for some of them; each is made once."""

    scope: Scope
    uncoded: Uncoded
    sections: Sections
    _of_family: dict[tuple[tuple[int, ...], Distance], tuple[Table, Tally]] = field(default_factory=dict)
    _of_code: dict[tuple[int, tuple[int, ...]], tuple[Table, Tally]] = field(default_factory=dict)

    @property
    def n_sources(self) -> int:
        """How many parts the tables have."""
        return len(self.scope.judged)

    def merged(self) -> Domain:
        """Return the same with sources of a kind as one part: fewer units, from which all are summed sooner.

        It is not kept here: the two would hold each other, and stay until somebody looks for garbage.
        """
        return _Merged(
            self.scope.merged(),
            self.uncoded,
            replace(self.sections, parts=self.scope.kinds[self.sections.parts]),
            apart=self,
        )

    @cached_property
    def _states(self) -> Table:
        """The sections with equal ones added up."""
        sections = self.sections
        return self._gathered(sections.states, sections.weights, sections.parts, len(self.scope.codes))

    @cached_property
    def code_tables(self) -> tuple[Table, ...]:
        """For each code its own table: absent or present."""
        return tuple(self._code_table(code) for code in range(len(self.scope.codes)))

    @cached_property
    def presence(self) -> Table:
        """All codes' tables under each other: each code by itself, all in one sum."""
        tables = self.code_tables
        nobody = np.zeros((self.scope.judged.shape[1], 0), dtype=np.int64)
        return Table(
            np.concatenate([nobody, *(table.values for table in tables)], axis=1),
            np.concatenate([nobody[:0].ravel(), *(table.weights for table in tables)]),
            np.concatenate([nobody[:0].ravel(), *(table.parts for table in tables)]),
            self.n_sources,
            2,
        )

    def family_table(self, coders: Sequence[int], distance: Distance) -> tuple[Table, Tally]:
        """Return the family as one variable: units where one of the coders has several are missing."""
        key = tuple(coders), distance
        if key not in self._of_family:
            self._of_family[key] = self._family_table(coders, distance)
        return self._of_family[key]

    def _family_table(self, coders: Sequence[int], distance: Distance) -> tuple[Table, Tally]:
        everyone = self._states
        states = everyone.values[list(coders)]
        several = np.any(states == SEVERAL, axis=0)
        is_category = self.uncoded is Uncoded.CATEGORY
        n_codes = len(self.scope.codes)
        values = np.where(states == UNCODED, n_codes if is_category else NOTHING, states)
        values[values < 0] = NOTHING
        values[:, several] = NOTHING
        lacks = self.scope.lacks[:, list(coders)]
        values[unavailable(states, everyone.parts, lacks)] = NOTHING
        table = replace(
            everyone,
            values=values,
            n_values=n_codes + is_category,
            distance=distance,
            judges=self._judges(coders),
        )
        coded = np.any((values >= 0) & (values < n_codes), axis=0)
        return table, _tally(table, table.said() >= 2, coded, several)

    def family_sets(self, coders: Sequence[int], distance: Distance) -> tuple[Table, Tally]:
        """Return the family as sets of codes: units with several codes count too."""
        everyone, sets = self._code_sets
        values = everyone.values[list(coders)]
        given = sets[values]
        given[values == NOTHING] = 0
        by_anybody = np.bitwise_or.reduce(given, axis=0)
        lacks = _as_words(self.scope.lacks[:, list(coders)])
        if lacks.any():
            # a code that another gave here, and that is missing for her, may have been in her set
            unknown = np.any(lacks[everyone.parts] & by_anybody[:, None], axis=2)
            values[unknown.T] = NOTHING
        table = replace(everyone, values=values, distance=distance, sets=sets, judges=self._judges(coders))
        coded = np.any((values != NOTHING) & np.any(sets[values] != 0, axis=2), axis=0)
        several = np.any(np.bitwise_count(given).sum(axis=2) > 1, axis=0)
        return table, _tally(table, table.said() >= 2, coded, several)

    def family_presence(self, coders: Sequence[int]) -> tuple[Table, Tally]:
        """Return all codes of the family each by itself: units with several codes count too."""
        everyone = self._states
        states = everyone.values[list(coders)]
        speaks = states != UNJUDGED
        if self.uncoded is Uncoded.MISSING:
            speaks &= states != UNCODED
        compared = np.sum(speaks, axis=0) >= 2
        coded = np.any((states >= 0) | (states == SEVERAL), axis=0)
        tally = _tally(everyone, compared, coded, np.any(states == SEVERAL, axis=0))
        return _columns(self.presence, coders), tally

    def code_table(self, code: int, coders: Sequence[int]) -> tuple[Table, Tally]:
        """Return one code: absent or present."""
        key = code, tuple(coders)
        if key not in self._of_code:
            self._of_code[key] = self._table_of_code(code, coders)
        return self._of_code[key]

    def _table_of_code(self, code: int, coders: Sequence[int]) -> tuple[Table, Tally]:
        table = replace(
            _columns(self.code_tables[code], coders),
            judges=np.count_nonzero((self.scope.judged & ~self.scope.lacks[:, :, code])[:, coders], axis=1),
        )
        nowhere = np.zeros(len(table.weights), dtype=np.bool_)
        return table, _tally(table, table.said() >= 2, np.any(table.values == PRESENT, axis=0), nowhere)

    def _judges(self, coders: Sequence[int]) -> IntArray:
        """Count, for each source, those of the coders who judged it."""
        return np.asarray(np.count_nonzero(self.scope.judged[:, list(coders)], axis=1), dtype=np.int64)

    @cached_property
    def _code_sets(self) -> tuple[Table, IntArray]:
        """The sections with all codes of a coder as one value, and the sets that these values are."""
        sections = self.sections
        words = [
            self._codes_open(first, first + _BITS) for first in range(0, len(self.scope.codes), _BITS)
        ] or [np.zeros_like(sections.states)]
        values, sets = _distinct(words)
        silent = sections.states == UNJUDGED
        if self.uncoded is Uncoded.MISSING:
            silent |= sections.states == UNCODED
        values[silent] = NOTHING
        return self._gathered(values, sections.weights, sections.parts, len(sets)), sets

    def _codes_open(self, first: int, end: int) -> IntArray:
        """Return, for each coder and section, which codes from `first` to `end` are given, as bits."""
        sections = self.sections
        ranges = sections.ranges
        own = slice(*np.searchsorted(ranges.codes, (first, end)).tolist())
        bits = 1 << (ranges.codes[own] - first)
        return covering(
            ranges.coders[own], sections.first[own], sections.last[own], sections.states.shape, bits
        )

    def _code_table(self, code: int) -> Table:
        sections = self.sections
        ranges = sections.ranges
        # united ranges are ordered by code
        own = slice(*np.searchsorted(ranges.codes, (code, code + 1)).tolist())
        own_codes = covering(
            ranges.coders[own], sections.first[own], sections.last[own], sections.states.shape
        )
        values = np.where(own_codes > 0, PRESENT, ABSENT)
        silent = sections.states == UNJUDGED
        if self.uncoded is Uncoded.MISSING:
            silent |= sections.states == UNCODED
        values[silent] = NOTHING
        lacks = self.scope.lacks[:, :, code]
        if lacks.any():
            values[lacks[sections.parts].T] = NOTHING
        return self._gathered(values, sections.weights, sections.parts, 2)

    def _gathered(self, values: IntArray, weights: IntArray, parts: IntArray, n_values: int) -> Table:
        """Add up the weights of units alike in source and values."""
        size = self.n_sources
        keys = parts
        low = UNJUDGED
        base = n_values - low
        for given in values:
            if size > 2**62 // base:
                distinct, keys = np.unique(keys, return_inverse=True)
                size = len(distinct)
            keys = keys * base + (given - low)
            size *= base
        _, one, same = np.unique(keys, return_index=True, return_inverse=True)
        sums = np.bincount(same, weights, len(one)).astype(np.int64)
        return Table(values[:, one], sums, parts[one], self.n_sources, n_values)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Merged(Domain):
    """Tables in which sources of a kind are one part, made from those where they are `apart`."""

    apart: Domain

    @cached_property
    def _states(self) -> Table:
        return self._together(self.apart._states)

    @cached_property
    def code_tables(self) -> tuple[Table, ...]:
        """For each code its own table: absent or present."""
        return tuple(map(self._together, self.apart.code_tables))

    @cached_property
    def _code_sets(self) -> tuple[Table, IntArray]:
        table, sets = self.apart._code_sets
        return self._together(table), sets

    def _together(self, table: Table) -> Table:
        kinds = self.apart.scope.kinds[table.parts]
        return self._gathered(table.values, table.weights, kinds, table.n_values)


def unavailable(states: IntArray, parts: IntArray, lacks: BoolArray) -> BoolArray:
    """Mark the coders, rows of `states`, for whom a code that another of them gave here is missing."""
    marked = np.zeros(states.shape, dtype=np.bool_)
    if not lacks.any():
        return marked
    for coder in range(len(states)):
        for given in states:
            has_one = given >= 0
            marked[coder, has_one] |= lacks[parts[has_one], coder, given[has_one]]
    return marked


def _columns(table: Table, coders: Sequence[int]) -> Table:
    return replace(table, values=table.values[list(coders)])


def _distinct(words: Sequence[IntArray]) -> tuple[IntArray, IntArray]:
    """Give each distinct set, whose bits stand in several words, a number; and return each set once."""
    numbers = np.zeros(words[0].shape, dtype=np.int64)
    for word in words:
        known, places = np.unique(word, return_inverse=True)
        numbers = np.unique(numbers * len(known) + places.reshape(word.shape), return_inverse=True)[1]
        numbers = numbers.reshape(word.shape)
    _, one = np.unique(numbers, return_index=True)
    return numbers, np.stack([word.ravel()[one] for word in words], axis=1)


def _as_words(has: BoolArray) -> IntArray:
    """Return the last axis, whose places are codes, as bits in words."""
    bits = 1 << (np.arange(has.shape[-1]) % _BITS)
    words = [
        has[..., first : first + _BITS] @ bits[first : first + _BITS]
        for first in range(0, has.shape[-1], _BITS)
    ]
    return np.stack(words, axis=-1) if words else np.zeros((*has.shape[:-1], 1), dtype=np.int64)


def _tally(
    table: Table,
    compared: npt.NDArray[np.bool_],
    coded: npt.NDArray[np.bool_],
    several: npt.NDArray[np.bool_],
) -> Tally:
    return Tally(table.total(compared), table.total(compared & coded), table.total(several))
