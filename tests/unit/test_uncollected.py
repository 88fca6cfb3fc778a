"""Work during which nobody looks for garbage, and what is left as it was afterwards."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from core.jobs import uncollected


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Leave Python's collector as it was found."""
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_enabled else gc.disable)()


def test_no_garbage_is_looked_for_during_the_work_alone():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_work_that_failed():
    with pytest.raises(ValueError, match="lost"), uncollected():
        raise ValueError("lost")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_garbage_made_during_the_work_is_found_later():
    class Knot:
        pass

    with uncollected():
        knot = Knot()
        knot.itself = knot
        alive = weakref.ref(knot)
        del knot
        # more than sets the collector off by itself
        knots = [[] for _ in range(5_000)]
        assert alive() is not None
        del knots
    gc.collect()
    assert alive() is None
