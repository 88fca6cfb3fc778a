"""The codebook's versions: the scheme as it was, what changed since and why, and what was made before."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from core.errors import NotFound
from core.model.coding import State
from core.model.ids import CodeId, CoderId, CodingId, FamilyId, SourceId, StepId
from core.model.scheme import DECIDING, Scheme
from core.model.scheme_difference import Part, Reasons, SchemeChange, difference
from core.model.scheme_json import scheme_from_json
from core.model.use import CodedText
from core.queries.codebook import coded_texts
from core.queries.scheme_trail import (
    Touch,
    given_another_code_since,
    made_since,
    openings,
    release_of,
    scheme_before,
    touches,
)
from core.queries.schemes import CodebookVersion, newest_version, scheme, versions
from core.storage import content
from core.storage.driver import Database


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What one field said before and after; `language` is blank for the codebook's own."""

    field: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One act that changed a code's rule: when, under which version, by whom, why, and what it said."""

    step: StepId
    at: str
    version: int
    coder: str | None
    title: str
    reason: str
    edits: tuple[FieldEdit, ...]


@dataclass(frozen=True, slots=True)
class NewerCodes:
    """Codes a coder had no chance to give where she said "done", under which version: missing, not absent."""

    source: SourceId
    family: FamilyId
    version: int
    codes: tuple[CodeId, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act changed a code."""

    at: str
    version: int
    coder: str | None
    title: str
    reason: str


def version_numbered(db: Database, number: int) -> CodebookVersion:
    """Return a version; raises `NotFound` naming those there are."""
    known = versions(db)
    for version in known:
        if version.number == number:
            return version
    raise NotFound(
        "There is no version {number} of the codebook. This project has: {known}.",
        number=number,
        known=", ".join(str(version.number) for version in known),
    )


def scheme_at(db: Database, number: int | None = None) -> Scheme:
    """Return the scheme of a version: as it was closed, or as it stands where it is still open.

    Without a number it is the scheme as it stands. Examples may point at codings that are gone by now.
    """
    if number is None:
        return scheme(db)
    version = version_numbered(db, number)
    if version.snapshot is not None:
        return scheme_from_json(content.load(db, version.snapshot).decode("utf-8"))
    # a version that was closed before snapshots were kept
    end = _end(db, version)
    return scheme(db) if end is None else scheme_before(db, end)


def difference_between(db: Database, before: int | None, after: int | None) -> list[SchemeChange]:
    """Return what changed from one version to another, with reasons; None is the scheme as it stands.

    Backwards there are no reasons: they were given for the way forward.
    """
    return difference(scheme_at(db, before), scheme_at(db, after), reasons_between(db, before, after))


def reasons_between(db: Database, before: int | None, after: int | None) -> Reasons:
    """Return why each part of the scheme was changed between two versions, oldest reason first."""
    first = None if before is None else _end(db, version_numbered(db, before))
    last = None if after is None else _end(db, version_numbered(db, after))
    if first is None:
        return {}
    found: dict[Part, list[str]] = {}
    for touch in touches(db):
        if touch.reason and first <= touch.step and (last is None or touch.step < last):
            for field, language in touch.parts():
                said = found.setdefault(Part(touch.guid, field, language), [])
                if touch.reason not in said:
                    said.append(touch.reason)
    return {part: tuple(said) for part, said in found.items()}


def changes_of_rule(db: Database, code: CodeId) -> list[RuleChange]:
    """Return what changed a code's rule in any language, newest first.

    Neither making the code nor another typical example is a change of it.
    """
    numbers = _Numbers(db)
    found: list[RuleChange] = []
    for step, group in groupby(touches(db, code), key=lambda touch: touch.step):
        of_act = list(group)
        if edits := _edits_of_rule(of_act):
            act = of_act[0]
            found.append(RuleChange(step, act.at, numbers.at(step), act.coder, act.title, act.reason, edits))
    return found[::-1]


def _edits_of_rule(of_act: list[Touch]) -> tuple[FieldEdit, ...]:
    """Return what one act made of a rule in the end, however many times it wrote the row."""
    if any(touch.before is None or touch.after is None for touch in of_act):
        return ()
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for touch in of_act:
        for part in touch.parts():
            if part[0] in DECIDING:
                before, after = touch.value(*part)
                said[part] = said[part][0] if part in said else before, after
    return tuple(FieldEdit(*part, *texts) for part, texts in said.items() if texts[0] != texts[1])


def codings_before_rule(db: Database, code: CodeId) -> list[CodingId]:
    """Return the codings made before the code's rule was last changed, in the order of sources and texts.

    What counts is when a coder gave the code. Codings that came with a merged code keep their date; a coding
    of an older file, too.
    """
    changed = changes_of_rule(db, code)
    if not changed:
        return []
    last = changed[0]
    rows = db.execute(
        """
        SELECT coding.id, coding.created, coding.modified FROM coding
        JOIN revision ON revision.id = coding.revision JOIN source ON source.id = revision.source
        WHERE coding.code = ? AND coding.created <= ?
        ORDER BY source.position, source.id, coding.start, coding.end, coding.id
        """,
        (code, last.at),
    ).fetchall()
    # the clock alone cannot tell what came first within a millisecond
    made = made_since(db, last.step, [key for key, created, _ in rows if created == last.at])
    given = given_another_code_since(db, last.step, [key for key, _, when in rows if when >= last.at])
    return [CodingId(key) for key, _, _ in rows if key not in made and key not in given]


def coded_before_rule(db: Database, code: CodeId) -> list[CodedText]:
    """Return the same codings with their words."""
    return coded_texts(db, codings_before_rule(db, code))


def newer_codes(
    db: Database, coder: CoderId, *, family: FamilyId | None = None, source: SourceId | None = None
) -> list[NewerCodes]:
    """Return where a coder is done under a version that lacks codes which can be given now."""
    given = {"family": family, "source": source}
    narrowed = {column: key for column, key in given.items() if key is not None}
    rows = db.execute(
        """
        SELECT status.source, status.family, seen.number, code.id
        FROM status
        JOIN source ON source.id = status.source
        JOIN family ON family.id = status.family
        JOIN codebook_version AS seen ON seen.id = status.version
        JOIN code ON code.family = status.family AND code.is_active AND code.is_codable
        JOIN codebook_version AS made ON made.id = code.version AND made.number > seen.number
        WHERE status.coder = ? AND status.state = ?
        """
        # named outright, so that the index finds one source among thousands
        + "".join(f" AND status.{column} = ?" for column in narrowed)
        + " ORDER BY source.position, source.id, family.position, family.id, code.position, code.id",
        (coder, State.DONE.value, *narrowed.values()),
    )
    return [
        NewerCodes(where, asked, number, tuple(CodeId(row[3]) for row in group))
        for (where, asked, number), group in groupby(rows, key=lambda row: row[:3])
    ]


def codings_per_version(db: Database) -> Counter[int]:
    """Count the codings made under each version, by its number."""
    rows = db.execute(
        """
        SELECT codebook_version.number, made.times FROM codebook_version
        JOIN (SELECT version, count(*) AS times FROM coding GROUP BY version) AS made
        ON made.version = codebook_version.id
        """
    )
    return Counter(dict(rows))


def reasons_of(db: Database, code: CodeId) -> list[Reason]:
    """Return the reasons given for changes to a code, newest first."""
    numbers = _Numbers(db)
    acts: dict[StepId, Touch] = {touch.act: touch for touch in touches(db, code) if touch.reason}
    return [
        Reason(touch.at, numbers.at(touch.step), touch.coder, touch.title, touch.reason)
        for touch in reversed(acts.values())
    ]


def is_unreleased(db: Database) -> bool:
    """Tell whether there is anything that the last release does not hold."""
    newest = newest_version(db)
    if newest.released is None:
        return True
    return scheme(db) != scheme_at(db, newest.number)


class _Numbers:
    """Which version was the newest at a step."""

    def __init__(self, db: Database) -> None:
        opened = openings(db)
        known = [version for version in versions(db) if version.id in opened]
        self._steps = [opened[version.id] for version in known]
        self._numbers = [version.number for version in known]

    def at(self, step: StepId) -> int:
        """Return the number; what opened a version belongs to it."""
        return self._numbers[max(bisect_right(self._steps, step) - 1, 0)]


def _end(db: Database, version: CodebookVersion) -> StepId | None:
    """Return the first step that the version does not hold any more; None where it is open."""
    released = None if version.released is None else release_of(db, version.id)
    if released is not None:
        return StepId(released + 1)
    opened = openings(db)
    later: Iterable[StepId] = (
        opened[other.id] for other in versions(db) if other.number > version.number and other.id in opened
    )
    return min(later, default=None)
