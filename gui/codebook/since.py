"""Where the codebook stands: which version it is, and what changed since an earlier one.

Asked beside the window, for a scheme may have thousands of codes and texts of any length. What was known
stays in sight until something newer is.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.jobs import Progress
from core.model.changes import ChangeSet
from core.model.scheme_difference import difference
from core.queries.schemes import CodebookVersion, codings_per_code, scheme, versions
from core.queries.versions import codings_per_version, reasons_between, scheme_at
from core.session import Reader
from gui.bridge import SessionBridge
from gui.codebook.changed_things import ChangedThing, changed_things
from gui.jobs import Job, start_reading

# Who types is not to be told of what they are about to write
_LOOKS_AFTER = 250  # milliseconds
_CONCERNS = frozenset({"family", "code", "codebook_version", "coding"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The versions, the one last closed with what changed since, and what changed since `base`.

    `last` and `base` are None where no version was closed yet. `made_before` counts the codings that were
    made under `last` or an earlier version.
    """

    versions: tuple[CodebookVersion, ...]
    last: int | None
    since_last: tuple[ChangedThing, ...]
    base: int | None
    since_base: tuple[ChangedThing, ...]
    made_before: int

    @property
    def newest(self) -> CodebookVersion:
        """Return the version that the work in hand belongs to."""
        return self.versions[-1]

    @property
    def is_draft(self) -> bool:
        """Tell whether there is anything that no release holds."""
        return self.newest.released is None or bool(self.since_last)

    @property
    def draft_number(self) -> int:
        """Return the number that what is written now will bear."""
        return self.newest.number + (self.newest.released is not None)

    @property
    def closed(self) -> tuple[CodebookVersion, ...]:
        """Return the versions that never change again, oldest first."""
        return self.versions if self.newest.released is not None else self.versions[:-1]


class Since(QObject):
    """Follows the project and says where its codebook stands."""

    changed = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._base: int | None = None
        self._is_stale = True
        self._job: Job | None = None
        self._is_watched = False
        self.standing: Standing | None = None
        self._soon = QTimer(self, singleShot=True, interval=_LOOKS_AFTER)
        self._soon.timeout.connect(self.look_again)
        bridge.changed.connect(self._on_changed)

    def watch(self, is_watched: bool) -> None:
        """Follow the project while somebody looks; coding goes on undisturbed elsewhere."""
        if is_watched == self._is_watched:
            return
        self._is_watched = is_watched
        if is_watched and self._is_stale:
            self.look_again()

    @property
    def is_looking(self) -> bool:
        """Tell whether something newer is on its way, or would be if somebody looked."""
        return self._is_stale or self._job is not None

    def compare_with(self, number: int | None) -> None:
        """Tell what changed since this version; None for the one last closed, whichever that is."""
        if number != self._base:
            self._base = number
            self.look_again()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & _CONCERNS:
            self._is_stale = True
            if self._is_watched:
                self._soon.start()

    @Slot()
    def look_again(self) -> None:
        """Ask where the codebook stands now."""
        self._soon.stop()
        self._is_stale = False
        if self._job is not None:
            # what it finds is old by now
            self._job.cancel()
        self._job = start_reading(self, self._bridge.session, standing, self._base)
        self._job.finished.connect(self._on_found)
        self._job.cancelled.connect(self._on_ended)
        self._job.failed.connect(self._on_ended)

    @Slot(object)
    def _on_found(self, found: object) -> None:
        if self.sender() is self._job and isinstance(found, Standing):
            self._job = None
            if found != self.standing:
                self.standing = found
                self.changed.emit()

    @Slot()
    def _on_ended(self, *_: object) -> None:
        if self.sender() is self._job:
            self._job = None


def standing(reader: Reader, progress: Progress, base: int | None) -> Standing:
    """Return where the codebook stands; `base` that is gone or None means the version last closed."""
    known = tuple(reader.ask(versions))
    closed = known if known[-1].released is not None else known[:-1]
    last = closed[-1].number if closed else None
    if base not in {version.number for version in closed}:
        base = last
    since_last = _since(reader, progress, last)
    since_base = since_last if base == last else _since(reader, progress, base)
    made = reader.ask(codings_per_version)
    before = sum(count for number, count in made.items() if last is not None and number <= last)
    return Standing(known, last, since_last, base, since_base, before)


def _since(reader: Reader, progress: Progress, number: int | None) -> tuple[ChangedThing, ...]:
    if number is None:
        return ()
    progress.step(0, 1)
    now = reader.ask(scheme)
    before = reader.ask(scheme_at, number)
    progress.step(0, 1)
    changes = difference(before, now, reader.ask(reasons_between, number, None))
    progress.step(0, 1)
    return changed_things(changes, now, reader.ask(codings_per_code))
