"""The one change a text goes through: at import, before its first offset is counted.

Offsets belong to the normalised text, so these rules can never be widened for texts already stored.
Whoever wants another form of a text (composed letters, folded Arabic) derives it and keeps it beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.text.wrapping import Joined, join_lines

__all__ = ["Joined", "Normalised", "join_lines", "normalise"]

_MARKS = "\ufeff\ufffe"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text ready to be stored, and how often each rule had to act."""

    text: str
    line_ends: int = 0
    marks: int = 0
    nuls: int = 0
    surrogates: int = 0

    @property
    def reports(self) -> tuple[str, ...]:
        """Say in a sentence each what was done; empty for a text that was clean."""
        acts = (
            (self.line_ends, "Line ends written as one line feed: {count}."),
            (self.marks, "Byte order marks taken from the beginning: {count}."),
            (self.nuls, "NUL characters taken out: {count}."),
            (self.surrogates, "Broken characters replaced by U+FFFD: {count}."),
        )
        return tuple(template.format(count=count) for count, template in acts if count)


def normalise(text: str) -> Normalised:
    r"""Make every line end `\n`, drop leading marks and NULs, and replace lone surrogates.

    NULs go first: one that stands before a mark or inside `\r\n` would otherwise hide it, and a
    second pass would find something to do. A clean text is looked through but never copied.
    """
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "")
    unmarked = text.lstrip(_MARKS)
    marks = len(text) - len(unmarked)
    text = unmarked
    line_ends = 0
    if "\r" in text:
        line_ends = text.count("\r")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    surrogates = 0
    if not _is_storable(text):
        text, surrogates = _SURROGATE.subn("\ufffd", text)
    return Normalised(text, line_ends, marks, nuls, surrogates)


def _is_storable(text: str) -> bool:
    """Tell whether no surrogate is in the text; encoding it is ten times faster than a pattern."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
