"""Counts in the workspace Codebook: taken beside the window, and only while somebody looks."""

import pytest
from studies import ENGLISH

from core.commands.codings import GiveCode
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.codebook import outline as outline_module
from gui.codebook.outline import COUNT
from gui.workspaces import Workspace


@pytest.fixture
def book(window):
    window.acts.codebook_workspace.trigger()
    return window.codebook


def give(session, name):
    code = next(code for code in session.ask(scheme).codes if code.name == name)
    revision, who = session.ask(sources)[0].revision, session.ask(coders)[0].id
    session.run(GiveCode(revision, who, code.id, Span(2, ENGLISH.index("."))))
    return code.id


def test_a_coding_that_was_given_is_counted_in_the_outline_and_the_table(qtbot, book, coded_session):
    code = give(coded_session, "Pay")
    model = book.outline.model
    qtbot.waitUntil(lambda: model.index_of(code).data(COUNT) == 1)
    book.show_table(True)
    table = book.table.model
    cell = table.index(table.row_of(code), table.column_of("codings"))
    qtbot.waitUntil(lambda: cell.data() == "1")


def test_coding_is_not_disturbed_by_counts_that_nobody_sees(qtbot, window, book, coded_session, monkeypatch):
    window.workspaces.show_workspace(Workspace.CODE)
    asked = []
    monkeypatch.setattr(book.outline.model.counting, "_question", lambda *_: asked.append(1))
    code = give(coded_session, "Pay")
    qtbot.wait(3 * outline_module._RECOUNT_AFTER)
    assert asked == []
    monkeypatch.undo()
    window.workspaces.show_workspace(Workspace.CODEBOOK)
    qtbot.waitUntil(lambda: book.outline.model.index_of(code).data(COUNT) == 1)


def test_of_two_questions_the_newer_answer_is_told(qtbot, book, coded_session):
    counting = book.outline.model.counting
    told = []
    counting.answered.connect(told.append)
    counting.ask()
    code = give(coded_session, "Pay")
    counting.ask()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(60)
    assert [counts[code] for counts in told] == [1]
