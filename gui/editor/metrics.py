"""The measures of the reading text, all grown from one size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from gui.theme import READING_PIXELS, reading_font

SHORTEST_MEASURE, LONGEST_MEASURE = 50, 80

_SAMPLE = "The eye that comes to the end of a line has to find the next one without a search, and then go on."


@dataclass(frozen=True)
class Script:
    """How lines of one script are set: step from line to line, baseline within it, and reach of a shade."""

    step: int
    baseline: int
    up: int
    down: int


class Metrics:
    """Fonts and distances at one reading size (pixels of Latin letters)."""

    def __init__(self, size: int = READING_PIXELS) -> None:
        def scaled(pixels: float) -> int:
            return round(pixels * size / READING_PIXELS)

        self.size = size
        self.latin_font = reading_font(arabic=False, size=size)
        self.arabic_font = reading_font(arabic=True, size=size)
        # Latin letters amid Arabic ones look larger than they are
        self.guest_font = reading_font(arabic=False, size=size - 1)
        self.latin = _script(self.latin_font, scaled(29), scaled(15), scaled(5))
        self.arabic = _script(self.arabic_font, scaled(35), scaled(20), scaled(7))
        self.gap = scaled(12)
        self.blank = scaled(14)
        self.blank_font = reading_font(arabic=False, size=round(self.blank * 0.7))

    def width_of(self, characters: int) -> int:
        """Return the width that so many characters of running text take."""
        metrics = QFontMetricsF(self.latin_font)
        return round(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)


def _script(font: QFont, step: int, up: int, down: int) -> Script:
    metrics = QFontMetricsF(font)
    lead = step - metrics.ascent() - metrics.descent()
    return Script(step, round(lead / 2 + metrics.ascent()), up, down)
