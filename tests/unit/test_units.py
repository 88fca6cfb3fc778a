import pytest

from core.text.units import paragraphs, words


def pieces(text, spans):
    return [text[span.start : span.end] for span in spans]


def test_paragraphs_stand_between_line_ends_and_blank_ones_are_none():
    text = "First.\n\n  \t\nSecond 😀 one.\n\u200f\nالثالثة"
    assert pieces(text, paragraphs(text)) == ["First.", "Second 😀 one.", "الثالثة"]


def test_a_paragraph_keeps_the_white_space_at_its_ends():
    text = " \u00a0indented \n"
    assert pieces(text, paragraphs(text)) == [" \u00a0indented "]


@pytest.mark.parametrize("text", ["", "\n", " \n\u00a0\n", "\u200b\n\u202b\u202c"])
def test_a_text_without_content_has_no_paragraphs_and_no_words(text):
    assert paragraphs(text) == []
    assert words(text) == []


def test_only_the_line_feed_ends_a_paragraph():
    text = "a\u2029b\u2028c\x85d"
    assert pieces(text, paragraphs(text)) == [text]


@pytest.mark.parametrize(
    "word", ["can't", "don’t", "3.5", "1,250", "٣٫٥", "كـــتاب", "وَالكِتَابُ", "می\u200cرود", "ﷺ"]
)
def test_these_are_one_word(word):
    assert pieces(f"— {word} —", words(f"— {word} —")) == [word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("e-mail", ["e", "mail"]), ("٪12", ["12"]), ("U.N.", ["U.N"]), ("10:45", ["10", "45"])],
)
def test_these_are_cut(text, expected):
    assert pieces(text, words(text)) == expected


def test_signs_and_lone_marks_are_no_words():
    assert words("— … ؟ 😀 \u064b ») \u0651") == []


def test_words_after_an_emoji_are_counted_in_code_points():
    text = "😀😀 heard\nthe 👩‍🚀 سمعت"
    assert pieces(text, words(text)) == ["heard", "the", "سمعت"]
    assert words(text)[0].start == 3
