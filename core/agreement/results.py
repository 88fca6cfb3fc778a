"""What a comparison found, as plain values for windows, reports and files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from core.agreement.settings import Settings
from core.model.ids import CodingId


class Kind(StrEnum):
    """How coders differ at a place."""

    CODE = "code"
    MISSING = "missing"
    BOUNDARY = "boundary"


class Result(NamedTuple):
    """One number with everything it depends on. A tuple: there are hundreds of thousands of them.

    `source` is None for all sources pooled. `coders` are those compared who judged at least one of
    the row's sources, or the pair. Either `value` or `undefined`, the reason, is set. `n_units` counts
    the units compared, `n_coded` those of them with any code, `n_several` those left out of a family
    because one of the coders has several codes there. `categories` are the values that were possible.
    `unit` is what these counts count. `coverage` is the share of the code's text that the value rests on.

    Where sources were drawn, either `ci95` or `ci_undefined`, the reason, is set. `n_clusters` of sources
    could be drawn from; `draws_undefined` draws had no value and are left out; `ci_caution` is what a
    reader of the interval should know.
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
    ci_undefined: str | None = None
    ci_caution: str | None = None
    n_clusters: int | None = None
    draws_undefined: int | None = None


@dataclass(frozen=True, slots=True)
class PairMatrix:
    """One measure of each two coders over all sources, as a square in the order of `coders`.

    It is alike on both sides of its diagonal, which is None: a coder is not compared with herself. Off
    the diagonal either the value or `undefined`, the reason, is set; `n_units` counts units compared.
    """

    scope: Literal["family", "code"]
    name: str
    family: str
    measure: str
    distance: str | None
    coders: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    undefined: tuple[tuple[str | None, ...], ...]
    n_units: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Without:
    """One measure over all sources when one of three or more coders is left out."""

    scope: Literal["family", "code"]
    name: str
    family: str
    measure: str
    distance: str | None
    without: str
    coders: tuple[str, ...]
    value: float | None
    undefined: str | None
    n_units: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """How much text the first coder (rows) gave each value where the second (columns) gave each value.

    `weights` count units. `coders` None is all pairs together, each counted both ways round. `n_several`
    counts the units left out because one of the two has several codes there.
    """

    family: str
    coders: tuple[str, str] | None
    categories: tuple[str, ...]
    weights: tuple[tuple[int, ...], ...]
    n_several: int | None


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """To how many units two coders both gave a code, the first alone, the second alone, and neither.

    `prevalence` is the share of units with the code less that without, where the two agree; `bias` by
    how large a share the first gave it more often. Both are None where no unit was compared.
    """

    family: str
    code: str
    coders: tuple[str, str]
    both: int
    first: int
    second: int
    neither: int
    prevalence: float | None
    bias: float | None


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

    `overlaps` are looked for where a measure of the continuum is asked for. `clusters` are the sources
    that were drawn together as near copies of one text; empty where none were or nothing was drawn.
    """

    settings: Settings
    coders: tuple[str, ...]
    sources: tuple[SourceSummary, ...]
    excluded: tuple[Exclusion, ...]
    results: tuple[Result, ...]
    disagreements: tuple[Place, ...]
    agreements: tuple[Place, ...]
    overlaps: tuple[Overlap, ...] = ()
    pairs: tuple[PairMatrix, ...] = ()
    without: tuple[Without, ...] = ()
    confusion: tuple[Confusion, ...] = ()
    two_by_two: tuple[TwoByTwo, ...] = ()
    clusters: tuple[tuple[str, ...], ...] = ()
