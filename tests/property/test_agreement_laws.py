"""Laws of agreement: the sweep agrees with counting characters, and numbers keep still where they should."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from comparing import Given, Slow, material
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.comparison import compare
from core.agreement.distances import SET_DISTANCES
from core.agreement.material import Material
from core.agreement.measures import MEASURES
from core.agreement.results import Comparison
from core.agreement.settings import Settings, Uncoded, Unit
from core.model.scheme import Scale
from core.model.span import Span

LENGTH = 24
SOURCES = ("one", "two")
CODES = ("a", "b", "c")
ON_UNITS = (
    *("percent_agreement", "holsti", "cohen_kappa", "scott_pi", "fleiss_kappa", "brennan_prediger"),
    *("gwet_ac1", "krippendorff_alpha", "krippendorff_alpha_set", "dice"),
)


def spans(longest: int = LENGTH) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(
        lambda pair: 0 < abs(pair[0] - pair[1]) <= longest
    )
    return ends.map(lambda pair: Span(*sorted(pair)))


def codings(coders: tuple[str, ...]) -> st.SearchStrategy[list[Given]]:
    one = st.tuples(st.sampled_from(SOURCES), st.sampled_from(coders), st.sampled_from(CODES), spans(12))
    return st.lists(one, max_size=14).map(
        lambda some: [(source, coder, code, span.start, span.end) for source, coder, code, span in some]
    )


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Span]:
    borders = sorted({0, LENGTH, *draw(st.lists(st.integers(1, LENGTH - 1), max_size=5))})
    # one character between two paragraphs is the line end
    return [Span(a, max(a + 1, b - 1)) for a, b in pairwise(borders)]


@st.composite
def materials(draw: st.DrawFn, unit: Unit) -> Material:
    coders = ("A", "B", "C")[: draw(st.integers(2, 3))]
    places = st.tuples(st.sampled_from(SOURCES), st.sampled_from(coders))
    whole = [Span(0, LENGTH)]
    return material(
        draw(codings(coders)),
        sources=dict.fromkeys(SOURCES, LENGTH),
        coders=coders,
        scale=draw(st.sampled_from(Scale)),
        not_done=draw(st.sets(places, max_size=2)),
        under=draw(st.dictionaries(places, st.just(1), max_size=4)),
        added=dict.fromkeys(draw(st.sets(st.sampled_from(CODES), max_size=2)), 2),
        not_codable={name: draw(st.lists(spans(8), max_size=2)) for name in SOURCES},
        units={name: whole if unit is Unit.SOURCE else draw(paragraphs()) for name in SOURCES},
        spaces={name: sorted(draw(st.sets(st.integers(0, LENGTH - 1), max_size=12))) for name in SOURCES},
    )


@pytest.mark.parametrize("uncoded", Uncoded)
@pytest.mark.parametrize("unit", [Unit.CHARACTER, Unit.PARAGRAPH, Unit.SOURCE])
@given(st.data(), st.sampled_from((0.0, 0.1, 0.4, 0.5, 1.0)), st.sampled_from(SET_DISTANCES))
@settings(max_examples=60)
def test_the_sweep_agrees_with_counting_characters_one_by_one(unit, uncoded, data, share, distance):
    chosen = Settings(unit=unit, uncoded=uncoded, share=share, distance=distance, measures=ON_UNITS)
    compared = data.draw(materials(unit))
    slow = Slow(compared, chosen)
    places = {coder.name: place for place, coder in enumerate(compared.coders)}
    codes = {code.name: code.id for code in compared.codes} | {"Motive": None}
    sources = {source: number for number, source in enumerate(SOURCES)} | {None: None}
    for row in compare(compared, chosen).results:
        everyone = range(len(places))
        coders = [places[name] for name in row.coders] if MEASURES[row.measure].is_pairwise else everyone
        obvious = slow.row(row.measure, codes[row.name], coders, sources[row.source])
        assert (row.n_units, row.n_coded, row.n_several) == (
            obvious.n_units,
            obvious.n_coded,
            obvious.n_several,
        ), row
        assert (row.value is None) == (obvious.value is None), row
        assert (row.value is None) != (row.undefined is None)
        if row.value is not None:
            assert row.value == pytest.approx(float(obvious.value), abs=1e-12), row


@given(st.data(), st.sampled_from(Unit), st.sampled_from(Uncoded))
def test_no_value_is_above_one_and_shares_are_not_below_zero(data, unit, uncoded):
    for row in compare(data.draw(materials(unit)), Settings(unit=unit, uncoded=uncoded)).results:
        if row.value is not None:
            assert row.value <= 1
            assert row.value >= 0 or row.measure not in ("percent_agreement", "holsti", "dice")
        assert row.n_coded <= row.n_units


@given(codings(("A",)), st.sampled_from(Uncoded))
def test_perfect_agreement_is_one_wherever_it_is_defined(one_coder, uncoded):
    twice = [(source, coder, *rest) for source, _, *rest in one_coder for coder in ("A", "B")]
    comparison = compare(material(twice, sources=dict.fromkeys(SOURCES, LENGTH)), Settings(uncoded=uncoded))
    assert {row.value for row in comparison.results if row.measure in ON_UNITS} <= {1.0, None}
    assert not comparison.disagreements


def pooled(comparison: Comparison) -> dict[tuple[object, ...], object]:
    return {
        # behind the colon stand places, in the project's own order
        (row.name, row.measure, frozenset(row.coders)): (
            row.value,
            row.undefined and row.undefined.partition(":")[0],
            row.n_units,
            row.n_several,
        )
        for row in comparison.results
        if row.source is None
    }


@given(codings(("A", "B", "C")), st.permutations(("A", "B", "C")), st.sampled_from(Uncoded))
def test_the_order_of_coders_changes_nothing(given_codes, order, uncoded):
    length = dict.fromkeys(SOURCES, LENGTH)
    chosen = Settings(uncoded=uncoded)
    before = compare(material(given_codes, sources=length, coders=("A", "B", "C")), chosen)
    after = compare(material(given_codes, sources=length, coders=order), chosen)
    assert pooled(before) == pooled(after)


@given(codings(("A", "B")), st.sampled_from(Uncoded))
def test_the_order_of_sources_changes_nothing(given_codes, uncoded):
    chosen = Settings(uncoded=uncoded)
    before = compare(material(given_codes, sources={"one": 24, "two": 30}), chosen)
    after = compare(material(given_codes, sources={"two": 30, "one": 24}), chosen)
    assert pooled(before) == pooled(after)


@given(codings(("A", "B", "C")), st.permutations(CODES), st.sampled_from(Uncoded))
def test_calling_codes_by_other_names_changes_nothing(given_codes, names, uncoded):
    renamed = dict(zip(CODES, names, strict=True))
    chosen = Settings(uncoded=uncoded)
    length = dict.fromkeys(SOURCES, LENGTH)
    before = pooled(compare(material(given_codes, sources=length, coders=("A", "B", "C")), chosen))
    others = [(source, coder, renamed[code], *span) for source, coder, code, *span in given_codes]
    after = pooled(compare(material(others, sources=length, coders=("A", "B", "C")), chosen))
    assert before == {(renamed_back(name, renamed), *key): found for (name, *key), found in after.items()}


def renamed_back(name: str, renamed: dict[str, str]) -> str:
    return {new: old for old, new in renamed.items()}.get(name, name)


@given(codings(("A", "B")), st.sampled_from(Uncoded))
def test_doubling_every_position_leaves_dice_and_percent_unchanged(given_codes, uncoded):
    chosen = Settings(measures=("percent_agreement", "holsti", "dice"), uncoded=uncoded)
    twice = [(*who, 2 * start, 2 * end) for *who, start, end in given_codes]
    before = compare(material(given_codes, sources={"one": 24, "two": 24}), chosen)
    after = compare(material(twice, sources={"one": 48, "two": 48}), chosen)
    assert [row.value for row in before.results] == [row.value for row in after.results]


@given(codings(("A", "B")), st.sampled_from(Uncoded))
def test_a_second_source_with_the_same_codings_changes_no_percent(given_codes, uncoded):
    chosen = Settings(measures=("percent_agreement",), uncoded=uncoded)
    once = [("one", *rest) for _, *rest in given_codes]
    both = [(source, *rest) for _, *rest in once for source in SOURCES]
    before = compare(material(once, sources={"one": LENGTH}), chosen)
    after = compare(material(both, sources=dict.fromkeys(SOURCES, LENGTH)), chosen)
    pooled_before, pooled_after = (
        [row.value for row in found.results if row.source is None] for found in (before, after)
    )
    assert pooled_before == pooled_after


@given(codings(("A", "B")), st.integers(1, LENGTH - 1))
def test_cutting_a_segment_in_two_changes_no_measure_on_units(given_codes, cut):
    pieces = []
    for source, coder, code, start, end in given_codes:
        borders = [start, cut, end] if start < cut < end else [start, end]
        pieces += [(source, coder, code, a, b) for a, b in pairwise(borders)]
    length = dict.fromkeys(SOURCES, LENGTH)
    before, after = (
        compare(material(given_codes, sources=length), Settings(measures=ON_UNITS)),
        compare(material(pieces, sources=length), Settings(measures=ON_UNITS)),
    )
    assert before.results == after.results


@given(st.data(), st.sampled_from(Unit), st.integers(0, 6))
def test_places_and_exclusions_together_hold_every_coding_exactly_once(data, unit, tolerance):
    compared = data.draw(materials(unit))
    comparison = compare(compared, Settings(unit=unit, tolerance=tolerance, measures=("dice",)))
    everywhere = (*comparison.disagreements, *comparison.agreements, *comparison.excluded)
    listed = sorted(coding.id for place in everywhere for coding in place.codings)
    assert listed == sorted(coding.id for source in compared.sources for coding in source.codings)
    assert all(place.kind for place in comparison.disagreements)
    assert not any(place.kind for place in comparison.agreements)


@given(codings(("A", "B", "C")))
def test_places_are_the_connected_groups_that_comparing_every_pair_finds(given_codes):
    compared = material(given_codes, sources=dict.fromkeys(SOURCES, LENGTH), coders=("A", "B", "C"))
    comparison = compare(compared, Settings(measures=("dice",)))
    groups = [
        {coding.id for coding in place.codings}
        for place in (*comparison.disagreements, *comparison.agreements)
    ]
    everything = [coding for source in compared.sources for coding in source.codings]
    together = [{coding.id} for coding in everything]
    for one, other in combinations(everything, 2):
        if one.revision == other.revision and one.span.overlaps(other.span):
            joined = next(group for group in together if one.id in group)
            second = next(group for group in together if other.id in group)
            if joined is not second:
                together.remove(second)
                joined |= second
    assert sorted(map(sorted, groups)) == sorted(map(sorted, together))


@given(codings(("A", "B")))
def test_settled_by_tolerance_stays_settled_when_more_is_tolerated(given_codes):
    compared = material(given_codes, sources=dict.fromkeys(SOURCES, LENGTH))
    strict, lenient = (compare(compared, Settings(tolerance=n, measures=("dice",))) for n in (1, 3))
    assert {place.id for place in strict.agreements} <= {place.id for place in lenient.agreements}


@given(codings(("A", "B", "C")), st.sampled_from(Uncoded))
def test_a_pairs_row_is_the_comparison_of_these_two_alone(given_codes, uncoded):
    chosen = Settings(measures=("cohen_kappa", "scott_pi"), uncoded=uncoded)
    length = dict.fromkeys(SOURCES, LENGTH)
    all_three = compare(material(given_codes, sources=length, coders=("A", "B", "C")), chosen)
    two = [one for one in given_codes if one[1] != "C"]
    pair = compare(material(two, sources=length), chosen)
    assert [row for row in all_three.results if row.coders == ("A", "B")] == list(pair.results)


@given(st.data())
def test_the_same_material_gives_the_same_comparison(data):
    compared = data.draw(materials(Unit.CHARACTER))
    assert compare(compared, Settings()) == compare(replace(compared), Settings())
