"""What a comparison found, as plain values for windows, reports and files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.agreement.settings import Settings
from core.model.ids import CodingId


class Kind(StrEnum):
    """How coders differ at a place."""

    CODE = "code"
    MISSING = "missing"
    BOUNDARY = "boundary"


@dataclass(frozen=True, slots=True)
class Result:
    """One number with everything it depends on.

    `source` is None for all sources pooled. `coders` are those compared who judged at least one of
    the row's sources, or the pair. Either `value` or `undefined`, the reason, is set. `n_units` counts
    the units compared, `n_coded` those of them with any code, `n_several` those left out of a family
    because one of the coders has several codes there. `categories` are the values that were possible.
    `unit` is what these counts count. `coverage` is the share of the code's text that the value rests on.
    """

    scope: Literal["family", "code"]
    name: str
    family: str
    measure: str
    source: str | None
    coders: tuple[str, ...]
    value: float | None
    undefined: str | None
    ci95: tuple[float, float] | None
    distance: str | None
    n_units: int
    n_coded: int
    n_several: int
    categories: tuple[str, ...]
    unit: str
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedCoding:
    """One coding of a place."""

    id: CodingId
    coder: str
    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What was left out and why: one coder's codings, or her silence, in a source and family.

    None for source or family means all of them; `code` is set when the reason concerns one code only.
    """

    source: str | None
    coder: str
    family: str | None
    code: str | None
    reason: str
    codings: tuple[PlacedCoding, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Codings of one family that overlap, over all `coders` who judged them; `silent` ones gave none.

    `kind` is None where all are alike. `id` follows from the GUIDs of the codings alone, so it stays
    while the codings do.
    """

    id: str
    source: str
    family: str
    kind: Kind | None
    start: int
    end: int
    coders: tuple[str, ...]
    silent: tuple[str, ...]
    codings: tuple[PlacedCoding, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Text to which one coder gave several codes of a family: there she has no row of sections."""

    source: str
    family: str
    coder: str
    codes: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One source of the comparison; `coders` judged it for at least one of the families."""

    name: str
    guid: str
    text_sha256: str
    characters: int
    codable_characters: int
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything found. `disagreements` and `agreements` together hold each coding once that counted.

    `overlaps` are looked for where a measure of the continuum is asked for.
    """

    settings: Settings
    coders: tuple[str, ...]
    sources: tuple[SourceSummary, ...]
    excluded: tuple[Exclusion, ...]
    results: tuple[Result, ...]
    disagreements: tuple[Place, ...]
    agreements: tuple[Place, ...]
    overlaps: tuple[Overlap, ...] = ()
