"""Which acts can be done now: in a project that is only read, and in another language."""

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH

from core.commands.codings import GiveCode
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
    assert only_read.status._message.text() == "This project is open for reading only."


def test_in_a_project_that_is_only_read_no_type_of_memo_can_be_chosen(only_read):
    only_read.reading.editor.step("coding")
    only_read.inspector.refresh()
    assert only_read.inspector.memos.isVisible()
    assert not only_read.inspector.memos.kind.isEnabled()


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
