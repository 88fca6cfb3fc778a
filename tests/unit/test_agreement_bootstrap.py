"""Intervals from draws of sources: which are drawn, how often, and what stands where there is no interval."""

import numpy as np
import pytest

from core.agreement.bootstrap import Caution, Draws, NoInterval

EVERY = np.ones(6, dtype=np.bool_)


def draws(number: int = 200, clusters: tuple[int, ...] = (0, 1, 2, 3, 4, 5), names: str = "abcdef") -> Draws:
    return Draws(clusters, list(names[: len(clusters)]), number, 7)


def test_the_first_row_holds_every_source_once_and_is_the_number_itself():
    assert draws().times(EVERY)[0].tolist() == [1] * 6


def test_each_draw_holds_as_many_sources_as_there_are():
    times = draws().times(EVERY)
    assert times.shape == (201, 6)
    assert set(times.sum(axis=1).tolist()) == {6}
    assert times.max() > 1


def test_draws_are_those_of_numpys_generator_with_the_seed():
    taken = np.random.Generator(np.random.PCG64(7)).integers(0, 6, (200, 6))
    by_hand = np.stack([np.bincount(draw, minlength=6) for draw in taken])
    assert np.array_equal(draws().times(EVERY)[1:], by_hand)


def test_near_copies_come_and_stay_away_together():
    times = draws(clusters=(0, 1, 1, 2, 3, 4)).times(EVERY)
    assert np.array_equal(times[:, 1], times[:, 2])
    assert draws(clusters=(0, 1, 1, 2, 3, 4)).n_clusters(EVERY) == 5


def test_a_source_that_is_not_drawn_stays_in_every_draw():
    among = np.array([True] * 5 + [False])
    times = draws().times(among)
    assert set(times[:, 5].tolist()) == {1}
    assert set(times[:, :5].sum(axis=1).tolist()) == {5}


def test_where_a_source_stands_in_the_project_changes_no_draw():
    order = [3, 0, 5, 1, 4, 2]
    moved = Draws([0, 1, 2, 3, 4, 5], ["abcdef"[place] for place in order], 200, 7)
    assert np.array_equal(moved.times(EVERY), draws().times(EVERY)[:, order])


def test_an_interval_lies_between_the_outer_fortieths_of_the_draws():
    values = np.concatenate(([0.5], np.arange(1001) / 1000))
    found = draws(1001, tuple(range(12)), "abcdefghijkl").interval(values, np.ones(12, dtype=np.bool_))
    assert found.ci95 == pytest.approx((0.025, 0.975))
    assert (found.undefined, found.caution, found.n_clusters, found.draws_undefined) == (None, None, 12, 0)


def test_draws_without_a_value_are_left_out_and_counted():
    found = draws(4).interval(np.array([0.5, 0.25, np.nan, 0.25, np.nan]), EVERY)
    assert (found.ci95, found.draws_undefined) == ((0.25, 0.25), 2)
    nothing = draws(2).interval(np.array([0.5, np.nan, np.nan]), EVERY)
    assert (nothing.ci95, nothing.undefined, nothing.draws_undefined) == (None, NoInterval.NO_DRAW, 2)


def test_fewer_than_ten_clusters_are_a_caution_and_fewer_than_five_no_interval():
    assert draws(2).interval(np.array([0.5, 0.5, 0.5]), EVERY).caution == Caution.FEW
    few = draws(clusters=(0, 0, 1, 2, 3, 3))
    assert few.times(EVERY).tolist() == [[1] * 6]
    found = few.interval(np.array([0.5]), EVERY)
    assert (found.ci95, found.undefined, found.n_clusters) == (None, NoInterval.TOO_FEW, 4)


def test_around_no_value_there_is_no_interval():
    assert draws(1).interval(np.array([np.nan, 0.5]), EVERY).undefined == NoInterval.NO_VALUE


def test_without_draws_nothing_is_said_of_intervals():
    none = draws(0)
    assert none.times(EVERY).tolist() == [[1] * 6]
    found = none.interval(np.array([0.5]), EVERY)
    assert (found.ci95, found.undefined, found.n_clusters, found.draws_undefined) == (None,) * 4
