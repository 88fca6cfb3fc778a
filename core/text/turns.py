r"""Who speaks where: the turns of an interview, by the labels its transcriber set before them.

A label stands at a line's beginning: `Interviewer:`, `س:`, `Mariam (nurse):`, `[00:12:03] Omar:`, `[Omar]`,
`Omar  0:12` on a line of its own, `Q.`, `س/`, or the stamp and name of an exported chat. The same place holds
"Note:", "Link:" and "he said:", so form alone proves little: labels are taken for speakers when they return,
as people do who talk with each other. A heading comes once; the fields of a form come in the same round each
time.

These turns are an offer for the eye and for selecting. No unit of comparison rests on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import regex

from core.model.span import Span
from core.text.clusters import border_after
from core.text.folding import fold
from core.text.labels import is_answering, is_asking, is_role, is_stage_note, may_speak, speaker_key
from core.text.units import VISIBLE_CLASS

_AT_ONCE = 10_000
_FEWEST = 4
_FEWEST_MESSAGES = 2
_USUAL_TURN = 3_000
"""Turns are shorter than this on average, in characters; labels further apart are headings that recur."""
_FEWEST_FIELDS = 3
_SHARE_IN_ROUND = 0.9

_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff"
_LEAD = f"[ \\t\u00a0{_UNSEEN}]{{0,40}}"
_DATE = r"\d{1,4}\u200f?[./-]\u200f?\d{1,2}\u200f?[./-]\u200f?\d{1,4}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ \u00a0\u202f]?(?:[AaPp]\.?[Mm]\.?|[صم]))?"
_STAMP = rf"[\[(]?{_TIME}[\])]?"
_NAME = r"[^\W\d_][^\n:：,،;؛!?؟\"“”«»…|<>=\[\](){}]{0,39}"
_LABEL = re.compile(
    rf"""(?xm) ^{_LEAD}(?P<head>) (?:
        \[?{_DATE}[,،]?[ \u00a0\u202f]{{1,2}}{_TIME}\]?[ \u00a0]?(?:[-–][ \u00a0])?
            (?: [{_UNSEEN}]*(?P<log>[^\n:\"“”«»]{{1,60}}) :(?=\s|$) )?
      | (?P<sent>[^\n,،:]{{1,40}}),[ ]\[{_DATE}[ ]{_TIME}\]$
      | (?:\d{{1,5}}[ \t]+)? (?:[-–—•][ \t]?)? (?:{_STAMP}[ \t]+(?:[-–][ ])?)? \*{{0,2}}
            (?P<colon>{_NAME}(?:[ ]?\([^()\n]{{1,40}}\))?) (?:[ ]?{_STAMP})? \*{{0,2}}[ \u00a0]?[:：]\*{{0,2}}
            (?=\s|$|[^\W\d_]|[\"“«'‘(\[…{_UNSEEN}])
      | (?P<told>{_NAME}?)[ \t]+{_STAMP}[ \t]*$
      | {_STAMP}[ \t]+(?P<timed>{_NAME}?)[ \t]*$
      | (?P<dot>[^\W\d_]\d{{0,3}})\.(?=[ \t])
      | (?P<slash>سؤال|جواب|[سج])[ ]?\d{{0,3}}[ ]?(?:/|[-–](?=[ ]))
      | \[(?P<bracket>{_NAME})\](?=[ \t:]|$)
    )"""
)
_KINDS = {"head": "chat", "log": "chat", "sent": "chat", "dot": "initial", "bracket": "bracket"}
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LAST_VISIBLE = regex.compile("(?r)" + VISIBLE_CLASS)
_STAMP_ALONE = re.compile(r"(?=[\W_]*\d)[\W\d_]{1,60}")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one speaks, and where in it the speaker is named."""

    span: Span
    speaker: Span


class _Label(NamedTuple):
    """A place where somebody may be named, and who it would be."""

    form: str
    key: str
    """Empty where a chat says something in nobody's name."""
    start: int
    name_start: int
    name_end: int


def turns(text: str) -> list[Turn]:
    """Find the turns of the speakers in reading order; none where a text does not show who speaks.

    A turn goes from its label to its last line before the next label, without the lines behind it that are
    wholly in square brackets or figures: those are by whoever wrote the talk down.
    """
    labels = _speaking(list(_labels(text)))
    ends = [*(label.start for label in labels[1:]), len(text)]
    return [_turn(text, label, end) for label, end in zip(labels, ends, strict=bool(labels)) if label.key]


def _labels(text: str) -> Iterator[_Label]:
    """Find what is written like a label."""
    for found in chain.from_iterable(_LABEL.finditer(text, *piece) for piece in _pieces(text)):
        form = found.lastgroup or "head"
        start, end = found.span(form)
        if form == "head":
            yield _Label(form, "", start, start, end)
        elif key := _key(form, found[form]):
            yield _Label(form, key, found.start("head"), start, start + len(found[form].rstrip()))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Part a text at line ends, which no label crosses: a search holds up every thread until it finds."""
    start = 0
    while start < len(text):
        line_end = text.find("\n", start + _AT_ONCE)
        end = line_end if line_end >= 0 else len(text)
        yield start, end
        start = end + 1


def _key(form: str, label: str) -> str:
    """Return who the label names; in a chat that may be a number, for the stamp tells that it is a label."""
    if _KINDS.get(form) == "chat":
        return fold(label).strip()
    return speaker_key(_ASIDE.sub("", label) if "(" in label else label)


def _speaking(labels: Sequence[_Label]) -> list[_Label]:
    """Choose the labels that name speakers, of the kind that the text uses."""
    kinds: dict[str, list[_Label]] = {}
    for label in labels:
        kinds.setdefault(_KINDS.get(label.form, "spoken"), []).append(label)
    chat, spoken = kinds.get("chat", []), _conversing(kinds.get("spoken", []))
    if sum(label.key != "" for label in chat) >= max(_FEWEST_MESSAGES, len(spoken)):
        return chat
    heard = [label for label in kinds.get("bracket", []) if not is_stage_note(label.key)]
    return spoken or _alternating(kinds.get("initial", [])) or _conversing(heard)


def _conversing(labels: Sequence[_Label]) -> list[_Label]:
    """Keep the labels of those who talk with each other; none where they do not seem to talk."""
    times = Counter(label.key for label in labels)
    if _is_form([label.key for label in labels if times[label.key] > 1]):
        return []
    kept = [
        label for label in labels if (times[label.key] > 1 or is_role(label.key)) and may_speak(label.key)
    ]
    keys = {label.key for label in kept}
    if _asks_and_answers(keys) or (len(kept) > 1 and all(map(is_role, keys))):
        return kept
    is_dense = len(kept) >= _FEWEST and kept[-1].start - kept[0].start <= _USUAL_TURN * (len(kept) - 1)
    return kept if is_dense and _changes(kept) > 1 else []


def _alternating(labels: Sequence[_Label]) -> list[_Label]:
    """Keep single letters with a full stop if they are two that take turns; a list has neighbours."""
    times = Counter(label.key for label in labels)
    if len(times) != 2:
        return []
    first, second = sorted(times)
    if _asks_and_answers(times):
        return list(labels)
    is_list = ord(second) - ord(first) == 1
    return [] if is_list or min(times.values()) < 2 or _changes(labels) < 2 else list(labels)


def _asks_and_answers(keys: Collection[str]) -> bool:
    return any(map(is_asking, keys)) and any(is_answering(key) and not is_asking(key) for key in keys)


def _changes(labels: Sequence[_Label]) -> int:
    """Count how often the word goes to somebody else."""
    return sum(before.key != label.key for before, label in pairwise(labels))


def _is_form(keys: Sequence[str]) -> bool:
    """Tell whether three or more keys come round and round in one order, as the fields of a form do."""
    fields = set(keys)
    if len(fields) < _FEWEST_FIELDS or _asks_and_answers(fields):
        return False
    followers = {field: Counter[str]() for field in fields}
    for key, following in pairwise(keys):
        followers[key][following] += 1
    usual = {key: counted.most_common(1)[0] for key, counted in followers.items() if counted}
    in_round = sum(times for follower, times in usual.values())
    is_round = len({follower for follower, _ in usual.values()}) == len(fields)
    return is_round and in_round >= _SHARE_IN_ROUND * (len(keys) - 1)


def _turn(text: str, label: _Label, end: int) -> Turn:
    return Turn(
        Span(label.start, _last_words(text, label.name_end, end)), Span(label.name_start, label.name_end)
    )


def _last_words(text: str, start: int, end: int) -> int:
    """Return where the last line ends that the speaker may have said, looking back from `end`."""
    while (last := _LAST_VISIBLE.search(text, start, end)) is not None:
        last_end = last.end()
        line_start = text.rfind("\n", start, last_end) + 1
        if line_start == 0 or not _is_nobodys(text, line_start, last_end):
            return last_end if text[last_end : last_end + 1] in "\n" else border_after(text, last_end)
        end = line_start
    return start


def _is_nobodys(text: str, start: int, end: int) -> bool:
    """Tell whether a line is wholly in square brackets, or a stamp of figures alone."""
    return (text[start] == "[" and text[end - 1] == "]") or _STAMP_ALONE.fullmatch(
        text, start, end
    ) is not None
