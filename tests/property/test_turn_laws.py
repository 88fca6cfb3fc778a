from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.text.clusters import clusters
from core.text.turns import turns
from core.text.units import is_visible

PIECES = [
    *(
        "Q: ",
        "A: ",
        "س: ",
        "ج/ ",
        "Omar:",
        "Mona (nurse): ",
        "[Omar] ",
        "[Mona]",
        "Q. ",
        "A. ",
        "Note: ",
        "قال: ",
    ),
    *(
        "00:12 ",
        "[00:12:03] ",
        "12/03/2021, 10:44 - ",
        "Omar, [12.03.21 10:44]",
        "Omar: hi",
        "\n",
        "\n\n",
        "12 ",
    ),
    *(
        "why",
        "نعم",
        "\u200f",
        "\u202b",
        "\u0301",
        "\u0600",
        "\u200d",
        "\u2029",
        "\u00a0",
        "😀",
        "👩‍👩‍👧",
        "[aside]\n",
    ),
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)

names = st.sampled_from(["Omar", "Mona", "Abu Ali", "مريم", "أم أحمد", "Interviewer", "الباحث", "I", "P3"])
words = st.text("abc كتب,.\n", min_size=1, max_size=60).map(lambda said: f"x{said.strip()}.")


@given(texts)
def test_turns_stand_in_order_and_hold_the_name_of_their_speaker(text):
    found = turns(text)
    assert all(before.span.end <= turn.span.start for before, turn in pairwise(found))
    for turn in found:
        assert turn.span.start <= turn.speaker.start
        assert turn.speaker.end <= turn.span.end <= len(text)
        assert is_visible(text[turn.speaker.start : turn.speaker.end])
        assert "\n" not in text[turn.speaker.start : turn.speaker.end]


@given(texts)
def test_a_turn_begins_and_ends_where_a_character_does(text):
    borders = {0, *accumulate(map(len, clusters(text)))}
    assert all({turn.span.start, turn.span.end} <= borders for turn in turns(text))


@given(
    st.lists(st.tuples(names, words), min_size=2, max_size=12), st.sampled_from([": ", " : ", ":\n", ":\t"])
)
def test_a_talk_of_two_who_return_is_parted_into_what_each_said(talk, colon):
    # everybody speaks at least twice, and the first one once more at the end
    talk = [*talk, *talk, talk[0]]
    text = "\n\n".join(f"{name}{colon}{said}" for name, said in talk)
    if len({name for name, _ in talk}) == 2:
        assert [text[turn.span.start : turn.span.end] for turn in turns(text)] == [
            f"{name}{colon}{said}" for name, said in talk
        ]


@given(texts, st.integers(1, 5))
def test_blank_lines_between_the_lines_change_nothing_about_who_speaks(text, blanks):
    def speakers(some):
        return [some[turn.speaker.start : turn.speaker.end] for turn in turns(some)]

    assert speakers(text.replace("\n", "\n" * blanks)) == speakers(text)
