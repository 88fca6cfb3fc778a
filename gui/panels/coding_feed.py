"""Brings the codings of the open source into the editor, and keeps them in step with the project.

What is in view comes at once, the rest batch by batch between frames, in the order of the text. Each batch is
read from the project as it is then, and each change is taken over when it happens: whatever comes first,
what is shown in the end is what is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from core.model.changes import ChangeSet
from core.model.coding import Memo
from core.model.ids import CodeId, CoderId, CodingId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import (
    Placed,
    codings_by_id,
    codings_with_memos,
    placed_after,
    placed_in,
    placed_touching,
)
from core.queries.memos import memos_of_coding, memos_of_segments
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.editor.editor import Editor
from gui.editor.shown import ShownCoding, shown_memo
from gui.models.codes import ranks_of

_FIRST_BATCH = 1_000
_FEWEST, _MOST = 250, 8_000
_BATCH_MS = 10
# More changes than this take longer one by one than reading all anew, page first
_MOST_AT_ONCE = 500
# As much of a memo as a glance takes in
_GLANCE = 160


class CodingFeed(QObject):
    """Knows how codings look, how many are there already, and which changes concern them."""

    read = Signal()  # all codings of the source are there

    def __init__(self, bridge: SessionBridge, desk: Desk, editor: Editor) -> None:
        super().__init__(editor)
        self._bridge = bridge
        self._desk = desk
        self._editor = editor
        self._codes: dict[CodeId, Code] = {}
        self._looks: dict[CodeId, tuple[str, str, int]] = {}
        self._last: Placed | None = None
        self._size = _FIRST_BATCH
        self._seen = (0, 0)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._read_on)
        for changed in (desk.coder_changed, desk.others_shown, desk.codes_hidden):
            changed.connect(self.show_codings)
        bridge.changed.connect(self._on_changed)

    @property
    def is_reading(self) -> bool:
        """Tell whether codings are still to come."""
        return self._next.isActive()

    @Slot()
    def show_codings(self, *_: object) -> None:
        """Show the codings of the open source afresh, first those in view."""
        self._next.stop()
        if self._desk.source is None:
            return
        self._read_scheme()
        self._last, self._size = None, _FIRST_BATCH
        self._seen = start, end = self._editor.view.visible_span()
        in_view = self._touching(Span(start, end)) if 0 < start < end else []
        self._editor.set_codings([*in_view, *self._memos()], more_follow=True)
        self._read_on()
        while self._next.isActive() and not start and self._last and self._last.start < end:
            self._read_on()

    def bring(self, keys: Collection[int]) -> None:
        """Show some codings now if they are still to come: they are to be chosen."""
        if self.is_reading and (missing := [key for key in keys if not self._editor.view.index.get(key)]):
            self._editor.show_also(self._named([CodingId(key) for key in missing if key > 0]))

    def described(self, shown: ShownCoding) -> str:
        """Return what a tooltip says: code, rule in short, who and when, memos; or what a memo says."""
        if shown.is_memo:
            return next((memo.text for memo in self._stored_memos() if -memo.id == shown.id), "")
        [coding] = self._bridge.ask(codings_by_id, [CodingId(shown.id)])
        [coder] = [coder.name for coder in self._bridge.ask(coders) if coder.id == coding.coder]
        code = self._codes[coding.code]
        doubt = self.tr("unsure") if coding.is_unsure else ""
        given = " · ".join(part for part in (coder, coding.created[:10], doubt) if part)
        memos = [_in_short(memo.text) for memo in self._bridge.ask(memos_of_coding, coding.id)]
        return "\n".join(part for part in (code.name, code.short, given, *memos) if part)

    # What is still to come

    @Slot()
    def _read_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self._look_where_the_reader_is()
        assert self._desk.source is not None
        revision, wanted = self._desk.source.revision, self._desk.shown_coders
        batch = self._bridge.ask(placed_after, revision, wanted, self._last, self._size)
        more_follow = len(batch) == self._size
        if batch:
            self._last = batch[-1]
        if more_follow:
            self._next.start()
        else:
            self._next.stop()
        self._editor.add_codings(self._as_shown(batch), more_follow)
        self._size = min(max(self._size * _BATCH_MS // max(1, clock.elapsed()), _FEWEST), _MOST)
        if not more_follow:
            self.read.emit()

    def _look_where_the_reader_is(self) -> None:
        """Let the codings of a page come first that the reader has gone to meanwhile."""
        start, end = self._editor.view.visible_span()
        if self._last is None or end <= max(start, self._last.start) or (start, end) == self._seen:
            return
        self._seen = start, end
        self._editor.show_also(self._touching(Span(start, end)))

    def _touching(self, span: Span) -> list[ShownCoding]:
        assert self._desk.source is not None
        revision, wanted = self._desk.source.revision, self._desk.shown_coders
        return self._as_shown(self._bridge.ask(placed_touching, revision, wanted, span))

    # What changes

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if self._desk.source is None:
            return
        if changes.tables & {"code", "family", "coder"}:
            self.show_codings()
            return
        if "coding" in changes.tables:
            touched = [CodingId(key) for key in (*changes.created("coding"), *changes.changed("coding"))]
            removed = [*changes.removed("coding"), *touched]
            if len(removed) > _MOST_AT_ONCE:
                self.show_codings()
                return
            self._editor.change_codings(removed, self._named(touched))
        if "memo" in changes.tables:
            self._change_memos()

    def _change_memos(self) -> None:
        """Take over which codings bear a memo, and the memos on bare words."""
        assert self._desk.source is not None
        index = self._editor.view.index
        bearing = self._bridge.ask(codings_with_memos, self._desk.source.revision)
        other = [index.get(key) for key in index.with_memos ^ bearing if key > 0]
        signs = [one._replace(has_memo=not one.has_memo) for one in other if one]
        memos = {memo.id: memo for memo in self._memos()}
        gone = [key for key in index.with_memos if key < 0 and key not in memos]
        new = [memo for key, memo in memos.items() if index.get(key) != memo]
        self._editor.change_codings(gone, [*signs, *new])

    def _named(self, keys: Sequence[CodingId]) -> list[ShownCoding]:
        assert self._desk.source is not None
        revision, wanted = self._desk.source.revision, self._desk.shown_coders
        return self._as_shown(self._bridge.ask(placed_in, revision, wanted, keys))

    # How codings look

    def _read_scheme(self) -> None:
        whole = self._bridge.scheme()
        ranks: dict[CodeId, int] = {}
        for family in whole.families:
            ranks.update(ranks_of(family, whole.codes_of(family.id)))
        self._codes = {code.id: code for code in whole.codes}
        self._looks = {code.id: (code.name, code.colour, ranks.get(code.id, 0)) for code in whole.codes}

    def _letters(self) -> dict[CoderId | None, str]:
        known = self._bridge.ask(coders) if self._desk.shows_others else []
        return {coder.id: coder.letter for coder in known}

    def _as_shown(self, found: Iterable[Placed]) -> list[ShownCoding]:
        letters, looks, hidden = self._letters(), self._looks, self._desk.hidden_codes
        return [
            ShownCoding(
                key, Span(start, end), code, *looks[code], letters.get(coder, ""), unsure == 1, memo == 1
            )
            for key, coder, code, start, end, unsure, memo in found
            if code not in hidden
        ]

    def _stored_memos(self) -> list[Memo]:
        source, wanted = self._desk.source, self._desk.shown_coders
        found = self._bridge.ask(memos_of_segments, source.revision) if source else []
        return [memo for memo in found if wanted is None or memo.coder is None or memo.coder in wanted]

    def _memos(self) -> list[ShownCoding]:
        letters = self._letters()
        return [shown_memo(memo, letters.get(memo.coder, "")) for memo in self._stored_memos()]


def _in_short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _GLANCE else f"{words[:_GLANCE].rstrip()}…"
