"""What all HTML pages share: templates, colours for paper, directions, dates and figures in words.

A page is one file that needs nothing else, and is made for paper: light, with what may not be cut kept
together. Texts of either direction are marked for the browser, which shapes Arabic itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.exchange.direction import is_right_to_left, isolated
from core.exchange.wording import counted, listed
from core.model.colours import CODE_COLOURS

if TYPE_CHECKING:
    from jinja2 import Environment

_PATTERNS = ("solid", "dashed", "dotted")
_COLOURS_A_PATTERN = 8
_SHARE_OF_COLOUR_IN_SHADE = 0.17
_HEX_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_GREY = "#63686F"


@dataclass(frozen=True, slots=True)
class Swatch:
    """How a code looks on paper: its line, the pattern of that line, and a shade behind text."""

    line: str
    pattern: str
    shade: str


def swatch(colour: str) -> Swatch:
    """Return the look of a code's colour; one that is none of the 24 is drawn as a whole line."""
    line = colour if _HEX_COLOUR.fullmatch(colour) else _GREY
    place = CODE_COLOURS.index(line.upper()) if line.upper() in CODE_COLOURS else 0
    channels = (int(line[at : at + 2], 16) for at in (1, 3, 5))
    mixed = (round(255 - (255 - channel) * _SHARE_OF_COLOUR_IN_SHADE) for channel in channels)
    return Swatch(
        line, _PATTERNS[place // _COLOURS_A_PATTERN], "#" + "".join(f"{each:02X}" for each in mixed)
    )


def render(template: str, **values: object) -> str:
    """Return the page that a template of `resources/templates` makes of the values."""
    return _environment().get_template(template).render(**values)


def date_in_words(moment: str) -> str:
    """Return the day of a stored time, as `22 November 2026`."""
    day = datetime.fromisoformat(moment).astimezone(UTC)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # slow to load, and few commands want it

    environment = Environment(
        loader=PackageLoader("resources", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        way=_way,
        css_string=_css_string,
        thousands=_thousands,
        counted=counted,
        listed=listed,
        isolated=isolated,
    )
    return environment


def _way(text: str) -> str:
    """Return the value of a `dir` attribute for the text."""
    return "rtl" if is_right_to_left(text) else "ltr"


def _css_string(text: str) -> str:
    """Return the text so that it can stand between quotation marks in a style sheet, whatever it holds."""
    return "".join(letter if letter.isalnum() else f"\\{ord(letter):06x}" for letter in text)


def _thousands(number: int) -> str:
    return f"{number:,}"
