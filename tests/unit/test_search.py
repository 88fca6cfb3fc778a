import pytest

from core.errors import JobCancelled
from core.jobs import Progress
from core.text.folding import Folding
from core.text.search import find_all


def found(text, words):
    return [text[span.start : span.end] for span in find_all(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Fear, FEAR and féar", "fear", ["Fear", "FEAR", "féar"]),
        ("قرأ كِتَابٌ و كتابا", "كتاب", ["كِتَابٌ", "كتاب"]),
        ("وصل أحمد", "احمد", ["أحمد"]),
        ("in 35 and ٣٥", "٣٥", ["35", "٣٥"]),
        ("I don’t", "DON'T", ["don’t"]),
        ("Maß und Masse", "ss", ["ß", "ss"]),
        ("السلاﻻم", "لا", ["لا", "ﻻ"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "some", []),
        ("anything", "", []),
        ("anything", "\u064b\u200f", []),
    ],
)
def test_words_are_found_as_a_reader_would(text, words, expected):
    assert found(text, words) == expected


def test_a_hit_takes_its_last_vowel_mark_and_gives_back_trailing_controls():
    text = "\u202bكتابٌ\u202c\u200f هنا"
    assert found(text, "كتاب") == ["كتابٌ"]


def test_a_hit_inside_a_ligature_is_the_whole_ligature():
    assert found("x ﷺ x", "وسلم") == ["ﷺ"]


def test_letter_hits_twice_in_one_character_count_once():
    assert found("ß", "s") == ["ß"]


def test_hits_far_into_a_long_text_stand_at_their_place():
    text = "مَ" * 10_000 + "الهدف" + "ﷺ" * 5_000 + "هدف"
    spans = find_all(text, "هدف")
    assert [(span.start, span.end) for span in spans] == [(20_002, 20_005), (25_005, 25_008)]


def test_a_hit_across_the_pieces_a_text_is_folded_in_is_found():
    text = "-" * 4094 + "fear" + "\u0301" * 5
    [span] = find_all(text, "fear")
    assert (span.start, span.end) == (4094, len(text))


def test_letters_told_apart_are_not_found_for_one_another():
    assert find_all("أحمد", "احمد", Folding(alef=False)) == []


def test_a_search_can_be_stopped():
    progress = Progress()
    progress.cancel()
    with pytest.raises(JobCancelled):
        find_all("salt " * 10_000, "salt", progress=progress)
