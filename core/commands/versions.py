"""Which codebook version the work in hand belongs to."""

from __future__ import annotations

from core.model.ids import VersionId
from core.queries.schemes import newest_version
from core.queries.statuses import is_judged_under
from core.storage.writer import Writer


def version_to_extend(writer: Writer) -> VersionId:
    """Return the version a new code belongs to; opens the next where the newest is closed.

    A version is closed once it is released, or once a coder has said "done" under it: what she had
    no chance to see must stay missing for her, and not turn into "nothing found".
    """
    newest = writer.ask(newest_version)
    if newest.released is None and not writer.ask(is_judged_under, newest.id):
        return newest.id
    row = {"number": newest.number + 1, "opened": writer.now}
    return VersionId(writer.insert("codebook_version", row))
