"""The table of units: who judged which stretch of text how, for whoever computes a number elsewhere.

Neighbouring units that all coders judged alike are one row, as heavy as there are units in it; so the
table grows with the codings, as everything here does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.agreement.distances import IntArray
from core.agreement.material import Material
from core.agreement.scope import Scope, scopes, sort_out
from core.agreement.settings import Settings
from core.agreement.tables import SEVERAL, UNCODED, UNJUDGED, Sections, sections_of, unavailable
from core.agreement.units import Line, line_of


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A stretch of one source in which every coder judged all units of a family alike.

    `start` and `end` are places in the text; `units` lie between them. `values` has the codes of each
    coder: None where she did not judge, nothing where she gave none. For the coders `without` the choice,
    a code that another gave here is too new: of the family as one variable they say nothing.
    """

    family: str
    source: str
    start: int
    end: int
    units: int
    values: tuple[tuple[str, ...] | None, ...]
    without: tuple[str, ...] = ()

    def several(self, coders: Sequence[str]) -> tuple[str, ...]:
        """Return the coders who gave several codes: the family as one variable leaves such units out."""
        return tuple(
            coder for coder, codes in zip(coders, self.values, strict=True) if codes and len(codes) > 1
        )


def unit_rows(material: Material, settings: Settings) -> Iterator[UnitRow]:
    """Yield family by family, in reading order, the stretches that anybody judged."""
    line = line_of(material.sources, settings)
    for scope in scopes(material):
        yield from _of_family(material, scope, line)


def _of_family(material: Material, scope: Scope, line: Line) -> Iterator[UnitRow]:
    sections = sections_of(scope, sort_out(material, scope), line)
    values, states = _with_sets(scope, sections)
    is_unknown = unavailable(sections.states, sections.parts, scope.lacks)
    rows = _joined(line, sections, np.concatenate((states, is_unknown.astype(np.int64))))
    names = [coder.name for coder in material.coders]
    for section, start, units in zip(*(each.tolist() for each in rows), strict=True):
        judged = states[:, section].tolist()
        if all(state == UNJUDGED for state in judged):
            continue
        part = int(sections.parts[section])
        first, last = _in_text(line, part, start, units)
        yield UnitRow(
            scope.family.name,
            material.sources[part].source.name,
            first,
            last,
            units,
            tuple(None if state == UNJUDGED else values[state] for state in judged),
            tuple(name for name, is_so in zip(names, is_unknown[:, section].tolist(), strict=True) if is_so),
        )


def _with_sets(scope: Scope, sections: Sections) -> tuple[dict[int, tuple[str, ...]], IntArray]:
    """Return what each state stands for, several codes at once having states of their own."""
    names = [code.name for code in scope.codes]
    values: dict[int, tuple[str, ...]] = {place: (name,) for place, name in enumerate(names)}
    values[UNCODED] = ()
    number: dict[tuple[str, ...], int] = {}
    states = sections.states.copy()
    for (coder, section), codes in _several(sections).items():
        together = tuple(names[code] for code in sorted(codes))
        states[coder, section] = number.setdefault(together, len(names) + len(number))
    values.update((state, together) for together, state in number.items())
    return values, states


def _several(sections: Sections) -> dict[tuple[int, int], set[int]]:
    """Return the codes that a coder gave together, by coder and section."""
    found: dict[tuple[int, int], set[int]] = {}
    ranges = sections.ranges
    is_several = sections.states == SEVERAL
    columns = (ranges.coders, ranges.codes, sections.first, sections.last)
    for coder, code, first, last in zip(*(each.tolist() for each in columns), strict=True):
        for section in np.flatnonzero(is_several[coder, first:last]).tolist():
            found.setdefault((coder, first + section), set()).add(code)
    return found


def _joined(line: Line, sections: Sections, states: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Join neighbours alike in everything: one of their sections, their place on the line, their weight.

    Nothing joins across sources, nor, where characters are counted, across text that is not codable.
    """
    borders = np.concatenate(([0], np.cumsum(sections.weights)))
    differs = np.any(states[:, 1:] != states[:, :-1], axis=0) | (np.diff(sections.parts) != 0)
    edges = np.concatenate((borders[:1], borders[1:-1][differs], borders[-1:]))
    if line.needed is None:
        edges = np.union1d(edges, line.steps)
    edges = np.unique(edges)
    starts = edges[:-1]
    return np.searchsorted(borders, starts, "right") - 1, starts, np.diff(edges)


def _in_text(line: Line, source: int, start: int, units: int) -> tuple[int, int]:
    """Return where units begin and end in the text of their source."""
    offset = int(line.text_starts[source])
    if line.needed is None:
        stretch = int(np.searchsorted(line.steps, start, "right")) - 1
        first = int(line.stretch_starts[stretch] - line.steps[stretch]) + start - offset
        return first, first + units
    first_stretch = int(np.searchsorted(line.steps, start, "left"))
    last_stretch = int(np.searchsorted(line.steps, start + units - 1, "right")) - 1
    return int(line.stretch_starts[first_stretch]) - offset, int(line.stretch_ends[last_stretch]) - offset
