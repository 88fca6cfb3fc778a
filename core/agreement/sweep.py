"""The steps every sweep over a line takes: borders in order, ranges cut there, sums of what covers a run."""

from __future__ import annotations

import numpy as np

from core.agreement.distances import IntArray


def each_once(numbers: IntArray) -> IntArray:
    """Return the numbers in order, each once; by sorting, twenty times as fast as numpy's `unique` here."""
    ordered = np.sort(numbers)
    return np.asarray(ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0], dtype=np.int64)


def spread(counts: IntArray) -> tuple[IntArray, IntArray]:
    """Repeat each place as often as its count says: the place, and the how-manieth repetition (from 0)."""
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)


def covering(
    coders: IntArray, first: IntArray, last: IntArray, shape: tuple[int, int], amounts: IntArray | None = None
) -> IntArray:
    """Sum, for each coder and run, the amounts (or number) of the ranges from `first` to before `last`."""
    n_coders, n_runs = shape
    row = n_runs + 1
    opened = np.bincount(coders * row + first, amounts, n_coders * row)
    closed = np.bincount(coders * row + last, amounts, n_coders * row)
    changes = (opened - closed).astype(np.int64).reshape(n_coders, row)
    return np.cumsum(changes, axis=1, dtype=np.int64)[:, :-1]
