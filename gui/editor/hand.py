"""The mouse in the text: it selects, takes hold of ends, carries words away, and clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QBasicTimer,
    QElapsedTimer,
    QEvent,
    QMimeData,
    QObject,
    QPointF,
    Qt,
    QTimerEvent,
    Signal,
)
from PySide6.QtGui import QClipboard, QGuiApplication, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from core.model.span import Span
from core.text.clusters import border_after, border_before
from gui.editor.drag import carry, picture_of, segment_mime
from gui.editor.grains import Grain, character_at, paragraph_at, word_at
from gui.editor.grips import CodingEnd, Grip, Selecting
from gui.editor.handles import Handle, handles_of, sides_of
from gui.editor.long_text import Standing
from gui.editor.view import SourceView

_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton
# A hand that clicks moves so little; a letter that it selects is wider
_UNSTEADY_PIXELS = 3
_SCROLL_MS = 40
_PIXELS_A_LINE = 12


class Hand(QObject):
    """Hears the mouse before the view does; what a press means is decided where it lands."""

    clicked = Signal(QPointF, Qt.KeyboardModifier)  # without a drag
    end_shown = Signal(object)  # ShownCoding, as it would be
    segment_wanted = Signal(int, object)  # coding id, Span

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed_at: QPointF | None = None
        self._at = QPointF()
        # what was at the top when the hand took hold
        self._stood: Standing | None = None
        self._grip: Grip | None = None
        self._knob: Handle | None = None
        self._is_on_words = False
        self._is_exact = False
        self._steady = 0
        self._double: QPointF | None = None
        self._since_double = QElapsedTimer()
        self._edge = EdgeScroll(view)
        self._edge.scrolled.connect(self._drag)
        # carrying holds until the hand lets go; a test has no hand
        self.carry: Callable[[QWidget, QMimeData, QPixmap], None] = carry
        view.viewport().installEventFilter(self)
        view.viewport().setMouseTracking(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseMove:
            return self._move(event)
        if event.button() != _LEFT:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self._double = event.position()
            self._since_double.start()
            self._select_by(word_at, event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._release(event)
        return True

    def put_back(self) -> bool:
        """Undo what is being dragged, and hold it no longer; False where nothing is."""
        grip = self._grip
        if grip is None or self._pressed_at is not None:
            return False
        self._grip = None
        self._edge.stop()
        grip.put_back()
        if self._stood is not None:
            self._view.stand_at(self._stood)
        return True

    def forget(self) -> None:
        """Hold nothing any more: another text is shown."""
        self._grip = self._knob = self._pressed_at = None
        self._stood = None
        self._is_on_words = False
        self._edge.stop()

    def extend_to(self, point: QPointF) -> None:
        """Let the selection reach from where it began to a point."""
        self._view.select_between(self._view.anchor, self._place(point))

    # From a press to its end

    def _press(self, event: QMouseEvent) -> None:
        self._at = self._pressed_at = event.position()
        self._stood = self._view.standing()
        self._is_on_words = False
        self._knob = None
        self._steady = QApplication.startDragDistance()
        if self._is_third(event.position()):
            self._select_by(paragraph_at, event.position())
        elif knob := self._knob_under(event.position()):
            self._knob, self._pressed_at = knob, None
            self._grip = self._grip_on(knob)
        elif event.modifiers() & _SHIFT:
            self._grip = Selecting(self._view, character_at, (self._view.anchor, self._view.anchor))
        elif not event.modifiers() and self._is_on_selection(event.position()):
            self._is_on_words = True
        else:
            place = self._place(event.position())
            self._view.select_between(place, place)
            self._grip = Selecting(self._view, character_at, (place, place))
            if not event.modifiers():
                self._steady = _UNSTEADY_PIXELS

    def _is_third(self, point: QPointF) -> bool:
        """Tell whether a press is the third of three clicks."""
        before, self._double = self._double, None
        if before is None or (point - before).manhattanLength() >= QApplication.startDragDistance():
            return False
        return not self._since_double.hasExpired(QApplication.doubleClickInterval())

    def _select_by(self, grain: Grain, point: QPointF) -> None:
        """Select what a double or triple click means; the drag that follows goes on in such steps."""
        self._pressed_at = None
        under = self._view.offset_under(point)
        first = grain(self._view.text, self._place(point) if under is None else under)
        self._view.select_between(*first)
        self._grip = Selecting(self._view, grain, first)

    def _move(self, event: QMouseEvent) -> bool:
        if not event.buttons() & _LEFT:
            self._show_what_is_under(event.position())
            return False
        self._at, self._is_exact = event.position(), bool(event.modifiers() & _ALT)
        if self._pressed_at is not None:
            if (self._at - self._pressed_at).manhattanLength() < self._steady:
                return True
            self._pressed_at = None
            if self._is_on_words:
                self._carry_words()
        if self._grip:
            self._edge.follow(self._at.y())
            self._drag()
        return True

    def _drag(self) -> None:
        if self._grip is None:
            return
        point = self._at
        if self._knob and self._knob.is_beside(point.y()):
            point = QPointF(point.x(), self._knob.middle)
        else:
            self._knob = None
        self._grip.drag_to(self._place(point), self._is_exact)

    def _release(self, event: QMouseEvent) -> None:
        self._edge.stop()
        grip, self._grip = self._grip, None
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is not None:
            self._click(event)
        elif grip:
            grip.let_go()
        if self._view.selected_span and QGuiApplication.clipboard().supportsSelection():
            self._view.copy(QClipboard.Mode.Selection)

    def _click(self, event: QMouseEvent) -> None:
        if self._is_on_words:
            place = self._place(event.position())
            self._view.select_between(place, place)
        self.clicked.emit(event.position(), event.modifiers())

    def _carry_words(self) -> None:
        self._is_on_words = False
        if span := self._view.selected_span:
            words = self._view.text[span.start : min(span.end, span.start + 200)]
            viewport = self._view.viewport()
            self.carry(
                viewport,
                segment_mime(span),
                picture_of(words, self._view.theme, viewport.devicePixelRatioF()),
            )

    # What is where

    def _place(self, point: QPointF) -> int:
        """Return the border between characters that is nearest to a point, also beyond the edges."""
        view, box = self._view, self._view.viewport().rect()
        inside = QPointF(point.x(), min(max(point.y(), box.top()), box.bottom()))
        under = view.offset_under(inside)
        if under is None:
            cursor = view.cursorForPosition(inside.toPoint())
            return border_before(view.text, view.offsets.from_view(cursor.position()))
        # The toolkit's own answer inside a letter with several marks is the end of the line
        character = Span(border_before(view.text, under), border_after(view.text, under + 1))
        sides = sides_of(character, view.placed_blocks(), view.offsets)
        is_nearer_end = sides is not None and abs(point.x() - sides[1]) < abs(point.x() - sides[0])
        return character.end if is_nearer_end else character.start

    def _knob_under(self, point: QPointF) -> Handle | None:
        if (held := self._view.painter.handled) is None:
            return None
        view = self._view
        handles = handles_of(held, view.placed_blocks(), view.offsets, view.text)
        return next((handle for handle in handles if handle.is_under(point)), None)

    def _grip_on(self, knob: Handle) -> Grip | None:
        view = self._view
        if span := view.selected_span:
            fixed = span.end if knob.is_start else span.start
            return Selecting(view, character_at, (fixed, fixed))
        coding = view.index.get(view.painter.movable)
        if coding is None:
            return None
        return CodingEnd(view, coding, knob.is_start, self.end_shown.emit, self.segment_wanted.emit)

    def _is_on_selection(self, point: QPointF) -> bool:
        span = self._view.selected_span
        return span is not None and self._view.is_on(span, point)

    def _show_what_is_under(self, point: QPointF) -> None:
        """Say by the mouse's shape what a press here would take hold of."""
        if self._knob_under(point):
            shape = Qt.CursorShape.SizeHorCursor
        elif self._is_on_selection(point):
            shape = Qt.CursorShape.ArrowCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)


class EdgeScroll(QObject):
    """Scrolls while the hand stays beyond an edge of the view, the faster the further it is out."""

    scrolled = Signal()

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QBasicTimer()
        self._lines = 0

    def follow(self, y: float) -> None:
        """Take where the hand is."""
        below = y - self._view.viewport().height()
        if y >= 0 and below <= 0:
            self.stop()
            return
        self._lines = 1 + int(below / _PIXELS_A_LINE) if below > 0 else int(y / _PIXELS_A_LINE) - 1
        if not self._timer.isActive():
            self._timer.start(_SCROLL_MS, self)

    def stop(self) -> None:
        """Scroll no further."""
        self._timer.stop()

    def timerEvent(self, event: QTimerEvent) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._lines)
        self.scrolled.emit()
