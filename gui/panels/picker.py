"""The picker: type some letters of a code's name beside the selection, Enter gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLayout, QWidget

from core.model.ids import CodeId
from core.model.scheme import LONGEST_NAME, OPEN_CODES, Code
from gui.bridge import SessionBridge
from gui.look import Look
from gui.models.offered import NewName, OfferedCodes
from gui.panels.chosen_line import ChosenLine
from gui.panels.entry_list import EntryList
from gui.panels.rule import RulePane
from gui.style import scaled
from gui.widgets.beside import MARGIN, place_beside
from gui.widgets.controls import SearchField, is_mirrored
from gui.widgets.layout import column, hairline, label, row
from gui.widgets.shadow import Shadow

WIDTH, HEIGHT, LIST_WIDTH = 690, 336, 336
_AWAY = 18
# Milliseconds after which a window that was opened has nothing else to do
_WARM_AFTER = 400
# the second for where an input method has taken the first
_MARK_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Picker(QFrame):
    """A popup inside the window: it keeps the text in view and leaves when the keyboard does.

    Codes that were marked are given together, in the order they were marked; with none marked the one
    under the bar is given.
    """

    given = Signal(object, bool, bool)  # tuple of code ids, is unsure, with a memo
    new_wanted = Signal(str, bool, bool)  # name of a code to be made and given, likewise
    closed = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._offered = OfferedCodes(bridge, self)
        self._recent: Sequence[CodeId] = ()
        self._nearby: Sequence[CodeId] = ()
        self._marked: list[Code] = []
        self._is_change = False
        self.setProperty("kind", "popup")
        self.setAccessibleName(self.tr("Give a code"))
        self.field = SearchField(look, self.tr("Find a code by any of its names"))
        self.list = EntryList(look, self.tr("Codes to give"), self.field, marks=True)
        self.list.setFixedWidth(scaled(LIST_WIDTH))
        self.chosen = ChosenLine(look)
        self.rule = RulePane(look, side=8)
        self._build()
        self._connect()
        self._bind_keys()
        Shadow(look, self)
        self.hide()
        self._idle = QTimer(self, singleShot=True, interval=_WARM_AFTER)
        self._idle.timeout.connect(self._warm)
        self._idle.start()

    def open(
        self,
        selection: QRect,
        recent: Sequence[CodeId],
        nearby: Sequence[CodeId] = (),
        *,
        is_change: bool = False,
    ) -> None:
        """Show the picker beside a selection given in global coordinates.

        Codes used last and nearby lead the list. A change takes one code that is there: none are marked,
        none are made, and there is no doubt or memo to be given along.
        """
        self._idle.stop()
        self._recent, self._nearby, self._is_change = tuple(recent), tuple(nearby), is_change
        for part in self._giving:
            part.setVisible(not is_change)
        for key in self._giving_keys:
            key.setEnabled(not is_change)
        self.list.set_marks(not is_change)
        self._show_marks([])
        self.field.clear()
        self._on_typed("")
        self._place(selection)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _warm(self) -> None:
        """Do what the first opening takes longest for while nobody waits: style, layout and letters."""
        if self._window.isVisible():
            self._on_typed("")
            self._fit()
            self.grab()

    def dismiss(self) -> None:
        """Close without giving anything."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    @property
    def marked(self) -> tuple[CodeId, ...]:
        """Return the codes that are marked, in the order they were."""
        return tuple(code.id for code in self._marked)

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
            if event.type() == QEvent.Type.ShortcutOverride and _is_mark(event):
                event.accept()  # the window has an act of its own on one of these keys
                return True
        elif watched is self.field and event.type() == QEvent.Type.FocusOut and not self._keyboard_stays():
            self.dismiss()
        return super().eventFilter(watched, event)

    def _keyboard_stays(self) -> bool:
        holder = QApplication.focusWidget()
        return holder is not None and (holder is self or self.isAncestorOf(holder))

    def _on_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key == Qt.Key.Key_Backspace and self._marked and not self.field.text():
            self._show_marks(self._marked[:-1])
        elif _is_mark(event):
            self._on_mark_wanted(self.list.current)
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.rule.step(back=key == Qt.Key.Key_Up)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in _PLAIN:
            self._give()
        else:
            return False
        return True

    def _bind_keys(self) -> None:
        """Bind what goes with giving as shortcuts: they find their letter on an Arabic keyboard too."""
        self._giving_keys = [
            self._bind(keys, does)
            for keys, does in (
                ("Alt+U", lambda: self._give(is_unsure=True)),
                ("Alt+M", lambda: self._give(with_memo=True)),
                ("Alt+N", self._give_new),
            )
        ]

    def _bind(self, keys: str, does: Callable[[], object]) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(does)
        return made

    # what is shown

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        can_add = not self._is_change
        self.list.show_entries(self._offered.rows(words, self._recent, self._nearby, can_add=can_add))

    @Slot(object)
    def _on_under_bar(self, payload: object) -> None:
        if isinstance(payload, NewName):
            words = self.tr("Becomes a code in {family}. Its rule can be written later.")
            self.rule.show_words(payload.name, words.format(family=OPEN_CODES))
        elif self._offered.is_empty:
            words = self.tr("It becomes the first code, in {family}.")
            self.rule.show_words(self.tr("Type a name"), words.format(family=OPEN_CODES))
        else:
            self.rule.show_code(payload if isinstance(payload, Code) else None)
        self._show_keys()

    @Slot()
    def _show_keys(self) -> None:
        count = len(self._marked)
        if self._is_change:
            enter = self.tr("change")
        elif count:
            enter = self.tr("give %n code(s)", "", count)
        else:
            enter = self.tr("make and give") if isinstance(self.list.current, NewName) else self.tr("give")
        _say(self._enter, "Enter", enter)
        self._new_key.setVisible(
            not self._is_change and self._offered.new_name(self.field.text()) is not None
        )
        self._rule_key.setVisible(self.rule.has_more)

    # marks

    @Slot(object)
    def _on_mark_wanted(self, payload: object) -> None:
        if isinstance(payload, Code) and not self._is_change:
            there = [code for code in self._marked if code.id != payload.id]
            self._show_marks(there if len(there) < len(self._marked) else [*there, payload])
            # the next letters look for the next code
            self.field.selectAll()

    def _show_marks(self, marked: list[Code]) -> None:
        self._marked = marked
        self.list.mark(marked)
        self.chosen.show_entries(self._offered.entries_of(self.marked))
        self._chosen_part.setVisible(bool(marked))
        self._show_keys()

    # giving

    @Slot(object)
    def _on_clicked(self, payload: object) -> None:
        """Give what was clicked, together with what is marked."""
        if isinstance(payload, NewName):
            self._give_new()
        elif isinstance(payload, Code):
            self._leave_with(tuple(dict.fromkeys((*self.marked, payload.id))))

    def _give(self, *, is_unsure: bool = False, with_memo: bool = False) -> None:
        current = self.list.current
        if self._marked:
            self._leave_with(self.marked, is_unsure, with_memo)
        elif isinstance(current, Code):
            self._leave_with((current.id,), is_unsure, with_memo)
        elif isinstance(current, NewName):
            self.dismiss()
            self.new_wanted.emit(current.name, is_unsure, with_memo)

    def _leave_with(
        self, codes: tuple[CodeId, ...], is_unsure: bool = False, with_memo: bool = False
    ) -> None:
        self.dismiss()
        self.given.emit(codes, is_unsure, with_memo)

    def _give_new(self) -> None:
        """Make a code of the words that were typed; what is marked is given along."""
        name = self._offered.new_name(self.field.text())
        if name is not None:
            marked = self.marked
            self.dismiss()
            if marked:
                self.given.emit(marked, False, False)
            self.new_wanted.emit(name, False, False)

    # building

    def _build(self) -> None:
        rule = _filled(QPalette.ColorRole.Window, column(self.rule, edges=(8, 12, 8, 8)))
        self._enter, self._new_key, self._rule_key, close = (
            label("", "ink2", -2, is_rich=True) for _ in range(4)
        )
        mark, unsure, memo = (label("", "ink2", -2, is_rich=True) for _ in range(3))
        for part, keys, words in (
            (mark, "Ctrl+Space", self.tr("mark")),
            (unsure, "Alt+U", self.tr("unsure")),
            (memo, "Alt+M", self.tr("with memo")),
            (self._new_key, "Alt+N", self.tr("new code")),
            (self._rule_key, "Alt+↓", self.tr("rule")),
            (close, "Esc", self.tr("close")),
        ):
            _say(part, keys, words)
        self._giving = [mark, unsure, memo]
        foot = row(
            self._enter, mark, unsure, memo, self._new_key, None, self._rule_key, close,
            gap=14, edges=(16, 7, 16, 8),
        )  # fmt: skip
        self._chosen_part = QWidget()
        self._chosen_part.setLayout(row(self.chosen, edges=(10, 0, 10, 8)))
        listing = _filled(QPalette.ColorRole.Base, column(self.list, gap=0, edges=(0, 6, 0, 6)))
        middle = row(listing, hairline(True), rule, gap=0)
        middle.setStretch(2, 1)
        head = column(row(self.field, edges=(10, 10, 10, 8)), self._chosen_part, gap=0)
        body = column(head, hairline(), middle, hairline(), foot, gap=0)
        body.setContentsMargins(1, 1, 1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.field.setMaxLength(LONGEST_NAME)
        self.field.textEdited.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.under_bar.connect(self._on_under_bar)
        self.list.chosen.connect(self._on_clicked)
        self.list.mark_wanted.connect(self._on_mark_wanted)
        self.chosen.taken_back.connect(self._on_mark_wanted)
        self.rule.verticalScrollBar().rangeChanged.connect(self._show_keys)

    def _fit(self) -> None:
        self.setFixedSize(
            min(scaled(WIDTH), self._window.width() - 2 * MARGIN),
            min(scaled(HEIGHT), self._window.height() - 2 * MARGIN),
        )

    def _place(self, selection: QRect) -> None:
        self._fit()
        corner = self._window.mapFromGlobal(selection.topLeft())
        words, area = QRect(corner, selection.size()), self._window.rect()
        self.move(place_beside(words, self.size(), area, scaled(_AWAY), is_mirrored=is_mirrored(self)))


def _is_mark(event: QKeyEvent) -> bool:
    return event.key() in _MARK_KEYS and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _say(part: QLabel, keys: str, words: str) -> None:
    part.setText(f"<b>{keys}</b> {words}")


def _filled(role: QPalette.ColorRole, layout: QLayout) -> QWidget:
    """Return a plain area that hides what lies behind: else each key would paint the text below anew."""
    made = QWidget()
    made.setBackgroundRole(role)
    made.setAutoFillBackground(True)
    made.setLayout(layout)
    return made
