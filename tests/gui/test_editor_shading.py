"""The shades of one line: one colour wherever the same codings lie, mixed from what lies there."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model.colours import CODE_COLOURS
from core.model.span import Span
from gui.editor.shading import Shading, boxes_of
from gui.editor.shown import ShownCoding
from gui.theme import DARK, LIGHT, blend, tint

START, END = 20, 60


class EvenLine:
    """Measures a line on which each character is ten wide."""

    def places(self, offsets):
        return [10.0 * offset for offset in offsets]


@st.composite
def coded_line(draw):
    spans = draw(st.lists(st.tuples(st.integers(0, END - 1), st.integers(1, 60)), max_size=14))
    codings = [
        ShownCoding(number, Span(start, start + length), 1, "Fear", CODE_COLOURS[number % 24])
        for number, (start, length) in enumerate(spans, start=1)
        if start + length > START
    ]
    return sorted(codings, key=lambda coding: len(coding.span))


@given(coded_line(), st.sampled_from([LIGHT, DARK]), st.sets(st.integers(1, 14), max_size=3))
def test_each_character_has_the_colour_of_the_codings_that_lie_on_it(qapp, codings, theme, strong):
    shades = Shading(theme).of_line(EvenLine(), codings, strong, START, END)
    for offset in range(START, END):
        here = [coding for coding in codings if coding.span.holds(offset)]
        place = 10 * offset + 5
        found = [colour for left, right, colour in shades if left < place < right]
        standing_out = [coding for coding in here if coding.id in strong]
        if standing_out:
            assert [colour.name().upper() for colour in found] == [tint(theme, standing_out[0].colour).strong]
        elif here:
            assert found == [blend(theme, [tint(theme, coding.colour).shade for coding in here])]
        else:
            assert found == []


@given(coded_line())
def test_shades_cover_what_is_coded_without_a_gap_or_a_seam(qapp, codings):
    shades = Shading(LIGHT).of_line(EvenLine(), codings, (), START, END)
    rounded, square = boxes_of(shades, 0, 20)
    covered = {x for box, _ in rounded + square for x in range(round(box.left()), round(box.right()))}
    for left, right, _ in shades:
        assert covered.issuperset(range(round(left), round(right)))
    ends = sorted((box.left(), box.right()) for box, _ in square)
    assert all(right <= following for (_, right), (following, _) in pairwise(ends))
