"""A field of words and the place where they are kept: saved when it is left, and never lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.codebook.form.editing import Editing
from gui.codebook.form.places import Key, Place, Thing, key_of
from gui.codebook.form.words_field import WordsField
from gui.widgets.layout import label

_PAUSE = 1_000  # milliseconds after the last key


class Kept(QObject):
    """A field whose words are kept at a place: when it is left, after a pause, and when asked."""

    changed = Signal()  # whether something is unsaved

    def __init__(self, editing: Editing, place: Place, field: WordsField) -> None:
        super().__init__(field)
        self._editing = editing
        self._key: Key | None = None
        self._stored = ""
        self._has_paused = False
        self.place = place
        self.field = field
        self.problem = label("", "bad", -1, wraps=True)
        self.problem.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)
        field.typed.connect(self._on_typed)
        field.left.connect(self.save)
        field.save_wanted.connect(self.save)
        if editing.is_read_only:
            field.be_for_reading()

    @property
    def is_unsaved(self) -> bool:
        """Tell whether the field holds words that the project does not."""
        return self._key is not None and self.field.words() != self._stored.strip()

    def show_thing(self, thing: Thing | None) -> None:
        """Show another code or family, or what is new of this one; words that wait are kept for it."""
        key = None if thing is None else key_of(thing)
        stored = "" if thing is None else self.place.words(thing)
        if key == self._key:
            if self._editing.is_replacing:
                return
            is_touched, self._stored = self.is_unsaved, stored
            if not is_touched:
                self._show(stored)
            return
        if self._key is not None and self.is_unsaved:
            self._editing.drafts[self._key, self.place] = self.field.words()
        self._pause.stop()
        self._key, self._stored = key, stored
        draft = None if key is None else self._editing.drafts.pop((key, self.place), None)
        self._show(stored if draft is None else draft)
        if draft is not None:
            self.save()

    def _show(self, words: str) -> None:
        # The cursor stays where the same words come back trimmed
        if not (self.field.hasFocus() and self.field.words() == words.strip()):
            self.field.show_words(words)
        self._say("")

    def take_place(self, place: Place, thing: Thing | None) -> None:
        """Keep the words elsewhere from now on: in another language."""
        if place != self.place:
            self.show_thing(None)
            self.place = place
            self.show_thing(thing)

    @Slot()
    def _on_pause(self) -> None:
        self.save()
        self._has_paused = True

    @Slot()
    def save(self) -> None:
        """Bring the words into the project; where it refuses, they stay and the reason stands below."""
        self._pause.stop()
        goes_on, self._has_paused = self._has_paused, False
        if self._key is None or self._editing.is_read_only:
            return
        if not self.is_unsaved:
            self._say("")
            return
        # Known as stored while it is stored: the news of it comes back before `store` does
        before, self._stored = self._stored, self.field.words()
        problem = self._editing.store(self._key, self.place, self._stored, goes_on=goes_on)
        if problem:
            self._stored = before
        self._say(problem)
        self.changed.emit()

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)

    @Slot()
    def _on_typed(self) -> None:
        if self.is_unsaved:
            self._pause.start()
        self.changed.emit()
