"""Says why an act cannot be done now when its keys are pressed all the same.

The toolkit is silent about an act that is switched off. Where a field has the keys for itself they
stay with it, as they do while the act can be done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.acts import Acts
from gui.widgets.word_keys import delete_words
from gui.workspaces import Workspace


class Unready(QObject):
    """Listens for the keys of acts that are switched off, in one window.

    Keys that belong to acts on the scheme alone are left to what has the keyboard: elsewhere they delete
    words, move the caret or open a list. So are the keys that delete words everywhere.
    """

    said = Signal(str)

    def __init__(self, acts: Acts, window: QWidget) -> None:
        super().__init__(window)
        self._of_codebook = set(acts.of_codebook())
        self._workspace = Workspace.CODE
        sharing: defaultdict[str, list[QAction]] = defaultdict(list)
        for act in acts.all():
            for key in act.shortcuts():
                sharing[key.toString()].append(act)
        for keys, those in sharing.items():
            if not self._of_codebook.issuperset(those) and not delete_words(QKeySequence(keys)):
                self._listen(QKeySequence(keys), those, window)

    def _listen(self, keys: QKeySequence, acts: Sequence[QAction], window: QWidget) -> None:
        shortcut = QShortcut(keys, window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._say(acts))

        def follow(*_: bool) -> None:
            # Two that have the same keys would take them from each other
            shortcut.setEnabled(not any(act.isEnabled() for act in acts))

        for act in acts:
            act.enabledChanged.connect(follow)
        follow()

    @Slot(object)
    def enter(self, workspace: Workspace) -> None:
        """Hear where the researcher is: where two acts share their keys, one of them is meant."""
        self._workspace = workspace

    def _say(self, acts: Sequence[QAction]) -> None:
        in_codebook = self._workspace is Workspace.CODEBOOK
        meant = [act for act in acts if (act in self._of_codebook) == in_codebook] or acts
        self.said.emit(meant[0].toolTip())
