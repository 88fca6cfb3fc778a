"""What a comparison looks at, read once and never changed: plain values, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.agreement.codable import CodableText
from core.model.coding import Coder, Coding, Source, Status
from core.model.ids import CodeId, FamilyId, VersionId
from core.model.scheme import Code, Family
from core.model.span import Span


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """One source with its codings, and as much of its text as the unit needs.

    `units` are the larger units in reading order, None when the unit is the character; `spaces` are the
    places of white space, wanted for larger units alone. `not_codable` may overlap. `on_other_revisions`
    are codings of another revision of the text: where they lie in this one nobody knows.
    """

    source: Source
    codings: tuple[Coding, ...] = ()
    not_codable: tuple[Span, ...] = ()
    units: tuple[Span, ...] | None = None
    spaces: tuple[int, ...] = ()
    on_other_revisions: tuple[Coding, ...] = ()

    def codable(self) -> CodableText:
        """Return the text that belongs to the comparison."""
        return CodableText.of(self.source.characters, self.not_codable)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything chosen for a comparison, each in the project's own order.

    `families` and `codes` are whole families, also where single codes were chosen: what else a coder
    gave in the family bears on them. `family_rows` and `code_rows` are what results are wanted for.
    `versions` numbers the codebook versions. `left_out` are the coders who take part only when named.
    `clusters` numbers each source's cluster of near copies; without them, sources with equal texts are one.
    """

    coders: tuple[Coder, ...]
    sources: tuple[ComparedSource, ...]
    families: tuple[Family, ...]
    codes: tuple[Code, ...]
    statuses: tuple[Status, ...]
    versions: Mapping[VersionId, int]
    family_rows: frozenset[FamilyId]
    code_rows: frozenset[CodeId]
    left_out: tuple[Coder, ...] = field(default=())
    clusters: tuple[int, ...] = field(default=())

    def drawn_together(self) -> tuple[int, ...]:
        """Return each source's cluster: sources with the same number are drawn together."""
        if self.clusters:
            return self.clusters
        number: dict[str, int] = {}
        return tuple(number.setdefault(one.source.text_sha256, len(number)) for one in self.sources)
