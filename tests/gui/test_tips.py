"""Words in tooltips and messages: whole, to the letter, in lines that can be read."""

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip
from studies import ENGLISH

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode
from core.model.scheme import LONGEST_NAME
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.widgets.tips import tip

WINTER = Span(2, ENGLISH.index("."))


def read(words):
    """Return what a reader sees of a tooltip."""
    document = QTextDocument()
    document.setHtml(words) if Qt.mightBeRichText(words) else document.setPlainText(words)
    return document.toPlainText()


@pytest.mark.parametrize("words", ["<i> she laughs </i>", "R & D <b>", "a < b", "Was? <p>", "خوف <s>"])
def test_what_stands_in_angle_brackets_is_read_to_the_letter(qapp, words):
    assert read(tip(words)) == words


def test_lines_stay_lines_and_long_ones_are_wrapped(qapp):
    shown = tip("Fear\nof the winter", "word " * 40).split("\n")
    assert shown[:2] == ["Fear", "of the winter"]
    assert max(map(len, shown)) <= 72
    assert " ".join(shown[2:]) == ("word " * 40).strip()


def test_a_code_named_like_mark_up_is_said_whole(window, coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "<b>bold</b>"),)))
    key = next(code.id for code in coded_session.ask(scheme).codes if code.name.startswith("<b>"))
    coder, revision = coded_session.ask(coders)[0].id, coded_session.ask(sources)[0].revision
    coded_session.run(GiveCode(revision, coder, key, WINTER))
    window.reading.editor.select(WINTER)
    window.inspector.refresh()
    [card] = window.inspector.cards()
    assert "<b>bold</b>" in read(card.toolTip())

    window.desk.delete((card.key,))
    assert "<b>bold</b>" in window.status.message


def test_a_tooltip_is_no_longer_than_a_screen(qapp):
    shown = tip(*(f"Code {number} " + "word " * 60 for number in range(9))).split("\n")
    assert len(shown) == 24
    assert shown[-1] == "…"


def test_a_key_takes_away_the_tooltip_that_lies_over_the_text(qtbot, window):
    editor = window.reading.editor
    QToolTip.showText(editor.mapToGlobal(QPoint(50, 50)), "Fear " * 200, editor.view.viewport())
    assert QToolTip.isVisible()
    QTest.keyClick(editor.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


LONGEST = ("Very long name of a code " * LONGEST_NAME)[:LONGEST_NAME].strip()
UNBROKEN = "x" * LONGEST_NAME


def give_all(session, names, family="Level"):
    session.run(AddToScheme((), tuple(NewCode(family, name) for name in names)))
    coder, revision = session.ask(coders)[0].id, session.ask(sources)[0].revision
    keys = [code.id for name in names for code in session.ask(scheme).codes if code.name == name]
    for key in keys:
        session.run(GiveCode(revision, coder, key, WINTER))
    return keys


@pytest.mark.parametrize("name", [LONGEST, UNBROKEN])
def test_names_of_any_length_leave_the_question_about_a_clash_small(window, coded_session, name):
    give_all(coded_session, [name])
    window.reading.editor.select(WINTER)
    [clerk] = [code.id for code in coded_session.ask(scheme).codes if code.name == "Clerk"]
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.size())
        for told in dialog.findChildren(QLabel):
            words = max(told.text().split() or [""], key=len)
            seen.append(told.fontMetrics().horizontalAdvance(words) <= told.width())
        dialog.reject()

    QTimer.singleShot(50, look)
    window.desk.give(clerk)
    size, *fits = seen
    assert size.width() <= 520
    assert size.height() <= 400
    assert all(fits)


def test_the_list_of_codings_that_found_no_lane_is_no_wider_than_the_words_need(window, coded_session):
    names = [f"{number} {LONGEST}"[:LONGEST_NAME].strip() for number in range(9)]
    give_all(coded_session, names, "Motive")
    editor = window.reading.editor
    editor.margin.grab()
    [(box, _)] = editor.margin._counts()
    QTest.mouseClick(editor.margin, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    [menu] = editor.margin.findChildren(QMenu)
    assert menu.width() < 360
    menu.close()


@pytest.mark.parametrize("name", [LONGEST, UNBROKEN])
def test_what_was_done_takes_the_room_there_is_and_pushes_nothing_out(window, coded_session, name):
    window.resize(1100, 800)
    give_all(coded_session, [name])
    window.desk.delete([coding.id for coding in coded_session.ask(codings_in, 1)])
    QApplication.sendPostedEvents()
    message = window.status._message
    assert name in window.status.message
    assert window.width() == 1100
    assert message.minimumSizeHint().width() < 100
    assert message.mapTo(window, message.rect().topRight()).x() < window.status.progress.x()
    assert "".join(name.split()) in "".join(message.toolTip().split())
