"""The sentences of a text, by rules of our own that carry a number.

Unicode's rules (UAX #29) end a sentence behind every "Dr." and every "د.", and know nothing of "…"; what
libraries add is either English or changes with each release. Sentences are a unit of comparison, so the
rules stand here, on the character classes of the `regex` package, and `RULES_VERSION` is printed with what
was computed over them: whoever adds an abbreviation moves the units of an old result.

1. A line end ends a sentence; whoever has wrapped lines joins them first.
2. Behind a sentence's stops follow what closes it (quotes, brackets, the mark of a footnote, emoji), then
   white space. `?`, `!`, `؟` may do without white space behind a quote or bracket, `؟` and `۔` also before a
   letter. An emoji counts as white space.
3. None ends before what plainly goes on with it: a comma, a colon, a dash, a closing bracket, one more stop;
   nor, behind a full stop or a closing quote, before a small letter.
4. An ellipsis ends one before a capital letter alone. In Arabic, which has none, it is a pause.
5. Nor does a stop behind a title or another abbreviation; behind `p.`, `Fig.`, `No.` before a number; behind
   one capital letter or dotted initials, unless a word follows that begins sentences ("He", "The", "Then").
   The era behind a year (`1998 م.`) is no abbreviation.
6. What numbers or names a line at its beginning (`1.`, `A.`, `س.`) belongs to the sentence behind.
7. Nor does a stop just before the end of a bracket that was opened inside the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from core.model.span import Span
from core.text import abbreviations
from core.text.units import is_visible

RULES_VERSION = 1

_LINE_ENDS = r"\n\r\x85\u2028\u2029"
_STOPS = r"\p{SB=STerm}\p{SB=ATerm}…"
_UNSEEN = r"[[\p{SB=Format}\p{SB=Extend}]--\p{GCB=Prepend}]"
_CLOSERS = r"[\p{SB=Close}--\p{Ps}]"
_EMOJI = r"(?=\p{Emoji_Presentation}|\p{Emoji}\ufe0f)\X"
_GAP = rf"[\s--[{_LINE_ENDS}]]"
_NOTE_MARK = r"\[\d{1,4}\] | \(\d{1,3}\) | [¹²³⁰⁴-⁹]"

_STOP = regex.compile(
    rf"""(?V1)(?x)
    (?P<stops> [{_STOPS}] (?: {_UNSEEN}*+ [{_STOPS}] )*+ ) {_UNSEEN}*+
    (?P<closers> (?: (?: {_CLOSERS} | {_NOTE_MARK} | {_GAP}*+ »(?=\s|\Z) ) {_UNSEEN}*+ )*+ )
    (?P<emoji> (?: {_GAP}*+ {_EMOJI} )*+ ) {_UNSEEN}*+
    (?P<gap> {_GAP}*+ ) {_UNSEEN}*+
    | [{_LINE_ENDS}]
    """
)
_STRONG = regex.compile(r"\p{SB=STerm}")
_STOPS_AT_END = regex.compile(rf"(?V1)(?r)[{_STOPS}]")
_LINE_END = regex.compile(f"[{_LINE_ENDS}]")
_GOES_ON = regex.compile(rf"(?V1)[{_STOPS},;:،؛/\p{{Pe}}\p{{Pf}}\p{{Pd}}]")
_OPENERS = regex.compile(rf"(?V1)(?:[\p{{Ps}}\p{{Pi}}\"'¿¡*_]|{_UNSEEN})*+")
_LETTER, _SMALL, _CAPITAL, _NUMBER = map(regex.compile, (r"\p{L}", r"\p{Ll}", r"[\p{Lu}\p{Lt}]", r"\p{N}"))
_ENDING_BEFORE_A_LETTER = frozenset("؟۔。！？｡")

_CLOSED_BRACKET = regex.compile(r"""["'”’»\p{SB=Format}]*([)\]}])""")
_OPENING = {")": "(", "]": "[", "}": "{"}
_BRACKET_WINDOW = 400

_LONGEST_ABBREVIATION = 24
_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\p{N}\p{Cf}.]+")
_WORD_BEHIND = regex.compile(r"\p{L}+")
_UNSEEN_IN_WORD = regex.compile(r"\p{Cf}+")
_NUMBERING = regex.compile(r"\d{1,3}(?:\.\d{1,2})*|\p{L}|[ivxIVX]{2,5}|هـ")
_INITIALS = regex.compile(r"(?:\p{L}{1,2}\.)+\p{L}{1,2}|\p{Lu}")
_BEFORE_A_BEGINNING = " \t\u00a0([{«\"“‘'*_-–—•\u061c\u200e\u200f\u202a\u202b\u2067\u2068"
_LINE_BEGINNING = 12

_MARKED_SPACE = regex.compile(r"\p{Zs}[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]")
_JOINED_SPACE = regex.compile(r"\p{GCB=Prepend}\p{Zs}")


def sentences(text: str) -> list[Span]:
    """Find the sentences in reading order, without the white space around them.

    Each lies inside a paragraph and parts no grapheme cluster; together they hold every visible character.
    """
    return list(sentences_between(text, 0, len(text)))


def sentences_between(text: str, start: int, end: int) -> Iterator[Span]:
    """Find the sentences of a stretch; one that goes on beyond the stretch is cut where that ends."""
    begun = start
    for found in _STOP.finditer(text, start, end):
        stop = found.start()
        if found["stops"] is not None:
            if not _ends_sentence(text, found, end):
                continue
            stop = found.start("gap")
        if (span := _trimmed(text, begun, stop)) is not None:
            yield span
        begun = stop
    if (span := _trimmed(text, begun, end)) is not None:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Take white space off both ends, but none that a mark beside it makes part of a character."""
    piece = text[start:end]
    bare = piece.strip()
    if not is_visible(bare):
        return None
    first = start + len(piece) - len(piece.lstrip())
    last = first + len(bare)
    if first > start and _MARKED_SPACE.match(text, first - 1):
        first -= 1
    if last < end and _JOINED_SPACE.match(text, last - 1):
        last += 1
    return Span(first, last)


def _ends_sentence(text: str, found: regex.Match[str], end: int) -> bool:
    """Tell whether these stops end a sentence, by what stands around them."""
    following = found.end()
    if following >= end or _LINE_END.match(text, following):
        return True
    is_strong = _STRONG.search(found["stops"]) is not None
    if not (found["gap"] or found["emoji"] or (is_strong and _needs_no_space(text, found))):
        return False
    if _GOES_ON.match(text, following):
        return False
    openers = _OPENERS.match(text, following, end)
    beginning = openers.end() if openers else following
    if _SMALL.match(text, beginning) and not (is_strong and not found["closers"]):
        return False
    if _closes_bracket_inside(text, found):
        return False
    if is_strong:
        return True
    if found["stops"] != ".":
        return _CAPITAL.match(text, beginning) is not None
    return not _is_abbreviation(text, found.start(), beginning)


def _needs_no_space(text: str, found: regex.Match[str]) -> bool:
    """Tell whether a question or an exclamation may end here with the next word close behind it."""
    if found["closers"]:
        return True
    return found["stops"][-1] in _ENDING_BEFORE_A_LETTER and _LETTER.match(text, found.end()) is not None


def _closes_bracket_inside(text: str, found: regex.Match[str]) -> bool:
    """Tell whether the stops stand at the end of a bracket that was opened inside the sentence."""
    closed = _CLOSED_BRACKET.match(found["closers"])
    if closed is None:
        return False
    window = text[max(0, found.start() - _BRACKET_WINDOW) : found.start()]
    line = _LINE_END.split(window)[-1]
    opened = line.rfind(_OPENING[closed[1]])
    before = line[: max(opened, 0)].rstrip(_BEFORE_A_BEGINNING + ")]}”’»")
    return bool(before) and _STOPS_AT_END.match(before) is None


def _is_abbreviation(text: str, stop: int, beginning: int) -> bool:
    """Tell whether the full stop at `stop` belongs to its word, by the word and by what begins behind."""
    found = _WORD_BEFORE.match(text, max(0, stop - _LONGEST_ABBREVIATION), stop)
    if found is None:
        return False
    word = _UNSEEN_IN_WORD.sub("", found[0])
    before = text[max(0, found.start() - _LINE_BEGINNING) : found.start()].rstrip(_BEFORE_A_BEGINNING)
    if (not before or _LINE_END.match(before[-1])) and _NUMBERING.fullmatch(word):
        return True
    if word in abbreviations.NEVER_LAST:
        return not (word in abbreviations.ERAS and _NUMBER.match(before[-1:]))
    if word.lower() in abbreviations.BEFORE_A_NUMBER and _NUMBER.match(text, beginning):
        return True
    if word in abbreviations.PERHAPS_LAST or _INITIALS.fullmatch(word):
        behind = _WORD_BEHIND.match(text, beginning)
        return behind is None or behind[0] not in abbreviations.BEGINNING_SENTENCES
    return False
