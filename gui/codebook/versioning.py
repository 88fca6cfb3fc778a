"""Versions in the workspace Codebook: the band of the draft, what changed, closing and comparing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.model.ids import CodeId
from core.model.use import CodedText
from core.queries.versions import coded_before_rule
from gui.codebook.changes_panel import ChangesPanel
from gui.codebook.compare_versions import CompareVersionsDialog
from gui.codebook.deeds import Bench
from gui.codebook.draft_banner import DraftBanner
from gui.codebook.form.codings_sheet import CodingsSheet
from gui.codebook.release import ReleaseDialog
from gui.codebook.since import Since
from gui.deeds.parts import on


class Versioning(QObject):
    """Brings its parts into the workspace, and does what they and the acts ask for."""

    coding_wanted = Signal(object)  # CodingId

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.workspace)
        self._bench = bench
        workspace = bench.workspace
        self._meant = workspace.meant
        self._bridge = bridge = workspace.meant.bridge
        self.since = Since(bridge, self)
        self.banner = DraftBanner(bridge, self.since, bench.look)
        self.panel = ChangesPanel(bridge, self._meant, self.since, bench.look)
        self._sheet: CodingsSheet | None = None
        self.panel.appeared.connect(self.banner.show_changes)
        self.banner.changes_wanted.connect(workspace.show_end)
        workspace.add_band(self.banner)
        workspace.add_end(self.panel)
        self.banner.show_changes(self.panel.isVisibleTo(workspace))
        self.since.changed.connect(self._show_notes)
        self.banner.compare_wanted.connect(bench.acts.compare_versions.trigger)
        self.banner.release_wanted.connect(bench.acts.release_version.trigger)
        self.panel.codings_wanted.connect(self._list_codings)
        on(bench.acts.release_version, self.release)
        on(bench.acts.compare_versions, self.compare)

    @Slot()
    def _show_notes(self) -> None:
        self._bench.workspace.outline.model.note(self.panel.notes())

    def release(self) -> None:
        """Ask for a note, and close the version."""
        self._bench.workspace.save()
        now = self.since.standing
        if now is None:
            return
        if not now.is_draft:
            told = self.tr("Version {number} is released already, and nothing was changed since.")
            self._bench.status.say(told.format(number=now.newest.number))
            return
        dialog = ReleaseDialog(self._bridge, now, self._bench.look, self._bench.window)
        if dialog.ask():
            told = self.tr("Closed version {number} of the codebook")
            self._meant.done.emit(told.format(number=dialog.number))
            # the button that was pressed is gone
            self._bench.workspace.return_to_scheme()

    def compare(self) -> None:
        """Show any two versions beside each other."""
        self._bench.workspace.save()
        CompareVersionsDialog(self._bridge, self._bench.look, self._bench.window).ask()

    @Slot(object, object)
    def _list_codings(self, code: CodeId, beside: QWidget) -> None:
        """List what was coded before the rule of a code changed; one that is chosen opens in its text."""
        if self._sheet is None:
            self._sheet = CodingsSheet(self._bridge, self._bench.look, self._bench.workspace)
        title = self.tr("Made before this rule changed")
        self._sheet.open_for(code, title, beside, self._on_coding_chosen, coded_before_rule)

    def _on_coding_chosen(self, coded: CodedText) -> None:
        self.coding_wanted.emit(coded.coding)
