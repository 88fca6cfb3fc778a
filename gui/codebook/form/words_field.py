"""A field for plain words in any script, as high as they need."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QTextEdit

from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.slots import write_at

_MARGIN = 2
_AROUND = 8  # border and padding of the style sheet, above and below
_MOST = 420
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WordsField(QTextEdit):
    """Grows with its words; Tab goes on, Ctrl+Enter saves, Ctrl+Z takes back what was typed here.

    A field that `runs_left` begins at the right while it is empty; written words run as their own letters
    want. A line has no line ends: Enter saves and goes on.
    """

    typed = Signal()
    left = Signal()
    save_wanted = Signal()

    def __init__(self, name: str, *, runs_left: bool = False, is_line: bool = False, lines: int = 1) -> None:
        super().__init__()
        self._runs_left = runs_left
        self._is_line = is_line
        self._lines = lines
        self._is_showing = False
        self._hint = ""
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(scaled(_MARGIN))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._suit()
        self._fit()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._on_changed)

    def words(self) -> str:
        """Return what stands in the field, without the blanks around it."""
        return self.toPlainText().strip()

    def show_words(self, words: str) -> None:
        """Show what is stored; nothing that was typed before can be brought back by Ctrl+Z."""
        self._is_showing = True
        if self.toPlainText() != words:
            self.setPlainText(words)
        self.document().clearUndoRedoStacks()
        self._is_showing = False

    def run_left(self, runs_left: bool) -> None:
        """Begin at the right while the field is empty, or at the left."""
        if runs_left != self._runs_left:
            self._runs_left = runs_left
            self._suit()

    def be_for_reading(self) -> None:
        """Take no words, look like it, and say why."""
        self.setReadOnly(True)
        self.setProperty("kind", "reading")
        self.setToolTip(self.tr("This project is open for reading only."))

    def show_hint(self, hint: str) -> None:
        """Say what belongs here while nothing stands here."""
        self._hint = hint
        self.viewport().update()

    # how it stands

    @Slot()
    def _on_changed(self) -> None:
        self._suit()
        if not self._is_showing:
            self.typed.emit()

    def _suit(self) -> None:
        words = self.toPlainText()
        runs_left = is_right_to_left(words, self._runs_left)
        # Behind a Latin family Arabic letters ride up, and their lines are too low
        font = text_font(arabic=runs_left)
        if font != self.font():
            self.setFont(font)
        has_own = runs_left == is_right_to_left(words, not self._runs_left)
        directions = Qt.LayoutDirection
        plain = directions.RightToLeft if runs_left else directions.LeftToRight
        wanted = directions.LayoutDirectionAuto if has_own else plain
        option = self.document().defaultTextOption()
        if option.textDirection() != wanted:
            option.setTextDirection(wanted)
            self.document().setDefaultTextOption(option)

    @Slot()
    def _fit(self, *_: object) -> None:
        # the size that the signal tells of may be a pixel short of the one that holds afterwards
        height = ceil(self.document().size().height()) + 1 + scaled(_AROUND)
        least = self._lines * self.fontMetrics().lineSpacing() + 2 * scaled(_MARGIN) + scaled(_AROUND)
        wanted = min(max(height, least), scaled(_MOST))
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if height > scaled(_MOST) else policies.ScrollBarAlwaysOff
        )
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)
            self.updateGeometry()
            self._centre()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        """Let a line stand in the middle of a box that is higher, because its neighbour is."""
        spare = self.height() - self.minimumHeight() if self._is_line else 0
        if self.viewportMargins().top() != max(spare // 2, 0):
            self.setViewportMargins(0, max(spare // 2, 0), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and not self.toPlainText():
            # the toolkit's own hint stands at the left whatever the script is
            arabic = is_right_to_left(self._hint)
            side = Qt.AlignmentFlag.AlignRight if self._runs_left else Qt.AlignmentFlag.AlignLeft
            room = scaled(_MARGIN)
            side_room = room + 1
            box = QRectF(self.viewport().rect()).adjusted(side_room, room, -side_room, 0)
            box.setHeight(self.cursorRect().height() + 1)
            with QPainter(self.viewport()) as painter:
                # the style sheet gives the field's own palette another colour
                colour = QApplication.palette().placeholderText().color().name()
                write_at(painter, box, self._hint, colour, text_font(arabic=arabic), side)

    def sizeHint(self) -> QSize:
        return QSize(scaled(160), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(40), self.minimumHeight())

    # keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._leaves_to_window(event):
                event.ignore()
                return False
            if _is_control_enter(event):
                event.accept()
                return True
        return super().event(event)

    def _leaves_to_window(self, event: QKeyEvent) -> bool:
        """Tell whether a key has nothing to put back here, so that the project's own act gets it."""
        keys, steps = QKeySequence.StandardKey, self.document()
        can_undo, can_redo = steps.isUndoAvailable(), steps.isRedoAvailable()
        return (event.matches(keys.Undo) and not can_undo) or (event.matches(keys.Redo) and not can_redo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_control_enter(event):
            self.save_wanted.emit()
        elif self._is_line and event.key() in _ENTER:
            self.save_wanted.emit()
            if self.hasFocus():
                self.focusNextChild()
        elif self._leaves_to_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: object) -> None:
        """Take pasted words; a line takes them as one."""
        words = getattr(source, "text", str)()
        self.insertPlainText(" ".join(words.split()) if self._is_line else words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._is_line and event.reason() in by_tab:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu or another window in front is no leaving
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.document().clearUndoRedoStacks()
        self.left.emit()

    def take_keyboard(self) -> None:
        """Take the keyboard with all words chosen, so that typing replaces them."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        self.setTextCursor(cursor)


def _is_control_enter(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
