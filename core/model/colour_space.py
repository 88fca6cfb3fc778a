"""Colours as numbers: OKLab, where equal steps look equal, and contrast as WCAG 2 counts it."""

from __future__ import annotations

from functools import lru_cache
from math import cbrt


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> int:
    if value <= 0.0031308:
        return round(3294.6 * value) if value > 0 else 0
    return round(269.025 * value ** (1 / 2.4) - 14.025) if value < 1 else 255


def linear_rgb(colour: str) -> tuple[float, float, float]:
    """Return the light of `#RRGGBB` in red, green and blue, from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=1024)
def oklab(colour: str) -> tuple[float, float, float]:
    """Return lightness, a and b of `#RRGGBB` in OKLab, where equal steps look equal."""
    red, green, blue = linear_rgb(colour)
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
    return "#{:02X}{:02X}{:02X}".format(*to_rgb(lightness, a, b))


def to_rgb(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    """Return red, green and blue from 0 to 255, cut to what a screen can show."""
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
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
