"""The acts on what lies open: giving codes, reshaping codings, taking them back, saying how far one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from core.commands.base import Command
from core.commands.codings import (
    ChangeCode,
    CopyCodings,
    CopyToConsensus,
    DeleteCodings,
    GiveCodes,
    GiveNewCode,
    JoinCodings,
    MarkUnsure,
    MoveCoding,
    SplitCoding,
)
from core.commands.memos import DeleteMemo, MoveMemo
from core.commands.statuses import SetStatus
from core.model.changes import ChangeSet
from core.model.coding import Clash, Coding, Memo, Source, State
from core.model.ids import CodeId, CoderId, CodingId, FamilyId, MemoId, SourceId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import clashing, codings_by_id
from core.queries.memos import memos_of_segments
from core.queries.schemes import code as code_of
from core.queries.statuses import statuses
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.looked_at import LookedAt
from gui.models.sources import state_over
from gui.words import status_words

_REMEMBERED_CODES = 5

AskAboutClash = Callable[[Sequence[Coding], Sequence[Code]], Clash | None]


class Desk(LookedAt):
    """Does what a gesture asks for to what is meant, and says what was done."""

    done = Signal(str)  # what was just done, in words
    refused = Signal(str)  # why nothing was done, in words
    left = Signal(object)  # Source that was coded in, left, and not said to be done in every family

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(bridge, parent)
        self.recent: list[CodeId] = []
        # Asked when an act needs a coder and there is none; tells whether there is one now
        self.ask_for_coder: Callable[[], bool] = lambda: False
        # Asked when a code meets another one of an exclusive family; None gives nothing
        self.ask_about_clash: AskAboutClash = lambda met, given: Clash.KEEP
        # Who coded in the open source since it was opened
        self._have_coded: set[CoderId] = set()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        super()._on_changed(changes)
        if gone := changes.removed("code"):
            self.recent = [code for code in self.recent if code not in gone]

    def open_source(self, key: SourceId | None) -> None:
        before, coder = self.source, self.coder
        super().open_source(key)
        if before == self.source:
            return
        was_coded = coder is not None and coder.id in self._have_coded
        self._have_coded.clear()
        if before is not None and was_coded and coder is not None and not self._is_all_done(before, coder.id):
            self.left.emit(before)

    def _is_all_done(self, source: Source, coder: CoderId) -> bool:
        said = {
            status.family: status.state
            for status in self.bridge.ask(statuses)
            if (status.source, status.coder) == (source.id, coder)
        }
        return state_over(self.bridge.scheme().families, said) == State.DONE

    # giving

    def give(self, code: CodeId, *, is_unsure: bool = False) -> CodingId | None:
        """Give a code to the selection, which stays for a second code; returns the new coding."""
        return next(iter(self.give_codes((code,), is_unsure=is_unsure)), None)

    def give_codes(self, codes: Iterable[CodeId], *, is_unsure: bool = False) -> list[CodingId]:
        """Give several codes to the selection in one step; returns the new codings."""
        codes = tuple(codes)
        ground = self._ground() if codes else None
        if ground is None:
            return []
        source, span, coder = ground
        clash: Clash | None = Clash.KEEP
        if met := self.bridge.ask(clashing, source.revision, coder, codes, span):
            clash = self.ask_about_clash(met, [self.bridge.ask(code_of, code) for code in codes])
        if clash is None:
            return []
        changes = self._run(GiveCodes(source.revision, coder, codes, span, is_unsure, clash))
        if not changes:
            return []
        # a coding that was cut in two has a new one too, beside the selection
        made = self.codings([CodingId(key) for key in changes.created("coding")])
        given = [one for one in made if one.span == span]
        for code in codes:
            self._remember(code)
        if given:
            self._say_given([self._name(one.code) for one in given], span)
        else:
            gone = {self._name(one.code) for one in met}
            self.done.emit(self.tr("{codes} gave way").format(codes=", ".join(sorted(gone, key=fold))))
        return [one.id for one in given]

    def give_new_code(self, name: str, *, is_unsure: bool = False) -> CodingId | None:
        """Give the selection a code of this name in the family of open codes, made if it is not there."""
        ground = self._ground()
        if ground is None:
            return None
        source, span, coder = ground
        changes = self._run(GiveNewCode(source.revision, coder, name, span, is_unsure))
        if not changes:
            return None
        [found] = self.codings([CodingId(key) for key in changes.created("coding")])
        self._remember(found.code)
        self._say_given([self._name(found.code)], span)
        return found.id

    def give_last_again(self) -> CodingId | None:
        """Give the code given last once more."""
        return self.give(self.recent[0]) if self.recent else None

    def _say_given(self, names: Sequence[str], span: Span) -> None:
        words = self.tr("Gave {code} to %Ln character(s)", "", len(span))
        self.done.emit(words.format(code=", ".join(names)))

    # codings that are there

    def change_code(self, codings: Iterable[CodingId], code: CodeId) -> None:
        """Give codings another code; their memos stay."""
        if (own := self.changeable(codings)) and self._run(ChangeCode(own, code)):
            self._remember(code)
            self._say(self.tr("Changed to {code}").format(code=self._name(code)), own)

    def delete(self, codings: Iterable[CodingId]) -> None:
        """Take codings back."""
        own = self.changeable(codings)
        found = self.codings(own)
        if found and self._run(DeleteCodings(own)):
            name = self._name(found[0].code)
            words = self.tr("Deleted %n coding(s)", "", len(own)) if len(own) > 1 else ""
            self.done.emit(words or self.tr("Deleted {code}").format(code=name))

    def delete_chosen(self) -> None:
        """Take back what is chosen: codings, or a memo on bare words."""
        if self.chosen_memo is None:
            self.delete(self.chosen_codings)
        elif self._is_writable(self.chosen_memo) and self._run(DeleteMemo(self.chosen_memo)):
            self.done.emit(self.tr("Deleted the memo"))

    def move_memo(self, memo: MemoId, span: Span) -> None:
        """Let a memo on bare words stand at other words."""
        if self._is_writable(memo) and self._run(MoveMemo(memo, span)):
            self.done.emit(self.tr("The memo stands on %Ln character(s) now", "", len(span)))

    def mark_unsure(self, codings: Iterable[CodingId], is_unsure: bool) -> None:
        """Mark codings as unsure, or as sure again."""
        if (own := self.changeable(codings)) and self._run(MarkUnsure(own, is_unsure)):
            self.done.emit(self.tr("Marked as unsure") if is_unsure else self.tr("Marked as sure"))

    def move(self, coding: CodingId, span: Span) -> None:
        """Give a coding another segment."""
        if self.changeable((coding,)) and self._run(MoveCoding(coding, span)):
            self._say(self.tr("The segment has %Ln character(s) now", "", len(span)), (coding,))

    def _say(self, words: str, codings: Iterable[CodingId]) -> None:
        """Say what was done, and point out what an exclusive family would not have on the same words."""
        met = {
            self._name(other.code)
            for coding in self.codings(tuple(codings))
            for other in self.bridge.ask(clashing, coding.revision, coding.coder, (coding.code,), coding.span)
        }
        if met:
            names = ", ".join(sorted(met, key=fold))
            words = self.tr("{done}. Some of its words bear {codes} too").format(done=words, codes=names)
        self.done.emit(words)

    def split(self, coding: CodingId, at: int) -> None:
        """Part a coding in two at an offset inside it."""
        found = self.coding(coding)
        if found is not None and not found.span.start < at < found.span.end:
            self.refused.emit(self.tr("Put the caret in the coding, where it is to be split."))
        elif self.changeable((coding,)) and self._run(SplitCoding(coding, at)):
            self.done.emit(self.tr("Split in two"))

    def join(self, codings: Iterable[CodingId]) -> None:
        """Make one coding of several of the same code."""
        if (own := self.changeable(codings)) and self._run(JoinCodings(own)):
            self._say(self.tr("Joined %n coding(s)", "", len(own)), own)

    def copy_to(self, codings: Iterable[CodingId], layer: CoderId) -> None:
        """Copy codings, whoever gave them, into a coder's layer."""
        keys = tuple(codings)
        self._copy(keys, CopyCodings(keys, layer))

    def copy_to_consensus(self, codings: Iterable[CodingId]) -> None:
        """Copy codings into the layer of consensus, which is made on first use."""
        keys = tuple(codings)
        self._copy(keys, CopyToConsensus(keys, self.tr("Consensus")))

    def _copy(self, keys: tuple[CodingId, ...], command: Command) -> None:
        changes = self._run(command) if keys else None
        if changes is not None:
            made = tuple(CodingId(key) for key in changes.created("coding"))
            words = self.tr("Copied %n coding(s)", "", len(made))
            self._say(words if made else self.tr("All of them are there already"), made)

    # how far one is

    def set_state(self, state: State, family: FamilyId | None = None, source: Source | None = None) -> None:
        """Say how far the coder is with a source, the open one if none is named: in one family, or in all."""
        coder = None if self._is_only_read() else self._acting_coder()
        source = source or self.source
        if source is None or coder is None:
            return
        meant = [one for one in self.bridge.scheme().families if family in (None, one.id)]
        if self._run(SetStatus(coder, (source.id,), tuple(one.id for one in meant), state)):
            names = () if family is None else (one.name for one in meant)
            self.done.emit(status_words(source.name, state, names))

    # who may do what

    def codings(self, keys: Sequence[CodingId]) -> list[Coding]:
        """Return those of the codings that are still there."""
        return list(self.bridge.ask(codings_by_id, keys)) if keys else []

    def coding(self, key: CodingId) -> Coding | None:
        """Return a coding if it is still there."""
        return next(iter(self.codings((key,))), None)

    def is_own(self, coding: Coding) -> bool:
        """Tell whether a coding was given by whoever codes now."""
        return self.coder is not None and coding.coder == self.coder.id

    def memo(self, key: MemoId) -> Memo | None:
        """Return a memo on bare words of the open source if it is still there."""
        found = self.bridge.ask(memos_of_segments, self.source.revision) if self.source else []
        return next((memo for memo in found if memo.id == key), None)

    def wrote(self, memo: Memo) -> bool:
        """Tell whether whoever codes now may change a memo: it is their own, or nobody's."""
        return memo.coder is None or (self.coder is not None and memo.coder == self.coder.id)

    def _is_writable(self, key: MemoId) -> bool:
        """Tell whether whoever codes now may change a memo; else say why not."""
        found = self.memo(key)
        if found is None or self.wrote(found):
            return True  # what is gone, the command itself will say
        self.bridge.failed.emit(self.tr("Another coder wrote this memo. You can read it, not change it."))
        return False

    def changeable(self, keys: Iterable[CodingId]) -> tuple[CodingId, ...]:
        """Return the codings if whoever codes now gave them all; else say whose they are, and none."""
        keys = tuple(keys)
        foreign = next((coding for coding in self.codings(keys) if not self.is_own(coding)), None)
        if foreign is None:
            return keys  # what is gone, the command itself will say
        whose = next(coder.name for coder in self.bridge.ask(coders) if coder.id == foreign.coder)
        self.bridge.failed.emit(
            self.tr(
                "{coder} gave this code. You can read it and write a memo, but only {coder} changes it."
            ).format(coder=whose)
        )
        return ()

    def _ground(self) -> tuple[Source, Span, CoderId] | None:
        """Return where a code is given and for whom; what is missing is said before a coder is asked for."""
        if self._is_only_read():
            return None
        if self.source is None or self.selection is None:
            self.refused.emit(self.tr("Select words in the text first."))
            return None
        coder = self._acting_coder()
        return None if coder is None else (self.source, self.selection, coder)

    def _is_only_read(self) -> bool:
        is_only_read = self.bridge.session.is_read_only
        if is_only_read:
            self.refused.emit(self.tr("This project is open for reading only."))
        return is_only_read

    def _acting_coder(self) -> CoderId | None:
        if self.source is None or (self.coder is None and not self.ask_for_coder()):
            return None
        return self.coder.id if self.coder else None

    def _run(self, command: Command) -> ChangeSet | None:
        changes = self.bridge.run(command)
        if changes is not None and "coding" in changes.tables and self.coder is not None:
            self._have_coded.add(self.coder.id)
        return changes

    def _name(self, code: CodeId) -> str:
        return self.bridge.ask(code_of, code).name

    def _remember(self, code: CodeId) -> None:
        # What one has just given must be seen, also where its code was hidden
        self.hide_codes((code,), is_hidden=False)
        self.recent = [code, *(other for other in self.recent if other != code)][:_REMEMBERED_CODES]
