"""A memo beside the words it is about: where it stands, what it keeps, and how it goes."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ARABIC, ENGLISH

from core.commands.codings import DeleteCodings, GiveCode
from core.commands.memos import WriteMemo
from core.commands.scheme import AddToScheme, NewCode
from core.errors import ProjectUnavailable
from core.model.coding import MemoKind
from core.model.span import Span
from core.queries.coders import coders
from core.queries.memos import memos_of_coding, memos_of_segments
from core.queries.schemes import scheme
from core.queries.sources import sources

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


@pytest.fixture
def popup(window):
    """The popup of the window."""
    return window.noting.popup


@pytest.fixture
def coding(coded_session):
    """Coder A gives Fear to the sentence on pay."""
    command = GiveCode(revision(coded_session), people(coded_session)["Coder A"], fear(coded_session), PAY)
    return coded_session.run(command).created("coding")[0]


def revision(session):
    return session.ask(sources)[0].revision


def people(session):
    return {person.name: person.id for person in session.ask(coders)}


def fear(session):
    return next(code.id for code in session.ask(scheme).codes if code.name == "Fear")


def rect(window, span=PAY):
    return window.reading.rect_of(span)


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def texts(session, coding):
    return [memo.text for memo in session.ask(memos_of_coding, coding)]


def local(window, box):
    body = window.centralWidget()
    return QRect(body.mapFromGlobal(box.topLeft()), box.size())


# what is kept


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_Escape, NONE)])
def test_a_memo_is_written_and_the_keyboard_given_back(window, popup, coded_session, coding, key, modifiers):
    popup.open_for_coding(coding, rect(window))
    assert popup.memos.field.hasFocus()
    write("Whose fear?")
    press(key, modifiers)
    assert texts(coded_session, coding) == ["Whose fear?"]
    assert not popup.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_a_memo_is_kept_when_a_hand_goes_elsewhere(qtbot, window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    write("Kept")
    QTest.mouseClick(window.codes.field, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(popup.isHidden)
    assert texts(coded_session, coding) == ["Kept"]
    assert window.codes.field.hasFocus()


def test_the_popup_stays_while_its_type_is_chosen_by_keyboard(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    popup.memos.kind.setFocus()
    assert popup.isVisible()
    question = next(act for act in popup.memos.kind.menu().actions() if act.data() == MemoKind.QUESTION)
    question.trigger()
    popup.memos.field.setFocus()
    write("Is it fear?")
    press(Qt.Key.Key_Escape)
    [memo] = coded_session.ask(memos_of_coding, coding)
    assert (memo.kind, memo.text) == (MemoKind.QUESTION, "Is it fear?")


def test_the_memo_that_is_there_is_opened_at_its_end(window, popup, coded_session, coding):
    coded_session.run(WriteMemo("First", MemoKind.ANALYTIC, people(coded_session)["Coder A"], coding=coding))
    popup.open_for_coding(coding, rect(window))
    write(", second")
    press(Qt.Key.Key_Escape)
    assert texts(coded_session, coding) == ["First, second"]


def test_news_of_other_memos_leaves_what_is_being_typed_alone(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    write("Half a thou")
    other = people(coded_session)["Coder B"]
    coded_session.run(WriteMemo("Pay, I think.", MemoKind.ANALYTIC, other, coding=coding))
    write("ght")
    press(Qt.Key.Key_Escape)
    assert texts(coded_session, coding) == ["Pay, I think.", "Half a thought"]


class Refusing:
    """A session that lets nothing be written, as a full disk does."""

    def __init__(self, window, monkeypatch):
        def refuse(command):
            raise ProjectUnavailable("The disk is full. Nothing was changed.")

        self._patch = monkeypatch
        self._patch.setattr(window.desk.bridge.session, "run", refuse)

    def relent(self):
        self._patch.undo()


def test_a_memo_that_cannot_be_saved_stays_in_sight_until_it_can(
    window, popup, coded_session, coding, monkeypatch
):
    popup.open_for_coding(coding, rect(window))
    write("Whose fear?")
    disk = Refusing(window, monkeypatch)
    press(Qt.Key.Key_Escape)
    window.reading.editor.setFocus()
    assert popup.isVisible()
    assert popup.memos.field.toPlainText() == "Whose fear?"
    assert "disk is full" in window.reading.banner.text

    disk.relent()
    popup.memos.field.setFocus()
    press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert texts(coded_session, coding) == ["Whose fear?"]


def test_a_type_that_cannot_be_saved_takes_no_words_along(window, popup, coded_session, coding, monkeypatch):
    coded_session.run(WriteMemo("Why?", MemoKind.ANALYTIC, people(coded_session)["Coder A"], coding=coding))
    popup.open_for_coding(coding, rect(window))
    write(" And who?")
    disk = Refusing(window, monkeypatch)
    question = next(act for act in popup.memos.kind.menu().actions() if act.text() == "Question")
    question.trigger()
    assert popup.memos.kind.text() == "Analytic memo"
    assert popup.memos.is_unsaved

    disk.relent()
    press(Qt.Key.Key_Escape)
    assert texts(coded_session, coding) == ["Why? And who?"]


def test_what_was_typed_is_by_whoever_typed_it(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    write("Mine")
    window.desk.act_as(people(coded_session)["Coder B"])
    [memo] = coded_session.ask(memos_of_coding, coding)
    assert (memo.text, memo.coder) == ("Mine", people(coded_session)["Coder A"])


def test_others_memos_are_there_to_read(window, popup, coded_session, coding):
    coded_session.run(
        WriteMemo("I see pay", MemoKind.QUESTION, people(coded_session)["Coder B"], coding=coding)
    )
    popup.open_for_coding(coding, rect(window))
    assert popup.memos.field.toPlainText() == ""
    assert popup.memos._others.count() == 1


def test_nothing_typed_writes_nothing(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    press(Qt.Key.Key_Escape)
    assert texts(coded_session, coding) == []


def test_a_key_opens_the_memo_of_the_coding_that_was_chosen_last(window, popup, coded_session, coding):
    other = coded_session.run(
        GiveCode(revision(coded_session), people(coded_session)["Coder A"], fear(coded_session), Span(0, 6))
    ).created("coding")[0]
    window.desk.choose_all((other, coding))
    press(Qt.Key.Key_M, CONTROL)
    write("On the last")
    press(Qt.Key.Key_Escape)
    assert (texts(coded_session, coding), texts(coded_session, other)) == (["On the last"], [])


def test_closing_the_window_keeps_what_is_being_typed(window, popup, coded_session, coding):
    window.desk.choose(coding)
    press(Qt.Key.Key_M, CONTROL)
    write("Not lost")
    window.close()
    assert texts(coded_session, coding) == ["Not lost"]


# words without a code


def test_a_key_writes_on_the_selected_words_without_a_code(window, popup, coded_session):
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_M, CONTROL)
    write("Bare")
    press(Qt.Key.Key_Escape)
    [memo] = coded_session.ask(memos_of_segments, revision(coded_session))
    assert (memo.text, memo.span) == ("Bare", PAY)
    assert window.reading.editor.selected_span == PAY


def test_selected_words_bear_a_memo_without_a_code(window, popup, coded_session):
    window.reading.editor.select(PAY)
    popup.open_for_segment(revision(coded_session), PAY, window.reading.editor.selection_rect())
    write("Not a motive, and yet")
    press(Qt.Key.Key_Return, CONTROL)
    [memo] = coded_session.ask(memos_of_segments, revision(coded_session))
    assert (memo.text, memo.span) == ("Not a motive, and yet", PAY)
    assert memo.coder == people(coded_session)["Coder A"]


def test_the_memo_on_the_same_words_is_opened_again_and_emptied(window, popup, coded_session):
    for typed in ("x", "y"):
        popup.open_for_segment(revision(coded_session), PAY, rect(window))
        write(typed)
        press(Qt.Key.Key_Escape)
    [memo] = coded_session.ask(memos_of_segments, revision(coded_session))
    assert memo.text == "xy"
    popup.open_for_segment(revision(coded_session), PAY, rect(window))
    popup.memos.field.selectAll()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert coded_session.ask(memos_of_segments, revision(coded_session)) == []


def test_a_memo_on_some_of_the_words_is_there_to_read(window, popup, coded_session):
    part = Span(PAY.start, PAY.start + 7)
    coded_session.run(
        WriteMemo("Only pay", MemoKind.ANALYTIC, None, revision=revision(coded_session), span=part)
    )
    popup.open_for_segment(revision(coded_session), PAY, rect(window))
    assert popup.memos._others.count() == 1
    popup.dismiss()
    popup.open_for_segment(revision(coded_session), Span(0, 3), rect(window))
    assert popup.memos._others.count() == 0


def test_the_popup_goes_with_the_coding_it_is_about(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    window.reading._bridge.run(DeleteCodings((coding,)))
    assert not popup.isVisible()


# either direction of script


def test_the_popup_goes_with_the_source_its_words_are_in(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    write("Half a thou")
    QTest.keyClick(popup.memos.field, Qt.Key.Key_PageDown, CONTROL)
    assert window.desk.source.name == "Arabic"
    assert popup.isHidden()
    assert window.reading.editor.view.hasFocus()
    assert texts(coded_session, coding) == ["Half a thou"]


def test_an_arabic_memo_runs_from_the_right_in_its_own_font(window, popup, coded_session, coding):
    popup.open_for_coding(coding, rect(window))
    popup.memos.field.setPlainText(ARABIC)
    block = popup.memos.field.document().firstBlock()
    assert block.textDirection() == Qt.LayoutDirection.RightToLeft
    assert popup.memos.field.font().families()[0] == "Noto Sans Arabic"


# where it stands


def test_the_popup_keeps_off_the_words_and_in_the_window_while_it_grows(qtbot, window, popup, coding):
    words = rect(window)
    popup.open_for_coding(coding, words)
    body = window.centralWidget()
    for lines in (1, 5, 12, 60):
        popup.memos.field.setPlainText("\n".join(["A line of the memo"] * lines))
        QTest.qWait(20)
        assert not popup.geometry().intersects(local(window, words))
        assert body.rect().contains(popup.geometry())
    few = popup.memos.field.height()
    popup.memos.field.setPlainText("short")
    qtbot.waitUntil(lambda: popup.memos.field.height() < few)


def test_the_popup_comes_along_when_the_window_gets_smaller(qtbot, window, popup, coding):
    popup.open_for_coding(coding, rect(window))
    window.resize(800, 560)
    qtbot.waitUntil(lambda: window.centralWidget().rect().contains(popup.geometry()))
    assert popup.isVisible()


def test_a_code_name_of_500_letters_is_cut_on_screen_and_told_whole(window, popup, coded_session):
    long = ("Fear of what comes " * 27)[:500].strip()
    coded_session.run(AddToScheme((), (NewCode("Motive", long),)))
    code = next(one.id for one in coded_session.ask(scheme).codes if one.name == long)
    command = GiveCode(revision(coded_session), people(coded_session)["Coder A"], code, PAY)
    coding = coded_session.run(command).created("coding")[0]
    popup.open_for_coding(coding, rect(window))
    assert window.centralWidget().rect().contains(popup.geometry())
    assert popup._close.geometry().right() < popup.width()
    assert popup.accessibleName() == f"Memo on {long}"


# for all hands and ears


def test_the_popup_can_be_closed_named_and_hit(window, popup, coding):
    popup.open_for_coding(coding, rect(window))
    assert popup.accessibleName() == "Memo on Fear"
    assert popup.memos.field.accessibleName() == "Memo"
    assert popup._close.accessibleName()
    assert min(popup._close.width(), popup._close.height(), popup.memos.kind.height()) >= 24
    QTest.mouseClick(popup._close, Qt.MouseButton.LeftButton)
    assert not popup.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_quoted_arabic_words_leave_the_quotation_marks_where_they_are(popup, coded_session):
    revision = coded_session.ask(sources)[1].revision
    popup.open_for_segment(revision, Span(0, 50), QRect(100, 100, 200, 20))
    said = popup.accessibleName()
    assert said.startswith("Memo on “\N{FIRST STRONG ISOLATE}تركتُ")
    assert said.endswith("…\N{POP DIRECTIONAL ISOLATE}”")
