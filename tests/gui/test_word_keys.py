"""Keys that delete a word do so in a field, also while a coding is chosen that they would delete."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.span import Span

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def with_choice(coded_session, open_window):
    """A window with a coding chosen."""
    window = open_window(coded_session)
    window.reading.editor.select(Span(2, 9))
    window.desk.give(window.desk.bridge.scheme().codes[0].id)
    window.desk.choose_all(tuple(coding.id for coding in window.reading.editor.view.index))
    return window


def test_a_word_deleted_in_a_memo_leaves_the_coding(with_choice):
    with_choice.inspector.write_memo()
    field = with_choice.inspector.memos.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "two words")
    QTest.keyClick(field, Qt.Key.Key_Backspace, CONTROL)
    assert field.toPlainText() == "two "
    assert len(with_choice.reading.editor.view.index) == 1


def test_a_word_deleted_in_a_search_leaves_the_coding(with_choice):
    field = with_choice.codes.field
    field.setFocus()
    QTest.keyClicks(field, "two words")
    QTest.keyClick(field, Qt.Key.Key_Backspace, CONTROL)
    assert field.text() == "two "
    assert len(with_choice.reading.editor.view.index) == 1
