"""Shows a text of any length, laid out for reading: knows what of it is in view, and goes to places in it.

Offsets go in and come out; positions of the toolkit stay inside. A long text comes in part by part, and
what is asked for beyond its present end is done when it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextLine, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.direction import NOTHING_SAID, Direction, LineDirections, Overruled
from gui.editor.dress import Dresser
from gui.editor.filling import Filling
from gui.editor.layout import ReadingLayout
from gui.editor.metrics import Metrics
from gui.editor.pieces import PlacedBlock
from gui.reading_style import ReadingStyle
from gui.theme import Theme

_TOP = 10

# The first block in view, and how many of its lines are above
Standing = tuple[QTextBlock, int]


class LongText(QPlainTextEdit):
    """A text to be read, without anything that is known about it."""

    moved = Signal()  # other lines are in view, or the same ones elsewhere
    filled = Signal(int, int)  # characters that are there, characters in all

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = ""
        self.offsets = OffsetMap("")
        self.metrics = Metrics()
        self._theme = theme
        self._not_codable: Sequence[Span] = ()
        self._speakers: Sequence[Span] = ()
        self._whole, self._paragraphs = Direction.AUTO, NOTHING_SAID
        self.document().setDocumentMargin(_TOP)
        self._layout = ReadingLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self._filling = Filling(self, self._layout)
        self._filling.grown.connect(self._on_grown)
        self._filling.told.connect(self.filled)
        self._use_metrics()
        self.updateRequest.connect(self.moved)

    # What is shown

    def _begin(self, text: str, not_codable: Sequence[Span]) -> str:
        """Take another text; returns what the document is to be given at once."""
        self.text = text
        self.offsets, first = self._filling.begin(text)
        self._not_codable = tuple(not_codable)
        self._speakers, self._whole, self._paragraphs = (), Direction.AUTO, NOTHING_SAID
        self._prepare_layout()
        return first

    def set_not_codable(self, spans: Sequence[Span]) -> None:
        """Show other parts of the same text as not codable; what is in view stays there."""
        self._not_codable = tuple(spans)
        self._lay_out_again()

    @property
    def not_codable(self) -> Sequence[Span]:
        """Return the parts of the text that are not codable."""
        return self._not_codable

    def set_speakers(self, spans: Sequence[Span]) -> None:
        """Set the names of speakers apart, or with none of them let all words be the same again."""
        if tuple(spans) != self._speakers:
            self._speakers = tuple(spans)
            self._lay_out_again()

    def set_directions(self, whole: Direction, paragraphs: Overruled = NOTHING_SAID) -> None:
        """Let this text run as the reader says, until another one is shown."""
        if (whole, paragraphs) != (self._whole, self._paragraphs):
            self._whole, self._paragraphs = whole, paragraphs
            self._lay_out_again()

    @property
    def theme(self) -> Theme:
        """Return the appearance."""
        return self._theme

    def set_reading(self, style: ReadingStyle) -> None:
        """Let the text stand in another way."""
        if style != self.metrics.style:
            self.metrics = Metrics(style)
            self._use_metrics()
            self._lay_out_again()

    def dresser(self) -> Dresser:
        """Return what says which parts of the text are not codable."""
        return self._dresser

    def _use_metrics(self) -> None:
        self.setFont(self.metrics.latin_font)
        self._prepare_layout()

    def _lay_out_again(self) -> None:
        self._layout.forget()
        self._prepare_layout()
        self.viewport().update()
        self.moved.emit()

    def _prepare_layout(self) -> None:
        self._dresser = Dresser(
            self.text, self.offsets, self._not_codable, self.metrics, self._theme.quiet, self._speakers
        )
        directions = LineDirections(self.text, self.offsets, self._whole, self._paragraphs)
        self._layout.prepare(self.offsets, self._dresser, self.metrics, directions)

    # What is in view

    def placed_blocks(self) -> list[PlacedBlock]:
        """Return the blocks in view, from the top."""
        return list(self._placed())

    def _placed(self, above: float = 0, below: float | None = None) -> Iterator[PlacedBlock]:
        """Yield the blocks between two heights of the viewport, or in all of it."""
        if below is None:
            below = self.viewport().height()
        block = self.firstVisibleBlock()
        if not block.isValid():
            return
        number = block.blockNumber()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while top < below and block.isValid():
            laid = self._layout.laid(block, number)
            bottom = top + laid.height
            if bottom > above:
                yield PlacedBlock(block, number, laid, top, block.position())
            top = bottom
            number += 1
            block = block.next()

    def visible_span(self) -> tuple[int, int]:
        """Return the offsets between which text is in view."""
        blocks = self.placed_blocks()
        if not blocks:
            return 0, 0
        first, last = blocks[0], blocks[-1]
        above = next((n for n, _ in enumerate(first.laid.starts) if first.line_bottom(n) > 0), 0)
        height = self.viewport().height()
        below = [n for n, _ in enumerate(last.laid.ends) if last.line_top(n) < height] or [0]
        return (
            self.offsets.from_view(first.origin + first.laid.starts[above]),
            self.offsets.from_view(last.origin + last.laid.ends[below[-1]]),
        )

    def offset_under(self, point: QPointF) -> int | None:
        """Return the offset of the character under a point of the viewport, if there is one."""
        for placed in self._placed(point.y(), point.y() + 1):
            for number in range(len(placed.laid.starts)):
                if placed.line_top(number) <= point.y() <= placed.line_bottom(number) + 2:
                    line = placed.block.layout().lineAt(number)
                    room = line.naturalTextRect()
                    if not room.left() <= point.x() <= room.right():
                        return None
                    at = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
                    return self.offsets.from_view(placed.origin + at)
        return None

    def is_right_to_left_at(self, offset: int) -> bool:
        """Tell whether the paragraph at an offset runs from right to left."""
        return self._layout.laid(self.document().findBlock(self.offsets.to_view_end(offset))).is_right_to_left

    def reveal(self, span: Span, share: float = 1 / 3) -> None:
        """Scroll until the beginning of a span is in view, if it is not, a third from the top."""
        self._filling.once_there("place", span.start + 1, lambda: self._reveal(span, share))

    def _reveal(self, span: Span, share: float) -> None:
        position = self.offsets.to_view(span.start)
        # Laying out what comes into view can move it on, so look again
        for _ in range(3):
            if self._is_in_view(position):
                return
            self._scroll_to(position, share)

    def standing(self) -> Standing:
        """Return what is at the top, to come back to it with `stand_at`."""
        # By block and line: what the toolkit lays out meanwhile changes how lines are counted
        first = self.firstVisibleBlock()
        return first, self.verticalScrollBar().value() - first.firstLineNumber()

    def stand_at(self, standing: Standing) -> None:
        """Put at the top what was there before; the text must be the same."""
        block, line = standing
        self.verticalScrollBar().setValue(block.firstLineNumber() + line)

    def scroll_to_offset(self, offset: int) -> None:
        """Put the line that holds an offset at the top."""
        offset = min(offset, self.offsets.length)
        place = self._filling.once_there
        place("place", offset + 1, lambda: self._scroll_to(self.offsets.to_view(offset), 0))

    def _scroll_to(self, position: int, share: float) -> None:
        """Put the line of a position a share of the height below the top."""
        room = self.viewport().height() * share
        block = self.document().findBlock(position)
        laid = self._layout.laid(block)
        above = laid.line_at(position - block.position()) * laid.script.step
        while above < room and block.previous().isValid():
            block = block.previous()
            laid = self._layout.laid(block)
            above += laid.height
        line = min(max(0, ceil((above - room) / laid.script.step)), len(laid.starts) - 1)
        # While it updates, the toolkit lays out two pages on the way, only to move what it has painted
        self.viewport().setUpdatesEnabled(False)
        self.verticalScrollBar().setValue(block.firstLineNumber() + line)
        self.viewport().setUpdatesEnabled(True)
        self.moved.emit()

    def _is_in_view(self, position: int) -> bool:
        height = self.viewport().height()
        for placed in self._placed():
            inside = position - placed.origin
            if 0 <= inside < placed.block.length():
                line = placed.laid.line_at(inside)
                top = placed.top + placed.laid.baselines[line] - placed.laid.script.up
                return top >= -1 and placed.line_bottom(line) <= height
        return False

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.font().key() != self.metrics.latin_font.key():
            # A new style sheet brings back whatever font the view had when it saw the first one
            self.setFont(self.metrics.latin_font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The toolkit's own handler makes lines for every block of the source, a second for a million
        if event.size().width() != event.oldSize().width():
            top, _ = self.visible_span()
            self._layout.set_width(self.viewport().width())
            self._layout.forget()
            if top:
                self._scroll_to(self.offsets.to_view(top), 0)
        self._fit_scroll_bar()
        self.viewport().update()
        self.moved.emit()

    @Slot()
    def _on_grown(self) -> None:
        self._fit_scroll_bar()
        self.moved.emit()

    def _fit_scroll_bar(self) -> None:
        self._layout.documentSizeChanged.emit(self._layout.documentSize())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._filling.forget("place")
        super().wheelEvent(event)
