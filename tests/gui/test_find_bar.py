"""The find bar: hits at once in a short text, beside the window in a long one."""

import pytest

from gui.panels.find_bar import FindBar

LONG = "salt and bread\n" * 40_000


@pytest.fixture
def bar(qtbot, look):
    """A bar in front of a long text, with what it tells kept."""
    bar = FindBar(look)
    qtbot.addWidget(bar)
    bar.told = []
    bar.found.connect(lambda hits, current: bar.told.append((len(hits), current)))
    bar.show()
    return bar


def test_a_short_text_is_searched_at_once(bar):
    bar.search_in("salt and bread, salt")
    bar.open("SALT", 3)
    assert bar.told[-1] == (2, 1)
    assert bar._count.text() == "2 of 2"


def test_a_long_text_is_searched_beside_the_window(qtbot, bar):
    bar.search_in(LONG)
    bar.open("bread", len(LONG) // 2)
    assert bar._count.text() == "Searching…"
    assert bar.told[-1] == (0, None)
    qtbot.waitUntil(lambda: bar.told[-1] == (40_000, 20_000))
    bar.step(1)
    assert bar._count.text() == "20002 of 40000"


def test_only_the_newest_words_are_answered(qtbot, bar):
    bar.search_in(LONG)
    bar.open("bread", 0)
    bar.open("nothing of it", 0)
    qtbot.waitUntil(lambda: bar._count.text() == "Not found")
    qtbot.wait(100)
    assert {hits for hits, _ in bar.told} == {0}


def test_a_search_ends_with_its_bar_and_with_its_text(qtbot, bar):
    bar.search_in(LONG)
    bar.open("bread", 0)
    bar.dismiss()
    bar.open("bread", 0)
    bar.search_in("bread")
    qtbot.wait(150)
    assert {hits for hits, _ in bar.told} <= {0, 1}
    assert bar.told[-1] == (1, 0)
