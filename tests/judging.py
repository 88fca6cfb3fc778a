"""Small tables of values to try coefficients on."""

import random
from collections.abc import Callable

import numpy as np

from core.agreement.coefficients import Outcome
from core.agreement.counts import NOTHING, Counts, Table


def table(rows: list[list[int]], weights: list[int] | None = None, **kind: object) -> Table:
    values = np.array(rows, dtype=np.int64)
    heavy = np.ones(values.shape[1], dtype=np.int64) if weights is None else np.array(weights)
    return Table(values, heavy, np.zeros_like(heavy), 1, int(values.max(initial=0)) + 1, **kind)


def computed(measure: Callable[[Counts], Outcome], of: Table) -> float:
    [found] = measure(of.counts).values
    return found


def judged_at_random(seed: int, coders: int, missing: float) -> tuple[list[list[int]], list[int]]:
    draw = random.Random(seed)
    rows = [
        [NOTHING if draw.random() < missing else draw.randrange(4) for _ in range(60)] for _ in range(coders)
    ]
    return rows, [draw.randrange(1, 5) for _ in range(60)]
