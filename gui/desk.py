"""The acts on what lies open: giving codes, changing and taking them back, saying how far one is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.commands.base import Command
from core.commands.codings import ChangeCode, DeleteCodings, GiveCode, MarkUnsure
from core.commands.statuses import SetStatus
from core.model.coding import Coding, State
from core.model.ids import CodeId, CodingId, FamilyId
from core.queries.coders import coders
from core.queries.codings import codings_by_id
from core.queries.schemes import code as code_of
from core.queries.schemes import scheme
from gui.bridge import SessionBridge
from gui.looked_at import LookedAt

_REMEMBERED_CODES = 5


class Desk(LookedAt):
    """Does what a gesture asks for to what is meant, and says what was done."""

    done = Signal(str)  # what was just done, in words

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(bridge, parent)
        self.recent: list[CodeId] = []
        # Asked when an act needs a coder and there is none; tells whether there is one now
        self.ask_for_coder: Callable[[], bool] = lambda: False

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
        if self._is_own(coding) and self._run(ChangeCode((coding,), code)):
            self._remember(code)
            self.done.emit(self.tr("Changed to {code}").format(code=self._name(code)))

    def delete(self, coding: CodingId) -> None:
        """Take a coding back."""
        found = self.coding(coding)
        if found and self._is_own(coding) and self._run(DeleteCodings((coding,))):
            self.done.emit(self.tr("Deleted {code}").format(code=self._name(found.code)))

    def mark_unsure(self, coding: CodingId, is_unsure: bool) -> None:
        """Mark a coding as unsure, or as sure again."""
        if self._is_own(coding) and self._run(MarkUnsure((coding,), is_unsure)):
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
