"""Near copies of one text: what was sampled once, and is therefore drawn together.

Two texts are near copies when at least four fifths of what the one with less holds are found in the
other. What a text holds are its runs of 24 characters, white space and case aside, so that a copy
wrapped otherwise is still a copy; one run of sixteen is looked at, in every text the same, chosen by a
number made from the run itself (Broder 1997, On the resemblance and containment of documents). A text
too short for that is a copy only of one that reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from core.agreement.distances import IntArray

NEAR_COPY = 0.8
_ONE_OF = 16
_LEAST_RUNS = 16
_BLOCK = 4_096

_Hashes = npt.NDArray[np.uint64]


def near_copies(texts: Iterable[str]) -> tuple[int, ...]:
    """Return a number for each text, from 0 on: the same for near copies, and for copies of these."""
    sketches = [_sketch(text) for text in texts]
    group = list(range(len(sketches)))

    def first_of(place: int) -> int:
        while group[place] != place:
            group[place] = place = group[group[place]]
        return place

    for one, other in _near(sketches):
        lower, upper = sorted((first_of(one), first_of(other)))
        group[upper] = lower
    firsts = [first_of(place) for place in range(len(sketches))]
    number = {first: at for at, first in enumerate(dict.fromkeys(firsts))}
    return tuple(number[first] for first in firsts)


def _sketch(text: str) -> _Hashes:
    """Return the numbers of the runs that are looked at, each once."""
    squeezed = "".join(text.casefold().split())
    encoded = squeezed.encode("utf-32-le")
    runs = _runs(np.frombuffer(encoded, dtype="<u4").astype(np.uint64))
    looked_at = np.unique(runs[runs % _ONE_OF == 0])
    if len(looked_at) >= _LEAST_RUNS:
        return looked_at
    # an odd number, which no run that is looked at has
    whole = int.from_bytes(sha256(encoded).digest()[:8], "little") | 1
    return np.array([whole], dtype=np.uint64)


def _runs(points: _Hashes) -> _Hashes:
    """Return a number for each run of 24 characters, joined from numbers of 16 and of 8."""
    two = _joined(points, points, 1)
    four = _joined(two, two, 2)
    eight = _joined(four, four, 4)
    return _joined(_joined(eight, eight, 8), eight, 16)


def _joined(first: _Hashes, second: _Hashes, apart: int) -> _Hashes:
    """Make one number of each number and the one so many places on."""
    n_joined = max(0, len(second) - apart)
    # whole numbers of 64 bits wrap around, which is meant
    mixed: _Hashes = first[:n_joined] * np.uint64(0x9E3779B97F4A7C15) + second[apart:]
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


def _near(sketches: Sequence[_Hashes]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts of which the one with less shares enough of it with the other."""
    sizes = np.array([len(sketch) for sketch in sketches], dtype=np.int64)
    least = np.minimum(sizes[:, None], sizes[None, :])
    near = np.triu(_shared(sketches) >= NEAR_COPY * least, 1)
    ones, others = np.nonzero(near)
    yield from zip(ones.tolist(), others.tolist(), strict=True)


def _shared(sketches: Sequence[_Hashes]) -> IntArray:
    """Count for each two texts the runs that both hold."""
    shared = np.zeros((len(sketches), len(sketches)), dtype=np.int64)
    if not sketches:
        return shared
    _, places, holders = np.unique(np.concatenate(sketches), return_inverse=True, return_counts=True)
    of_text = np.repeat(np.arange(len(sketches)), [len(sketch) for sketch in sketches])
    in_several = holders > 1
    number = np.cumsum(in_several) - 1
    kept = in_several[places]
    at, text = number[places[kept]], of_text[kept]
    ordered = np.argsort(at, kind="stable")
    at, text = at[ordered], text[ordered]
    for start in range(0, int(np.count_nonzero(in_several)), _BLOCK):
        here = slice(*np.searchsorted(at, (start, start + _BLOCK)).tolist())
        # ones and zeros, whose products a float holds exactly
        holds = np.zeros((_BLOCK, len(sketches)), dtype=np.float32)
        holds[at[here] - start, text[here]] = 1
        shared += (holds.T @ holds).astype(np.int64)
    return shared
