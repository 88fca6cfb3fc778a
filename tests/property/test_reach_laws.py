from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model.span import Span
from core.text.clusters import clusters
from core.text.reach import grown, snapped, trimmed, whole_clusters
from core.text.turns import Turn
from core.text.units import is_visible

PIECES = [
    *(
        "He",
        " ",
        "\t",
        "\u00a0",
        "She left. ",
        "Dr. ",
        "قال",
        "كِتَابٌ",
        "؟ ",
        "… ",
        "don't",
        "3.5",
        "U.S.",
        "字",
    ),
    *("\n", "\n\n", "\u2029", "\x1c", "\u200b", "\u200d", "\u200f", "\u202b", "\u202c", "\u0600", "\u0301"),
    *("😀", "👩‍👩‍👧", "🇫🇷", "🇫", "👍🏽", "e" + "\u0301" * 30, "क्ष", "가", "ᄀ", "ไทย", "x" * 300, " " * 90),
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=25).map("".join)


@st.composite
def selections(draw):
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


def borders(text):
    return {0, *accumulate(map(len, clusters(text)))}


@given(selections())
def test_what_is_reached_parts_no_character_and_lies_in_the_text(selection):
    text, start, end = selection
    certain = borders(text)
    for reach in (trimmed, whole_clusters, grown):
        if span := reach(text, start, end):
            assert {span.start, span.end} <= certain
            assert is_visible(text[span.start : span.end])


@given(selections())
def test_there_is_something_to_code_just_where_something_can_be_seen(selection):
    text, start, end = selection
    is_seen = is_visible(text[start:end])
    assert (
        (trimmed(text, start, end) is not None) == (whole_clusters(text, start, end) is not None) == is_seen
    )


@given(selections())
def test_trimming_twice_changes_nothing_and_loses_nothing_visible(selection):
    text, start, end = selection
    if span := trimmed(text, start, end):
        assert trimmed(text, span.start, span.end) == span
        assert not any(is_visible(text[at]) for at in [*range(start, span.start), *range(span.end, end)])
    if wide := whole_clusters(text, start, end):
        assert whole_clusters(text, wide.start, wide.end) == wide
        assert wide.start <= start
        assert wide.end >= end


@given(selections(), st.lists(st.integers(0, 100), max_size=8))
def test_each_step_of_growing_holds_the_last_and_more_until_all_that_is_visible_is_held(selection, cuts):
    text, start, end = selection
    places = sorted({cut for cut in cuts if cut < len(text)})
    turns = [Turn(Span(at, until), Span(at, at + 1)) for at, until in pairwise([*places, len(text)])]
    steps = 0
    while span := grown(text, start, end, turns):
        assert span.start <= start
        assert span.end >= end
        assert len(span) > end - start
        start, end = span.start, span.end
        steps += 1
    assert steps <= 6
    everything = trimmed(text, 0, len(text))
    assert everything is None or (start <= everything.start and end >= everything.end)


@given(texts, st.integers(-3, 400), st.booleans())
def test_an_end_that_snapped_stays_where_it_is_and_parts_no_character(text, place, is_start):
    there = snapped(text, place, is_start)
    assert there in borders(text)
    assert snapped(text, there, is_start) == there
