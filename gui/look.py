"""The appearance in force: which theme, how the text stands, and that it has changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.reading_style import Density, ReadingStyle, keep_style, kept_style
from gui.style import palette, style_sheet, use_density
from gui.theme import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Theme, interface_font

_MIRRORED, _THEME, _CONTRAST = "window/mirrored", "look/theme", "look/high_contrast"
SYSTEM, ALWAYS_LIGHT, ALWAYS_DARK = CHOICES = ("system", "light", "dark")


class Look(QObject):
    """Dresses the application, follows the system's light and dark, and remembers what was chosen.

    Everything painted reads `theme` while it paints, so a change needs no more than an update.
    """

    changed = Signal()  # another theme is in force
    chosen = Signal()  # something was chosen, also where it looks as before
    reading_changed = Signal(object)  # ReadingStyle
    density_changed = Signal()

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__(app)
        self.app = app
        self._settings = settings
        # Kept: what it hands out is gone as soon as it is
        self._system = app.styleHints()
        self._wishes = self._system.accessibility()
        choice = str(settings.value(_THEME, SYSTEM))
        self._choice = choice if choice in CHOICES else SYSTEM
        self._reading = kept_style(settings)
        use_density(self._reading.density)
        self.theme = self._wanted_theme()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(interface_font())
        self._dress()
        self.mirror(settings.value(_MIRRORED) in (True, "true"))
        self._system.colorSchemeChanged.connect(self._on_system_changed)
        self._wishes.contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        """Return `system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take a theme from now on, or follow the system's again."""
        self._choice = choice
        self._settings.setValue(_THEME, choice)
        self._refresh()
        self.chosen.emit()

    @property
    def is_high_contrast(self) -> bool:
        """Tell whether edges are to be seen and words to stand out; the system's wish until one is chosen."""
        kept = self._settings.value(_CONTRAST)
        if kept is None:
            return self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast
        return kept in (True, "true")

    def set_high_contrast(self, is_high: bool) -> None:
        """Show everything in high contrast, or as usual."""
        self._settings.setValue(_CONTRAST, is_high)
        self._refresh()
        self.chosen.emit()

    @property
    def reading(self) -> ReadingStyle:
        """Return how the reader wants texts to stand."""
        return self._reading

    @Slot(object)
    def set_reading(self, style: ReadingStyle) -> None:
        """Let texts stand in another way from now on."""
        before = self._reading
        if style == before:
            return
        self._reading = style
        keep_style(self._settings, style)
        if style.density != before.density:
            use_density(style.density)
            self.density_changed.emit()
        self.reading_changed.emit(style)

    @property
    def reading_size(self) -> int:
        """Return the height of Latin letters in the text, in pixels."""
        return self._reading.size

    @Slot(int)
    def set_reading_size(self, pixels: int) -> None:
        """Make the text larger or smaller, within what can be read."""
        self.set_reading(replace(self._reading, size=pixels))

    @property
    def density(self) -> Density:
        """Return how close rows and lines stand."""
        return self._reading.density

    def set_density(self, density: Density | str) -> None:
        """Let rows and lines stand closer or wider."""
        self.set_reading(replace(self._reading, density=Density(density)))

    @property
    def is_mirrored(self) -> bool:
        """Tell whether windows are laid out from right to left."""
        return self.app.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @Slot(bool)
    def mirror(self, is_mirrored: bool) -> None:
        """Lay every window, dialog and menu out from right to left, or from left to right."""
        direction = Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
        self.app.setLayoutDirection(direction)
        self._settings.setValue(_MIRRORED, is_mirrored)

    @Slot()
    def _on_system_changed(self) -> None:
        self._refresh()

    def _wanted_theme(self) -> Theme:
        is_dark = self._choice == ALWAYS_DARK
        if self._choice == SYSTEM:
            is_dark = self._system.colorScheme() == Qt.ColorScheme.Dark
        if self.is_high_contrast:
            return DARK_CONTRAST if is_dark else LIGHT_CONTRAST
        return DARK if is_dark else LIGHT

    def _refresh(self) -> None:
        wanted = self._wanted_theme()
        if wanted != self.theme:
            self.theme = wanted
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self.app.setPalette(palette(self.theme))
        self.app.setStyleSheet(style_sheet(self.theme))
