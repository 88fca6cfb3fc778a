"""The list of sources under a hand: what opens a source, and what only asks about it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.model.coding import State
from core.queries.sources import sources
from core.queries.statuses import statuses


@pytest.fixture
def listed(window):
    """The list of a window on two sources; the first one is open."""
    return window.sources.view


def right_click(view, row):
    """Press and let go the right button, and ask for the menu as the window system does."""
    point = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=point)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def act(menu, words):
    return next(one for one in menu.actions() if one.text() == words)


def test_a_right_click_leaves_the_open_source_open_and_offers_the_menu_of_the_other(window, listed):
    menu = right_click(listed, 1)
    assert window.desk.source.name == "English"
    assert act(menu, "Open").isEnabled()
    act(menu, "Open").trigger()
    menu.close()
    assert window.desk.source.name == "Arabic"


def test_what_the_menu_says_is_said_of_its_own_source(window, coded_session, listed):
    menu = right_click(listed, 1)
    act(menu, "Done").trigger()
    menu.close()
    arabic = coded_session.ask(sources)[1].id
    said = coded_session.ask(statuses)
    assert {(one.source, one.state) for one in said} == {(arabic, State.DONE)}
    assert window.desk.source.name == "English"
    assert window.status.message == "Arabic: Done"


def test_the_menu_of_the_open_source_has_nothing_to_open(listed):
    menu = right_click(listed, 0)
    assert not act(menu, "Open").isEnabled()
    menu.close()


def test_a_left_click_opens_a_source(window, listed):
    QTest.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton,
        pos=listed.visualRect(listed.model().index(1, 0)).center(),
    )  # fmt: skip
    assert window.desk.source.name == "Arabic"


def test_the_open_source_is_marked_again_when_the_keyboard_leaves_the_list(window, listed):
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert listed.currentIndex().row() == 1
    window.reading.editor.setFocus()
    assert listed.currentIndex().row() == 0
    assert window.desk.source.name == "English"


def test_the_room_below_the_sources_has_no_menu(listed):
    below = QPoint(20, listed.viewport().height() - 2)
    listed.customContextMenuRequested.emit(below)
    assert QApplication.activePopupWidget() is None
