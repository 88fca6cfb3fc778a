"""The coefficients of the continuum the obvious way: one character after another, in fractions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from comparing import Slow

from core.agreement.material import Material
from core.agreement.settings import Settings

GAP = "gap"
Value = object


@dataclass
class Character:
    """What each coder of the comparison says of one character: a code, a gap, or None for nothing."""

    source: int
    position: int
    values: dict[int, Value]


@dataclass
class Section:
    """Characters of one coder with one value, in one piece."""

    coder: int
    value: Value
    characters: list[int]


class ByCharacter:
    """The row of sections of each coder of a material with one family, or of one of its codes."""

    def __init__(
        self, material: Material, coders: Sequence[int], code: int | None, source: int | None
    ) -> None:
        self.material = material
        self.coders = coders
        self.code = code
        self.line = [
            character
            for character in self._characters()
            if source in (None, character.source) and len(character.values) >= 2
        ]
        self.sections = [one for coder in coders for one in self._sections(coder)]

    def _characters(self) -> list[Character]:
        slow = Slow(self.material, Settings())
        places = [
            (number, position)
            for number, source in enumerate(self.material.sources)
            for position in range(source.source.characters)
            if not any(span.holds(position) for span in source.not_codable)
        ]
        line = []
        for (number, position), unit in zip(places, slow.units, strict=True):
            values: dict[int, Value] = {}
            # where one coder gave several codes there is no row of sections, whatever another lacks
            given = {
                code for other in self.coders if len(unit.counted[other]) == 1 for code in unit.counted[other]
            }
            for coder in self.coders:
                wanted = {self.code} if self.code else given
                if not unit.judged[coder] or any(slow._lacks(unit, coder, code) for code in wanted):
                    continue
                if unit.too_new[coder] and not unit.counted[coder]:
                    continue
                codes = unit.counted[coder] & wanted if self.code else unit.counted[coder]
                values[coder] = next(iter(codes), GAP) if len(codes) < 2 else "several"
            line.append(Character(number, position, values))
        return line

    def _joined(self, before: Character, after: Character) -> bool:
        """Tell whether nothing hard lies between two characters."""
        return (before.source, before.position + 1, set(before.values)) == (
            after.source, after.position, set(after.values),
        )  # fmt: skip

    def _held_together(self, coder: int, before: Character, after: Character) -> bool:
        """Tell whether one segment of the coder holds both characters, with the code they have."""
        codings = self.material.sources[before.source].codings
        return any(
            (one.coder, one.code) == (self.material.coders[coder].id, before.values[coder])
            and one.span.holds(before.position)
            and one.span.holds(after.position)
            for one in codings
        )

    def _sections(self, coder: int) -> list[Section]:
        found: list[Section] = []
        previous: Character | None = None
        for number, character in enumerate(self.line):
            if coder not in character.values:
                continue
            value = character.values[coder]
            goes_on = (
                previous is not None
                and found[-1].characters[-1] == number - 1
                and self._joined(previous, character)
                and previous.values[coder] == value
                and (value == GAP or self._held_together(coder, previous, character))
            )
            if goes_on:
                found[-1].characters.append(number)
            else:
                found.append(Section(coder, value, [number]))
            previous = character
        return found

    def is_overlapping(self) -> bool:
        """Tell whether some coder has several codes on one character."""
        return any("several" in character.values.values() for character in self.line)

    def coincidences(self) -> dict[tuple[Value, Value], Fraction]:
        """Return l_ck."""
        table: dict[tuple[Value, Value], Fraction] = defaultdict(Fraction)
        for character in self.line:
            m = len(character.values)
            for pair in permutations(character.values.values(), 2):
                table[pair] += Fraction(1, m - 1)
        return table

    def weights(self) -> dict[Value, Fraction]:
        """Return Σ w(g) of each value."""
        sums: dict[Value, Fraction] = defaultdict(Fraction)
        for one in self.sections:
            length = len(one.characters)
            sums[one.value] += length if one.value == GAP else length**2
        return sums

    def shared_squares(self) -> dict[Value, Fraction]:
        """Return Σ t(g) of each code."""
        sums: dict[Value, Fraction] = defaultdict(Fraction)
        for one in self.sections:
            if one.value == GAP:
                continue
            judges = self.line[one.characters[0]].values
            for other in set(judges) - {one.coder}:
                both = sum(self.line[n].values[other] != GAP for n in one.characters)
                sums[one.value] += Fraction(both**2, len(judges) - 1)
        return sums


Table = dict[tuple[Value, Value], Fraction]


def _expected(observed: Table, correction: dict[Value, Fraction], values: list[Value]) -> Table | None:
    rows = {c: sum((observed[c, k] for k in values), Fraction()) for c in values}
    total = sum(rows.values(), Fraction())
    left = total**2 - sum(correction.values(), Fraction())
    if left <= 0:
        return None
    return {
        (c, k): total * (rows[c] * rows[k] - (correction[c] if c == k else 0)) / left
        for c in values
        for k in values
    }


def alpha_of(table: Table, correction: dict[Value, Fraction], values: list[Value]) -> Fraction | None:
    """1 - observed / expected disagreement over the whole table."""
    off = [(c, k) for c in values for k in values if c != k]
    observed = sum((table[pair] for pair in off), Fraction())
    expected = _expected(table, correction, values)
    chance = sum((expected[pair] for pair in off), Fraction()) if expected else None
    return 1 - observed / chance if chance else None


def of_value(table: Table, correction: dict[Value, Fraction], values: list[Value], k: Value) -> Table | None:
    """The sums of row k: l_k, l_kk, e_k, e_kk."""
    expected = _expected(table, correction, values)
    if expected is None:
        return None
    return {
        "l_k": sum((table[k, c] for c in values), Fraction()),
        "l_kk": table[k, k],
        "e_k": sum((expected[k, c] for c in values), Fraction()),
        "e_kk": expected[k, k],
    }


def u(line: ByCharacter) -> Fraction | None:
    """Boundaries and codes together."""
    table = line.coincidences()
    return alpha_of(table, line.weights(), sorted({c for c, _ in table}, key=str))


def bar_u(line: ByCharacter) -> Fraction | None:
    """Coded or not."""
    table = line.coincidences()
    row = of_value(table, line.weights(), sorted({c for c, _ in table}, key=str), GAP)
    if row is None or row["e_k"] == row["e_kk"]:
        return None
    return 1 - (row["l_k"] - row["l_kk"]) / (row["e_k"] - row["e_kk"])


def cu(line: ByCharacter) -> Fraction | None:
    """Codes, where two coders gave one."""
    table = line.coincidences()
    return alpha_of(table, line.shared_squares(), _codes(table))


def ku(line: ByCharacter, k: Value) -> Fraction | None:
    """One code, where two coders gave one."""
    table = line.coincidences()
    codes = _codes(table)
    row = of_value(table, line.shared_squares(), codes, k) if k in codes else None
    if row is None or not row["l_k"] or row["e_k"] == row["e_kk"] or row["e_k"] <= 0:
        return None
    return 1 - row["e_k"] / row["l_k"] * (row["l_k"] - row["l_kk"]) / (row["e_k"] - row["e_kk"])


def coverage(line: ByCharacter, k: Value) -> Fraction | None:
    """The share of the code's text where another coder gave a code of the family."""
    table = line.coincidences()
    whole = sum((length for (c, _), length in table.items() if c == k), Fraction())
    return sum((table[k, c] for c in _codes(table)), Fraction()) / whole if whole else None


def _codes(table: Table) -> list[Value]:
    return sorted({c for c, _ in table if c != GAP}, key=str)
