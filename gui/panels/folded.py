"""Which families are folded, also when the project is opened again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QSettings, Slot
from PySide6.QtWidgets import QTreeView

from core.model.scheme import Family
from gui.models.codes import FAMILY


class FoldedFamilies(QObject):
    """Folds the families of a view; while somebody looks for words all of them are open.

    Families are known by their GUIDs: the keys of their rows differ from copy to copy.
    """

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._guids: set[str] = set()
        self._keeps: tuple[QSettings, str] | None = None
        self._is_searching = False
        self._is_applying = False
        view.expanded.connect(self._on_expanded)
        view.collapsed.connect(self._on_collapsed)

    def keep(self, settings: QSettings, key: str) -> None:
        """Fold what these settings say, and let them know of changes."""
        self._keeps = settings, key
        self._guids = set(str(settings.value(key, "")).split())
        self.apply(self._is_searching)

    def apply(self, is_searching: bool) -> None:
        """Fold and open the rows of the view: they have changed."""
        self._is_searching, self._is_applying = is_searching, True
        model = self._view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            family = index.data(FAMILY)
            assert isinstance(family, Family)
            self._view.setExpanded(index, is_searching or family.guid not in self._guids)
        self._is_applying = False

    def toggle(self, index: QModelIndex) -> None:
        """Fold a family, or open it."""
        self._view.setExpanded(index, not self._view.isExpanded(index))

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        self._remember(index, is_folded=False)

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        self._remember(index, is_folded=True)

    def _remember(self, index: QModelIndex, is_folded: bool) -> None:
        family = index.data(FAMILY)
        if self._is_applying or self._is_searching or not isinstance(family, Family):
            return
        (self._guids.add if is_folded else self._guids.discard)(family.guid)
        if self._keeps is not None:
            settings, key = self._keeps
            # one string: settings give a list of one back as no list
            settings.setValue(key, " ".join(sorted(self._guids)))
