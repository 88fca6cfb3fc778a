"""Who gave which code how often, and in which sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.model.ids import CodeId, SourceId
from core.storage.driver import Database


@dataclass(frozen=True, slots=True)
class CoderUse:
    """What one coder did with one code."""

    coder: str
    codings: int
    unsure: int
    sources: frozenset[SourceId]


def uses_by_coder(db: Database) -> Mapping[CodeId, tuple[CoderUse, ...]]:
    """Return the use of each code that was given, coders in the order they joined."""
    rows = db.execute(
        """
        SELECT coding.code, coder.id, coder.name, revision.source, count(*), sum(coding.is_unsure)
        FROM coding JOIN coder ON coder.id = coding.coder JOIN revision ON revision.id = coding.revision
        GROUP BY coding.code, coder.id, revision.source ORDER BY coding.code, coder.id, revision.source
        """
    )
    found: dict[tuple[CodeId, int], CoderUse] = {}
    for code, key, name, source, codings, unsure in rows:
        at = CodeId(code), key
        before = found.get(at, CoderUse(name, 0, 0, frozenset()))
        found[at] = CoderUse(
            name, before.codings + codings, before.unsure + unsure, before.sources | {SourceId(source)}
        )
    by_code: dict[CodeId, tuple[CoderUse, ...]] = {}
    for (code, _), use in found.items():
        by_code[code] = (*by_code.get(code, ()), use)
    return by_code
