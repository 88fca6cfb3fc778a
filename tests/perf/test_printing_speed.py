"""Budgets of printing large codebooks."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QFont, QPainter, QPdfWriter, QTextLayout

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.exchange.codebook_paper import codebook_paper
from core.exchange.codebook_print import printed_codebook
from core.exchange.formats import export
from core.exchange.paper import Paper, Paragraph
from core.session import Session
from gui.printing import draw

pytestmark = pytest.mark.perf

CODES = 2_000
RULE = "A rule of some lines, with words enough to fill them, and a turn at the end of each. " * 3
ARABIC = "قاعدة بالعربية تملأ سطراً أو سطرين في الصفحة المطبوعة. " * 3


@pytest.fixture
def large(tmp_path, qapp):
    """A codebook of 2,000 codes with whole rules, in two languages."""
    codes = tuple(
        NewCode(
            f"Family {number % 20}", f"Code {number}", short="In short.", definition=RULE, include=RULE,
            exclude=RULE, typical=RULE, names={"ar": f"رمز {number}"}, texts={"definition": {"ar": ARABIC}},
        )
        for number in range(CODES)
    )  # fmt: skip
    with Session.create(tmp_path / "p.glossator", "A study") as session:
        session.run(AddToScheme(tuple(NewFamily(f"Family {number}") for number in range(20)), codes))
        yield session


def bare(paper: Paper) -> None:
    """The least that could serve: the same texts in lines, one below the other."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    font = QFont(["Noto Serif", "Noto Sans Arabic"], 10)
    with QPainter(writer) as painter:
        at = 0.0
        for part in paper.parts:
            if not isinstance(part, Paragraph):
                continue
            layout = QTextLayout(part.text, font, writer)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(writer.width())
                if at > writer.height():
                    writer.newPage()
                    at = 0.0
                line.setPosition(QPointF(0, at))
                at += line.height()
            layout.endLayout()
            layout.draw(painter, QPointF(0, 0))


def test_two_thousand_codes_are_drawn_in_reasonable_time(budget, large, tmp_path):
    paper = codebook_paper(large.ask(printed_codebook))
    budget.hold(
        "2,000 codes as PDF",
        lambda: large.ask(export, "codebook", tmp_path / "book.pdf", renderer=draw),
        lambda: bare(paper),
        factor=5,
        at_most=30,
        rounds=1,
    )


def test_two_thousand_codes_are_written_for_word_in_reasonable_time(budget, large, tmp_path):
    paper = codebook_paper(large.ask(printed_codebook))
    budget.hold(
        "2,000 codes as DOCX",
        lambda: large.ask(export, "codebook", tmp_path / "book.docx"),
        lambda: bare(paper),
        factor=3,
        at_most=20,
        rounds=1,
    )
