"""Laws of the continuum and of segments: the sweep agrees with counting characters one by one."""

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from comparing import Given, Slow, alpha, material
from continuum_by_character import ByCharacter, bar_u, coverage, cu, ku, u
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agreement.comparison import compare
from core.agreement.material import Material
from core.agreement.results import Comparison, Result
from core.agreement.settings import Settings, Uncoded, Unit
from core.model.span import Span, union

LENGTH = 24
SOURCES = ("one", "two")
CODES = ("a", "b", "c")
CODERS = ("A", "B", "C", "D")
ON_CONTINUUM = ("u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha")
BY_SEGMENT = ("span_f1_exact", "span_f1_overlap")


def spans(longest: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, longest))
    return ends.map(lambda pair: Span(pair[0], min(LENGTH, pair[0] + pair[1])))


@st.composite
def codings(draw: st.DrawFn, coders: Collection[str], *, apart: bool = True) -> list[Given]:
    """Segments; `apart`: a coder's segments of different codes never overlap, of one code they may."""
    given: list[Given] = []
    for coder in sorted(coders):
        for source in SOURCES:
            for code, span in draw(st.lists(st.tuples(st.sampled_from(CODES), spans(9)), max_size=6)):
                others = [
                    Span(start, end)
                    for where, who, other, start, end in given
                    if (where, who) == (source, coder) and other != code
                ]
                if not apart or not any(span.overlaps(other) for other in others):
                    given.append((source, coder, code, span.start, span.end))
    return given


@st.composite
def materials(draw: st.DrawFn, *, apart: bool = True) -> Material:
    coders = CODERS[: draw(st.integers(2, 4))]
    places = st.tuples(st.sampled_from(SOURCES), st.sampled_from(coders))
    return material(
        draw(codings(coders, apart=apart)),
        sources=dict.fromkeys(SOURCES, LENGTH),
        coders=coders,
        not_done=draw(st.sets(places, max_size=3)),
        under=draw(st.dictionaries(places, st.just(1), max_size=3)),
        added=dict.fromkeys(draw(st.sets(st.sampled_from(CODES), max_size=1)), 2),
        not_codable={name: draw(st.lists(spans(6), max_size=2)) for name in SOURCES},
        units={name: [Span(0, 9), Span(10, LENGTH)] for name in SOURCES},
        spaces={name: [3, 9] for name in SOURCES},
    )


def obvious(compared: Material, row: Result) -> tuple[Fraction | None, Fraction | None]:
    """Value and coverage of a row of the continuum, counted character by character."""
    everyone = range(len(compared.coders))
    codes = {code.name: code.id for code in compared.codes}
    source = None if row.source is None else SOURCES.index(row.source)
    code = None if row.scope == "family" or row.measure == "ku_alpha" else codes[row.name]
    line = ByCharacter(compared, everyone, code, source)
    if row.measure == "ku_alpha":
        if line.is_overlapping() or len(compared.codes) < 2:
            return None, None
        return ku(line, codes[row.name]), coverage(line, codes[row.name])
    if line.is_overlapping() or (row.measure == "cu_alpha" and code is not None):
        return None, None
    return {"u_alpha": u, "bar_u_alpha": bar_u, "cu_alpha": cu}[row.measure](line), None


@pytest.mark.parametrize("apart", [True, False])
@given(st.data())
@settings(max_examples=60)
def test_the_continuum_agrees_with_counting_characters_one_by_one(apart, data):
    compared = data.draw(materials(apart=apart))
    for row in compare(compared, Settings(measures=ON_CONTINUUM)).results:
        value, covered = obvious(compared, row)
        assert (row.value is None) == (value is None), (row, value)
        assert (row.value is None) != (row.undefined is None)
        if value is not None:
            assert row.value == float(value), row
        if covered is not None:
            assert row.coverage == float(covered), row


def counted_by_hand(compared: Material, measure: str, least: Fraction) -> Fraction | None:
    """F1 over all sources and codes: every pair of coders, every way of choosing partners."""
    slow = Slow(compared, Settings())
    alike = segments = 0
    for number, source in enumerate(compared.sources):
        units = [unit for unit in slow.units if unit.source == number]
        for one, other in combinations(range(len(compared.coders)), 2):
            if not units or not (units[0].judged[one] and units[0].judged[other]):
                continue
            for code in slow.codes:
                if any(slow._lacks(units[0], coder, code) for coder in (one, other)):
                    continue
                first, second = (
                    [
                        set(range(piece.start, piece.end))
                        for coding in source.codings
                        if (coding.coder, coding.code) == (compared.coders[coder].id, code)
                        for piece in source.codable().pieces(coding.span)
                    ]
                    for coder in (one, other)
                )
                segments += len(first) + len(second)
                alike += most_partners(first, second, Fraction(1) if measure == "span_f1_exact" else least)
    return Fraction(2 * alike, segments) if segments else None


def most_partners(first: list[set[int]], second: list[set[int]], least: Fraction) -> int:
    if not first:
        return 0
    most = most_partners(first[1:], second, least)
    for place, other in enumerate(second):
        shared = Fraction(len(first[0] & other), len(first[0] | other))
        if shared and shared >= least:
            most = max(most, 1 + most_partners(first[1:], second[:place] + second[place + 1 :], least))
    return most


@given(materials(apart=False), st.sampled_from((0.0, 0.3, 0.5, 1.0)))
@settings(max_examples=60)
def test_f1_agrees_with_trying_every_way_to_match_segments(compared, iou):
    for row in compare(compared, Settings(measures=BY_SEGMENT, iou=iou)).results:
        if row.scope == "family" and row.source is None:
            value = counted_by_hand(compared, row.measure, Fraction(str(iou)))
            assert row.value == (None if value is None else float(value)), row


@given(materials(apart=False), st.sampled_from(Unit), st.sampled_from(Uncoded))
@settings(max_examples=40)
def test_the_unit_and_what_uncoded_text_says_leave_continuum_and_segments_alone(compared, unit, uncoded):
    chosen = Settings(measures=(*ON_CONTINUUM, *BY_SEGMENT))
    before = compare(compared, chosen)
    after = compare(compared, replace(chosen, unit=unit, uncoded=uncoded))
    assert values(before) == values(after)
    assert {row.unit for row in after.results} == {"character"}


def values(comparison: Comparison, *, pooled: bool = False) -> dict[tuple[object, ...], object]:
    return {
        (row.scope, row.name, row.measure, row.source): (row.value, row.undefined, row.coverage, row.n_units)
        for row in comparison.results
        if not pooled or row.source is None
    }


def on_line(given: list[Given], **made: object) -> Comparison:
    made = {"sources": dict.fromkeys(SOURCES, LENGTH), "coders": ("A", "B", "C")} | made
    return compare(material(given, **made), Settings(measures=(*ON_CONTINUUM, *BY_SEGMENT)))


@given(codings(("A",)), st.integers(2, 4))
@settings(max_examples=40)
def test_perfect_agreement_is_one_wherever_it_is_defined(one_coder, n_coders):
    coders = CODERS[:n_coders]
    repeated = [(source, coder, *rest) for source, _, *rest in one_coder for coder in coders]
    comparison = on_line(repeated, coders=coders)
    assert {row.value for row in comparison.results} <= {1.0, None}
    if one_coder:
        assert {row.value for row in comparison.results if row.source is None} >= {1.0}


@given(codings(("A", "B", "C"), apart=False))
@settings(max_examples=40)
def test_no_value_is_above_one(given_codes):
    for row in on_line(given_codes).results:
        assert row.value is None or row.value <= 1
        assert row.coverage is None or 0 <= row.coverage <= 1
        if row.value is not None and row.measure in BY_SEGMENT:
            assert row.value >= 0


@given(codings(("A", "B", "C")), st.permutations(("A", "B", "C")))
@settings(max_examples=40)
def test_the_order_of_coders_changes_nothing(given_codes, order):
    assert values(on_line(given_codes)) == values(on_line(given_codes, coders=order))


@given(codings(("A", "B")))
@settings(max_examples=40)
def test_the_order_of_sources_changes_nothing(given_codes):
    before = on_line(given_codes, coders=("A", "B"))
    after = on_line(given_codes, coders=("A", "B"), sources=dict.fromkeys(reversed(SOURCES), LENGTH))
    assert values(before) == values(after)


@given(codings(("A", "B", "C")), st.permutations(CODES))
@settings(max_examples=40)
def test_calling_codes_by_other_names_changes_nothing(given_codes, names):
    renamed = dict(zip(CODES, names, strict=True))
    others = [(source, coder, renamed[code], *span) for source, coder, code, *span in given_codes]
    after = values(on_line(others))
    for (scope, name, *rest), found in values(on_line(given_codes)).items():
        assert after[scope, renamed.get(name, name), *rest] == found


@given(codings(("A", "B", "C")), st.sampled_from(SOURCES), st.integers(1, LENGTH - 1))
@settings(max_examples=40)
def test_cutting_gaps_in_two_changes_nothing(given_codes, source, at):
    """A source cut where all coders have a gap is two sources, with a hard border between."""
    here = [(name, *rest) for name, *rest in given_codes if name == source]
    through = [one for one in here if one[3] < at < one[4]]
    whole = [one for one in here if one not in through]
    cut = [
        ("first", *rest, start, end) if end <= at else ("second", *rest, start - at, end - at)
        for _, *rest, start, end in whole
    ]
    before = on_line(whole, sources={source: LENGTH})
    after = on_line(cut, sources={"first": at, "second": LENGTH - at})
    assert values(before, pooled=True) == values(after, pooled=True)


@given(codings(("A", "B")), st.integers(1, LENGTH - 1))
@settings(max_examples=40)
def test_cutting_a_coded_section_lowers_the_value(given_codes, at):
    pieces = []
    for source, coder, code, start, end in given_codes:
        borders = [start, at, end] if coder == "A" and start < at < end else [start, end]
        pieces += [(source, coder, code, a, b) for a, b in pairwise(borders)]

    def sections(given: list[Given]) -> list[tuple[str, str, str, Span]]:
        keys = sorted({one[:3] for one in given})
        return [
            (*key, span) for key in keys for span in union(Span(*one[3:]) for one in given if one[:3] == key)
        ]

    before, after = (values(on_line(some, coders=("A", "B"))) for some in (given_codes, pieces))
    row = ("family", "Motive", "u_alpha", None)
    if before[row][0] in (None, 1.0) or sections(given_codes) == sections(pieces):
        assert after[row][:2] == before[row][:2]
    else:
        # by chance, shorter sections of one code meet more often: less disagreement is expected
        assert after[row][0] < before[row][0]


@given(st.data(), st.integers(2, 4))
@settings(max_examples=40)
def test_units_of_length_one_make_u_alpha_nominal_alpha_with_the_gap_as_a_value(data, n_coders):
    coders = CODERS[:n_coders]
    gap = (None, *CODES)
    rows = [data.draw(st.lists(st.sampled_from(gap), min_size=12, max_size=12)) for _ in coders]
    single = [
        ("one", coder, code, place, place + 1)
        for coder, row in zip(coders, rows, strict=True)
        for place, code in enumerate(row)
        if code is not None
    ]
    comparison = on_line(single, coders=coders, sources={"one": 12})
    found = values(comparison)["family", "Motive", "u_alpha", None][0]
    units = [[code or "gap" for code in column] for column in zip(*rows, strict=True)]
    # alpha draws values without putting them back: n is the number of values, here of characters
    expected = alpha(units)
    assert found == (None if expected is None else float(expected))


@given(codings(("A", "B", "C")))
@settings(max_examples=40)
def test_a_code_by_itself_has_one_value_on_the_continuum(given_codes):
    found = values(on_line(given_codes))
    for (scope, name, measure, source), value in found.items():
        if (scope, measure) == ("code", "u_alpha"):
            assert found[scope, name, "bar_u_alpha", source] == value
            assert found[scope, name, "cu_alpha", source][0] is None


@given(codings(("A", "B"), apart=False))
@settings(max_examples=40)
def test_every_overlap_of_ones_own_codes_is_listed_and_nothing_else(given_codes):
    listed = {
        (one.source, one.coder, place): set(one.codes)
        for one in on_line(given_codes, coders=("A", "B")).overlaps
        for place in range(one.start, one.end)
    }
    borne: dict[tuple[str, str, int], set[str]] = {}
    for source, coder, code, start, end in given_codes:
        for place in range(start, end):
            borne.setdefault((source, coder, place), set()).add(code)
    assert set(listed) == {place for place, codes in borne.items() if len(codes) > 1}
    assert all(borne[place] <= codes for place, codes in listed.items())
