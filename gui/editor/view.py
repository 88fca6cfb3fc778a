"""Shows one source to be read and selected; what is coded comes from the painter, below the letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal, Slot
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
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from core.model.span import Span
from core.text.reach import trimmed, whole_clusters
from gui.editor.index import CodingIndex
from gui.editor.long_text import LongText
from gui.editor.painter import TextPainter
from gui.editor.shown import ShownCoding
from gui.theme import Theme


class SourceView(LongText):
    """The reading text with its codings; the caret and what is selected."""

    selection_changed = Signal(object)  # Span | None
    caret_moved = Signal()  # also by a click that selects nothing
    keyboard_focus_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Source text"))
        self.painter = TextPainter(theme)
        self.index = CodingIndex()
        # what a tooltip says of a coding; asked for only when one is shown
        self.describe: Callable[[ShownCoding], str] = lambda coding: coding.name
        self._span: Span | None = None
        self.set_theme(theme)
        self.selectionChanged.connect(self._on_selection_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)

    # What is shown

    def show_source(self, text: str, not_codable: Sequence[Span]) -> None:
        """Show a text from its beginning, without codings; the rest of a long one comes in by and by."""
        first = self._begin(text, not_codable)
        self.set_index(CodingIndex())
        self.painter.set_hits((), None)
        self.setPlainText(first)

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
        standing = self.standing()
        with self._layout.passing_over(self._height_passed_to(cursor)):
            self.setTextCursor(cursor)
        self.stand_at(standing)

    def _height_passed_to(self, cursor: QTextCursor) -> int:
        """Return how high blocks count that are out of view; 0 where the toolkit has to know them.

        It scrolls to a caret that is out of view, and asks for lines where a selection begins and ends.
        """
        if not self._is_in_view(cursor.position()):
            return 0
        for one in (cursor, self.textCursor()):
            for position in (one.anchor(), one.position()):
                self._layout.laid(self.document().findBlock(position))
        return self.viewport().height()

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

    def paintEvent(self, event: QPaintEvent) -> None:
        clip, blocks = QRectF(event.rect()), self.placed_blocks()
        with QPainter(self.viewport()) as painter:
            painter.setClipRect(clip)
            self.painter.paint_below(painter, blocks, clip)
        super().paintEvent(event)
        if self.painter.handled:
            with QPainter(self.viewport()) as painter:
                self.painter.paint_above(painter, blocks, self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if self._reaches_beyond(event):
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._filling.forget("selection", "place")
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keyboard_focus_changed.emit(event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keyboard_focus_changed.emit(False)

    def caret_point(self) -> QPoint:
        """Return where the caret is, for a menu asked for by key."""
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
