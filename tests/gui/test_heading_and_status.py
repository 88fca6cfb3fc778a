"""Whose codings are shown, what is hidden, how far one is: said, set, counted and heard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH, new_source

from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.model.coding import State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.statuses import statuses
from gui.widgets.menus import words_of

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


def opened(button):
    """Open a button's menu as its click does, and close it again when the test is done."""
    menu = button.menu()
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    return menu


def act(menu, words):
    return next(act for act in menu.actions() if words in act.text())


def ticked(menu):
    return [act.text() for act in menu.actions() if act.isChecked()]


def click(menu, one):
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(one).center())


# whose


def test_the_menu_names_every_coder_and_says_who_is_shown(window):
    menu = opened(window.reading.heading.whose)
    assert ticked(menu) == ["My codings", "A  Coder A"]
    click(menu, act(menu, "All coders"))
    assert window.desk.shown_coders is None
    menu = opened(window.reading.heading.whose)
    assert ticked(menu) == ["All coders", "A  Coder A", "B  Coder B"]
    menu.close()


def test_coders_are_ticked_one_after_another_without_the_menu_closing(window, coded_session):
    coded_session.run(AddCoder("Coder C"))
    whose = window.reading.heading.whose
    menu = opened(whose)
    click(menu, act(menu, "Coder B"))
    assert menu.isVisible()
    assert whose.text() == "Coder A, Coder B"
    click(menu, act(menu, "Coder A"))
    assert menu.isVisible()
    assert whose.text() == "Coder B"
    assert ticked(menu) == ["B  Coder B"]
    menu.close()


def test_coders_are_ticked_with_the_space_bar(window, coded_session):
    coded_session.run(AddCoder("Coder C"))
    menu = opened(window.reading.heading.whose)
    menu.setActiveAction(act(menu, "Coder C"))
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert window.reading.heading.whose.text() == "Coder A, Coder C"
    menu.close()


def test_ticking_everybody_off_leaves_ones_own(window):
    window.desk.show_others(True)
    menu = opened(window.reading.heading.whose)
    click(menu, act(menu, "Coder B"))
    click(menu, act(menu, "Coder A"))
    assert window.reading.heading.whose.text() == "My codings"
    assert ticked(menu) == ["My codings", "A  Coder A"]
    menu.close()


def test_many_coders_are_said_as_a_number(window, coded_session):
    for letter in "CDE":
        coded_session.run(AddCoder(f"Coder {letter}"))
    window.desk.show_coders([coder.id for coder in coded_session.ask(coders)][:3])
    assert window.reading.heading.whose.text() == "3 coders"


# what is hidden


def test_hidden_codes_are_counted_in_the_heading_and_shown_by_one_press(window, coded_session):
    note = window.reading.heading.hidden_note
    assert not note.isVisible()
    window.desk.hide_codes([code.id for code in coded_session.ask(scheme).codes][:2])
    assert note.isVisible()
    assert note.text() == "2 codes hidden · Show all"
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Space)
    assert window.desk.hidden_codes == frozenset()
    assert not note.isVisible()


def test_a_narrow_heading_says_it_in_fewer_words_and_keeps_the_rest_as_its_name(window, coded_session):
    window.desk.hide_codes([code.id for code in coded_session.ask(scheme).codes][:1])
    window.resize(900, 700)
    QTest.qWait(20)
    assert window.reading.heading.hidden_note.text() == "1 hidden"
    assert window.reading.heading.hidden_note.accessibleName() == "1 code hidden · Show all"


# how far one is


def test_one_family_is_done_and_another_is_not_by_mouse(window, coded_session):
    menu = opened(window.reading.heading.state)
    act(act(menu, "Level").menu(), "Done").trigger()
    menu.close()
    names = {family.id: family.name for family in coded_session.ask(scheme).families}
    assert [(names[one.family], one.state) for one in coded_session.ask(statuses)] == [("Level", State.DONE)]
    state = window.reading.heading.state
    assert state.text() == "In progress"
    assert "Motive: Not started" in state.toolTip()
    assert "Level: Done" in state.accessibleDescription()


def test_one_family_is_done_by_keyboard_alone(window, coded_session):
    state = window.reading.heading.state
    state.setFocus()
    menu = opened(state)
    for _ in range(4):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    below = act(menu, "Motive").menu()
    assert below.isVisible()
    for _ in range(2):
        QTest.keyClick(below, Qt.Key.Key_Down)
    QTest.keyClick(below, Qt.Key.Key_Return)
    motive = coded_session.ask(scheme).families[0]
    source, coder = window.desk.source.id, window.desk.coder.id
    assert window.sources.model.state_in(source, coder, motive.id) == State.DONE


def test_what_was_said_of_a_source_is_said_back_by_its_name(window, coded_session):
    window.acts.done.trigger()
    assert window.status.message == "English: Done"
    level = coded_session.ask(scheme).families[1]
    window.desk.set_state(State.IN_PROGRESS, level.id)
    assert window.status.message == "English: In progress in Level"


# progress


def done(window, session, source, family=None, coder="Coder A"):
    people = {person.name: person.id for person in session.ask(coders)}
    families = tuple(one.id for one in session.ask(scheme).families if family in (None, one.name))
    session.run(SetStatus(people[coder], (session.ask(sources)[source].id,), families, State.DONE))


def test_progress_counts_for_whoever_codes_now(window, coded_session):
    done(window, coded_session, 0)
    count = window.status.progress.count
    assert count.text() == "1 of 2 done"
    window.desk.act_as(coded_session.ask(coders)[1].id)
    assert count.text() == "0 of 2 done"
    done(window, coded_session, 1, coder="Coder B")
    assert count.text() == "1 of 2 done"
    coded_session.undo()
    assert count.text() == "0 of 2 done"


def test_progress_is_told_for_each_family(window, coded_session):
    done(window, coded_session, 0)
    done(window, coded_session, 1, "Motive")
    assert window.status.progress.count.toolTip() == "Motive: 2 of 2 done\nLevel: 1 of 2 done"
    assert "Motive: 2 of 2 done" in window.status.progress.count.accessibleDescription()


def test_the_counts_lead_to_the_next_source_that_is_not_done(window, coded_session):
    coded_session.run(AddSources((new_source("Third", "Words"),)))
    done(window, coded_session, 1, "Level")
    menu = opened(window.status.progress.count)
    act(menu, "Level").trigger()
    menu.close()
    assert window.desk.source.name == "Third"
    menu = opened(window.status.progress.count)
    act(menu, "Next source").trigger()
    menu.close()
    assert window.desk.source.name == "English"


def test_when_all_others_are_done_there_is_nowhere_to_go(window, coded_session):
    done(window, coded_session, 1)
    menu = opened(window.status.progress.count)
    assert not act(menu, "Next source").isEnabled()
    assert "No other source" in act(menu, "Next source").toolTip()
    menu.close()


def test_the_sources_are_counted_and_those_found_too(window, coded_session):
    done(window, coded_session, 1)
    assert window.sources._count.text() == "1 of 2 done"
    window.sources.field.setText("arab")
    assert window.sources._count.text() == "1 found · 1 done"
    window.sources.field.setText("engl")
    assert window.sources._count.text() == "1 found"
    window.sources.field.setText("")
    assert window.sources._count.text() == "1 of 2 done"


def test_a_source_whose_families_differ_is_half_done(window, coded_session):
    model, coder = window.sources.model, window.desk.coder.id
    source = coded_session.ask(sources)[0].id
    done(window, coded_session, 0, "Level")
    assert model.state(source, coder) == State.IN_PROGRESS
    done(window, coded_session, 0, "Motive")
    assert model.state(source, coder) == State.DONE


def test_the_states_taken_in_step_by_step_are_those_read_anew(window, coded_session):
    everyone = [coder.name for coder in coded_session.ask(coders)]
    for source, family, coder in ((0, None, 0), (1, "Level", 1), (0, "Motive", 1), (1, None, 0)):
        done(window, coded_session, source, family, everyone[coder])
    for _ in range(2):
        coded_session.undo()
    model = window.sources.model
    kept = dict(model._over_all), {pair: dict(given) for pair, given in model._states.items()}
    model._load()
    assert kept == (model._over_all, model._states)
    assert model.state(coded_session.ask(sources)[0].id, coded_session.ask(coders)[0].id) == State.DONE


# said aloud


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told to say, in order."""
    words = []

    def hear(event):
        if event.type() == QAccessible.Event.Announcement:
            words.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return words


def give(session, span):
    people = {person.name: person.id for person in session.ask(coders)}
    fear = next(code.id for code in session.ask(scheme).codes if code.name == "Fear")
    command = GiveCode(session.ask(sources)[0].revision, people["Coder A"], fear, span)
    return session.run(command).created("coding")[0]


def test_a_coding_given_removed_and_taken_back_is_said_aloud(window, heard):
    window.reading.editor.select(PAY)
    QTest.keyClick(window.reading.editor.view, Qt.Key.Key_1)
    [coding], _ = window.reading.codings_here((), 1)
    window.desk.delete((coding,))
    QTest.keyClick(window.reading.editor.view, Qt.Key.Key_Z, CONTROL)
    polite = QAccessible.AnnouncementPoliteness.Polite
    assert heard == [
        (f"Gave Fear to {len(PAY)} characters", polite),
        ("Deleted Fear", polite),
        ("Undone: Delete coding", polite),
    ]


def test_a_memo_that_is_saved_is_said_aloud_once(window, coded_session, heard):
    window.desk.choose(give(coded_session, PAY))
    window.inspector.write_memo()
    QTest.keyClicks(QApplication.focusWidget(), "Why?")
    assert heard == []
    window.inspector.memos.save()
    assert [words for words, _ in heard] == ["Saved"]


def test_the_buttons_of_heading_and_status_are_large_enough_to_hit(window, coded_session):
    window.desk.hide_codes([code.id for code in coded_session.ask(scheme).codes][:1])
    heading = window.reading.heading
    for button in (heading.hidden_note, heading.whose, heading.state, window.status.progress.count):
        assert min(button.width(), button.height()) >= 24
        assert button.accessibleName()


def test_names_with_an_ampersand_are_whole_in_every_menu(window, coded_session):
    coded_session.run(AddToScheme((NewFamily("R&D"),), (NewCode("R&D", "Q&A"),)))
    coded_session.run(AddCoder("Ann & Ben"))
    heading, top, progress = window.reading.heading, window.top, window.status.progress
    menus = [heading.state.menu(), heading.whose.menu(), top.coder.menu(), progress._menu]
    for menu in menus:
        menu.aboutToShow.emit()
    said = [{words_of(act) for act in menu.actions()} for menu in menus]
    assert "R&D: Not started" in said[0]
    assert any("Ann & Ben" in words for words in said[1])
    assert any("Ann & Ben" in words for words in said[2])
    assert any(words.startswith("R&D: 0 of") for words in said[3])


def test_facts_that_find_no_room_are_left_out_whole(window, qtbot):
    qtbot.waitUntil(lambda: window.reading.heading.is_counted)
    facts = window.reading.heading._size
    whole = facts.text.split(" · ")
    assert len(whole) == 3
    seen = set()
    for width in range(facts.sizeHint().width(), 0, -1):
        facts.resize(width, facts.height())
        shown = facts.shown.split(" · ") if facts.shown else []
        assert shown == whole[: len(shown)]
        seen.add(len(shown))
    assert seen == {0, 1, 2, 3}
    assert facts.toolTip() == facts.text
