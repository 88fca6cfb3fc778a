"""Which texts are near copies of one another, and so are drawn together."""

from random import Random

import pytest

from core.agreement.clusters import near_copies

WORDS = "river market salt bridge winter clerk ferry guard paper bread letter road نهر سوق ملح جسر".split()


def text(seed: int, words: int = 900) -> str:
    random = Random(seed)
    return " ".join(random.choices(WORDS, k=words))


def test_different_texts_are_clusters_of_their_own():
    assert near_copies([text(1), text(2), text(3)]) == (0, 1, 2)


def test_a_copy_wrapped_otherwise_and_in_capitals_is_still_a_copy():
    assert near_copies([text(1), text(2), text(1).replace(" ", "\n").upper()]) == (0, 1, 0)


def test_a_text_with_every_fortieth_word_changed_is_a_near_copy():
    words = text(1).split()
    words[::40] = ["another"] * len(words[::40])
    assert near_copies([text(1), " ".join(words)]) == (0, 0)


def test_a_text_with_every_third_word_changed_is_none():
    words = text(1).split()
    words[::3] = ["another"] * len(words[::3])
    assert near_copies([text(1), " ".join(words)]) == (0, 1)


def test_a_text_contained_in_a_longer_one_is_its_near_copy():
    assert near_copies([text(1), text(1) + text(2, 3_000)]) == (0, 0)


def test_half_a_text_in_common_makes_no_copy():
    assert near_copies([text(1) + text(2), text(1) + text(3)]) == (0, 1)


def test_copies_of_a_copy_are_one_cluster():
    first, second, third = text(1), text(1) + text(2), text(2)
    assert near_copies([first, third, second]) == (0, 0, 0)


@pytest.mark.parametrize("short", ["", "x", "نعم", "Yes, in winter."])
def test_a_text_too_short_to_compare_is_a_copy_only_of_one_that_reads_the_same(short):
    assert near_copies([short, text(1) + short, short + "\n", short + " no"]) == (0, 1, 0, 2)


def test_no_texts_make_no_clusters():
    assert near_copies([]) == ()
