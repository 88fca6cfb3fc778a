"""Setting a document: its parts become pieces, rows of lines that a page can take one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from core.exchange.direction import is_right_to_left
from core.exchange.paper import Contents, ContentsLine, Kind, Paper, Paragraph, Part, Table, Voice, Words
from core.jobs import Progress
from gui.editor.pieces import x_of
from gui.printing.type_styles import (
    CELL,
    CONTENTS,
    DEEPEST,
    GUTTER,
    HEAD_CELL,
    LABEL_COLUMN,
    LABELS,
    STEP,
    STYLES,
    UNIT,
    WIDTH,
    TypeStyle,
    font_of,
    ink_of,
    leading_of,
)

_INSIDE_KINDS = (Kind.SHORT, Kind.FIELD, Kind.ALSO)
BOXED = (Voice.PILL, Voice.KEY)
_GAP = 14.0
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_NARROW = "\u2009"
_PORTION = 10_000  # characters


@dataclass(slots=True)
class Line:
    """A set line, its ink, and where its left edge is, in points from the text's edge; `layout` owns it.

    `boxes` are edges around some of its words, from where to where.
    """

    line: QTextLine
    layout: QTextLayout
    ink: str
    left: float
    boxes: tuple[tuple[float, float], ...] = ()


@dataclass(slots=True)
class Piece:
    """A part of the document in rows; `heights` and room are in the pen's units.

    `head` is repeated where a page begins with the piece. Parts that only a page knows how to draw, such as
    a swatch or the number of a page, are read off `of`; dots may fill the last row where it is `free`.
    """

    of: Part | ContentsLine
    rows: list[list[Line]]
    heights: list[float]
    before: float = 0
    after: float = 0
    keeps: bool = False
    begins_page: bool = False
    anchor: str = ""
    head: Piece | None = None
    free: tuple[float, float] = (0.0, 0.0)


class Setter:
    """Sets text for one paint device."""

    def __init__(self, device: QPaintDevice) -> None:
        self._device = device

    def pieces(self, paper: Paper, progress: Progress) -> Iterator[Piece]:
        """Yield the pieces of a document in their order."""
        for part in progress.over(paper.parts, 2 * len(paper.parts)):
            if isinstance(part, Paragraph):
                yield from map(self._paragraph, _in_portions(part))
            elif isinstance(part, Contents):
                yield from map(self._contents_line, part.lines)
            else:
                yield from self._table(part)

    def one_line(self, text: str, style: TypeStyle) -> Line:
        """Set a text that stands alone on one line, wide as it is."""
        layout = self.layout([Words(text)], style, is_rtl=False)
        [line] = _broken(layout, 1e7)
        return Line(line, layout, style.ink, 0)

    def shortened(self, text: str, style: TypeStyle, room: float) -> Line:
        """Set a text on one line; one that is wider than the room, in points, ends in an ellipsis."""
        line = self.one_line(text, style)
        width = line.line.naturalTextWidth() / UNIT
        while width > room and len(text) > 1:
            text = text[: max(1, min(len(text) - 1, int(len(text) * room / width)))]
            line = self.one_line(f"{text.rstrip()}…", style)
            width = line.line.naturalTextWidth() / UNIT
        return line

    def layout(self, words: Sequence[Words], style: TypeStyle, *, is_rtl: bool) -> QTextLayout:
        """Return words as the toolkit's layout, not yet in lines; each stretch runs its own way."""
        texts = [_isolated(each, is_rtl, len(words)) for each in words]
        whole = "".join(texts)
        layout = QTextLayout(whole, font_of(style, Voice.PLAIN, is_rtl), self._device)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft)
        way = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(_formats(words, texts, style))
        return layout

    def _paragraph(self, part: Paragraph) -> Piece:
        style = STYLES[part.kind]
        left = _left_of(part)
        if part.number or part.beside:
            return self._heading(part, style, left)
        is_rtl = part.is_right_to_left
        layout = self.layout(part.words, style, is_rtl=is_rtl)
        lines = _broken(layout, (WIDTH - left) * UNIT)
        rows = [[Line(line, layout, style.ink, left, _boxes(line, layout, part.words))] for line in lines]
        if part.label:
            column = self.layout([Words(part.label)], LABEL_COLUMN, is_rtl=False)
            label_left = left - LABELS
            for row, line in zip(rows, _broken(column, (LABELS - _GAP) * UNIT), strict=False):
                row.append(Line(line, column, LABEL_COLUMN.ink, label_left))
        return self._piece(part, style, rows, leading_of(style, is_rtl))

    def _piece(self, part: Paragraph, style: TypeStyle, rows: list[list[Line]], leading: float) -> Piece:
        return Piece(
            part,
            rows,
            [leading] * len(rows),
            before=style.before * UNIT,
            after=style.after * UNIT,
            keeps=part.keeps,
            begins_page=part.begins_page,
            anchor=part.anchor,
        )

    def _heading(self, part: Paragraph, style: TypeStyle, left: float) -> Piece:
        """Set a heading: number and name at the left, other names at the right where there is room."""
        words = (Words(f"{part.number}\u2002", Voice.QUIET), *part.words) if part.number else part.words
        layout = self.layout(words, style, is_rtl=False)
        lines = _broken(layout, (WIDTH - left) * UNIT)
        rows = [[Line(line, layout, style.ink, left, _boxes(line, layout, words))] for line in lines]
        heights = [leading_of(style, False)] * len(rows)
        begins = left + lines[-1].naturalTextWidth() / UNIT + _GAP
        ends = WIDTH
        for beside in part.beside:
            is_rtl = is_right_to_left(beside.text)
            other = self.layout([beside], _lighter(style), is_rtl=is_rtl)
            names = _broken(other, (WIDTH - left) * UNIT)
            width = names[0].naturalTextWidth() / UNIT
            if len(names) > 1 or width > ends - begins:
                begins, ends = left, WIDTH
                rows.extend([] for _ in names)
                heights.extend([0.0] * len(names))
            for at, line in enumerate(names, len(rows) - len(names)):
                own = line.naturalTextWidth() / UNIT
                # a line that runs from the right stands at the right of the room it was broken for
                rows[at].append(
                    Line(line, other, _lighter(style).ink, ends - (WIDTH - left if is_rtl else own))
                )
                heights[at] = max(heights[at], leading_of(style, is_rtl))
            ends -= width + _GAP
        piece = self._piece(part, style, rows, 0)
        piece.heights = heights
        return piece

    def _contents_line(self, line: ContentsLine) -> Piece:
        """Set a line of the contents: the name at the left, other names before the page's number."""
        style = CONTENTS[line.level]
        left, numbers = (0.0, 22.0) if line.level == 1 else (22.0, 40.0)
        number = self.layout([Words(line.number, Voice.QUIET)], style, is_rtl=False)
        name_left = left + numbers
        name = self.layout([Words(line.name)], style, is_rtl=False)
        right = WIDTH - 34
        rows = [
            [Line(each, name, style.ink, name_left)] for each in _broken(name, (right - name_left) * UNIT)
        ]
        [number_line, *_] = _broken(number, WIDTH * UNIT)
        rows[0].append(Line(number_line, number, style.ink, left))
        heights = [leading_of(style, False)] * len(rows)
        ends = name_left + max(row[0].line.naturalTextWidth() for row in rows[-1:]) / UNIT
        begins = right
        for beside in line.beside:
            is_rtl = is_right_to_left(beside.text)
            other = self.layout([beside], _lighter(style), is_rtl=is_rtl)
            [first, *more] = _broken(other, (right - name_left) * UNIT)
            width = first.naturalTextWidth() / UNIT
            if more or ends + width + _GAP > begins:
                continue
            begins -= width
            # a line that runs from the right is as wide as it was broken
            shift = begins - ((right - name_left) - width) if is_rtl else begins
            rows[-1].append(Line(first, other, _lighter(style).ink, shift))
            begins -= _GAP
        piece = Piece(line, rows, heights, style.before * UNIT, style.after * UNIT)
        piece.keeps = line.level == 1
        piece.free = ends, begins
        return piece

    def _table(self, table: Table) -> Iterator[Piece]:
        head = self._row(table, table.heads, HEAD_CELL)
        yield head
        for row in table.rows:
            piece = self._row(table, row, CELL)
            piece.head = head
            yield piece

    def _row(self, table: Table, cells: Sequence[str], style: TypeStyle) -> Piece:
        rows: list[list[Line]] = []
        left = 0.0
        for place, cell in enumerate(cells):
            width = table.shares[place] * WIDTH / 100
            layout = self.layout([Words(cell)], style, is_rtl=False)
            for at, line in enumerate(_broken(layout, (width - _GAP) * UNIT)):
                if at == len(rows):
                    rows.append([])
                at_right = left + width - line.naturalTextWidth() / UNIT
                rows[at].append(Line(line, layout, style.ink, at_right if place in table.figures else left))
            left += width
        heights = [leading_of(style, False)] * len(rows)
        is_head = style is HEAD_CELL
        return Piece(table, rows, heights, style.before * UNIT, style.after * UNIT, keeps=is_head)


def _in_portions(part: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph, an endless one in portions: all else waits while the toolkit shapes one."""
    [first, *others] = part.words
    if others or len(first.text) <= _PORTION:
        yield part
        return
    rest, label = first.text, part.label
    while rest:
        cut = len(rest) if len(rest) <= _PORTION else rest.rfind(" ", 1, _PORTION) + 1 or _PORTION
        yield replace(part, words=(first._replace(text=rest[:cut]),), label=label)
        rest, label = rest[cut:], ""


def indent_of(part: Paragraph) -> float:
    """Return how far a code and what belongs to it are moved in, in points."""
    return STEP * (min(part.depth, DEEPEST) - 1) if part.depth else 0.0


def _left_of(part: Paragraph) -> float:
    """Return where a paragraph's text begins, in points."""
    left = indent_of(part)
    if part.kind is Kind.CODE or (part.kind in _INSIDE_KINDS and part.depth > 0):
        left += GUTTER
    return left + LABELS if part.kind is Kind.FIELD else left


def _lighter(style: TypeStyle) -> TypeStyle:
    """Return the style of a name in another language: as large, not as loud."""
    return TypeStyle(style.size, style.leading, is_sans=True, ink=STYLES[Kind.FACTS].ink)


def _isolated(words: Words, is_rtl: bool, stretches: int) -> str:
    """Return a stretch that runs against its paragraph so that it moves nothing around it."""
    text = f"{_NARROW}{words.text}{_NARROW}" if words.voice in BOXED else words.text
    # an arrow stays with the name it points at
    text = text.replace("→ ", "→\u00a0")
    if stretches > 1 and is_right_to_left(text) != is_rtl:
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


def _formats(words: Sequence[Words], texts: Sequence[str], style: TypeStyle) -> list[QTextLayout.FormatRange]:
    """Return how stretches differ from their paragraph; those that do not need no word of it."""
    formats = []
    start = 0
    for each, text in zip(words, texts, strict=True):
        length = _units(text)
        if each.voice is not Voice.PLAIN:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, length, _format(style, each)
            formats.append(made)
        start += length
    return formats


def _format(style: TypeStyle, words: Words) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font_of(style, words.voice, is_right_to_left(words.text)))
    made.setForeground(QColor(ink_of(style, words.voice)))
    return made


def _boxes(line: QTextLine, layout: QTextLayout, words: Sequence[Words]) -> tuple[tuple[float, float], ...]:
    """Return from where to where a line holds words that stand in a box."""
    if not any(each.voice in BOXED for each in words):
        return ()
    begins, ends = line.textStart(), line.textStart() + line.textLength()
    found = []
    marked = (each for each in words if each.voice is not Voice.PLAIN)
    for each, made in zip(marked, layout.formats(), strict=True):
        if each.voice in BOXED and begins <= made.start and made.start + made.length <= ends:
            found.append((x_of(line, made.start), x_of(line, made.start + made.length)))
    return tuple(found)


def _units(text: str) -> int:
    """Return a text's length as the toolkit counts it."""
    return len(text.encode("utf-16-le")) // 2


def _broken(layout: QTextLayout, width: float) -> list[QTextLine]:
    """Break a layout into lines of a width in the pen's units; an empty text has one line."""
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        lines.append(line)
    layout.endLayout()
    return lines
