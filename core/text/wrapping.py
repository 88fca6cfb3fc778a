r"""Join the lines of hard-wrapped text, so that a paragraph is a paragraph again.

Text taken from a PDF ends a line where the page ended it, and often sets an empty line after each;
plain text may be wrapped at 70 to 80 columns. Both make "paragraph" and "sentence" mean *line*, so
joining comes before the first code.

What tells a wrapped line from a finished one is the room it left: the next line's first word would
not have fitted. The measure is taken from the lines around, because notes, captions and body are set
in different sizes on one page, and letters differ in width. Around it stand weaker signs: sentence
ends, small letters (which Arabic has not), list marks, indents, headings, page heads.

Nothing moves: where a page head or a footnote stands inside a sentence, it stays a paragraph of its
own there, and the two halves of the sentence are each joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median

from core.text.joints import Spellings, meet, splits_address
from core.text.lines import Line, read_lines

# Shares of the measure. Proportional type lets full lines differ by a tenth; found on reports from PDFs.
_FULL = 0.88
_FULL_AFTER_SENTENCE = 0.9
_FULL_IN_CAPITALS = 0.95
_HALF = 0.5
_SHORTEST_MEASURE = 30
_LONGEST_FITTING_WORD = 15

_EXACT_SHARE = 0.97
_WRAPPED_SHARE = 0.4
_DOUBLE_SPACED_SHARE = 0.4
_COLUMNS_OF_AN_INDENT = 2


@dataclass(frozen=True, slots=True)
class Joined:
    """A text whose wrapped lines were joined, and how many line ends went."""

    text: str
    lines_joined: int


def join_lines(text: str) -> Joined:
    r"""Join the lines within each paragraph of a hard-wrapped text; leave any other text as it is.

    A text is hard-wrapped when at least two fifths of its characters stand in lines that visibly run
    on. Joined lines meet in one space; the empty lines between paragraphs stay. A hyphen at a line's
    end stays too (`nation-` and `state` give `nation-state`), unless the text writes the word without
    it elsewhere and never with it; then the hyphen was the printer's. Soft hyphens go.

    It goes on until nothing is left to join, so joining twice changes nothing.
    """
    joined = 0
    while True:
        text, found = _join_once(text)
        if not found:
            return Joined(text, joined)
        joined += found


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a whole text is set."""

    widest_gap: int
    """How many empty lines may stand inside a paragraph: 0, or 1 where every line has one after it."""
    usual_length: float
    usual_tail: float
    width: int | None
    """The exact width, where a program wrapped the text by counting characters."""

    def is_full(self, last: Line, line: Line, measure: int, share: float) -> bool:
        """Tell whether the line's first word would not have fitted on the last."""
        if self.width is not None:
            return not _fits(last, line, self.width)
        return _is_about_full(last, line, measure, share)

    def turns_page(self, last: Line, line: Line) -> bool:
        """Tell whether a page ended between the two: the only place where such texts set lines close."""
        return line.raw.startswith("\f") or (self.widest_gap == 1 and line.gap == 0 < last.gap)


def _join_once(text: str) -> tuple[str, int]:
    lines, rest = read_lines(text)
    setting = _setting(lines)
    if setting is None:
        return text, 0
    spellings = Spellings(text)
    parts = [lines[0].before, lines[0].raw]
    paragraph = lines[:1]
    joined = 0
    for line, after in zip(lines[1:], [*lines[2:], None], strict=True):
        neighbour = after if after is not None and after.gap <= setting.widest_gap else None
        if line.gap <= setting.widest_gap and _continues(paragraph, line, neighbour, setting):
            parts[-1], glue = meet(parts[-1].rstrip(), line.words, spellings)
            parts += [glue, line.raw.lstrip()]
            paragraph.append(line)
            joined += 1
        else:
            parts += [line.before, line.raw]
            paragraph = [line]
    return "".join(parts) + rest, joined


def _setting(lines: Sequence[Line]) -> _Setting | None:
    """Find out how the text is set; None if it is not hard-wrapped."""
    close, spaced = (
        [at for at in range(1, len(lines)) if lines[at].gap == gap and _runs_on_visibly(lines, at)]
        for gap in (0, 1)
    )
    all_spaced = sum(line.gap == 1 for line in lines[1:])
    is_double_spaced = bool(spaced) and len(spaced) >= _DOUBLE_SPACED_SHARE * all_spaced
    seams = close + spaced if is_double_spaced else close
    wrapped = [lines[number] for number in sorted({number for at in seams for number in (at - 1, at)})]
    if not wrapped or sum(map(len, wrapped)) < _WRAPPED_SHARE * sum(map(len, lines)):
        return None
    return _Setting(
        widest_gap=1 if is_double_spaced else 0,
        usual_length=median(map(len, wrapped)),
        usual_tail=median(line.tail for line in wrapped),
        width=_exact_width(wrapped, [(lines[at - 1], lines[at]) for at in seams]),
    )


def _exact_width(wrapped: Sequence[Line], seams: Sequence[tuple[Line, Line]]) -> int | None:
    """Find the number of columns that explains where nearly all lines were broken, if there is one."""
    lengths = sorted(map(len, wrapped))
    width = lengths[ceil(_EXACT_SHARE * len(lengths)) - 1]
    explained = sum(not _fits(last, line, width) for last, line in seams)
    return width if explained >= _EXACT_SHARE * len(seams) else None


def _runs_on_visibly(lines: Sequence[Line], at: int) -> bool:
    """Tell whether line `at` beyond doubt continues the full line before it."""
    last, line = lines[at - 1], lines[at]
    if last.is_alone or line.is_alone or line.begins_item or last.ends_sentence:
        return False
    if not (line.begins_small or line.begins_caseless):
        return False
    measure = _measure(lines[max(0, at - 2) : at + 2])
    return measure >= _SHORTEST_MEASURE and _is_about_full(last, line, measure, _FULL)


def _continues(paragraph: Sequence[Line], line: Line, after: Line | None, setting: _Setting) -> bool:
    """Tell whether `line` belongs to the paragraph before it."""
    last = paragraph[-1]
    if last.is_alone or line.is_alone or line.begins_item or _is_indented(paragraph, line):
        return False
    if last.is_address:
        return splits_address(last.words, line.words)
    if setting.turns_page(last, line) and (last.ends_sentence or paragraph[0].begins_note):
        return False
    measure = _measure([*paragraph[-2:], line, *([after] if after else [])])
    if last.ends_sentence:
        return (
            setting.is_full(last, line, measure, _FULL_AFTER_SENTENCE)
            and len(last) >= _HALF * setting.usual_length
            and not (line.may_begin_item or last.tail > max(1, setting.usual_tail))
            and not _gap_widens(paragraph, line)
            and not _is_short_heading(line, after, measure)
        )
    if (line.begins_small or last.ends_in_comma) and not line.may_begin_item:
        return len(last) >= _HALF * measure
    share = _FULL_IN_CAPITALS if _is_perhaps_heading(paragraph, line) else _FULL
    return setting.is_full(last, line, measure, share) and len(last) >= _HALF * setting.usual_length


def _measure(lines: Sequence[Line]) -> int:
    """Return the length of the longest of these lines that could be wrapped."""
    return max((len(line) for line in lines if not line.is_alone), default=0)


def _fits(last: Line, line: Line, width: int) -> bool:
    return len(last) + 1 + len(line.first_word) <= width


def _is_about_full(last: Line, line: Line, measure: int, share: float) -> bool:
    """Tell whether the line's first word would hardly have fitted; a web address fits nowhere."""
    return len(last) + 1 + min(len(line.first_word), _LONGEST_FITTING_WORD) >= share * measure


def _is_indented(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether the line begins a paragraph by its indent; a list item's second line hangs instead."""
    if line.indent < paragraph[-1].indent + _COLUMNS_OF_AN_INDENT:
        return False
    return not (len(paragraph) == 1 and (paragraph[0].begins_item or paragraph[0].may_begin_item))


def _is_perhaps_heading(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether the paragraph so far could be a heading nearly as long as a line."""
    return len(paragraph) == 1 and paragraph[0].is_titled and not line.is_titled


def _is_short_heading(line: Line, after: Line | None, measure: int) -> bool:
    """Tell whether the line, after a sentence's end, neither ends one nor is continued."""
    if after is None or line.ends_sentence or after.begins_small:
        return False
    return not _is_about_full(line, after, measure, _FULL)


def _gap_widens(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether a paragraph set close is followed by an empty line, in a text mostly set wide."""
    joints = [following.gap for _, following in pairwise(paragraph)]
    return len(joints) >= 2 and max(joints) < line.gap
