"""The codebook as DOCX, for teams that work in Word: headings, contents, heads and feet that Word keeps up.

Numbers of pages are Word's to know: the contents are a field that it works out when the file is opened, and
that holds links to every code until then.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.exchange.codebook_paper import codebook_paper
from core.exchange.codebook_print import printed_codebook
from core.exchange.paper import Paper
from core.exchange.saving import saving
from core.jobs import Progress
from core.storage.driver import Database

if TYPE_CHECKING:
    from docx.document import Document

_UNWANTED = ("/thumbnail", "/numbering", "/customXml", "/stylesWithEffects")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def export_codebook_docx(
    db: Database, path: Path, progress: Progress, *, with_counts: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Write the codebook as DOCX; returns how many codes, and a sentence for what could not be printed."""
    book = printed_codebook(db, with_counts=with_counts)
    made = docx_of(codebook_paper(book), progress)
    with saving(path) as stream:
        stream.write(made)
    return book.codes, book.notes


def docx_of(paper: Paper, progress: Progress) -> bytes:
    """Return a document for paper as a Word file; the same document gives the same bytes."""
    import docx

    from core.exchange.docx_body import body_of

    document = docx.Document()
    _leave_out(document)
    _take_styles(document)
    _describe(document, paper)
    _set_up_page(document, paper)
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    setup = body[-1]
    for part in body_of(paper, progress):
        setup.addprevious(part)
    made = io.BytesIO()
    document.save(made)
    return _without_clock(made)


def _leave_out(document: Document) -> None:
    """Take out what the library's own template brings: a picture of it, lists, books, styles of old."""
    package = document.part.package
    for relations in (document.part.rels, {} if package is None else package.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_UNWANTED)]:
            del relations[key]


def _take_styles(document: Document) -> None:
    from docx.oxml.parser import parse_xml

    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    own = files("resources") / "templates" / "paper-styles.xml"
    styles.extend(parse_xml(own.read_bytes()))


def _describe(document: Document, paper: Paper) -> None:
    """Say what the file is; what the library says of itself goes."""
    changed = datetime.fromisoformat(paper.changed).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = paper.title[:255], "", "Glossator"
    about.comments, about.keywords, about.subject, about.language = "", "", "", "en"
    about.created = about.modified = changed
    about.revision = 1


def _set_up_page(document: Document, paper: Paper) -> None:
    """Set A4, and head and foot of all pages but the first."""
    from docx.shared import Mm

    from core.exchange.docx_body import foot_of, head_of

    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22.5)
    section.top_margin = section.bottom_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(13)
    section.different_first_page_header_footer = True
    for place, line in ((section.header, head_of(paper)), (section.footer, foot_of(paper))):
        place.is_linked_to_previous = False
        for old in list(place._element):
            place._element.remove(old)
        place._element.append(line)
    for place in (section.first_page_header, section.first_page_footer):
        place.is_linked_to_previous = False
        place.paragraphs[0].style = "Normal"


def _without_clock(made: io.BytesIO) -> bytes:
    """Return the file with a fixed date on each of its members, in a fixed order."""
    written = io.BytesIO()
    with ZipFile(made) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in _first_things_first(old.namelist()):
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return written.getvalue()


def _first_things_first(names: list[str]) -> Iterator[str]:
    """Yield what tells a reader the kind of file, then the rest."""
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))
