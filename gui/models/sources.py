"""The sources of the project, each with how far every coder is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Slot

from core.model.changes import ChangeSet
from core.model.coding import Coder, Source, State, Status
from core.model.ids import CoderId, FamilyId, SourceId
from core.model.scheme import Family
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.statuses import statuses
from gui.bridge import SessionBridge
from gui.models.roles import AnyIndex

SOURCE = Qt.ItemDataRole.UserRole
STATES = Qt.ItemDataRole.UserRole + 1
NO_PARENT = QModelIndex()
_SHOWN_TABLES = frozenset({"source", "revision", "status", "coder", "family"})

ByFamily = dict[FamilyId, State]


def state_over(families: Iterable[Family], by_family: ByFamily) -> State:
    """Return one state for all families: done or not started where they agree, else in progress."""
    states = {by_family.get(family.id, State.NOT_STARTED) for family in families}
    return states.pop() if len(states) == 1 else State.IN_PROGRESS if states else State.NOT_STARTED


class SourcesModel(QAbstractListModel):
    """One row a source; `STATES` holds a state for each of `coders`, over all families."""

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._sources: list[Source] = []
        self.coders: list[Coder] = []
        self._families: tuple[Family, ...] = ()
        self._states: dict[tuple[SourceId, CoderId], ByFamily] = {}
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
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._described(source)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._described(source).replace("\n", ". ")
        return None

    def state(self, source: SourceId, coder: CoderId) -> State:
        """Return how far a coder is with a source, over all families."""
        return state_over(self._families, self._states.get((source, coder), {}))

    def state_in(self, source: SourceId, coder: CoderId, family: FamilyId) -> State:
        """Return the same for one family."""
        return self._states.get((source, coder), {}).get(family, State.NOT_STARTED)

    def row_of(self, source: SourceId) -> int:
        """Return the row of a source, or -1 when it is gone."""
        return next((row for row, shown in enumerate(self._sources) if shown.id == source), -1)

    def done_by(self, coder: CoderId) -> int:
        """Count the sources that a coder has done in every family."""
        return sum(self.state(source.id, coder) == State.DONE for source in self._sources)

    def state_words(self, state: State) -> str:
        """Return a state in words."""
        return {
            State.NOT_STARTED: self.tr("Not started"),
            State.IN_PROGRESS: self.tr("In progress"),
            State.DONE: self.tr("Done"),
        }[state]

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & _SHOWN_TABLES:
            before = [source.id for source in self._sources], [coder.id for coder in self.coders]
            if self._would_be() == before:
                self._load()
                self.dataChanged.emit(self.index(0), self.index(len(self._sources) - 1))
            else:
                self.beginResetModel()
                self._load()
                self.endResetModel()

    def _would_be(self) -> tuple[list[SourceId], list[CoderId]]:
        ask = self._bridge.ask
        return [source.id for source in ask(sources)], [coder.id for coder in ask(coders)]

    def _load(self) -> None:
        self._sources = self._bridge.ask(sources)
        self.coders = self._bridge.ask(coders)
        self._families = self._bridge.ask(scheme).families
        grouped: defaultdict[tuple[SourceId, CoderId], ByFamily] = defaultdict(dict)
        status: Status
        for status in self._bridge.ask(statuses):
            grouped[status.source, status.coder][status.family] = status.state
        self._states = dict(grouped)

    def _described(self, source: Source) -> str:
        lines = [source.name]
        for coder in self.coders:
            over_all = self.state(source.id, coder.id)
            line = f"{coder.name}: {self.state_words(over_all)}"
            if over_all == State.IN_PROGRESS:
                done = [
                    f.name for f in self._families if self.state_in(source.id, coder.id, f.id) == State.DONE
                ]
                line += f" ({self.tr('done')}: {', '.join(done)})" if done else ""
            lines.append(line)
        return "\n".join(lines)
