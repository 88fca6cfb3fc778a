from hypothesis import given
from hypothesis import strategies as st

from core.model.span import Span
from gui.editor.index import SLOTS, CodingIndex
from gui.editor.shown import ShownCoding, reading_order

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 5000), st.integers(1, 3000)
)
shown = st.lists(spans, max_size=50).map(
    lambda chosen: [ShownCoding(number, span, 1, "", "#A75C51") for number, span in enumerate(chosen)]
)


def nothing_shares_an_underline(index: CodingIndex) -> bool:
    return all(
        index.slot(one.id) == SLOTS or index.slot(one.id) != index.slot(other.id)
        for one in index
        for other in index.touching(one.span.start, one.span.end)
        if other.id != one.id
    )


@given(shown, st.data())
def test_codings_that_come_in_batches_amid_other_changes_are_all_found(codings, data):
    index, expected = CodingIndex(), {}
    waiting = sorted(codings, key=reading_order)
    while waiting:
        batch, waiting = waiting[:5], waiting[5:]
        index.extend(batch)
        expected |= {coding.id: coding for coding in batch}
        for coding in data.draw(st.lists(st.sampled_from(codings), max_size=3, unique=True)):
            if coding.id in expected and data.draw(st.booleans()):
                index.remove(coding.id)
                del expected[coding.id]
                waiting = [one for one in waiting if one.id != coding.id]
            else:
                index.add(coding)
                expected[coding.id] = coding
    assert index.touching(0, 10_000) == sorted(expected.values(), key=reading_order)
    assert nothing_shares_an_underline(index)


@given(shown)
def test_codings_given_one_by_one_and_all_at_once_are_the_same(codings):
    at_once, batches, singly = CodingIndex(codings), CodingIndex(), CodingIndex()
    ordered = sorted(codings, key=reading_order)
    for start in range(0, len(ordered), 7):
        batches.extend(ordered[start : start + 7])
    for coding in codings:
        singly.add(coding)
    for index in (batches, singly):
        assert index.touching(0, 10_000) == at_once.touching(0, 10_000)
        assert nothing_shares_an_underline(index)
    assert [batches.slot(coding.id) for coding in codings] == [at_once.slot(coding.id) for coding in codings]


@given(shown, st.integers(0, 6000), st.integers(0, 3000))
def test_the_index_finds_what_a_look_at_every_coding_finds(codings, start, length):
    index = CodingIndex(codings)
    expected = [
        coding for coding in codings if coding.span.start < start + length and coding.span.end > start
    ]
    found = index.touching(start, start + length)
    assert found == (sorted(expected, key=reading_order) if length else [])


@given(shown, st.integers(0, 6000), st.integers(0, 9000), st.integers(1, 60))
def test_the_first_codings_of_a_stretch_and_their_number_are_those_of_all(codings, start, length, most):
    index = CodingIndex(codings)
    everything = index.touching(start, start + length)
    assert index.first_touching(start, start + length, most) == everything[:most]
    assert index.count(start, start + length) == len(everything)


@given(shown, st.data())
def test_the_index_is_the_same_however_it_came_about(codings, data):
    index = CodingIndex(codings[::2])
    for coding in codings[1::2]:
        index.add(coding)
    gone = data.draw(st.sets(st.sampled_from(codings or [None])))
    for coding in gone - {None}:
        assert index.remove(coding.id) == coding
        assert index.remove(coding.id) is None
    left = sorted((coding for coding in codings if coding not in gone), key=reading_order)
    assert index.touching(0, 10_000) == left
    assert len(index) == len(left)


@given(shown, st.data())
def test_codings_that_overlap_never_share_an_underline(codings, data):
    index = CodingIndex(codings)
    for coding in data.draw(st.lists(st.sampled_from(codings), unique=True)) if codings else ():
        index.remove(coding.id)
        index.add(coding)
    for coding in codings:
        for other in index.touching(coding.span.start, coding.span.end):
            if other.id != coding.id and index.slot(coding.id) < SLOTS:
                assert index.slot(other.id) != index.slot(coding.id)
