"""The workspace worked by keyboard alone: open codes, clashes, memos in place, reshaping, going on."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH

from core.commands.codings import GiveCode, MarkUnsure
from core.commands.memos import WriteMemo
from core.model.coding import MemoKind, State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.memos import memos_of_coding, memos_of_segments
from core.queries.schemes import scheme
from core.queries.sources import not_codable, sources
from core.queries.statuses import statuses
from gui.dialogs.clash import ClashDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
WINTER = Span(2, 16)
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def codings(session):
    names = {code.id: code.name for code in session.ask(scheme).codes}
    found = session.ask(codings_in, session.ask(sources)[0].revision)
    return [(names[one.code], one.span) for one in found]


def give(session, name, span, coder=0):
    key = next(code.id for code in session.ask(scheme).codes if code.name == name)
    revision, who = session.ask(sources)[0].revision, session.ask(coders)[coder].id
    return session.run(GiveCode(revision, who, key, span)).created("coding")[0]


def answering(key, modifiers=NONE, places=None):
    """Press a key in the dialog that comes up next; returns what it said, and `places` where it stood."""
    said, places = [], [] if places is None else places

    def answer(patience=100):
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ClashDialog) and dialog.verb.hasFocus():
            said.append(dialog.windowTitle())
            places.append(dialog.frameGeometry())
            QTest.keyClick(dialog.verb, key, modifiers)
        elif patience:
            QTimer.singleShot(20, lambda: answer(patience - 1))
        elif dialog is not None:
            dialog.close()

    QTimer.singleShot(20, answer)
    return said


def test_selected_words_become_a_code_by_one_key(window, coded_session):
    window.reading.editor.select(WINTER)
    press(Qt.Key.Key_I, CONTROL)

    assert codings(coded_session) == [("left in winter", WINTER)]
    assert "Open codes" in [family.name for family in coded_session.ask(scheme).families]
    press(Qt.Key.Key_Z, CONTROL)
    assert codings(coded_session) == []


@pytest.mark.parametrize(
    ("key", "modifiers", "left"),
    [
        (Qt.Key.Key_Return, NONE, {"Leader", "Clerk"}),
        (Qt.Key.Key_R, ALT, {"Clerk"}),
        (Qt.Key.Key_S, ALT, {"Clerk"}),
        (Qt.Key.Key_Escape, NONE, {"Leader"}),
    ],
)
def test_a_second_code_of_an_exclusive_family_asks_by_key(qtbot, window, coded_session, key, modifiers, left):
    give(coded_session, "Leader", WINTER)
    window.reading.editor.select(WINTER)
    clerk = next(code.id for code in coded_session.ask(scheme).codes if code.name == "Clerk")
    said = answering(key, modifiers)

    window.desk.give(clerk)

    assert said == ["These words bear Leader already"]
    assert {name for name, _ in codings(coded_session)} == left
    qtbot.waitUntil(lambda: window.findChildren(ClashDialog) == [])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_question_about_a_clash_leaves_its_words_in_sight(window, coded_session, monkeypatch, share):
    give(coded_session, "Leader", WINTER)
    editor = window.reading.editor
    editor.select(WINTER)
    shown = editor.selection_rect()
    shown.moveTop(round(window.geometry().top() + share * window.height()))
    monkeypatch.setattr(editor, "selection_rect", lambda: shown)
    clerk = next(code.id for code in coded_session.ask(scheme).codes if code.name == "Clerk")
    places = []
    answering(Qt.Key.Key_Escape, places=places)
    window.desk.give(clerk)
    [place] = places
    assert not place.intersects(shown)
    assert window.geometry().contains(place)


def test_words_bear_a_memo_without_a_code(qtbot, window, coded_session):
    window.reading.editor.select(WINTER)
    press(Qt.Key.Key_M, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "Why winter?")
    press(Qt.Key.Key_Return, CONTROL)

    [memo] = coded_session.ask(memos_of_segments, coded_session.ask(sources)[0].revision)
    assert (memo.text, memo.span, memo.kind) == ("Why winter?", WINTER, MemoKind.ANALYTIC)
    assert codings(coded_session) == []
    assert window.reading.editor.view.hasFocus()


def test_a_memo_is_written_beside_the_chosen_coding(qtbot, window, coded_session):
    key = give(coded_session, "Fear", WINTER)
    press(Qt.Key.Key_F8)
    assert window.desk.chosen == key
    press(Qt.Key.Key_M, CONTROL)
    assert window.noting.popup.isVisible()
    words = window.reading.rect_of(WINTER)
    popup = window.noting.popup
    assert not popup.rect().translated(popup.mapToGlobal(popup.rect().topLeft())).intersects(words)
    QTest.keyClicks(QApplication.focusWidget(), "Of whom?")
    press(Qt.Key.Key_Escape)

    assert [memo.text for memo in coded_session.ask(memos_of_coding, key)] == ["Of whom?"]
    assert not popup.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_the_memo_that_is_still_being_typed_is_kept_when_the_window_closes(window, coded_session):
    key = give(coded_session, "Fear", WINTER)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_M, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "Half a thought")
    window.close()
    assert [memo.text for memo in coded_session.ask(memos_of_coding, key)] == ["Half a thought"]


def test_a_coding_is_split_at_the_caret_and_joined_again(qtbot, window, coded_session):
    key = give(coded_session, "Fear", WINTER)
    view = window.reading.editor.view
    view.select_between(7, 7)
    window.desk.choose(key)
    qtbot.waitUntil(lambda: window.acts.split.isEnabled())
    press(Qt.Key.Key_X, CONTROL | SHIFT)
    assert codings(coded_session) == [("Fear", Span(2, 6)), ("Fear", Span(7, 16))]

    window.desk.choose_all([one.id for one in coded_session.ask(codings_in, 1)])
    press(Qt.Key.Key_J, CONTROL)
    assert codings(coded_session) == [("Fear", WINTER)]


def test_keys_step_to_the_unsure_coding_and_past_what_is_coded(qtbot, window, coded_session):
    give(coded_session, "Fear", WINTER)
    unsure = give(coded_session, "Pay", PAY)
    coded_session.run(MarkUnsure((unsure,), True))

    press(Qt.Key.Key_F8, CONTROL)
    assert window.desk.chosen == unsure
    press(Qt.Key.Key_F8, CONTROL)
    assert window.status.message == "No further unsure coding."
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F7)
    found = window.desk.selection
    assert found is not None
    assert not any(found.overlaps(span) for _, span in codings(coded_session))
    assert ENGLISH[found.start : found.end].strip()


def test_another_coders_coding_is_copied_by_key(window, coded_session):
    theirs = give(coded_session, "Fear", WINTER, coder=1)
    window.desk.show_others(True)
    window.desk.choose(theirs)
    press(Qt.Key.Key_M, CONTROL | SHIFT)
    assert codings(coded_session) == [("Fear", WINTER), ("Fear", WINTER)]


def test_what_left_the_comparison_can_count_again(window, coded_session):
    revision = coded_session.ask(sources)[0].revision
    window.reading.editor.select(PAY)
    window.acts.not_codable.trigger()
    assert coded_session.ask(not_codable, revision) == [PAY]
    window.reading.editor.select(Span(PAY.start, PAY.start + 7))
    window.acts.codable.trigger()
    assert coded_session.ask(not_codable, revision) == [Span(PAY.start + 7, PAY.end)]


def test_leaving_a_coded_source_asks_how_far_one_is_and_takes_no_keyboard(qtbot, window, coded_session):
    window.reading.editor.select(WINTER)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_PageDown, CONTROL)

    assert window.leaving.isVisible()
    assert window.reading.editor.view.hasFocus()
    QTest.mouseClick(window.leaving.all_done, Qt.MouseButton.LeftButton)
    first = coded_session.ask(sources)[0].id
    said = {(one.source, one.state) for one in coded_session.ask(statuses)}
    assert said == {(first, State.DONE)}
    assert not window.leaving.isVisible()


def test_the_question_can_be_switched_off_and_on_again_in_the_menu(window, coded_session):
    window.acts.ask_how_far.trigger()
    window.reading.editor.select(WINTER)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_PageDown, CONTROL)
    assert not window.leaving.isVisible()
    window.acts.ask_how_far.trigger()
    window.reading.editor.select(Span(0, 6))
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_PageUp, CONTROL)
    assert window.leaving.isVisible()


def test_high_contrast_is_one_act_away_and_told_by_the_menu(window):
    window.acts.high_contrast.trigger()
    assert window._look.is_high_contrast
    assert window.acts.high_contrast.isChecked()
    window._look.set_high_contrast(False)
    assert not window.acts.high_contrast.isChecked()


def test_hidden_codes_come_back_by_one_act(window, coded_session):
    fear = next(code.id for code in coded_session.ask(scheme).codes if code.name == "Fear")
    give(coded_session, "Fear", WINTER)
    window.desk.hide_codes((fear,))
    assert len(window.reading.editor.view.index) == 0
    assert window.acts.show_all_codes.isEnabled()
    window.acts.show_all_codes.trigger()
    assert len(window.reading.editor.view.index) == 1
    assert codings(coded_session) == [("Fear", WINTER)]


def test_pointing_at_a_coding_names_code_coder_doubt_and_memo(window, coded_session):
    key = give(coded_session, "Fear", WINTER)
    coded_session.run(MarkUnsure((key,), True))
    coded_session.run(WriteMemo("Of whom?\n" + "x" * 400, MemoKind.QUESTION, None, coding=key))
    view = window.reading.editor.view

    said = view.describe(view.index.get(key)).splitlines()

    assert said[0] == "Fear"
    assert "Coder A" in said[1]
    assert "unsure" in said[1]
    assert said[2].startswith("Of whom? xxx")
    assert said[2].endswith("…")


def test_pointing_at_many_codings_tells_the_nearest_and_names_the_others(window, coded_session):
    for place, name in enumerate(("Fear", "Pay", "Doctrine", "Leader", "Middle")):
        give(coded_session, name, Span(2, 30 - 4 * place))
    gestures = window.reading.editor.gestures
    here = window.reading.editor.view.index.touching(4, 5)

    said = gestures._described(here)

    assert said.splitlines()[0] == "Middle"
    assert said.endswith("and 2 more: Pay, Fear")
    assert said.count("Coder A") == 3
