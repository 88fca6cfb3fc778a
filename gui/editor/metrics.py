"""The measures of the reading text, all grown from one style."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF

from gui.reading_style import SHORTEST_MEASURE, ReadingStyle
from gui.style import scaled
from gui.theme import READING_PIXELS, SANS, reading_font

# Room at both ends of a line: a shade stands out by a pixel, some letters by more, and the toolkit paints
# nothing nearer to the right edge than the document's margin
SIDE = 12
# How much of it lies below the neighbours of the view
OVERHANG = 6

_SAMPLE = "The eye that comes to the end of a line has to find the next one without a search, and then go on."


@dataclass(frozen=True)
class Script:
    """How lines of one script are set: step from line to line, baseline within it, and reach of a shade."""

    step: int
    baseline: int
    up: int
    down: int


class Metrics:
    """Fonts and distances of one reading style, in the system's size of text."""

    def __init__(self, style: ReadingStyle | None = None) -> None:
        self.style = style = style or ReadingStyle()
        self.size = style.size
        # Where the system's words are large these grow along; smaller than was asked for they never are
        self._pixels = size = max(style.size, scaled(style.size))
        self.latin_font = reading_font(False, size, style.family)
        self.arabic_font = reading_font(True, size, style.family)
        # Latin letters amid Arabic ones look larger than they are
        self.guest_font = reading_font(False, size - 1, style.family)
        self.latin_speaker = _speaker_font(False, size)
        self.arabic_speaker = _speaker_font(True, size)
        self.latin = self._script(self.latin_font, 29, 15, 5)
        self.arabic = self._script(self.arabic_font, 35, 20, 7)
        self.gap = self._grown(12)
        self.blank = self._grown(14)
        self.blank_font = reading_font(False, round(self.blank * 0.7), style.family)

    @property
    def shortest_line(self) -> int:
        """Return the width below which the margin gives way."""
        return self.width_of(min(SHORTEST_MEASURE, self.style.measure))

    @property
    def longest_line(self) -> int:
        """Return the width that no line goes beyond."""
        return self.width_of(self.style.measure) + 2 * (SIDE - OVERHANG)

    def width_of(self, characters: int) -> int:
        """Return the width that so many characters of running text take."""
        metrics = QFontMetricsF(self.latin_font)
        return round(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)

    def _grown(self, pixels: float) -> int:
        return round(pixels * self._pixels / READING_PIXELS)

    def _script(self, font: QFont, step: int, up: int, down: int) -> Script:
        metrics = QFontMetricsF(font)
        height = metrics.ascent() + metrics.descent()
        wanted = self._grown(step * self.style.line_height + self.style.density.line_growth)
        # A font taller than the step would strike into the line above
        step = max(wanted, ceil(0.9 * height))
        baseline = round((step - height) / 2 + metrics.ascent())
        return Script(step, baseline, self._grown(up), self._grown(down))


def _speaker_font(arabic: bool, size: int) -> QFont:
    """Return the font of a speaker's name: the interface's, and bold where that is a habit of the script."""
    font = reading_font(arabic, size if arabic else size - 2, SANS)
    font.setBold(not arabic)
    return font
