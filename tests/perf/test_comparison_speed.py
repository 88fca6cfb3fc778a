"""Budgets of comparing coders: by codings, not by characters; drawing sources sweeps over none again."""

from collections import defaultdict
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

import numpy as np
import pytest
from comparing import Given, material
from perf.table import note, note_time

from core.agreement.comparison import compare
from core.agreement.material import Material
from core.agreement.settings import Settings
from core.exchange.comparison import compare_project
from core.exchange.study import build_study, sample_folder
from core.session import Session

pytestmark = pytest.mark.perf

CODERS = ("A", "B", "C", "D", "E")
FAMILIES = {f"Family {n}": tuple(f"code {n} {k}" for k in range(10)) for n in range(4)}
CODES = [code for codes in FAMILIES.values() for code in codes]


def study(sources: int, characters: int, codings: int, seed: int = 1) -> Material:
    """Coders who mostly agree, each with segments of 20 to 320 characters of her own besides."""
    random = Random(seed)
    names = [f"Source {n:04}" for n in range(sources)]
    given: list[Given] = []
    for _ in range(codings // len(CODERS)):
        source, code = random.choice(names), random.choice(CODES)
        start, length = random.randrange(characters - 330), random.randint(20, 300)
        for coder in CODERS:
            if random.random() < 0.3:
                at = random.randrange(characters - 330)
                given.append((source, coder, random.choice(CODES), at, at + random.randint(20, 300)))
            else:
                end = start + length + random.randint(10, 19)
                given.append((source, coder, code, start + random.randint(0, 9), end))
    by_source = defaultdict(list)
    for one in given:
        by_source[one[0]].append(one)
    in_order = [one for name in names for one in by_source[name]]
    return material(in_order, sources=dict.fromkeys(names, characters), coders=CODERS, families=FAMILIES)


def bare_counting(compared: Material) -> None:
    """The least that could serve: every code painted on a line, and what each two coders share, summed."""
    columns = np.array(
        [
            (coding.code, coding.coder, place, coding.span.start, coding.span.end)
            for place, source in enumerate(compared.sources)
            for coding in source.codings
        ]
    ).T
    length = compared.sources[0].source.characters + 1
    starts, ends = columns[3] + columns[2] * length, columns[4] + columns[2] * length
    for code in np.unique(columns[0]):
        own = columns[0] == code
        borders = np.sort(np.concatenate((starts[own], ends[own])))
        painted = np.zeros((len(CODERS) + 1, len(borders) + 1), dtype=np.int64)
        np.add.at(painted, (columns[1, own], np.searchsorted(borders, starts[own])), 1)
        np.add.at(painted, (columns[1, own], np.searchsorted(borders, ends[own])), -1)
        given = np.cumsum(painted, axis=1)[1:, :-1] > 0
        weights = np.append(np.diff(borders), 0)
        for one in range(len(CODERS)):
            for other in range(one):
                weights[given[one] & given[other]].sum()


@pytest.fixture(scope="module")
def large() -> Material:
    """Five coders, 200 sources of 20 kB, 40 codes, 100,000 codings."""
    return study(200, 20_000, 100_000)


def test_a_hundred_thousand_codings_are_compared_in_all_measures(budget, large):
    budget.hold(
        "compare 5 coders, 200 sources of 20 kB, 40 codes, 100,000 codings, all measures",
        lambda: compare(large, Settings()),
        lambda: bare_counting(large),
        at_most=5,
        rounds=3,
    )


def test_a_thousand_draws_take_no_more_than_three_times_the_comparison(budget, large):
    budget.hold(
        "the same with 1,000 draws (floor: without)",
        lambda: compare(large, Settings(draws=1_000)),
        lambda: compare(large, Settings()),
        factor=3,
        rounds=1,
    )


def test_cost_grows_with_codings_and_not_with_characters(budget):
    measures = ("percent_agreement", "cohen_kappa", "krippendorff_alpha", "u_alpha", "dice", "span_f1_exact")
    short, long = study(50, 20_000, 20_000), study(50, 2_000_000, 20_000)
    budget.hold(
        "compare 20,000 codings in 100 MB (floor: in 1 MB)",
        lambda: compare(long, Settings(measures=measures)),
        lambda: compare(short, Settings(measures=measures)),
        # farther apart, less overlaps: there are more places to list
        factor=2,
        rounds=3,
    )


def test_a_million_codings_are_compared_within_a_minute_and_two_gigabytes():
    million = study(1_000, 40_000, 1_000_000)
    start = perf_counter()
    compare(million, Settings())
    note_time("compare 1,000,000 codings in 1,000 sources, all measures", perf_counter() - start, 60)
    gigabytes = getrusage(RUSAGE_SELF).ru_maxrss / 1024**2
    note("memory for 1,000,000 codings, material included", f"{gigabytes:.2f} GB", "under 2 GB")
    assert gigabytes < 2


def test_the_sample_study_is_compared_at_once(budget, tmp_path):
    with Session.create(tmp_path / "sample.glossator", "Sample") as session:
        build_study(session, sample_folder())
        budget.hold(
            "read and compare the sample study, all measures",
            lambda: session.ask(compare_project, Settings()),
            at_most=0.1,
        )
