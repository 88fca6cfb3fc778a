import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.models.entries import MARKED, Entry, group
from gui.panels.entry_list import EntryList

LONG = "A name that never ends " * 21 + "but here it does"
ENTRIES = [
    *group("Matches", [Entry("One", payload=1, colour="#3CA087"), Entry("Two", payload=2, colour="#3A308B")]),
    *group("Else", [Entry("New", payload="new", icon="plus")]),
]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(qtbot, look):
    """A field with its list below, as wide as in the picker."""
    body, field = QWidget(), QLineEdit()
    listing = EntryList(look, "Codes", field, marks=True)
    layout = QVBoxLayout(body)
    layout.addWidget(field)
    layout.addWidget(listing)
    body.resize(336, 300)
    qtbot.addWidget(body)
    with qtbot.waitExposed(body):
        body.show()
    field.setFocus()
    listing.show_entries(ENTRIES)
    yield field, listing
    body.close()


def click(listing, row, *, on_box=False, modifiers=Qt.KeyboardModifier.NoModifier):
    index = listing.model().index(row, 0)
    place = listing.box_of(index).center().toPoint() if on_box else listing.visualRect(index).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def test_a_click_on_a_row_chooses_it(qtbot, shown):
    _, listing = shown
    with qtbot.waitSignal(listing.chosen) as heard, qtbot.assertNotEmitted(listing.mark_wanted):
        click(listing, 2)
    assert heard.args == [2]


@pytest.mark.parametrize("way", [{"on_box": True}, {"modifiers": CONTROL}])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_click_on_the_box_or_with_control_asks_for_the_mark(qtbot, shown, way, direction):
    _, listing = shown
    listing.setLayoutDirection(direction)
    with qtbot.waitSignal(listing.mark_wanted) as heard, qtbot.assertNotEmitted(listing.chosen):
        click(listing, 2, **way)
    assert heard.args == [2]


def test_what_is_no_code_cannot_be_marked(qtbot, shown):
    _, listing = shown
    with qtbot.waitSignal(listing.chosen), qtbot.assertNotEmitted(listing.mark_wanted):
        click(listing, 4, on_box=True)


def test_the_bar_goes_from_the_first_entry_to_the_last_and_back(shown):
    field, listing = shown
    assert listing.current == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert listing.current == "new"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert listing.current == 1
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert listing.current == 2


def test_other_entries_tell_once_what_is_under_the_bar(shown):
    _, listing = shown
    heard = []
    listing.under_bar.connect(heard.append)
    listing.show_entries(ENTRIES[2:])
    assert heard == [2]


def test_a_marked_row_says_so_to_a_screen_reader(shown):
    _, listing = shown
    listing.mark([2])
    model = listing.model()
    assert [model.index(row, 0).data(MARKED) for row in range(5)] == [False, False, True, False, False]
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Two, marked"


def test_a_very_long_name_stays_in_its_row_and_is_whole_in_the_tooltip(shown):
    _, listing = shown
    listing.show_entries([Entry(LONG, detail="Motive", payload=1, colour="#3CA087")])
    index = listing.model().index(0, 0)
    assert listing.visualRect(index).width() <= listing.viewport().width()
    assert not listing.horizontalScrollBar().isVisible()
    words = index.data(Qt.ItemDataRole.ToolTipRole)
    assert " ".join(words.split()) == f"{LONG} Motive"
    assert max(map(len, words.splitlines())) <= 72
