"""What holds of every printed document: no row is lost, no text is torn."""

from hypothesis import given
from hypothesis import strategies as st

from core.exchange.direction import stretches
from core.exchange.paper import Kind, Paragraph, Words
from gui.printing.paging import Pages
from gui.printing.setting import Piece

HEIGHT = 100.0

pieces = st.lists(
    st.builds(
        lambda heights, before, after, keeps, begins: Piece(
            Paragraph(Kind.TEXT, (Words("x"),)),
            [[] for _ in heights],
            [float(height) for height in heights],
            float(before),
            float(after),
            keeps,
            begins,
        ),
        st.lists(st.integers(5, 40), min_size=1, max_size=12),
        st.integers(0, 20),
        st.integers(0, 20),
        st.booleans(),
        st.booleans(),
    ),
    max_size=15,
)


@given(pieces)
def test_every_row_stands_on_one_page_in_its_order_and_within_its_height(made):
    pages = Pages(HEIGHT)
    pages.fill(made)
    placed = [
        (id(one.piece), row) for page in pages.pages for one in page for row in range(one.first, one.end)
    ]
    assert placed == [(id(piece), row) for piece in made for row in range(len(piece.rows))]
    for page in pages.pages:
        ends = 0.0
        for one in page:
            assert one.top >= ends
            ends = one.top + sum(one.piece.heights[one.first : one.end])
        assert ends <= HEIGHT or len(page) == 1


@given(pieces)
def test_what_is_kept_with_the_next_does_not_end_a_page_that_has_something_else(made):
    pages = Pages(HEIGHT)
    pages.fill(made)
    chains = {id(piece): _room_of_chain(made, place) for place, piece in enumerate(made)}
    for page, after in zip(pages.pages, pages.pages[1:], strict=False):
        last, following = page[-1].piece, after[0].piece
        if last.keeps and last is not following and not following.begins_page and len(page) > 1:
            # only a chain that no page could hold is parted
            assert chains[id(page[0].piece)] > HEIGHT or any(chains[id(one.piece)] > HEIGHT for one in page)


def _room_of_chain(made, place):
    room = 0.0
    for piece in made[place:]:
        room += piece.before + sum(piece.heights) + piece.after
        if not piece.keeps:
            break
    return room


@given(st.text("ab اب1.(ُ\u200f٣", max_size=12), st.booleans())
def test_the_stretches_of_a_text_join_to_it_and_hold_letters_of_one_direction(text, is_rtl):
    parts = list(stretches(text, is_rtl=is_rtl))
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)
    for part, runs_right_to_left in parts:
        assert not (set(part) & set("ab") if runs_right_to_left else set(part) & set("اب"))
