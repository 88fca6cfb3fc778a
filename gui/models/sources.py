"""The sources of the project, each with how far every coder is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Slot

from core.model.changes import ChangeSet
from core.model.coding import Coder, Source, State, Status
from core.model.ids import CoderId, FamilyId, SourceId
from core.model.scheme import Family, asked_of
from core.queries.coders import coders
from core.queries.sources import sources
from core.queries.statuses import statuses, statuses_by_id
from core.text.folding import fold
from gui.bridge import SessionBridge
from gui.models.roles import AnyIndex
from gui.words import state_words

SOURCE = Qt.ItemDataRole.UserRole
STATES = Qt.ItemDataRole.UserRole + 1
FOLDED = Qt.ItemDataRole.UserRole + 2
NO_PARENT = QModelIndex()
_SHOWN_TABLES = frozenset({"source", "revision", "status", "coder", "family"})

ByFamily = dict[FamilyId, State]


def state_over(families: Iterable[Family], by_family: ByFamily) -> State:
    """Return one state for all families asked of: done or not started where they agree, else in progress."""
    states = {by_family.get(family.id, State.NOT_STARTED) for family in asked_of(families, by_family)}
    return states.pop() if len(states) == 1 else State.IN_PROGRESS if states else State.NOT_STARTED


class SourcesModel(QAbstractListModel):
    """One row a source; `STATES` holds a state for each of `coders`, over all families.

    `FOLDED` is its name as a search compares it.
    """

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sources: list[Source] = []
        self._folded: list[str] = []
        self._rows: dict[SourceId, int] = {}
        self.coders: list[Coder] = []
        self.families: tuple[Family, ...] = ()
        self._states: dict[tuple[SourceId, CoderId], ByFamily] = {}
        # over all families; asked for at every row that is painted
        self._over_all: dict[tuple[SourceId, CoderId], State] = {}
        self._load()
        bridge.changed.connect(self._on_changed)

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._sources)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        source = self._sources[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return source.name
        if role == SOURCE:
            return source
        if role == STATES:
            return [self.state(source.id, coder.id) for coder in self.coders]
        if role == FOLDED:
            return self._folded[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._described(source)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._described(source).replace("\n", ". ")
        return None

    def state(self, source: SourceId, coder: CoderId) -> State:
        """Return how far a coder is with a source, over all families."""
        return self._over_all.get((source, coder), State.NOT_STARTED)

    def state_in(self, source: SourceId, coder: CoderId, family: FamilyId) -> State:
        """Return the same for one family."""
        return self._states.get((source, coder), {}).get(family, State.NOT_STARTED)

    def row_of(self, source: SourceId) -> int:
        """Return the row of a source, or -1 when it is gone."""
        return self._rows.get(source, -1)

    def done_by(self, coder: CoderId) -> int:
        """Count the sources that a coder has done in every family."""
        return sum(self.state(source.id, coder) == State.DONE for source in self._sources)

    def done_in(self, coder: CoderId, family: FamilyId) -> int:
        """Count the sources that a coder has done in one family."""
        return sum(self.state_in(source.id, coder, family) == State.DONE for source in self._sources)

    def next_not_done(
        self, coder: CoderId, family: FamilyId | None, after: SourceId | None
    ) -> SourceId | None:
        """Return the next source not done, in one family or in all; after the last comes the first."""
        start = self.row_of(after) + 1 if after is not None else 0
        for source in (*self._sources[start:], *self._sources[:start]):
            state = self.state_in(source.id, coder, family) if family else self.state(source.id, coder)
            if state != State.DONE and source.id != after:
                return source.id
        return None

    def state_words(self, state: State) -> str:
        """Return a state in words."""
        return state_words(state)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        shown = changes.tables & _SHOWN_TABLES
        if shown == {"status"} and not changes.removed("status"):
            self._take_states((*changes.created("status"), *changes.changed("status")))
        elif shown == {"status"}:
            self._load_states()
            self._tell_changed()
        elif shown:
            before = [source.id for source in self._sources], [coder.id for coder in self.coders]
            if self._would_be() == before:
                self._load()
                self._tell_changed()
            else:
                self.beginResetModel()
                self._load()
                self.endResetModel()

    def _tell_changed(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(self._sources) - 1))

    def _would_be(self) -> tuple[list[SourceId], list[CoderId]]:
        ask = self._bridge.ask
        return [source.id for source in ask(sources)], [coder.id for coder in ask(coders)]

    def _load(self) -> None:
        self._sources = self._bridge.ask(sources)
        self._folded = [fold(source.name) for source in self._sources]
        self._rows = {source.id: row for row, source in enumerate(self._sources)}
        self.coders = self._bridge.ask(coders)
        self.families = self._bridge.scheme().families
        self._load_states()

    def _load_states(self) -> None:
        grouped: defaultdict[tuple[SourceId, CoderId], ByFamily] = defaultdict(dict)
        status: Status
        for status in self._bridge.ask(statuses):
            grouped[status.source, status.coder][status.family] = status.state
        self._states = dict(grouped)
        self._over_all = {pair: state_over(self.families, given) for pair, given in grouped.items()}

    def _take_states(self, keys: tuple[int, ...]) -> None:
        """Take in what a step says it changed; all that everybody said would take longer than a frame."""
        touched = self._bridge.ask(statuses_by_id, keys)
        for status in touched:
            given = self._states.setdefault((status.source, status.coder), {})
            given[status.family] = status.state
            self._over_all[status.source, status.coder] = state_over(self.families, given)
        rows = [self._rows[status.source] for status in touched]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def _described(self, source: Source) -> str:
        lines = [source.name]
        for coder in self.coders:
            over_all = self.state(source.id, coder.id)
            line = f"{coder.name}: {self.state_words(over_all)}"
            if over_all == State.IN_PROGRESS:
                done = [
                    f.name for f in self.families if self.state_in(source.id, coder.id, f.id) == State.DONE
                ]
                line += f" ({self.tr('done')}: {', '.join(done)})" if done else ""
            lines.append(line)
        return "\n".join(lines)
