"""Shows one source to be read and selected; what is coded comes from the painter, below the letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.model.span import Span
from core.text.offsets import OffsetMap
from core.text.reach import trimmed, whole_clusters
from gui.editor.direction import Direction, LineDirections
from gui.editor.dress import Dresser
from gui.editor.filling import Filling
from gui.editor.index import CodingIndex
from gui.editor.layout import ReadingLayout
from gui.editor.metrics import Metrics
from gui.editor.painter import TextPainter
from gui.editor.pieces import PlacedBlock
from gui.editor.shown import ShownCoding
from gui.reading_style import ReadingStyle
from gui.theme import Theme

_TOP = 10


class SourceView(QPlainTextEdit):
    """The reading text; offsets go in and come out, positions of the toolkit stay inside."""

    selection_changed = Signal(object)  # Span | None
    caret_moved = Signal()  # also by a click that selects nothing
    moved = Signal()  # other lines are in view, or the same ones elsewhere
    filled = Signal(int, int)  # characters that are there, characters in all
    keyboard_focus_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Source text"))
        self.text = ""
        self.offsets = OffsetMap("")
        self.metrics = Metrics()
        self.painter = TextPainter(theme)
        self.index = CodingIndex()
        # what a tooltip says of a coding; asked for only when one is shown
        self.describe: Callable[[ShownCoding], str] = lambda coding: coding.name
        self._theme = theme
        self._not_codable: Sequence[Span] = ()
        self._speakers: Sequence[Span] = ()
        self._whole, self._paragraphs = Direction.AUTO, dict[int, Direction]()
        self._span: Span | None = None
        self.document().setDocumentMargin(_TOP)
        self._layout = ReadingLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self._filling = Filling(self, self._layout)
        self._filling.grown.connect(self._on_grown)
        self._filling.told.connect(self.filled)
        self._use_metrics()
        self.set_theme(theme)
        self.selectionChanged.connect(self._on_selection_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.updateRequest.connect(self.moved)

    # What is shown

    def show_source(self, text: str, not_codable: Sequence[Span]) -> None:
        """Show a text from its beginning, without codings; the rest of a long one comes in by and by."""
        self.text = text
        self.offsets, first = self._filling.begin(text)
        self._not_codable = tuple(not_codable)
        self._speakers, self._whole, self._paragraphs = (), Direction.AUTO, {}
        self.set_index(CodingIndex())
        self.painter.set_hits((), None)
        self._prepare_layout()
        self.setPlainText(first)

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
        self._speakers = tuple(spans)
        self._lay_out_again()

    def set_directions(self, whole: Direction, paragraphs: Mapping[int, Direction]) -> None:
        """Let this text run as the reader says, until another one is shown."""
        self._whole, self._paragraphs = whole, dict(paragraphs)
        self._lay_out_again()

    def set_index(self, index: CodingIndex) -> None:
        """Show other codings on the same text."""
        self.index = index
        self.painter.show(self.offsets, index)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take another appearance."""
        self._theme = theme
        self.painter.set_theme(theme)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        # The painter draws the selection below the letters, where underlines stay visible
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.ink))
        self.setPalette(palette)
        self._lay_out_again()

    def set_reading(self, style: ReadingStyle) -> None:
        """Let the text stand in another way."""
        if style != self.metrics.style:
            self.metrics = Metrics(style)
            self._use_metrics()
            self._lay_out_again()

    @property
    def theme(self) -> Theme:
        """Return the appearance."""
        return self._theme

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
        return list(self._placed(QRectF(self.viewport().rect())))

    def _placed(self, area: QRectF) -> Iterator[PlacedBlock]:
        block = self.firstVisibleBlock()
        if not block.isValid():
            return
        number = block.blockNumber()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top < area.bottom():
            placed = PlacedBlock(block, number, self._layout.laid(block), top, block.position())
            if placed.bottom > area.top():
                yield placed
            top = placed.bottom
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
        for placed in self._placed(QRectF(0, point.y(), 1, 1)):
            for number in range(len(placed.laid.starts)):
                if placed.line_top(number) <= point.y() <= placed.line_bottom(number) + 2:
                    line = placed.block.layout().lineAt(number)
                    room = line.naturalTextRect()
                    if not room.left() <= point.x() <= room.right():
                        return None
                    at = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
                    return self.offsets.from_view(placed.origin + at)
        return None

    def span_rect(self, span: Span) -> QRect:
        """Return the smallest rectangle of the viewport around the visible part of a span."""
        around = QRectF()
        for box in self.painter.boxes(self.placed_blocks(), span):
            around = around.united(box)
        return around.toAlignedRect()

    def is_on(self, span: Span, point: QPointF, around: float = 0) -> bool:
        """Tell whether a point of the viewport is on a span, or at most so many pixels beside it."""
        boxes = self.painter.boxes(self.placed_blocks(), span)
        return any(box.adjusted(-around, -around, around, around).contains(point) for box in boxes)

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
        self.verticalScrollBar().setValue(block.firstLineNumber() + line)

    def _is_in_view(self, position: int) -> bool:
        height = self.viewport().height()
        for placed in self.placed_blocks():
            inside = position - placed.origin
            if 0 <= inside < placed.block.length():
                line = placed.laid.line_at(inside)
                top = placed.top + placed.laid.baselines[line] - placed.laid.script.up
                return top >= -1 and placed.line_bottom(line) <= height
        return False

    # Caret and selection

    @property
    def caret(self) -> int:
        """Return the offset of the caret."""
        return self.offsets.from_view(self.textCursor().position())

    @property
    def anchor(self) -> int:
        """Return the offset that a selection reaches from; without one, that of the caret."""
        return self.offsets.from_view(self.textCursor().anchor())

    @property
    def trims(self) -> bool:
        """Tell whether a selection is taken without the white space around it."""
        return self.metrics.style.trims

    @property
    def selected_span(self) -> Span | None:
        """Return what is selected, in whole characters; None where there is nothing to code."""
        return self._span

    def select(self, span: Span) -> None:
        """Select a span; the caret goes to its end."""
        self.select_between(span.start, span.end)

    def go_to(self, span: Span) -> None:
        """Select a span and bring it into view."""
        self._filling.forget("place")
        self._filling.once_there("selection", span.end, lambda: self._go_there(span))

    def _go_there(self, span: Span) -> None:
        # In this order: on the way to a caret out of view the toolkit lays out two more pages
        self._reveal(span, 1 / 3)
        self._select_there(span.start, span.end)

    def select_between(self, anchor: int, caret: int) -> None:
        """Select from one offset to another, in either direction; where that is not there yet, once it is."""
        self._filling.forget("place")
        reach = max(anchor, caret)
        self._filling.once_there("selection", reach, lambda: self._select_there(anchor, caret))

    def _select_there(self, anchor: int, caret: int) -> None:
        cursor = QTextCursor(self.document())
        forwards = caret >= anchor
        first = self.offsets.to_view(anchor) if forwards else self.offsets.to_view_end(anchor)
        last = self.offsets.to_view_end(caret) if forwards else self.offsets.to_view(caret)
        cursor.setPosition(first)
        cursor.setPosition(max(last, first) if forwards else last, QTextCursor.MoveMode.KeepAnchor)
        self._set_cursor_quietly(cursor)

    def deselect(self) -> None:
        """Select nothing; the caret stays."""
        self._filling.forget("selection", "place")
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self._set_cursor_quietly(cursor)

    def _set_cursor_quietly(self, cursor: QTextCursor) -> None:
        """Set the cursor without the scrolling that the toolkit would add."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(before)

    def ensure_caret_visible(self) -> None:
        """Scroll once more where the toolkit's own reckoning left the caret out of view."""
        position = self.textCursor().position()
        for _ in range(3):
            if self._is_in_view(position):
                return
            self._scroll_to(position, 1 / 2)

    @Slot()
    def _on_caret_moved(self) -> None:
        self._layout.agree(self.textCursor().block())
        self.caret_moved.emit()

    @Slot()
    def _on_selection_changed(self) -> None:
        cursor = self.textCursor()
        start = self.offsets.from_view(cursor.selectionStart())
        end = self.offsets.from_view(cursor.selectionEnd())
        reach = trimmed if self.trims else whole_clusters
        span = reach(self.text, start, end) if cursor.hasSelection() else None
        if span != self._span:
            self._span = self.painter.selection = span
            self.viewport().update()
            self.selection_changed.emit(span)

    def copy(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Copy the stored text: the view's own has other line ends, cuts, and no hard spaces.

        As plain words and not as a `QMimeData` of ours: the clipboard outlives Python, and would take
        such an object down when Python is gone.
        """
        if self._span:
            QGuiApplication.clipboard().setText(self.text[self._span.start : self._span.end], mode)

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.font().key() != self.metrics.latin_font.key():
            # A new style sheet brings back whatever font the view had when it saw the first one
            self.setFont(self.metrics.latin_font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The toolkit's own handler makes lines for every block of the source, a second for a million
        self._layout.set_width(self.viewport().width())
        self._layout.forget()
        self._fit_scroll_bar()
        self.viewport().update()
        self.moved.emit()

    @Slot()
    def _on_grown(self) -> None:
        self._fit_scroll_bar()
        self.moved.emit()

    def _fit_scroll_bar(self) -> None:
        self._layout.documentSizeChanged.emit(self._layout.documentSize())

    def paintEvent(self, event: QPaintEvent) -> None:
        clip = QRectF(event.rect())
        with QPainter(self.viewport()) as painter:
            painter.setClipRect(clip)
            self.painter.paint_below(painter, self._placed(clip), clip)
        super().paintEvent(event)
        if self.painter.handled:
            with QPainter(self.viewport()) as painter:
                self.painter.paint_above(painter, self.placed_blocks(), self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if self._reaches_beyond(event):
            return
        self._filling.forget("selection", "place")
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.ensure_caret_visible()

    def _reaches_beyond(self, event: QKeyEvent) -> bool:
        """Let a key that goes to the end wait for what is not there yet."""
        end, key = self.offsets.length, QKeySequence.StandardKey
        if self.offsets.is_whole:
            return False
        if event.matches(key.SelectAll):
            self.select_between(0, end)
        elif event.matches(key.SelectEndOfDocument):
            self.select_between(self.anchor, end)
            self.reveal(Span(end - 1, end))
        elif event.matches(key.MoveToEndOfDocument):
            self.select_between(end, end)
            self.reveal(Span(end - 1, end))
        else:
            return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._filling.forget("place")
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keyboard_focus_changed.emit(event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keyboard_focus_changed.emit(False)

    def caret_point(self) -> QPoint:
        """Return where the caret is, for a menu asked for by key."""
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
