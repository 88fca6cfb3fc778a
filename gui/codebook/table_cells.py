"""How the cells of the table are painted, and edited in place."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTextEdit,
    QWidget,
)

from core.model.scheme import LONGEST_NAME, Code
from gui.codebook.table_model import CODE, COLUMN, RANK, Column
from gui.look import Look
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.theme import Theme, is_right_to_left
from gui.widgets.controls import Field, is_mirrored
from gui.widgets.marks import paint_swatch
from gui.widgets.slots import Slots

MOST_LINES = 3
SIDE, ABOVE = 8, 5
# A cell never shows more; a definition may be a book
_READ = 600
_EDITOR_WIDTH, _EDITOR_HEIGHT = 280, 220


def line_height() -> int:
    """Return the step from line to line in a cell."""
    return round(QFontMetricsF(text_font()).lineSpacing())


@lru_cache(maxsize=16_384)
def _lines(text: str, width: int, arabic: bool, most: int, size_key: int) -> tuple[str, ...]:
    """Return the lines of a text in a cell, the last elided where more follows.

    `size_key` is the height of the letters: another one makes other lines.
    """
    font, shown = text_font(arabic=arabic), text[:_READ].strip()
    if most == 1:
        return (_elided(shown, width, arabic),)
    # each line break begins a line of its own, as where it was written
    shown = shown.replace("\n", "\u2028")
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units = shown.encode("utf-16-le", "surrogatepass")  # what Qt counts in
    found: list[str] = []
    while len(found) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        end = start + length if len(found) + 1 < most else len(units)
        found.append(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
    layout.endLayout()
    lines = [line.replace("\u2028", " ").strip() for line in found]
    if len(lines) == most:
        lines[-1] = _elided(lines[-1], width, arabic)
    return tuple(lines)


def _elided(text: str, width: int, arabic: bool) -> str:
    metrics = QFontMetricsF(text_font(arabic=arabic))
    return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width)


class CellDelegate(QStyledItemDelegate):
    """Paints codes with their swatch, figures at the trailing edge, sentences in three lines at most."""

    next_wanted = Signal(int)  # how many cells on the next is to be edited

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self._table = view
        look.changed.connect(view.viewport().update)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(scaled(80), line_height() + 2 * scaled(ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, code, column = self._look.theme, index.data(CODE), index.data(COLUMN)
        if not isinstance(code, Code) or not isinstance(column, Column):
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        cell = QRectF(option.rect)
        self._paint_ground(painter, cell, option, theme)
        slots = Slots(cell.adjusted(scaled(SIDE), 0, -scaled(SIDE), 0), mirrored)
        if column.key == "name":
            slot = slots.lead(scaled(16), scaled(8))
            first_line = QRectF(slot.left(), cell.top(), slot.width(), line_height() + 2 * scaled(ABOVE))
            if code.is_codable:
                paint_swatch(painter, first_line, theme, code.colour, index.data(RANK))
        ink = theme.ink if code.is_active and (code.is_codable or column.key != "name") else theme.ink3
        _paint_words(painter, slots.rest(), str(index.data()), column, ink, mirrored)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, cell: QRectF, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, QColor(theme.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, QColor(theme.hover))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # editing in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        column = index.data(COLUMN)
        is_long = isinstance(column, Column) and column.wraps
        made: _Sentences | _Line = _Sentences(parent) if is_long else _Line(parent)
        made.committed.connect(lambda: self._commit(made))
        if isinstance(column, Column):
            made.setAccessibleName(f"{index.data(CODE).name}, {column.title}")
        return made

    def _commit(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt would keep a line at Enter only some time later, and let the table have the key too
        if isinstance(watched, _Sentences | _Line) and _is_enter(event):
            return False
        if isinstance(watched, _Sentences | _Line) and (step := _step_of(event)):
            self._commit(watched)
            self.next_wanted.emit(step)
            return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        # a change of other cells is no reason to forget what is being typed
        if isinstance(editor, _Sentences) and not editor.is_filled:
            editor.fill(str(index.data(Qt.ItemDataRole.EditRole)))
            # its place was given before it had any words
            editor.setGeometry(
                self._room_for(
                    editor, self._table.visualRect(index.model().index(index.row(), index.column()))
                )
            )
        elif isinstance(editor, _Line) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, _Sentences):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, _Line):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if isinstance(editor, _Sentences):
            editor.setGeometry(self._room_for(editor, option.rect))
        else:
            editor.setGeometry(option.rect)

    def _room_for(self, editor: _Sentences, cell: QRect) -> QRect:
        """Return where sentences have room to be written: over the cell, inside the view."""
        area = self._table.viewport().rect()
        width = min(max(cell.width(), scaled(_EDITOR_WIDTH)), area.width())
        wanted = editor.height_for(width)
        height = min(max(cell.height(), wanted), scaled(_EDITOR_HEIGHT), area.height())
        box = QRect(cell.left(), cell.top(), width, height)
        if is_mirrored(self._table):
            box.moveRight(cell.right())
        box.moveBottom(min(box.bottom(), area.bottom()))
        box.moveTop(max(box.top(), area.top()))
        box.moveRight(min(box.right(), area.right()))
        box.moveLeft(max(box.left(), area.left()))
        return box


# joining flags in Python takes as long as painting a word, and a page has hundreds of words
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
_AT_LEFT, _AT_RIGHT = int(_LINE | Qt.AlignmentFlag.AlignLeft), int(_LINE | Qt.AlignmentFlag.AlignRight)


def _paint_words(
    painter: QPainter, slot: QRectF, text: str, column: Column, ink: str, mirrored: bool
) -> None:
    if not text:
        return
    arabic = is_right_to_left(text[:_READ])
    step = line_height()
    room = int((slot.height() - scaled(ABOVE)) // step)
    most = max(min(room, MOST_LINES), 1) if column.wraps else 1
    lines = _lines(text, max(int(slot.width()), 1), arabic, most, text_font().pixelSize())
    at_right = arabic if column.wraps or column.is_foreign else mirrored != (column.counts is not None)
    flags = _AT_RIGHT if at_right else _AT_LEFT
    painter.setFont(text_font(arabic=arabic))
    painter.setPen(QColor(ink))
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if arabic else Qt.LayoutDirection.LeftToRight)
    top = slot.top() + scaled(ABOVE)
    for line in lines:
        painter.drawText(QRectF(slot.left(), top, slot.width(), step), flags, line)
        top += step


def _step_of(event: QEvent) -> int:
    """Return how many cells a key leads on; 0 where it leads nowhere."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return 0
    return {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)


def _is_enter(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Line(Field):
    """A name or a key, written in its cell; Enter keeps it."""

    committed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.setMaxLength(LONGEST_NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.committed.emit()
        else:
            super().keyPressEvent(event)


class _Sentences(QTextEdit):
    """Sentences of a rule: Enter keeps them, Shift+Enter begins a line, Esc leaves them as they were."""

    committed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_filled = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._suit)

    def fill(self, text: str) -> None:
        """Show what the cell says, all of it chosen."""
        self.setPlainText(text)
        self.selectAll()
        self.is_filled = True

    def height_for(self, width: int) -> int:
        """Return how high it is to show all of its words at this width."""
        document = self.document()
        document.setTextWidth(width - 2 * scaled(8))
        return round(document.size().height()) + 2 * scaled(6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def _suit(self) -> None:
        # behind a Latin family Arabic letters ride up
        self.setFont(text_font(arabic=is_right_to_left(self.toPlainText()[:_READ])))
