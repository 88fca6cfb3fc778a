"""The continuum: the published example, what a row of sections is, and where there is no value."""

import numpy as np
import pytest

from core.agreement.coefficients import Undefined
from core.agreement.continuum import CodeInFamily, Continuum, NoValue
from core.agreement.sections_on_line import Stretches, continuum_of, cut
from core.agreement.u_alpha import bar_u_alpha, coverage, cu_alpha, ku_alpha, u_alpha
from core.agreement.units import Ranges

# Krippendorff (2019), figure 12.11: three coders, length 60
EXAMPLE = {
    0: [(2, 9, "a"), (11, 17, "b"), (24, 30, "e"), (32, 36, "f"), (36, 44, "f"), (44, 60, "g")],
    1: [(2, 9, "a"), (11, 17, "c"), (19, 25, "e"), (32, 44, "f")],
    2: [(2, 9, "a"), (11, 17, "d"), (21, 27, "e"), (32, 36, "f"), (36, 40, "f"), (40, 44, "f")],
}  # fmt: skip
CODES = "abcdefg"


def ranges(rows: dict[int, list[tuple[int, int, str]]]) -> Ranges:
    flat = [(coder, CODES.index(code), *span) for coder, row in rows.items() for *span, code in row]
    columns = np.array(flat, dtype=np.int64).reshape(-1, 4).T
    return Ranges(*columns).united()


def continuum(
    rows: dict[int, list[tuple[int, int, str]]],
    borders: tuple[int, ...] = (0, 60),
    *,
    n_coders: int = 3,
    n_codes: int = len(CODES),
    judged: list[list[bool]] | None = None,
) -> Continuum:
    """Rows of coders on a line with hard borders, each stretch a part."""
    n_stretches = len(borders) - 1
    everyone = np.ones((n_coders, n_stretches), dtype=np.bool_) if judged is None else np.array(judged)
    stretches = Stretches(np.array(borders), everyone, np.arange(n_stretches), n_stretches)
    return continuum_of(ranges(rows), n_codes, stretches, range(n_coders))


def test_the_published_example_gives_its_published_values():
    example = continuum(EXAMPLE)
    assert u_alpha(example).values[0] == pytest.approx(0.510, abs=5e-4)
    assert bar_u_alpha(example).values[0] == pytest.approx(0.413, abs=5e-4)
    assert cu_alpha(example).values[0] == pytest.approx(0.724, abs=5e-4)


def test_touching_sections_stay_apart_for_joined_the_example_would_give_other_values():
    joined = EXAMPLE | {
        0: [(2, 9, "a"), (11, 17, "b"), (24, 30, "e"), (32, 44, "f"), (44, 60, "g")],
        2: [(2, 9, "a"), (11, 17, "d"), (21, 27, "e"), (32, 44, "f")],
    }
    example = continuum(joined)
    assert u_alpha(example).values[0] == pytest.approx(0.512, abs=5e-4)
    assert bar_u_alpha(example).values[0] == pytest.approx(0.416, abs=5e-4)
    assert cu_alpha(example).values[0] == pytest.approx(0.731, abs=5e-4)


def test_in_the_example_coders_agree_perfectly_on_a_code_or_as_chance_would():
    example = continuum(EXAMPLE)
    by_code = {code: ku_alpha(CodeInFamily(example, n)) for n, code in enumerate(CODES)}
    for code in "aef":
        assert by_code[code].values[0] == 1
    for code in "bcd":
        assert by_code[code].values[0] == 0
    assert by_code["g"].reasons == (NoValue.NOTHING_SHARED,)


def test_coverage_says_on_which_share_of_a_codes_text_its_value_rests():
    example = continuum(EXAMPLE)
    assert coverage(CodeInFamily(example, CODES.index("a")))[0] == 1
    assert coverage(CodeInFamily(example, CODES.index("g")))[0] == 0
    # 24-30, 19-25 and 21-27, each met by the others: 4 of 12, 5 of 12 and 7 of 12 characters
    assert coverage(CodeInFamily(example, CODES.index("e")))[0] == pytest.approx(16 / 36)
    nobody = continuum({0: [(0, 5, "a")], 1: []}, n_coders=2)
    assert np.isnan(coverage(CodeInFamily(nobody, 1))[0])


def test_a_code_alone_has_one_value_beside_its_gaps():
    alone = continuum({0: [(0, 20, "a")], 1: [(10, 30, "a")]}, n_coders=2, n_codes=1)
    assert u_alpha(alone).values[0] == bar_u_alpha(alone).values[0]
    assert cu_alpha(alone).reasons == (NoValue.ONE_CODE,)
    assert ku_alpha(CodeInFamily(alone, 0)).reasons == (NoValue.ONE_CODE,)


def test_without_codings_or_with_nothing_else_chance_would_agree_everywhere():
    for rows in ({}, {coder: [(0, 60, "a")] for coder in range(3)}):
        for measure in (u_alpha, bar_u_alpha):
            assert measure(continuum(rows)).reasons == (Undefined.ONE_VALUE,)
    assert cu_alpha(continuum({})).reasons == (Undefined.NOBODY_CODED,)
    assert cu_alpha(continuum({0: [(0, 9, "a")], 1: [(9, 20, "b")]})).reasons == (NoValue.NOTHING_SHARED,)


def test_codes_that_only_two_of_many_coders_gave_leave_chance_nothing_to_draw_from():
    disputed = {0: [(0, 10, "a")], 1: [(0, 10, "b")]}
    for n_coders in (3, 4, 5):
        few = continuum(disputed, n_coders=n_coders)
        assert cu_alpha(few).reasons == (NoValue.TOO_LITTLE_SHARED,)
        assert ku_alpha(CodeInFamily(few, 0)).reasons == (NoValue.TOO_LITTLE_SHARED,)
    assert cu_alpha(continuum(disputed, n_coders=2)).values[0] == 0


def test_ones_own_sections_of_different_codes_that_overlap_are_no_row():
    given = {0: [(0, 10, "a"), (5, 15, "b")], 1: [(0, 15, "a"), (40, 50, "a")]}
    halves = continuum(given, (0, 30, 60), n_coders=2)
    for measure in (u_alpha, bar_u_alpha, cu_alpha):
        assert measure(halves).reasons[0] is NoValue.OVERLAPPING
        assert measure(halves).reasons[1] is not NoValue.OVERLAPPING
        assert measure(halves.pooled()).reasons == (NoValue.OVERLAPPING,)


def test_overlapping_sections_of_one_coder_and_code_are_one():
    pieces = continuum({0: [(0, 10, "a"), (5, 15, "a")], 1: [(0, 15, "a")]}, n_coders=2)
    assert u_alpha(pieces).values[0] == 1
    assert (
        pieces.squares[0].tolist()
        == continuum({0: [(0, 15, "a")], 1: [(0, 15, "a")]}, n_coders=2).squares[0].tolist()
    )


def test_no_section_crosses_a_hard_border():
    whole = ranges({0: [(0, 30, "a")], 1: [(10, 20, "b")]})
    pieces, at = cut(whole, np.array([0, 10, 20, 60]))
    assert list(zip(pieces.starts, pieces.ends, at, strict=True)) == [
        (0, 10, 0), (10, 20, 1), (20, 30, 2), (10, 20, 1),
    ]  # fmt: skip


def test_text_that_one_coder_alone_judged_is_on_no_continuum():
    given = {0: [(0, 10, "a"), (30, 50, "b")], 1: [(0, 12, "a")]}
    both_first = [[True, True], [True, False]]
    lone = continuum(given, (0, 30, 60), n_coders=2, judged=both_first)
    assert u_alpha(lone).reasons[1] is Undefined.NO_PAIR
    assert u_alpha(lone.pooled()).values[0] == u_alpha(lone).values[0]


def test_sources_with_other_numbers_of_coders_are_pooled_over_a_common_denominator():
    given = {n: [(0, 10 + n, "a"), (30, 50 - n, "b")] for n in range(4)}
    judged = [[True, True], [True, True], [True, False], [True, False]]
    pooled = continuum(given, (0, 30, 60), n_coders=4, judged=judged).pooled()
    assert pooled.sizes == (2, 4)
    assert 0 < u_alpha(pooled).values[0] < 1


def test_long_texts_and_many_coders_keep_whole_numbers():
    n_coders, times = 30, 100_000
    given = {n: [(n, 20 + n // 2, "a"), (40 - n // 8, 60, "b")] for n in range(n_coders)}
    # by 2, 3 ... 30 coders: the common multiple of 1 ... 29 is above 10**12
    borders = tuple(range(0, 29 * 70 + 1, 70))
    many = {
        n: [(start + border, end + border, code) for border in borders[:-1] for start, end, code in row]
        for n, row in given.items()
    }
    judged = [[coder <= part + 1 for part in range(29)] for coder in range(n_coders)]
    long = {n: [(a * times, b * times, code) for a, b, code in row] for n, row in many.items()}
    short_line = continuum(many, borders, n_coders=n_coders, judged=judged).pooled()
    long_line = continuum(long, tuple(b * times for b in borders), n_coders=n_coders, judged=judged).pooled()
    assert cu_alpha(long_line).values[0] == cu_alpha(short_line).values[0]
    assert u_alpha(long_line).values[0] == pytest.approx(u_alpha(short_line).values[0], abs=1e-2)
