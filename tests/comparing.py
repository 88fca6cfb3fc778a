"""Small materials to compare, and the obvious way to compare them: one character after another."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from core.agreement.comparison import compare
from core.agreement.distances import Distance
from core.agreement.material import ComparedSource, Material
from core.agreement.results import Comparison, Result
from core.agreement.settings import Settings, Uncoded, Unit
from core.model.coding import Coder, CoderKind, Coding, Source, State, Status
from core.model.scheme import Code, Family, Scale
from core.model.span import Span

Given = tuple[str, str, str, int, int]


def material(
    given: Sequence[Given],
    *,
    sources: Mapping[str, int] | None = None,
    coders: Sequence[str] = ("A", "B"),
    families: Mapping[str, Sequence[str]] | None = None,
    scale: Scale = Scale.NOMINAL,
    not_done: Collection[tuple[str, str]] = (),
    under: Mapping[tuple[str, str], int] | None = None,
    added: Mapping[str, int] | None = None,
    retired: Collection[str] = (),
    headings: Collection[str] = (),
    not_codable: Mapping[str, Sequence[Span]] | None = None,
    units: Mapping[str, Sequence[Span]] | None = None,
    spaces: Mapping[str, Sequence[int]] | None = None,
    left_out: Sequence[str] = (),
) -> Material:
    """Make a material from (source, coder, code, start, end); all is done under version 9, if not said.

    GUIDs follow from what a coding is, so that the same coding has the same GUID in two materials.
    """
    sources = {"one": 100} if sources is None else sources
    families = {"Motive": ("a", "b", "c")} if families is None else families
    people = [Coder(n, f"coder-{name}", name, CoderKind.PERSON, name[:1]) for n, name in enumerate(coders, 1)]
    coder_ids = {coder.name: coder.id for coder in people}
    known = [Family(n, f"family-{n}", name, scale, False, n) for n, name in enumerate(families, 1)]
    codes = [
        Code(
            10 * family.id + n,
            f"code-{name}",
            family.id,
            None,
            name,
            "#000000",
            n,
            (added or {}).get(name, 1),
            is_active=name not in retired,
            is_codable=name not in headings,
        )
        for family in known
        for n, name in enumerate(families[family.name])
    ]
    code_ids = {code.name: code.id for code in codes}
    compared = []
    for number, (name, length) in enumerate(sources.items(), 1):
        codings = [
            Coding(
                key, "/".join(map(str, one)), number, coder_ids[one[1]], code_ids[one[2]],
                Span(one[3], one[4]), False, False, "", "", 1,
            )
            for key, one in enumerate(given, 1)
            if one[0] == name
        ]  # fmt: skip
        codings.sort(key=lambda coding: (coding.span, coding.id))
        compared.append(
            ComparedSource(
                Source(number, f"source-{name}", name, number, number, 1, length, "", f"sha-{name}"),
                tuple(codings),
                tuple((not_codable or {}).get(name, ())),
                None if units is None else tuple(units[name]),
                tuple((spaces or {}).get(name, ())),
            )
        )
    versions = under or {}
    statuses = [
        Status(coder.id, number, family.id, State.DONE, versions.get((name, coder.name), 9))
        for coder in people
        for number, name in enumerate(sources, 1)
        for family in known
        if (name, coder.name) not in not_done
    ]
    return Material(
        tuple(people),
        tuple(compared),
        tuple(known),
        tuple(codes),
        tuple(statuses),
        {number: number for number in range(1, 10)},
        frozenset(family.id for family in known),
        frozenset(code.id for code in codes),
        tuple(
            Coder(100 + n, f"coder-{name}", name, CoderKind.PROGRAM, "P") for n, name in enumerate(left_out)
        ),
    )


def row(
    comparison: Comparison,
    measure: str,
    name: str = "Motive",
    source: str | None = None,
    coders: tuple[str, ...] | None = None,
) -> Result:
    """The one row of this measure, name and source (and pair)."""
    [found] = [
        result
        for result in comparison.results
        if (result.measure, result.name, result.source) == (measure, name, source)
        and (coders is None or result.coders == coders)
    ]
    return found


def value(given: Sequence[Given], measure: str, name: str = "Motive", **made: object) -> float | None:
    """The pooled value of a measure over this material."""
    return row(compare(material(given, **made), Settings(measures=(measure,))), measure, name).value


# -- the obvious way ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judgement:
    """One unit: what each coder bears there; `counted` for the codes that count, `too_new` for others."""

    source: int
    judged: tuple[bool, ...]
    counted: tuple[frozenset[int], ...]
    too_new: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Obvious:
    """A row as counting one character after another gives it."""

    value: Fraction | None
    n_units: int
    n_coded: int
    n_several: int


class Slow:
    """Agreement straight from the definitions, for materials with one family."""

    def __init__(self, material: Material, settings: Settings) -> None:
        self.material = material
        self.settings = settings
        self.family = material.families[0]
        self.codes = [code.id for code in material.codes]
        self.is_category = settings.uncoded is Uncoded.CATEGORY
        self.units = [unit for n in range(len(material.sources)) for unit in self._units_of(n)]

    def _units_of(self, number: int) -> Iterator[Judgement]:
        source = self.material.sources[number]
        status = {one.coder: one for one in self.material.statuses if one.source == source.source.id}
        versions = {code.id: self.material.versions[code.version] for code in self.material.codes}
        judged = tuple(coder.id in status for coder in self.material.coders)
        for characters in self._characters_of(source):
            borne = [self._borne(source, coder.id, characters) for coder in self.material.coders]
            knows = [
                {code for code in self.codes if has and versions[code] <= status[coder.id].version}
                for coder, has in zip(self.material.coders, judged, strict=True)
            ]
            yield Judgement(
                number,
                judged,
                tuple(frozenset(codes & known) for codes, known in zip(borne, knows, strict=True)),
                tuple(frozenset(codes - known) for codes, known in zip(borne, knows, strict=True)),
            )

    def _characters_of(self, source: ComparedSource) -> Iterator[list[int]]:
        out = {place for span in source.not_codable for place in range(span.start, span.end)}
        if self.settings.unit is Unit.CHARACTER:
            yield from ([place] for place in range(source.source.characters) if place not in out)
            return
        for span in source.units or ():
            pieces: list[list[int]] = [[]]
            for place in range(span.start, span.end):
                if place not in out:
                    pieces[-1].append(place)
                elif self.settings.unit is not Unit.SOURCE:
                    pieces.append([])
            for piece in pieces:
                visible = [place for place in piece if place not in source.spaces]
                if visible:
                    yield visible

    def _borne(self, source: ComparedSource, coder: int, characters: list[int]) -> set[int]:
        needed = max(Fraction(1), Fraction(str(self.settings.share)) * len(characters))
        borne = set()
        for code in self.codes:
            spans = [one.span for one in source.codings if (one.coder, one.code) == (coder, code)]
            if sum(any(span.holds(place) for span in spans) for place in characters) >= needed:
                borne.add(code)
        return borne

    def _lacks(self, unit: Judgement, coder: int, code: int) -> bool:
        source = self.material.sources[unit.source].source.id
        [status] = [
            one
            for one in self.material.statuses
            if (one.source, one.coder) == (source, self.material.coders[coder].id)
        ]
        [version] = [one.version for one in self.material.codes if one.id == code]
        return self.material.versions[version] > self.material.versions[status.version]

    def family_values(self, coders: Sequence[int]) -> tuple[list[tuple[int, list[object]]], int]:
        """Each unit's source and each coder's one value, None where missing; how many units had several."""
        rows, several = [], 0
        for unit in self.units:
            if any(len(unit.counted[coder]) > 1 for coder in coders):
                several += 1
                continue
            values: list[object] = []
            for coder in coders:
                others = [code for other in coders for code in unit.counted[other]]
                if not unit.judged[coder] or any(self._lacks(unit, coder, code) for code in others):
                    values.append(None)
                elif unit.counted[coder]:
                    values.extend(unit.counted[coder])
                elif unit.too_new[coder] or not self.is_category:
                    values.append(None)
                else:
                    values.append("uncoded")
            rows.append((unit.source, values))
        return rows, several

    def code_values(self, code: int, coders: Sequence[int]) -> list[tuple[int, list[object]]]:
        """For each unit its source and whether each coder gave the code, None where missing."""
        rows = []
        for unit in self.units:
            values: list[object] = []
            for coder in coders:
                silent = not unit.counted[coder] and (bool(unit.too_new[coder]) or not self.is_category)
                if not unit.judged[coder] or self._lacks(unit, coder, code) or silent:
                    values.append(None)
                else:
                    values.append(code in unit.counted[coder])
            rows.append((unit.source, values))
        return rows

    def row(self, measure: str, code: int | None, coders: Sequence[int], source: int | None) -> Obvious:
        """What the row should hold; `code` None is the family, `source` None all of them."""
        if measure == "dice":
            return self._dice_row(code, coders, source)
        if measure == "krippendorff_alpha_set" and code is None:
            return self._set_row(coders, source)
        if code is None:
            rows, _ = self.family_values(coders)
        else:
            rows = self.code_values(code, coders)
        values = [given for of, given in rows if source in (None, of)]
        pairable = [given for given in values if sum(one is not None for one in given) >= 2]
        is_ordinal = code is None and self.family.scale is Scale.ORDINAL and not self.is_category
        offered = 2 if code else len(self.codes) + self.is_category
        computed = {
            "percent_agreement": lambda: percent(pairable),
            "holsti": lambda: self._holsti(rows, code, coders, source),
            "cohen_kappa": lambda: kappa(pairable),
            "scott_pi": lambda: scott(pairable),
            "fleiss_kappa": lambda: beyond_chance(pairable, sum(p**2 for p in shares(values))),
            "brennan_prediger": lambda: beyond_chance(pairable, Fraction(1, offered)),
            "gwet_ac1": lambda: gwet(pairable, values, offered),
            "krippendorff_alpha": lambda: alpha(pairable, self.codes if is_ordinal else None),
            "krippendorff_alpha_set": lambda: alpha(pairable),
        }[measure]()
        nothing = (None, False, "uncoded")
        coded = sum(any(one not in nothing for one in given) for given in pairable)
        return Obvious(computed, len(pairable), coded, 0 if code else self._several(coders, source))

    def _holsti(
        self,
        rows: Sequence[tuple[int, list[object]]],
        code: int | None,
        coders: Sequence[int],
        source: int | None,
    ) -> Fraction | None:
        same = given = 0
        for one, other in combinations(range(len(coders)), 2):
            both = [
                n
                for n in range(len(self.material.sources))
                if source in (None, n)
                and self._judges(n, coders[one], code)
                and self._judges(n, coders[other], code)
            ]
            for of, values in rows:
                if of in both:
                    same += 2 * (values[one] is not None and values[one] == values[other])
                    given += (values[one] is not None) + (values[other] is not None)
        return Fraction(same, given) if given else None

    def _judges(self, source: int, coder: int, code: int | None) -> bool:
        """Whether she is done there, under a version that had the code."""
        here = (self.material.sources[source].source.id, self.material.coders[coder].id)
        under = [one.version for one in self.material.statuses if (one.source, one.coder) == here]
        added = [one.version for one in self.material.codes if one.id == code]
        return bool(under) and all(version <= under[0] for version in added)

    def _set_row(self, coders: Sequence[int], source: int | None) -> Obvious:
        rows = []
        for unit in self.units:
            if source not in (None, unit.source):
                continue
            values: list[object] = []
            for coder in coders:
                others = [code for other in coders for code in unit.counted[other]]
                silent = not unit.counted[coder] and (bool(unit.too_new[coder]) or not self.is_category)
                missing = not unit.judged[coder] or any(self._lacks(unit, coder, code) for code in others)
                values.append(None if missing or silent else unit.counted[coder])
            rows.append(values)
        pairable = [given for given in rows if sum(one is not None for one in given) >= 2]
        coded = sum(any(given) for given in pairable)
        computed = set_alpha(pairable, self.settings.distance)
        return Obvious(computed, len(pairable), coded, self._several(coders, source))

    def _several(self, coders: Sequence[int], source: int | None) -> int:
        return sum(
            source in (None, unit.source) and any(len(unit.counted[coder]) > 1 for coder in coders)
            for unit in self.units
        )

    def _dice_row(self, code: int | None, coders: Sequence[int], source: int | None) -> Obvious:
        shared = extent = 0
        for one in [code] if code else self.codes:
            for of, given in self.code_values(one, coders):
                for first, second in combinations(given, 2):
                    if source in (None, of) and first is not None and second is not None:
                        shared += 2 * (bool(first) and bool(second))
                        extent += bool(first) + bool(second)
        computed = Fraction(shared, extent) if extent else None
        if code:
            counted = self.row("percent_agreement", code, coders, source)
            return Obvious(computed, counted.n_units, counted.n_coded, 0)
        units = [unit for unit in self.units if source in (None, unit.source)]
        speaking = [
            unit
            for unit in units
            if sum(
                unit.judged[coder]
                and bool(unit.counted[coder] or (self.is_category and not unit.too_new[coder]))
                for coder in coders
            )
            >= 2
        ]
        coded = sum(any(unit.counted[coder] for coder in coders) for unit in speaking)
        return Obvious(computed, len(speaking), coded, self._several(coders, source))


Values = Sequence[Sequence[object]]


def percent(units: Values) -> Fraction | None:
    """The mean share of agreeing pairs."""
    shares = []
    for given in units:
        pairs = list(permutations([one for one in given if one is not None], 2))
        shares.append(Fraction(sum(a == b for a, b in pairs), len(pairs)))
    return sum(shares, Fraction()) / len(shares) if shares else None


def kappa(units: Values) -> Fraction | None:
    """Cohen's kappa of two coders."""
    if not units:
        return None
    n = len(units)
    observed = Fraction(sum(a == b for a, b in units), n)
    met = {one for given in units for one in given}
    chance = sum(
        (
            Fraction(sum(a == k for a, _ in units), n) * Fraction(sum(b == k for _, b in units), n)
            for k in met
        ),
        Fraction(),
    )
    return None if chance == 1 else (observed - chance) / (1 - chance)


def beyond_chance(units: Values, chance: Fraction) -> Fraction | None:
    """What the coders agree more than by chance."""
    observed = percent(units)
    return None if observed is None or chance == 1 else (observed - chance) / (1 - chance)


def shares(units: Values) -> list[Fraction]:
    """The mean share of each value over units that anybody judged."""
    said = [[one for one in given if one is not None] for given in units]
    said = [given for given in said if given]
    met = {one for given in said for one in given}
    return [
        sum((Fraction(given.count(k), len(given)) for given in said), Fraction()) / len(said) for k in met
    ]


def scott(units: Values) -> Fraction | None:
    """Scott's pi of two coders."""
    both = [one for given in units for one in given]
    chance = sum((Fraction(both.count(k), len(both)) ** 2 for k in set(both)), Fraction())
    return beyond_chance(units, chance)


def gwet(units: Values, judged: Values, offered: int) -> Fraction | None:
    """Gwet's AC1; chance is taken over all units that anybody judged."""
    chance = sum((p * (1 - p) for p in shares(judged)), Fraction()) / (offered - 1)
    return beyond_chance(units, chance)


def set_distance(one: frozenset[int], other: frozenset[int], distance: Distance) -> Fraction:
    """How far apart two sets are, by the words of their definitions."""
    if not one | other:
        return Fraction(0)
    jaccard = Fraction(len(one & other), len(one | other))
    if distance is Distance.JACCARD:
        return 1 - jaccard
    if one == other:
        return Fraction(0)
    if one <= other or other <= one:
        return 1 - jaccard * Fraction(2, 3)
    return 1 - jaccard * Fraction(1, 3) if one & other else Fraction(1)


def set_alpha(units: Values, distance: Distance) -> Fraction | None:
    """Krippendorff's alpha of sets, every value met with every other."""
    said = [[one for one in given if one is not None] for given in units]
    observed = sum(
        (
            set_distance(a, b, distance) / (len(given) - 1)
            for given in said
            for a, b in permutations(given, 2)
        ),
        Fraction(),
    )
    everything = Counter(one for given in said for one in given)
    expected = sum(
        (n * m * set_distance(a, b, distance) for a, n in everything.items() for b, m in everything.items()),
        Fraction(),
    )
    return None if expected == 0 else 1 - (everything.total() - 1) * observed / expected


def alpha(units: Values, ranks: Sequence[object] | None = None) -> Fraction | None:
    """Krippendorff's alpha from the coincidence matrix; ordinal where the order of values is given."""
    coincidences: dict[tuple[object, object], Fraction] = {}
    for given in units:
        said = [one for one in given if one is not None]
        for pair in permutations(said, 2):
            coincidences[pair] = coincidences.get(pair, Fraction()) + Fraction(1, len(said) - 1)
    met = list(ranks) if ranks else sorted({one for pair in coincidences for one in pair}, key=str)
    n_of = {one: sum((v for pair, v in coincidences.items() if pair[0] == one), Fraction()) for one in met}
    n = sum(n_of.values(), Fraction())

    def distance(one: object, other: object) -> Fraction:
        if ranks is None:
            return Fraction(one != other)
        low, high = sorted((met.index(one), met.index(other)))
        between = sum((n_of[k] for k in met[low : high + 1]), Fraction())
        return (between - (n_of[one] + n_of[other]) / 2) ** 2

    expected = sum((n_of[a] * n_of[b] * distance(a, b) for a in met for b in met), Fraction())
    observed = sum((v * distance(*pair) for pair, v in coincidences.items()), Fraction())
    return None if expected == 0 else 1 - (n - 1) * observed / expected
