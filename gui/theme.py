"""Colours, tints and fonts: the look in values, so that every painted part agrees.

Interface colours are tokens of a `Theme`. Code colours belong to the researcher: a code stores its
line colour for light paper, and `tint` gives the line, shade and pattern that stand for it in either theme.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPen

from core.model.colour_space import contrast, from_oklab, oklab, to_rgb
from core.model.colours import CODE_COLOURS

INTERFACE_PIXELS = 13
READING_PIXELS = 17
SMALLEST_READING, LARGEST_READING = 12, 28
ENOUGH_CONTRAST = 3.0
SERIF, SANS = "serif", "sans"

WHOLE, DASHED, DOTTED = range(3)

# Naskh is small in its box, a sans is not
_NASKH_GROWTH, _SANS_GROWTH = 1.18, 1.06

# Anything but the figures, marks and spaces that may fill whole lines
_MAY_BE_STRONG = re.compile(
    r"[^\x00-\x09\x20-\x40\[-`{-\x7f\xa0-\xa9\u0660-\u0669\u06f0-\u06f9\u2010-\u2028\u2030-\u205f]"
)


@dataclass(frozen=True)
class Theme:
    """The tokens of one appearance, each `#RRGGBB`."""

    is_dark: bool
    window: str  # bars, status bar
    panel: str  # side panels
    paper: str  # what is read
    raised: str  # fields, cards, popups
    hover: str  # the row under the pointer
    line: str  # hairlines: they part, and carry no meaning
    edge: str  # edges of what carries words
    control: str  # edges of fields, boxes and rings, at least 3:1
    ink: str
    ink2: str
    ink3: str  # hints; still 4.5:1
    accent: str
    on_accent: str
    accent_soft: str  # the selected row
    select: str  # selected text
    good: str
    warn: str
    warn_soft: str
    bad: str
    add_soft: str
    gone_soft: str
    quiet: str  # what is not codable; 4.5:1 also on a strong shade
    is_high_contrast: bool = False

    @property
    def has_shading(self) -> bool:
        """Tell whether coded text stands on a shade; without one its lines say it alone."""
        return not self.is_high_contrast

    @property
    def line_width(self) -> int:
        """Return how thick an underline or a bracket is."""
        return 3 if self.is_high_contrast else 2

    @property
    def thick_width(self) -> int:
        """Return how thick those of a coding are that stands out."""
        return 5 if self.is_high_contrast else 3

    @property
    def underline_gap(self) -> float:
        """Return how far below the room of a shade the first underline is."""
        return 0.5 if self.is_high_contrast else 2

    @property
    def underline_step(self) -> int:
        """Return how far the underlines of codings that overlap are apart."""
        return 4 if self.is_high_contrast else 3


LIGHT = Theme(
    is_dark=False,
    window="#EFEDE8",
    panel="#F7F5F1",
    paper="#FFFEFB",
    raised="#FFFFFF",
    hover="#EBE8E1",
    line="#E0DCD3",
    edge="#CFCAC0",
    control="#928C82",
    ink="#1F2328",
    ink2="#4E545C",
    ink3="#63686F",
    accent="#2B5AA0",
    on_accent="#FFFFFF",
    accent_soft="#E1EAF7",
    select="#C3D7F3",
    good="#27764A",
    warn="#855700",
    warn_soft="#FAF0DA",
    bad="#B0302A",
    add_soft="#DDF0E2",
    gone_soft="#F9E1DE",
    quiet="#4E545C",
)
DARK = Theme(
    is_dark=True,
    window="#131518",
    panel="#191B1F",
    paper="#1E2125",
    raised="#262A2F",
    hover="#2A2E34",
    line="#32363C",
    edge="#454A52",
    control="#7A8088",
    ink="#E8E5DF",
    ink2="#B5B7BB",
    ink3="#9CA0A7",
    accent="#8DB4EC",
    on_accent="#10161F",
    accent_soft="#25334A",
    select="#36547F",
    good="#6FC795",
    warn="#E2B35B",
    warn_soft="#382F1B",
    bad="#F08D83",
    add_soft="#1E3A2A",
    gone_soft="#47292A",
    quiet="#C2C4C7",
)
# Words at least 7:1 wherever they may stand; what only parted regions becomes an edge to be seen
LIGHT_CONTRAST = replace(
    LIGHT,
    is_high_contrast=True,
    line="#6B665D",
    edge="#6B665D",
    control="#6B665D",
    ink="#000000",
    ink2="#33383E",
    ink3="#40464D",
    accent="#1B4687",
    good="#0B5230",
    warn="#603E00",
    bad="#8A1B17",
    quiet="#40464D",
)
DARK_CONTRAST = replace(
    DARK,
    is_high_contrast=True,
    line="#9AA0A8",
    edge="#9AA0A8",
    control="#9AA0A8",
    ink="#FFFFFF",
    ink2="#D6D8DB",
    ink3="#C6C9CE",
    accent="#B3CFF8",
    accent_soft="#22304A",
    select="#2C4874",
    good="#93DDB3",
    warn="#F0C878",
    bad="#FFB9B2",
    quiet="#C6C9CE",
)

# In the order of CODE_COLOURS: shade and strong shade in light; line, shade and strong shade in dark.
_SHADES = (
    ("#FEE4DF", "#F8C9C1", "#E39285", "#452D29", "#68413B"),
    ("#D7F2E9", "#B2E2D3", "#76D7BD", "#1E3A33", "#28574B"),
    ("#E7E9FD", "#CFD2FE", "#6E6CC6", "#30314C", "#474874"),
    ("#F1EBD1", "#E2D6A6", "#DFC761", "#3B3419", "#584D1F"),
    ("#FEE2E9", "#FDC4D4", "#B65276", "#482933", "#6D3B4B"),
    ("#E5EFD9", "#CDDDB7", "#6F8944", "#2F3823", "#455330"),
    ("#DAEFF5", "#B8DDE7", "#5F9FB0", "#22383E", "#2F535D"),
    ("#E9E8FD", "#D3D0FD", "#C4BFFD", "#33304B", "#4B4673"),
    ("#E7EED4", "#D0DDAD", "#9BB050", "#31371E", "#485227"),
    ("#F4E3FE", "#E6C9F9", "#C18BE2", "#3C2D46", "#5A416A"),
    ("#F4E5F2", "#E6CDE3", "#D6ACD1", "#3D2F3B", "#5B4459"),
    ("#F9E4E8", "#EFCBD2", "#BA828D", "#422E32", "#624349"),
    ("#FDE4E3", "#FEC5C6", "#D4696F", "#4A2A2B", "#703C3E"),
    ("#FFE2E5", "#FDC5CB", "#FDAEB7", "#482B2E", "#6C3D43"),
    ("#F7E4F4", "#EBCAE7", "#9A6295", "#3F2D3D", "#5F425C"),
    ("#FEE1EF", "#FBC3DE", "#D575A8", "#462A38", "#6A3C54"),
    ("#E3EFDB", "#C9DEB9", "#AACF8C", "#2D3824", "#425433"),
    ("#DBF1E2", "#BAE1C7", "#4C956A", "#243A2C", "#325640"),
    ("#E0EFE2", "#C3DEC8", "#91BD99", "#29392C", "#3B5440"),
    ("#EEE7F7", "#DCCFEC", "#B09AC8", "#383040", "#534761"),
    ("#E9E8FE", "#D3D1F8", "#8B84C8", "#333146", "#4B486A"),
    ("#EEECD5", "#DCD8AF", "#A09649", "#38351E", "#534E29"),
    ("#D9F0F0", "#B7DFE0", "#73B8BA", "#21393A", "#2D5556"),
    ("#F9E7D6", "#EFD0B1", "#E2A96F", "#41301F", "#62472B"),
)


# OKLab: lightness, a, b
Lab = tuple[float, float, float]
_FINE = 1024


@dataclass(frozen=True)
class Tint:
    """How one code colour looks in one theme; `pattern` tells apart what hue cannot."""

    line: str
    shade: str
    strong: str
    pattern: int

    def pen(self, width: float) -> QPen:
        """Return a pen of the line colour, whole, dashed or dotted in step with its width."""
        pen = QPen(QColor(self.line), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self.pattern == DASHED:
            pen.setDashPattern([3.0, 1.5])
        elif self.pattern == DOTTED:
            pen.setDashPattern([1.0, 1.0])
        return pen


def tint(theme: Theme, colour: str) -> Tint:
    """Return the tint of a code colour: looked up for the 24 offered ones, derived for any other."""
    return _tint(theme.is_dark, theme.paper, colour)


@lru_cache(maxsize=1024)
def _tint(is_dark: bool, paper: str, colour: str) -> Tint:
    colour = colour.upper()
    if colour not in CODE_COLOURS:
        return _derived_tint(is_dark, paper, colour)
    number = CODE_COLOURS.index(colour)
    shade, strong, dark_line, dark_shade, dark_strong = _SHADES[number]
    if is_dark:
        return Tint(dark_line, dark_shade, dark_strong, number // 8)
    return Tint(colour, shade, strong, number // 8)


def _derived_tint(is_dark: bool, paper: str, colour: str) -> Tint:
    lightness, a, b = oklab(colour)
    chroma = hypot(a, b)
    # A grey has no hue to keep
    hue = (a / chroma, b / chroma) if chroma > 0.001 else (0.0, 0.0)

    def of(light: float, strength: float) -> str:
        return from_oklab(light, hue[0] * strength, hue[1] * strength)

    step = 0.01 if is_dark else -0.01
    line = colour
    while contrast(line, paper) < ENOUGH_CONTRAST:
        lightness += step
        line = of(lightness, chroma)
    if is_dark:
        return Tint(line, of(0.325, 0.25 * chroma + 0.012), of(0.42, 0.38 * chroma + 0.018), WHOLE)
    return Tint(line, of(0.938, 0.22 * chroma + 0.008), of(0.875, 0.42 * chroma + 0.012), WHOLE)


def blend(theme: Theme, shades: Sequence[str]) -> QColor:
    """Mix the shades of codings that overlap, the shortest first; see `mixed`."""
    labs = [oklab(shade) for shade in shades]
    lightness, a, b = map(sum, zip(*labs, strict=True))
    return mixed(theme, labs[0], (lightness, a, b), len(labs))


def mixed(theme: Theme, first: Lab, total: Lab, count: int) -> QColor:
    """Mix shades in OKLab, given the first of them and their sum; it keeps its own hue by weighing most.

    Each one more takes the mixture a step deeper, three at most, so that ink stays legible on it.
    """
    if count == 1:
        return QColor(*to_rgb(*first))
    others = 0.4 / (count - 1)
    # The first weighs 0.6; in the sum it is counted as one of the others
    own = 0.6 - others
    depth = min(count - 1, 3) * (0.022 if theme.is_dark else -0.022)
    lightness = own * first[0] + others * total[0] + depth
    # Finer steps than a screen can show make no difference, and most mixtures come again
    return _colour_near(
        round(lightness * _FINE), round((own * first[1] + others * total[1]) * _FINE),
        round((own * first[2] + others * total[2]) * _FINE),
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def _colour_near(lightness: int, a: int, b: int) -> QColor:
    return QColor(*to_rgb(lightness / _FINE, a / _FINE, b / _FINE))


def interface_font(size_delta: float = 0, bold: bool = False, arabic: bool = False) -> QFont:
    """Return the system's font, `size_delta` steps larger than body text (which counts 13).

    Where the text is Arabic its family comes first, because the first family sets the height of a line.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    latin = [font.family(), "Noto Sans"]
    if not QFontInfo(font).exactMatch():
        latin.reverse()
    rest = ["Noto Sans Arabic", "DejaVu Sans"]
    font.setFamilies(rest[:1] + latin + rest[1:] if arabic else latin + rest)
    scale = (INTERFACE_PIXELS + size_delta + (1 if arabic else 0)) / INTERFACE_PIXELS
    if font.pixelSize() > 0:
        font.setPixelSize(max(1, round(font.pixelSize() * scale)))
    else:
        font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def reading_font(arabic: bool, size: int = READING_PIXELS, family: str = SERIF) -> QFont:
    """Return the font sources are read in; `size` is that of Latin letters, Arabic ones stand larger.

    `family` is `SERIF`, `SANS` (the interface's) or one the reader has picked; whatever script it lacks is
    set in the serif's.
    """
    latin, eastern, growth = _reading_families(family)
    font = QFont()
    font.setFamilies(eastern + latin if arabic else latin + eastern)
    font.setPixelSize(round(size * growth) if arabic else size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def sets_letters(family: str) -> bool:
    """Tell whether a font has letters that `reading_font` would take from it."""
    systems = QFontDatabase.WritingSystem
    return not {systems.Latin, systems.Arabic}.isdisjoint(QFontDatabase.writingSystems(family))


@lru_cache(maxsize=64)
def _reading_families(family: str) -> tuple[list[str], list[str], float]:
    """Return the families for Latin and for Arabic letters, and how much larger the latter are to be."""
    latin = ["Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif"]
    eastern = ["Noto Naskh Arabic", "DejaVu Sans"]
    if family == SERIF:
        return latin, eastern, _NASKH_GROWTH
    if family == SANS:
        families = interface_font().families()
        return families, ["Noto Sans Arabic", "DejaVu Sans"], _SANS_GROWTH
    scripts = QFontDatabase.writingSystems(family)
    if QFontDatabase.WritingSystem.Latin in scripts:
        latin = [family, *latin]
    if QFontDatabase.WritingSystem.Arabic in scripts:
        return latin, [family, *eastern], _SANS_GROWTH
    return latin, eastern, _NASKH_GROWTH


def is_right_to_left(text: str, fallback: bool = False) -> bool:
    """Tell whether a text runs from right to left, by the Unicode algorithm (rules P2 and P3).

    The first character with a strong direction says so; what an isolate holds is passed over, up to the
    end of its line at most. Without one the `fallback` holds.
    """
    isolates = 0
    for found in _MAY_BE_STRONG.finditer(text):
        direction = unicodedata.bidirectional(found[0])
        if direction == "B":
            isolates = 0
        elif direction in {"LRI", "RLI", "FSI"}:
            isolates += 1
        elif direction == "PDI":
            isolates = max(0, isolates - 1)
        elif not isolates and direction in {"L", "R", "AL"}:
            return direction != "L"
    return fallback
