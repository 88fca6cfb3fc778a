"""The question asked when a source is left, and what its answers do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.scheme import AddToScheme, NewFamily
from core.commands.statuses import SetStatus
from core.model.coding import State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.statuses import statuses
from gui.panels.leaving import Leaving

WINTER = Span(2, 16)


@pytest.fixture
def leaving(window):
    """The question of the window."""
    return window.leaving


def leave(window, session):
    """Give a code in the English source, and go on to the Arabic one."""
    window.reading.editor.select(window.reading.editor.selected_span or WINTER)
    QTest.keyClick(window.reading.editor.view, Qt.Key.Key_1)
    window.desk.open_source(session.ask(sources)[1].id)


def states(session, source=0):
    names = {family.id: family.name for family in session.ask(scheme).families}
    wanted = session.ask(sources)[source].id
    return {names[one.family]: one.state for one in session.ask(statuses) if one.source == wanted}


def answers(leaving, family):
    rows = {
        shown.buttons[State.DONE].accessibleName().split(":")[0]: shown for shown in leaving._rows.values()
    }
    return rows[family].buttons


def test_leaving_a_source_with_new_codings_asks_and_leaves_the_keyboard_alone(window, coded_session, leaving):
    leave(window, coded_session)
    assert leaving.isVisible()
    assert leaving._question.text == "How far are you with English?"
    assert window.desk.source.name == "Arabic"
    assert not leaving.isAncestorOf(QApplication.focusWidget())


def test_a_source_that_was_only_read_is_left_without_a_word(window, coded_session, leaving):
    window.desk.open_source(coded_session.ask(sources)[1].id)
    assert not leaving.isVisible()


def test_an_answer_for_one_family_is_one_step_on_the_source_that_was_left(window, coded_session, leaving):
    leave(window, coded_session)
    QTest.mouseClick(answers(leaving, "Level")[State.DONE], Qt.MouseButton.LeftButton)
    assert states(coded_session) == {"Level": State.DONE}
    assert states(coded_session, 1) == {}
    assert answers(leaving, "Level")[State.DONE].isChecked()
    assert not answers(leaving, "Motive")[State.DONE].isChecked()
    coded_session.undo()
    assert states(coded_session) == {}
    assert not answers(leaving, "Level")[State.DONE].isChecked()


def test_all_done_is_one_step_and_ends_the_question(window, coded_session, leaving):
    leave(window, coded_session)
    QTest.mouseClick(leaving.all_done, Qt.MouseButton.LeftButton)
    assert states(coded_session) == {"Motive": State.DONE, "Level": State.DONE}
    assert not leaving.isVisible()
    coded_session.undo()
    assert states(coded_session) == {}


def test_the_question_is_answered_by_keyboard_alone(window, coded_session, leaving):
    leave(window, coded_session)
    window.reading.editor.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert leaving.all_done.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert leaving.not_now.hasFocus()
    answers(leaving, "Motive")[State.IN_PROGRESS].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert states(coded_session) == {"Motive": State.IN_PROGRESS}
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not leaving.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_what_was_said_before_is_preset(window, coded_session, leaving):
    motive = coded_session.ask(scheme).families[0]
    window.desk.set_state(State.DONE, motive.id)
    leave(window, coded_session)
    assert answers(leaving, "Motive")[State.DONE].isChecked()
    assert not any(made.isChecked() for made in answers(leaving, "Level").values())


def test_not_now_changes_nothing(window, coded_session, leaving):
    leave(window, coded_session)
    QTest.mouseClick(leaving.not_now, Qt.MouseButton.LeftButton)
    assert states(coded_session) == {}
    assert not leaving.isVisible()


def test_whoever_does_not_want_to_be_asked_is_not_and_can_be_again(
    qtbot, window, coded_session, leaving, settings
):
    leave(window, coded_session)
    with qtbot.waitSignal(leaving.asking_changed) as told:
        QTest.mouseClick(leaving.never, Qt.MouseButton.LeftButton)
    assert told.args == [False]
    leaving.ask(coded_session.ask(sources)[0])
    assert not leaving.isVisible()
    again = Leaving(window.reading._bridge, window.desk, window.sources.model, window._look, settings)
    qtbot.addWidget(again)
    assert not again.asks
    leaving.set_asking(True)
    leaving.ask(coded_session.ask(sources)[0])
    assert leaving.isVisible()


def test_not_being_asked_any_more_offers_no_undo_of_the_last_coding(window, coded_session, leaving):
    leave(window, coded_session)
    QTest.mouseClick(leaving.never, Qt.MouseButton.LeftButton)
    assert "not asked any more" in window.status.message
    assert not window.status._undo.isVisible()


def test_tab_goes_from_the_answer_for_all_to_those_for_each_family(window, coded_session, leaving):
    leave(window, coded_session)
    leaving.door().setFocus()
    met = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget().accessibleName() or QApplication.focusWidget().text())
    assert met == [
        "Not now", "Motive: In progress", "Motive: Done", "Level: In progress", "Level: Done",
        "Do not ask again",
    ]  # fmt: skip
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert states(coded_session) == {"Level": State.DONE}


def test_being_asked_again_is_said(window, leaving):
    window.acts.ask_how_far.trigger()
    assert window.status.message.startswith("You are not asked any more.")
    window.acts.ask_how_far.trigger()
    assert leaving.asks
    assert window.status.message == "You are asked again when you leave a source."


def test_a_done_source_does_not_turn_the_question_about_another_one_to_itself(window, coded_session, leaving):
    leave(window, coded_session)
    arabic = coded_session.ask(sources)[1]
    families = tuple(family.id for family in coded_session.ask(scheme).families)
    coded_session.run(SetStatus(window.desk.coder.id, (arabic.id,), families, State.DONE))
    leaving.ask(arabic)
    QTest.mouseClick(leaving.all_done, Qt.MouseButton.LeftButton)
    assert set(states(coded_session).values()) == {State.DONE}


def test_going_back_to_the_source_takes_the_question_back(window, coded_session, leaving):
    leave(window, coded_session)
    window.desk.open_source(coded_session.ask(sources)[0].id)
    assert not leaving.isVisible()


def test_another_coder_is_not_asked_about_what_the_first_one_left(window, coded_session, leaving):
    leave(window, coded_session)
    window.desk.act_as(coded_session.ask(coders)[1].id)
    assert not leaving.isVisible()


def test_what_is_done_in_every_family_is_not_asked_about(window, coded_session, leaving):
    window.desk.set_state(State.DONE)
    leave(window, coded_session)
    assert not leaving.isVisible()


def test_the_answers_have_names_and_room_for_a_hand(window, coded_session, leaving):
    leave(window, coded_session)
    for shown in leaving._rows.values():
        for made in shown.buttons.values():
            assert made.height() >= 24
    assert answers(leaving, "Motive")[State.DONE].accessibleName() == "Motive: Done"


def test_an_answer_given_elsewhere_is_shown(window, coded_session, leaving):
    leave(window, coded_session)
    level = coded_session.ask(scheme).families[1]
    coder = window.desk.coder.id
    coded_session.run(SetStatus(coder, (coded_session.ask(sources)[0].id,), (level.id,), State.DONE))
    assert answers(leaving, "Level")[State.DONE].isChecked()


@pytest.mark.parametrize("width", [1440, 1100])
@pytest.mark.parametrize("mirrored", [False, True])
def test_each_family_stands_beside_its_answers_and_all_answers_in_line(
    window, coded_session, leaving, look, width, mirrored
):
    look.mirror(mirrored)
    window.resize(width, 800)
    leave(window, coded_session)
    leaving.grab()
    firsts = set()
    for shown in leaving._rows.values():
        name, first = shown._name.geometry(), shown.buttons[State.IN_PROGRESS].geometry()
        between = name.left() - first.right() if mirrored else first.left() - name.right()
        assert 0 < between <= 24
        firsts.add(between)
    assert len(firsts) == 1
    assert len({shown._name.width() for shown in leaving._rows.values()}) == 1
    assert len({shown.x() for shown in leaving._rows.values()}) == leaving._across


def test_a_long_name_of_a_family_gives_way_before_its_answers_do(window, coded_session, leaving):
    coded_session.run(AddToScheme((NewFamily("How people came to leave " * 12),)))
    window.resize(1100, 800)
    leave(window, coded_session)
    leaving.grab()
    for shown in leaving._rows.values():
        last = shown.buttons[State.DONE]
        assert last.mapTo(leaving, last.rect().topRight()).x() < leaving.width() - 20


def test_many_families_leave_room_to_the_text_and_tab_brings_each_into_view(window, coded_session, leaving):
    coded_session.run(AddToScheme(tuple(NewFamily(f"Family {number}") for number in range(18))))
    window.resize(1100, 800)
    leave(window, coded_session)
    leaving.grab()
    assert leaving.height() < 240
    assert leaving._area.viewport().width() >= leaving._content.sizeHint().width()
    assert window.reading.editor.height() > leaving.height()
    leaving.door().setFocus()
    for _ in range(41):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        holder = QApplication.focusWidget()
        if leaving._content.isAncestorOf(holder):
            seen = leaving._area.viewport().rect()
            assert seen.contains(holder.mapTo(leaving._area.viewport(), holder.rect().center()))
    assert holder.accessibleName() == "Family 17: Done"


def test_few_families_are_all_in_view(window, coded_session, leaving):
    window.resize(1100, 800)
    leave(window, coded_session)
    leaving.grab()
    assert not leaving._area.verticalScrollBar().isVisible()
    assert leaving._area.height() >= leaving._content.sizeHint().height()


@pytest.mark.parametrize("width", [330, 420, 560, 700, 1100])
@pytest.mark.parametrize("families", [0, 12])
def test_every_answer_is_in_reach_however_narrow_the_question_is(
    window, coded_session, leaving, width, families
):
    coded_session.run(AddToScheme(tuple(NewFamily(f"Some long name {number}") for number in range(families))))
    leave(window, coded_session)
    leaving.setParent(None)
    leaving.resize(width, 260)
    leaving.show()
    leaving.grab()
    seen = leaving._area.viewport()
    for shown in leaving._rows.values():
        done = shown.buttons[State.DONE]
        assert done.mapTo(seen, done.rect().topRight()).x() <= seen.width()
    assert leaving.never.isVisible() == (width > 420)
    leaving.setParent(window)
