"""The appearance in force: which theme, how large the text is, and that it has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.style import palette, style_sheet
from gui.theme import (
    DARK,
    LARGEST_READING,
    LIGHT,
    READING_PIXELS,
    SMALLEST_READING,
    Theme,
    interface_font,
)

_MIRRORED = "window/mirrored"
SYSTEM, ALWAYS_LIGHT, ALWAYS_DARK = CHOICES = ("system", "light", "dark")


class Look(QObject):
    """Dresses the application, follows the system's light and dark, and remembers what was chosen.

    Everything painted reads `theme` while it paints, so a change needs no more than an update.
    """

    changed = Signal()
    reading_size_changed = Signal(int)

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        choice = str(settings.value("look/theme", SYSTEM))
        self._choice = choice if choice in CHOICES else SYSTEM
        self._reading_size = READING_PIXELS
        stored_size = str(settings.value("look/reading_size", READING_PIXELS))
        if stored_size.isdecimal():
            self._reading_size = min(max(int(stored_size), SMALLEST_READING), LARGEST_READING)
        self.theme = self._wanted_theme()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(interface_font())
        self._dress()
        self.mirror(settings.value(_MIRRORED) in (True, "true"))
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        """Return `system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take a theme from now on, or follow the system's again."""
        self._choice = choice
        self._settings.setValue("look/theme", choice)
        self._refresh()

    @property
    def reading_size(self) -> int:
        """Return the height of Latin letters in the text, in pixels."""
        return self._reading_size

    def set_reading_size(self, pixels: int) -> None:
        """Make the text larger or smaller, within what can be read."""
        pixels = min(max(pixels, SMALLEST_READING), LARGEST_READING)
        if pixels != self._reading_size:
            self._reading_size = pixels
            self._settings.setValue("look/reading_size", pixels)
            self.reading_size_changed.emit(pixels)

    @property
    def is_mirrored(self) -> bool:
        """Tell whether windows are laid out from right to left."""
        return self._app.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @Slot(bool)
    def mirror(self, is_mirrored: bool) -> None:
        """Lay every window, dialog and menu out from right to left, or from left to right."""
        direction = Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
        self._app.setLayoutDirection(direction)
        self._settings.setValue(_MIRRORED, is_mirrored)

    @Slot()
    def _on_system_changed(self) -> None:
        self._refresh()

    def _wanted_theme(self) -> Theme:
        if self._choice == SYSTEM:
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == ALWAYS_DARK else LIGHT

    def _refresh(self) -> None:
        wanted = self._wanted_theme()
        if wanted != self.theme:
            self.theme = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(style_sheet(self.theme))
