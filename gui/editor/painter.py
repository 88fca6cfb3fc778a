"""Paints what lies below and above the letters: shades, underlines, selection, hits and handles.

What a line shows is worked out once and kept with the block it belongs to, relative to its top: a frame
then only moves and draws it. A change of codings forgets the blocks it touches, nothing else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.handles import handles_of, paint_handles
from gui.editor.index import SLOTS, CodingIndex
from gui.editor.layout import LaidBlock
from gui.editor.pieces import PlacedBlock, lines_of, pieces, span_pieces
from gui.editor.shown import ShownCoding
from gui.theme import Theme, blend

RADIUS = 2.5
_BLEED = 1
_RING = 2
_MOST_KEPT = 512
_MEMO_LINE = 1


@dataclass(slots=True)
class LinePaint:
    """What is drawn for one line, relative to the top of its block."""

    rounded: list[tuple[QRectF, QColor]] = field(default_factory=list)
    square: list[tuple[QRectF, QColor]] = field(default_factory=list)
    underlines: list[tuple[QLineF, QPen]] = field(default_factory=list)
    rings: list[QRectF] = field(default_factory=list)


@dataclass(slots=True)
class BlockPaint:
    """The lines of one block that were worked out, and the layout they were worked out for."""

    laid: LaidBlock
    codings: list[ShownCoding]
    lines: dict[int, LinePaint] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of a line with one colour."""

    left: float
    right: float
    colour: QColor


class TextPainter:
    """Knows what is coded, chosen, found and selected, and draws it for the blocks it is given."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._offsets = OffsetMap("")
        self._index = CodingIndex()
        self._kept: dict[int, BlockPaint] = {}
        self._pens: dict[tuple[str, int], QPen] = {}
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
        self._kept.clear()
        self._pens.clear()

    def show(self, offsets: OffsetMap, index: CodingIndex) -> None:
        """Take another text or another set of codings."""
        self._offsets = offsets
        self._index = index
        self._kept.clear()

    def set_emphasis(self, chosen: Collection[int], strong: Collection[int]) -> None:
        """Give these codings the strong shade, and the chosen ones their thick line."""
        changed = self._strong.symmetric_difference(strong) | self._chosen.symmetric_difference(chosen)
        self._chosen, self._strong = frozenset(chosen), frozenset(strong)
        for coding_id in changed:
            if coding := self._index.get(coding_id):
                self.forget(coding.span)

    def set_hits(self, hits: Sequence[Span], current: Span | None) -> None:
        """Frame what a search found; hits do not overlap."""
        self._hits = sorted(hits)
        self._current_hit = current

    def forget(self, span: Span) -> None:
        """Work out anew what touches a span."""
        first, last = self._offsets.block_of(span.start), self._offsets.block_of(span.end - 1)
        if last - first > len(self._kept):
            for number in [number for number in self._kept if first <= number <= last]:
                del self._kept[number]
        else:
            for number in range(first, last + 1):
                self._kept.pop(number, None)

    def paint_below(self, painter: QPainter, blocks: Iterable[PlacedBlock], clip: QRectF) -> None:
        """Draw what the letters stand on: shades, then hits and selection, then the underlines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks = list(blocks)
        work = [(placed, line, self._line(placed, line)) for placed, line in _lines_in(blocks, clip)]
        painter.setPen(Qt.PenStyle.NoPen)
        for placed, _, paint in work:
            _draw_shades(painter, placed.top, paint)
        self._paint_hits(painter, blocks)
        if self.selection:
            self._paint_selection(painter, blocks, self.selection)
        for placed, _, paint in work:
            for underline, pen in paint.underlines:
                painter.setPen(pen)
                painter.drawLine(underline.translated(0, placed.top))
            if paint.rings:
                self._draw_rings(painter, placed.top, paint)

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
            codings.sort(key=lambda coding: len(coding.span))
            kept = self._kept[placed.number] = BlockPaint(placed.laid, codings)
        paint = kept.lines.get(line)
        if paint is None:
            paint = kept.lines[line] = self._work_out(placed, line, kept.codings)
        return paint

    def _work_out(self, placed: PlacedBlock, line: int, codings: Sequence[ShownCoding]) -> LinePaint:
        """Cut the line at every start and end; between two cuts the codings, shortest first, are the same."""
        start, end = placed.laid.offsets[line], placed.laid.offsets[line + 1]
        here = [coding for coding in codings if coding.span.start < end and coding.span.end > start]
        paint = LinePaint()
        if not here:
            return paint
        has_shading = self._theme.has_shading
        shaded = [coding for coding in here if not coding.is_memo or coding.id in self._strong]
        shades = list(self._shades(placed, line, shaded, start, end)) if has_shading else []
        shades.sort(key=lambda shade: shade.left)
        baseline = placed.laid.baselines[line]
        script = placed.laid.script
        _lay_shades(paint, shades, baseline - script.up, script.up + script.down)
        # The chosen ones last: where no slot was left they stand over another
        for coding in sorted(here, key=lambda one: one.id in self._chosen):
            slot = self._index.slot(coding.id)
            if slot < SLOTS or coding.id in self._chosen:
                self._underline(paint, placed, line, coding, slot)
        return paint

    def _shades(
        self, placed: PlacedBlock, line: int, here: Sequence[ShownCoding], start: int, end: int
    ) -> Iterator[Shade]:
        text_line, room = placed.block.layout().lineAt(line), placed.laid.rooms[line]
        tints = [coding.tint(self._theme) for coding in here]
        shades = [shown.shade for shown in tints]
        strong = {number for number, coding in enumerate(here) if coding.id in self._strong}
        for a, b, covering in _stretches(here, start, end):
            if strong and (standing_out := [number for number in covering if number in strong]):
                colour = QColor(tints[standing_out[0]].strong)
            else:
                colour = blend(self._theme, [shades[number] for number in covering])
            first = self._offsets.to_view(a) - placed.origin
            last = self._offsets.to_view_end(b) - placed.origin
            for left, right in pieces(text_line, first, last, room):
                yield Shade(left, right, colour)

    def _underline(
        self, paint: LinePaint, placed: PlacedBlock, line: int, coding: ShownCoding, slot: int
    ) -> None:
        is_chosen, theme = coding.id in self._chosen, self._theme
        # Where nothing is shaded a thick line says what a strong shade says elsewhere
        is_thick = is_chosen or (not theme.has_shading and coding.id in self._strong)
        thin = _MEMO_LINE if coding.is_memo else theme.line_width
        pen = self._pen(coding, theme.thick_width if is_thick else thin)
        below = placed.laid.baselines[line] + placed.laid.script.down + theme.underline_gap
        y = below + theme.underline_step * min(slot, SLOTS - 1) + (0.5 if is_thick else 0)
        has_ring = is_chosen and not theme.has_shading
        top = placed.laid.baselines[line] - placed.laid.script.up
        for left, right in span_pieces(placed, line, coding.span, self._offsets):
            paint.underlines.append((QLineF(left, y, right, y), pen))
            if has_ring:
                box = QRectF(round(left), top, round(right - left), round(y) - top + 1)
                paint.rings.append(box.adjusted(-2, -2, 2, 2))

    def _draw_rings(self, painter: QPainter, top: float, paint: LinePaint) -> None:
        """Frame the chosen coding where no shade can say that it is chosen."""
        painter.setPen(QPen(QColor(self._theme.ink), _RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in paint.rings:
            painter.drawRoundedRect(ring.translated(0, top), RADIUS, RADIUS)

    def _pen(self, coding: ShownCoding, width: int) -> QPen:
        pen = self._pens.get((coding.colour, width))
        if pen is None:
            pen = self._pens[coding.colour, width] = coding.tint(self._theme).pen(width)
        return pen

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
            painter.drawRoundedRect(box.adjusted(-_BLEED, -1, _BLEED, 1), RADIUS, RADIUS)

    def boxes(self, blocks: Iterable[PlacedBlock], span: Span) -> Iterator[QRectF]:
        """Yield where a span is to be seen, line by line."""
        for placed in blocks:
            for line in lines_of(placed, span):
                top, bottom = placed.line_top(line), placed.line_bottom(line)
                for left, right in span_pieces(placed, line, span, self._offsets):
                    yield QRectF(left, top, right - left, bottom - top)


def _stretches(here: Sequence[ShownCoding], start: int, end: int) -> Iterator[tuple[int, int, list[int]]]:
    """Yield what lies between two cuts, with the numbers of the codings there, in their order."""
    begins: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for number, coding in enumerate(here):
        begins[max(coding.span.start, start)].append(number)
        ends[min(coding.span.end, end)].append(number)
    covering: list[int] = []
    for a, b in pairwise(sorted(begins.keys() | ends.keys())):
        for number in ends.get(a, ()):
            covering.remove(number)
        for number in begins.get(a, ()):
            insort(covering, number)
        if covering:
            yield a, b, covering


def _lines_in(blocks: Iterable[PlacedBlock], clip: QRectF) -> Iterator[tuple[PlacedBlock, int]]:
    for placed in blocks:
        step = placed.laid.script.step
        for line, baseline in enumerate(placed.laid.baselines):
            if clip.top() - step <= placed.top + baseline <= clip.bottom() + step:
                yield placed, line


def _lay_shades(paint: LinePaint, shades: Sequence[Shade], top: float, height: float) -> None:
    """Round the outer ends of shades that follow each other, and let them meet without a seam."""
    for number, shade in enumerate(shades):
        meets_left = number > 0 and shade.left - shades[number - 1].right < 1
        meets_right = number + 1 < len(shades) and shades[number + 1].left - shade.right < 1
        left = round(shade.left) if meets_left else shade.left - _BLEED
        right = round(shade.right) if meets_right else shade.right + _BLEED
        box = QRectF(left, top, right - left, height)
        if not (meets_left and meets_right):
            paint.rounded.append((box, shade.colour))
        if meets_left or meets_right:
            inner_left = left if meets_left else left + RADIUS + 1
            inner_right = right if meets_right else right - RADIUS - 1
            if meets_left != meets_right and inner_right > inner_left:
                box = QRectF(inner_left, top, inner_right - inner_left, height)
            paint.square.append((box, shade.colour))


def _draw_shades(painter: QPainter, top: float, paint: LinePaint) -> None:
    for box, colour in paint.rounded:
        painter.setBrush(colour)
        painter.drawRoundedRect(box.translated(0, top), RADIUS, RADIUS)
    for box, colour in paint.square:
        painter.fillRect(box.translated(0, top), colour)
