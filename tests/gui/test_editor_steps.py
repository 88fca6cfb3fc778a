from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.span import Span
from core.text.reach import trimmed
from gui.editor.editor import Editor, ShownCoding
from gui.editor.index import CodingIndex
from gui.editor.shown import NO_CODE, reading_order
from gui.editor.steps import Step, next_coding, next_uncoded
from gui.theme import LIGHT

TEXT = "Anna: We left early.\nThe judge stayed.\n\n* * *\nلم يبق أحد هنا.\nThe end."
SPEAKER = Span(0, 5)
WE_LEFT = Span(6, 20)
JUDGE = Span(21, 38)
NOBODY = Span(46, 61)
END = Span(62, 70)


def coding(number: int, span: Span, code: int = 1, is_unsure: bool = False) -> ShownCoding:
    return ShownCoding(number, span, code, f"Code {code}", "#A75C51", is_unsure=is_unsure)


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    editor.show_source(TEXT, [SPEAKER])
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def stretches(editor: Editor, back: bool = False) -> list[Span | None]:
    """Return what is selected by one step after another, until there is none further."""
    found = []
    while editor.step(Step.UNCODED, back):
        found.append(editor.selected_span)
    return found


def chosen(editor: Editor, kind: Step, back: bool = False) -> list[int | None]:
    found = []
    while editor.step(kind, back):
        found.append(editor.chosen_coding)
    return found


def test_every_stretch_without_a_code_is_come_to_once_a_paragraph_at_a_time(editor):
    assert stretches(editor) == [WE_LEFT, JUDGE, NOBODY, END]
    assert stretches(editor, back=True) == [NOBODY, JUDGE, WE_LEFT]


def test_what_bears_a_code_is_passed_over_and_a_memo_is_no_code(editor):
    memo = ShownCoding(-1, END, NO_CODE, "A thought", "#808080")
    editor.set_codings([coding(1, JUDGE), coding(2, Span(9, 13)), memo])
    assert stretches(editor) == [Span(6, 8), Span(14, 20), NOBODY, END]


@pytest.mark.parametrize("back", [False, True])
def test_the_name_of_who_speaks_is_no_stretch_without_a_code(editor, back):
    text = 'Anna: We left.\n[00:12] Omar: "Did you?"\nعمر: نعم.\n**Omar**: Yes.\nOmar'
    names = [Span(at, at + 4) for at in (0, 23, text.rindex("Omar**"), text.rindex("Omar"))]
    names.insert(2, Span(text.index("عمر"), text.index("عمر") + 3))
    editor.show_source(text)
    editor.set_speakers(names)
    editor.set_codings([coding(1, Span(text.index("We"), text.index("We") + 8))])
    if back:
        editor.view.select_between(len(text), len(text))
    found = [text[span.start : span.end] for span in stretches(editor, back)]
    assert found == (["Yes.", "نعم.", '"Did you?"'] if back else ['"Did you?"', "نعم.", "Yes."])


def test_coding_the_first_words_of_a_stretch_leaves_the_rest_to_come(editor):
    editor.step(Step.UNCODED)
    editor.select(Span(6, 8))
    editor.change_codings([], [coding(1, Span(6, 8))])
    assert editor.step(Step.UNCODED)
    assert editor.selected_span == Span(9, 20)


def test_a_caret_inside_a_stretch_selects_all_of_it(editor):
    editor.view.select_between(30, 30)
    assert editor.step(Step.UNCODED)
    assert editor.selected_span == JUDGE
    editor.view.select_between(30, 30)
    assert editor.step(Step.UNCODED, back=True)
    assert editor.selected_span == JUDGE


def test_nothing_moves_where_everything_is_coded(editor, qtbot):
    editor.set_codings([coding(1, Span(0, len(TEXT)))])
    editor.select(Span(6, 8))
    with qtbot.assertNotEmitted(editor.selection_changed):
        assert not editor.step(Step.UNCODED)
        assert not editor.step(Step.UNCODED, back=True)


def test_an_empty_source_has_nowhere_to_go(editor):
    editor.clear()
    for kind in Step:
        assert not editor.step(kind)
        assert not editor.step(kind, back=True)


def test_the_same_code_is_that_of_the_chosen_coding_or_of_the_caret(editor):
    editor.set_codings(
        [coding(1, Span(6, 8), 5), coding(2, JUDGE, 6), coding(3, NOBODY, 5), coding(4, END, 5)]
    )
    editor.view.select_between(7, 7)
    assert chosen(editor, Step.SAME_CODE) == [3, 4]
    assert chosen(editor, Step.SAME_CODE, back=True) == [3, 1]
    editor.choose(2)
    assert not editor.step(Step.SAME_CODE)
    assert editor.chosen_coding == 2


def test_unsure_codings_are_stepped_through_alone(editor):
    editor.set_codings([coding(1, WE_LEFT), coding(2, JUDGE, is_unsure=True), coding(3, END, is_unsure=True)])
    assert chosen(editor, Step.UNSURE) == [2, 3]
    assert chosen(editor, Step.UNSURE, back=True) == [2]


def test_a_step_is_heard_of_as_a_choice_by_hand(editor, qtbot):
    editor.set_codings([coding(1, JUDGE)])
    with qtbot.waitSignal(editor.choice_changed) as heard:
        assert editor.step(Step.CODING)
    assert heard.args == [(1,)]


spans = st.tuples(st.integers(0, 28), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
letters = st.text("ab \n.", min_size=40, max_size=40)


@given(st.lists(spans, max_size=8), st.integers(0, 40), st.booleans())
def test_codings_are_stepped_through_in_reading_order(codings: Sequence[Span], place: int, back: bool):
    shown = [coding(number, span, number % 2) for number, span in enumerate(codings, 1)]
    order = (place, -99, 0)
    wanted = [
        one
        for one in shown
        if one.code and (reading_order(one) < order if back else reading_order(one) > order)
    ]
    expected = (max if back else min)(wanted, key=reading_order, default=None)
    assert next_coding(CodingIndex(shown), order, 40, lambda one: one.code == 1, back) == expected


@given(letters, st.lists(spans, max_size=6), st.lists(spans, max_size=2, unique=True), st.integers(0, 40))
def test_no_letter_without_a_code_is_ever_passed_over(text, codings, closed, place):
    index = CodingIndex([coding(number, span) for number, span in enumerate(codings, 1)])
    closed = [closed[0]] if closed else []
    taken = {at for span in (*codings, *closed) for at in range(span.start, span.end)}
    free = {at for at, letter in enumerate(text) if letter in "ab" and at not in taken}
    met: set[int] = set()
    at = (0, 0)
    while span := next_uncoded(text, index, closed, at, back=False):
        assert span == trimmed(text, span.start, span.end)
        assert "\n" not in text[span.start : span.end]
        assert not taken & set(range(span.start, span.end))
        met |= set(range(span.start, span.end))
        at = span.start, span.end
    assert free <= met
    backwards: set[int] = set()
    at = (40, 40)
    while span := next_uncoded(text, index, closed, at, back=True):
        backwards |= set(range(span.start, span.end))
        at = span.start, span.end
    assert backwards == met
