"""What changed between two versions of the codebook, as sentences people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.model.scheme_difference import ChangeKind, SchemeChange
from core.text.word_changes import ChangeOfWords, WordChange, word_changes

_INDENT = "    "
# characters of unchanged text that are left to either side of a change
_AROUND = 60

_FIELDS: Mapping[str, str] = {
    "name": "name",
    "short": "short definition",
    "definition": "definition",
    "include": "what to include",
    "exclude": "what to exclude",
    "typical": "typical example",
    "borderline": "borderline example",
    "typical_coding": "segment of the typical example",
    "borderline_coding": "segment of the borderline example",
    "source": "source",
    "aliases": "other names",
    "colour": "colour",
    "shortcut": "shortcut",
    "scale": "scale",
}
_CLAIMS: Mapping[tuple[str, str], str] = {
    ("is_codable", "yes"): "can be given now",
    ("is_codable", "no"): "only a heading now",
    ("is_exclusive", "yes"): "exclusive now",
    ("is_exclusive", "no"): "no longer exclusive",
}
_MARKS: Mapping[ChangeOfWords, tuple[str, str]] = {
    ChangeOfWords.REMOVED: ("[-", "-]"),
    ChangeOfWords.ADDED: ("{+", "+}"),
}


def difference_lines(changes: Iterable[SchemeChange]) -> Iterator[str]:
    """Yield what changed, a line each, with the words and the reasons indented below."""
    for change in changes:
        about = f"{change.name} ({change.family})" if change.family else f"Family {change.name}"
        yield f"{about}: {what_changed(change)}"
        for line in _below(change):
            yield f"{_INDENT}{line}".rstrip()


def what_changed(change: SchemeChange) -> str:
    """Return what became of a family or code, without the words of its texts."""
    match change.kind:
        case ChangeKind.RENAMED:
            return f"renamed, was {change.before}"
        case ChangeKind.MOVED:
            return _moved(change)
        case ChangeKind.REORDERED:
            return f"order changed: {change.before} → {change.after}"
        case ChangeKind.RETIRED:
            return "retired, takes no new codings"
        case ChangeKind.REVIVED:
            return "in use again"
        case ChangeKind.EDITED:
            return _edited(change)
        case ChangeKind.ADDED | ChangeKind.REMOVED:
            return change.kind.value


def marked_words(before: str, after: str) -> str:
    """Return both texts in one, as `kept [-removed-] {+added+}`; what was kept far from them is left out."""
    return "".join(map(_marked, without_far_words(word_changes(before, after))))


def without_far_words(said: Sequence[WordChange]) -> list[WordChange]:
    """Leave out what was kept far from any change."""
    last = len(said) - 1
    return [
        WordChange(one.kind, _shortened(one.text, is_first=at == 0, is_last=at == last))
        if one.kind is ChangeOfWords.SAME
        else one
        for at, one in enumerate(said)
    ]


def _moved(change: SchemeChange) -> str:
    if change.field == "family":
        return f"moved here from the family {change.before}"
    if not change.after:
        return f"no longer below {change.before}"
    return f"moved below {change.after}" + (f", was below {change.before}" if change.before else "")


def _edited(change: SchemeChange) -> str:
    if (claim := _CLAIMS.get((change.field, change.after))) is not None:
        return claim
    field = _FIELDS[change.field] + (f" ({change.language})" if change.language else "")
    if change.is_prose or change.field.endswith("_coding"):
        return f"{field} {_outcome(change)}"
    if change.before and change.after:
        return f"{field} changed: {change.before} → {change.after}"
    return f"{field} {_outcome(change)}: {change.before or change.after}"


def _outcome(change: SchemeChange) -> str:
    if not change.before:
        return "added"
    return "changed" if change.after else "removed"


def _below(change: SchemeChange) -> Iterator[str]:
    if change.is_prose:
        yield from marked_words(change.before, change.after).split("\n")
    elif change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        yield from (line for line in (change.after or change.before).split("\n") if line.strip())
    for reason in change.reasons:
        first, *more = reason.split("\n")
        yield f"Why: {first}"
        yield from more


def _marked(change: WordChange) -> str:
    if change.kind is ChangeOfWords.SAME:
        return change.text
    # spaces read better outside the marks; where they are all that changed, the marks show them
    words = change.text.strip() or change.text
    lead, trail = change.text.split(words, 1)
    begin, end = _MARKS[change.kind]
    return f"{lead}{begin}{words}{end}{trail}"


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Leave out what lies far from any change, cut at spaces."""
    if len(text) <= 3 * _AROUND:
        return text
    head = "" if is_first else text[:_AROUND].rpartition(" ")[0] + " "
    tail = "" if is_last else " " + text[-_AROUND:].partition(" ")[2]
    return f"{head}…{tail}"
