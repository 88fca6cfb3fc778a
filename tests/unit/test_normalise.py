import pytest

from core.text.normalise import Normalised, normalise


def test_a_clean_text_comes_through_as_the_same_object():
    text = "Two lines\nof a clean text, حرّة.\n"
    done = normalise(text)
    assert done == Normalised(text)
    assert done.text is text
    assert done.reports == ()


def test_every_line_end_becomes_one_line_feed_and_is_counted_once():
    done = normalise("one\r\ntwo\rthree\nfour\r\r\n")
    assert done.text == "one\ntwo\nthree\nfour\n\n"
    assert done.line_ends == 4


def test_every_leading_mark_goes_and_no_other():
    done = normalise("\ufeff\ufffe\ufeffa\ufeffb")
    assert done.text == "a\ufeffb"
    assert done.marks == 3


def test_nuls_go_even_where_they_hide_a_mark_or_part_a_line_end():
    done = normalise("\0\ufeffa\r\0\nb\0")
    assert done.text == "a\nb"
    assert (done.nuls, done.marks, done.line_ends) == (3, 1, 1)


def test_a_lone_surrogate_becomes_the_replacement_character():
    done = normalise("a\ud800b\udfff 😀")
    assert done.text == "a\ufffdb\ufffd 😀"
    assert done.surrogates == 2


@pytest.mark.parametrize(
    "text", ["e\u0301 ﷺ ﻻ", "a\u2028b\u2029c\x85d\x0be\x0cf", "\u202bاسم\u202c\u200f", "  \t "]
)
def test_nothing_else_is_touched(text):
    assert normalise(text) == Normalised(text)


def test_what_was_done_is_reported_in_sentences():
    assert normalise("\ufeffa\r\n\0b\ud800").reports == (
        "Line ends written as one line feed: 1.",
        "Byte order marks taken from the beginning: 1.",
        "NUL characters taken out: 1.",
        "Broken characters replaced by U+FFFD: 1.",
    )
