"""The codebook as PDF: core makes the document, a renderer draws it, core lets it lead somewhere."""

from __future__ import annotations

from pathlib import Path

from core.errors import InvalidInput
from core.exchange.codebook_paper import codebook_paper
from core.exchange.codebook_print import printed_codebook
from core.exchange.paper import Renderer
from core.exchange.pdf_marks import finished_pdf
from core.exchange.saving import saving
from core.jobs import Progress
from core.storage.driver import Database


def export_codebook_pdf(
    db: Database, path: Path, renderer: Renderer | None, progress: Progress, *, with_counts: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Write the codebook as PDF; returns how many codes, and a sentence for what could not be printed."""
    if renderer is None:
        raise InvalidInput("A PDF cannot be drawn here. Export the codebook as DOCX or HTML.")
    book = printed_codebook(db, with_counts=with_counts)
    paper = codebook_paper(book)
    pdf = finished_pdf(renderer(paper, progress), paper)
    with saving(path) as stream:
        stream.write(pdf)
    return book.codes, book.notes
