"""Paints what lies below and above the letters: shades, underlines, selection, hits and handles.

What a line shows is worked out once and kept with the block it belongs to, relative to its top: a frame
then only moves and draws it. A change of codings forgets the blocks it touches, nothing else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.handles import handles_of, paint_handles
from gui.editor.index import CodingIndex
from gui.editor.layout import LaidBlock
from gui.editor.linework import LinePaint, Linework
from gui.editor.pieces import PlacedBlock, lines_between, lines_of, span_pieces
from gui.editor.shading import BLEED, RADIUS
from gui.editor.shown import ShownCoding
from gui.theme import Theme

_RING = 2
_MOST_KEPT = 512


@dataclass(slots=True)
class BlockPaint:
    """The lines of one block that were worked out, and the layout they were worked out for."""

    laid: LaidBlock
    codings: list[ShownCoding]
    lines: dict[int, LinePaint] = field(default_factory=dict)


class TextPainter:
    """Knows what is coded, chosen, found and selected, and draws it for the blocks it is given."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._offsets = OffsetMap("")
        self._index = CodingIndex()
        self._linework = Linework(theme, self._offsets, self._index)
        self._kept: dict[int, BlockPaint] = {}
        self._strong: frozenset[int] = frozenset()
        self._chosen: frozenset[int] = frozenset()
        self.selection: Span | None = None
        self.is_target = False  # whether something is dragged that may be dropped on the selection
        self.movable: int | None = None  # the chosen coding, if its ends may be moved
        self._hits: Sequence[Span] = ()
        self._current_hit: Span | None = None

    def set_theme(self, theme: Theme) -> None:
        """Draw in another appearance from now on."""
        self._theme = theme
        self._begin()

    def show(self, offsets: OffsetMap, index: CodingIndex) -> None:
        """Take another text or another set of codings."""
        self._offsets = offsets
        self._index = index
        self._begin()

    def _begin(self) -> None:
        self._linework = Linework(self._theme, self._offsets, self._index)
        self._linework.set_emphasis(self._chosen, self._strong)
        self._kept.clear()

    def set_emphasis(self, chosen: Collection[int], strong: Collection[int]) -> None:
        """Give these codings the strong shade, and the chosen ones their thick line."""
        changed = self._strong.symmetric_difference(strong) | self._chosen.symmetric_difference(chosen)
        self._chosen, self._strong = frozenset(chosen), frozenset(strong)
        self._linework.set_emphasis(self._chosen, self._strong)
        for coding_id in changed:
            if coding := self._index.get(coding_id):
                self._forget_lines(coding.span)

    def set_hits(self, hits: Sequence[Span], current: Span | None) -> None:
        """Frame what a search found; hits come in order and do not overlap."""
        self._hits = hits
        self._current_hit = current

    def forget(self, span: Span) -> None:
        """Work out anew what touches a span, with whatever codings there are then."""
        for number in self._kept_in(span):
            del self._kept[number]

    def _forget_lines(self, span: Span) -> None:
        """Work out anew the lines of a span, with the same codings."""
        for number in self._kept_in(span):
            kept = self._kept[number]
            for line in lines_between(kept.laid.offsets, span):
                kept.lines.pop(line, None)

    def _kept_in(self, span: Span) -> list[int]:
        first, last = self._offsets.block_of(span.start), self._offsets.block_of(span.end - 1)
        if last - first > len(self._kept):
            return [number for number in self._kept if first <= number <= last]
        return [number for number in range(first, last + 1) if number in self._kept]

    def paint_below(self, painter: QPainter, blocks: Sequence[PlacedBlock], clip: QRectF) -> None:
        """Draw what the letters stand on: shades, then hits and selection, then the underlines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        work = [(placed.top, self._line(placed, line)) for placed, line in _lines_in(blocks, clip)]
        painter.setPen(Qt.PenStyle.NoPen)
        for paint in _each(painter, work):
            _draw_shades(painter, paint)
        self._paint_hits(painter, blocks)
        if self.selection:
            self._paint_selection(painter, blocks, self.selection)
        for paint in _each(painter, work):
            for underline, pen in paint.underlines:
                painter.setPen(pen)
                painter.drawLine(underline)
            if paint.rings:
                self._draw_rings(painter, paint)

    @property
    def handled(self) -> Span | None:
        """Return what can be taken hold of by its ends."""
        coding = self._index.get(self.movable)
        return self.selection or (coding.span if coding else None)

    def paint_above(self, painter: QPainter, blocks: Sequence[PlacedBlock], text: str) -> None:
        """Draw what stands over the letters: the handles, or around the selection that it is a target."""
        if self.selection and self.is_target:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in self.boxes(blocks, self.selection):
                painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), RADIUS, RADIUS)
        elif self.handled:
            handles = handles_of(self.handled, blocks, self._offsets, text)
            paint_handles(painter, handles, self._theme.accent, self._theme.paper)

    def _line(self, placed: PlacedBlock, line: int) -> LinePaint:
        kept = self._kept.get(placed.number)
        if kept is None or kept.laid is not placed.laid:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            start = self._offsets.block_start(placed.number)
            codings = self._index.touching(start, self._offsets.block_end(placed.number))
            codings.sort(key=lambda coding: coding.span.end - coding.span.start)
            kept = self._kept[placed.number] = BlockPaint(placed.laid, codings)
        paint = kept.lines.get(line)
        if paint is None:
            paint = kept.lines[line] = self._linework.of_line(placed, line, kept.codings)
        return paint

    def _draw_rings(self, painter: QPainter, paint: LinePaint) -> None:
        """Frame the chosen coding where no shade can say that it is chosen."""
        painter.setPen(QPen(QColor(self._theme.ink), _RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in paint.rings:
            painter.drawRoundedRect(ring, RADIUS, RADIUS)

    def _paint_hits(self, painter: QPainter, blocks: Sequence[PlacedBlock]) -> None:
        quiet, current = QPen(QColor(self._theme.control), 1), QPen(QColor(self._theme.accent), 2)
        for hit in self._hits_in(blocks):
            is_current = hit == self._current_hit
            painter.setPen(current if is_current else quiet)
            painter.setBrush(QColor(self._theme.accent_soft) if is_current else Qt.BrushStyle.NoBrush)
            for box in self.boxes(blocks, hit):
                painter.drawRoundedRect(box.adjusted(-1.5, -0.5, 1.5, 0.5), RADIUS, RADIUS)

    def _hits_in(self, blocks: Sequence[PlacedBlock]) -> Sequence[Span]:
        if not blocks or not self._hits:
            return ()
        start = self._offsets.block_start(blocks[0].number)
        end = self._offsets.block_end(blocks[-1].number)
        first = bisect_right(self._hits, start, key=lambda hit: hit.end)
        return self._hits[first : bisect_left(self._hits, end, key=lambda hit: hit.start)]

    def _paint_selection(self, painter: QPainter, blocks: Sequence[PlacedBlock], selection: Span) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.select))
        for box in self.boxes(blocks, selection):
            painter.drawRoundedRect(box.adjusted(-BLEED, -1, BLEED, 1), RADIUS, RADIUS)

    def boxes(self, blocks: Iterable[PlacedBlock], span: Span) -> Iterator[QRectF]:
        """Yield where a span is to be seen, line by line."""
        for placed in blocks:
            for line in lines_of(placed, span):
                top, bottom = placed.line_top(line), placed.line_bottom(line)
                for left, right in span_pieces(placed, line, span, self._offsets):
                    yield QRectF(left, top, right - left, bottom - top)


def _lines_in(blocks: Iterable[PlacedBlock], clip: QRectF) -> Iterator[tuple[PlacedBlock, int]]:
    for placed in blocks:
        step = placed.laid.script.step
        for line, baseline in enumerate(placed.laid.baselines):
            if clip.top() - step <= placed.top + baseline <= clip.bottom() + step:
                yield placed, line


def _each(painter: QPainter, work: Iterable[tuple[float, LinePaint]]) -> Iterator[LinePaint]:
    """Yield what was worked out for each line while the painter stands at the top of its block."""
    at = 0.0
    for top, paint in work:
        painter.translate(0, top - at)
        at = top
        yield paint
    painter.translate(0, -at)


def _draw_shades(painter: QPainter, paint: LinePaint) -> None:
    for box, colour in paint.rounded:
        painter.setBrush(colour)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
    for box, colour in paint.square:
        painter.fillRect(box, colour)
