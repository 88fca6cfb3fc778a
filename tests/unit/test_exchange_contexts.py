"""The words around a place, the same for each coder."""

from core.agreement.results import Kind, Place, PlacedCoding
from core.exchange.contexts import AROUND, Context, context_of
from core.exchange.pages import swatch

LOOK = swatch("#A75C51")


def placed(text: str, *codings: tuple[str, str, int, int], silent: tuple[str, ...] = ()) -> Context:
    made = tuple(PlacedCoding(key, *each) for key, each in enumerate(codings, 1))
    coders = tuple(dict.fromkeys((*(coding.coder for coding in made), *silent)))
    start, end = min(each.start for each in made), max(each.end for each in made)
    place = Place("id", "s", "F", Kind.CODE, start, end, coders, silent, made)
    return context_of(place, text, lambda _: LOOK)


def shown(context: Context, lane: int) -> str:
    """The lane's words, marks in brackets with the first letters of their codes."""
    return "".join(
        f"[{''.join(mark.code for mark in piece.marks)}:{piece.text}]" if piece.marks else piece.text
        for piece in context.lanes[lane].pieces
    )


def test_each_coder_has_the_same_words_with_her_own_marks():
    context = placed("one two three four", ("A", "x", 4, 13), ("B", "y", 4, 7), silent=("C",))
    assert [shown(context, lane) for lane in range(3)] == [
        "one [x:two three] four",
        "one [y:two] three four",
        "one two three four",
    ]
    assert [lane.coder for lane in context.lanes] == ["A", "B", "C"]


def test_codes_of_one_coder_that_overlap_are_both_marked():
    context = placed("one two three four", ("A", "x", 0, 7), ("A", "y", 4, 13), ("A", "x", 14, 18))
    assert shown(context, 0) == "[x:one ][xy:two][y: three] [x:four]"
    assert [(code, times) for code, _, times in context.lanes[0].codes] == [("x", 2), ("y", 1)]
    first = context.lanes[0].pieces[0].marks[0]
    assert (first.begins, first.ends) == (True, False)


def test_the_context_begins_and_ends_between_words():
    text = "alpha beta gamma " * 30
    at = text.index("beta", 200)
    context = placed(text, ("A", "x", at, at + 4))
    words = shown(context, 0)
    assert context.goes_on_before
    assert context.goes_on_after
    assert words.split()[0] in ("alpha", "beta", "gamma")
    assert words.split()[-1] in ("alpha", "beta", "gamma")
    assert AROUND <= words.index("[") <= AROUND + 7


def test_a_text_without_spaces_is_cut_where_it_must_be():
    context = placed("x" * 1000, ("A", "x", 500, 504))
    assert len(shown(context, 0)) == 2 * AROUND + 4 + len("[x:]")


def test_a_short_text_is_shown_whole():
    context = placed("only this\n", ("A", "x", 0, 4))
    assert not context.goes_on_before
    assert not context.goes_on_after


def test_a_long_stretch_in_which_nothing_happens_is_shortened_alike_for_all():
    text = "word " * 400
    context = placed(text, ("A", "x", 0, 1999), ("B", "x", 5, 1999))
    left_out = [sum(piece.left_out for piece in lane.pieces) for lane in context.lanes]
    assert left_out[0] == left_out[1] > 1500
    kept = [sum(len(piece.text) for piece in lane.pieces) for lane in context.lanes]
    assert kept[0] == kept[1] == len(text) - left_out[0]


def test_blank_lines_fall_together():
    context = placed("one\n\n \ntwo", ("A", "x", 0, 10))
    assert context.lanes[0].pieces[0].lines == ["one", "two"]


def test_a_place_in_arabic_runs_right_to_left():
    assert placed("تركتُ المكان", ("A", "x", 0, 5)).is_right_to_left
