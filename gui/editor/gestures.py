"""What hands do in the text, as acts: keys and clicks come in, signals go out.

| key | act |
| --- | --- |
| arrows, with Shift to select | go by a character or a line |
| Ctrl+Shift+Left, Ctrl+Shift+Right | select by word |
| Ctrl+Shift+Up, Ctrl+Shift+Down | grow the selection to word, sentence, paragraph, turn; shrink it again |
| Alt+Left, Alt+Right (or with Ctrl) | move the end of the chosen coding by a word; with Shift its start |
| Alt+Shift+Down, Alt+Shift+Up (Ctrl+Alt) | choose the next coding too; let go of the last one again |
| Enter | open the picker on the selection, or hear that there is none |
| a character | give the code with this shortcut to the selection |
| Delete, Backspace | remove the chosen coding |
| Esc | put back what is being dragged; deselect; then choose nothing |
| Ctrl+wheel | size of the text |

A click chooses the shortest coding of a place, the next click the next longer one. With Ctrl it adds a coding
to those chosen, or takes it away; with Shift it adds all up to there, or reaches with the selection.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from core.model.span import Span
from core.text.reach import grown
from core.text.turns import Turn, turns
from gui.editor.caret import Caret, goes_forward
from gui.editor.choice import Choice, after_click, extended, toggled, toggled_at
from gui.editor.ends import moved_by_word
from gui.editor.hand import Hand
from gui.editor.shown import ShownCoding
from gui.editor.steps import Step, where_to
from gui.editor.view import SourceView
from gui.widgets.tips import tip

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_WHEEL_STEP = 120
_MOST_DESCRIBED, _MOST_NAMED = 3, 12
_QUICKLY_READ = 300_000

Act = Callable[[], bool]


class Gestures(QObject):
    """Listens to the view; knows which coding is chosen, and what the selection grew from."""

    chosen = Signal(object)  # coding id | None, wherever it stands
    choice_wanted = Signal(object)  # tuple of coding ids, of what is in view
    segment_wanted = Signal(int, object)  # coding id, Span
    code_wanted = Signal()
    remove_wanted = Signal(int)
    key_typed = Signal(str)
    context_wanted = Signal(object)  # QPoint
    size_wanted = Signal(int)  # steps up or down

    def __init__(self, view: SourceView, hand: Hand) -> None:
        super().__init__(view)
        self._view = view
        self._hand = hand
        self._caret = Caret(view)
        self._choice: Choice = ()
        self._turns: Sequence[Turn] | None = None
        self._smaller: list[tuple[int, int]] = []
        self._grown: Span | None = None
        self._wheel = 0
        self._acts = self._acts_by_key()
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        hand.clicked.connect(self._on_clicked)

    def set_turns(self, turns: Sequence[Turn] | None) -> None:
        """Say who speaks where; until then a text that is not long is asked itself."""
        self._turns = turns

    def set_choice(self, ids: Choice) -> None:
        """Say which codings are chosen, however that came about."""
        self._choice = ids

    @property
    def _chosen(self) -> int | None:
        return self._choice[-1] if self._choice else None

    @Slot(int, Qt.KeyboardModifier)
    def choose_too(self, coding_id: int, modifiers: Qt.KeyboardModifier) -> None:
        """Choose a coding beside the others: with Ctrl this one, with Shift all up to it."""
        coding = self._view.index.get(coding_id)
        if coding and modifiers & _SHIFT:
            self.choice_wanted.emit(extended(self._choice, coding, self._view.index))
        elif coding:
            self.choice_wanted.emit(toggled(self._choice, coding_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            if not by_key and self._view.selected_span is None:
                self._choose_for_menu(QPointF(self._view.viewport().mapFromGlobal(event.globalPos())))
            self.context_wanted.emit(self._view.caret_point() if by_key else event.globalPos())
            return True
        if isinstance(event, QWheelEvent) and event.modifiers() & _CONTROL:
            self._turn_wheel(event.angleDelta().y())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_codings_at(event)
            return True
        if isinstance(event, QKeyEvent) and watched is self._view:
            if event.type() == QEvent.Type.KeyPress:
                QToolTip.hideText()  # a long one would stay for a minute, over the words in question
                return self._handle(event)
            if event.type() == QEvent.Type.ShortcutOverride and self._is_code_key(event):
                event.accept()
                return True
        return False

    def _handle(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False leaves it to the view."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act := self._acts.get((event.key(), modifiers)):
            return act()
        if self._is_code_key(event):
            self.key_typed.emit(event.text())
            return True
        return False

    def _acts_by_key(self) -> dict[tuple[int, Qt.KeyboardModifier], Act]:
        key = Qt.Key
        acts: dict[tuple[int, Qt.KeyboardModifier], Act] = {}
        for arrow in (key.Key_Left, key.Key_Right):
            acts[arrow, _NONE] = partial(self._caret.step, arrow, selects=False)
            acts[arrow, _SHIFT] = partial(self._caret.step, arrow, selects=True)
            # Some desktops keep Ctrl+Alt and arrows for themselves
            for held in (_ALT, _CONTROL | _ALT):
                acts[arrow, held] = partial(self._move_end, arrow, is_start=False)
                acts[arrow, held | _SHIFT] = partial(self._move_end, arrow, is_start=True)
        return acts | {
            (key.Key_Escape, _NONE): self._let_go,
            (key.Key_Return, _NONE): self._ask_for_code,
            (key.Key_Enter, _NONE): self._ask_for_code,
            (key.Key_Delete, _NONE): self._ask_for_removal,
            (key.Key_Backspace, _NONE): self._ask_for_removal,
            (key.Key_Up, _CONTROL | _SHIFT): self.grow,
            (key.Key_Down, _CONTROL | _SHIFT): self.shrink,
            (key.Key_Down, _ALT | _SHIFT): lambda: self._choose_further(back=False),
            (key.Key_Up, _ALT | _SHIFT): lambda: self._choose_further(back=True),
            (key.Key_Down, _CONTROL | _ALT): lambda: self._choose_further(back=False),
            (key.Key_Up, _CONTROL | _ALT): lambda: self._choose_further(back=True),
        }

    def _is_code_key(self, event: QKeyEvent) -> bool:
        """Tell whether a key is a plain character, while something is selected that it could code."""
        text = event.text()
        is_plain = not event.modifiers() & (_CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier)
        is_character = len(text) == 1 and text.isprintable() and not text.isspace()
        return is_plain and is_character and self._view.selected_span is not None

    def _ask_for_code(self) -> bool:
        self.code_wanted.emit()
        return True

    def _ask_for_removal(self) -> bool:
        if self._chosen is None:
            return False
        self.remove_wanted.emit(self._chosen)
        return True

    def _turn_wheel(self, turn: int) -> None:
        self._wheel += turn
        steps = int(self._wheel / _WHEEL_STEP)
        if steps:
            self._wheel -= steps * _WHEEL_STEP
            self.size_wanted.emit(steps)

    def _let_go(self) -> bool:
        if self._hand.put_back():
            return True
        if self._view.textCursor().hasSelection():
            self._view.deselect()
        elif self._chosen is not None:
            self.chosen.emit(None)
        else:
            return False
        return True

    def grow(self) -> bool:
        """Select the next larger reach around the selection or the caret: word, sentence and so on."""
        now = self._view.selected_span
        start, end = (now.start, now.end) if now else (self._view.caret, self._view.caret)
        larger = grown(self._view.text, start, end, self._known_turns())
        if larger is None:
            return True
        if now is None or now != self._grown:
            self._smaller.clear()
        self._smaller.append((start, end))
        self._grown = larger
        self._view.select(larger)
        return True

    def _known_turns(self) -> Sequence[Turn]:
        if self._turns is None and len(self._view.text) <= _QUICKLY_READ:
            self._turns = turns(self._view.text)
        return self._turns or ()

    def shrink(self) -> bool:
        """Go back to what the selection grew from."""
        if self._smaller and self._view.selected_span == self._grown:
            self._view.select_between(*self._smaller.pop())
            self._grown = self._view.selected_span
        return True

    def _choose_further(self, back: bool) -> bool:
        """Choose the next coding too; one that is chosen already takes the place of the last."""
        view = self._view
        found = where_to(view, view.index.get(self._chosen), Step.CODING, back)
        if isinstance(found, ShownCoding):
            others = self._choice[:-1] if found.id in self._choice else self._choice
            self.choice_wanted.emit((*(one for one in others if one != found.id), found.id))
            view.reveal(found.span)
        return True

    def _move_end(self, arrow: Qt.Key, is_start: bool) -> bool:
        """Move an end of the chosen coding by a word, in the direction of an arrow."""
        view = self._view
        if coding := view.index.get(view.painter.movable):
            place = coding.span.start if is_start else coding.span.end
            forward = goes_forward(view, arrow, place)
            span = moved_by_word(view.text, coding.span, is_start, forward)
            if span != coding.span:
                self.segment_wanted.emit(coding.id, span)
                view.reveal(Span(span.start, span.end) if is_start else Span(span.end - 1, span.end))
        return True

    def _show_codings_at(self, event: QHelpEvent) -> None:
        """Name the codings under the mouse, also those that found no underline."""
        offset = self._view.offset_under(QPointF(event.pos()))
        here = [] if offset is None else self._view.index.touching(offset, offset + 1)
        QToolTip.showText(event.globalPos(), tip(self._described(here)), self._view.viewport())

    def _described(self, here: Sequence[ShownCoding]) -> str:
        """Tell all of the shortest codings, and of many more the names: a tooltip must not hide the text."""
        nearest = sorted(here, key=lambda coding: len(coding.span))
        told = [self._view.describe(coding) for coding in nearest[:_MOST_DESCRIBED]]
        if rest := nearest[_MOST_DESCRIBED:]:
            names = ", ".join(coding.name for coding in rest[:_MOST_NAMED])
            told.append(self.tr("and %n more: {names}", "", len(rest)).format(names=names))
        return "\n\n".join(told)

    def _choose_for_menu(self, point: QPointF) -> None:
        """Choose the coding that a menu is asked for, unless it is chosen already."""
        offset = self._view.offset_under(point)
        here = [] if offset is None else self._view.index.touching(offset, offset + 1)
        if here and not {coding.id for coding in here} & set(self._choice):
            self.choice_wanted.emit((after_click(here, None),))

    @Slot(QPointF, Qt.KeyboardModifier)
    def _on_clicked(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        offset = self._view.offset_under(point)
        here = [] if offset is None else self._view.index.touching(offset, offset + 1)
        if modifiers & _SHIFT and not (here and self._choice):
            self._hand.extend_to(point)
        elif here and modifiers & _SHIFT:
            self.choose_too(after_click(here, None), modifiers)
        elif here and modifiers & _CONTROL:
            self.choice_wanted.emit(toggled_at(self._choice, here))
        elif here:
            self.choice_wanted.emit((after_click(here, self._chosen),))
        elif self._choice and not modifiers:
            self.chosen.emit(None)
