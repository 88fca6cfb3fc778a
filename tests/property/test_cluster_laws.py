from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from core.text.clusters import border_after, border_before, clusters

PIECES = [
    "a",
    " ",
    "\u0301",
    "😀",
    "👩‍👩‍👧",
    "🇫🇷",
    "🇫",
    "👍🏽",
    "\u200d",
    "क्ष",
    "ไทยำ",
    "가",
    "ᄀ",
    "\u0600",
    "كِتَابٌ",
    "\n",
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


@given(texts)
def test_borders_near_a_place_are_those_of_the_whole_text(text):
    borders = [0, *accumulate(map(len, clusters(text)))]
    for place in range(len(text) + 1):
        assert border_before(text, place) == max(border for border in borders if border <= place)
        assert border_after(text, place) == min(border for border in borders if border >= place)


@given(st.integers(min_value=1, max_value=500))
def test_a_cluster_of_any_length_is_one(marks):
    text = "a" + "\u0301" * marks + "b"
    assert border_before(text, marks) == 0
    assert border_after(text, 1) == marks + 1
