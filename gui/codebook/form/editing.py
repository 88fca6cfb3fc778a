"""What is edited in the form, and how edits reach the project: one step each, with the reason that stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.commands.scheme import EditCode, EditFamily, PlaceCodes, RetireCodes, ReviveCodes
from core.errors import GlossatorError
from gui.bridge import SessionBridge, sentence
from gui.codebook.form.places import Key, Place, Thing, edit_of, key_of, thing_at
from gui.codebook.form.words_field import WordsField
from gui.codebook.meant import Meant
from gui.widgets.layout import label
from gui.words import shortened

Reasoned = EditCode | EditFamily | PlaceCodes | RetireCodes | ReviveCodes

_PAUSE = 1_000  # milliseconds after the last key


class Editing(QObject):
    """Knows the code or family in the form. Words that were refused wait here until they can be stored."""

    refused = Signal(str)

    def __init__(self, bridge: SessionBridge, meant: Meant, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._meant = meant
        self.thing: Thing | None = None
        self.drafts: dict[tuple[Key, Place], str] = {}
        self.reason: Callable[[], str] = str
        self._unexplained: list[Reasoned] = []
        self._is_running = False
        bridge.changed.connect(self._on_changed)

    @property
    def is_read_only(self) -> bool:
        """Tell whether nothing can be edited."""
        return self.bridge.session.is_read_only

    def now(self, key: Key) -> Thing | None:
        """Return a code or family as the project has it."""
        return thing_at(self.bridge.scheme(), key)

    def store(self, key: Key, place: Place, words: str) -> str:
        """Let words stand in a field; return why they cannot, or nothing."""
        thing = self.now(key)
        if thing is None:
            return ""
        said = self.tr("{name} saved").format(name=shortened(thing.name))
        return self.run(edit_of(thing, place.values(thing, words), self.reason()), said)

    def change(self, **values: object) -> str:
        """Give fields of what is shown other values; return why that cannot be, or nothing."""
        if self.thing is None:
            return ""
        said = self.tr("{name} saved").format(name=shortened(self.thing.name))
        return self.run(edit_of(self.thing, values, self.reason()), said)

    def run(self, command: Reasoned, said: str) -> str:
        """Do an act and say so below; return why it was refused, or nothing."""
        if self.is_read_only:
            return self.tr("This project is open for reading only.")
        self._is_running = True
        try:
            changes = self.bridge.session.run(command)
        except GlossatorError as error:
            problem = sentence(error)
            self.refused.emit(problem)
            return problem
        finally:
            self._is_running = False
        if changes:
            if not command.reason:
                self._unexplained.append(command)
            self._meant.done.emit(said)
        return ""

    def explain(self, reason: str) -> None:
        """Give a reason to the acts just done here without one: they are put back and done again with it.

        A step that is in the journal is never altered. Once anything else was done, they stay as they are.
        """
        acts, self._unexplained = self._unexplained, []
        if not reason or not acts or self.is_read_only:
            return
        self._is_running = True
        for _ in acts:
            self.bridge.undo()
        for act in acts:
            self.bridge.run(replace(act, reason=reason))
        self._is_running = False
        self._meant.done.emit(self.tr("Reason kept with %n edit(s)", "", len(acts)))

    def forget_unexplained(self) -> None:
        """Let the acts so far be: another code is looked at."""
        self._unexplained = []

    @Slot(object)
    def _on_changed(self, _: object) -> None:
        if not self._is_running:
            self._unexplained = []

    def retry(self) -> None:
        """Store what was refused, where that can be by now."""
        for (key, place), words in list(self.drafts.items()):
            if not self.store(key, place, words):
                self.drafts.pop((key, place), None)


class Kept(QObject):
    """A field whose words are kept at a place: when it is left, after a pause, and when asked."""

    changed = Signal()  # whether something is unsaved

    def __init__(self, editing: Editing, place: Place, field: WordsField) -> None:
        super().__init__(field)
        self._editing = editing
        self._key: Key | None = None
        self._stored = ""
        self.place = place
        self.field = field
        self.problem = label("", "bad", -1, wraps=True)
        self.problem.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.save)
        field.typed.connect(self._on_typed)
        field.left.connect(self.save)
        field.save_wanted.connect(self.save)

    @property
    def is_unsaved(self) -> bool:
        """Tell whether the field holds words that the project does not."""
        return self._key is not None and self.field.words() != self._stored.strip()

    def show_thing(self, thing: Thing | None) -> None:
        """Show another code or family, or what is new of this one; words that wait are kept for it."""
        key = None if thing is None else key_of(thing)
        stored = "" if thing is None else self.place.words(thing)
        if key == self._key:
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
    def save(self) -> None:
        """Bring the words into the project; where it refuses, they stay and the reason stands below."""
        self._pause.stop()
        if self._key is None or self._editing.is_read_only:
            return
        if not self.is_unsaved:
            self._say("")
            return
        # Known as stored while it is stored: the news of it comes back before `store` does
        before, self._stored = self._stored, self.field.words()
        problem = self._editing.store(self._key, self.place, self._stored)
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
