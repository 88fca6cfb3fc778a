"""The table of units: what it holds, and that the numbers can be computed from it again."""

from collections import Counter

import pytest
from comparing import material
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from core.agreement.comparison import compare
from core.agreement.settings import Settings, Unit
from core.agreement.unit_rows import UnitRow, unit_rows
from core.model.span import Span

CODERS = ("A", "B", "C")


def rows(found, settings=None):
    return list(unit_rows(found, settings or Settings()))


def test_neighbouring_units_with_the_same_judgements_are_one_row():
    found = rows(material([("one", "A", "a", 10, 20), ("one", "B", "a", 15, 20), ("one", "B", "a", 20, 25)]))
    assert found == [
        UnitRow("Motive", "one", 0, 10, 10, ((), ())),
        UnitRow("Motive", "one", 10, 15, 5, (("a",), ())),
        UnitRow("Motive", "one", 15, 20, 5, (("a",), ("a",))),
        UnitRow("Motive", "one", 20, 25, 5, ((), ("a",))),
        UnitRow("Motive", "one", 25, 100, 75, ((), ())),
    ]


def test_several_codes_stand_together_and_their_coder_is_named():
    found = rows(material([("one", "A", "b", 0, 10), ("one", "A", "a", 5, 10), ("one", "A", "c", 5, 7)]))
    assert [(row.start, row.values[0], row.several(CODERS[:2])) for row in found] == [
        (0, ("b",), ()),
        (5, ("a", "b", "c"), ("A",)),
        (7, ("a", "b"), ("A",)),
        (10, (), ()),
    ]


def test_what_nobody_judged_is_no_row_and_what_one_did_not_judge_is_not_uncoded():
    found = rows(
        material(
            [("two", "A", "a", 0, 10)],
            sources={"one": 30, "two": 10},
            not_done={("one", "A"), ("one", "B"), ("two", "B")},
        )
    )
    assert found == [UnitRow("Motive", "two", 0, 10, 10, (("a",), None))]


def test_not_codable_text_divides_rows_of_characters():
    found = rows(material([("one", "A", "a", 10, 40)], not_codable={"one": [Span(20, 30)]}))
    assert [(row.start, row.end, row.units, row.values[0]) for row in found] == [
        (0, 10, 10, ()),
        (10, 20, 10, ("a",)),
        (30, 40, 10, ("a",)),
        (40, 100, 60, ()),
    ]


def test_larger_units_are_counted_and_placed_in_their_source():
    words = {"one": [Span(0, 4), Span(5, 9), Span(10, 14)], "two": [Span(0, 3), Span(4, 7)]}
    found = rows(
        material(
            [("one", "A", "a", 5, 14), ("two", "B", "b", 4, 7)],
            sources={"one": 15, "two": 8},
            units=words,
            spaces={"one": [4, 9, 14], "two": [3, 7]},
        ),
        Settings(unit=Unit.WORD),
    )
    assert [(row.source, row.start, row.end, row.units) for row in found] == [
        ("one", 0, 4, 1),
        ("one", 5, 14, 2),
        ("two", 0, 3, 1),
        ("two", 4, 7, 1),
    ]


def test_a_coder_for_whom_a_given_code_is_too_new_is_named():
    found = rows(
        material([("one", "A", "c", 0, 10)], under={("one", "B"): 1}, added={"a": 1, "b": 1, "c": 2})
    )
    assert [(row.start, row.without) for row in found] == [(0, ("B",)), (10, ())]


SPANS = st.tuples(st.integers(0, 59), st.integers(1, 20)).map(lambda each: (each[0], min(60, sum(each))))
GIVEN = st.lists(
    st.tuples(
        st.sampled_from(("one", "two")), st.sampled_from(CODERS), st.sampled_from(("a", "b", "c")), SPANS
    ),
    max_size=12,
)


def studied(drawn):
    return material(
        [(source, coder, code, *span) for source, coder, code, span in drawn],
        sources={"one": 60, "two": 60},
        coders=CODERS,
        not_done={("two", "C")},
        not_codable={"one": [Span(30, 35)]},
    )


@given(GIVEN)
def test_rows_of_characters_hold_each_codable_character_once_with_what_each_coder_gave(drawn):
    found = studied(drawn)
    seen = Counter()
    for row in unit_rows(found, Settings()):
        assert row.units == row.end - row.start
        for at in range(row.start, row.end):
            seen[row.source, at] += 1
            for coder, codes in zip(CODERS, row.values, strict=True):
                if (row.source, coder) == ("two", "C"):
                    assert codes is None
                    continue
                given_here = {
                    code
                    for source, who, code, (start, end) in drawn
                    if (source, who) == (row.source, coder) and start <= at < end
                }
                assert set(codes) == given_here
    assert set(seen.values()) == {1}
    assert len(seen) == 115


@given(GIVEN)
def test_alpha_computed_from_the_rows_by_nltk_are_those_of_the_comparison(drawn):
    found = studied(drawn)
    settings = Settings(measures=("krippendorff_alpha",), families=("Motive",))
    [ours] = [row for row in compare(found, settings).results if row.scope == "family" and row.source is None]
    triples, number = [], 0
    for row in unit_rows(found, settings):
        if row.several(CODERS):
            continue
        for _ in range(row.units):
            number += 1
            said = [
                (coder, number, (codes or ("uncoded",))[0])
                for coder, codes in zip(CODERS, row.values, strict=True)
                if codes is not None
            ]
            triples.extend(said if len(said) > 1 else [])
    if ours.value is None:
        assert len({value for *_, value in triples}) < 2
    else:
        assert AnnotationTask(triples).alpha() == pytest.approx(ours.value, abs=1e-9)
