"""The band above the scheme: which version is being written, and what is new in it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui.bridge import SessionBridge
from gui.codebook.change_words import day_words, tally_words
from gui.codebook.changed_things import tally
from gui.codebook.since import Since, Standing
from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import button
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import column, row, surface
from gui.widgets.messages import IconLabel

# below this the changes have no room beside the form
_NARROW = 1200


class DraftBanner(QWidget):
    """Loud while there is something to close, quiet once it is released."""

    compare_wanted = Signal()
    release_wanted = Signal()
    changes_wanted = Signal(bool)  # to be shown, or hidden again

    def __init__(self, bridge: SessionBridge, since: Since, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._since = since
        self._title = ElidedLabel(look, text_font(bold=True), "ink", least=120)
        self._told = ElidedLabel(look, text_font(-1), "ink2")
        # Only where the window is too narrow for the changes to stand beside the form
        self.changes = button("")
        self._are_changes_shown = True
        self.changes.clicked.connect(lambda: self.changes_wanted.emit(not self._are_changes_shown))
        self.compare = button(self.tr("Compare versions"))
        self.compare.clicked.connect(self.compare_wanted)
        self.release = button("", "primary")
        self.release.clicked.connect(self.release_wanted)
        self._band: QFrame = surface("attention")
        parts = row(
            IconLabel(look, "source", "accent"), self._title, 4, self._told, None, self.changes, self.compare,
            self.release, edges=(14, 6, 8, 6),
        )  # fmt: skip
        self._band.setLayout(parts)
        self._band.setMinimumHeight(scaled(44))
        self.setLayout(column(self._band, edges=(16, 8, 16, 8)))
        since.changed.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """Return what the band says."""
        return " ".join(part for part in (self._title.text, self._told.text) if part)

    @Slot(bool)
    def show_changes(self, are_shown: bool) -> None:
        """Hear whether the changes are in sight; where they are not at once, they can be asked for."""
        self._are_changes_shown = are_shown
        self.changes.setText(self.tr("Hide changes") if are_shown else self.tr("Show changes"))
        self._offer_changes()

    def _offer_changes(self) -> None:
        self.changes.setVisible(self.width() < scaled(_NARROW) or not self._are_changes_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_changes()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._since.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._since.watch(False)

    @Slot()
    def refresh(self) -> None:
        """Say where the codebook stands now."""
        now = self._since.standing
        # while nothing is known there is nothing to be said, and the scheme below must not jump
        self._band.setVisible(now is not None)
        self.setMinimumHeight(scaled(60))
        if now is None:
            return
        may_release = now.is_draft and not self._bridge.session.is_read_only
        if now.is_draft:
            title = self.tr("Draft of version {number}").format(number=now.draft_number)
            told = self._changes(now)
        else:
            title, told = self._released(now), now.newest.note.partition("\n")[0]
        self._dress(now.is_draft)
        self._title.show_text(title)
        self._told.show_text(told)
        self.release.setText(self.tr("Close version {number} …").format(number=now.draft_number))
        if self.release.hasFocus() and not may_release:
            self.compare.setFocus()
        self.release.setVisible(may_release)
        self._band.setAccessibleName(self.text)

    def _dress(self, is_loud: bool) -> None:
        kind = "attention" if is_loud else "panel"
        if self._band.property("kind") != kind:
            self._band.setProperty("kind", kind)
            self._band.style().unpolish(self._band)
            self._band.style().polish(self._band)

    def _released(self, now: Standing) -> str:
        day = day_words(now.newest.released or now.newest.opened)
        return self.tr("Version {number}, released {day}").format(number=now.newest.number, day=day)

    def _changes(self, now: Standing) -> str:
        if now.last is None:
            return self.tr("No version was closed yet: close this one when coding begins in earnest.")
        counts = tally(now.since_last)
        if not counts:
            return self.tr("No change since version {number}.").format(number=now.last)
        changes = self.tr("%Ln change(s)", "", counts.total())
        told = self.tr("{changes} since version {number}: {each}.").format(
            changes=changes, number=now.last, each=tally_words(counts)
        )
        return f"{told} {self._codings(now)}".strip()

    def _codings(self, now: Standing) -> str:
        if not now.made_before:
            return ""
        made = self.tr("%Ln coding(s) made", "", now.made_before)
        if now.last == 1:
            return self.tr("{made} under the rules of version 1.").format(made=made)
        told = self.tr("{made} under the rules of version {number} or earlier.")
        return told.format(made=made, number=now.last)
