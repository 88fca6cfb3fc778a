"""The codebook drawn as PDF."""

import os
import re
import subprocess
import sys
import zlib
from pathlib import Path
from unicodedata import normalize

import pytest
from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QPdfWriter

from core.commands.scheme import AddToScheme, NewCode, NewFamily, RetireCodes
from core.exchange.codebook.schemes import builtin_scheme
from core.exchange.codebook_paper import codebook_paper
from core.exchange.codebook_print import printed_codebook
from core.exchange.formats import export
from core.exchange.paper import Kind, Paragraph
from core.exchange.pdf_marks import finished_pdf
from core.jobs import Progress, silent
from core.queries.schemes import scheme
from gui.errands import export_file
from gui.jobs import start_reading
from gui.printing import draw
from gui.printing.setting import Setter

ROOT = Path(__file__).parents[2]
ARABIC = "الخوف من الهجمات لا غير"


@pytest.fixture
def book(session, qapp):
    """A codebook of some pages, with a long rule, both languages and a retired code."""
    long = "A rule that goes on and on, over the end of its page. " * 120
    session.run(
        AddToScheme(
            (NewFamily("Motive", names={"ar": "الدافع"}), NewFamily("Level")),
            (
                NewCode("Motive", "Fear", definition=long, names={"ar": "الخوف"}, shortcut="1"),
                NewCode("Motive", "Pay", texts={"definition": {"ar": ARABIC}}, aliases=("wage", "أجر")),
                NewCode("Motive", "Debt", parent="Pay", short="Owes first, fights later."),
                NewCode("Level", "Leader"),
            ),
        )
    )
    session.run(RetireCodes((session.ask(scheme).codes[-1].id,)))
    return session


def drawn(session) -> bytes:
    paper = codebook_paper(session.ask(printed_codebook, with_counts=True))
    return finished_pdf(draw(paper, silent()), paper)


def objects(pdf: bytes) -> dict[int, bytes]:
    """Return the objects of a PDF by the table at its end, as a reader finds them."""
    start = int(pdf.rsplit(b"startxref", 1)[1].split()[0])
    rows = pdf[start:].split(b"trailer")[0].splitlines()[3:]
    found = {}
    for number, row in enumerate(rows, 1):
        head, body = pdf[int(row[:10]) :].split(b"obj\n", 1)
        assert head == b"%d 0 " % number
        found[number] = body.split(b"endobj")[0]
    return found


def test_the_same_project_gives_the_same_pdf_and_its_date_is_that_of_the_last_step(book):
    first, second = drawn(book), drawn(book)
    assert first == second
    changed = re.sub(r"\D", "", book.ask(printed_codebook).changed)[:14]
    assert set(re.findall(rb"\(D:(\d{14})Z\)", first)) == {changed.encode()}


def test_each_heading_has_a_bookmark_and_each_line_of_the_contents_leads_to_a_page(book):
    paper = codebook_paper(book.ask(printed_codebook, with_counts=True))
    found = objects(drawn(book))
    titles = {
        bytes.fromhex(title.decode()[4:]).decode("utf-16-be")
        for body in found.values()
        for title in re.findall(rb"/Title <(FEFF[0-9A-F]+)> /Dest", body)
    }
    headings = {
        f"{part.number} {part.words[0].text}"
        for part in paper.parts
        if isinstance(part, Paragraph) and part.level
    }
    assert titles == headings
    links = [body for body in found.values() if b"/Subtype /Link" in body]
    assert len(links) == len(headings)
    pages = {number for number, body in found.items() if b"/Type /Page\n" in body}
    assert {int(re.search(rb"/Dest \[(\d+) 0 R", link)[1]) for link in links} <= pages


def test_arabic_in_a_pdf_is_found_as_it_is_typed(book):
    # lam with alef is one sign, which readers part themselves
    letters = set()
    for body in objects(drawn(book)).values():
        if b"begincmap" in body:
            for found in re.findall(rb"<([0-9A-F]{4,})>(?=[ \]])", body.split(b"endcodespacerange")[1]):
                letters.update(bytes.fromhex(found.decode()).decode("utf-16-be", "ignore"))
    shapes = {letter for letter in letters if "\ufb50" <= letter <= "\ufefc"}
    assert shapes <= set("ﻵﻶﻷﻸﻹﻺﻻﻼ")
    assert set(ARABIC) - set(" ا") <= letters | set(normalize("NFKC", "".join(shapes)))


def test_no_heading_stands_last_on_its_page(session, qapp, monkeypatch):
    session.run(builtin_scheme("defection"))
    seen = []
    filling = "gui.printing.drawing.Pages.fill"
    from gui.printing.paging import Pages

    original = Pages.fill

    def fill(self, pieces):
        original(self, pieces)
        seen.extend(self.pages)

    monkeypatch.setattr(filling, fill)
    paper = codebook_paper(session.ask(printed_codebook))
    draw(paper, silent())
    lasts = [page[-1].piece.of for page in seen]
    assert len(seen) > 40
    assert not [last for last in lasts if isinstance(last, Paragraph) and last.swatch is not None]


def test_a_pdf_is_drawn_beside_the_window(book, qtbot, tmp_path):
    owner = QObject()
    path = tmp_path / "book.pdf"
    job = start_reading(owner, book, export_file, "codebook", path, None, True)
    seen = []
    job.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(job.finished, timeout=20_000) as told:
        pass
    assert told.args[0][0] == "4 codes"
    assert seen
    assert path.read_bytes() == drawn(book)


def test_drawing_stops_when_it_is_cancelled_and_keeps_what_was_there(book, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        if done == 3:
            progress.cancel()

    progress = Progress(stop)
    from core.errors import JobCancelled

    with pytest.raises(JobCancelled):
        book.ask(export, "codebook", path, progress=progress, renderer=draw)
    assert path.read_bytes() == b"before"


def test_the_command_line_draws_a_pdf_without_a_display(book, tmp_path):
    expected = drawn(book)
    book.close()
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    program = "import sys; from gui.app import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "export", str(book.path), "codebook", "--counts"]
    run = subprocess.run(
        [*command, "-o", str(tmp_path / "book.pdf")],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("book.pdf: 4 codes\n")
    assert (tmp_path / "book.pdf").read_bytes() == expected


def test_the_streams_of_a_finished_pdf_are_whole(book):
    found = objects(drawn(book))
    for body in found.values():
        if b"/FlateDecode" in body:
            stream = body.split(b"stream\n", 1)[1].rsplit(b"endstream", 1)[0]
            zlib.decompressobj().decompress(stream)


def test_an_endless_paragraph_is_set_in_portions_and_loses_nothing(session, qapp):
    long = "word " * 30_000
    session.run(AddToScheme((NewFamily("Motive"),), (NewCode("Motive", "Fear", definition=long),)))
    setter = Setter(QPdfWriter(QBuffer()))
    pieces = list(setter.pieces(codebook_paper(session.ask(printed_codebook)), silent()))
    fields = [piece.of for piece in pieces if isinstance(piece.of, Paragraph) and piece.of.kind is Kind.FIELD]
    assert "".join(each.text for each in fields) == long.strip()
    assert [each.label for each in fields] == ["Definition", *[""] * (len(fields) - 1)]
    assert max(len(each.text) for each in fields) <= 10_000
