"""What an import does, as lines people read before or after it."""

from __future__ import annotations

from collections.abc import Iterator

from core.commands.scheme.importing import Changed, ImportPlan
from core.exchange.difference_words import marked_words
from core.exchange.wording import counted, listed
from core.model.scheme import RULE

_INDENT = "    "
_PROSE = frozenset((*RULE, "source"))


def plan_in_short(plan: ImportPlan) -> str:
    """Return how much a plan adds, changes and leaves: `1 family and 3 codes new, 2 changes, 5 left`."""
    counts = ((len(plan.families), "family", "families"), (len(plan.codes), "code", "codes"))
    added = listed([counted(*each) for each in counts if each[0]]) or "nothing"
    left = sum(1 for _, code in plan.left if code)
    kept = f"{counted(left, 'code')} not in the file, left as {'it is' if left == 1 else 'they are'}"
    return ", ".join((f"{added} new", counted(len(plan.changed), "change"), *([kept] if left else [])))


def plan_lines(plan: ImportPlan) -> Iterator[str]:
    """Yield what would be added and changed, a line each with changed words below, then the notes."""
    for family in plan.families:
        yield f"Family {family.name}: added"
    for code in plan.codes:
        yield f"{code.name} ({code.family}): added" + (f" below {code.parent}" if code.parent else "")
    for change in plan.changed:
        yield from _changed(change)
    yield from plan.notes


def _changed(change: Changed) -> Iterator[str]:
    about = f"{change.code} ({change.family})" if change.code else f"Family {change.family}"
    if change.field.partition("_")[0] not in _PROSE:
        yield f"{about}: {change.field} {change.before or '–'} → {change.after or '–'}"
        return
    yield f"{about}: {change.field} {'changed' if change.before else 'added'}"
    for line in marked_words(change.before, change.after).split("\n"):
        yield f"{_INDENT}{line}".rstrip()
