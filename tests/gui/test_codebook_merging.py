"""Codes merged and split by hand, in their dialogs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ARABIC, ENGLISH

from core.commands.codings import GiveCode
from core.model.scheme import Code
from core.model.span import Span
from core.queries.codebook import coding_counts
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.codebook.merging import MergeDialog
from gui.codebook.sorting import STAYS
from gui.codebook.splitting import SplitDialog

SPANS = [Span(2, 16), Span(20, 30), Span(ENGLISH.index("They"), ENGLISH.index("They") + 20)]


def named(session, name) -> Code:
    return next(code for code in session.ask(scheme).codes if code.name == name)


def give(session, name, span, coder=0, source=0):
    revision, who = session.ask(sources)[source].revision, session.ask(coders)[coder].id
    session.run(GiveCode(revision, who, named(session, name).id, span))


def count(session, name):
    key = named(session, name).id
    return session.ask(coding_counts, [key])[key]


@pytest.fixture
def merge(qtbot, look, coded_session):
    """Open the dialog on codes, the last of them looked at."""

    def open_on(*names):
        codes = [named(coded_session, name) for name in names]
        dialog = MergeDialog(SessionBridge(coded_session), codes, look)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_on


@pytest.fixture
def split(qtbot, look, coded_session):
    """Open the dialog on a code, its codings read."""

    def open_on(name):
        dialog = SplitDialog(SessionBridge(coded_session), named(coded_session, name), look)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.sorter.words.toPlainText() != "Reading the codings…")
        return dialog

    return open_on


# merging


def test_the_dialog_says_how_many_codings_follow_and_how_many_become_one(merge, coded_session):
    give(coded_session, "Fear", SPANS[0])
    give(coded_session, "Fear", SPANS[1])
    give(coded_session, "Pay", SPANS[0])
    dialog = merge("Fear", "Pay")
    assert dialog.into.name == "Pay"
    assert dialog._given.text() == (
        "2 codings become Pay. 1 of them is left out: its coder gave both to the same words."
    )


def test_the_verb_merges_the_codes_and_keeps_the_reason(merge, coded_session):
    give(coded_session, "Fear", SPANS[0])
    dialog = merge("Fear", "Pay")
    QTest.keyClicks(dialog.reason, "never told apart")
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert dialog.words == "Merged Fear with Pay"
    assert [code.name for code in coded_session.ask(scheme).codes][:2] == ["Pay", "Doctrine"]
    assert named(coded_session, "Pay").aliases == ("Fear",)


def test_another_of_the_chosen_codes_can_stay(merge, coded_session):
    dialog = merge("Fear", "Pay")
    dialog.stays.setFocus()
    QTest.keyClick(dialog.stays, Qt.Key.Key_Down)
    assert dialog.into.name == "Fear"
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert named(coded_session, "Fear").aliases == ("Pay",)


def test_one_code_alone_is_merged_with_any_other_of_its_family(merge):
    dialog = merge("Pay")
    assert [dialog.stays.itemText(at) for at in range(dialog.stays.count())] == ["Fear", "Doctrine"]


def test_escape_leaves_the_codes_as_they_are(merge, coded_session):
    before = coded_session.ask(scheme)
    QTest.keyClick(merge("Fear", "Pay"), Qt.Key.Key_Escape)
    assert coded_session.ask(scheme) == before


# splitting


def test_figures_sort_codings_into_the_parts(split, coded_session):
    for span in SPANS:
        give(coded_session, "Pay", span)
    dialog = split("Pay")
    QTest.keyClicks(dialog.parts[0].name, "No pay")
    QTest.keyClicks(dialog.parts[1].name, "Little pay")
    dialog.sorter.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_0):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert [part.count.text() for part in dialog.parts] == ["1", "1"]
    assert dialog.stay.text() == "0  Stays (1)"
    words = dialog.sorter.words
    assert words.toPlainText() == "That was the last coding: all are sorted."
    words.moveCursor(words.textCursor().MoveOperation.End)
    assert words.textCursor().charFormat().background().style() is Qt.BrushStyle.NoBrush
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert [count(coded_session, name) for name in ("Pay", "No pay", "Little pay")] == [1, 1, 1]
    assert [code.name for code in coded_session.ask(scheme).codes][:5] == [
        "Fear", "Pay", "No pay", "Little pay", "Doctrine",
    ]  # fmt: skip


def test_backspace_goes_back_and_what_was_said_can_be_said_anew(split, coded_session):
    for span in SPANS[:2]:
        give(coded_session, "Pay", span)
    dialog = split("Pay")
    dialog.sorter.setFocus()
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_1)
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_Backspace)
    assert dialog.sorting.place == 0
    assert dialog.sorting.said_of_current == 0
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_2)
    assert [part.count.text() for part in dialog.parts] == ["0", "1"]


def test_what_was_not_sorted_stays_with_the_code(split, coded_session):
    for span in SPANS:
        give(coded_session, "Pay", span)
    dialog = split("Pay")
    QTest.keyClicks(dialog.parts[0].name, "No pay")
    dialog.sorter.setFocus()
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_1)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert [count(coded_session, name) for name in ("Pay", "No pay")] == [2, 1]


def test_a_heading_needs_everything_sorted_and_says_so(split, coded_session):
    give(coded_session, "Pay", SPANS[0])
    dialog = split("Pay")
    QTest.keyClicks(dialog.parts[0].name, "No pay")
    dialog.remains.setCurrentIndex(1)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "not sorted yet" in dialog.fault.text()
    dialog.sorter.setFocus()
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_1)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert not named(coded_session, "Pay").is_codable
    assert named(coded_session, "No pay").parent == named(coded_session, "Pay").id


def test_a_part_without_a_name_that_has_codings_is_pointed_out(split, coded_session):
    give(coded_session, "Pay", SPANS[0])
    dialog = split("Pay")
    QTest.keyClicks(dialog.parts[0].name, "No pay")
    dialog.sorter.setFocus()
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_2)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.fault.text() == "Part 2 has codings and no name yet."


def test_a_part_that_is_left_out_gives_its_codings_back(split, coded_session):
    for span in SPANS:
        give(coded_session, "Pay", span)
    dialog = split("Pay")
    dialog.sorter.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_0):
        QTest.keyClick(dialog.sorter.words, key)
    QTest.mouseClick(dialog.parts[0].remove, Qt.MouseButton.LeftButton)
    assert dialog.sorting.sorted_into() == {dialog.sorting._codings[1].coding: 0}
    assert dialog.sorting.count(STAYS) == 1
    assert dialog.sorting.place == 0
    assert dialog.parts[0].key.text() == "1"


def test_enter_in_a_name_goes_on_and_splits_nothing(split, coded_session):
    dialog = split("Pay")
    QTest.keyClicks(dialog.parts[0].name, "No pay")
    QTest.keyClick(dialog.parts[0].name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.parts[0].short.hasFocus()


def test_escape_splits_nothing(split, coded_session):
    give(coded_session, "Pay", SPANS[0])
    before = coded_session.ask(scheme)
    dialog = split("Pay")
    QTest.keyClicks(dialog.parts[0].name, "No pay")
    dialog.sorter.setFocus()
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_1)
    QTest.keyClick(dialog.sorter.words, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert coded_session.ask(scheme) == before


def test_arabic_words_stand_from_right_to_left_while_they_are_sorted(split, coded_session):
    give(coded_session, "Pay", Span(0, ARABIC.index(".")), source=1)
    dialog = split("Pay")
    block = dialog.sorter.words.document().firstBlock()
    assert block.textDirection() == Qt.LayoutDirection.RightToLeft
    assert block.layout().lineAt(0).naturalTextRect().right() > dialog.sorter.words.viewport().width() / 2
