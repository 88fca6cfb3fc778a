"""The workspace Codebook joined to its window: its deeds, its acts, and what it says below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings

from gui.codebook.deeds import Arranging, Bench
from gui.codebook.readiness import CodebookReadiness
from gui.codebook.showing import Showing
from gui.codebook.versioning import Versioning
from gui.desk import Desk
from gui.errands import Errands
from gui.readiness import Readiness


class JoinedCodebook(QObject):
    """Made when the workspace is first wanted; `go_to_text` shows the workspace Code."""

    def __init__(self, bench: Bench, desk: Desk, errands: Errands, go_to_text: Callable[[], None]) -> None:
        super().__init__(bench.workspace)
        workspace, status = bench.workspace, bench.status
        workspace.meant.done.connect(status.say_done)
        workspace.meant.refused.connect(status.say)
        workspace.form.refused.connect(status.say)
        workspace.form.unsaved.connect(status.show_unsaved)
        workspace.outline.scheme_wanted.connect(errands.import_scheme)
        workspace.outline.follow(bench.acts)
        bench.acts.as_table.triggered.connect(workspace.show_table)
        workspace.table_shown.connect(bench.acts.as_table.setChecked)
        self._bench = bench
        self.arranging = Arranging(bench)
        showing = Showing(bench, desk, go_to_text)
        self.versioning = Versioning(bench)
        self.versioning.coding_wanted.connect(showing.show_coding)

    def refresh(self, readiness: Readiness) -> None:
        """Let the acts be switched on and off as one moves in the workspace."""
        workspace = self._bench.workspace
        readiness.codebook = CodebookReadiness(
            self._bench.acts, workspace.meant, lambda: workspace.is_narrowed
        )
        for signal in (workspace.meant.changed, workspace.outline.narrowed, workspace.table_shown):
            signal.connect(readiness.refresh)

    def restore(self, settings: QSettings, folded: str) -> None:
        """Put things where they were; `folded` is where the families are kept that were folded."""
        self._bench.workspace.outline.keep_folded(settings, folded)
        self._bench.workspace.restore(settings)
