"""Lays paragraphs out as a reader expects: by their own direction, with room between lines and paragraphs.

The toolkit's plain layout keeps Arabic paragraphs at the left and knows no line height. This one sets
both when a block first comes into view, and tells the view whenever a block turns out to have another
number of lines than was thought, because the view scrolls by lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

from core.text.offsets import OffsetMap
from gui.editor.direction import Direction, LineDirections
from gui.editor.dress import Dresser
from gui.editor.metrics import OVERHANG, SIDE, Metrics, Script

__all__ = ["OVERHANG", "Direction", "LaidBlock", "ReadingLayout"]


@dataclass(slots=True)
class LaidBlock:
    """A block in lines: where each begins and ends (positions within the block), on which baseline.

    `offsets` holds the borders of the lines in code points, one more than there are lines; `rooms` from
    where to where each line reaches, without the white space that hangs out at its end.
    """

    height: int
    starts: list[int]
    ends: list[int]
    baselines: list[int]
    offsets: list[int]
    rooms: list[tuple[float, float]]
    script: Script
    is_right_to_left: bool

    def line_at(self, position: int) -> int:
        """Return the line that holds a position within the block."""
        return max(0, bisect_right(self.starts, position) - 1)


class ReadingLayout(QPlainTextDocumentLayout):
    """The document layout of the source view; `prepare` says what is to be read and how."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._width = 0
        self._metrics = Metrics()
        self._offsets = OffsetMap("")
        self._dresser = Dresser("", self._offsets, (), self._metrics, "#000000")
        self._directions = LineDirections("", self._offsets)
        self._laid: dict[int, LaidBlock] = {}
        self._is_telling = False
        self._is_settling = False
        self._height_passed = 0

    def prepare(
        self, offsets: OffsetMap, dresser: Dresser, metrics: Metrics, directions: LineDirections
    ) -> None:
        """Take what whatever comes into view from now on is laid out by."""
        self.forget()
        self._offsets = offsets
        self._dresser = dresser
        self._metrics = metrics
        self._directions = directions

    def set_width(self, width: int) -> None:
        """Set the room a line has; the view calls this before the toolkit clears what was laid out."""
        self._width = width

    def forget(self) -> None:
        """Lay out anew whatever comes into view from now on."""
        for number in self._laid:
            layout = self.document().findBlockByNumber(number).layout()
            layout.clearLayout()
            layout.clearFormats()
        self._laid.clear()

    def laid(self, block: QTextBlock, number: int | None = None) -> LaidBlock:
        """Return a block in lines, laid out now if it was not yet; faster where its number is known."""
        if number is None:
            number = block.blockNumber()
        known = self._laid.get(number)
        if known is None or not block.layout().lineCount():
            known = self._lay_out(block, number)
        return known

    def agree(self, block: QTextBlock) -> None:
        """Tell the toolkit which way a block runs, where by its own letters it would think otherwise.

        It asks when an arrow moves the caret: in a piece of a cut line, in a line of figures and where the
        reader has chosen the direction the arrows would else go the wrong way.
        """
        is_right_to_left = self._directions.is_right_to_left(block.blockNumber())
        wanted = Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight
        if block.textDirection() != wanted:
            self.settle()
            said = QTextBlockFormat()
            said.setLayoutDirection(wanted)
            QTextCursor(block).mergeBlockFormat(said)

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        if self._is_settling:
            return
        first = self.document().findBlock(start).blockNumber()
        self._forget_from(first)
        super().documentChanged(start, removed, added)
        # Where one block was filled, the toolkit has laid it out its own way
        self._forget_from(first)

    def settle(self) -> None:
        """Let the document forget that blocks were dressed; call before changing it.

        It takes formats for a change of the text, and would report it with the next one: all from the
        first dressed block to the end of the source would then be laid out anew.
        """
        self._is_settling = True
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        edit.endEditBlock()
        self._is_settling = False

    def _forget_from(self, first: int) -> None:
        """Lay out anew what stands at a change or behind it: what comes in at the end moves nothing above."""
        for number in [number for number in self._laid if number >= first]:
            del self._laid[number]

    def documentSize(self) -> QSizeF:
        # Nothing is wider than the view, whatever the toolkit makes of a line before it is laid out here
        return QSizeF(self._width, super().documentSize().height())

    @contextmanager
    def passing_over(self, height: int) -> Iterator[None]:
        """Take a block that is not laid out for this high, without laying it out.

        The toolkit goes from what is in view towards what was selected before, and would lay out a page
        only to find that nothing of it is to be painted.
        """
        self._height_passed = height
        try:
            yield
        finally:
            self._height_passed = 0

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            return QRectF()
        if self._height_passed and block.blockNumber() not in self._laid:
            return QRectF(0, 0, self._width, self._height_passed)
        return QRectF(0, 0, self._width, self.laid(block).height)

    def _lay_out(self, block: QTextBlock, number: int) -> LaidBlock:
        is_right_to_left = self._directions.is_right_to_left(number)
        script = self._metrics.arabic if is_right_to_left else self._metrics.latin
        layout = block.layout()
        if number not in self._laid:
            self._dress(layout, number, is_right_to_left)
        layout.setTextOption(self._option(is_right_to_left))
        is_blank = _is_blank(block)
        if is_blank:
            # The caret is as high as the font: in a blank line no higher than the line
            layout.setFont(self._metrics.blank_font)
        starts: list[int] = []
        ends: list[int] = []
        baselines: list[int] = []
        rooms: list[tuple[float, float]] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width - 2 * SIDE)
            # On whole pixels shades and underlines stay sharp
            y = 0 if is_blank else len(starts) * script.step + script.baseline - round(line.ascent())
            line.setPosition(QPointF(SIDE, y))
            starts.append(line.textStart())
            ends.append(line.textStart() + line.textLength())
            baselines.append(round(y + line.ascent()))
            room = line.naturalTextRect()
            rooms.append((room.left(), room.right()))
        layout.endLayout()
        height = self._height(block, number, len(starts), script)
        origin = block.position()
        borders = [self._offsets.from_view(origin + start) for start in starts]
        borders.append(self._offsets.block_end(number))
        made = LaidBlock(height, starts, ends, baselines, borders, rooms, script, is_right_to_left)
        self._laid[number] = made
        self._tell_line_count(block, len(starts))
        return made

    def _dress(self, layout: QTextLayout, number: int, is_right_to_left: bool) -> None:
        # Setting formats drops what was laid out and costs more than the asking
        if ranges := self._dresser.ranges(number, is_right_to_left):
            layout.setFormats(ranges)

    def _height(self, block: QTextBlock, number: int, lines: int, script: Script) -> int:
        if _is_blank(block):
            return self._metrics.blank
        following = block.next()
        is_last = not following.isValid()
        if not is_last and (self._offsets.is_continued(number + 1) or _is_blank(following)):
            return lines * script.step
        return lines * script.step + self._metrics.gap

    def _option(self, is_right_to_left: bool) -> QTextOption:
        option = QTextOption(self.document().defaultTextOption())
        if is_right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
            option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        return option

    def _tell_line_count(self, block: QTextBlock, count: int) -> None:
        if count == block.lineCount():
            return
        block.setLineCount(count)
        if not self._is_telling:
            self._is_telling = True
            self.documentSizeChanged.emit(self.documentSize())
            self._is_telling = False


def _is_blank(block: QTextBlock) -> bool:
    return block.length() < 64 and not block.text().strip()
