"""Which acts can be done now: in a project that is only read, and in another language."""

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH, new_source, small_scheme

from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.open_codes import AddOpenCode
from core.commands.sources import AddSources
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.session import Session

WINTER = Span(2, ENGLISH.index("."))


def give(session):
    revision = session.ask(sources)[0].revision
    code = session.ask(scheme).codes[0].id
    return session.run(GiveCode(revision, session.ask(coders)[0].id, code, WINTER)).created("coding")[0]


@pytest.fixture
def only_read(coded_session, open_window):
    """A window on a project with one coding that may be read and not changed."""
    give(coded_session)
    with Session.open(coded_session.path, read_only=True) as session:
        window = open_window(session)
        yield window
        window.close()


def test_enter_on_a_chosen_coding_says_why_it_cannot_be_changed(only_read):
    only_read.reading.editor.step("coding")
    assert only_read.desk.chosen is not None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not only_read.picker.isVisible()
    assert only_read.status.message == "This project is open for reading only."


def test_in_a_project_that_is_only_read_no_type_of_memo_can_be_chosen(only_read):
    only_read.reading.editor.step("coding")
    only_read.inspector.refresh()
    assert only_read.inspector.memos.isVisible()
    assert not only_read.inspector.memos.kind.isEnabled()


def test_a_code_key_in_a_project_that_is_only_read_says_why_and_asks_nothing(only_read):
    only_read.desk.ask_about_clash = None  # a question would be a fault
    only_read.reading.editor.select(Span(2, 9))
    QTest.keyClick(only_read.reading.editor.view, Qt.Key.Key_1)
    assert only_read.status.message == "This project is open for reading only."
    assert not only_read.reading.banner.isVisible()


def test_how_far_one_is_cannot_be_said_in_a_project_that_is_only_read(only_read):
    assert not only_read.reading.heading.state.isEnabled()
    assert "open for reading only" in only_read.reading.heading.state.toolTip()
    assert not any(
        act.isEnabled()
        for act in only_read.sources.menu_for(only_read.desk.source).actions()
        if act.text() == "Done"
    )


def test_how_far_one_is_can_be_said_once_there_are_codes(session, open_window):
    session.run(AddCoder("Coder A"))
    session.run(AddSources((new_source("English", ENGLISH),)))
    window = open_window(session)
    state = window.reading.heading.state
    assert not state.isEnabled()
    assert not window.acts.done.isEnabled()
    session.run(AddOpenCode("harbour"))
    assert state.isEnabled()
    assert window.acts.done.isEnabled()


def test_a_code_given_without_words_asks_for_words_and_not_for_a_coder(session, open_window):
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH),)))
    window = open_window(session)
    window.desk.ask_for_coder = None  # a question would be a fault
    window.desk.give(session.ask(scheme).codes[0].id)
    assert window.status.message == "Select words in the text first."


class Shouting(QTranslator):
    """A language in which the titles of steps are shouted."""

    def isEmpty(self):
        return False

    def translate(self, context, source_text, disambiguation=None, n=-1):
        return source_text.upper() if context == "acts" else None


def test_what_can_be_undone_is_said_in_the_language_of_the_window(qapp, window, coded_session):
    shouting = Shouting()
    qapp.installTranslator(shouting)
    give(coded_session)
    assert window.acts.undo.toolTip() == "Undo: GIVE CODE"
    qapp.removeTranslator(shouting)
