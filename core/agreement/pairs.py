"""What stands beside the number of several coders: that of each two of them, and that without each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from core.agreement.results import PairMatrix, Result, Without
from core.agreement.rows import Numbers


def pair_matrices(numbers: Numbers) -> Iterator[PairMatrix]:
    """Yield for each measure what it is for each two coders, over all sources."""
    coders = range(len(numbers.material.coders))
    names = tuple(coder.name for coder in numbers.material.coders)
    for measure in numbers.measures():
        cells: list[list[Result | None]] = [[None for _ in coders] for _ in coders]
        for one, other in combinations(coders, 2):
            cells[one][other] = cells[other][one] = numbers.pooled(measure, (one, other))
        found = next((cell for row in cells for cell in row if cell), None)
        if found is None:
            continue
        yield PairMatrix(
            scope=found.scope,
            name=found.name,
            family=found.family,
            measure=found.measure,
            distance=found.distance,
            coders=names,
            values=tuple(tuple(cell.value if cell else None for cell in row) for row in cells),
            undefined=tuple(tuple(cell.undefined if cell else None for cell in row) for row in cells),
            n_units=tuple(tuple(cell.n_units if cell else None for cell in row) for row in cells),
        )


def without_each(numbers: Numbers) -> Iterator[Without]:
    """Yield for each measure of three and more coders what it is when one of them is left out."""
    everyone = range(len(numbers.material.coders))
    if len(everyone) < 3:
        return
    for measure in numbers.measures():
        if measure.is_pairwise:
            continue
        for left_out in everyone:
            row = numbers.pooled(measure, tuple(coder for coder in everyone if coder != left_out))
            yield Without(
                scope=row.scope,
                name=row.name,
                family=row.family,
                measure=row.measure,
                distance=row.distance,
                without=numbers.material.coders[left_out].name,
                coders=row.coders,
                value=row.value,
                undefined=row.undefined,
                n_units=row.n_units,
            )
