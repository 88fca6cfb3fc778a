"""The cards of what lies here: as many as are wanted, used again and again, and chosen among."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.look import Look
from gui.panels.cards import Card, Face, Meant
from gui.widgets.layout import column

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CardList(QWidget):
    """Shows faces on cards that stay: making a card takes longer than all else of a refresh.

    Ctrl, Shift and Space choose several codings; a memo on bare words is always chosen alone.
    """

    choice_wanted = Signal(object)  # tuple of keys; the last is the one meant first of all
    delete_wanted = Signal()
    menu_wanted = Signal(int, QPoint)  # key, global position
    left = Signal()
    reached = Signal(object)  # Card that was chosen, or came to by keys: it is to be in view

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pool: list[Card] = []
        self._faces: tuple[Face, ...] = ()
        self._chosen: tuple[int, ...] = ()
        self._meant = 0
        self._anchor = 0
        self._column = column(gap=6)
        self.setLayout(self._column)
        self.setAccessibleName(self.tr("Codings and memos here"))

    def cards(self) -> list[Card]:
        """Return the cards in use, in the order of the faces."""
        return self._pool[: len(self._faces)]

    def door(self) -> Card | None:
        """Return the card that the keyboard comes to: the chosen one, else the first."""
        cards = self.cards()
        return next((card for card in cards if card.isChecked()), next(iter(cards), None))

    def show_faces(self, faces: Sequence[Face], chosen: Sequence[int]) -> None:
        """Show these, and say which are chosen; the keyboard stays with what it was at."""
        holder = next((place for place, card in enumerate(self.cards()) if card.hasFocus()), None)
        held = self._faces[holder].key if holder is not None else 0
        self._faces, self._chosen = tuple(faces), tuple(chosen)
        meant = self._chosen[-1] if self._chosen else 0
        was_meant, self._meant = self._meant, meant
        while len(self._pool) < len(faces):
            self._pool.append(self._new_card(faces[len(self._pool)]))
        for card, face in zip(self._pool, faces, strict=False):
            card.show_face(face, face.key in chosen, face.key == meant)
            card.setVisible(True)
        if holder is not None:
            self._keep_keyboard(held, holder)
        for card in self._pool[len(faces) :]:
            card.hide()
        self._let_tab_stop_once()
        if meant != was_meant and (reached := self._card_of(meant)):
            self.reached.emit(reached)

    def show_anew(self, face: Face) -> None:
        """Show one of them with another face; the others, and what is chosen, stay as they are."""
        self._faces = tuple(face if one.key == face.key else one for one in self._faces)
        if card := self._card_of(face.key):
            card.show_face(face, card.isChecked(), face.key == self._meant)

    def _card_of(self, key: int) -> Card | None:
        return next((card for card in self.cards() if card.key == key), None)

    def _new_card(self, face: Face) -> Card:
        card = Card(self._look, face)
        card.pointed_at.connect(self._on_pointed_at)
        card.menu_wanted.connect(self.menu_wanted)
        card.key_pressed.connect(self._on_key)
        self._column.addWidget(card)
        return card

    def _keep_keyboard(self, key: int, place: int) -> None:
        """Follow what had the keyboard; where it is gone, go to what took its place, or leave."""
        there = self._card_of(key)
        if there is None and self._faces:
            there = self._pool[min(place, len(self._faces) - 1)]
        if there is None:
            self.left.emit()
        elif not there.hasFocus():
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_tab_stop_once(self) -> None:
        stop = next((card for card in self.cards() if card.hasFocus()), self.door())
        for card in self.cards():
            card.allow_tab(card is stop)

    # choosing

    @Slot(int, object)
    def _on_pointed_at(self, key: int, meant: Meant) -> None:
        if key < 0 or meant is Meant.ALONE:
            self._anchor = key
            self._want((key,))
        elif meant is Meant.ALSO:
            self._anchor = key
            others = tuple(each for each in self._codings_chosen() if each != key)
            self._want(others if key in self._chosen else (*others, key))
        else:
            self._want(self._stretch_to(key))

    def _stretch_to(self, key: int) -> tuple[int, ...]:
        """Return the codings from the one pointed at before to this one, this one last."""
        keys = [face.key for face in self._faces if not face.is_memo]
        start = keys.index(self._anchor) if self._anchor in keys else keys.index(key)
        end = keys.index(key)
        step = 1 if end >= start else -1
        return tuple(keys[place] for place in range(start, end + step, step))

    def _choose_all(self, last: int) -> None:
        keys = [face.key for face in self._faces if not face.is_memo and face.key != last]
        self._want((*keys, last) if last > 0 else tuple(keys))

    def _codings_chosen(self) -> tuple[int, ...]:
        return tuple(key for key in self._chosen if key > 0)

    def _want(self, keys: tuple[int, ...]) -> None:
        self.choice_wanted.emit(keys)

    @Slot(object)
    def _on_key(self, event: QKeyEvent) -> None:
        cards = self.cards()
        here = next((place for place, card in enumerate(cards) if card.hasFocus()), 0)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_all(cards[here].key)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _STEPS:
            self._go(here + _STEPS[Qt.Key(event.key())], event.modifiers())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else len(cards) - 1, event.modifiers())
        else:
            return
        event.accept()

    def _go(self, place: int, modifiers: Qt.KeyboardModifier) -> None:
        cards = self.cards()
        there = cards[min(max(place, 0), len(cards) - 1)]
        before = next((card.key for card in cards if card.hasFocus()), there.key)
        there.setFocus(Qt.FocusReason.OtherFocusReason)
        self._let_tab_stop_once()
        self.reached.emit(there)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and there.key > 0:
            if not self._codings_chosen():
                self._anchor = before
            self._want(self._stretch_to(there.key))
