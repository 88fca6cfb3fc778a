"""Budgets of finding units and of reaching for them: twice the text takes twice the time, a key a moment."""

import pytest
from perf.generated import text_of

from core.text.reach import grown, snapped, trimmed
from core.text.search import find_all
from core.text.sentences import sentences
from core.text.turns import turns
from core.text.units import paragraph_starts, words

pytestmark = pytest.mark.perf

MILLION = 1_000_000
UNITS = {
    "words": words,
    "sentences": sentences,
    "turns": turns,
    "paragraph_starts": paragraph_starts,
    "find_all": lambda text: find_all(text, "bridge"),
}
INTERVIEW = "Interviewer: Why did you go?\nمريم: لم يبق شيء. ثم رحلت.\n[pause]\n"
TEXTS = {
    "prose": text_of(MILLION),
    "an interview": INTERVIEW * (MILLION // len(INTERVIEW)),
    "short lines": "ab\n" * (MILLION // 2),
    "one line": "Dr. Aziz left. ثم عاد د. عزيز؟ " * (MILLION // 32),
    "one line without spaces": "ك" * MILLION,
}
HARD = {
    **TEXTS,
    "ten million characters": text_of(10 * MILLION),
    "a million lines": "ab\n" * MILLION,
    "one character of many marks": "a" + "\u064b" * 10_000,
    "emoji": "👩‍👩‍👧" * (MILLION // 5),
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_takes_about_twice_the_time(budget, unit, kind):
    text, find = TEXTS[kind], UNITS[unit]
    half = text[: len(text) // 2]
    budget.hold(f"{unit} of {kind}", lambda: find(text), lambda: find(half), factor=3, at_most=3, rounds=3)


@pytest.mark.parametrize("kind", HARD)
def test_growing_trimming_and_snapping_take_a_moment_in_any_text(budget, kind):
    text = HARD[kind]
    middle = len(text) // 2
    spoken = turns(text)

    def work() -> None:
        grown(text, middle, middle, spoken)
        grown(text, middle, middle + 1, spoken)
        grown(text, middle - 500, middle + 500, spoken)
        trimmed(text, 1, len(text) - 1)
        snapped(text, middle, is_start=True)
        snapped(text, middle, is_start=False)

    budget.hold(f"reaching in {kind}", work, at_most=0.02)
