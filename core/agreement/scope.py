"""Who judged what: only what a coder marked as done is data, under the codebook she knew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from core.agreement.counts import BoolArray
from core.agreement.distances import IntArray
from core.agreement.material import Material
from core.model.coding import Coding, State
from core.model.ids import CodeId, CoderId, FamilyId, SourceId
from core.model.scheme import Code, Family
from core.model.span import Span


@dataclass(frozen=True, eq=False)
class Scope:
    """What counts in one family. Arrays are indexed by the places in `Material` and in `codes`.

    `codes` are the values of the family in its own order: those offered, and those met in codings
    although they were retired since. `judged[source, coder]`; `lacks[source, coder, code]` marks
    codes newer than the codebook version the coder judged under: they are missing for her, not absent.
    """

    family: Family
    codes: tuple[Code, ...]
    judged: BoolArray
    lacks: BoolArray

    def judges(self, source: int) -> list[int]:
        """Return the coders who judged this source, in order."""
        return np.flatnonzero(self.judged[source]).tolist()

    @cached_property
    def kinds(self) -> IntArray:
        """Number the sources so that those have the same number whose judges, and their codebooks, are."""
        number: dict[bytes, int] = {}
        rows = zip(self.judged, self.lacks, strict=True)
        return np.array(
            [number.setdefault(judged.tobytes() + lacks.tobytes(), len(number)) for judged, lacks in rows],
            dtype=np.int64,
        )

    def merged(self) -> Scope:
        """Return the scope with all sources of a kind as one."""
        _, first = np.unique(self.kinds, return_index=True)
        return replace(self, judged=self.judged[first], lacks=self.lacks[first])


class Taken(NamedTuple):
    """A coding, with the places of its source, coder and code, and the codable pieces of its segment.

    A tuple: there are as many as codings.
    """

    coding: Coding
    source: int
    coder: int
    code: int
    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why codings of one coder in one source, or her silence there, do not count.

    `source` and `family` are None when all of them are meant.
    """

    source: int | None
    coder: str
    family: Family | None
    code: Code | None
    reason: str
    codings: tuple[Coding, ...] = ()


NOT_DONE = "not marked done"
ALONE = "no other coder judged it"
TOO_NEW = "the code is newer than the codebook version judged under"
NOT_CODABLE = "the segment holds no codable text"
OTHER_REVISION = "the coding belongs to another revision of the text"
NOT_NAMED = "takes part only when named"


def scopes(material: Material) -> list[Scope]:
    """Return the scope of each family, in order."""
    used = {coding.code for source in material.sources for coding in source.codings}
    done = {
        (status.source, status.coder, status.family): material.versions[status.version]
        for status in material.statuses
        if status.state is State.DONE
    }
    return [_scope(material, family, used, done) for family in material.families]


def _scope(
    material: Material,
    family: Family,
    used: set[CodeId],
    done: dict[tuple[SourceId, CoderId, FamilyId], int],
) -> Scope:
    codes = tuple(
        code
        for code in material.codes
        if code.family == family.id and ((code.is_active and code.is_codable) or code.id in used)
    )
    under = np.array(
        [
            [done.get((source.source.id, coder.id, family.id), -1) for coder in material.coders]
            for source in material.sources
        ],
        dtype=np.int64,
    ).reshape(len(material.sources), len(material.coders))
    added = np.array([material.versions[code.version] for code in codes], dtype=np.int64)
    judged = under >= 0
    return Scope(family, codes, judged, judged[:, :, None] & (added > under[:, :, None]))


@dataclass(frozen=True, eq=False)
class SortedOut:
    """A family's codings, divided by whether they count.

    `too_new` are those with a code too new for their coder; `left_out` holds these again, and all
    others that do not count, with reasons.
    """

    taken: list[Taken]
    too_new: list[Taken]
    left_out: list[LeftOut]


def sort_out(material: Material, scope: Scope) -> SortedOut:
    """Decide of each coding of a family whether it counts, and say why not."""
    coder_at = {coder.id: place for place, coder in enumerate(material.coders)}
    code_at = {code.id: place for place, code in enumerate(scope.codes)}
    everything = SortedOut([], [], [])
    for place, source in enumerate(material.sources):
        codable = source.codable()
        here = [
            Taken(coding, place, coder_at[coding.coder], code_at[coding.code], codable.pieces(coding.span))
            for coding in source.codings
            if coding.code in code_at and coding.coder in coder_at
        ]
        _sort_out_here(material, scope, place, here, everything)
        everything.left_out.extend(_on_other_revisions(material, scope, place))
    return everything


def _on_other_revisions(material: Material, scope: Scope, source: int) -> Iterator[LeftOut]:
    """Yield, coder by coder, codings of the family that belong to another text of the source."""
    codes = {code.id for code in material.codes if code.family == scope.family.id}
    for coder in material.coders:
        elsewhere = tuple(
            coding
            for coding in material.sources[source].on_other_revisions
            if coding.coder == coder.id and coding.code in codes
        )
        if elsewhere:
            yield LeftOut(source, coder.name, scope.family, None, OTHER_REVISION, elsewhere)


def _sort_out_here(
    material: Material, scope: Scope, source: int, here: Sequence[Taken], found: SortedOut
) -> None:
    """Do `sort_out` for one source: its judges, then their too new codes, then what is not codable."""
    judged, lacks = scope.judged[source].tolist(), scope.lacks[source].tolist()
    undone: list[list[Coding]] = [[] for _ in material.coders]
    too_new: dict[tuple[int, int], list[Coding]] = {
        (int(coder), int(code)): [] for coder, code in np.argwhere(scope.lacks[source])
    }
    outside: list[list[Coding]] = [[] for _ in material.coders]
    for one in here:
        if not judged[one.coder]:
            undone[one.coder].append(one.coding)
        elif lacks[one.coder][one.code]:
            too_new[one.coder, one.code].append(one.coding)
            found.too_new.append(one)
        elif not one.pieces:
            outside[one.coder].append(one.coding)
        else:
            found.taken.append(one)

    def aside(coder: int, reason: str, codings: Sequence[Coding] = (), code: Code | None = None) -> LeftOut:
        return LeftOut(source, material.coders[coder].name, scope.family, code, reason, tuple(codings))

    left_out = found.left_out
    left_out.extend(
        aside(coder, NOT_DONE, undone[coder]) for coder in range(len(undone)) if not judged[coder]
    )
    if sum(judged) == 1:
        left_out.append(aside(judged.index(True), ALONE))
    left_out.extend(
        aside(coder, TOO_NEW, codings, scope.codes[code]) for (coder, code), codings in too_new.items()
    )
    left_out.extend(
        aside(coder, NOT_CODABLE, outside[coder]) for coder in range(len(outside)) if outside[coder]
    )
