"""Laws of what changed: between texts, and between versions of the codebook."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.text.word_changes import ChangeOfWords, word_changes

pieces = st.sampled_from(
    ["fear", "of", "death", "الخوف", "خَوْف", " ", "  ", "\n", ".", ",", "can't", "3.5", "😀"]
)
texts = st.lists(pieces, max_size=40).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=40
)
SAME, ADDED, REMOVED = ChangeOfWords.SAME, ChangeOfWords.ADDED, ChangeOfWords.REMOVED


@given(texts, texts)
def test_what_stayed_and_went_is_the_earlier_text_and_what_stayed_and_came_the_later(before, after):
    said = word_changes(before, after)
    assert "".join(text for kind, text in said if kind is not ADDED) == before
    assert "".join(text for kind, text in said if kind is not REMOVED) == after
    assert all(text for _, text in said)
    for (kind, _), (following, _) in pairwise(said):
        assert kind is not following
        assert (kind, following) != (ADDED, REMOVED)
