"""What is meant in the workspace Codebook: a family, a code, or several codes; and the acts on it.

As in the workspace Code the parts do not know each other: each hears from here what is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from core.commands.base import Command
from core.model.changes import ChangeSet
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Family, Scheme
from gui.bridge import SessionBridge


class Meant(QObject):
    """Says what is meant. One code is looked at among those chosen; a family is, when no code is."""

    changed = Signal()
    done = Signal(str)  # what was just done, in words
    refused = Signal(str)  # why nothing was done, in words

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._codes: tuple[CodeId, ...] = ()
        self._family: FamilyId | None = None
        self._home: FamilyId | None = None  # of the code, should it go
        # asked for by every part at every change
        self._looked_up: tuple[Scheme, dict[CodeId, Code]] | None = None
        bridge.changed.connect(self._on_changed)

    @property
    def code(self) -> Code | None:
        """Return the code that is looked at: the one chosen last."""
        codes = self.codes
        return codes[-1] if codes else None

    @property
    def codes(self) -> tuple[Code, ...]:
        """Return the codes that are chosen, the last one looked at."""
        if not self._codes:
            return ()
        scheme = self.bridge.scheme()
        if self._looked_up is None or self._looked_up[0] is not scheme:
            self._looked_up = scheme, {code.id: code for code in scheme.codes}
        known = self._looked_up[1]
        return tuple(known[key] for key in self._codes if key in known)

    @property
    def family(self) -> Family | None:
        """Return the family that is looked at, or that the code belongs to which is."""
        code = self.code
        key = code.family if code is not None else self._family
        return next((one for one in self.bridge.scheme().families if one.id == key), None)

    def choose(self, codes: Iterable[CodeId]) -> None:
        """Look at the last of these codes, and mean all of them."""
        codes = tuple(codes)
        if (codes, None) != (self._codes, self._family):
            self._codes, self._family = codes, None
            self._remember_home()
            self.changed.emit()

    def choose_family(self, family: FamilyId | None) -> None:
        """Look at a family, and mean no code."""
        if ((), family) != (self._codes, self._family):
            self._codes, self._family = (), family
            self.changed.emit()

    def run(self, command: Command, words: str) -> ChangeSet | None:
        """Do an act and say so; None when it failed, and the window has told why."""
        if self.bridge.session.is_read_only:
            self.refused.emit(self.tr("This project is open for reading only."))
            return None
        changes = self.bridge.run(command)
        if changes:
            self.done.emit(words)
        return changes

    def look_somewhere(self) -> None:
        """Look at the first code, or family, where nothing is looked at and something is there."""
        scheme = self.bridge.scheme()
        if self.family is not None or not scheme.families:
            return
        first = next((codes[0] for one in scheme.families if (codes := scheme.codes_of(one.id))), None)
        if first is not None:
            self.choose((first.id,))
        else:
            self.choose_family(scheme.families[0].id)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        gone = set(changes.removed("code"))
        if gone & set(self._codes) or self._family in changes.removed("family"):
            self._codes = tuple(key for key in self._codes if key not in gone)
            if not self._codes:
                self._family = self._home or self._family
            if self._family in changes.removed("family"):
                self._family = None
            self.changed.emit()
        self._remember_home()

    def _remember_home(self) -> None:
        code = self.code
        self._home = None if code is None else code.family
