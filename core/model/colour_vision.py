"""How far apart two colours look, to eyes of all kinds.

The difference is CIEDE2000 (CIE 142-2001, in the form of Sharma, Wu and Dalal 2005) under D65; the
three kinds of colour blindness are simulated in full strength after Machado, Oliveira and Fernandes 2009.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import atan2, cbrt, cos, degrees, exp, hypot, radians, sin, sqrt

from core.model.colour_space import linear_rgb

Triple = tuple[float, float, float]

# the light of red, green and blue that an eye makes of what there is
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def least_difference(one: str, other: str) -> float:
    """Return how far apart two colours are to the eyes that tell them apart worst."""
    return min(difference(lab(one, vision), lab(other, vision)) for vision in VISIONS)


@lru_cache(maxsize=4096)
def lab(colour: str, vision: str = "usual") -> Triple:
    """Return CIELAB of `#RRGGBB` as eyes of one kind see it."""
    seen = [min(max(light, 0.0), 1.0) for light in _times(VISIONS[vision], linear_rgb(colour))]
    x, y, z = (_cube(value / white) for value, white in zip(_times(_TO_XYZ, seen), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Triple, other: Triple) -> float:
    """Return CIEDE2000 of two colours in CIELAB: about 1 is the least anyone sees side by side."""
    chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + 25**7))
    first, second = (hypot(c[1] * stretch, c[2]) for c in (one, other))
    h1, h2 = (degrees(atan2(c[2], c[1] * stretch)) % 360 for c in (one, other))
    turn = (h2 - h1 + 180) % 360 - 180 if first * second else 0.0
    mean_light, mean_chroma = (one[0] + other[0]) / 2, (first + second) / 2
    mean_hue = h1 + turn / 2 if first * second else h1 + h2
    weight = (
        1
        - 0.17 * cos(radians(mean_hue - 30))
        + 0.24 * cos(radians(2 * mean_hue))
        + 0.32 * cos(radians(3 * mean_hue + 6))
        - 0.20 * cos(radians(4 * mean_hue - 63))
    )
    light = (other[0] - one[0]) / (1 + 0.015 * (mean_light - 50) ** 2 / sqrt(20 + (mean_light - 50) ** 2))
    strength = (second - first) / (1 + 0.045 * mean_chroma)
    hue = 2 * sqrt(first * second) * sin(radians(turn / 2)) / (1 + 0.015 * mean_chroma * weight)
    bend = 60 * exp(-((((mean_hue % 360) - 275) / 25) ** 2))
    rotation = -2 * sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)) * sin(radians(bend))
    return sqrt(light**2 + strength**2 + hue**2 + rotation * strength * hue)


def _times(matrix: tuple[Triple, Triple, Triple], light: Iterable[float]) -> list[float]:
    values = tuple(light)
    return [sum(factor * value for factor, value in zip(row, values, strict=True)) for row in matrix]


def _cube(value: float) -> float:
    return cbrt(value) if value > 216 / 24389 else (value * 24389 / 27 + 16) / 116
