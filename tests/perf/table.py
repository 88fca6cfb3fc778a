"""The table of time budgets: what was measured, beside the least that could serve."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROWS: list[tuple[str, ...]] = []


@dataclass
class Budget:
    """Measures a piece of work, and the least that could serve, turn by turn."""

    benchmark: object

    def hold(
        self,
        what: str,
        work: Callable[[], object],
        floor: Callable[[], object] | None = None,
        factor: float | None = None,
        at_most: float | None = None,
        rounds: int = 7,
        before: Callable[[], object] | None = None,
    ) -> float:
        """Fail when the median takes longer than `factor` times the floor's, or `at_most` seconds.

        The floor's median is taken before and after the work, the slower counts: a machine that
        slows down meanwhile is not our fault. What is done `before` each round is not counted.
        """
        floors = [_median(floor, rounds, before)] if floor else []
        _median(work, 1, before)
        self.benchmark.pedantic(work, setup=_quietly(before), rounds=rounds, iterations=1)
        taken = self.benchmark.stats.stats.median
        if floor:
            floors.append(_median(floor, rounds, before))
        least = max(floors) if floors else None
        budget = " and ".join(
            part
            for part in (
                f"{factor:g} × floor" if factor else "",
                f"under {at_most * 1000:g} ms" if at_most else "",
            )
            if part
        )
        ROWS.append(
            (
                what,
                _milliseconds(taken),
                _milliseconds(least) if least else "–",
                f"{taken / least:.2f}" if least else "–",
                budget,
            )
        )
        if least and factor:
            assert taken <= factor * least, f"{what}: {taken / least:.2f} times the floor"
        if at_most:
            assert taken <= at_most, f"{what}: {taken * 1000:.1f} ms"
        return taken


def note(what: str, found: str, budget: str) -> None:
    """Put a figure into the table that is no time."""
    ROWS.append((what, found, "–", "–", budget))


def note_time(what: str, taken: float, at_most: float) -> None:
    """Put a time into the table that was measured otherwise, and fail when it is too long."""
    note(what, _milliseconds(taken), f"under {_milliseconds(at_most)}")
    assert taken <= at_most, f"{what}: {_milliseconds(taken)}"


def _quietly(before: Callable[[], object] | None) -> Callable[[], None]:
    def done_before() -> None:
        if before:
            before()

    return done_before


def _median(work: Callable[[], object], rounds: int, before: Callable[[], object] | None = None) -> float:
    times = []
    for _ in range(rounds):
        if before:
            before()
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
