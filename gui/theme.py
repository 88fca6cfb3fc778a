"""Colours, tints and fonts: the look in values, so that every painted part agrees.

Interface colours are tokens of a `Theme`. Code colours belong to the researcher: a code stores its
line colour for light paper, and `tint` gives the line, shade and pattern that stand for it in either theme.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cbrt, hypot

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPen

from core.model.colours import CODE_COLOURS

INTERFACE_PIXELS = 13
READING_PIXELS = 17
SMALLEST_READING, LARGEST_READING = 12, 28
ARABIC_GROWTH = 1.18
ENOUGH_CONTRAST = 3.0

WHOLE, DASHED, DOTTED = range(3)


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
    """Mix the shades of codings that overlap, the shortest first; it keeps its own hue by weighing most.

    Each coding more takes the mixture a step deeper, three at most, so that ink stays legible on it.
    """
    return QColor(*_blended(theme.is_dark, tuple(shades)))


@lru_cache(maxsize=4096)
def _blended(is_dark: bool, shades: tuple[str, ...]) -> tuple[int, int, int]:
    if len(shades) == 1:
        return _rgb(*oklab(shades[0]))
    rest = 0.4 / (len(shades) - 1)
    lightness = a = b = 0.0
    for place, shade in enumerate(shades):
        weight = rest if place else 0.6
        part = oklab(shade)
        lightness, a, b = lightness + weight * part[0], a + weight * part[1], b + weight * part[2]
    depth = min(len(shades) - 1, 3) * 0.022
    return _rgb(lightness + depth if is_dark else lightness - depth, a, b)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> int:
    if value <= 0.0031308:
        return round(3294.6 * value) if value > 0 else 0
    return round(269.025 * value ** (1 / 2.4) - 14.025) if value < 1 else 255


def _linear_rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=1024)
def oklab(colour: str) -> tuple[float, float, float]:
    """Return lightness, a and b of `#RRGGBB` in OKLab, where equal steps look equal."""
    red, green, blue = _linear_rgb(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(lightness: float, a: float, b: float) -> str:
    """Return the `#RRGGBB` nearest to a colour in OKLab, cut to what a screen can show."""
    return "#{:02X}{:02X}{:02X}".format(*_rgb(lightness, a, b))


def _rgb(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2: 1 for the same, 21 for black on white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


def reading_font(arabic: bool, size: int = READING_PIXELS) -> QFont:
    """Return the serif sources are read in; `size` is that of Latin letters, Arabic ones stand larger."""
    latin = ["Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif"]
    eastern = ["Noto Naskh Arabic", "DejaVu Sans"]
    font = QFont()
    font.setFamilies(eastern + latin if arabic else latin + eastern)
    font.setPixelSize(round(size * ARABIC_GROWTH) if arabic else size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction of its own runs from right to left."""
    isolates = 0
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"LRI", "RLI", "FSI"}:
            isolates += 1
        elif direction == "PDI":
            isolates = max(0, isolates - 1)
        elif not isolates and direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
