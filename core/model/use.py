"""How a code is used: how often it was given, by whom, where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.ids import CodeId, CoderId, CodingId, RevisionId, SourceId
from core.model.span import Span


@dataclass(frozen=True, slots=True)
class Use:
    """The codings of one code, counted; `unsure` of them are in doubt. `memos` are about the code itself."""

    codings: int = 0
    unsure: int = 0
    memos: int = 0
    by_coder: Mapping[CoderId, int] = field(default_factory=dict)
    by_source: Mapping[SourceId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodedText:
    """A coding with its words, and those of the same paragraph around them.

    `paragraph` counts from 1 the paragraphs that are not blank; a segment over several is in its first.
    """

    coding: CodingId
    code: CodeId
    coder: CoderId
    source: SourceId
    source_name: str
    revision: RevisionId
    span: Span
    paragraph: int
    text: str
    before: str
    after: str
    is_unsure: bool
