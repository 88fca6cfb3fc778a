"""The bar above: the project and its menu, the workspaces, undo and redo, the command field, the coder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from core.queries.coders import coders
from core.queries.projects import project
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.command_field import CommandField
from gui.style import scaled, text_font
from gui.widgets.controls import ToolButton
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import column, row, surface
from gui.widgets.marks import Brand
from gui.widgets.menus import Menu, MenuButton, literally
from gui.widgets.tabs import WorkspaceTabs
from gui.workspaces import Workspace


class TopBar(QWidget):
    """Undo, redo and the menu are those of the window; the coder chooser acts on the desk."""

    add_coder_wanted = Signal()
    workspace_wanted = Signal(object)  # Workspace

    def __init__(
        self, bridge: SessionBridge, desk: Desk, look: Look, menu: Menu, acts: Callable[[], list[QAction]]
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self.menu = ToolButton(look, "menu", self.tr("Menu"))
        self.menu.name(self.tr("Menu"), "F10")
        self.menu.open_menu(menu)
        self.title = ElidedLabel(look, text_font(0, bold=True), "ink")
        self.tabs = WorkspaceTabs(look, self.tr("Workspaces"))
        self._workspaces = {Workspace.CODE: self.tr("Code"), Workspace.CODEBOOK: self.tr("Codebook")}
        for words in self._workspaces.values():
            self.tabs.addTab(words)
        self.drawer = ToolButton(look, "drawer", self.tr("Show or hide the sources"))
        self.drawer.hide()
        self.undo = ToolButton(look, "undo", self.tr("Undo"))
        self.redo = ToolButton(look, "redo", self.tr("Redo"))
        self.command = CommandField(bridge, look, acts)
        self.coder = MenuButton(look, self.tr("Who is coding"))
        parts = row(
            self.menu, self.drawer, 4, Brand(look), 4, self.title, 12, self.tabs, None,
            self.undo, self.redo, 6, self.command, 6, self.coder,
            gap=2, edges=(10, 0, 12, 0),
        )  # fmt: skip
        self.setLayout(column(surface("bar", parts), gap=0))
        self.setFixedHeight(scaled(46))
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.coder.menu().aboutToShow.connect(self._fill_coders)
        desk.coder_changed.connect(self.refresh)
        bridge.changed.connect(self.refresh)
        self.refresh()

    @Slot(bool)
    def show_drawer(self, are_sources_shown: bool) -> None:
        """Offer the sources by a button while they are out of sight."""
        self.drawer.setVisible(not are_sources_shown)

    @Slot(object)
    def show_workspace(self, workspace: Workspace) -> None:
        """Mark the workspace that is shown."""
        self.tabs.setCurrentIndex(list(self._workspaces).index(workspace))

    @Slot(int)
    def _on_tab_changed(self, place: int) -> None:
        self.workspace_wanted.emit(list(self._workspaces)[place])

    @Slot()
    def refresh(self, *_: object) -> None:
        """Say what holds now."""
        self.title.show_text(self._bridge.ask(project).title)
        coder = self._desk.coder
        self.coder.show_value(coder.name if coder else self.tr("Choose a coder"))

    @Slot()
    def _fill_coders(self) -> None:
        menu = self.coder.menu()
        menu.clear()
        group = QActionGroup(menu)
        for coder in self._bridge.ask(coders):
            act = QAction(literally(f"{coder.name}  ({coder.letter})"), menu, checkable=True)
            act.setChecked(coder == self._desk.coder)
            act.triggered.connect(lambda _=False, key=coder.id: self._desk.act_as(key))
            group.addAction(act)
            menu.addAction(act)
        if group.actions():
            menu.addSeparator()
        menu.addAction(self.tr("Add coder…")).triggered.connect(self.add_coder_wanted)
