from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.text.clusters import clusters
from core.text.sentences import sentences, sentences_between
from core.text.units import is_visible, paragraphs

PIECES = [
    *("He", " ", "She ", "dr", "Dr.", "U.S.", "no. ", "7", "د.", "هـ.", "م. ", "قال", "١٢"),
    *(".", ". ", "? ", "؟", "! ", "…", "...", "۔ ", "。", '"', "«", "» ", "(", ") ", "[3]", ": ", "- ", ", "),
    *("\n", "\u2029", "\x85", "\u202b", "\u202c", "\u200f", "\u200d", "\u200b", "\u0600", "\u0301", "\u064b"),
    *("😀", "👩‍👩‍👧", "🇫🇷", "🇫", "❤️", "é", "क्ष", "가", "\u00a0", "\t"),
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


@given(texts)
def test_sentences_stand_in_order_inside_paragraphs(text):
    inside = paragraphs(text)
    found = sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(any(p.start <= each.start and each.end <= p.end for p in inside) for each in found)


@given(texts)
def test_sentences_hold_every_visible_character(text):
    held = {offset for span in sentences(text) for offset in range(span.start, span.end)}
    assert all(offset in held for offset, character in enumerate(text) if is_visible(character))
    assert all(is_visible(text[span.start : span.end]) for span in sentences(text))


@given(texts)
def test_a_sentence_begins_and_ends_where_a_character_does(text):
    borders = {0, *accumulate(map(len, clusters(text)))}
    assert all({span.start, span.end} <= borders for span in sentences(text))


@given(texts, texts)
def test_a_line_end_parts_what_stands_before_it_from_what_stands_behind(left, right):
    shifted = [(span.start + len(left) + 1, span.end + len(left) + 1) for span in sentences(right)]
    together = [(span.start, span.end) for span in sentences(f"{left}\n{right}")]
    assert together == [(span.start, span.end) for span in sentences(left)] + shifted


@given(texts, st.data())
def test_a_stretch_between_two_sentences_has_the_borders_of_the_whole_text(text, data):
    found = sentences(text)
    first = data.draw(st.integers(0, len(found)))
    start = found[first].start if first < len(found) else len(text)
    assert list(sentences_between(text, start, len(text))) == found[first:]
