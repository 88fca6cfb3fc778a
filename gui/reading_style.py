"""How one reader wants texts to stand: size, width of a line, its height, the font, and what is shown."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSettings

from gui.theme import LARGEST_READING, READING_PIXELS, SERIF, SMALLEST_READING

SHORTEST_MEASURE, USUAL_MEASURE, LONGEST_MEASURE = 50, 80, 100
LEAST_LINE_HEIGHT, MOST_LINE_HEIGHT = 1.0, 2.0


class Density(StrEnum):
    """How close rows and lines stand."""

    COMPACT = "compact"
    NORMAL = "normal"
    ROOMY = "roomy"

    @property
    def row_growth(self) -> int:
        """Return by how many pixels of the design a row grows."""
        return {Density.COMPACT: -4, Density.NORMAL: 0, Density.ROOMY: 6}[self]

    @property
    def line_growth(self) -> int:
        """Return by how many pixels of the design the step from line to line grows."""
        return {Density.COMPACT: -2, Density.NORMAL: 0, Density.ROOMY: 3}[self]


@dataclass(frozen=True)
class ReadingStyle:
    """The reader's own wishes; what lies outside the bounds is drawn into them.

    `measure` is the longest line in characters, `line_height` a factor of the usual step, `family` is
    `serif`, `sans` (the interface's) or the name of a font.
    """

    size: int = READING_PIXELS
    measure: int = USUAL_MEASURE
    line_height: float = LEAST_LINE_HEIGHT
    family: str = SERIF
    density: Density = Density.NORMAL
    has_numbers: bool = True
    marks_speakers: bool = True
    trims: bool = True

    def __post_init__(self) -> None:
        # Frozen, and yet no style that cannot be set may come to be
        keep = object.__setattr__
        keep(self, "size", round(_within(self.size, SMALLEST_READING, LARGEST_READING)))
        keep(self, "measure", round(_within(self.measure, SHORTEST_MEASURE, LONGEST_MEASURE)))
        height = _within(self.line_height, LEAST_LINE_HEIGHT, MOST_LINE_HEIGHT)
        keep(self, "line_height", round(height, 2))
        keep(self, "density", Density(self.density))


def kept_style(settings: QSettings) -> ReadingStyle:
    """Return what was kept; whatever cannot be read is as usual."""
    usual = ReadingStyle()
    kept: dict[str, Any] = {}
    for field in fields(ReadingStyle):
        value = settings.value(_key(field.name))
        if value is not None:
            kept[field.name] = _read(str(value), getattr(usual, field.name))
    return replace(usual, **kept)


def keep_style(settings: QSettings, style: ReadingStyle) -> None:
    """Remember a style."""
    for field in fields(ReadingStyle):
        settings.setValue(_key(field.name), str(getattr(style, field.name)))


def _key(name: str) -> str:
    return f"look/reading_{name}"


def _read(kept: str, usual: int | float | str) -> int | float | str:
    """Return a kept value as what the usual one is, or the usual one where that is impossible."""
    if isinstance(usual, bool):
        return kept == "True" if kept in ("True", "False") else usual
    try:
        return type(usual)(kept)
    except ValueError:
        return usual


def _within(value: float, least: float, most: float) -> float:
    # Asked so that what is no number comes out as the least
    return min(value, most) if value >= least else least
