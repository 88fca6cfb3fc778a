"""What the measures on units read from codings: values offered, sources judged, sets of codes, sentences."""

import pytest
from comparing import material, row, value

from core.agreement.coefficients import Undefined
from core.agreement.comparison import compare
from core.agreement.distances import Distance
from core.agreement.settings import Settings, Uncoded, Unit
from core.errors import InvalidInput
from core.model.scheme import Scale
from core.model.span import Span

ON_UNITS = (
    *("percent_agreement", "holsti", "cohen_kappa", "scott_pi", "fleiss_kappa", "brennan_prediger"),
    *("gwet_ac1", "krippendorff_alpha", "krippendorff_alpha_set", "dice"),
)
WITHOUT_CHANCE = ("percent_agreement", "holsti", "brennan_prediger", "gwet_ac1")


def found(given, measure, *, name="Motive", source=None, settings=None, **made):
    chosen = {"measures": (measure,), **(settings or {})}
    return row(compare(material(given, **made), Settings(**chosen)), measure, name, source)


# half of a hundred characters agree, in one of the values offered
HALF = [("one", "A", "a", 0, 50)]


@pytest.mark.parametrize(
    ("made", "uncoded", "q"),
    [
        ({}, Uncoded.CATEGORY, 4),
        ({"headings": ("c",)}, Uncoded.CATEGORY, 3),
        ({"headings": ("c",), "retired": ("b",)}, Uncoded.CATEGORY, 2),
        ({"families": {"Motive": tuple("abcdefg")}}, Uncoded.CATEGORY, 8),
        ({}, Uncoded.MISSING, 3),
    ],
)
def test_the_values_offered_are_the_active_codes_that_can_be_given_and_uncoded_where_it_is_one(
    made, uncoded, q
):
    given = [*HALF, ("one", "B", "a", 0, 25)]
    observed = 0.75
    if uncoded is Uncoded.MISSING:
        given.append(("one", "B", "c", 25, 50))
        observed = 0.5
    settings = {"uncoded": uncoded}
    assert found(given, "percent_agreement", settings=settings, **made).value == observed
    offered = found(given, "brennan_prediger", settings=settings, **made)
    assert len(offered.categories) == q
    assert offered.value == pytest.approx((observed - 1 / q) / (1 - 1 / q))


def test_a_code_by_itself_offers_two_values():
    given = [*HALF, ("one", "B", "a", 0, 25)]
    assert found(given, "brennan_prediger", name="a").value == pytest.approx((0.75 - 1 / 2) / (1 - 1 / 2))


def test_a_family_of_one_code_with_uncoded_missing_offers_no_choice():
    given = [("one", coder, "a", 0, 50) for coder in "AB"]
    made = {"families": {"Motive": ("a",)}, "settings": {"uncoded": Uncoded.MISSING}}
    for measure in ("brennan_prediger", "gwet_ac1"):
        assert found(given, measure, **made).undefined == Undefined.ONE_OFFERED
    assert found(given, "percent_agreement", **made).value == 1


@pytest.mark.parametrize("measure", ON_UNITS)
def test_where_nobody_coded_only_measures_without_expected_agreement_of_one_have_a_value(measure):
    nothing = found([], measure)
    if measure in WITHOUT_CHANCE:
        assert nothing.value == 1
    else:
        assert nothing.undefined == Undefined.NOBODY_CODED


@pytest.mark.parametrize("measure", ON_UNITS)
def test_where_all_gave_one_code_everywhere_the_reason_is_another(measure):
    everywhere = found([("one", coder, "a", 0, 100) for coder in "AB"], measure)
    if measure in (*WITHOUT_CHANCE, "dice"):
        assert everywhere.value == 1
    else:
        assert everywhere.undefined == Undefined.ONE_VALUE


def test_holsti_counts_what_one_coder_left_without_a_code_where_uncoded_is_missing():
    given = [("one", "A", "a", 0, 40), ("one", "B", "a", 20, 50)]
    missing = {"uncoded": Uncoded.MISSING}
    assert found(given, "holsti", settings=missing).value == 2 * 20 / (40 + 30)
    assert found(given, "percent_agreement", settings=missing).value == 1
    assert found(given, "holsti").value == found(given, "percent_agreement").value == 0.7


def test_holsti_of_coders_who_coded_different_text_is_none_of_it():
    given = [("one", "A", "a", 0, 40), ("one", "B", "a", 60, 100)]
    apart = found(given, "holsti", settings={"uncoded": Uncoded.MISSING})
    assert (apart.value, apart.n_units) == (0, 0)
    alone = found(given, "percent_agreement", settings={"uncoded": Uncoded.MISSING})
    assert alone.undefined == Undefined.NO_PAIR


def test_holsti_takes_no_source_that_another_coder_did_not_judge():
    given = [("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10), ("two", "A", "a", 0, 80)]
    made = {"sources": {"one": 100, "two": 100}, "not_done": [("two", "B")]}
    assert found(given, "holsti", settings={"uncoded": Uncoded.MISSING}, **made).value == 1
    nobody_else = {**made, "not_done": [("two", "B"), ("one", "B")]}
    assert found(given, "holsti", **nobody_else).undefined == Undefined.NO_PAIR


def test_holsti_pools_pairs_and_not_their_values():
    # A and B share 10 of 10 and 10; the pairs with C share 10 of 10 and 40
    given = [("one", "A", "a", 0, 10), ("one", "B", "a", 0, 10), ("one", "C", "a", 0, 40)]
    pooled = found(given, "holsti", coders=("A", "B", "C"), settings={"uncoded": Uncoded.MISSING})
    assert pooled.value == 2 * (10 + 10 + 10) / (20 + 50 + 50)


def test_scotts_pi_is_of_pairs():
    given = [("one", coder, "a", 0, 30) for coder in "ABC"]
    comparison = compare(
        material(given, coders=("A", "B", "C")), Settings(measures=("scott_pi",), codes=("a",))
    )
    pairs = {result.coders for result in comparison.results if result.source is None}
    assert pairs == {("A", "B"), ("A", "C"), ("B", "C")}


def test_shares_of_values_in_fleiss_kappa_are_of_all_units_that_anybody_judged():
    # C judged the second source alone; what she gave there is no pair, and yet a share
    given = [("one", "A", "a", 0, 50), ("one", "B", "a", 0, 40), ("two", "C", "a", 0, 100)]
    made = {
        "sources": {"one": 100, "two": 100},
        "coders": ("A", "B", "C"),
        "not_done": [("two", "A"), ("two", "B"), ("one", "C")],
    }
    with_a = (45 + 100) / 200
    by_chance = with_a**2 + (1 - with_a) ** 2
    assert found(given, "fleiss_kappa", **made).value == pytest.approx((0.9 - by_chance) / (1 - by_chance))
    in_one = 0.45**2 + 0.55**2
    of_source = found(given, "fleiss_kappa", source="one", **made)
    assert of_source.value == pytest.approx((0.9 - in_one) / (1 - in_one))


SEVERAL = [
    ("one", "A", "a", 0, 20), ("one", "A", "b", 0, 20), ("one", "B", "a", 0, 20),
    ("one", "A", "c", 20, 40), ("one", "B", "c", 20, 40),
]  # fmt: skip


def test_alpha_of_sets_uses_the_units_that_the_family_as_one_variable_leaves_out():
    as_one = found(SEVERAL, "krippendorff_alpha")
    as_sets = found(SEVERAL, "krippendorff_alpha_set")
    assert (as_one.value, as_one.n_units, as_one.n_several) == (1, 80, 20)
    assert (as_sets.n_units, as_sets.n_coded, as_sets.n_several) == (100, 40, 20)
    # {a, b} and {a} lie ½ apart on 20 units; sets are met 20, 20, 40 and 120 times
    observed = 2 * 20 * (1 / 2)
    n_ab, n_a, n_c, n_none = 20, 20, 40, 120
    expected = 2 * (n_ab * n_a * (1 / 2) + (n_ab + n_a) * (n_c + n_none) + n_c * n_none)
    assert as_sets.value == pytest.approx(1 - 199 * observed / expected)


@pytest.mark.parametrize(("distance", "apart"), [(Distance.JACCARD, 1 / 2), (Distance.MASI, 1 - 1 / 3)])
def test_the_distance_between_sets_is_a_setting_and_named_in_the_row(distance, apart):
    observed = 2 * 20 * apart
    expected = 2 * (20 * 20 * apart + 40 * 160 + 40 * 120)
    of_sets = found(SEVERAL, "krippendorff_alpha_set", settings={"distance": distance})
    assert of_sets.distance == distance
    assert of_sets.value == pytest.approx(1 - 199 * observed / expected)
    assert found(SEVERAL, "krippendorff_alpha", settings={"distance": distance}).distance == "nominal"


def test_alpha_of_sets_of_a_single_code_is_its_nominal_alpha():
    of_sets = found(SEVERAL, "krippendorff_alpha_set", name="b")
    assert (of_sets.value, of_sets.distance) == (value(SEVERAL, "krippendorff_alpha", "b"), "jaccard")


def test_alpha_of_sets_says_nothing_of_units_without_a_code_where_uncoded_is_missing():
    settings = {"uncoded": Uncoded.MISSING}
    of_sets = found([*SEVERAL, ("one", "A", "a", 60, 80)], "krippendorff_alpha_set", settings=settings)
    assert (of_sets.n_units, of_sets.n_coded) == (40, 40)


def test_a_set_with_a_code_too_new_for_another_coder_says_nothing_of_her():
    given = [
        ("one", "A", "a", 0, 20), ("one", "A", "c", 0, 20), ("one", "B", "a", 0, 20),
        ("one", "A", "b", 20, 40), ("one", "B", "b", 20, 40), ("one", "B", "c", 30, 40),
    ]  # fmt: skip
    made = {"under": {("one", "A"): 2, ("one", "B"): 1}, "added": {"c": 2}}
    of_sets = found(given, "krippendorff_alpha_set", **made)
    # B's own c does not count, and leaves her b
    assert (of_sets.value, of_sets.n_units, of_sets.n_coded) == (1, 80, 20)


def test_sets_of_more_codes_than_a_number_has_bits_are_told_apart():
    many = tuple(f"c{n:03}" for n in range(120))
    first, last = many[0], many[-1]
    given = [
        ("one", "A", first, 0, 50), ("one", "B", first, 0, 50),
        ("one", "A", last, 0, 10), ("one", "B", many[60], 0, 10),
    ]  # fmt: skip
    of_sets = found(given, "krippendorff_alpha_set", families={"Motive": many})
    # on ten units one of three codes is shared
    observed = 2 * 10 * (2 / 3)
    n_first, n_with_last, n_with_middle, n_none = 80, 10, 10, 100
    expected = 2 * (
        n_first * (n_with_last + n_with_middle) * (1 / 2)
        + n_with_last * n_with_middle * (2 / 3)
        + (n_first + n_with_last + n_with_middle) * n_none
    )
    assert of_sets.value == pytest.approx(1 - 199 * observed / expected)


def test_an_ordinal_family_is_compared_by_name_and_says_so_where_uncoded_is_a_value():
    given = [("one", "A", "a", 0, 50), ("one", "B", "b", 0, 50)]
    ordinal = found(given, "krippendorff_alpha", scale=Scale.ORDINAL, settings={"uncoded": Uncoded.MISSING})
    assert ordinal.distance == "ordinal"
    assert found(given, "krippendorff_alpha", scale=Scale.ORDINAL).distance == "nominal"


def test_a_distance_that_is_none_between_sets_is_refused():
    with pytest.raises(InvalidInput, match="jaccard, masi"):
        Settings(distance=Distance.ORDINAL)


def test_thirty_coders_can_be_compared():
    coders = tuple(f"coder {n}" for n in range(30))
    given = [("one", coder, "a", 0, 50) for coder in coders]
    for measure in ("fleiss_kappa", "gwet_ac1", "krippendorff_alpha_set", "holsti"):
        assert found(given, measure, coders=coders).value == 1


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("measure", ON_UNITS)
def test_a_source_of_one_character_can_be_compared(measure, unit):
    units = {"one": [Span(0, 1)]}
    one = found([("one", "A", "a", 0, 1)], measure, sources={"one": 1}, units=units, settings={"unit": unit})
    assert (one.value is None) != (one.undefined is None)
    assert one.n_units == 1


@pytest.mark.parametrize("uncoded", Uncoded)
@pytest.mark.parametrize("measure", ON_UNITS)
def test_a_family_without_codes_offers_nothing_to_agree_on(measure, uncoded):
    empty = found([], measure, families={"Motive": ()}, settings={"uncoded": uncoded})
    if uncoded is Uncoded.CATEGORY and measure in ("percent_agreement", "holsti"):
        assert empty.value == 1
    else:
        assert empty.undefined


@pytest.mark.parametrize("measure", ON_UNITS)
def test_where_every_unit_bears_several_codes_only_measures_that_take_them_have_a_value(measure):
    given = [("one", coder, code, 0, 100) for coder in "AB" for code in "ab"]
    given += [("two", coder, code, 0, 100) for coder in "AB" for code in "bc"]
    several = found(given, measure, sources={"one": 100, "two": 100})
    assert several.n_several == 200
    if measure in ("dice", "krippendorff_alpha_set"):
        assert (several.value, several.n_units) == (1, 200)
    else:
        assert (several.undefined, several.n_units) == (Undefined.ALL_SEVERAL, 0)


@pytest.mark.parametrize("measure", ON_UNITS)
def test_a_coder_without_codings_has_judged_what_she_finished(measure):
    silent = found([("one", "A", "a", 0, 50)], measure, name="a")
    assert silent.coders == ("A", "B")
    assert silent.n_units == 100
    expected = {"percent_agreement": 0.5, "holsti": 0.5, "brennan_prediger": 0, "cohen_kappa": 0, "dice": 0}
    if measure in expected:
        assert silent.value == expected[measure]
    else:
        # A's half is met by B's nothing everywhere
        assert silent.value < 0.5
