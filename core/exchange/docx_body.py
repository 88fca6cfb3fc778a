"""A document for paper as what stands in a Word file: paragraphs, contents, tables, head and foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.exchange.direction import is_right_to_left
from core.exchange.docx_parts import (
    Bookmark,
    Element,
    Shape,
    bookmarked,
    element,
    field,
    field_begins,
    field_ends,
    link,
    paragraph,
    runs,
    tab,
    within,
)
from core.exchange.paper import Contents, ContentsLine, Kind, Paper, Paragraph, Table, Voice, Words
from core.jobs import Progress

_STYLES = {
    Kind.LABEL: "Kicker",
    Kind.TITLE: "Title",
    Kind.FACTS: "Facts",
    Kind.NOTE: "VersionNote",
    Kind.PART: "TOCHeading",
    Kind.SHORT: "InShort",
    Kind.TEXT: "Normal",
    Kind.FIELD: "Rule",
    Kind.ALSO: "About",
}
_VOICES = {Voice.QUIET: "Quiet", Voice.KEY: "KeyCap", Voice.PILL: "Remark"}
_EDGES = {"solid": "single", "dashed": "dashed", "dotted": "dotted"}
_STEP, _LABELS, _DEEPEST = 300, 1850, 3
_WIDTH = 9354
_THIN = "\u2009"


def body_of(paper: Paper, progress: Progress) -> Iterator[Element]:
    """Yield the document's parts as Word has them."""
    for number, part in enumerate(progress.over(paper.parts, len(paper.parts))):
        if isinstance(part, Paragraph):
            yield from _paragraph(part, number)
        elif isinstance(part, Contents):
            yield _contents(part)
        else:
            yield _table(part)


def head_of(paper: Paper) -> Element:
    """Return what stands at the top of a page."""
    made = paragraph("Header", Shape())
    for part in paper.head:
        made.extend(runs(part, is_rtl=is_right_to_left(part)))
    return made


def foot_of(paper: Paper) -> Element:
    """Return what stands at the foot of a page: the state of the document, and which page of how many."""
    made = paragraph("Footer", Shape())
    made.extend(runs(paper.foot))
    made.append(tab())
    made.extend(runs("Page "))
    made.extend(field("PAGE", runs("1")))
    made.extend(runs(" of "))
    made.extend(field("NUMPAGES", runs("1")))
    return made


def _paragraph(part: Paragraph, number: int) -> Iterator[Element]:
    if part.level:
        yield _heading(part, number)
    elif part.kind is Kind.FIELD:
        yield from _field(part)
    else:
        shape = Shape(part.is_right_to_left, part.keeps, _moved(part))
        made = paragraph(_STYLES[part.kind], shape)
        made.extend(_runs(part.words, is_rtl=shape.is_rtl))
        yield made


def _heading(part: Paragraph, number: int) -> Element:
    """Return a heading; Word copies all of it into the contents, so names in other languages are in it."""
    edge = None if part.swatch is None else (part.swatch.line, _EDGES[part.swatch.pattern])
    shape = Shape(keeps=part.keeps, moved=_moved(part), edge=edge, is_parted=not part.is_first)
    made = paragraph(f"Heading{part.level}", shape)
    inside = [
        *runs(f"{part.number}\u2002", "Quiet"),
        *_runs(part.words, is_rtl=False),
        *(run for other in part.beside for run in _other_name(other)),
    ]
    made.extend(bookmarked(Bookmark(number, _mark_of(part.anchor)), inside))
    return made


def _other_name(other: Words) -> Iterator[Element]:
    yield from runs("\u2003")
    yield from runs(other.text, "OtherName", other.language, is_rtl=is_right_to_left(other.text))


def _field(part: Paragraph) -> Iterator[Element]:
    """Yield a line of a rule; a label stands before it, above it where the text runs from the right."""
    is_rtl = part.is_right_to_left
    moved = _moved(part) + _LABELS
    if part.label and is_rtl:
        label = paragraph("Rule", Shape(keeps=True, moved=_moved(part)))
        label.extend(runs(part.label, "FieldName"))
        yield label
    hangs = bool(part.label) and not is_rtl
    made = paragraph("Rule", Shape(is_rtl, part.keeps, moved, _LABELS if hangs else 0))
    if hangs:
        made.extend(runs(part.label, "FieldName"))
        made.append(tab())
    made.extend(_runs(part.words, is_rtl=is_rtl))
    yield made


def _moved(part: Paragraph) -> int:
    return _STEP * (min(part.depth, _DEEPEST) - 1) if part.depth else 0


def _runs(words: Sequence[Words], *, is_rtl: bool) -> Iterator[Element]:
    for each in words:
        if each.voice in (Voice.KEY, Voice.PILL):
            yield from runs(f"{_THIN}{each.text}{_THIN}", _VOICES[each.voice], each.language)
        else:
            yield from runs(each.text, _VOICES.get(each.voice, ""), each.language, is_rtl=is_rtl)


def _mark_of(anchor: str) -> str:
    """Return the name of a bookmark: letters, figures and underscores."""
    return f"_{anchor}".replace(".", "_")


def _contents(contents: Contents) -> Element:
    """Return the contents: a field that Word works out, with a link to each place until it does."""
    whole = element("sdt")
    part = within(within(whole, "sdtPr"), "docPartObj")
    within(part, "docPartGallery", val="Table of Contents")
    within(part, "docPartUnique")
    inside = within(whole, "sdtContent")
    for place, line in enumerate(contents.lines):
        made = paragraph(f"TOC{line.level}", Shape())
        if place == 0:
            made.extend(field_begins('TOC \\o "1-3" \\h \\z \\u', is_stale=True))
        made.append(link(_mark_of(line.anchor), _contents_runs(line)))
        inside.append(made)
    inside[-1].append(field_ends())
    return whole


def _contents_runs(line: ContentsLine) -> Iterator[Element]:
    yield from runs(f"{line.number}\u2002", "Quiet")
    yield from runs(line.name)
    for other in line.beside:
        yield from _other_name(other)


def _table(table: Table) -> Element:
    made = element("tbl")
    properties = within(made, "tblPr")
    within(properties, "tblW", w=str(_WIDTH), type="dxa")
    within(properties, "tblLayout", type="fixed")
    grid = within(made, "tblGrid")
    widths = [str(_WIDTH * share // 100) for share in table.shares]
    for width in widths:
        within(grid, "gridCol", w=width)
    made.append(_row(table, table.heads, widths, is_head=True))
    for row in table.rows:
        made.append(_row(table, row, widths, is_head=False))
    return made


def _row(table: Table, cells: Sequence[str], widths: Sequence[str], *, is_head: bool) -> Element:
    made = element("tr")
    properties = within(made, "trPr")
    within(properties, "cantSplit")
    if is_head:
        within(properties, "tblHeader")
    for place, cell in enumerate(cells):
        box = within(made, "tc")
        about = within(box, "tcPr")
        within(about, "tcW", w=widths[place], type="dxa")
        edge = {"sz": "8", "color": "1F2328"} if is_head else {"sz": "4", "color": "E0DCD3"}
        within(within(about, "tcBorders"), "bottom", val="single", space="0", **edge)
        line = paragraph("Cell", Shape(keeps=is_head))
        if place in table.figures:
            within(line[0], "jc", val="right")
        line.extend(runs(cell, "Quiet" if is_head else ""))
        box.append(line)
    return made
