"""Colours as other programs write them."""

from __future__ import annotations

import re

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]+%?\s*)?\)")

# the sixteen names every program knows, and a few more that are met
_NAMES = {
    "black": "#000000",
    "silver": "#C0C0C0",
    "gray": "#808080",
    "grey": "#808080",
    "white": "#FFFFFF",
    "maroon": "#800000",
    "red": "#FF0000",
    "purple": "#800080",
    "fuchsia": "#FF00FF",
    "green": "#008000",
    "lime": "#00FF00",
    "olive": "#808000",
    "yellow": "#FFFF00",
    "navy": "#000080",
    "blue": "#0000FF",
    "teal": "#008080",
    "aqua": "#00FFFF",
    "cyan": "#00FFFF",
    "magenta": "#FF00FF",
    "orange": "#FFA500",
    "brown": "#A52A2A",
    "pink": "#FFC0CB",
    "violet": "#EE82EE",
    "gold": "#FFD700",
    "indigo": "#4B0082",
}


def read_colour(written: str) -> str:
    """Return a colour as `#RRGGBB`, without what it says of transparency; nothing for what is none."""
    plain = written.strip().lower()
    if match := _HEX.fullmatch(plain):
        digits = match[1] if len(match[1]) > 3 else "".join(2 * digit for digit in match[1])
        return f"#{digits[:6].upper()}"
    if match := _RGB.fullmatch(plain):
        parts = [int(part) for part in match.groups()]
        return "#" + "".join(f"{part:02X}" for part in parts) if max(parts) <= 255 else ""
    return _NAMES.get(plain, "")
