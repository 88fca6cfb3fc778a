"""Working with codings and memos that are there: their segments, their doubts, and taking them back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot

from core.commands.sources import MarkCodable, MarkNotCodable
from core.model.ids import CodingId, MemoId
from core.model.span import Span
from gui.deeds.parts import Parts, on
from gui.widgets.menus import Menu


class Shaping(QObject):
    """Does to the chosen codings, or to the selection, what an act of the menu or a handle asks for."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._desk = parts.desk
        self._editor = parts.reading.editor
        acts, desk, editor = parts.acts, parts.desk, parts.reading.editor
        on(acts.unsure, self.toggle_unsure)
        on(acts.split, self.split)
        on(acts.join, lambda: desk.join(desk.chosen_codings))
        on(acts.copy_to_own, self.copy_to_own)
        on(acts.copy_to_consensus, self.copy_to_consensus)
        on(acts.delete, lambda: desk.delete_chosen())
        on(acts.not_codable, self.mark_not_codable)
        on(acts.codable, self.mark_codable)
        editor.remove_wanted.connect(lambda _: desk.delete_chosen())
        editor.segment_wanted.connect(self._on_segment_wanted)
        editor.hand.end_shown.connect(parts.inspector.show_dragged)
        editor.may_change = self._may_change
        editor.context_wanted.connect(self.open_menu)

    def toggle_unsure(self) -> None:
        """Mark the chosen codings as unsure; if all are unsure already, as sure."""
        found = self._desk.codings(self._desk.chosen_codings)
        if found:
            is_unsure = not all(coding.is_unsure for coding in found)
            self._desk.mark_unsure([coding.id for coding in found], is_unsure)

    def split(self) -> None:
        """Split the chosen coding where the caret stands."""
        if len(self._desk.chosen_codings) == 1:
            self._desk.split(self._desk.chosen_codings[0], self._editor.caret)

    def copy_to_own(self) -> None:
        """Copy the chosen codings into the layer of whoever codes now."""
        if self._desk.coder is not None:
            self._desk.copy_to(self._desk.chosen_codings, self._desk.coder.id)

    def copy_to_consensus(self) -> None:
        """Copy the chosen codings into the consensus, which is made on first use."""
        self._desk.copy_to_consensus(self._desk.chosen_codings)

    def mark_not_codable(self) -> None:
        """Take the selected words out of all comparisons."""
        source, span = self._desk.source, self._desk.selection
        if span and not self._editor.view.dresser().is_codable(span.start, span.end):
            self._parts.status.say(self.tr("None of this is codable already."))
        elif source and span and self._parts.bridge.run(MarkNotCodable(source.revision, span)):
            self._let_go(self.tr("Marked as not codable"))

    def mark_codable(self) -> None:
        """Let the selected words count again."""
        source, span = self._desk.source, self._desk.selection
        if span and not any(span.overlaps(one) for one in self._editor.view.not_codable):
            self._parts.status.say(self.tr("All of this is codable already."))
        elif source and span and self._parts.bridge.run(MarkCodable(source.revision, span)):
            self._let_go(self.tr("Marked as codable"))

    def _let_go(self, words: str) -> None:
        # Selected words keep their ink: what was done is seen when they are let go
        self._editor.view.deselect()
        self._parts.status.say_done(words)

    @Slot(int, object)
    def _on_segment_wanted(self, key: int, span: Span) -> None:
        # A memo on bare words counts below zero
        if key < 0:
            self._desk.move_memo(MemoId(-key), span)
        else:
            self._desk.move(CodingId(key), span)

    def _may_change(self, key: int) -> bool:
        if self._parts.bridge.session.is_read_only:
            return False
        if key < 0:
            memo = self._desk.memo(MemoId(-key))
            return memo is not None and self._desk.wrote(memo)
        coding = self._desk.coding(CodingId(key))
        return coding is not None and self._desk.is_own(coding)

    @Slot(object)
    def open_menu(self, place: QPoint) -> None:
        """Open the menu of the place that was clicked."""
        menu = Menu(self._parts.look, self._parts.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts = self._parts.acts
        menu.addActions([acts.give, acts.give_again, acts.in_vivo, acts.memo])
        menu.addSeparator()
        menu.addActions([acts.change_code, acts.unsure, acts.split, acts.join, acts.copy_to_own])
        menu.addActions([acts.copy_to_consensus, acts.delete])
        menu.addSeparator()
        copy = menu.addAction(self.tr("Copy the words"))
        copy.setEnabled(self._desk.selection is not None)
        copy.triggered.connect(lambda: self._editor.view.copy())
        menu.addActions([acts.not_codable, acts.codable, acts.find])
        menu.popup(place)
