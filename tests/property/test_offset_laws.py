import unicode_segmentation_rs as segmentation
from hypothesis import given
from hypothesis import strategies as st

from core.text.offsets import BLOCK_SEPARATORS, OffsetMap

PIECES = [
    "a", "word", " ", "  ", "can’t", "3.5", ".", "كتاب", "كِتَابٌ", "ال", "٣٫٥", "؟", "漢", "ไทย", "ำ", "क्ष",
    "가", "ᄀ",
    "😀", "👩‍👩‍👧", "🇫🇷", "🇫", "👍🏽", "\u0301", "\u200d", "\u200c", "\u200e", "\u202b", "\u202c",
    "\u2067", "\u2069",
    "\u0600", "\ufeff", "\u2028", "\x0b", "\t", *BLOCK_SEPARATORS,
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=60).map("".join)
limits = st.integers(min_value=1, max_value=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts, limits)
def test_an_offset_survives_the_way_to_the_view_and_back(text, limit):
    offsets = OffsetMap(text, limit)
    for offset in range(len(text) + 1):
        assert offsets.from_view(offsets.to_view(offset)) == offset
        assert offsets.from_view(offsets.to_view_end(offset)) == offset


@given(texts, limits)
def test_positions_count_the_units_of_the_view_text(text, limit):
    offsets = OffsetMap(text, limit)
    shown = offsets.view_text
    assert offsets.view_length == units(shown)
    starts_at: dict[int, int] = {}
    position = 0
    for character in shown:
        starts_at.setdefault(offsets.from_view(position), position)
        position += units(character)
    for offset, character in enumerate(text):
        expected = "\n" if character in BLOCK_SEPARATORS else character
        at = offsets.to_view(offset)
        encoded = shown.encode("utf-16-le")
        assert encoded[2 * at : 2 * (at + units(expected))].decode("utf-16-le") == expected
        assert starts_at[offset] == offsets.to_view_end(offset)


@given(texts, limits)
def test_positions_never_run_backwards(text, limit):
    offsets = OffsetMap(text, limit)
    back = [offsets.from_view(position) for position in range(offsets.view_length + 1)]
    assert back == sorted(back)
    assert back[0] == 0
    assert back[-1] == len(text)


@given(texts, limits)
def test_blocks_hold_the_lines_of_the_view_text(text, limit):
    offsets = OffsetMap(text, limit)
    lines = offsets.view_text.split("\n")
    assert offsets.block_count == len(lines)
    for block, line in enumerate(lines):
        start, end = offsets.block_start(block), offsets.block_end(block)
        assert text[start:end] == line
        assert offsets.block_of(start) == block
        assert offsets.head_of(block) <= block
        assert not offsets.is_continued(offsets.head_of(block))


@given(texts, limits)
def test_no_block_is_longer_than_it_must_be(text, limit):
    offsets = OffsetMap(text, limit)
    for block in range(offsets.block_count):
        shown = text[offsets.block_start(block) : offsets.block_end(block)]
        assert len(shown) <= limit or len(segmentation.graphemes(shown, is_extended=True)) == 1


@given(texts, limits)
def test_a_cut_never_falls_inside_a_grapheme_cluster(text, limit):
    offsets = OffsetMap(text, limit)
    borders, place = {0}, 0
    for cluster in segmentation.graphemes(text, is_extended=True):
        place += len(cluster)
        borders.add(place)
    for block in range(offsets.block_count):
        if offsets.is_continued(block):
            assert offsets.block_start(block) in borders


@given(st.lists(st.sampled_from(["one", "کتاب", "can’t", "3.5", "漢字", "مدينة", "a"]), max_size=60), limits)
def test_a_line_of_words_is_cut_between_them_where_that_can_be(words, limit):
    text = " ".join(words)
    offsets = OffsetMap(text, max(limit, 8))
    for block in range(offsets.block_count):
        if offsets.is_continued(block):
            assert text[offsets.block_start(block) - 1] == " "


@given(texts, limits, st.lists(st.integers(min_value=0, max_value=50), max_size=8))
def test_a_text_mapped_part_by_part_is_mapped_as_at_once(text, limit, sizes):
    whole, parts = OffsetMap(text, limit), OffsetMap(text, limit, is_whole=False)
    shown = ""
    for size in [*sizes, len(text) + 1]:
        before = parts.mapped
        shown += parts.grow(size)
        assert parts.mapped >= min(before + size, len(text))
        assert whole.view_text.startswith(shown)
        assert parts.view_length == units(shown)
        assert [text[parts.block_start(n) : parts.block_end(n)] for n in range(parts.block_count)] == (
            shown.split("\n")
        )
    assert parts.is_whole
    assert shown == whole.view_text
    for offset in range(len(text) + 1):
        assert parts.to_view(offset) == whole.to_view(offset)
        assert parts.to_view_end(offset) == whole.to_view_end(offset)
    for position in range(whole.view_length + 1):
        assert parts.from_view(position) == whole.from_view(position)
    for block in range(whole.block_count):
        assert parts.block_start(block) == whole.block_start(block)
        assert parts.head_of(block) == whole.head_of(block)
