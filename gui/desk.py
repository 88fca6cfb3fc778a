"""What lies open before the researcher, and the acts on it.

The panels do not know each other: each hears from the desk which source, coder, selection and
coding are meant, and tells it when its own gesture changes them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from core.commands.base import Command
from core.commands.codings import ChangeCode, DeleteCodings, GiveCode, MarkUnsure
from core.commands.statuses import SetStatus
from core.model.changes import ChangeSet
from core.model.coding import Coder, Coding, Source, State
from core.model.ids import CodeId, CoderId, CodingId, FamilyId, SourceId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_by_id
from core.queries.schemes import code as code_of
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.bridge import SessionBridge

_REMEMBERED_CODES = 5


class Desk(QObject):
    """Holds no truth about the project: only what is looked at, and by whom."""

    source_changed = Signal(object)  # Source | None
    coder_changed = Signal(object)  # Coder | None
    others_shown = Signal(bool)
    selection_changed = Signal(object)  # Span | None
    coding_chosen = Signal(object)  # CodingId | None
    done = Signal(str)  # what was just done, in words

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.source: Source | None = None
        self.coder: Coder | None = None
        self.shows_others = False
        self.selection: Span | None = None
        self.chosen: CodingId | None = None
        self.recent: list[CodeId] = []
        # Asked when an act needs a coder and there is none; tells whether there is one now
        self.ask_for_coder: Callable[[], bool] = lambda: False
        bridge.changed.connect(self._on_changed)

    # what is looked at

    def open_source(self, key: SourceId | None) -> None:
        """Lay a source on the desk; None clears it."""
        found = next((source for source in self.bridge.ask(sources) if source.id == key), None)
        if found == self.source:
            return
        self.choose(None)
        self.select(None)
        self.source = found
        self.source_changed.emit(found)

    def step_source(self, step: int) -> None:
        """Open the source so many places on, if there is one."""
        listed = [source.id for source in self.bridge.ask(sources)]
        if self.source is None or self.source.id not in listed:
            return
        place = listed.index(self.source.id) + step
        if 0 <= place < len(listed):
            self.open_source(listed[place])

    def act_as(self, key: CoderId) -> None:
        """Code as this coder from now on."""
        found = next((coder for coder in self.bridge.ask(coders) if coder.id == key), None)
        if found != self.coder:
            self.coder = found
            self.bridge.session.coder = found.id if found else None
            self.choose(None)
            self.coder_changed.emit(found)

    def show_others(self, is_shown: bool) -> None:
        """Show everybody's codings, or one's own alone."""
        if is_shown != self.shows_others:
            self.shows_others = is_shown
            self.others_shown.emit(is_shown)

    @property
    def shown_coders(self) -> tuple[CoderId, ...] | None:
        """Return whose codings are shown; None stands for everybody's."""
        if self.shows_others:
            return None
        return (self.coder.id,) if self.coder else ()

    @Slot(object)
    def select(self, span: Span | None) -> None:
        """Hear which words are selected."""
        if span != self.selection:
            self.selection = span
            self.selection_changed.emit(span)

    @Slot(object)
    def choose(self, coding: CodingId | None) -> None:
        """Hear which coding is meant."""
        if coding != self.chosen:
            self.chosen = coding
            self.coding_chosen.emit(coding)

    # acts

    def give(self, code: CodeId, *, is_unsure: bool = False) -> CodingId | None:
        """Give a code to the selection, which stays for a second code; returns the new coding."""
        source, span = self.source, self.selection
        if source is None or span is None:
            return None
        if self.coder is None and not self.ask_for_coder():
            return None
        assert self.coder is not None
        changes = self.bridge.run(GiveCode(source.revision, self.coder.id, code, span, is_unsure))
        if changes is None:
            return None
        self._remember(code)
        self.done.emit(
            self.tr("Gave {code} to %Ln character(s)", "", len(span)).format(code=self._name(code))
        )
        return CodingId(changes.created("coding")[0])

    def give_last_again(self) -> CodingId | None:
        """Give the code given last once more."""
        return self.give(self.recent[0]) if self.recent else None

    def change_code(self, coding: CodingId, code: CodeId) -> None:
        """Give a coding another code; its memo stays."""
        if self._is_own(coding) and self._run(ChangeCode(coding, code)):
            self._remember(code)
            self.done.emit(self.tr("Changed to {code}").format(code=self._name(code)))

    def delete(self, coding: CodingId) -> None:
        """Take a coding back."""
        found = self.coding(coding)
        if found and self._is_own(coding) and self._run(DeleteCodings((coding,))):
            self.done.emit(self.tr("Deleted {code}").format(code=self._name(found.code)))

    def mark_unsure(self, coding: CodingId, is_unsure: bool) -> None:
        """Mark a coding as unsure, or as sure again."""
        if self._is_own(coding) and self._run(MarkUnsure(coding, is_unsure)):
            self.done.emit(self.tr("Marked as unsure") if is_unsure else self.tr("Marked as sure"))

    def set_state(self, state: State, family: FamilyId | None = None) -> None:
        """Say how far the coder is with the open source: in one family, or in all."""
        if self.source is None or (self.coder is None and not self.ask_for_coder()):
            return
        assert self.coder is not None
        families = [one.id for one in self.bridge.ask(scheme).families if family in (None, one.id)]
        if self._run(SetStatus(self.coder.id, (self.source.id,), tuple(families), state)):
            self.done.emit(self.tr("Set how far {coder} is").format(coder=self.coder.name))

    def coding(self, key: CodingId) -> Coding | None:
        """Return a coding if it is still there."""
        return next(iter(self.bridge.ask(codings_by_id, [key])), None)

    def is_own(self, coding: Coding) -> bool:
        """Tell whether a coding was given by whoever codes now."""
        return self.coder is not None and coding.coder == self.coder.id

    def _is_own(self, key: CodingId) -> bool:
        coding = self.coding(key)
        if coding is None or self.is_own(coding):
            return True  # what is gone, the command itself will say
        whose = next(coder.name for coder in self.bridge.ask(coders) if coder.id == coding.coder)
        self.bridge.failed.emit(
            self.tr(
                "{coder} gave this code. You can read it and write a memo, but only {coder} changes it."
            ).format(coder=whose)
        )
        return False

    def _run(self, command: Command) -> bool:
        return self.bridge.run(command) is not None

    def _name(self, code: CodeId) -> str:
        return self.bridge.ask(code_of, code).name

    def _remember(self, code: CodeId) -> None:
        self.recent = [code, *(other for other in self.recent if other != code)][:_REMEMBERED_CODES]

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if self.chosen in changes.removed("coding"):
            self.choose(None)
        if self.source and changes.tables & {"source", "revision", "not_codable"}:
            self._refresh_source(self.source.id)
        if self.coder and "coder" in changes.tables:
            self._refresh_coder(self.coder.id)

    def _refresh_source(self, key: SourceId) -> None:
        found = next((source for source in self.bridge.ask(sources) if source.id == key), None)
        if found != self.source:
            self.source = found
            self.source_changed.emit(found)

    def _refresh_coder(self, key: CoderId) -> None:
        found = next((coder for coder in self.bridge.ask(coders) if coder.id == key), None)
        if found != self.coder:
            self.coder = found
            self.bridge.session.coder = key if found else None
            self.coder_changed.emit(found)
