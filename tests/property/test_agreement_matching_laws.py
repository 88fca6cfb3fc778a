"""Laws of matching segments: the quick way agrees with trying every way."""

from fractions import Fraction

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.agreement.matching import Segments, matched, meetings

Segment = tuple[int, int, int]

segments = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(1, 8)).map(
        lambda one: (one[0], one[1], one[1] + one[2])
    ),
    max_size=6,
)
shares = st.sampled_from(["0", "0.25", "0.3333333333333333", "0.5", "0.75", "1"]).map(Fraction)


def columns(some: list[Segment]) -> Segments:
    table = np.array(some, dtype=np.int64).reshape(-1, 3)
    return Segments(*table.T)


def quick(one: list[Segment], other: list[Segment], least: Fraction) -> int:
    met = meetings(columns(one), columns(other)).at_least(least)
    return int(matched(met, len(one), len(other)).sum())


def iou(one: Segment, other: Segment) -> Fraction:
    held, held_too = (set(range(start, end)) for _, start, end in (one, other))
    if one[0] != other[0]:
        return Fraction(0)
    return Fraction(len(held & held_too), len(held | held_too))


def every_way(one: list[Segment], other: list[Segment], least: Fraction) -> int:
    """The most segments that find a partner of their own, whoever chooses whom."""
    if not one:
        return 0
    first, *rest = one
    most = every_way(rest, other, least)
    for place, candidate in enumerate(other):
        share = iou(first, candidate)
        if share and share >= least:
            most = max(most, 1 + every_way(rest, other[:place] + other[place + 1 :], least))
    return most


@given(segments, segments, shares)
@settings(max_examples=300)
@example([(0, 0, 4), (0, 3, 6)], [(0, 2, 4), (0, 3, 9)], Fraction(0))
def test_the_matching_is_as_large_as_trying_every_way_finds(one, other, least):
    assert quick(one, other, least) == every_way(one, other, least)


@given(segments, segments, shares)
def test_both_coders_have_as_many_partners(one, other, least):
    assert quick(one, other, least) == quick(other, one, least)


@given(segments, segments)
def test_a_higher_threshold_never_matches_more(one, other):
    counts = [quick(one, other, Fraction(n, 4)) for n in range(5)]
    assert counts == sorted(counts, reverse=True)


@given(segments, st.permutations(range(6)))
def test_a_coder_matches_herself_whatever_the_order(one, order):
    shuffled = [one[place] for place in order if place < len(one)]
    for least in (Fraction(0), Fraction(1, 2), Fraction(1)):
        assert quick(one, shuffled, least) == len(one)


def test_a_chain_of_overlaps_is_matched_to_its_end():
    chain = [(0, 10 * n, 10 * n + 15) for n in range(500)]
    moved = [(0, 10 * n + 12, 10 * n + 18) for n in range(500)]
    assert quick(chain, moved, Fraction(0)) == 500
    assert quick(chain, moved[:-1], Fraction(0)) == 499
    assert quick(chain[::-1], moved, Fraction(0)) == 500
