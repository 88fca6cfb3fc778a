"""How far the coder is with the open source: said and set in the heading, over all families and in each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from core.model.coding import State
from core.model.ids import FamilyId
from gui.desk import Desk
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.widgets.menus import MenuButton


class StateButton(MenuButton):
    """Says the state over all families; the tooltip and the menu say each."""

    def __init__(self, desk: Desk, sources: SourcesModel, look: Look) -> None:
        super().__init__(look, QCoreApplication.translate("StateButton", "How far you are with this source"))
        self._desk = desk
        self._sources = sources
        self.menu().aboutToShow.connect(self._fill)

    @Slot()
    def refresh(self) -> None:
        """Say what holds now."""
        self.show_value(self._sources.state_words(self._state(None)))
        each = [self._words_of(family.id, family.name) for family in self._sources.families]
        self.setToolTip("\n".join([self.tr("How far you are with this source"), *each]))
        self.setAccessibleDescription(". ".join(each))

    def _state(self, family: FamilyId | None) -> State:
        source, coder = self._desk.source, self._desk.coder
        if source is None or coder is None:
            return State.NOT_STARTED
        if family is None:
            return self._sources.state(source.id, coder.id)
        return self._sources.state_in(source.id, coder.id, family)

    def _words_of(self, family: FamilyId, name: str) -> str:
        return f"{name}: {self._sources.state_words(self._state(family))}"

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        self._add_states(menu, None)
        menu.addSeparator()
        for family in self._sources.families:
            self._add_states(menu.add_menu(self._words_of(family.id, family.name)), family.id)

    def _add_states(self, menu: QMenu, family: FamilyId | None) -> None:
        group = QActionGroup(menu)
        current = self._state(family)
        for state in State:
            act = QAction(self._sources.state_words(state), menu, checkable=True, checked=state == current)
            act.triggered.connect(lambda _=False, s=state: self._desk.set_state(s, family))
            group.addAction(act)
            menu.addAction(act)
