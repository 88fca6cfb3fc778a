"""What changed since a version, gathered by family and code: plain data, made beside the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.exchange.difference_words import without_far_words
from core.model.ids import CodeId
from core.model.scheme import Code, Family, Scheme
from core.model.scheme_difference import ChangeKind, SchemeChange
from core.text.word_changes import ChangeOfWords, WordChange, word_changes

# as much of a text that came or went whole as a card has room for
_MOST = 600
# what a code is said to have become, where several things happened to it: the weightiest first
_WEIGHT = (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.RETIRED, ChangeKind.REVIVED)


@dataclass(frozen=True, slots=True)
class Told:
    """One change, and its words where there are any: what stayed, came and went."""

    change: SchemeChange
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A family or code with all that changed of it; `kept` codings a retired code still has."""

    guid: str
    name: str
    family: str
    became: ChangeKind
    told: tuple[Told, ...]
    kept: int = 0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why it was changed, each reason once."""
        return tuple(dict.fromkeys(reason for one in self.told for reason in one.change.reasons))


def changed_things(
    changes: Iterable[SchemeChange],
    now: Scheme,
    counts: Mapping[CodeId, int] | None = None,
    *,
    is_whole: bool = False,
) -> tuple[ChangedThing, ...]:
    """Gather changes by what they are about, in their order; `is_whole` leaves no word out."""
    gathered: dict[str, list[SchemeChange]] = {}
    for change in changes:
        gathered.setdefault(change.guid, []).append(change)
    codes = {code.guid: code for code in now.codes}
    counts = counts or {}
    made = []
    for guid, of_thing in gathered.items():
        first, code = of_thing[0], codes.get(guid)
        told = tuple(Told(change, _words(change, code, is_whole)) for change in of_thing)
        became = _became([change.kind for change in of_thing])
        kept = counts.get(code.id, 0) if code is not None and became is ChangeKind.RETIRED else 0
        made.append(ChangedThing(guid, first.name, first.family, became, told, kept))
    return tuple(made)


def tally(things: Iterable[ChangedThing]) -> Counter[ChangeKind]:
    """Count what became of how many."""
    return Counter(thing.became for thing in things)


def _became(kinds: Sequence[ChangeKind]) -> ChangeKind:
    for kind in _WEIGHT:
        if kind in kinds:
            return kind
    return kinds[0] if len(set(kinds)) == 1 else ChangeKind.EDITED


def _words(change: SchemeChange, code: Code | None, is_whole: bool) -> tuple[WordChange, ...]:
    match change.kind:
        case ChangeKind.ADDED:
            return _one(ChangeOfWords.ADDED, change.after, is_whole)
        case ChangeKind.REMOVED:
            return _one(ChangeOfWords.REMOVED, change.before, is_whole)
        case ChangeKind.RETIRED if code is not None:
            return _one(ChangeOfWords.REMOVED, code.short or code.definition, is_whole)
        case ChangeKind.RENAMED | ChangeKind.EDITED if change.is_prose or change.field == "name":
            return _compared(change.before, change.after, is_whole)
    return ()


def _compared(before: str, after: str, is_whole: bool) -> tuple[WordChange, ...]:
    if not before:
        return _one(ChangeOfWords.ADDED, after, is_whole)
    if not after:
        return _one(ChangeOfWords.REMOVED, before, is_whole)
    if is_whole:
        return tuple(word_changes(before, after))
    return _near(before, after)


# at each edit of one code all others are looked at again
@lru_cache(maxsize=4_096)
def _near(before: str, after: str) -> tuple[WordChange, ...]:
    """Return what changed in a text as a card shows it."""
    near = without_far_words(word_changes(before, after))
    return tuple(WordChange(one.kind, _beginning(one.text, is_whole=False)) for one in near)


def _one(kind: ChangeOfWords, text: str, is_whole: bool) -> tuple[WordChange, ...]:
    return (WordChange(kind, _beginning(text, is_whole)),) if text.strip() else ()


def _beginning(text: str, is_whole: bool) -> str:
    return text if is_whole or len(text) <= _MOST else text[:_MOST].rpartition(" ")[0] + " …"


def thing_of(scheme: Scheme, guid: str) -> Family | Code | None:
    """Return the family or code as it is now; None where it is gone."""
    known: tuple[Family | Code, ...] = (*scheme.codes, *scheme.families)
    return next((one for one in known if one.guid == guid), None)
