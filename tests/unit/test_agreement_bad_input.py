"""Material that cannot be compared: a plain sentence stands where the number would, and nothing breaks."""

import pytest
from comparing import material, row

from core.agreement.coefficients import Undefined
from core.agreement.comparison import compare
from core.agreement.continuum import NoValue
from core.agreement.material import Material
from core.agreement.measures import MEASURES
from core.agreement.results import Comparison, Result
from core.agreement.settings import Settings, Uncoded

BOTH = [("one", "A", "a", 0, 10), ("one", "B", "a", 0, 12)]


def compared(made: Material, **chosen: object) -> Comparison:
    """Compare with everything asked for, so that nothing around a number breaks either."""
    return compare(made, Settings(draws=5, **chosen))


def rows_without_value(comparison: Comparison) -> list[Result]:
    """All rows, of which none has a value and each a sentence that says why."""
    for found in comparison.results:
        assert found.value is None, found
        assert found.undefined.endswith("."), found
        assert found.ci95 is None
    return list(comparison.results)


@pytest.mark.parametrize("uncoded", Uncoded)
def test_with_one_coder_only_nothing_has_a_value(uncoded):
    comparison = compared(material(BOTH[:1], coders=("A",)), uncoded=uncoded)
    rows = rows_without_value(comparison)
    assert {found.undefined for found in rows} == {Undefined.NO_PAIR}
    # no two coders, no rows of pairs
    assert {found.measure for found in rows} == {
        name for name, measure in MEASURES.items() if not measure.is_pairwise
    }
    assert comparison.pairs == comparison.without == comparison.confusion == comparison.two_by_two == ()


def test_with_nobody_at_all_nothing_has_a_value():
    assert {found.undefined for found in rows_without_value(compared(material([], coders=())))} == {
        Undefined.NO_PAIR
    }


def test_without_a_source_nothing_has_a_value():
    rows_without_value(compared(material([], sources={})))


def test_without_a_source_that_two_judged_nothing_has_a_value():
    made = material(
        [("one", "A", "a", 0, 10), ("two", "B", "a", 0, 10)],
        sources={"one": 20, "two": 20},
        not_done=[("one", "B"), ("two", "A")],
    )
    rows = rows_without_value(compared(made))
    assert {found.source for found in rows} == {None}
    assert {found.undefined for found in rows} == {Undefined.NO_PAIR}


@pytest.mark.parametrize("uncoded", Uncoded)
def test_a_family_without_codes_has_no_agreement_to_speak_of(uncoded):
    comparison = compared(material([], families={"Empty": ()}), uncoded=uncoded)
    for found in comparison.results:
        # where absence is a decision, two coders who found nothing are alike in that
        assert found.value is None or (found.value == 1 and uncoded is Uncoded.CATEGORY), found
    kappa = row(comparison, "cohen_kappa", "Empty")
    assert (kappa.value, kappa.n_units) == (None, 100 if uncoded is Uncoded.CATEGORY else 0)
    [table] = comparison.confusion
    assert table.weights == (((100,),) if uncoded is Uncoded.CATEGORY else ())


def test_a_family_whose_units_all_bear_several_codes_says_how_many_and_has_no_value():
    everywhere = [("one", coder, code, 0, 100) for coder in "AB" for code in "ab"]
    comparison = compared(material(everywhere))
    kappa = row(comparison, "cohen_kappa")
    assert (kappa.value, kappa.undefined) == (None, Undefined.ALL_SEVERAL)
    assert (kappa.n_units, kappa.n_several) == (0, 100)
    assert row(comparison, "dice").value == 1
    u_alpha = row(comparison, "u_alpha")
    assert u_alpha.value is None
    assert u_alpha.undefined.startswith(NoValue.OVERLAPPING.removesuffix("."))
    assert [table.n_several for table in comparison.confusion] == [100]


def test_a_coder_without_codings_found_nothing():
    comparison = compared(material(BOTH, coders=("A", "B", "C")))
    assert row(comparison, "dice", coders=("A", "B", "C")).value == 2 * 10 / (2 * 22)
    silent = row(comparison, "cohen_kappa", "a", coders=("A", "C"))
    assert silent.value == 0
    of_code_b = row(comparison, "cohen_kappa", "b", coders=("A", "C"))
    assert (of_code_b.value, of_code_b.undefined) == (None, Undefined.NOBODY_CODED)


def test_thirty_coders_are_compared_pair_by_pair_and_without_each():
    names = tuple(f"coder {n:02}" for n in range(30))
    given = [("one", name, "a", 0, 50 + n) for n, name in enumerate(names)]
    comparison = compared(material(given, coders=names), measures=("cohen_kappa", "krippendorff_alpha"))
    kappa = next(matrix for matrix in comparison.pairs if matrix.measure == "cohen_kappa")
    assert len(kappa.values) == 30
    assert sum(value is not None for of_coder in kappa.values for value in of_coder) == 30 * 29
    assert len([one for one in comparison.without if one.name == "a"]) == 30
    assert 0 < row(comparison, "krippendorff_alpha", "a").value < 1


@pytest.mark.parametrize("uncoded", Uncoded)
def test_a_source_of_one_character_is_a_unit_like_another(uncoded):
    made = material([("one", "A", "a", 0, 1), ("one", "B", "a", 0, 1)], sources={"one": 1})
    comparison = compared(made, uncoded=uncoded)
    assert row(comparison, "percent_agreement").value == 1
    assert row(comparison, "percent_agreement").n_units == 1
    assert row(comparison, "krippendorff_alpha").undefined == Undefined.ONE_VALUE


def test_a_source_without_a_character_has_no_unit():
    made = material([], sources={"one": 0})
    for found in rows_without_value(compared(made)):
        assert found.n_units == 0
