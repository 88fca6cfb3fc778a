"""The field that finds acts, sources and codes: its list is as high as what was found."""

import pytest
from PySide6.QtTest import QTest


@pytest.mark.parametrize("words", ["undo", "split coding", "nothing is called this", "fear"])
def test_a_short_list_needs_no_scroll_bar(coded_session, open_window, words):
    window = open_window(coded_session)
    field = window.top.command
    field.setFocus()
    QTest.keyClicks(field, words)
    assert field.is_open
    QTest.qWait(1)
    assert field.list.verticalScrollBar().maximum() == 0
    assert field.list.viewport().height() >= field.list.height_of_all()


def test_what_was_found_has_more_room_than_the_field(coded_session, open_window):
    field = open_window(coded_session).top.command
    field.setFocus()
    QTest.keyClicks(field, "code")
    assert field.is_open
    assert field.list.width() > field.width() * 1.2
