import textwrap
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model.span import Span
from core.text.code_pages import CODE_PAGES
from core.text.decoding import decode
from core.text.folding import fold, fold_with_map
from core.text.normalise import join_lines, normalise
from core.text.search import find_all
from core.text.units import is_visible, paragraph_starts, paragraphs, words

TRICKY = (
    "كتابأةىؤﻻﷺ\ufc5eߪß\u0130éÉﬁ\u064b\u0651\u0640\u200d\u200f\u202b\u00ad٣،“’‑"
    " \naAbs.-1😀👩\u0301\ufe0f\u2029½"
)
hard_texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=["Cs"])))
tricky_texts = st.text(st.sampled_from(TRICKY), max_size=40)
any_texts = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\0\ufeff\ufffe\ud800\udfff ")))

latin_words = st.text("abcdefghij-", min_size=1, max_size=12)
arabic_words = st.text("ابتثجحخدذر،", min_size=1, max_size=9)
sentences = st.one_of(
    st.lists(each, min_size=1, max_size=60).map(
        lambda chosen: " ".join(chosen).capitalize() + "." * (len(chosen) % 2)
    )
    for each in (latin_words, arabic_words)
)
wrapped_texts = st.builds(
    lambda paras, width, joint, gap: gap.join(
        joint.join(textwrap.wrap(each, width, break_long_words=False)) for each in paras
    ),
    st.lists(sentences, max_size=8),
    st.integers(20, 120),
    st.sampled_from(["\n", "\n\n", " \n", " \n \n"]),
    st.sampled_from(["\n", "\n\n", "\n\n\n", "\n    "]),
)

page_and_text = st.sampled_from(CODE_PAGES).flatmap(
    lambda page: st.tuples(
        st.just(page.name), st.text(st.sampled_from(sorted(page.letters) + list("az AZ.\n")), min_size=1)
    )
)


@given(page_and_text)
def test_a_text_in_the_letters_of_a_code_page_survives_it(page_and_text):
    page, text = page_and_text
    data = text.encode(page, errors="ignore")
    if (read := data.decode(page)).strip():
        assert decode(data, page).text == read


@given(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]), hard_texts)
def test_any_text_survives_unicode_named(encoding, text):
    text = "a" + text
    assert decode(text.encode(encoding), encoding).text == text


@given(hard_texts)
def test_what_is_utf_8_is_read_as_utf_8_but_for_control_characters(text):
    text = "".join(each for each in "a" + text if each.isprintable() or each == "\n")
    assert decode(text.encode()).text == text


@given(any_texts)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text).text
    assert normalise(once).text == once
    assert normalise(once).reports == ()


@given(any_texts)
def test_a_normalised_text_can_be_stored_and_has_one_kind_of_line_end(text):
    done = normalise(text).text
    assert done.encode().decode() == done
    assert not set(done) & {"\r", "\0"}
    assert not done.startswith(("\ufeff", "\ufffe"))


@given(st.one_of(wrapped_texts, hard_texts, tricky_texts))
def test_joining_lines_twice_changes_nothing(text):
    once = join_lines(text).text
    assert join_lines(once).text == once
    assert join_lines(once).lines_joined == 0


@given(st.one_of(wrapped_texts, tricky_texts))
def test_joining_lines_moves_no_letter_and_counts_what_it_joined(text):
    def solid(some):
        return "".join(some.split()).replace("-", "").replace("\u00ad", "")

    joined = join_lines(text)
    assert solid(joined.text) == solid(text)
    assert len(paragraphs(text)) - len(paragraphs(joined.text)) == joined.lines_joined


@given(hard_texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(hard_texts, hard_texts)
def test_folding_goes_character_by_character(left, right):
    assert fold(left + right) == fold(left) + fold(right)


@given(hard_texts)
def test_the_map_back_never_goes_backwards_and_covers_the_text(text):
    folded = fold_with_map(text)
    starts = list(folded.starts)
    assert starts == sorted(starts)
    assert len(starts) == len(folded.text) + 1
    assert starts[-1] == len(text)
    assert all(fold(text[start]) for start in starts[:-1])


@given(tricky_texts, st.text(st.sampled_from(TRICKY), min_size=1, max_size=3))
def test_every_hit_holds_the_words_and_none_overlaps(text, wanted):
    spans = find_all(text, wanted)
    assert all(fold(wanted) in fold(text[span.start : span.end]) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert bool(spans) == (bool(fold(wanted)) and fold(wanted) in fold(text))


@given(tricky_texts, st.data())
def test_any_stretch_of_a_text_finds_its_own_place(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if fold(text[start:end]):
        assert any(span.start < end and start < span.end for span in find_all(text, text[start:end]))


@given(
    st.lists(st.sampled_from([*"\n\n \t\xa0\x1c\x85\u2029\u200b\u202ba😀\uffff\U0010ffff", "كتاب"])).map(
        "".join
    )
)
def test_paragraphs_are_the_lines_in_which_something_can_be_seen(text):
    start, spans = 0, []
    for line in text.split("\n"):
        if is_visible(line):
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    assert paragraphs(text) == spans
    assert list(paragraph_starts(text)) == [span.start for span in spans]


@given(st.characters(exclude_categories=["Cs"]).filter(lambda character: character != "\n"))
def test_a_character_that_can_be_seen_is_a_paragraph(character):
    assert bool(paragraphs(character)) == is_visible(character)


@given(hard_texts)
def test_units_are_in_order_inside_the_text_and_words_inside_paragraphs(text):
    inside = paragraphs(text)
    for spans in (inside, words(text)):
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(span.end <= len(text) for span in spans)
    assert all(any(p.start <= w.start and w.end <= p.end for p in inside) for w in words(text))
    assert all("\n" not in text[span.start : span.end] for span in inside)
