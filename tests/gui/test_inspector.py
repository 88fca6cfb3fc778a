"""The inspector as a hand meets it: cards of what lies here, chosen one by one or several at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH

from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.memos import WriteMemo
from core.commands.scheme import AddToScheme, NewCode
from core.model.coding import CoderKind, MemoKind
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.memos import memos_of_segments
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.panels.cards import Card, Face
from gui.style import scaled, text_font
from gui.widgets.slots import width_of

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


def give(session, name, span, coder="Coder A"):
    people = {person.name: person.id for person in session.ask(coders)}
    codes = {code.name: code.id for code in session.ask(scheme).codes}
    command = GiveCode(session.ask(sources)[0].revision, people[coder], codes[name], span)
    return session.run(command).created("coding")[0]


def memo_on(session, span, words, coder="Coder A"):
    people = {None: None} | {person.name: person.id for person in session.ask(coders)}
    revision = session.ask(sources)[0].revision
    command = WriteMemo(words, MemoKind.ANALYTIC, people[coder], revision=revision, span=span)
    return session.run(command).created("memo")[0]


def memos_in(session):
    return session.ask(memos_of_segments, session.ask(sources)[0].revision)


def names_in(session):
    names = {code.id: code.name for code in session.ask(scheme).codes}
    found = session.ask(codings_in, session.ask(sources)[0].revision)
    return sorted(names[coding.code] for coding in found)


@pytest.fixture
def three(qtbot, window, coded_session):
    """Three cards: Fear, Pay and Leader lie in the selected words."""
    keys = [give(coded_session, name, PAY) for name in ("Fear", "Pay", "Leader")]
    window.reading.editor.select(PAY)
    qtbot.waitUntil(lambda: len(window.inspector.cards()) == 3)
    return keys


def click(card, modifiers=NONE):
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, modifiers, QPoint(40, 10))


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def checked(window):
    return [card.key for card in window.inspector.cards() if card.isChecked()]


def settle(window):
    QTest.qWait(20)
    window.inspector.refresh()


def test_the_sign_of_a_memo_takes_no_room_from_who_gave_a_code_and_when(qtbot, look):
    note = "A · 21 Mar 2025 08:43 · 344 characters"
    lower = []
    for has_memo in (True, False):
        card = Card(look, Face(1, "Pay", note, colour="#A75C51", has_memo=has_memo))
        qtbot.addWidget(card)
        around = scaled(10 + 16 + 8 + 8) + card.more.width() + 2
        card.resize(round(width_of(note, text_font(-2))) + around, card.height())
        lower.append(card.grab().toImage().copy(0, card.height() // 2, card.width(), card.height() // 2))
    assert lower[0] == lower[1]


# choosing


def test_a_click_on_a_card_chooses_its_coding_alone(window, three):
    click(window.inspector.cards()[0])
    click(window.inspector.cards()[1])
    assert window.desk.chosen_all == (three[1],)


def test_ctrl_and_click_adds_a_coding_to_what_is_chosen_and_takes_it_away_again(window, three):
    click(window.inspector.cards()[0])
    settle(window)
    click(window.inspector.cards()[2], CONTROL)
    assert window.desk.chosen_all == (three[0], three[2])
    settle(window)
    assert checked(window) == [three[0], three[2]]
    click(window.inspector.cards()[0], CONTROL)
    assert window.desk.chosen_all == (three[2],)


def test_shift_and_click_chooses_all_from_the_card_before_to_this_one(window, three):
    click(window.inspector.cards()[2])
    settle(window)
    click(window.inspector.cards()[0], SHIFT)
    assert window.desk.chosen_all == (three[2], three[1], three[0])


def test_cards_are_chosen_by_arrows_space_and_ctrl_a(window, three):
    window.inspector.door().setFocus()
    press(Qt.Key.Key_Space)
    settle(window)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    settle(window)
    assert window.desk.chosen_all == (three[0], three[1])
    press(Qt.Key.Key_Space)
    assert window.desk.chosen_all == (three[0],)
    settle(window)
    press(Qt.Key.Key_A, CONTROL)
    assert set(window.desk.chosen_all) == set(three)
    assert window.desk.chosen == three[1]
    settle(window)
    press(Qt.Key.Key_Return)
    assert window.desk.chosen_all == (three[1],)


def test_shift_and_arrows_choose_a_stretch_of_cards(window, three):
    window.inspector.door().setFocus()
    press(Qt.Key.Key_Down, SHIFT)
    settle(window)
    press(Qt.Key.Key_Down, SHIFT)
    assert window.desk.chosen_all == tuple(three)


def test_cards_stay_while_one_chooses_among_them(qtbot, window, coded_session):
    first = give(coded_session, "Fear", Span(0, 6))
    second = give(coded_session, "Pay", PAY)
    window.reading.editor.select(Span(0, PAY.end))
    qtbot.waitUntil(lambda: len(window.inspector.cards()) == 2)
    click(window.inspector.cards()[0])
    settle(window)
    assert [card.key for card in window.inspector.cards()] == [first, second]
    click(window.inspector.cards()[1], CONTROL)
    assert window.desk.chosen_all == (first, second)


def test_the_note_counts_what_is_chosen(window, three):
    window.desk.choose_all(tuple(three[:2]))
    settle(window)
    assert window.inspector._note.text().startswith("2 of ")


def test_escape_on_a_card_gives_the_keyboard_to_the_text(window, three):
    window.inspector.door().setFocus()
    press(Qt.Key.Key_Escape)
    assert window.reading.editor.view.hasFocus()


# acting on what is chosen


def test_one_key_deletes_all_chosen_codings_in_one_step(window, coded_session, three):
    click(window.inspector.cards()[0])
    settle(window)
    click(window.inspector.cards()[1], CONTROL)
    settle(window)
    press(Qt.Key.Key_Delete)
    assert names_in(coded_session) == ["Leader"]
    coded_session.undo()
    assert names_in(coded_session) == ["Fear", "Leader", "Pay"]


def test_the_keyboard_stays_with_the_cards_when_one_is_deleted(qtbot, window, three):
    click(window.inspector.cards()[1])
    settle(window)
    window.reading.editor.select(PAY)
    window.desk.choose(three[1])
    window.inspector.cards()[1].setFocus()
    press(Qt.Key.Key_Delete)
    settle(window)
    assert any(card.hasFocus() for card in window.inspector.cards())


def act(menu, words):
    return next(act for act in menu.actions() if act.text() == words)


def test_the_menu_works_on_all_chosen_codings(window, coded_session, three):
    window.desk.choose_all(tuple(three[:2]))
    menu = window.inspector.menu_for(three[1])
    act(menu, "Unsure").trigger()
    assert [window.desk.coding(key).is_unsure for key in three] == [True, True, False]
    menu = window.inspector.menu_for(three[1])
    act(menu, "Delete 2 codings").trigger()
    assert names_in(coded_session) == ["Leader"]


def test_a_menu_of_another_card_chooses_that_one_first(window, three):
    window.desk.choose_all(tuple(three[:2]))
    menu = window.inspector.menu_for(three[2])
    assert window.desk.chosen_all == (three[2],)
    assert act(menu, "Delete coding").isEnabled()


def test_codings_of_one_code_are_joined_and_those_of_two_are_not(window, coded_session, three):
    more = give(coded_session, "Fear", Span(0, 6))
    window.desk.choose_all((three[0], three[1]))
    joining = act(window.inspector.menu_for(three[1]), "Join 2 codings")
    assert not joining.isEnabled()
    assert "one code" in joining.toolTip()
    window.desk.choose_all((three[0], more))
    act(window.inspector.menu_for(more), "Join 2 codings").trigger()
    assert names_in(coded_session) == ["Fear", "Leader", "Pay"]


def test_a_coding_is_split_where_the_caret_stands(qtbot, window, coded_session):
    key = give(coded_session, "Fear", PAY)
    menu_words = "Split here"
    window.inspector._caret_at = lambda: PAY.start
    assert not act(window.inspector.menu_for(key), menu_words).isEnabled()
    window.inspector._caret_at = lambda: PAY.start + 7
    act(window.inspector.menu_for(key), menu_words).trigger()
    assert names_in(coded_session) == ["Fear", "Fear"]


def test_another_coders_coding_is_read_and_copied_but_not_changed(window, coded_session):
    key = give(coded_session, "Fear", PAY, "Coder B")
    window.desk.show_others(True)
    menu = window.inspector.menu_for(key)
    for words in ("Change code…", "Unsure", "Split here", "Delete coding"):
        assert not act(menu, words).isEnabled()
    act(menu, "Copy to my codings").trigger()
    assert names_in(coded_session) == ["Fear", "Fear"]


def test_a_coding_is_copied_to_the_consensus(window, coded_session):
    key = give(coded_session, "Fear", PAY)
    act(window.inspector.menu_for(key), "Copy to the consensus").trigger()
    layer = next(one for one in coded_session.ask(coders) if one.kind is CoderKind.CONSENSUS)
    found = coded_session.ask(codings_in, coded_session.ask(sources)[0].revision, [layer.id])
    assert [coding.span for coding in found] == [PAY]


# memos on words without a code


@pytest.fixture
def bare(window, coded_session):
    """The card of a memo that stands on words without a code."""
    key = memo_on(coded_session, PAY, "Who paid?\nAnd until when?")
    window.inspector._codings_at = lambda chosen, most: ([-key], 1)
    window.inspector.refresh()
    return key


def test_a_memo_without_a_code_has_a_card_with_its_first_words(window, bare):
    [card] = window.inspector.cards()
    assert card.text() == "Who paid? And until when?"
    assert "without a code" in card.accessibleName()


def test_such_a_memo_is_opened_and_written_on(window, coded_session, bare):
    click(window.inspector.cards()[0])
    window.inspector.write_memo()
    assert window.inspector.memos.field.toPlainText() == "Who paid?\nAnd until when?"
    window.inspector.memos.field.setPlainText("Nobody paid.")
    press(Qt.Key.Key_Escape)
    [memo] = coded_session.ask(memos_of_segments, coded_session.ask(sources)[0].revision)
    assert (memo.text, memo.span) == ("Nobody paid.", PAY)


def test_such_a_memo_is_deleted_from_its_card(window, coded_session, bare):
    act(window.inspector.menu_for(-bare), "Delete memo").trigger()
    assert coded_session.ask(memos_of_segments, coded_session.ask(sources)[0].revision) == []
    assert window.status.message == "Deleted the memo"


def test_anothers_memo_is_read_and_not_deleted(window, coded_session):
    key = memo_on(coded_session, PAY, "Mine alone", "Coder B")
    window.inspector._codings_at = lambda chosen, most: ([-key], 1)
    window.inspector.refresh()
    assert not act(window.inspector.menu_for(-key), "Delete memo").isEnabled()
    window.inspector.write_memo()
    assert window.inspector.memos.field.toPlainText() == ""

    click(window.inspector.cards()[0])
    window.inspector.cards()[0].setFocus()
    press(Qt.Key.Key_Delete)
    assert [memo.text for memo in memos_in(coded_session)] == ["Mine alone"]
    assert "Another coder wrote this memo" in window.reading.banner.text


def test_a_memo_that_nobody_signed_is_open_to_whoever_codes(window, coded_session):
    key = memo_on(coded_session, PAY, "Found in the margin", None)
    window.inspector._codings_at = lambda chosen, most: ([-key], 1)
    window.inspector.refresh()
    click(window.inspector.cards()[0])
    window.inspector.write_memo()
    assert window.inspector.memos.field.toPlainText() == "Found in the margin"
    act(window.inspector.menu_for(-key), "Delete memo").trigger()
    assert memos_in(coded_session) == []


@pytest.mark.parametrize(
    ("writer", "words"), [("Coder A", "The pay had"), ("Coder B", "The pay had stopped.")]
)
def test_the_end_of_a_memo_is_moved_by_key_by_whoever_wrote_it(window, coded_session, writer, words):
    key = memo_on(coded_session, PAY, "Who paid?", writer)
    window.desk.show_others(True)
    window.reading.editor.choose(-key)
    window.desk.choose(-key)
    window.reading.editor.setFocus()
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    [memo] = memos_in(coded_session)
    assert ENGLISH[memo.span.start : memo.span.end] == words


# how it is shown


def test_cards_are_used_again_for_what_lies_at_the_next_place(window, three):
    before = window.inspector.cards()
    window.desk.select(Span(PAY.start, PAY.start + 3))
    window.inspector.refresh()
    assert [card for card in window.inspector.cards() if card in before] == before


def test_no_more_than_an_overview_is_shown_and_the_rest_is_counted(qtbot, window, coded_session):
    for start in range(30):
        give(coded_session, "Fear", Span(start, PAY.end))
    window.reading.editor.select(PAY)
    qtbot.waitUntil(lambda: len(window.inspector.cards()) == 24)
    assert window.inspector._more.text() == "and 6 more in the margin"
    assert window.inspector._more.isVisible()


def is_in_view(window, card):
    area = window.inspector._area
    box = card.rect().translated(card.mapTo(area.viewport(), QPoint(0, 0)))
    return area.viewport().rect().contains(box)


def test_the_card_of_what_is_chosen_comes_into_view(qtbot, window, coded_session):
    keys = [give(coded_session, "Fear", Span(start, PAY.end)) for start in range(12)]
    editor = window.reading.editor
    editor.margin.chosen.emit(keys[0])
    qtbot.waitUntil(lambda: checked(window) == [keys[0]])
    for key in (keys[11], keys[5], keys[0]):
        editor.margin.chosen.emit(key)
        qtbot.waitUntil(lambda key=key: checked(window) == [key])
        [card] = [card for card in window.inspector.cards() if card.isChecked()]
        qtbot.waitUntil(lambda card=card: is_in_view(window, card))


def test_a_card_come_to_by_arrows_is_in_view(qtbot, window, coded_session):
    for start in range(12):
        give(coded_session, "Fear", Span(start, PAY.end))
    window.reading.editor.select(PAY)
    qtbot.waitUntil(lambda: len(window.inspector.cards()) == 12)
    window.inspector.cards()[0].setFocus()
    for _ in range(11):
        press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: is_in_view(window, window.inspector.cards()[11]))


def test_only_one_card_is_a_stop_for_tab(window, three):
    stops = [card for card in window.inspector.cards() if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1


def test_every_card_and_its_button_is_large_enough_to_hit(window, three):
    for card in window.inspector.cards():
        assert min(card.height(), card.more.width(), card.more.height()) >= 24
        assert card.accessibleName()
        assert card.more.accessibleName()


def test_without_a_source_nobody_is_told_to_select_words_in_it(session, open_window):
    session.run(AddCoder("Coder A"))
    window = open_window(session)
    assert window.inspector._hint.text() == "Codings and memos of the words you read are shown here."
    assert window.inspector._hint.isVisible()


def test_with_a_source_the_first_step_is_said(qtbot, window):
    qtbot.waitUntil(lambda: window.inspector._hint.text() == "Select words in the text to code them.")


def test_of_very_many_codings_the_first_have_cards_and_what_is_chosen_has_one(qtbot, window, coded_session):
    codes = [NewCode("Motive", f"Code {number}") for number in range(40)]
    coded_session.run(AddToScheme((), tuple(codes)))
    keys = [give(coded_session, code.name, PAY) for code in codes]
    window.reading.editor.select(PAY)
    qtbot.waitUntil(lambda: [card.key for card in window.inspector.cards()] == keys[:24])
    assert window.inspector._more.text() == "and 16 more in the margin"
    window.desk.choose(keys[33])
    qtbot.waitUntil(lambda: keys[33] in [card.key for card in window.inspector.cards()])
    assert [card.key for card in window.inspector.cards()] == [*keys[:23], keys[33]]
