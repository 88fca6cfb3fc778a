"""The workspaces of the window: one page each, made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget


class Workspace(StrEnum):
    """What a researcher comes to do."""

    CODE = "code"
    CODEBOOK = "codebook"


class Workspaces(QStackedWidget):
    """Shows one of its pages. A start pays only for the page it shows."""

    shown = Signal(object)  # Workspace

    def __init__(self) -> None:
        super().__init__()
        self._makers: dict[Workspace, Callable[[], QWidget]] = {}
        self._pages: dict[Workspace, QWidget] = {}
        self._current: Workspace | None = None

    def add(self, workspace: Workspace, make: Callable[[], QWidget]) -> None:
        """Have a workspace whose page is made so."""
        self._makers[workspace] = make

    @property
    def current(self) -> Workspace | None:
        """Return the workspace that is shown; None before the first."""
        return self._current

    def page(self, workspace: Workspace) -> QWidget:
        """Return the page of a workspace."""
        if workspace not in self._pages:
            self._pages[workspace] = made = self._makers[workspace]()
            self.addWidget(made)
        return self._pages[workspace]

    def show_workspace(self, workspace: Workspace) -> None:
        """Bring a workspace to the front."""
        page = self.page(workspace)
        if workspace is self._current:
            return
        self._current = workspace
        self.setCurrentWidget(page)
        self.shown.emit(workspace)
