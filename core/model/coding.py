"""What a project holds about texts and people: sources, codings, status, memos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.model.ids import CodeId, CoderId, CodingId, FamilyId, MemoId, RevisionId, SourceId, VersionId
from core.model.span import Span


class CoderKind(StrEnum):
    """Who gives codes: a person, a program, or the consensus of a team."""

    PERSON = "person"
    PROGRAM = "program"
    CONSENSUS = "consensus"


class State(StrEnum):
    """How far a coder is with a source, for one family."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"


class MemoKind(StrEnum):
    """What a memo is about."""

    ANALYTIC = "analytic"
    METHODOLOGICAL = "methodological"
    REFLEXIVE = "reflexive"
    QUESTION = "question"


class Clash(StrEnum):
    """What becomes of a coder's codings when a second code of an exclusive family meets their words."""

    KEEP = "keep"
    REPLACE = "replace"
    SHORTEN = "shorten"


@dataclass(frozen=True, slots=True)
class Coder:
    """A person or program who codes. `letter` is how the margin names them when several are shown."""

    id: CoderId
    guid: str
    name: str
    kind: CoderKind
    letter: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text being coded, in its newest revision. `characters` counts code points."""

    id: SourceId
    guid: str
    name: str
    position: int
    revision: RevisionId
    revision_number: int
    characters: int
    sha256: str
    text_sha256: str


class Coding(NamedTuple):
    """One code given to one segment by one coder. Times are UTC, ISO 8601 with `Z`.

    A tuple, because opening a source makes tens of thousands at once: a frozen dataclass takes five
    times as long to make.
    """

    id: CodingId
    guid: str
    revision: RevisionId
    coder: CoderId
    code: CodeId
    span: Span
    is_unsure: bool
    has_memo: bool
    created: str
    modified: str
    version: VersionId


@dataclass(frozen=True, slots=True)
class Status:
    """What one coder said of one source for one family, under which codebook version."""

    coder: CoderId
    source: SourceId
    family: FamilyId
    state: State
    version: VersionId


@dataclass(frozen=True, slots=True)
class Memo:
    """A dated note; exactly one of the targets is set, or none: then it is about the project.

    A bare segment is `revision` and `span` together.
    """

    id: MemoId
    guid: str
    kind: MemoKind
    text: str
    coder: CoderId | None
    created: str
    modified: str
    source: SourceId | None = None
    code: CodeId | None = None
    coding: CodingId | None = None
    revision: RevisionId | None = None
    span: Span | None = None
