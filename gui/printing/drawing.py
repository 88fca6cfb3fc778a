"""Drawing a document as PDF: pages with their head and foot, swatches, numbers in the contents."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPageSize, QPainter, QPdfWriter, QPen

from core.exchange.pages import Swatch
from core.exchange.paper import Box, ContentsLine, Drawn, Kind, Paper, Paragraph, Table, Voice
from core.jobs import Progress
from gui.printing.paging import Page, Pages, Placed
from gui.printing.setting import Line, Piece, Setter, indent_of
from gui.printing.type_styles import (
    BOTTOM,
    CONTENTS,
    GUTTER,
    HEIGHT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RANK,
    RESOLUTION,
    RUNNING,
    SIDE,
    TOP,
    UNIT,
    WIDTH,
    ink_of,
)
from gui.theme import LIGHT

# the share of a row above its baseline
_BASELINE = 0.73
_SWATCH, _RISE = 13.0, 10.4  # its side, and how far it stands above the baseline
_PATTERNS = {
    "solid": Qt.PenStyle.SolidLine,
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
}


def draw(paper: Paper, progress: Progress) -> Drawn:
    """Set and draw a document. Works without a window, and beside one in a thread of its own."""
    _ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, paper)
    setter = Setter(writer)
    pieces = list(setter.pieces(paper, progress))
    pages = Pages(HEIGHT * UNIT)
    pages.fill(pieces)
    with QPainter(writer) as painter:
        drawing = _Drawing(painter, setter, paper, _page_of_anchors(pages.pages), len(pages.pages))
        for number, page in enumerate(progress.over(pages.pages, len(pages.pages))):
            if number:
                writer.newPage()
            drawing.page(number, page)
    return Drawn(bytes(buffer.data().data()), drawing.places, drawing.links)


def _ensure_application() -> None:
    """Fonts need an application; on the command line there is none, and no display to have one on."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication(["glossator"]))


# an application that Python lets go takes all fonts with it
_kept: list[QGuiApplication] = []


def _writer(buffer: QBuffer, paper: Paper) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(paper.title)
    writer.setCreator("Glossator")
    return writer


def _page_of_anchors(pages: list[Page]) -> dict[str, int]:
    return {
        placed.piece.anchor: number
        for number, page in enumerate(pages)
        for placed in page
        if placed.piece.anchor
    }


def _goes_on(placed: Placed) -> bool:
    """Tell whether a page begins within a code."""
    part = placed.piece.of
    return isinstance(part, Paragraph) and part.kind is not Kind.CODE and part.depth > 0


def _named(part: Paragraph) -> str:
    """Return a heading for a page's head: its number, and the name as it runs by itself."""
    name = _apart(part.words[0].text)
    return f"{part.number} {name}" if part.number else name


def _apart(text: str) -> str:
    """Return a text so that it runs its own way and moves nothing around it."""
    return f"\u2068{text}\u2069"


@dataclass(slots=True)
class _Drawing:
    """Draws page after page and notes where anchors and what leads to them came to stand."""

    painter: QPainter
    setter: Setter
    paper: Paper
    pages: dict[str, int]
    n_pages: int
    places: dict[str, Box] = field(default_factory=dict)
    links: list[tuple[Box, str]] = field(default_factory=list)
    chapter: str = ""
    code: str = ""

    def page(self, number: int, page: Page) -> None:
        """Draw one page."""
        continued = f"{self.code}, continued" if self.code and _goes_on(page[0]) else ""
        for placed in page:
            part = placed.piece.of
            if isinstance(part, Paragraph) and part.kind in (Kind.PART, Kind.CHAPTER):
                self.chapter, self.code = _named(part), ""
            elif isinstance(part, Paragraph) and part.kind is Kind.CODE:
                self.code = _named(part)
        if number:
            self._running(number, continued or self.chapter)
        for placed in page:
            self._placed(number, placed, is_first=placed is page[0])

    def _running(self, number: int, what: str) -> None:
        """Draw the page's head and foot; `what` says what the page is about."""
        head, foot = TOP - 30, PAGE_HEIGHT - BOTTOM + 34
        self._between("".join(map(_apart, self.paper.head)), what, head)
        self._between(self.paper.foot, f"Page {number + 1:,} of {self.n_pages:,}", foot)
        self._hairline(SIDE, PAGE_WIDTH - SIDE, head + 6, LIGHT.line)

    def _between(self, left: str, right: str, baseline: float) -> None:
        right_line = self.setter.shortened(right, RUNNING, WIDTH / 2)
        width = right_line.line.naturalTextWidth() / UNIT
        self._line(right_line, PAGE_WIDTH - SIDE - width, baseline)
        room = WIDTH - width - 20
        self._line(self.setter.shortened(left, RUNNING, room), SIDE, baseline)

    def _line(self, line: Line, left: float, baseline: float) -> None:
        self.painter.setPen(QColor(line.ink))
        line.line.draw(self.painter, QPointF(left * UNIT, baseline * UNIT - line.line.ascent()))

    def _placed(self, number: int, placed: Placed, *, is_first: bool) -> None:
        piece = placed.piece
        top = TOP * UNIT + placed.top
        if placed.first == 0:
            self._before_rows(number, piece, top, is_first=is_first)
        at = top
        for row in range(placed.first, placed.end):
            for line in piece.rows[row]:
                baseline = at + _BASELINE * piece.heights[row]
                place = QPointF((SIDE + line.left) * UNIT, baseline - line.line.ascent())
                self._boxes(line, place, baseline)
                self.painter.setPen(QColor(line.ink))
                line.line.draw(self.painter, place)
            at += piece.heights[row]
        if placed.end == len(piece.rows):
            self._after_rows(number, piece, top, at)

    def _before_rows(self, number: int, piece: Piece, top: float, *, is_first: bool) -> None:
        part = piece.of
        box = self._box(number, top, top + sum(piece.heights))
        if piece.anchor:
            self.places[piece.anchor] = box
        if isinstance(part, ContentsLine):
            self.links.append((box, part.anchor))
        if isinstance(part, Paragraph) and part.swatch is not None:
            left = SIDE + indent_of(part)
            if not (is_first or part.is_first):
                self._hairline(left, PAGE_WIDTH - SIDE, top / UNIT - 7, LIGHT.line)
            self._swatch(part.swatch, part.rank, left, (top + _BASELINE * piece.heights[0]) / UNIT - _RISE)

    def _after_rows(self, number: int, piece: Piece, top: float, bottom: float) -> None:
        part = piece.of
        if isinstance(part, Paragraph) and part.kind is Kind.CHAPTER:
            self._hairline(SIDE, PAGE_WIDTH - SIDE, bottom / UNIT + 1.5, LIGHT.control)
        elif isinstance(part, Table):
            edge = LIGHT.ink if piece.keeps else LIGHT.line
            self._hairline(SIDE, PAGE_WIDTH - SIDE, (bottom + piece.after) / UNIT, edge)
        elif isinstance(part, ContentsLine):
            self._page_number(part, piece, bottom)

    def _page_number(self, part: ContentsLine, piece: Piece, bottom: float) -> None:
        """Draw the page of a line of the contents, and the dots that lead the eye there."""
        style = CONTENTS[part.level]
        baseline = (bottom - (1 - _BASELINE) * piece.heights[-1]) / UNIT
        number = self.setter.one_line(f"{self.pages[part.anchor] + 1:,}", style)
        width = number.line.naturalTextWidth() / UNIT
        self.painter.setPen(QColor(style.ink))
        place = QPointF((PAGE_WIDTH - SIDE - width) * UNIT, baseline * UNIT - number.line.ascent())
        number.line.draw(self.painter, place)
        if part.level > 1:
            begins, ends = piece.free
            self._dots(SIDE + begins + 5, SIDE + ends - 1, baseline - 0.4)

    def _dots(self, left: float, right: float, baseline: float) -> None:
        step = 4.5
        pen = QPen(QColor(LIGHT.control), 0.75 * UNIT)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.painter.setPen(pen)
        # on one grid for all lines, so that the dots stand below each other
        at = (left // step + 1) * step
        while at < right:
            self.painter.drawPoint(QPointF(at * UNIT, baseline * UNIT))
            at += step

    def _boxes(self, line: Line, place: QPointF, baseline: float) -> None:
        """Draw the edges around key caps and remarks that stand in a line."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, end in line.boxes:
            left, right = sorted((start, end))
            height = 9.6 * UNIT
            box = QRectF(place.x() + left, baseline - 0.78 * height, right - left, height)
            self.painter.setPen(QPen(QColor(LIGHT.control), 0.6 * UNIT))
            self.painter.drawRoundedRect(box, 2.4 * UNIT, 2.4 * UNIT)

    def _swatch(self, look: Swatch, rank: int | None, left: float, top: float) -> None:
        """Draw a code's mark: its shade within its line, whole, dashed or dotted, and its rank."""
        pen = QPen(QColor(look.line), 2 * UNIT, _PATTERNS[look.pattern])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if look.pattern != "solid":
            pen.setDashPattern([1.6, 0.9] if look.pattern == "dashed" else [0.8, 0.8])
        box = QRectF(left * UNIT, top * UNIT, _SWATCH * UNIT, _SWATCH * UNIT)
        inner = box.adjusted(UNIT, UNIT, -UNIT, -UNIT)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(look.shade))
        self.painter.drawRoundedRect(inner, 2 * UNIT, 2 * UNIT)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(inner, 2 * UNIT, 2 * UNIT)
        if rank is not None:
            number = self.setter.one_line(str(rank), RANK)
            self.painter.setPen(QColor(ink_of(RANK, Voice.PLAIN)))
            width = number.line.naturalTextWidth()
            place = QPointF(
                box.center().x() - width / 2, box.center().y() + 2.9 * UNIT - number.line.ascent()
            )
            number.line.draw(self.painter, place)

    def _hairline(self, left: float, right: float, at: float, ink: str) -> None:
        self.painter.setPen(QPen(QColor(ink), 0.6 * UNIT))
        self.painter.drawLine(QLineF(left * UNIT, at * UNIT, right * UNIT, at * UNIT))

    def _box(self, number: int, top: float, bottom: float) -> Box:
        return Box(number, SIDE - GUTTER / 2, top / UNIT, PAGE_WIDTH - SIDE, bottom / UNIT)
