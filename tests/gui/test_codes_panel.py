"""The codes panel worked by hand: codes hidden, carried, dropped on, named, and found by their keys."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from studies import ENGLISH

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode
from core.model.scheme import LONGEST_NAME
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.editor.drag import code_in, code_mime, segment_mime
from gui.models.codes import CODE, COUNT, SIGHT, Sight
from gui.panels.codes_menu import CodesMenu

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
WINTER = Span(2, 16)
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


@pytest.fixture
def panel(window):
    return window.codes


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def code_named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def codings(session):
    names = {code.id: code.name for code in session.ask(scheme).codes}
    found = session.ask(codings_in, session.ask(sources)[0].revision)
    return [(names[one.code], one.span) for one in found]


def give(session, name, span, coder=0):
    revision, who = session.ask(sources)[0].revision, session.ask(coders)[coder].id
    return session.run(GiveCode(revision, who, code_named(session, name).id, span)).created("coding")[0]


def row_of(panel, name):
    model = panel.model
    families = [model.index(row, 0) for row in range(model.rowCount())]
    codes = [model.index(row, 0, above) for above in families for row in range(model.rowCount(above))]
    return next(index for index in (*families, *codes) if index.data() == name)


def centre(panel, name) -> QPoint:
    return panel.view.visualRect(row_of(panel, name)).center()


def eye(panel, name) -> QPoint:
    return panel.view.eye_rect(row_of(panel, name)).center().toPoint()


def click(panel, place):
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=place)


def hidden(window, session):
    names = {code.id: code.name for code in session.ask(scheme).codes}
    return {names[key] for key in window.desk.hidden_codes}


def spoken(panel, name):
    return row_of(panel, name).data(Qt.ItemDataRole.AccessibleTextRole)


def painted(panel, name):
    """The row as it is painted now."""
    return panel.view.viewport().grab(panel.view.visualRect(row_of(panel, name))).toImage()


# hiding and showing


def test_a_click_on_the_eye_hides_a_code_and_neither_chooses_nor_gives_it(panel, window, coded_session):
    window.reading.editor.select(PAY)
    click(panel, eye(panel, "Fear"))
    click(panel, eye(panel, "Pay"))
    assert hidden(window, coded_session) == {"Fear", "Pay"}
    click(panel, eye(panel, "Fear"))
    assert hidden(window, coded_session) == {"Pay"}
    QTest.mouseDClick(panel.view.viewport(), LEFT, pos=eye(panel, "Pay"))
    assert codings(coded_session) == []
    assert not panel.view.currentIndex().isValid()


def test_an_eye_that_is_pressed_and_left_changes_nothing(panel, window):
    QTest.mousePress(panel.view.viewport(), LEFT, pos=eye(panel, "Fear"))
    QTest.mouseMove(panel.view.viewport(), centre(panel, "Pay"))
    QTest.mouseRelease(panel.view.viewport(), LEFT, pos=eye(panel, "Pay"))
    assert window.desk.hidden_codes == frozenset()


def test_the_eye_of_a_family_hides_all_of_it_and_leaves_it_open(panel, window, coded_session):
    click(panel, eye(panel, "Motive"))
    assert hidden(window, coded_session) == {"Fear", "Pay", "Doctrine"}
    assert panel.view.isExpanded(row_of(panel, "Motive"))
    click(panel, eye(panel, "Motive"))
    assert window.desk.hidden_codes == frozenset()


def test_a_family_says_that_it_is_partly_hidden_and_its_eye_hides_the_rest(panel, window, coded_session):
    click(panel, eye(panel, "Fear"))
    assert row_of(panel, "Motive").data(SIGHT) is Sight.PARTLY
    assert "1 of 3 hidden" in spoken(panel, "Motive")
    click(panel, eye(panel, "Motive"))
    assert row_of(panel, "Motive").data(SIGHT) is Sight.HIDDEN
    assert spoken(panel, "Motive") == "Motive, 0 codings, hidden"


@pytest.mark.parametrize("name", ["Fear", "Level"])
def test_a_key_hides_the_row_at_hand_and_shows_it_again(panel, window, name):
    panel.view.setFocus()
    panel.view.setCurrentIndex(row_of(panel, name))
    press(Qt.Key.Key_H, CONTROL)
    assert row_of(panel, name).data(SIGHT) is Sight.HIDDEN
    press(Qt.Key.Key_H, CONTROL)
    assert row_of(panel, name).data(SIGHT) is Sight.SHOWN


def test_the_code_that_was_found_is_hidden_without_leaving_the_search(panel, window, coded_session):
    panel.field.setFocus()
    QTest.keyClicks(panel.field, "doct")
    press(Qt.Key.Key_H, CONTROL)
    assert hidden(window, coded_session) == {"Doctrine"}
    assert panel.field.text() == "doct"


def test_a_hidden_row_is_told_by_more_than_its_colour(panel, window):
    before = painted(panel, "Pay")
    click(panel, eye(panel, "Pay"))
    QTest.mouseMove(panel.view.viewport(), centre(panel, "Clerk"))
    after = painted(panel, "Pay")
    slot = panel.view.eye_rect(row_of(panel, "Pay")).translated(0, -centre(panel, "Pay").y() + 13).toRect()
    assert before.copy(slot) != after.copy(slot)  # the crossed eye stays without the pointer
    assert "hidden" in spoken(panel, "Pay")


def test_the_eye_comes_with_the_pointer_and_says_what_it_does(panel, window):
    bare = painted(panel, "Fear")
    QTest.mouseMove(panel.view.viewport(), eye(panel, "Fear"))
    assert painted(panel, "Fear") != bare
    place = eye(panel, "Fear")
    QApplication.sendEvent(
        panel.view.viewport(),
        QHelpEvent(QHelpEvent.Type.ToolTip, place, panel.view.viewport().mapToGlobal(place)),
    )
    assert QToolTip.text() == "Hide its codings (Ctrl+H)"
    QToolTip.hideText()


def test_the_rows_stay_under_the_hand_when_a_code_is_hidden_and_shown(panel, window, coded_session):
    before = panel.view.mapTo(window, QPoint(0, 0)), panel.view.height()
    window.desk.hide_codes([code_named(coded_session, "Fear").id], True)
    QTest.qWait(1)
    assert panel.hidden.isVisible()
    assert (panel.view.mapTo(window, QPoint(0, 0)), panel.view.height()) == before
    window.desk.show_all_codes()
    QTest.qWait(1)
    assert (panel.view.mapTo(window, QPoint(0, 0)), panel.view.height()) == before


def test_a_line_above_the_list_says_that_codes_are_hidden_and_shows_them_all(panel, window):
    assert not panel.hidden.isVisible()
    click(panel, eye(panel, "Motive"))
    assert panel.hidden.isVisible()
    assert panel.hidden.text() == "3 codes hidden · Show all"
    QTest.mouseClick(panel.hidden, LEFT)
    assert window.desk.hidden_codes == frozenset()
    assert not panel.hidden.isVisible()


def test_a_hidden_code_comes_into_sight_when_it_is_given(panel, window, coded_session):
    click(panel, eye(panel, "Motive"))
    window.reading.editor.select(PAY)
    window.reading.editor.setFocus()
    press(Qt.Key.Key_2)
    assert hidden(window, coded_session) == {"Fear", "Doctrine"}


def test_the_eye_of_a_heading_means_the_codes_below_it(panel, window, coded_session):
    codes = (
        NewCode("Motive", "Grievances", is_codable=False),
        *(NewCode("Motive", name, parent="Grievances") for name in ("Insult", "Debt")),
    )
    coded_session.run(AddToScheme((), codes))
    click(panel, eye(panel, "Grievances"))
    assert hidden(window, coded_session) == {"Insult", "Debt"}
    assert spoken(panel, "Grievances") == "Grievances, heading, hidden"


# the menu


def acts(panel, name):
    menu = panel.menu_for(row_of(panel, name))
    return {act.text(): act for act in menu.actions() if act.text()}


def test_the_menu_shows_only_a_code_or_a_family_and_all_again(panel, window, coded_session):
    acts(panel, "Fear")["Show only this"].trigger()
    assert row_of(panel, "Fear").data(SIGHT) is Sight.SHOWN
    assert len(window.desk.hidden_codes) == 5
    acts(panel, "Level")["Show only this"].trigger()
    assert hidden(window, coded_session) == {"Fear", "Pay", "Doctrine"}
    acts(panel, "Motive")["Show its codings"].trigger()
    assert window.desk.hidden_codes == frozenset()
    acts(panel, "Pay")["Hide its codings"].trigger()
    assert hidden(window, coded_session) == {"Pay"}
    acts(panel, "Clerk")["Show all codes"].trigger()
    assert window.desk.hidden_codes == frozenset()
    assert not acts(panel, "Clerk")["Show all codes"].isEnabled()


def test_the_menu_key_opens_the_menu_of_the_row_at_hand(panel, window):
    panel.view.setFocus()
    panel.view.setCurrentIndex(row_of(panel, "Clerk"))
    corner = QPoint(1, 1)
    QApplication.sendEvent(
        panel.view.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, corner, panel.view.mapToGlobal(corner)),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, CodesMenu)
    press_at = panel.view.viewport().mapToGlobal(centre(panel, "Clerk"))
    assert abs(menu.pos().y() - press_at.y()) < menu.height() + 4
    menu.close()


def test_all_chosen_codings_are_changed_to_a_code(panel, window, coded_session):
    keys = [give(coded_session, "Fear", span) for span in (WINTER, PAY)]
    window.desk.choose_all(keys)
    acts(panel, "Doctrine")["Change the 2 chosen codings to this code"].trigger()
    assert {name for name, _ in codings(coded_session)} == {"Doctrine"}


def test_a_memo_on_bare_words_is_no_coding_to_change(panel, window):
    window.desk.choose_all((-1,))
    assert not [words for words in acts(panel, "Fear") if words.startswith("Change")]


def test_what_needs_words_says_so(panel, window):
    giving = acts(panel, "Fear")["Give to the selection"]
    assert not giving.isEnabled()
    assert giving.toolTip() == "Select words in the text first."
    window.reading.editor.select(PAY)
    assert acts(panel, "Fear")["Give to the selection"].isEnabled()


# carrying and dropping


def test_a_code_is_carried_out_of_the_list(panel, window, coded_session):
    carried: list[QMimeData] = []
    panel.view.carry = lambda source, mime, picture: carried.append(mime)
    viewport, start = panel.view.viewport(), centre(panel, "Pay")
    QTest.mousePress(viewport, LEFT, pos=start)
    for step in (15, 30, 45):
        QTest.mouseMove(viewport, start - QPoint(step, 0))
    QTest.mouseRelease(viewport, LEFT, pos=start - QPoint(45, 0))
    assert [code_in(mime) for mime in carried] == [code_named(coded_session, "Pay").id]


def test_a_code_from_the_list_is_dropped_on_the_selection(qtbot, panel, window, coded_session):
    window.reading.editor.select(PAY)
    mime = panel.model.mimeData([row_of(panel, "Doctrine")])
    view = window.reading.editor.view
    place = view.span_rect(PAY).center()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(view.viewport(), kind(place, COPY, mime, LEFT, NONE))
    QApplication.sendEvent(view.viewport(), QDropEvent(place.toPointF(), COPY, mime, LEFT, NONE))
    qtbot.waitUntil(lambda: codings(coded_session) == [("Doctrine", PAY)])


def test_families_and_headings_are_not_carried(panel, coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Grievances", is_codable=False),)))
    for name in ("Motive", "Grievances"):
        assert not row_of(panel, name).flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert row_of(panel, "Fear").flags() & Qt.ItemFlag.ItemIsDragEnabled


def hold(panel, mime, place) -> bool:
    event = QDragMoveEvent(place, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(panel.view.viewport(), event)
    return event.isAccepted()


def enter(panel, mime, place) -> bool:
    event = QDragEnterEvent(place, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(panel.view.viewport(), event)
    return event.isAccepted()


def drop(panel, mime, place) -> bool:
    event = QDropEvent(place.toPointF(), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(panel.view.viewport(), event)
    return event.isAccepted()


def test_a_segment_dropped_on_a_code_is_given_that_code(qtbot, panel, window, coded_session):
    window.reading.editor.select(PAY)
    mime, place = segment_mime(PAY), centre(panel, "Fear")
    assert enter(panel, mime, place)
    assert hold(panel, mime, place)
    assert drop(panel, mime, place)
    qtbot.waitUntil(lambda: codings(coded_session) == [("Fear", PAY)])


def test_the_row_under_the_hand_is_shown_as_the_target_and_no_longer_when_the_hand_leaves(panel, window):
    window.reading.editor.select(PAY)
    mime, place = segment_mime(PAY), centre(panel, "Fear")
    bare = painted(panel, "Fear")
    enter(panel, mime, place)
    hold(panel, mime, place)
    slot = panel.view.eye_rect(row_of(panel, "Fear")).toRect()
    slot.moveTop(0)
    target = painted(panel, "Fear")
    assert target != bare
    assert target.copy(slot.adjusted(4, 6, -4, -6)) != bare.copy(slot.adjusted(4, 6, -4, -6))  # the plus
    hold(panel, mime, centre(panel, "Pay"))
    assert painted(panel, "Fear") == bare
    QApplication.sendEvent(panel.view.viewport(), QDragLeaveEvent())
    assert panel.view.rows.target is None


def test_families_headings_and_empty_room_refuse_a_segment(panel, window, coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Grievances", is_codable=False),)))
    window.reading.editor.select(PAY)
    mime = segment_mime(PAY)
    assert enter(panel, mime, centre(panel, "Fear"))
    for place in (
        centre(panel, "Motive"),
        centre(panel, "Grievances"),
        centre(panel, "Clerk") + QPoint(0, 60),
    ):
        assert not hold(panel, mime, place)
        assert not drop(panel, mime, place)
    assert codings(coded_session) == []


@pytest.mark.parametrize(
    "carry",
    [lambda: segment_mime(WINTER), lambda: code_mime(1), QMimeData],
    ids=["another segment", "a code", "nothing"],
)
def test_only_the_selection_may_be_dropped_on_a_code(panel, window, coded_session, carry):
    window.reading.editor.select(PAY)
    mime, place = carry(), centre(panel, "Fear")
    assert not enter(panel, mime, place)
    assert not hold(panel, mime, place)
    assert not drop(panel, mime, place)
    assert codings(coded_session) == []


def test_a_hand_that_rests_on_a_folded_family_opens_it(qtbot, panel, window):
    window.reading.editor.select(PAY)
    click(panel, centre(panel, "Motive"))
    mime = segment_mime(PAY)
    enter(panel, mime, centre(panel, "Motive"))
    hold(panel, mime, centre(panel, "Motive"))
    qtbot.waitUntil(lambda: panel.view.isExpanded(row_of(panel, "Motive")))


# a new code


def test_a_new_code_is_named_in_place_and_given_to_the_selection(panel, window, coded_session):
    window.reading.editor.select(WINTER)
    QTest.mouseClick(panel.new_code, LEFT)
    assert panel.naming.field.hasFocus()
    QTest.keyClicks(panel.naming.field, "Leaving")
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [("Leaving", WINTER)]
    assert not panel.naming.isVisible()
    assert window.reading.editor.isAncestorOf(QApplication.focusWidget())


def test_without_a_selection_a_new_code_is_added_to_the_open_codes(panel, window, coded_session):
    press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(panel.naming.field, "Leaving")
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == []
    assert panel.view.currentIndex().data(CODE).name == "Leaving"
    assert panel.view.currentIndex().parent().data() == "Open codes"
    assert panel.view.hasFocus()


def test_a_name_that_is_there_already_is_refused_and_stays_to_be_mended(panel, window, coded_session):
    for _ in range(2):
        panel.ask_for_name()
        QTest.keyClicks(panel.naming.field, "Leaving")
        press(Qt.Key.Key_Return)
    assert panel.naming.isVisible()
    assert panel.naming.field.text() == "Leaving"
    assert [code.name for code in coded_session.ask(scheme).codes].count("Leaving") == 1


def test_escape_closes_the_field_and_makes_nothing(panel, window, coded_session):
    before = coded_session.ask(scheme)
    press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(panel.naming.field, "Leaving")
    press(Qt.Key.Key_Escape)
    assert not panel.naming.isVisible()
    assert coded_session.ask(scheme) == before
    assert window.reading.editor.isAncestorOf(QApplication.focusWidget())


def test_what_was_looked_for_in_vain_is_offered_as_a_name(panel, window):
    panel.field.setFocus()
    QTest.keyClicks(panel.field, "Salt tax")
    QTest.mouseClick(panel.new_code, LEFT)
    assert panel.naming.field.text() == "Salt tax"
    panel.field.setText("Fear")
    QTest.mouseClick(panel.new_code, LEFT)
    assert panel.naming.field.text() == ""


# keys and counts


def test_a_key_that_two_codes_bear_gives_neither_and_says_which(panel, window, coded_session):
    coded_session.run(AddToScheme((), (NewCode("Level", "Guard", shortcut="2"),)))
    window.reading.editor.select(PAY)
    window.reading.editor.setFocus()
    said = []
    panel.refused.connect(said.append)
    press(Qt.Key.Key_2)
    assert codings(coded_session) == []
    assert said == ["Several codes have the key 2: Pay (Motive), Guard (Level). Nothing was given."]


def test_a_key_gives_its_code_whatever_is_looked_for_in_the_list(panel, window, coded_session):
    panel.field.setText("clerk")
    window.reading.editor.select(PAY)
    assert panel.give_with_key("2")
    assert not panel.give_with_key("9")
    assert codings(coded_session) == [("Pay", PAY)]


def test_enter_on_a_code_without_a_selection_says_what_is_missing(panel, window):
    said = []
    panel.refused.connect(said.append)
    panel.view.setFocus()
    panel.view.setCurrentIndex(row_of(panel, "Fear"))
    press(Qt.Key.Key_Return)
    assert said == ["Select words in the text first."]


def test_counts_follow_whose_codings_are_shown(panel, window, coded_session):
    for coder, span in ((0, WINTER), (1, PAY), (1, WINTER)):
        give(coded_session, "Fear", span, coder)
    window.desk.show_others(True)
    assert row_of(panel, "Fear").data(COUNT) == 3
    assert "3 codings, key 1" in spoken(panel, "Fear")
    window.desk.show_coders((coded_session.ask(coders)[1].id,))
    assert row_of(panel, "Fear").data(COUNT) == 2
    window.desk.show_others(False)
    assert row_of(panel, "Fear").data(COUNT) == 1
    assert row_of(panel, "Motive").data(COUNT) == 1


# folding


def test_folded_families_are_folded_again_when_the_project_is_opened_again(
    window, open_window, settings, coded_session
):
    click(window.codes, centre(window.codes, "Motive"))
    guid = coded_session.ask(scheme).families[0].guid
    assert guid in [settings.value(key) for key in settings.allKeys() if key.endswith("/folded")]
    again = open_window(coded_session)
    assert not again.codes.view.isExpanded(row_of(again.codes, "Motive"))
    assert again.codes.view.isExpanded(row_of(again.codes, "Level"))


def test_arrows_fold_too_and_looking_for_a_code_opens_only_for_as_long(panel, window):
    panel.view.setFocus()
    panel.view.setCurrentIndex(row_of(panel, "Level"))
    press(Qt.Key.Key_Left)
    assert not panel.view.isExpanded(row_of(panel, "Level"))
    panel.field.setText("clerk")
    assert panel.view.isExpanded(row_of(panel, "Level"))
    panel.field.clear()
    assert not panel.view.isExpanded(row_of(panel, "Level"))


# names of any length


def test_the_longest_name_is_whole_in_its_tooltip_and_the_list_does_not_widen(panel, window, coded_session):
    name = ("x" * 200 + " " + "word " * LONGEST_NAME)[:LONGEST_NAME].strip()
    coded_session.run(AddToScheme((), (NewCode("Motive", name),)))
    tip = row_of(panel, name).data(Qt.ItemDataRole.ToolTipRole)
    assert "".join(tip.split()) == "".join(name.split())
    assert max(map(len, tip.splitlines())) <= 80
    assert panel.view.horizontalScrollBar().maximum() == 0


def test_the_code_at_hand_stays_when_another_is_added(panel, window, coded_session):
    panel.view.setFocus()
    panel.view.setCurrentIndex(row_of(panel, "Doctrine"))
    coded_session.run(AddToScheme((), (NewCode("Motive", "Hunger"),)))
    assert panel.view.currentIndex().data() == "Doctrine"
