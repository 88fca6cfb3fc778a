"""The keys of an act that cannot be done now: the status bar says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH

from core.model.span import Span
from gui.workspaces import Workspace

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key


def press(window, key, modifiers=CONTROL):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


@pytest.fixture
def reading(coded_session, open_window):
    """A window with the keyboard in its text."""
    window = open_window(coded_session)
    window.reading.editor.view.setFocus()
    return window


@pytest.mark.parametrize(
    ("key", "modifiers", "why"),
    [
        (KEY.Key_I, CONTROL, "Select words in the text first."),
        (KEY.Key_L, CONTROL, "Select words in the text first."),
        (KEY.Key_X, CONTROL | SHIFT, "Choose a coding first."),
        (KEY.Key_J, CONTROL, "Choose a coding first."),
        (KEY.Key_F2, PLAIN, "Choose a coding first."),
        (KEY.Key_M, CONTROL, "Choose a coding, or select words."),
        (KEY.Key_Return, CONTROL, "Select words in the text first."),
    ],
)
def test_keys_of_an_act_that_cannot_be_done_say_why(reading, key, modifiers, why):
    press(reading, key, modifiers)
    assert reading.status.message == why


def test_joining_codings_of_two_codes_says_what_can_be_joined(reading):
    desk, codes = reading.desk, reading.desk.bridge.scheme().codes
    for place, code in enumerate(codes[:2]):
        reading.reading.editor.select(Span(2 + 9 * place, 9 + 9 * place))
        desk.give(code.id)
    desk.choose_all(tuple(coding.id for coding in reading.reading.editor.view.index))
    assert len(desk.chosen_codings) == 2
    press(reading, KEY.Key_J)
    assert reading.status.message == "Choose two codings or more of the same code."


def test_keys_of_an_act_that_can_be_done_again_do_it(reading):
    press(reading, KEY.Key_I)
    reading.reading.editor.select(Span(2, ENGLISH.index(".")))
    before = len(reading.desk.bridge.scheme().codes)
    press(reading, KEY.Key_I)
    assert len(reading.desk.bridge.scheme().codes) == before + 1


def test_a_field_keeps_the_keys_it_has_for_itself(reading):
    field = reading.codes.field
    field.setFocus()
    QTest.keyClicks(field, "Fe")
    QTest.keyClick(field, KEY.Key_Backspace, CONTROL)
    assert field.text() == ""
    assert reading.status.message == ""
    QTest.keyClicks(field, "Fear")
    QTest.keyClick(field, KEY.Key_Z, CONTROL)
    assert field.text() != "Fear"
    assert reading.status.message == ""


def test_delete_without_a_chosen_coding_is_no_act_of_the_codebook(reading):
    press(reading, KEY.Key_Delete, PLAIN)
    assert "Codebook" not in reading.status.message


def test_in_the_codebook_keys_of_acts_on_a_text_say_where_to_go(reading):
    reading._go_to(Workspace.CODEBOOK)
    press(reading, KEY.Key_J)
    assert reading.status.message == "Go to the workspace Code first (Ctrl+1)."
