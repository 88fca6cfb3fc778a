import pytest

from core.model.span import Span
from core.text.reach import grown, snapped, trimmed, whole_clusters
from core.text.turns import Turn

TEXT = "The judge left. He took the stamp, e.g. the old one, with him.\nThe clerk stayed at his desk."
FAMILY = "👩‍👩‍👧"
STACKED = "e" + "\u0301\u0323" * 50


def growth(text, start, end, turns=()):
    """What a selection holds after each step, until it grows no more."""
    steps = []
    while span := grown(text, start, end, turns):
        start, end = span.start, span.end
        steps.append(text[start:end])
    return steps


def test_a_caret_grows_to_word_sentence_paragraph_and_text():
    assert growth(TEXT, 18, 18) == ["He", TEXT[16:62], TEXT[:62], TEXT]


def test_a_caret_between_words_grows_to_the_sentence():
    assert growth("One two.  Three four.", 9, 9)[0] == "One two.  Three four."
    assert growth("One — two. Three.", 5, 5)[0] == "One — two."


def test_a_selection_across_sentences_grows_to_the_whole_of_both():
    start, end = TEXT.index("left"), TEXT.index("stamp") + 2
    assert growth(TEXT, start, end)[:2] == ["left. He took the stamp", TEXT[:62]]


def test_a_selection_across_lines_grows_to_whole_lines():
    text = "Before.\nOne here. One there.\nTwo here. Two there.\nBehind."
    assert growth(text, text.index("One there"), text.index("Two here") + 3)[-2] == text[8:49]


def test_a_selection_grows_to_the_turn_of_its_speaker_after_the_paragraph():
    text = "I: Why?\n\nD: Hunger. Cold.\n\nAnd fear.\n\nI: Go on."
    turns = [
        Turn(Span(0, 7), Span(0, 1)),
        Turn(Span(9, text.index("fear.") + 5), Span(9, 10)),
        Turn(Span(text.index("I: Go"), len(text)), Span(text.index("I: Go"), text.index("I: Go") + 1)),
    ]
    answer = "D: Hunger. Cold.\n\nAnd fear."
    assert growth(text, text.index("Cold"), text.index("Cold"), turns) == [
        *("Cold", "Cold.", "D: Hunger. Cold.", answer, text)
    ]
    across = growth(text, text.index("Why"), text.index("Hunger"), turns)
    assert across[-2] == f"I: Why?\n\n{answer}"


def test_on_a_blank_line_a_caret_grows_to_the_turn_around_it_and_then_to_everything():
    text = "A: One.\n\nMore.\n\nB: Two."
    turns = [Turn(Span(0, 14), Span(0, 1)), Turn(Span(16, 23), Span(16, 17))]
    assert growth(text, 8, 8, turns) == [text[:14], text]
    assert growth("\n\nAll", 1, 1) == ["\nAll"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200f\u202b \u200b"])
def test_where_nothing_can_be_seen_nothing_is_reached(text):
    assert grown(text, 0, 0) is trimmed(text, 0, len(text)) is whole_clusters(text, 0, len(text)) is None


def test_a_word_or_sentence_without_end_is_left_out_on_the_way_to_its_paragraph():
    solid = "ك" * 20_000
    assert growth(f"{solid}\nend", 9_000, 9_000) == [solid, f"{solid}\nend"]
    endless = "word " * 4_000
    assert growth(endless, 10_001, 10_001) == ["word", endless.strip()]


def test_a_word_far_into_a_line_without_sentences_is_found():
    line = "كلمة 12 " * 50_000
    assert growth(line, 200_002, 200_002)[0] == "كلمة"


def test_an_abbreviation_stands_inside_the_sentence():
    assert growth(TEXT, 20, 24)[1] == TEXT[16:62]


def test_trimming_takes_white_space_and_leaves_the_controls_of_the_words():
    text = " \u200f \u202bكتاب قديم\u202c \u200f\u00a0\n"
    assert text[slice(*edges(trimmed(text, 0, len(text))))] == "\u202bكتاب قديم\u202c"
    assert text[slice(*edges(trimmed("\u202bكتاب\u202c", 0, 6)))]
    assert whole_clusters(text, 0, len(text)) == Span(0, len(text))


@pytest.mark.parametrize("cluster", [FAMILY, "🇫🇷", STACKED, "كِّ", "क्ष", "❤️", "👍🏽", "é", "가"])
def test_a_selection_takes_whole_what_it_touches_at_either_end(cluster):
    text = f"{cluster}ab{cluster}"
    first = len(cluster)
    for inside in range(1, first):
        assert trimmed(text, inside, len(text) - inside) == Span(0, len(text))
        assert whole_clusters(text, inside, len(text) - inside) == Span(0, len(text))
    assert trimmed(text, first, first + 2) == Span(first, first + 2)


@pytest.mark.parametrize("separator", ["\u2029", "\u2028", "\x85", "\ufdd0", "\r"])
def test_separators_of_the_view_are_characters_of_the_text(separator):
    text = f"One{separator}two"
    assert trimmed(text, 0, len(text)) == Span(0, 7)
    assert grown(text, 5, 5) == Span(4, 7)
    assert growth(text, 5, 5)[-1] == text


@pytest.mark.parametrize(
    ("place", "starts", "ends"),
    [
        (0, 0, 3),
        (2, 0, 3),
        (3, 4, 3),
        (5, 4, 3),
        (6, 4, 9),
        (8, 10, 9),
        (12, 10, 14),
        (14, 14, 14),
        (15, 14, 15),
    ],
)
def test_a_dragged_end_snaps_to_the_nearest_word(place, starts, ends):
    assert snapped(TEXT, place, is_start=True) == starts
    assert snapped(TEXT, place, is_start=False) == ends


def test_a_dragged_end_snaps_to_arabic_words_with_their_marks():
    text = "قال: «كِتَابٌ قديمٌ»."
    word = text.index("كِ"), text.index("ٌ") + 1
    assert snapped(text, word[0] + 1, is_start=True) == word[0]
    assert snapped(text, word[1] - 1, is_start=False) == word[1]


def test_where_no_word_ends_nearby_a_dragged_end_snaps_to_a_character():
    text = "ab" * 500 + FAMILY + "é" * 500
    inside = 1_000 + 2
    assert snapped("ك" * 10_000, 5_000, is_start=True) == 5_000
    assert snapped(text, inside, is_start=True) in (1_000, 1_000 + len(FAMILY))
    assert snapped("字字字字", 2, is_start=False) == 2
    assert snapped(" " * 1_000, 500, is_start=True) == 500


def test_a_dragged_end_stays_inside_the_text():
    assert snapped(TEXT, -5, is_start=True) == 0
    assert snapped(TEXT, len(TEXT) + 5, is_start=False) == len(TEXT)
    assert snapped("", 3, is_start=False) == 0


def edges(span):
    return span.start, span.end
