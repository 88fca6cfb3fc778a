"""Codes newer than what a coder said: told where the status of a source stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.commands.scheme import AddToScheme, NewCode
from core.commands.statuses import SetStatus
from core.model.coding import State
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.versions import newer_codes


@pytest.fixture
def outrun(window, coded_session):
    """Coder A was done with the English source; then two codes came, one of them in Arabic letters."""
    coder, source = coded_session.ask(coders)[0], coded_session.ask(sources)[0]
    families = coded_session.ask(scheme).families
    keys = tuple(family.id for family in families)
    coded_session.run(SetStatus(coder.id, (source.id,), keys, State.DONE))
    state = window.reading.heading.state
    assert state.text() == "Done"
    home = families[0].name
    coded_session.run(AddToScheme((), (NewCode(home, "One-man rule"), NewCode(home, "الصمت"))))
    return window


def act(menu, beginning):
    return next(one for one in menu.actions() if one.text().startswith(beginning))


def test_a_source_that_was_done_tells_which_codes_are_newer_and_what_to_do(outrun):
    state = outrun.reading.heading.state
    assert state.text() == "Done · 2 newer"
    told = state.toolTip()
    assert "Done under version 1, which lacked 2 newer codes" in told
    assert "One-man rule" in told
    assert "الصمت" in told
    assert "Say done again" in told
    assert "One-man rule" in state.accessibleDescription()


def test_saying_done_again_by_keyboard_takes_the_newer_codes_in(outrun, coded_session):
    state = outrun.reading.heading.state
    state.setFocus()
    QTest.keyClick(state, Qt.Key.Key_Space)
    menu = state.menu()
    again = act(menu, "Done again")
    assert again.text() == "Done again: 2 newer codes looked for"
    while menu.activeAction() is not again:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert state.text() == "Done"
    coder = coded_session.ask(coders)[0]
    assert coded_session.ask(newer_codes, coder.id) == []


def test_each_family_tells_its_own_newer_codes(outrun, coded_session):
    state = outrun.reading.heading.state
    state.menu().aboutToShow.emit()
    first, second = (family.name for family in coded_session.ask(scheme).families)
    assert act(state.menu(), first).text() == f"{first}: Done · 2 newer"
    assert act(state.menu(), second).text() == f"{second}: Done"


def test_undoing_the_newer_codes_leaves_the_status_as_it_was(outrun, coded_session):
    coded_session.undo()
    assert outrun.reading.heading.state.text() == "Done"
    assert "newer" not in outrun.reading.heading.state.toolTip()
