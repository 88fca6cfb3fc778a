import pytest

from core.text.offsets import LONGEST_LINE, OffsetMap


def test_a_plain_text_is_shown_as_it_is():
    offsets = OffsetMap("one\ntwo")
    assert offsets.view_text == "one\ntwo"
    assert [offsets.to_view(at) for at in range(8)] == list(range(8))
    assert offsets.block_count == 2


def test_an_empty_text_is_one_block():
    offsets = OffsetMap("")
    assert (offsets.view_text, offsets.block_count, offsets.view_length) == ("", 1, 0)
    assert (offsets.block_start(0), offsets.block_end(0)) == (0, 0)


def test_a_character_outside_the_basic_plane_takes_two_positions():
    offsets = OffsetMap("a😀b")
    assert [offsets.to_view(at) for at in range(4)] == [0, 1, 3, 4]
    assert [offsets.from_view(at) for at in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("separator", ["\u2029", "\ufdd0", "\ufdd1", "\r"])
def test_the_views_own_separators_keep_their_place(separator):
    text = f"one{separator}two"
    offsets = OffsetMap(text)
    assert offsets.view_text == "one\ntwo"
    assert offsets.block_of(text.index("two")) == 1
    assert text[offsets.block_start(1) : offsets.block_end(1)] == "two"


def test_a_long_line_is_cut_behind_a_space():
    text = "word " * 1000
    offsets = OffsetMap(text)
    assert offsets.block_count == 3
    for block in range(1, 3):
        assert text[offsets.block_start(block) - 1] == " "
        assert offsets.is_continued(block)
        assert offsets.head_of(block) == 0


def test_where_a_line_is_cut_an_end_stays_before_and_a_start_goes_behind():
    offsets = OffsetMap("a" * (LONGEST_LINE + 1))
    assert offsets.to_view_end(LONGEST_LINE) == LONGEST_LINE
    assert offsets.to_view(LONGEST_LINE) == LONGEST_LINE + 1
    assert offsets.from_view(LONGEST_LINE) == offsets.from_view(LONGEST_LINE + 1) == LONGEST_LINE


def test_a_line_without_spaces_is_cut_between_words():
    text = "漢" * (LONGEST_LINE - 3) + "don’t" + "漢" * 50
    [cut] = [OffsetMap(text).block_start(1)]
    assert cut == LONGEST_LINE - 3


def test_a_distant_space_is_better_than_the_middle_of_a_word():
    text = "short " + "a" * (LONGEST_LINE + 10)
    assert OffsetMap(text).block_start(1) == len("short ")


def test_a_space_with_an_accent_on_it_is_no_place_to_cut():
    text = "a" * (LONGEST_LINE - 1) + " \u0301" + "b" * 50
    offsets = OffsetMap(text)
    assert offsets.block_start(1) == LONGEST_LINE - 1


def test_a_cluster_longer_than_a_line_stays_whole():
    text = "a" + "\u0301" * (2 * LONGEST_LINE) + "b" * 10
    offsets = OffsetMap(text)
    assert [offsets.block_start(block) for block in range(offsets.block_count)] == [0, 2 * LONGEST_LINE + 1]


def test_flags_are_cut_in_pairs():
    offsets = OffsetMap("x" + "🇫🇷" * LONGEST_LINE)
    starts = [offsets.block_start(block) for block in range(1, offsets.block_count)]
    assert starts
    assert all(start % 2 == 1 for start in starts)


def test_only_a_line_that_was_cut_is_continued():
    offsets = OffsetMap("short\n" + "word " * 500 + "\nshort")
    assert [offsets.is_continued(block) for block in range(offsets.block_count)] == [
        False,
        False,
        True,
        False,
    ]
    assert offsets.head_of(2) == 1
