"""Where words stand: the quick way for lines that run one way agrees with the glyphs."""

from itertools import pairwise

import pytest

from gui.editor.pieces import Ruler, pieces
from gui.editor.view import SourceView
from gui.theme import LIGHT

TEXTS = {
    "English": "She walked to the river, “slowly”, and waited (vainly) for the 7 o’clock ferry; naïve — so. ",
    "Arabic": "مشت إلى النهر ببطء، ثم انتظرت العبّارة؛ ولم تأتِ… «لماذا؟» سألت الكاتبَ. ",
    "Arabic with figures": "في عام ١٩٩٤ عبر ٣٫٥ آلاف شخص النهر (12%) ثم عادوا. ",
    "mixed": "He said نعم، بالطبع and left 12 km، ثم عاد (again). ",
    "Arabic with Latin": "قال yes, of course ثم غادر 12 km إلى البيت. ",
    "marks and emoji": "e\u0301te\u0301 😀👍🏽 fin\u200d office ﬁ \u200f\u200e ok. ",
}


@pytest.fixture
def view(qtbot):
    view = SourceView(LIGHT)
    qtbot.addWidget(view)
    view.resize(500, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


def extents_by_glyphs(view, placed, line, start, end):
    first = max(view.offsets.to_view(start) - placed.origin, placed.laid.starts[line])
    last = min(view.offsets.to_view_end(end) - placed.origin, placed.laid.ends[line])
    return pieces(placed.block.layout().lineAt(line), first, last, placed.laid.rooms[line])


@pytest.mark.parametrize("name", TEXTS)
def test_words_are_found_where_their_glyphs_stand(view, name):
    view.show_source(TEXTS[name] * 6, ())
    [placed] = view.placed_blocks()
    compared = 0
    for line in range(len(placed.laid.starts)):
        ruler = Ruler(placed, line, view.offsets)
        start, end = placed.laid.offsets[line], placed.laid.offsets[line + 1]
        borders = [at for at in range(start, end + 1) if at in (start, end) or view.text[at - 1] == " "]
        for first, last in pairwise(borders):
            found = ruler.pieces(first, last)
            expected = extents_by_glyphs(view, placed, line, first, last)
            assert len(found) == len(expected)
            for one, other in zip(found, expected, strict=True):
                assert one == pytest.approx(other, abs=1.5)
            compared += len(found)
    assert compared > 20


@pytest.mark.parametrize(("name", "is_quick"), [("English", True), ("Arabic", True), ("mixed", False)])
def test_only_a_line_that_runs_one_way_is_measured_the_quick_way(view, name, is_quick):
    view.show_source(TEXTS[name], ())
    [placed] = view.placed_blocks()
    assert Ruler(placed, 0, view.offsets).runs_one_way == is_quick
