"""What lies open before the researcher: source, coder, selection, chosen codings, and what is hidden.

The panels do not know each other: each hears from here what is meant, and tells it when its own
gesture changes that. Nothing here is a truth about the project.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Signal, Slot

from core.model.changes import ChangeSet
from core.model.coding import Coder, Source
from core.model.ids import CodeId, CoderId, CodingId, MemoId, SourceId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_by_id
from core.queries.memos import memos_of_segments
from core.queries.nearby import codes_near
from core.queries.sources import sources
from gui.bridge import SessionBridge

# Codes given further away say little about the words that are read now
_NEARBY = 3_000
_MOST_NEARBY = 5


class LookedAt(QObject):
    """Says what is meant, and by whom; asks the project, and never changes it."""

    source_changed = Signal(object)  # Source | None
    coder_changed = Signal(object)  # Coder | None
    others_shown = Signal(bool)  # whether letters tell whose codings are shown
    codes_hidden = Signal(object)  # frozenset[CodeId]
    selection_changed = Signal(object)  # Span | None
    choice_changed = Signal(object)  # tuple[CodingId, ...]: all that are chosen

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.source: Source | None = None
        self.coder: Coder | None = None
        self.selection: Span | None = None
        self.chosen_all: tuple[CodingId, ...] = ()
        self.hidden_codes: frozenset[CodeId] = frozenset()
        # Whose codings are shown: None for everybody's, () for one's own
        self._wanted: tuple[CoderId, ...] | None = ()
        bridge.changed.connect(self._on_changed)

    # source and coder

    def open_source(self, key: SourceId | None) -> None:
        """Lay a source open; None clears it."""
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

    # selection and choice

    @Slot(object)
    def select(self, span: Span | None) -> None:
        """Hear which words are selected."""
        if span != self.selection:
            self.selection = span
            self.selection_changed.emit(span)

    @property
    def chosen(self) -> CodingId | None:
        """Return the coding that was chosen last."""
        return self.chosen_all[-1] if self.chosen_all else None

    @Slot(object)
    def choose(self, coding: CodingId | None) -> None:
        """Hear which one coding is meant; None for none."""
        self.choose_all(() if coding is None else (coding,))

    @Slot(object)
    def choose_all(self, codings: Iterable[CodingId]) -> None:
        """Hear which codings are meant; the last is the one whose rule and memo are shown."""
        chosen = tuple(codings)
        if chosen == self.chosen_all:
            return
        self.chosen_all = chosen
        self.choice_changed.emit(chosen)

    @property
    def chosen_codings(self) -> tuple[CodingId, ...]:
        """Return the codings among what is chosen: a memo on bare words counts below zero."""
        return tuple(key for key in self.chosen_all if key > 0)

    @property
    def chosen_memo(self) -> MemoId | None:
        """Return the memo on bare words that was chosen last."""
        return MemoId(-self.chosen) if self.chosen is not None and self.chosen < 0 else None

    def used_nearby(self) -> list[CodeId]:
        """Return the codes given around the selection by whoever codes now, the nearest first."""
        if self.source is None or self.selection is None or self.coder is None:
            return []
        return self.bridge.ask(
            codes_near, self.source.revision, self.coder.id, self.selection, _NEARBY, _MOST_NEARBY
        )

    # what is shown

    @property
    def shows_others(self) -> bool:
        """Whether anybody else's codings may be shown."""
        return self._wanted != ()

    @property
    def shown_coders(self) -> tuple[CoderId, ...] | None:
        """Return whose codings are shown; None stands for everybody's."""
        if self._wanted == ():
            return (self.coder.id,) if self.coder else ()
        return self._wanted

    def show_coders(self, wanted: Collection[CoderId] | None) -> None:
        """Show the codings of these coders, of everybody (None), or one's own alone (nobody named)."""
        wanted = None if wanted is None else tuple(wanted)
        if self.coder is not None and wanted == (self.coder.id,):
            wanted = ()
        if wanted != self._wanted:
            self._wanted = wanted
            self._let_go_of_hidden()
            self.others_shown.emit(self.shows_others)

    def show_others(self, is_shown: bool) -> None:
        """Show everybody's codings, or one's own alone."""
        self.show_coders(None if is_shown else ())

    def hide_codes(self, codes: Collection[CodeId], is_hidden: bool = True) -> None:
        """Take the codings of these codes out of sight, or show them again; nothing is changed by it."""
        self._set_hidden(self.hidden_codes | set(codes) if is_hidden else self.hidden_codes - set(codes))

    def show_only(self, codes: Collection[CodeId]) -> None:
        """Hide the codings of all codes but these."""
        self._set_hidden({code.id for code in self.bridge.scheme().codes} - set(codes))

    def show_all_codes(self) -> None:
        """Hide nothing any more."""
        self._set_hidden(())

    def _set_hidden(self, codes: Iterable[CodeId]) -> None:
        hidden = frozenset(codes)
        if hidden != self.hidden_codes:
            self.hidden_codes = hidden
            self._let_go_of_hidden()
            self.codes_hidden.emit(hidden)

    def _let_go_of_hidden(self) -> None:
        """Nothing out of sight stays chosen: the next act would meet it unseen."""
        if self.source is None or not self.chosen_all:
            return
        coders, hidden = self.shown_coders, self.hidden_codes
        in_sight = {
            coding.id
            for coding in self.bridge.ask(codings_by_id, self.chosen_codings)
            if coding.code not in hidden and (coders is None or coding.coder in coders)
        }
        in_sight |= {
            CodingId(-memo.id)
            for memo in self.bridge.ask(memos_of_segments, self.source.revision)
            if coders is None or memo.coder is None or memo.coder in coders
        }
        self.choose_all(key for key in self.chosen_all if key in in_sight)

    # keeping in step

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        gone = {*changes.removed("coding"), *(-key for key in changes.removed("memo"))}
        if gone.intersection(self.chosen_all):
            self.choose_all(key for key in self.chosen_all if key not in gone)
        if lost := self.hidden_codes & {CodeId(key) for key in changes.removed("code")}:
            self._set_hidden(self.hidden_codes - lost)
        if self.source and changes.tables & {"source", "revision", "not_codable"}:
            self._refresh_source(self.source.id)
        if self.coder and "coder" in changes.tables:
            self._refresh_coder(self.coder.id)

    def _refresh_source(self, key: SourceId) -> None:
        found = next((source for source in self.bridge.ask(sources) if source.id == key), None)
        if found != self.source:
            # Offsets belong to one revision
            if found is None or self.source is None or found.revision != self.source.revision:
                self.choose(None)
                self.select(None)
            self.source = found
            self.source_changed.emit(found)

    def _refresh_coder(self, key: CoderId) -> None:
        found = next((coder for coder in self.bridge.ask(coders) if coder.id == key), None)
        if found != self.coder:
            self.coder = found
            self.bridge.session.coder = key if found else None
            self.coder_changed.emit(found)
