"""Where one stands in the workspace Codebook: at the beginning, after an act, and after Esc."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.queries.schemes import scheme, versions
from gui.workspaces import Workspace

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def book(window):
    """The workspace Codebook on a small study, the keyboard in its outline."""
    window.acts.codebook_workspace.trigger()
    return window.codebook


@pytest.fixture
def bare(open_window, session):
    """A window on a project without any code, in the workspace Codebook."""
    made = open_window(session)
    made.acts.codebook_workspace.trigger()
    return made


def named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_one_who_comes_here_first_looks_at_the_first_code(book):
    assert book.meant.code == book.outline.model.first_code()
    assert book.outline.view.currentIndex().data() == book.meant.code.name
    assert QApplication.focusWidget() is book.outline.view


def test_an_empty_codebook_says_how_to_begin_and_begins(bare, session):
    beginning = bare.codebook.form.beginning
    assert beginning.isVisible()
    QTest.mouseClick(beginning.button, LEFT)
    assert [family.name for family in session.ask(scheme).families] == ["New family"]
    assert QApplication.focusWidget() is bare.codebook.form.family_page.languages.field("name")


def test_a_tool_beside_the_other_adds_a_family(book, coded_session):
    before = len(coded_session.ask(scheme).families)
    QTest.mouseClick(book.outline.add_family, LEFT)
    assert len(coded_session.ask(scheme).families) == before + 1
    assert QApplication.focusWidget() is book.form.family_page.languages.field("name")


def test_when_a_code_goes_by_undo_one_looks_at_the_family_it_was_in(window, book, coded_session):
    book.meant.choose((named(coded_session, "Pay").id,))
    window.acts.new_code.trigger()
    window.acts.codebook_workspace.trigger()
    window.acts.undo.trigger()
    assert book.meant.code is None
    assert book.meant.family.name == "Motive"


def test_what_comes_back_by_redo_is_looked_at(bare, session):
    session.run(AddToScheme((NewFamily("Motive"),), (NewCode("Motive", "Fear"),)))
    assert bare.codebook.meant.code.name == "Fear"
    bare.acts.undo.trigger()
    assert bare.codebook.meant.family is None
    bare.acts.redo.trigger()
    assert bare.codebook.meant.code.name == "Fear"
    assert bare.workspaces.current is Workspace.CODEBOOK


def test_esc_in_a_field_keeps_what_was_typed_and_leads_back_to_the_scheme(window, book, coded_session):
    book.meant.choose((named(coded_session, "Pay").id,))
    definition = book.form.code_page.languages.field("definition")
    definition.take_keyboard()
    QTest.keyClicks(definition, "No wages.")
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is book.outline.view
    assert named(coded_session, "Pay").definition == "No wages."


def test_esc_in_the_scheme_closes_the_message_above_it(book):
    book.show_failure("The disk is full.")
    book.outline.view.setFocus()
    press(Qt.Key.Key_Escape)
    assert not book.banner.isVisible()


def test_a_reason_that_is_given_leads_back_to_the_scheme(book, coded_session):
    book.meant.choose((named(coded_session, "Pay").id,))
    book.form.why.field.setFocus()
    QTest.keyClicks(book.form.why.field, "Agreed in May")
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is book.outline.view


def test_f6_passes_over_regions_where_nothing_takes_the_keyboard(bare):
    doors = [bare.codebook.form.beginning.button, bare.top.command, bare.codebook.outline.door()]
    for door in doors:
        QTest.keyClick(bare, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is door


def test_a_version_closed_by_hand_leaves_the_keyboard_in_the_scheme(window, book, coded_session):
    def answer():
        dialog = QApplication.activeModalWidget()
        QTest.keyClicks(dialog.note, "Pilot")
        QTest.keyClick(dialog.note, Qt.Key.Key_Return, CONTROL)

    button = window.versioning.banner.release
    button.setFocus()
    QTimer.singleShot(0, answer)
    QTest.mouseClick(button, LEFT)
    assert [one.note for one in coded_session.ask(versions)] == ["Pilot"]
    assert window.focusWidget() is book.outline.view
