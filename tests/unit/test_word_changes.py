"""Changes from one text to another, word by word."""

import pytest

from core.text.word_changes import ChangeOfWords, word_changes

SIGNS = {
    ChangeOfWords.SAME: "{}",
    ChangeOfWords.REMOVED: "[-{}-]",
    ChangeOfWords.ADDED: "{{+{}+}}",
}


def marked(before: str, after: str) -> str:
    return "".join(SIGNS[kind].format(text) for kind, text in word_changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Fear of death.", "Fear of revenge.", "Fear of [-death-]{+revenge+}."),
        ("Fear of death", "Fear of death or prison", "Fear of death{+ or prison+}"),
        ("Fear of a great loss", "Fear of loss", "Fear of [-a great -]loss"),
        ("a, b. c", "x, y. c", "[-a, b-]{+x, y+}. c"),
        ("left  early", "left early", "left[-  -]{+ +}early"),
        ("", "Fear", "{+Fear+}"),
        ("Fear", "", "[-Fear-]"),
        ("الخوف من القتل", "الخوف من الانتقام", "الخوف من [-القتل-]{+الانتقام+}"),
        ("خَوْف شديد", "خَوْف", "خَوْف[- شديد-]"),
        ("can't leave", "cannot leave", "[-can't-]{+cannot+} leave"),
        ("one\n\ntwo", "one\n\nand two", "one\n\n{+and +}two"),
    ],
)
def test_whole_words_are_marked_and_shared_words_are_not(before, after, told):
    assert marked(before, after) == told


def test_texts_that_are_alike_are_one_stretch_and_empty_ones_none():
    assert word_changes("Fear of death.", "Fear of death.") == [(ChangeOfWords.SAME, "Fear of death.")]
    assert word_changes("", "") == []


def test_changes_far_apart_in_a_long_definition_are_found_each_by_itself():
    many = [f"word{number}" for number in range(2_000)]
    before = " ".join([*many[:1_000], "and", *many[1_000:]])
    after = " ".join(["new", *many[:1_000], "or", *many[1_000:], "new"])
    assert [one for one in word_changes(before, after) if one.kind is not ChangeOfWords.SAME] == [
        (ChangeOfWords.ADDED, "new "),
        (ChangeOfWords.REMOVED, "and"),
        (ChangeOfWords.ADDED, "or"),
        (ChangeOfWords.ADDED, " new"),
    ]


def test_long_texts_without_a_word_in_common_are_replaced_as_a_whole():
    before, after = "one " * 1_000, "two " * 1_000
    assert word_changes(before, after) == [
        (ChangeOfWords.REMOVED, before[:-1]),
        (ChangeOfWords.ADDED, after[:-1]),
        (ChangeOfWords.SAME, " "),
    ]
