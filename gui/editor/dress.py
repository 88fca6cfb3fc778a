"""Fonts and greys inside a paragraph, as ranges the toolkit lays over the text without changing it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from core.model.span import Span
from core.text.offsets import OffsetMap
from gui.editor.metrics import Metrics
from gui.theme import is_right_to_left as runs_right_to_left

_ARABIC_LETTER = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_LATIN_LETTER = "A-Za-z\u00c0-\u024f"
_ARABIC_RUN = re.compile(f"[{_ARABIC_LETTER}](?:[^{_LATIN_LETTER}\\n]*[{_ARABIC_LETTER}])?")
# With their figures: those of an Arabic font are of another cut, and as large as its letters
_LATIN_RUN = re.compile(f"[{_LATIN_LETTER}0-9](?:[^{_ARABIC_LETTER}\\n]*[{_LATIN_LETTER}0-9])?")

Run = tuple[int, int, QFont | None]


class Dresser:
    """Says in which font and ink each part of a block stands; offsets go in, format ranges come out."""

    def __init__(
        self,
        text: str,
        offsets: OffsetMap,
        not_codable: Sequence[Span],
        metrics: Metrics,
        quiet_ink: str,
        speakers: Sequence[Span] = (),
    ) -> None:
        self._text = text
        self._offsets = offsets
        self._not_codable = sorted(not_codable)
        self._ends = [span.end for span in self._not_codable]
        self._metrics = metrics
        self._quiet = QColor(quiet_ink)
        self._speakers = sorted(speakers)

    def ranges(self, block: int, is_right_to_left: bool) -> list[QTextLayout.FormatRange]:
        """Return what differs in a block from the document's own font and ink."""
        start, end = self._offsets.block_start(block), self._offsets.block_end(block)
        origin = self._offsets.to_view(start)
        # A bar in the gutter says it of a whole paragraph
        has_rule = self.is_codable(start, end)
        made = []
        for first, last, font in self._voiced(start, end, is_right_to_left):
            for a, b, is_quiet in self._parted(first, last):
                if font is None and not is_quiet:
                    continue
                part = QTextLayout.FormatRange()
                part.start = self._offsets.to_view(a) - origin
                part.length = self._offsets.to_view_end(b) - origin - part.start
                part.format = self._format(font, is_quiet, has_rule)
                made.append(part)
        return made

    def is_codable(self, start: int, end: int) -> bool:
        """Tell whether any character of `[start, end)` counts in comparisons."""
        return any(not is_quiet for _, _, is_quiet in self._parted(start, end))

    def _voiced(self, start: int, end: int, is_right_to_left: bool) -> Iterator[Run]:
        """Part a block where speakers are named, then the rest of it by script."""
        at = start
        nearest = bisect_left(self._speakers, start + 1, key=lambda span: span.end)
        for number in range(nearest, len(self._speakers)):
            name = self._speakers[number]
            if name.start >= end:
                break
            first, last = max(name.start, at), min(name.end, end)
            if first > at:
                yield from self._runs(at, first, is_right_to_left)
            is_arabic = runs_right_to_left(self._text[name.start : name.end])
            yield first, last, self._metrics.arabic_speaker if is_arabic else self._metrics.latin_speaker
            at = last
        if at < end:
            yield from self._runs(at, end, is_right_to_left)

    def _runs(self, start: int, end: int, is_right_to_left: bool) -> Iterator[Run]:
        """Part a block by script; the font is None where the document's own will do."""
        text = self._text[start:end]
        if text.isascii() and not is_right_to_left:
            yield start, end, None
            return
        own = self._metrics.arabic_font if is_right_to_left else None
        guest = self._metrics.guest_font if is_right_to_left else self._metrics.arabic_font
        at = 0
        for found in (_LATIN_RUN if is_right_to_left else _ARABIC_RUN).finditer(text):
            if found.start() > at:
                yield start + at, start + found.start(), own
            yield start + found.start(), start + found.end(), guest
            at = found.end()
        if at < len(text):
            yield start + at, end, own

    def _parted(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Part a run where text stops or begins to be codable."""
        at = start
        for number in range(bisect_left(self._ends, start + 1), len(self._not_codable)):
            span = self._not_codable[number]
            if span.start >= end:
                break
            if span.start > at:
                yield at, span.start, False
            yield max(at, span.start), min(end, span.end), True
            at = min(end, span.end)
        if at < end:
            yield at, end, False

    def _format(self, font: QFont | None, is_quiet: bool, has_rule: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        if font is not None:
            made.setFont(font)
        if is_quiet:
            made.setForeground(self._quiet)
            if has_rule:
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return made
