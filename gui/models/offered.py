"""What the picker offers: what fits the words, what was used last and nearby, and a new code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Slot

from core.model.changes import ChangeSet
from core.model.ids import CodeId
from core.model.scheme import OPEN_CODES, Code
from gui.bridge import SessionBridge
from gui.models.entries import Entry, group
from gui.models.finding import CodeFinder


@dataclass(frozen=True)
class NewName:
    """Words that are to become a code."""

    name: str


class OfferedCodes(QObject):
    """The codes that can be given, made ready for typing once for each state of the scheme.

    After a change they are made ready as soon as the window has nothing else to do, so that opening the
    picker does not wait for it.
    """

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._finder: CodeFinder | None = None
        self._families: list[tuple[str, list[Entry]]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ready)
        bridge.changed.connect(self._on_changed)
        self._soon.start()

    def rows(
        self, words: str, recent: Sequence[CodeId], nearby: Sequence[CodeId], *, can_add: bool
    ) -> list[Entry]:
        """Return the rows for what was typed so far; among equals what was used lately comes first."""
        finder = self._ready()
        words = _plain(words)
        at_hand = list(dict.fromkeys((*recent, *nearby)))
        found = finder.found(words, at_hand) if words else []
        shown = group(self.tr("Matches"), found)
        if words and not found:
            shown = [Entry(self.tr("No code of this name"), is_heading=True)]
        else:
            there = {entry.payload.id for entry in found if isinstance(entry.payload, Code)}
            shown += self._at_hand(recent, nearby, there)
        if not words:
            shown += self._rest(frozenset(at_hand))
            shown = shown or [Entry(self.tr("No codes yet"), is_heading=True)]
        elif can_add and (name := self.new_name(words)):
            shown.append(self._new(name))
        return shown

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no code that could be given."""
        return not self._ready().entries

    def found(self, words: str) -> list[Entry]:
        """Return the codes that fit, the likeliest first."""
        return self._ready().found(words)

    def new_name(self, words: str) -> str | None:
        """Return the name that a new code would have, or None: no words, or a code that is called so."""
        name = _plain(words)
        return name if name and not self._ready().has(name) else None

    def entries_of(self, codes: Iterable[CodeId]) -> list[Entry]:
        """Return the entries of codes, leaving out those that cannot be given any more."""
        known = self._ready().entries
        return [known[code] for code in codes if code in known]

    def _at_hand(
        self, recent: Sequence[CodeId], nearby: Sequence[CodeId], there: Collection[CodeId]
    ) -> list[Entry]:
        last = [code for code in recent if code not in there]
        beside = [code for code in nearby if code not in there and code not in last]
        return [
            *group(self.tr("Used last"), self.entries_of(last)),
            *group(self.tr("Used nearby"), self.entries_of(beside)),
        ]

    def _rest(self, without: Collection[CodeId]) -> list[Entry]:
        shown: list[Entry] = []
        for family, entries in self._families:
            shown += group(family, (entry for entry in entries if _id(entry) not in without))
        return shown

    def _new(self, words: str) -> Entry:
        name = self.tr("New code “{name}”").format(name=words)
        return Entry(
            name, detail=self.tr("in {family}").format(family=OPEN_CODES), payload=NewName(words), icon="plus"
        )

    @Slot()
    def _ready(self) -> CodeFinder:
        if self._finder is None:
            whole = self._bridge.scheme()
            self._finder = CodeFinder(whole)
            self._families = []
            for family in whole.families:
                known = self.entries_of(code.id for code in whole.codes_of(family.id))
                # below the family's name no row needs to say it again
                self._families.append((family.name, [replace(entry, detail="") for entry in known]))
        return self._finder

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"}:
            self._finder = None
            self._soon.start()


def _id(entry: Entry) -> CodeId | None:
    return entry.payload.id if isinstance(entry.payload, Code) else None


def _plain(words: str) -> str:
    return " ".join(words.split())
