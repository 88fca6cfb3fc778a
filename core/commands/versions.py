"""Which codebook version the work in hand belongs to."""

from __future__ import annotations

from core.model.coding import State
from core.model.ids import VersionId
from core.queries.schemes import newest_version
from core.storage.writer import Writer


def version_to_extend(writer: Writer) -> VersionId:
    """Return the version a new code belongs to; opens the next where the newest is closed.

    A version is closed once it is released, or once a coder has said "done" under it: what she had
    no chance to see must stay missing for her, and not turn into "nothing found".
    """
    newest = writer.ask(newest_version)
    is_judged = writer.db.execute(
        "SELECT EXISTS (SELECT 1 FROM status WHERE version = ? AND state = ?)", (newest.id, State.DONE.value)
    ).fetchone()[0]
    if newest.released is None and not is_judged:
        return newest.id
    row = {"number": newest.number + 1, "opened": writer.now}
    return VersionId(writer.insert("codebook_version", row))
