"""What stands beside the number of several coders: that of each two of them, and that without each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from core.agreement.results import PairMatrix, Without
from core.agreement.rows import Number, Numbers


def pair_matrices(numbers: Numbers) -> Iterator[PairMatrix]:
    """Yield for each measure what it is for each two coders, over all sources."""
    subject = numbers.subject
    coders = range(len(numbers.material.coders))
    names = tuple(coder.name for coder in numbers.material.coders)
    if len(coders) < 2:
        return
    for measure in numbers.measures():
        cells: list[list[Number | None]] = [[None for _ in coders] for _ in coders]
        for one, other in combinations(coders, 2):
            cells[one][other] = cells[other][one] = numbers.pooled(measure, (one, other))
        yield PairMatrix(
            scope=subject.scope,
            name=subject.name,
            family=subject.family,
            measure=measure.name,
            distance=subject.distance_of(measure),
            coders=names,
            values=tuple(tuple(cell.value if cell else None for cell in row) for row in cells),
            undefined=tuple(tuple(cell.undefined if cell else None for cell in row) for row in cells),
            n_units=tuple(tuple(cell.n_units if cell else None for cell in row) for row in cells),
        )


def without_each(numbers: Numbers) -> Iterator[Without]:
    """Yield for each measure of three and more coders what it is when one of them is left out."""
    subject = numbers.subject
    everyone = range(len(numbers.material.coders))
    if len(everyone) < 3:
        return
    others = [tuple(coder for coder in everyone if coder != left_out) for left_out in everyone]
    names = [numbers.names(coders) for coders in others]
    for measure in numbers.measures():
        if measure.is_pairwise:
            continue
        for left_out in everyone:
            number = numbers.pooled(measure, others[left_out])
            yield Without(
                scope=subject.scope,
                name=subject.name,
                family=subject.family,
                measure=measure.name,
                distance=subject.distance_of(measure),
                without=numbers.material.coders[left_out].name,
                coders=names[left_out],
                value=number.value,
                undefined=number.undefined,
                n_units=number.n_units,
            )
