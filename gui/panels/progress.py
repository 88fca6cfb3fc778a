"""How many sources the coder has done, and the way to the next one that is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from core.model.ids import FamilyId
from gui.desk import Desk
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.panels.quiet import QuietButton
from gui.style import scaled
from gui.widgets.layout import row
from gui.widgets.menus import Menu, literally
from gui.widgets.tips import tip


class Progress(QWidget):
    """A bar and "12 of 40 done", for whoever codes now; its menu counts each family by itself."""

    def __init__(self, desk: Desk, sources: SourcesModel, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._sources = sources
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(scaled(90), 6)
        self._bar.setAccessibleName(self.tr("Sources done"))
        self.count = QuietButton(look)
        self.count.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = Menu(look, self.count)
        self.count.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self.setLayout(row(12, self._bar, self.count, gap=6))
        for signal in (desk.coder_changed, sources.dataChanged, sources.modelReset):
            signal.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self, *_: object) -> None:
        total = self._sources.rowCount()
        coder = self._desk.coder
        done = self._sources.done_by(coder.id) if coder else 0
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self.setVisible(total > 0)
        words = self.tr("{done} of {total} done").format(done=done, total=total)
        self.count.setText(words)
        self.count.updateGeometry()
        self.count.setAccessibleName(self.tr("Sources: {words}").format(words=words))
        each = self._by_family()
        self.count.setToolTip(tip(*(words for _, words in each)))
        self.count.setAccessibleDescription(". ".join(words for _, words in each))

    def _by_family(self) -> list[tuple[FamilyId, str]]:
        coder, total = self._desk.coder, self._sources.rowCount()
        if coder is None:
            return []
        said = self.tr("{family}: {done} of {total} done")
        return [
            (family.id, said.format(
                family=family.name, done=self._sources.done_in(coder.id, family.id), total=total))
            for family in self._sources.families
        ]  # fmt: skip

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        self._add_way(self.tr("Next source that is not done"), None)
        self._menu.addSeparator()
        for family, words in self._by_family():
            self._add_way(words, family)

    def _add_way(self, words: str, family: FamilyId | None) -> None:
        coder, here = self._desk.coder, self._desk.source
        there = None
        if coder is not None:
            there = self._sources.next_not_done(coder.id, family, here.id if here else None)
        act = self._menu.addAction(literally(words))
        act.setToolTip(
            self.tr("Open the next source that is not done in this family")
            if there is not None and family is not None
            else ""
            if there is not None
            else self.tr("No other source is left to do.")
        )
        act.setEnabled(there is not None)
        act.triggered.connect(lambda _=False: self._desk.open_source(there))
