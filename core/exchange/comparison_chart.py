"""A chart of one family: a dot and a whisker for each of its codes, as SVG.

Names are text, so the browser shapes Arabic and orders mixed words; each runs its own way and ends at
the plot. Lines and dots have the colour of the text around, and two measures differ by shape: the
chart can be printed in black, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

from core.exchange.direction import is_right_to_left

_WIDTH = 720
_NAMES_END, _PLOT_START, _PLOT_END, _VALUES_START = 232, 250, 560, 578
_TOP, _ROW, _LINE = 34, 28, 15
_LETTERS_A_LINE = 32
_FONT = 'font-family="Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True)
class Dot:
    """One row: a value with its interval, another measure's value beside, and both in words."""

    name: str
    value: float | None
    interval: tuple[float, float] | None
    beside: float | None
    words: str
    is_family: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The rows of a chart; `measure` is drawn as a dot, `beside`, if any, as an open square."""

    title: str
    measure: str
    beside: str
    dots: Sequence[Dot]


def chart_svg(chart: Chart) -> str:
    """Return the chart as an SVG element of an HTML page, which needs no namespace there."""
    scale = _Scale.of(chart.dots)
    rows: list[str] = []
    y = _TOP + 12
    for dot in chart.dots:
        lines = wrap(dot.name, _LETTERS_A_LINE) or [""]
        middle = y + (len(lines) - 1) * _LINE / 2
        rows.extend(_name(lines, y, is_bold=dot.is_family))
        rows.extend(_marks(dot, middle, scale))
        y += _ROW + (len(lines) - 1) * _LINE
    bottom = y - 8
    parts = [*_key(chart), *_axis(scale, bottom), *rows]
    height = bottom + 30
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_figure(height)}" width="{_WIDTH}" '
        f'height="{_figure(height)}" role="img" fill="currentColor" {_FONT}>'
        f"<title>{escape(chart.title)}</title>" + "".join(parts) + "</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values from `low` to 1 on the width of the plot; `low` is 0, or the fifth below the least."""

    low: float

    @classmethod
    def of(cls, dots: Sequence[Dot]) -> _Scale:
        """Make room for every value, and for intervals down to −1."""
        least = min([0.0, *(end for dot in dots for end in _ends(dot))])
        fifths = 0
        while fifths > -5 and fifths / 5 > least + 1e-9:
            fifths -= 1
        return cls(fifths / 5)

    def x(self, value: float) -> float:
        """Return where a value stands; what lies beyond the plot stands at its edge."""
        share = (min(max(value, self.low), 1.0) - self.low) / (1 - self.low)
        return _PLOT_START + share * (_PLOT_END - _PLOT_START)

    def ticks(self) -> list[float]:
        """Return the fifths from the lowest to 1."""
        return [fifth / 5 for fifth in range(round(self.low * 5), 6)]


def _ends(dot: Dot) -> Iterator[float]:
    yield from (value for value in (dot.value, dot.beside) if value is not None)
    yield from dot.interval or ()


def _name(lines: Sequence[str], y: float, *, is_bold: bool) -> Iterator[str]:
    weight = ' font-weight="700"' if is_bold else ""
    for number, line in enumerate(lines):
        # the edge at the plot is the end of a line from left to right, and the start of the other
        way = 'direction="rtl" text-anchor="start"' if is_right_to_left(line) else 'text-anchor="end"'
        yield (
            f'<text x="{_NAMES_END}" y="{_figure(y + 4 + number * _LINE)}" {way}{weight} '
            f'unicode-bidi="plaintext">{escape(line)}</text>'
        )


def _marks(dot: Dot, y: float, scale: _Scale) -> Iterator[str]:
    if dot.interval is not None:
        low, high = (_figure(scale.x(end)) for end in dot.interval)
        top, bottom = _figure(y - 4), _figure(y + 4)
        yield (
            f'<path d="M{low} {top}V{bottom}M{low} {_figure(y)}H{high}M{high} {top}V{bottom}" fill="none" '
            'stroke="currentColor" stroke-width="1.5"/>'
        )
    if dot.beside is not None:
        # below the line, so that neither hides the other
        x = scale.x(dot.beside)
        yield (
            f'<rect x="{_figure(x - 3)}" y="{_figure(y + 5)}" width="6" height="6" fill="none" '
            'stroke="currentColor" stroke-width="1.5"/>'
        )
    if dot.value is not None:
        yield f'<circle cx="{_figure(scale.x(dot.value))}" cy="{_figure(y)}" r="4"/>'
    yield f'<text x="{_VALUES_START}" y="{_figure(y + 4)}">{escape(dot.words)}</text>'


def _axis(scale: _Scale, bottom: float) -> Iterator[str]:
    for tick in scale.ticks():
        x = _figure(scale.x(tick))
        # zero and one are where agreement by chance and without exception stand
        weight = 'stroke-opacity=".6"' if tick in (0, 1) else 'stroke-opacity=".2"'
        yield f'<path d="M{x} {_TOP - 6}V{_figure(bottom)}" stroke="currentColor" {weight}/>'
        words = f"{tick:.1f}".replace("-", "−")
        yield f'<text x="{x}" y="{_figure(bottom + 16)}" text-anchor="middle" font-size="11">{words}</text>'


def _key(chart: Chart) -> Iterator[str]:
    yield f'<circle cx="{_PLOT_START + 4}" cy="12" r="4"/>'
    yield f'<text x="{_PLOT_START + 14}" y="16">{escape(chart.measure)}</text>'
    if chart.beside:
        x = _PLOT_START + 190
        yield (
            f'<rect x="{x}" y="9" width="6" height="6" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        )
        yield f'<text x="{x + 14}" y="16">{escape(chart.beside)}</text>'


def _figure(number: float) -> str:
    """Return a coordinate with a tenth at most, the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")
