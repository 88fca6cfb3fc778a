"""How two lines of one paragraph meet: by a space, by nothing, by the hyphen that stood there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_LAST_WORD = re.compile(r"(\w+(?:[-\u2010]\w+)*)[-\u2010]$")
_AFTER_SUSPENDED_HYPHEN = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o"})
_ATTACHED_DASH = re.compile(r"\S[—–]$|/$")
_BROKEN_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\])>\"]*$")
_REST_OF_ADDRESS = re.compile(r"(?!https?:)[\w.~%+-]*[/?=&#_]|[\w.~%+]*[-.]\w")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_UNSPACED_JOINT = re.compile(f"[{_UNSPACED}]\n[{_UNSPACED}]")


class Spellings:
    """The words of one text, asked whether it writes a word with a hyphen or without."""

    def __init__(self, text: str) -> None:
        self._text = text

    def is_hyphen_of_printer(self, left: str, right: str) -> bool:
        """Tell whether a hyphen between the two only says that the line was full.

        It is when the text elsewhere writes the word as one, and nowhere with the hyphen. A text that
        never repeats the word keeps its hyphen: a hyphen too many is seen, a wrong word is not.
        """
        known = self._known
        whole, hyphened = (left + right).casefold(), f"{left}-{right}".casefold()
        return known[whole] > 0 and known[hyphened.replace("\u2010", "-")] == 0

    @cached_property
    def _known(self) -> Counter[str]:
        return Counter(word.casefold().replace("\u2010", "-") for word in _WORD.findall(self._text))


def splits_address(left: str, right: str) -> bool:
    """Tell whether the line end stands inside a web address."""
    return _BROKEN_ADDRESS.search(left) is not None and _REST_OF_ADDRESS.match(right) is not None


def meet(left: str, right: str, spellings: Spellings) -> tuple[str, str]:
    """Return the left line as it stays and the glue that comes after it; both lines come stripped."""
    if left.endswith(_SOFT_HYPHEN):
        return left[:-1], ""
    if (hyphened := _LAST_WORD.search(left)) and (first := _WORD.match(right)):
        if first[0].casefold() in _AFTER_SUSPENDED_HYPHEN:
            return left, " "
        if first[0][0].islower() and spellings.is_hyphen_of_printer(hyphened[1], first[0]):
            return left[:-1], ""
        return left, ""
    if _ATTACHED_DASH.search(left) or (right[0] in "—" and not right[1:2].isspace()):
        return left, ""
    if splits_address(left, right):
        return left, ""
    if _UNSPACED_JOINT.match(f"{left[-1]}\n{right[0]}"):
        return left, ""
    return left, " "
