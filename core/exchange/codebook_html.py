"""The codebook as a page to read, print and hand to coders."""

from __future__ import annotations

from pathlib import Path

from core.exchange.codebook_print import PrintedCodebook, printed_codebook
from core.exchange.pages import render
from core.exchange.saving import saving_text
from core.jobs import Progress
from core.storage.driver import Database


def export_codebook_page(
    db: Database, path: Path, progress: Progress, *, with_counts: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Write the codebook as HTML; returns how many codes, and a sentence for what could not be printed."""
    progress.step(0, 2)
    book = printed_codebook(db, with_counts=with_counts)
    progress.step(1, 2)
    page = page_of(book)
    with saving_text(path) as stream:
        stream.write(page)
    progress.step(2, 2)
    return book.codes, book.notes


def codebook_page(db: Database, *, with_counts: bool = False) -> str:
    """Return the page. Its date is that of the project's last step, so the same project gives the same."""
    return page_of(printed_codebook(db, with_counts=with_counts))


def page_of(book: PrintedCodebook) -> str:
    """Return a printed codebook as a page."""
    return render("codebook.html", book=book)
