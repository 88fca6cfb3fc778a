"""How each kind of paragraph is set on A4: fonts, sizes, room. Lengths are points.

Letters come from a list of families, so that one that is not installed is no fault. The Arabic ones are
those that keep every letter in the text layer: with Naskh and Kufi a PDF loses each لا to a search.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont

from core.exchange.paper import Kind, Voice
from gui.theme import LIGHT

RESOLUTION = 1200
UNIT = RESOLUTION / 72  # of the pen, in a point
PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
SIDE, TOP, BOTTOM = 60.0, 72.0, 66.0
WIDTH, HEIGHT = PAGE_WIDTH - 2 * SIDE, PAGE_HEIGHT - TOP - BOTTOM

STEP = 20.0  # what a code moves in for the one above it
GUTTER = 22.0  # holds a code's swatch
LABELS = 92.0  # the column of labels
DEEPEST = 3

_SERIF = ("Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif")
_SANS = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans")
_ARABIC = ("Noto Sans Arabic", "DejaVu Sans", "Segoe UI", "Tahoma", "Geeza Pro", "Arial")
_ARABIC_GROWTH, _ARABIC_LEADING = 1.05, 1.22


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size and distance of the baselines, room before and after, and the ink."""

    size: float
    leading: float
    before: float = 0
    after: float = 0
    is_sans: bool = False
    is_bold: bool = False
    ink: str = LIGHT.ink


STYLES: dict[Kind, TypeStyle] = {
    Kind.LABEL: TypeStyle(9, 13, 150, 4, is_sans=True, ink=LIGHT.ink3),
    Kind.TITLE: TypeStyle(27, 34, 0, 14, is_sans=True, is_bold=True),
    Kind.FACTS: TypeStyle(9.5, 14, 0, 3, is_sans=True, ink=LIGHT.ink2),
    Kind.NOTE: TypeStyle(10.5, 15.5, 5, 0),
    Kind.PART: TypeStyle(18, 24, 0, 12, is_sans=True, is_bold=True),
    Kind.CHAPTER: TypeStyle(18, 25, 0, 9, is_sans=True, is_bold=True),
    Kind.CODE: TypeStyle(11, 15.5, 14, 1.5, is_sans=True),
    Kind.SHORT: TypeStyle(10.2, 14.4, 0, 4),
    Kind.TEXT: TypeStyle(10, 14.5, 3, 2),
    Kind.FIELD: TypeStyle(9.2, 13, 0, 2.6),
    Kind.ALSO: TypeStyle(8.3, 12, 0, 1, is_sans=True),
}
CONTENTS = {
    1: TypeStyle(10, 15, 8, 1, is_sans=True, is_bold=True),
    2: TypeStyle(9, 13, is_sans=True),
    3: TypeStyle(9, 13, is_sans=True, ink=LIGHT.ink2),
}
CELL = TypeStyle(8.8, 12.5, 2.6, 2.6, is_sans=True)
HEAD_CELL = TypeStyle(8.2, 12, 0, 3.2, is_sans=True, ink=LIGHT.ink2)
LABEL_COLUMN = TypeStyle(8, 13, is_sans=True, ink=LIGHT.ink2)
RUNNING = TypeStyle(7.8, 11, is_sans=True, ink=LIGHT.ink3)
RANK = TypeStyle(8, 10, is_sans=True, is_bold=True)


def leading_of(style: TypeStyle, is_right_to_left: bool) -> float:
    """Return the distance of baselines, in the pen's units: Arabic reaches higher and lower."""
    return style.leading * (_ARABIC_LEADING if is_right_to_left else 1) * UNIT


@lru_cache(maxsize=256)
def font_of(style: TypeStyle, voice: Voice = Voice.PLAIN, is_right_to_left: bool = False) -> QFont:
    """Return the font; in Arabic the Arabic family comes first, for it sets the height of the line."""
    latin = _SANS if style.is_sans else _SERIF
    font = QFont([*_ARABIC, *latin] if is_right_to_left else [*latin, *_ARABIC])
    growth = _ARABIC_GROWTH if is_right_to_left else 1
    smaller = 0.82 if voice in (Voice.PILL, Voice.KEY) else 1
    font.setPixelSize(round(style.size * growth * smaller * UNIT))
    is_bold = (style.is_bold and voice is not Voice.QUIET) or voice in (Voice.STRONG, Voice.KEY)
    font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def ink_of(style: TypeStyle, voice: Voice) -> str:
    """Return the colour of a voice."""
    if voice is Voice.QUIET:
        return LIGHT.ink3
    return LIGHT.ink2 if voice is Voice.PILL else style.ink
