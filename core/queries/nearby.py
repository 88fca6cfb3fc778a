"""What was coded around a place."""

from __future__ import annotations

from core.model.ids import CodeId, CoderId, RevisionId
from core.model.span import Span
from core.storage.driver import Database


def codes_near(
    db: Database, revision: RevisionId, coder: CoderId, span: Span, reach: int, most: int
) -> list[CodeId]:
    """Return the codes a coder gave within `reach` characters of a span, the nearest first, at most so many.

    A coding counts where it begins; among equally near ones the later in the text comes first.
    """
    rows = db.execute(
        """
        SELECT code FROM coding
        WHERE revision = ? AND start >= ? AND start < ? AND coder = ?
        GROUP BY code ORDER BY min(abs(start - ?)), max(start) DESC, code LIMIT ?
        """,
        (revision, span.start - reach, span.end + reach, coder, span.start, most),
    )
    return [CodeId(key) for (key,) in rows]
