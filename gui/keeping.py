"""What the window keeps from one day to the next: its places, and who read what in a project."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSettings, Slot
from PySide6.QtWidgets import QMainWindow

from core.model.coding import Coder, Source
from core.queries.coders import coders
from core.queries.projects import project
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.desk import Desk

_GEOMETRY = "window/geometry"


class Keeping(QObject):
    """Brings back the coder and the source of last time, and remembers them as they change from then on."""

    def __init__(self, window: QMainWindow, bridge: SessionBridge, desk: Desk, settings: QSettings) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._desk = desk
        self._settings = settings
        self.guid = bridge.ask(project).guid

    def key(self, name: str) -> str:
        """Return where something is kept for this project alone."""
        return f"project/{self.guid}/{name}"

    def restore(self) -> None:
        """Put the window where it was, and go on as the coder of last time in the source of last time."""
        geometry = self._settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self._window.restoreGeometry(geometry)
        self._restore_coder()
        self._restore_source()
        self._desk.coder_changed.connect(self._remember_coder)
        self._desk.source_changed.connect(self._remember_source)

    def keep(self) -> None:
        """Remember where the window is."""
        self._settings.setValue(_GEOMETRY, self._window.saveGeometry())

    def _restore_coder(self) -> None:
        everyone = self._bridge.ask(coders)
        name = self._settings.value(self.key("coder"))
        known = next((coder for coder in everyone if coder.name == name), None)
        if known or everyone:
            self._desk.act_as((known or everyone[0]).id)

    def _restore_source(self) -> None:
        listed = self._bridge.ask(sources)
        guid = self._settings.value(self.key("source"))
        last = next((source for source in listed if source.guid == guid), listed[0] if listed else None)
        self._desk.open_source(last.id if last else None)

    @Slot(object)
    def _remember_coder(self, coder: Coder | None) -> None:
        if coder is not None:
            self._settings.setValue(self.key("coder"), coder.name)

    @Slot(object)
    def _remember_source(self, source: Source | None) -> None:
        if source is not None:
            self._settings.setValue(self.key("source"), source.guid)
