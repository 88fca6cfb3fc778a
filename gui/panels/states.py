"""How far the coder is with a source: said and set in menus, over all families and in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from core.model.changes import ChangeSet
from core.model.coding import Source, State
from core.model.ids import FamilyId
from core.queries.versions import NewerCodes
from gui.desk import Desk
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.panels.newer import again_words, count_of, newer_for, newer_words
from gui.widgets.menus import Menu, MenuButton, literally
from gui.widgets.tips import tip


def state_of(desk: Desk, sources: SourcesModel, source: Source | None, family: FamilyId | None) -> State:
    """Return how far whoever codes now is with a source: in one family, or over all."""
    if source is None or desk.coder is None:
        return State.NOT_STARTED
    if family is None:
        return sources.state(source.id, desk.coder.id)
    return sources.state_in(source.id, desk.coder.id, family)


def why_not_said(desk: Desk, sources: SourcesModel) -> str:
    """Return why it cannot be said how far one is with a source; empty where it can."""
    if desk.bridge.session.is_read_only:
        return QCoreApplication.translate("StateButton", "This project is open for reading only.")
    if not sources.families:
        return QCoreApplication.translate("StateButton", "There are no codes yet to be done with.")
    return ""


def fill_with_states(menu: Menu, desk: Desk, sources: SourcesModel, source: Source | None) -> None:
    """Offer each state for a source, over all families and below for each."""
    newer = newer_for(desk, source)
    _add_states(menu, desk, sources, source, None, list(newer.values()))
    menu.addSeparator()
    for family in sources.families:
        words = sources.state_words(state_of(desk, sources, source, family.id))
        of_family = [newer[family.id]] if family.id in newer else []
        below = menu.add_menu(f"{literally(family.name)}: {words}{_sign(of_family)}")
        _add_states(below, desk, sources, source, family.id, of_family)


def _sign(newer: Sequence[NewerCodes]) -> str:
    """Return what stands behind a state that newer codes have outrun."""
    count = count_of(newer)
    return " · " + QCoreApplication.translate("StateButton", "%Ln newer", None, count) if count else ""


def _add_states(
    menu: QMenu,
    desk: Desk,
    sources: SourcesModel,
    source: Source | None,
    family: FamilyId | None,
    newer: Sequence[NewerCodes],
) -> None:
    group = QActionGroup(menu)
    current = state_of(desk, sources, source, family)
    for state in State:
        act = QAction(sources.state_words(state), menu, checkable=True, checked=state == current)
        act.setEnabled(not why_not_said(desk, sources))
        if newer and state == current == State.DONE:
            again = QCoreApplication.translate(
                "StateButton", "Done again: %Ln newer code(s) looked for", None, count_of(newer)
            )
            act.setText(again)
            act.setToolTip(tip(newer_words(desk.bridge, newer)))
        act.triggered.connect(lambda _=False, s=state: desk.set_state(s, family, source))
        group.addAction(act)
        menu.addAction(act)


def empty(menu: QMenu) -> None:
    """Take everything out of a menu, also the menus below and the groups that `clear` would leave behind."""
    for below in menu.findChildren(QMenu):
        below.deleteLater()
    for group in menu.findChildren(QActionGroup):
        group.deleteLater()
    menu.clear()


class StateButton(MenuButton):
    """Says the state over all families; the tooltip and the menu say each."""

    def __init__(self, desk: Desk, sources: SourcesModel, look: Look) -> None:
        super().__init__(look, QCoreApplication.translate("StateButton", "How far you are with this source"))
        self._desk = desk
        self._sources = sources
        self.menu().aboutToShow.connect(self._fill)
        desk.bridge.changed.connect(self._on_changed)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        """Hear of codes that are newer; what else changes a state the sources tell."""
        if changes.tables & {"code", "codebook_version"}:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what holds now."""
        said, desk, sources = self._sources.state_words, self._desk, self._sources
        newer = newer_for(desk, desk.source)
        self.show_value(f"{said(state_of(desk, sources, desk.source, None))}{_sign(list(newer.values()))}")
        each: list[str] = []
        for one in sources.families:
            each.append(f"{one.name}: {said(state_of(desk, sources, desk.source, one.id))}")
            if one.id in newer:
                each.append(newer_words(desk.bridge, [newer[one.id]]))
        if newer:
            each.append(again_words())
        why_not = why_not_said(desk, sources)
        self.setEnabled(not why_not)
        self.setToolTip(tip(why_not or self.tr("How far you are with this source"), *each))
        self.setAccessibleDescription(". ".join(each))

    @Slot()
    def _fill(self) -> None:
        empty(self.menu())
        fill_with_states(self.menu(), self._desk, self._sources, self._desk.source)
