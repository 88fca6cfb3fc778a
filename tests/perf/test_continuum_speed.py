"""Budgets of the continuum and of segments: cost follows codings, not characters."""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np
import pytest
from comparing import Given, material

from core.agreement.material import Material
from core.agreement.on_line import OnLine
from core.agreement.scope import scopes, sort_out
from core.agreement.settings import Settings
from core.agreement.span_f1 import span_f1_exact, span_f1_overlap
from core.agreement.u_alpha import bar_u_alpha, cu_alpha, ku_alpha, u_alpha
from core.agreement.units import line_of

pytestmark = pytest.mark.perf

CODERS = tuple(f"Coder {letter}" for letter in "ABCDE")
SOURCES = 200
FAMILIES = {f"Family {n}": [f"code {n}.{code}" for code in range(10)] for n in range(4)}
CODINGS = 100_000
ANYWHERE = range(len(CODERS))


def coded(characters: int) -> Material:
    """Five coders, each with segments of 40 codes side by side, as the others cut them or nearly so."""
    random = Random(1)
    given: list[Given] = []
    room = 20_000 * len(FAMILIES) * SOURCES * len(CODERS) // CODINGS
    for source in range(SOURCES):
        for codes in FAMILIES.values():
            for place in range(0, 20_000, room):
                code = random.choice(codes)
                start, length = random.randrange(room // 3), random.randrange(20, room // 3)
                for coder in CODERS:
                    own = code if random.random() < 0.9 else random.choice(codes)
                    begin = place + start + random.randrange(10)
                    given.append((f"Source {source}", coder, own, begin, begin + length))
    texts = {f"Source {source}": characters for source in range(SOURCES)}
    return material(given, sources=texts, coders=CODERS, families=FAMILIES)


def measured(compared: Material) -> Callable[[], None]:
    """All six measures of all families and codes, from codings that are sorted out already."""
    families = [(scope, sort_out(compared, scope)) for scope in scopes(compared)]
    line = line_of(compared.sources, Settings())

    def work() -> None:
        for scope, codings in families:
            on_line = OnLine(scope, codings, line, Fraction(1, 2))
            whole = on_line.continuum(None, ANYWHERE)
            for measure in (u_alpha, bar_u_alpha, cu_alpha):
                assert measure(whole.pooled()).reasons == (None,)
            for code in range(len(scope.codes)):
                assert u_alpha(on_line.continuum(code, ANYWHERE).pooled()).reasons == (None,)
                assert ku_alpha(on_line.code_in_family(code, ANYWHERE).pooled()).reasons == (None,)
            for measure in (span_f1_exact, span_f1_overlap):
                assert measure(on_line.segments.counts(None, ANYWHERE).pooled()).reasons == (None,)

    return work


def bare(compared: Material) -> Callable[[], None]:
    """The least that could serve: for each family and code the codings as columns, painted and compared."""
    place = {code.id: (code.family, n) for n, code in enumerate(compared.codes)}
    rows = [
        (*place[one.code], one.coder - 1, one.span.start + offset, one.span.end + offset)
        for source, offset in zip(compared.sources, range(0, SOURCES * 20_000, 20_000), strict=True)
        for one in source.codings
    ]
    columns = np.array(rows, dtype=np.int64)

    def paint_and_compare(some: np.ndarray) -> None:
        borders = np.unique(some[:, 3:])
        painted = np.zeros((len(CODERS), len(borders)), dtype=np.int64)
        for coder in range(len(CODERS)):
            own = some[some[:, 2] == coder]
            np.add.at(painted[coder], np.searchsorted(borders, own[:, 3]), own[:, 1] + 1)
            np.subtract.at(painted[coder], np.searchsorted(borders, own[:, 4]), own[:, 1] + 1)
        values = np.cumsum(painted, axis=1)[:, :-1]
        for one, other in combinations(values, 2):
            np.sum(np.diff(borders)[one == other])

    def work() -> None:
        for family in range(1, 1 + len(FAMILIES)):
            of_family = columns[columns[:, 0] == family]
            paint_and_compare(of_family)
            for code in np.unique(of_family[:, 1]):
                paint_and_compare(of_family[of_family[:, 1] == code])

    return work


def test_the_continuum_of_a_hundred_thousand_codings_takes_two_seconds_at_most(budget):
    compared = coded(20_000)
    budget.hold(
        "continuum and F1 of segments, 40 codes, 5 coders, 200 sources, 100,000 codings",
        measured(compared),
        bare(compared),
        factor=10,
        at_most=2.0,
        rounds=3,
    )


def test_texts_fifty_times_as_long_take_no_longer(budget):
    budget.hold(
        "the same codings in texts of 1,000,000 characters",
        measured(coded(1_000_000)),
        measured(coded(20_000)),
        factor=1.5,
        rounds=3,
    )
