"""The scheme put in order by hand: by keys, menu, tools and drag."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode, RetireCodes
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.session import Session
from gui.codebook.outline import CODE, NOTE, Note
from gui.codebook.removing import KeptDialog
from gui.workspaces import Workspace

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
LEFT, MOVE = Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction


@pytest.fixture
def book(window):
    """The workspace Codebook, the keyboard in its outline."""
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    return window.codebook


def named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def names(session, family="Motive"):
    whole = session.ask(scheme)
    key = next(one.id for one in whole.families if one.name == family)
    return [code.name for code in whole.codes_of(key)]


def give(session, name):
    revision, who = session.ask(sources)[0].revision, session.ask(coders)[0].id
    span = Span(2, ENGLISH.index("."))
    session.run(GiveCode(revision, who, named(session, name).id, span))


def index_of(book, name):
    code = next((one for one in book.meant.bridge.scheme().codes if one.name == name), None)
    if code is not None:
        return book.outline.model.index_of(code.id)
    family = next(one for one in book.meant.bridge.scheme().families if one.name == name)
    return book.outline.model.index_of_family(family.id)


def click(book, name, modifiers=NONE):
    view = book.outline.view
    QTest.mouseClick(view.viewport(), LEFT, modifiers, view.visualRect(index_of(book, name)).center())


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def chosen(book):
    return [code.name for code in book.meant.codes]


# order


def test_keys_take_a_code_up_and_down_among_its_siblings(window, book, coded_session):
    click(book, "Doctrine")
    press(Qt.Key.Key_Up, ALT)
    assert names(coded_session) == ["Fear", "Doctrine", "Pay"]
    assert window.status.message == "Moved Doctrine"
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Down, ALT)
    assert names(coded_session) == ["Fear", "Doctrine", "Pay"]
    assert chosen(book) == ["Doctrine"]


def test_a_key_puts_a_code_below_the_one_above_and_another_takes_it_out(book, coded_session):
    click(book, "Pay")
    press(Qt.Key.Key_Right, ALT)
    assert named(coded_session, "Pay").parent == named(coded_session, "Fear").id
    assert book.outline.view.currentIndex().data() == "Pay"
    press(Qt.Key.Key_Left, ALT)
    assert named(coded_session, "Pay").parent is None
    assert names(coded_session) == ["Fear", "Pay", "Doctrine"]


def test_in_a_window_from_right_to_left_the_keys_point_the_other_way(qtbot, book, look, coded_session):
    look.mirror(True)
    qtbot.waitUntil(lambda: book.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    click(book, "Pay")
    press(Qt.Key.Key_Left, ALT)
    assert named(coded_session, "Pay").parent == named(coded_session, "Fear").id


def test_several_siblings_go_together(book, coded_session):
    click(book, "Pay")
    click(book, "Doctrine", CONTROL)
    press(Qt.Key.Key_Up, ALT)
    assert names(coded_session) == ["Pay", "Doctrine", "Fear"]
    assert sorted(chosen(book)) == ["Doctrine", "Pay"]
    assert len(book.outline.view.selectionModel().selectedRows()) == 2


def test_a_family_goes_up_and_down_by_the_same_keys(book, coded_session):
    click(book, "Level")
    press(Qt.Key.Key_Up, ALT)
    assert [one.name for one in coded_session.ask(scheme).families] == ["Level", "Motive"]


def test_what_stands_first_says_why_it_goes_no_further_up(window, book):
    click(book, "Fear")
    assert not window.acts.move_up.isEnabled()
    assert window.acts.move_up.toolTip() == "It stands first already."
    assert window.acts.move_down.isEnabled()


def test_while_something_is_looked_for_nothing_is_moved(window, book):
    click(book, "Pay")
    book.outline.field.setFocus()
    QTest.keyClicks(book.outline.field, "pay")
    assert not window.acts.move_up.isEnabled()
    assert "search" in window.acts.move_up.toolTip()


# carried by hand


def carry(book, name, place):
    """Carry a row to a place of the viewport and let it go there; tells whether it is taken."""
    view = book.outline.view
    mime = book.outline.model.mimeData([index_of(book, name)])
    taken = True
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        position = place if kind is not QDropEvent else place.toPointF()
        event = kind(position, MOVE, mime, LEFT, NONE)
        QApplication.sendEvent(view.viewport(), event)
        taken = event.isAccepted()
    QTest.qWait(1)
    return taken


def edge(book, name, *, below):
    rect = book.outline.view.visualRect(index_of(book, name))
    return QPoint(rect.center().x(), rect.bottom() - 1 if below else rect.top() + 1)


def test_a_code_dropped_between_two_stands_there(window, book, coded_session):
    assert carry(book, "Doctrine", edge(book, "Fear", below=True))
    assert names(coded_session) == ["Fear", "Doctrine", "Pay"]
    assert window.status.message == "Moved Doctrine"


def test_a_code_dropped_on_another_goes_below_it(book, coded_session):
    assert carry(book, "Pay", book.outline.view.visualRect(index_of(book, "Doctrine")).center())
    assert named(coded_session, "Pay").parent == named(coded_session, "Doctrine").id


def test_a_code_dropped_on_another_family_goes_there(window, book, coded_session):
    assert carry(book, "Pay", book.outline.view.visualRect(index_of(book, "Level")).center())
    assert names(coded_session, "Level")[-1] == "Pay"
    assert window.status.message == "Moved Pay to Level"


def test_a_family_is_dropped_between_families_only(book, coded_session):
    assert carry(book, "Level", edge(book, "Motive", below=False))
    assert [one.name for one in coded_session.ask(scheme).families] == ["Level", "Motive"]


def test_a_code_cannot_be_dropped_on_itself(book, coded_session):
    before = coded_session.ask(scheme)
    assert not carry(book, "Pay", book.outline.view.visualRect(index_of(book, "Pay")).center())
    assert coded_session.ask(scheme) == before


def test_other_things_cannot_be_dropped_on_the_outline(book):
    mime = QMimeData()
    mime.setText("words")
    event = QDragEnterEvent(QPoint(40, 40), MOVE, mime, LEFT, NONE)
    QApplication.sendEvent(book.outline.view.viewport(), event)
    assert not event.isAccepted()


def test_the_line_where_it_would_land_goes_when_the_hand_leaves(book):
    view = book.outline.view
    view.setFocus()
    before = view.viewport().grab().toImage()
    mime = book.outline.model.mimeData([index_of(book, "Doctrine")])
    place = edge(book, "Fear", below=True)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(view.viewport(), kind(place, MOVE, mime, LEFT, NONE))
    assert view.viewport().grab().toImage() != before
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view.viewport().grab().toImage() == before


# new ones


def test_a_key_makes_a_code_in_the_family_that_is_looked_at_and_asks_for_its_name(
    window, book, coded_session
):
    click(book, "Leader")
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert names(coded_session, "Level")[-1] == "New code"
    QTest.keyClicks(QApplication.focusWidget(), "Envoy")
    book.save()
    assert names(coded_session, "Level")[-1] == "Envoy"
    assert book.outline.view.currentIndex().data() == "Envoy"


def test_a_second_new_code_gets_a_name_of_its_own(book, coded_session):
    click(book, "Fear")
    for _ in range(2):
        book.outline.view.setFocus()
        press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert names(coded_session)[-2:] == ["New code", "New code 2"]


def test_a_new_code_stands_below_the_heading_that_is_looked_at(book, coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Grievance", is_codable=False),)))
    click(book, "Grievance")
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert named(coded_session, "New code").parent == named(coded_session, "Grievance").id


def test_without_a_family_a_new_code_begins_the_open_ones(session, open_window):
    window = open_window(session)
    window.acts.codebook_workspace.trigger()
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL | SHIFT)
    [family] = session.ask(scheme).families
    assert family.is_open
    assert [code.name for code in session.ask(scheme).codes] == ["New code"]


def test_a_new_family_is_named_in_the_form(window, book, coded_session):
    window.acts.new_family.trigger()
    QTest.keyClicks(QApplication.focusWidget(), "Destination")
    book.save()
    assert coded_session.ask(scheme).families[-1].name == "Destination"


def test_a_key_leads_from_the_outline_to_the_name_in_the_form(book):
    click(book, "Pay")
    press(Qt.Key.Key_F2)
    assert book.form.isAncestorOf(QApplication.focusWidget())


# in use, or not


def test_the_tool_retires_a_code_and_takes_it_back(window, book, coded_session):
    give(coded_session, "Pay")
    click(book, "Pay")
    QTest.mouseClick(book.outline.retire, LEFT)
    assert not named(coded_session, "Pay").is_active
    assert window.status.message == "Retired Pay. 1 coding kept"
    assert index_of(book, "Pay").data(NOTE) == Note.RETIRED
    assert window.acts.retire_codes.text() == "Take back into use"
    QTest.mouseClick(book.outline.retire, LEFT)
    assert named(coded_session, "Pay").is_active


def test_an_unused_code_is_removed_by_a_key_and_comes_back_by_undo(window, book, coded_session):
    click(book, "Pay")
    press(Qt.Key.Key_Delete)
    assert names(coded_session) == ["Fear", "Doctrine"]
    assert chosen(book) == ["Doctrine"]
    assert window.status.message == "Removed Pay"
    window.acts.undo.trigger()
    assert names(coded_session) == ["Fear", "Pay", "Doctrine"]


def answer(kind, does):
    """Do something with the next dialog, which must be of that kind."""

    def look_for_it():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            does(dialog)
            if dialog.isVisible():  # nobody waits for an answer that did not come
                dialog.reject()
        else:
            QTimer.singleShot(20, look_for_it)

    QTimer.singleShot(0, look_for_it)


def test_a_code_with_codings_is_not_removed_and_may_be_retired_instead(book, coded_session):
    give(coded_session, "Pay")
    click(book, "Pay")
    said = []

    def retire(dialog):
        said.append(dialog.windowTitle())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(KeptDialog, retire)
    press(Qt.Key.Key_Delete)
    assert said == ["Pay cannot be removed"]
    assert not named(coded_session, "Pay").is_active


def test_what_is_retired_and_was_given_is_left_as_it_is(book, coded_session):
    give(coded_session, "Pay")
    coded_session.run(RetireCodes((named(coded_session, "Pay").id,)))
    click(book, "Pay")
    before = coded_session.ask(scheme)
    answer(KeptDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    press(Qt.Key.Key_Delete)
    assert coded_session.ask(scheme) == before


def test_a_family_without_codings_is_removed(book, coded_session):
    click(book, "Level")
    press(Qt.Key.Key_Delete)
    assert [one.name for one in coded_session.ask(scheme).families] == ["Motive"]


def test_the_tools_follow_what_is_chosen(window, book):
    click(book, "Fear")
    assert book.outline.merge.isEnabled()
    click(book, "Leader", CONTROL)
    assert not book.outline.merge.isEnabled()
    assert "different families" in book.outline.merge.toolTip()
    assert not book.outline.split.isEnabled()


def test_a_project_that_is_only_read_says_so_of_every_change(coded_session, open_window):
    with Session.open(coded_session.path, read_only=True) as session:
        window = open_window(session)
        window.acts.codebook_workspace.trigger()
        window.codebook.meant.choose((named(session, "Pay").id,))
        for act in (window.acts.retire_codes, window.acts.move_up, window.acts.remove_codes):
            assert not act.isEnabled()
            assert act.toolTip() == "This project is open for reading only."
        window.close()


# elsewhere


def test_the_codings_of_a_code_are_shown_in_the_text(window, book, coded_session):
    give(coded_session, "Pay")
    click(book, "Pay")
    press(Qt.Key.Key_Return, CONTROL)
    assert window.workspaces.current is Workspace.CODE
    assert window.desk.source.name == "English"
    [coding] = window.desk.codings(window.desk.chosen_codings)
    assert coding.code == named(coded_session, "Pay").id


def test_a_code_that_was_never_given_says_so(window, book):
    click(book, "Pay")
    press(Qt.Key.Key_Return, CONTROL)
    assert window.status.message == "Pay has not been given yet."
    assert window.workspaces.current is Workspace.CODEBOOK


def test_folding_a_heading_is_kept_when_the_scheme_changes(book, coded_session):
    click(book, "Pay")
    press(Qt.Key.Key_Right, ALT)
    view = book.outline.view
    view.collapse(index_of(book, "Fear"))
    click(book, "Doctrine")
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert not view.isExpanded(index_of(book, "Fear"))
    assert index_of(book, "Pay").data(CODE) == named(coded_session, "Pay")
