"""The versions of the codebook: which one the work in hand belongs to, and releasing it."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import InvalidInput
from core.model.ids import VersionId
from core.model.scheme import Scheme
from core.model.scheme_json import scheme_to_json
from core.queries.scheme_trail import scheme_before
from core.queries.schemes import CodebookVersion, newest_version, scheme
from core.queries.statuses import is_judged_under
from core.queries.versions import is_unreleased
from core.storage.content import digest
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class ReleaseVersion:
    """Close the newest version with a date and a note: what the codebook says now keeps its number."""

    note: str = ""
    title = "Release codebook version"

    def apply(self, writer: Writer) -> None:
        """Keep the scheme as it stands; refused where it is empty, or as the last release has it."""
        now = writer.ask(scheme)
        if not now.families:
            raise InvalidInput("The codebook is empty. Make a family and its codes, then release it.")
        newest = writer.ask(newest_version)
        if not writer.ask(is_unreleased):
            raise InvalidInput(
                "Version {number} is released already, and nothing was changed since.", number=newest.number
            )
        # after a release colours and shortcuts may have changed, which opens no version
        version = newest.id if newest.released is None else _next_version(writer, newest)
        values = {"released": writer.now, "note": self.note.strip(), "snapshot": _kept(writer, now)}
        writer.update("codebook_version", version, values)


def version_to_extend(writer: Writer) -> VersionId:
    """Return the version that a change of the scheme's content belongs to; opens the next where it must.

    A version is closed once it is released, or once a coder has said "done" under it: what she had
    no chance to see must stay missing for her, and not turn into "nothing found". What it closes keeps
    the scheme as it was before this act, whatever the act has written so far.
    """
    newest = writer.ask(newest_version)
    if newest.released is None and not writer.ask(is_judged_under, newest.id):
        return newest.id
    if newest.snapshot is None:
        before = writer.ask(scheme) if writer.step is None else writer.ask(scheme_before, writer.step)
        writer.update("codebook_version", newest.id, {"snapshot": _kept(writer, before)})
    return _next_version(writer, newest)


def _next_version(writer: Writer, newest: CodebookVersion) -> VersionId:
    row = {"number": newest.number + 1, "opened": writer.now}
    return VersionId(writer.insert("codebook_version", row))


def _kept(writer: Writer, whole: Scheme) -> str:
    """Keep a scheme among the contents, out of the trail, and return its name there."""
    data = scheme_to_json(whole).encode("utf-8")
    name = digest(data)
    writer.store([(name, data)])
    return name
