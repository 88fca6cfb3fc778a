import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from studies import ENGLISH, new_source, small_scheme

from core.commands.codings import GiveCode
from core.commands.sources import AddSources
from core.model.coding import State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.memos import memos_of_coding
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.statuses import statuses
from core.session import Session
from gui.columns import Columns
from gui.dialogs.coder import AddCoderDialog
from gui.dialogs.keys import KeysDialog
from gui.models.codes import COUNT
from gui.models.entries import ENTRY

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)
WINTER = Span(2, 16)


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def type_words(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def codings(session, coder=None):
    names = {code.id: code.name for code in session.ask(scheme).codes}
    people = {person.id: person.name for person in session.ask(coders)}
    found = session.ask(codings_in, session.ask(sources)[0].revision)
    return [(names[one.code], one.span) for one in found if coder in (None, people[one.coder])]


def code_named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def give(session, name, span, coder="Coder A"):
    people = {person.name: person.id for person in session.ask(coders)}
    revision = session.ask(sources)[0].revision
    command = GiveCode(revision, people[coder], code_named(session, name).id, span)
    return session.run(command).created("coding")[0]


def wait_for_cards(qtbot, window, count):
    qtbot.waitUntil(lambda: len(window.inspector.cards()) == count)


# giving codes


def test_a_code_is_given_from_the_picker_by_typing_some_letters_of_its_name(qtbot, window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_Return)
    assert window.picker.isVisible()
    type_words("doc")
    press(window, Qt.Key.Key_Return)
    assert codings(coded_session) == [("Doctrine", PAY)]
    assert not window.picker.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_enter_without_a_selection_says_that_words_are_to_be_selected_first(window, coded_session):
    press(window, Qt.Key.Key_Return)
    assert not window.picker.isVisible()
    assert window.status.message == "Select words in the text first."


def test_a_codes_key_gives_it_to_the_selection(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_2)
    assert codings(coded_session) == [("Pay", PAY)]


def test_a_segment_takes_a_second_code_without_being_selected_again(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_2)
    assert {name for name, _ in codings(coded_session)} == {"Fear", "Pay"}


def test_a_double_click_in_the_code_list_gives_the_code(window, coded_session):
    window.reading.editor.select(PAY)
    view = window.codes.view
    code = code_named(coded_session, "Leader").id
    index = window.codes.model.index_of(code)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert codings(coded_session) == [("Leader", PAY)]


def test_enter_in_the_code_search_gives_the_first_code_found(window, coded_session):
    window.reading.editor.select(PAY)
    window.codes.field.setFocus()
    type_words("cler")
    press(window, Qt.Key.Key_Return)
    assert codings(coded_session) == [("Clerk", PAY)]


def test_the_last_code_is_given_again_by_one_key(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_2)
    window.reading.editor.select(WINTER)
    press(window, Qt.Key.Key_L, CONTROL)
    assert ("Pay", WINTER) in codings(coded_session)


def test_an_unsure_code_from_the_picker_is_kept_as_unsure(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_Return)
    type_words("fear")
    press(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    [coding] = coded_session.ask(codings_in, coded_session.ask(sources)[0].revision)
    assert coding.is_unsure


def test_codes_used_last_come_first_in_the_picker(window):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_3)
    window.reading.editor.select(WINTER)
    press(window, Qt.Key.Key_Return)
    assert window.picker.list.current.name == "Doctrine"


def test_escape_leaves_the_picker_and_the_selection_stays(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Escape)
    assert not window.picker.isVisible()
    assert window.desk.selection == PAY
    assert codings(coded_session) == []


def test_a_code_given_twice_to_one_segment_is_told_above_the_text(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_1)
    assert window.reading.banner.isVisible()
    assert "bears Fear already" in window.reading.banner.text
    assert len(codings(coded_session)) == 1


def test_the_first_code_in_a_project_without_coders_asks_for_a_name(qtbot, session, open_window):
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH),)))
    window = open_window(session)

    def name_oneself():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AddCoderDialog)
        dialog.name.setText("Noor")
        dialog.verb.click()

    window.reading.editor.select(PAY)
    QTimer.singleShot(0, name_oneself)
    press(window, Qt.Key.Key_1)
    assert codings(session, "Noor") == [("Fear", PAY)]


# undo


def test_undo_takes_the_code_back_and_redo_gives_it_again(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert codings(coded_session) == []
    press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert codings(coded_session) == [("Fear", PAY)]


def test_the_status_bar_says_what_was_done_and_takes_it_back(window, coded_session):
    window.reading.editor.select(PAY)
    press(window, Qt.Key.Key_1)
    assert window.status.message == f"Gave Fear to {len(PAY)} characters"
    window.status._undo.click()
    assert codings(coded_session) == []
    assert window.status.message == "Undone: Give code"


# one coding


def test_the_caret_in_a_segment_shows_its_codings(qtbot, window, coded_session):
    give(coded_session, "Fear", PAY)
    give(coded_session, "Leader", Span(PAY.start, PAY.start + 7))
    window.reading.editor.select(Span(PAY.start + 2, PAY.start + 3))
    wait_for_cards(qtbot, window, 2)


def test_a_coding_chosen_in_the_margin_brings_those_it_shares_its_words_with(qtbot, window, coded_session):
    give(coded_session, "Fear", PAY)
    coding = give(coded_session, "Leader", PAY)
    window.reading.editor.margin.chosen.emit(coding)
    wait_for_cards(qtbot, window, 2)


def test_the_status_bar_follows_the_caret(window):
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Right)
    assert window.status._place.text() == "¶ 1 · character 3"


def test_what_is_marked_as_not_codable_is_greyed_at_once_and_undone_at_once(window):
    editor = window.reading.editor
    editor.select(WINTER)
    window.acts.not_codable.trigger()
    assert editor.selected_span is None
    assert len(editor.view.placed_blocks()[0].block.layout().formats()) == 1
    assert "100 %" not in window.reading.heading._size.text
    press(window, Qt.Key.Key_Z, CONTROL)
    assert editor.view.placed_blocks()[0].block.layout().formats() == []
    assert "100 %" in window.reading.heading._size.text


def test_a_memo_is_kept_when_the_keyboard_leaves_it(qtbot, window, coded_session):
    coding = give(coded_session, "Fear", PAY)
    window.desk.choose(coding)
    wait_for_cards(qtbot, window, 1)
    press(window, Qt.Key.Key_M, CONTROL)
    type_words("Whose fear?")
    assert window.status._saved.text() == "Typing…"
    press(window, Qt.Key.Key_Escape)
    [memo] = coded_session.ask(memos_of_coding, coding)
    assert memo.text == "Whose fear?"
    assert window.status._saved.text() == "Saved"
    assert window.reading.editor.view.hasFocus()


def test_a_memo_that_is_emptied_is_taken_away(qtbot, window, coded_session):
    coding = give(coded_session, "Fear", PAY)
    window.desk.choose(coding)
    window.inspector.write_memo()
    type_words("x")
    press(window, Qt.Key.Key_Escape)
    window.inspector.write_memo()
    press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Escape)
    assert coded_session.ask(memos_of_coding, coding) == []


def test_closing_the_window_keeps_a_memo_that_is_being_typed(window, coded_session):
    coding = give(coded_session, "Fear", PAY)
    window.desk.choose(coding)
    window.inspector.write_memo()
    type_words("Not lost")
    window.close()
    [memo] = coded_session.ask(memos_of_coding, coding)
    assert memo.text == "Not lost"


def test_another_code_keeps_segment_and_memo(qtbot, window, coded_session):
    coding = give(coded_session, "Fear", PAY)
    window.desk.choose(coding)
    window.inspector.write_memo()
    type_words("Stays")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_F2)
    type_words("pay")
    press(window, Qt.Key.Key_Return)
    assert codings(coded_session) == [("Pay", PAY)]
    assert [memo.text for memo in coded_session.ask(memos_of_coding, coding)] == ["Stays"]


def test_a_change_that_was_given_up_does_not_change_the_next_code_given(qtbot, window, coded_session):
    coding = give(coded_session, "Fear", PAY)
    window.desk.choose(coding)
    press(window, Qt.Key.Key_F2)
    press(window, Qt.Key.Key_Escape)
    window.reading.editor.select(WINTER)
    press(window, Qt.Key.Key_Return)
    type_words("pay")
    press(window, Qt.Key.Key_Return)
    assert sorted(codings(coded_session)) == [("Fear", PAY), ("Pay", WINTER)]


def test_a_chosen_coding_is_deleted_by_its_key(qtbot, window, coded_session):
    give(coded_session, "Fear", PAY)
    press(window, Qt.Key.Key_F8)
    assert window.desk.chosen is not None
    qtbot.waitUntil(lambda: window.reading.editor.chosen_coding == window.desk.chosen)
    press(window, Qt.Key.Key_Delete)
    assert codings(coded_session) == []
    assert window.desk.chosen is None


def test_the_rule_of_the_chosen_coding_stands_in_the_inspector(qtbot, window, coded_session):
    give(coded_session, "Fear", PAY)
    press(window, Qt.Key.Key_F8)
    wait_for_cards(qtbot, window, 1)
    assert window.inspector._rule.isVisible()


def test_the_menu_of_a_coding_marks_it_as_unsure(window, coded_session):
    coding = give(coded_session, "Fear", PAY)
    menu = window.inspector.menu_for(coding)
    next(act for act in menu.actions() if act.text() == "Unsure").trigger()
    assert window.desk.coding(coding).is_unsure


# several coders


def test_others_codings_are_shown_on_wish_and_named_by_their_letters(window, coded_session):
    give(coded_session, "Fear", PAY, "Coder B")
    window.reading.editor.select(PAY)
    assert window.reading.codings_here((), 1) == ([], 0)
    press(window, Qt.Key.Key_A, CONTROL | SHIFT)
    window.reading.editor.select(PAY)
    [coding], _ = window.reading.codings_here((), 1)
    assert window.reading.editor.view.index.get(coding).letter == "B"
    assert window.reading.heading.whose.text() == "All coders"


def test_another_coders_coding_is_not_deleted(window, coded_session):
    coding = give(coded_session, "Fear", PAY, "Coder B")
    window.desk.show_others(True)
    window.desk.delete((coding,))
    assert codings(coded_session) == [("Fear", PAY)]
    assert "Coder B gave this code" in window.reading.banner.text


def test_what_another_coder_gives_is_counted_only_when_it_is_shown(qtbot, window, coded_session):
    give(coded_session, "Fear", PAY, "Coder B")
    give(coded_session, "Fear", PAY, "Coder A")
    index = window.codes.model.index_of(code_named(coded_session, "Fear").id)
    qtbot.waitUntil(lambda: index.data(COUNT) == 1)
    window.desk.show_others(True)
    assert index.data(COUNT) == 2


def test_a_source_is_marked_done_for_the_acting_coder_alone(window, coded_session):
    press(window, Qt.Key.Key_D, CONTROL)
    found = coded_session.ask(statuses)
    assert {status.state for status in found} == {State.DONE}
    assert {status.coder for status in found} == {window.desk.coder.id}
    assert window.status.progress.count.text() == "1 of 2 done"
    assert window.reading.heading.state.text() == "Done"


def test_one_family_may_be_done_and_another_not(window, coded_session):
    motive = coded_session.ask(scheme).families[0]
    window.desk.set_state(State.DONE, motive.id)
    assert window.reading.heading.state.text() == "In progress"


# finding


def test_hits_are_counted_and_stepped_through(qtbot, window):
    press(window, Qt.Key.Key_F, CONTROL)
    type_words("the")
    press(window, Qt.Key.Key_Return)
    assert window.reading.find_bar._count.text() == "1 of 3"
    press(window, Qt.Key.Key_Return)
    assert window.reading.find_bar._count.text() == "2 of 3"
    press(window, Qt.Key.Key_Escape)
    assert not window.reading.find_bar.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_the_command_field_opens_a_source_by_name(window):
    press(window, Qt.Key.Key_K, CONTROL)
    type_words("arab")
    press(window, Qt.Key.Key_Return)
    assert window.desk.source.name == "Arabic"


def test_the_command_field_does_an_act_by_its_words(window):
    press(window, Qt.Key.Key_K, CONTROL)
    type_words("codings of all")
    press(window, Qt.Key.Key_Return)
    assert window.desk.shows_others


def test_a_source_is_found_by_some_letters_and_opened_by_enter(window):
    window.sources.field.setFocus()
    type_words("arab")
    assert window.sources.shown_count == 1
    press(window, Qt.Key.Key_Return)
    assert window.desk.source.name == "Arabic"


# the window itself


def test_one_key_goes_round_the_regions(window):
    seen = []
    for _ in range(5):
        press(window, Qt.Key.Key_F6)
        holder = QApplication.focusWidget()
        regions = (window.sources, window.reading, window.codes, window.inspector, window.top)
        seen.append(next(i for i, region in enumerate(regions) if region.isAncestorOf(holder)))
    assert seen == [2, 3, 4, 0, 1]


def test_coder_and_source_are_there_again_after_closing(window, coded_session, open_window):
    window.desk.act_as(coded_session.ask(coders)[1].id)
    window.desk.open_source(coded_session.ask(sources)[1].id)
    window.close()
    again = open_window(coded_session)
    assert again.desk.coder.name == "Coder B"
    assert again.desk.source.name == "Arabic"


def test_a_mirrored_window_has_the_sources_at_the_right(window):
    window.acts.mirrored.trigger()
    QTest.qWait(20)
    sources_left = window.sources.mapTo(window, QPoint(0, 0)).x()
    assert sources_left > window.codes.mapTo(window, QPoint(0, 0)).x()
    assert window.sources.isRightToLeft()


def test_dialogs_menus_and_hints_are_mirrored_with_the_window(qtbot, window, coded_session):
    window.acts.mirrored.trigger()
    dialog = AddCoderDialog(window.reading._bridge, window)
    qtbot.addWidget(dialog)
    assert dialog.isRightToLeft()
    assert window.top.menu.menu().isRightToLeft()
    assert window.inspector._hint.alignment() & Qt.AlignmentFlag.AlignRight
    window.acts.mirrored.trigger()
    assert window.inspector._hint.alignment() & Qt.AlignmentFlag.AlignLeft


def test_a_cards_button_changes_sides_with_the_window(qtbot, window, coded_session):
    give(coded_session, "Fear", PAY)
    window.reading.editor.select(PAY)
    wait_for_cards(qtbot, window, 1)
    [card] = window.inspector.cards()
    # each is laid out when the next events are handled
    qtbot.waitUntil(lambda: card.more.geometry().center().x() > card.width() / 2)
    window.acts.mirrored.trigger()
    qtbot.waitUntil(lambda: card.more.geometry().center().x() < card.width() / 2)


def test_arabic_words_in_a_field_have_their_own_font_and_side(window):
    field = window.codes.field
    field.setText("هرب")
    assert field.font().families()[0] == "Noto Sans Arabic"
    assert not field.alignment() & Qt.AlignmentFlag.AlignAbsolute
    field.setText("")
    assert field.font().families()[0] != "Noto Sans Arabic"
    assert field.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_escape_leaves_a_search_field_for_the_text(window):
    for field in (window.codes.field, window.sources.field):
        field.setFocus()
        type_words("fe")
        press(window, Qt.Key.Key_Escape)
        assert field.text() == ""
        assert field.hasFocus()
        press(window, Qt.Key.Key_Escape)
        assert window.reading.editor.view.hasFocus()


def test_a_code_that_is_searched_for_shows_its_rule(qtbot, window, coded_session):
    window.codes.field.setFocus()
    type_words("docto")
    assert window.inspector._marked is None
    window.codes.field.setText("doct")
    assert window.inspector._marked == code_named(coded_session, "Doctrine").id


def test_a_narrow_window_folds_the_inspector_below_the_text(window):
    window.resize(1000, 700)
    QTest.qWait(20)
    below = window.inspector.mapTo(window, QPoint(0, 0))
    assert below.y() > window.reading.mapTo(window, QPoint(0, 0)).y()
    assert window.columns.middle.isAncestorOf(window.inspector)
    window.resize(1300, 800)
    QTest.qWait(20)
    assert window.columns.end.isAncestorOf(window.inspector)


def test_a_narrow_window_takes_room_for_the_text_from_its_sides_and_gives_it_back(window):
    window.resize(1440, 900)
    QTest.qWait(20)
    window.columns.setSizes([300, 800, 340])
    wide = window.columns.sizes()
    window.resize(1100, 800)
    QTest.qWait(20)
    narrow = window.columns.sizes()
    assert narrow[0] < wide[0]
    assert narrow[2] < wide[2]
    window.resize(1440, 900)
    QTest.qWait(20)
    assert window.columns.sizes() == wide


@pytest.mark.parametrize("width", [1240, 1440, 1920])
def test_columns_that_start_narrow_give_the_sides_what_they_had_once_they_are_wide(qtbot, settings, width):
    def made():
        columns = Columns(*(QWidget() for _ in range(4)))
        qtbot.addWidget(columns)
        return columns

    def widen(columns, before, now):
        columns.resize(now, 800)
        columns.fold(before, now)
        return columns.sizes()

    first = made()
    first.show()
    widen(first, -1, width)
    first.setSizes([300, 800, 340])
    wide = first.sizes()
    first.keep(settings)
    second = made()
    second.restore(settings)
    # As a window does: folded before it is seen for the first time
    second.fold(-1, 1100)
    second.resize(1100, 800)
    second.show()
    narrow = second.sizes()
    assert narrow[1] > 1100 - wide[0] - wide[2]
    assert widen(second, 1100, width) == wide


def test_large_letters_ask_for_no_window_larger_than_the_screen(monkeypatch, coded_session, open_window):
    monkeypatch.setattr("gui.window.scaled", lambda pixels: round(pixels * 3))
    window = open_window(coded_session)
    room = window.screen().availableSize()
    assert window.minimumWidth() <= room.width()
    assert window.minimumHeight() < room.height()


def test_where_the_top_bar_is_narrow_every_workspace_is_still_named_and_the_field_gives_way(window):
    window.resize(1440, 900)
    QTest.qWait(20)
    wide = window.top.command.width()
    tabs, top = window.top.tabs, window.top
    assert tabs.width() == tabs.sizeHint().width()
    assert top.command.shows_keys
    top.setParent(None)
    top.resize(top.minimumSizeHint().width(), top.height())
    top.show()
    QTest.qWait(20)
    assert top.command.width() < wide
    assert not top.command.shows_keys
    assert tabs.width() == tabs.sizeHint().width()
    assert not tabs.usesScrollButtons()
    top.setParent(window)


def test_the_theme_follows_the_choice_at_once(window, look):
    light = look.theme
    window.acts.themes["dark"].trigger()
    assert look.theme.is_dark
    assert not light.is_dark
    paper = window.reading.editor.grab().toImage().pixelColor(3, 300)
    assert paper.lightness() < 80


def test_every_control_has_a_name_for_a_screen_reader(window):
    unnamed = [
        widget
        for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)
        for widget in window.findChildren(kind)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and type(widget).__module__.startswith("gui.")
        and not widget.isHidden()
    ]
    assert unnamed == []


def test_no_two_acts_share_their_keys(window):
    def keys_of(acts):
        return [key.toString() for act in acts for key in act.shortcuts()]

    codebook = window.acts.of_codebook()
    everywhere = keys_of(act for act in window.acts.all() if act not in codebook)
    assert len(everywhere) == len(set(everywhere))
    assert len(keys_of(codebook)) == len(set(keys_of(codebook)))
    window.acts.codebook_workspace.trigger()
    enabled = keys_of(act for act in window.acts.all() if act.isEnabled())
    assert len(enabled) == len(set(enabled))


def test_what_cannot_be_done_is_switched_off(window):
    assert not window.acts.give.isEnabled()
    assert not window.acts.delete.isEnabled()
    window.reading.editor.select(PAY)
    assert window.acts.give.isEnabled()


def test_what_cannot_be_done_says_why(window, coded_session):
    assert window.acts.give.toolTip() == "Select words in the text first."
    give(coded_session, "Fear", PAY, coder="Coder B")
    window.desk.show_others(True)
    press(window, Qt.Key.Key_F8)
    assert "another coder" in window.acts.delete.toolTip()


def test_hidden_sources_are_one_click_away(window):
    assert not window.top.drawer.isVisible()
    window.resize(850, 700)
    QTest.qWait(20)
    assert not window.sources.isVisible()
    assert window.top.drawer.isVisible()
    window.top.drawer.click()
    assert window.sources.isVisible()


def test_one_key_lists_every_key(qtbot, window, coded_session):
    dialog = KeysDialog(window.acts, coded_session.ask(scheme), window._look, window)
    qtbot.addWidget(dialog)
    shown = dialog.list.model()
    rows = [shown.index(row, 0).data(ENTRY) for row in range(shown.rowCount())]
    keys = [key for row in rows for key in row.keys.split("   ")]
    wanted = [key.toString() for act in window.acts.all() for key in act.shortcuts()]
    assert set(wanted) <= set(keys)
    assert {code.shortcut for code in coded_session.ask(scheme).codes if code.shortcut} <= set(keys)
    dialog.field.setText("mem")
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.field.text() == ""


def test_an_empty_project_says_what_to_do_next(session, open_window):
    window = open_window(session)
    assert window.desk.source is None
    assert window.sources._pages.currentIndex() == 1
    assert window.reading._pages.currentIndex() == 2


def test_a_project_open_for_reading_offers_no_act_that_writes(coded_session, open_window):
    path = coded_session.path
    coded_session.close()
    with Session.open(path, read_only=True) as readable:
        window = open_window(readable)
        window.reading.editor.select(PAY)
        assert not window.acts.give.isEnabled()
        assert window.status._saved.text() == "For reading only"
        press(window, Qt.Key.Key_1)
        assert window.status.message == "This project is open for reading only."
        assert not window.reading.banner.isVisible()
        press(window, Qt.Key.Key_Return)
        assert not window.picker.isVisible()
        assert window.status.message == "This project is open for reading only."
        window.close()
