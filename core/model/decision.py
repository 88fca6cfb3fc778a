"""Settling: how coders who differ at a place came to one answer, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.model.ids import CodeId, CoderId, CodingId, DecisionId, FamilyId, RevisionId, VersionId
from core.model.span import Span


class How(StrEnum):
    """What was done with the codings of a place."""

    TAKEN = "taken"
    UNION = "union"
    INTERSECTION = "intersection"
    EXTENT = "extent"
    OTHER_CODE = "other code"
    NONE = "none"


class Cause(StrEnum):
    """Why the coders differed."""

    SLIP = "slip"
    RULE_GAP = "rule gap"
    BOUNDARY = "boundary"
    AMBIGUOUS_TEXT = "ambiguous text"
    TRANSLATION = "translation"


class RulePart(StrEnum):
    """The part of a code's rule that a reason can be added to."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    BORDERLINE = "borderline"


@dataclass(frozen=True, slots=True)
class Spot:
    """A family's words in one revision, and the coders whose codings there matter."""

    revision: RevisionId
    family: FamilyId
    span: Span
    coders: tuple[CoderId, ...]


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """A place of a comparison as somebody saw it, who may settle it.

    `id` follows from the GUIDs of `codings`; `kind` is how coders differ, None where they agree.
    The coders of `spot` are those who judged it, silent ones among them. `fingerprint` says what
    stood there: it tells a place that has changed meanwhile.
    """

    id: str
    spot: Spot
    kind: str | None
    codings: tuple[CodingId, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How a place was settled. `coder` decided, under codebook version `version`.

    `taken_from` is set where one coder's codings, or her silence, were taken. `codings` are the GUIDs of
    what the decision rests on, `made` of what it brought into the consensus. It is stale once these
    codings, others of the same coders beside them, or the text are not what they were.
    """

    id: DecisionId
    guid: str
    spot: Spot
    place: str
    kind: str | None
    how: How
    taken_from: CoderId | None
    reason: str
    cause: Cause | None
    version: VersionId
    created: str
    coder: CoderId | None
    codings: tuple[str, ...]
    made: tuple[str, ...]
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """What somebody decides of a place.

    `taken_from` goes with `How.TAKEN`, `span` with a new extent and, where wanted, with another code.
    `code` is the code that is given; a union, an intersection or a new extent keeps the codes there were
    without it. With `rule` the reason is added to that part of the rule of `rule_code`.
    """

    place: SeenPlace
    how: How
    taken_from: CoderId | None = None
    code: CodeId | None = None
    span: Span | None = None
    reason: str = ""
    cause: Cause | None = None
    rule: RulePart | None = None
    rule_code: CodeId | None = None
