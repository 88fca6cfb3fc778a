"""Words in tooltips and messages: whole, to the letter, in lines that can be read."""

import pytest
from PySide6.QtGui import Qt, QTextDocument
from studies import ENGLISH

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode
from core.model.span import Span
from core.queries.coders import coders
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
    assert "<b>bold</b>" in window.status._message.text()
    assert window.status._message.textFormat() == Qt.TextFormat.PlainText
