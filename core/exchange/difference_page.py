"""What changed between two versions of the codebook, as a page or plain text to keep and send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import InvalidInput
from core.exchange.difference_words import difference_lines, what_changed
from core.exchange.pages import render
from core.exchange.saving import saving_text
from core.exchange.wording import counted
from core.model.scheme_difference import ChangeKind, SchemeChange
from core.queries.projects import project
from core.queries.versions import difference_between
from core.storage.driver import Database
from core.text.word_changes import ChangeOfWords, WordChange, word_changes

SUFFIXES = (".html", ".txt")


@dataclass(frozen=True, slots=True)
class Line:
    """One change on the page: what became of a family or code, its words, and why."""

    change: SchemeChange
    about: str
    words: tuple[WordChange, ...]


def difference_text(changes: Sequence[SchemeChange], before: int | None, after: int | None) -> str:
    """Return the difference as plain text: added words as `{+words+}`, removed ones as `[-words-]`."""
    heading = f"From {named(before)} to {named(after)}: {counted(len(changes), 'change')}"
    return "\n".join((heading, *difference_lines(changes))) + "\n"


def write_difference(db: Database, before: int | None, after: int | None, path: Path) -> int:
    """Write the difference as `.html` or `.txt`; returns how many changes. None is the draft."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidInput(
            "{name}: a comparison of versions can be written as {known}.",
            name=path.name,
            known=", ".join(SUFFIXES),
        )
    changes = difference_between(db, before, after)
    if suffix == ".txt":
        text = difference_text(changes, before, after)
    else:
        text = render(
            "difference.html",
            project=project(db),
            before=named(before),
            after=named(after),
            changes=len(changes),
            families=list(_families(changes)),
        )
    with saving_text(path) as stream:
        stream.write(text)
    return len(changes)


def named(number: int | None) -> str:
    """Return a version as a sentence names it; None is the scheme as it stands."""
    return "the draft" if number is None else f"version {number}"


def _families(changes: Sequence[SchemeChange]) -> Iterator[tuple[str, list[Line]]]:
    """Yield each family's name with its changes and those of its codes."""
    gathered: dict[str, list[Line]] = {}
    for change in changes:
        line = Line(change, what_changed(change), tuple(_words(change)))
        gathered.setdefault(change.family or change.name, []).append(line)
    yield from gathered.items()


def _words(change: SchemeChange) -> list[WordChange]:
    if change.kind is ChangeKind.ADDED and change.after:
        return [WordChange(ChangeOfWords.ADDED, change.after)]
    if change.kind is ChangeKind.REMOVED and change.before:
        return [WordChange(ChangeOfWords.REMOVED, change.before)]
    return word_changes(change.before, change.after) if change.is_prose else []
