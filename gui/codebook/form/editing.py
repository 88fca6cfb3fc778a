"""What is edited in the form, and how edits reach the project: one step each, with the reason that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from core.commands.scheme import EditCode, EditFamily, PlaceCodes, RetireCodes, ReviveCodes
from core.errors import GlossatorError
from gui.bridge import SessionBridge, sentence
from gui.codebook.form.places import Key, Place, Thing, edit_of, thing_at
from gui.codebook.meant import Meant
from gui.words import shortened

Reasoned = EditCode | EditFamily | PlaceCodes | RetireCodes | ReviveCodes


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
        self._last: tuple[Key, Place] | None = None  # where the newest step of all stored words
        self._newest: Reasoned | None = None  # the act that wrote it
        self._is_running = False
        self.is_replacing = False
        bridge.changed.connect(self._on_changed)

    @property
    def is_read_only(self) -> bool:
        """Tell whether nothing can be edited."""
        return self.bridge.session.is_read_only

    def now(self, key: Key) -> Thing | None:
        """Return a code or family as the project has it."""
        return thing_at(self.bridge.scheme(), key)

    def store(self, key: Key, place: Place, words: str, *, goes_on: bool = False) -> str:
        """Let words stand in a field; return why they cannot, or nothing.

        Words that go on where a pause saved them take the place of that edit, if nothing was done since:
        a visit to a field is one step, however often it paused.
        """
        if not goes_on or self._last != (key, place):
            return self._store(key, place, words)
        with self._own_steps():
            self.is_replacing = True
            before = list(self._unexplained)
            is_put_back = self.bridge.undo() is not None
            if is_put_back and before and before[-1] is self._newest:
                self._unexplained.pop()
            problem = self._store(key, place, words)
            if problem and is_put_back and self.bridge.redo() is not None:
                self._last, self._unexplained = (key, place), before
            self.is_replacing = False
        return problem

    def _store(self, key: Key, place: Place, words: str) -> str:
        thing = self.now(key)
        if thing is None:
            return ""
        values = place.values(thing, words)
        problem = self.run(edit_of(thing, values, self.reason()), self._said(thing, values))
        self._last = (key, place) if self._newest is not None else None
        return problem

    def change(self, **values: object) -> str:
        """Give fields of what is shown other values; return why that cannot be, or nothing."""
        if self.thing is None:
            return ""
        return self.run(edit_of(self.thing, values, self.reason()), self._said(self.thing, values))

    def _said(self, thing: Thing, values: Mapping[str, object]) -> str:
        """Return what is said once these values are stored: a new name is the one to be known by."""
        name = shortened(str(values.get("name", thing.name)).strip())
        if "name" not in values:
            return self.tr("{name} saved").format(name=name)
        return self.tr("{before} is now called {name}").format(before=shortened(thing.name), name=name)

    def run(self, command: Reasoned, said: str) -> str:
        """Do an act and say so below; return why it was refused, or nothing."""
        if self.is_read_only:
            return self.tr("This project is open for reading only.")
        if command.reason:
            self.explain(command.reason)
        self._last = self._newest = None
        try:
            with self._own_steps():
                changes = self.bridge.session.run(command)
        except GlossatorError as error:
            problem = sentence(error)
            self.refused.emit(problem)
            return problem
        if changes:
            self._newest = command
            if not command.reason:
                self._unexplained.append(command)
            self._meant.done.emit(said)
        return ""

    @contextmanager
    def _own_steps(self) -> Iterator[None]:
        """Know the news that comes meanwhile as one's own."""
        before, self._is_running = self._is_running, True
        try:
            yield
        finally:
            self._is_running = before

    def explain(self, reason: str) -> None:
        """Give a reason to the acts just done here without one: they are put back and done again with it.

        A step that is in the journal is never altered. Once anything else was done, they stay as they are.
        """
        acts, self._unexplained = self._unexplained, []
        if not reason or not acts or self.is_read_only:
            return
        self._last = None
        with self._own_steps():
            for _ in acts:
                self.bridge.undo()
            for act in acts:
                self.bridge.run(replace(act, reason=reason))
        self._meant.done.emit(self.tr("Reason kept with %n edit(s)", "", len(acts)))

    def forget_unexplained(self) -> None:
        """Let the acts so far be: another code is looked at."""
        self._unexplained = []

    @Slot(object)
    def _on_changed(self, _: object) -> None:
        if not self._is_running:
            self._unexplained, self._last = [], None

    def retry(self) -> None:
        """Store what was refused, where that can be by now."""
        for (key, place), words in list(self.drafts.items()):
            if not self.store(key, place, words):
                self.drafts.pop((key, place), None)
