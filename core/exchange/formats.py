"""What can be exported, and as what: chosen by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import InvalidInput
from core.exchange.codebook.qdc_out import export_qdc
from core.exchange.codebook.table_out import export_csv, export_xlsx
from core.exchange.codebook.yaml_out import export_yaml
from core.exchange.codebook_docx import export_codebook_docx
from core.exchange.codebook_html import export_codebook_page
from core.exchange.codebook_pdf import export_codebook_pdf
from core.exchange.decisions_list import decisions_to_csv, decisions_to_json
from core.exchange.journal_list import journal_to_csv, journal_to_json
from core.exchange.layers import Layer, chosen_of
from core.exchange.paper import Renderer
from core.exchange.segments import segments_to_csv, segments_to_json, segments_to_xlsx
from core.exchange.sources_list import sources_to_csv, sources_to_json
from core.exchange.wording import counted
from core.jobs import Progress, silent
from core.model.ids import CoderId
from core.queries.coders import coder_named
from core.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is asked for besides its kind: whose work (None: everybody's), with counts or without.

    `only` are the GUIDs of the codings that are wanted, None for all.
    `renderer` draws what is for paper, where there is one.
    """

    coders: frozenset[CoderId] | None
    progress: Progress
    with_counts: bool = False
    renderer: Renderer | None = None
    only: frozenset[str] | None = None


Written = tuple[int, tuple[str, ...]]
Export = Callable[[Database, Path, Wanted], Written]


def _plain(write: Callable[[Database, Path], int]) -> Export:
    """Make an export of a function that writes the whole project's list and counts it."""

    def export_all(db: Database, path: Path, wanted: Wanted) -> Written:
        wanted.progress.step(0, 1)
        return write(db, path), ()

    return export_all


def _noting(write: Callable[[Database, Path], Written]) -> Export:
    """Make an export of a function that also says what its format could not hold."""

    def export_all(db: Database, path: Path, wanted: Wanted) -> Written:
        wanted.progress.step(0, 1)
        return write(db, path)

    return export_all


def _segments_csv(db: Database, path: Path, wanted: Wanted) -> Written:
    return segments_to_csv(db, path, wanted.coders, wanted.progress, wanted.only), ()


def _segments_json(db: Database, path: Path, wanted: Wanted) -> Written:
    return segments_to_json(db, path, wanted.coders, wanted.progress, wanted.only), ()


def _segments_xlsx(db: Database, path: Path, wanted: Wanted) -> Written:
    return segments_to_xlsx(db, path, wanted.coders, wanted.progress, wanted.only)


def _codebook_html(db: Database, path: Path, wanted: Wanted) -> Written:
    return export_codebook_page(db, path, wanted.progress, with_counts=wanted.with_counts)


def _codebook_docx(db: Database, path: Path, wanted: Wanted) -> Written:
    return export_codebook_docx(db, path, wanted.progress, with_counts=wanted.with_counts)


def _codebook_pdf(db: Database, path: Path, wanted: Wanted) -> Written:
    return export_codebook_pdf(db, path, wanted.renderer, wanted.progress, with_counts=wanted.with_counts)


EXPORTS: Mapping[str, Mapping[str, Export]] = {
    "segments": {".csv": _segments_csv, ".xlsx": _segments_xlsx, ".json": _segments_json},
    "codebook": {
        ".csv": _plain(export_csv),
        ".xlsx": _noting(export_xlsx),
        ".yaml": _plain(export_yaml),
        ".qdc": _noting(export_qdc),
        ".html": _codebook_html,
        ".docx": _codebook_docx,
        ".pdf": _codebook_pdf,
    },
    "sources": {".json": _plain(sources_to_json), ".csv": _plain(sources_to_csv)},
    "decisions": {".csv": _plain(decisions_to_csv), ".json": _plain(decisions_to_json)},
    "journal": {".json": _plain(journal_to_json), ".csv": _plain(journal_to_csv)},
}
# the forms that are for people, and can say how often codes were given
WITH_COUNTS: Mapping[str, tuple[str, ...]] = {"codebook": (".html", ".docx", ".pdf")}
_COUNTED = {
    "segments": "segment",
    "codebook": "code",
    "sources": "source",
    "decisions": "decision",
    "journal": "step",
}


def export(
    db: Database,
    what: str,
    path: Path,
    coders: Sequence[str] | None = None,
    progress: Progress | None = None,
    *,
    with_counts: bool = False,
    renderer: Renderer | None = None,
    layer: Layer | None = None,
) -> tuple[str, ...]:
    """Write segments, codebook, sources, decisions or journal in the format that the file's ending names.

    Returns how many were written, in words, and a sentence for whatever did not fit. `coders` keeps the
    segments of those named; an unknown one raises `NotFound`. `layer` chooses among segments: in the final
    layer the coders named are those whose work stands where nothing is settled, the first who is done with
    a source. `with_counts` adds to a codebook for people how often codes were given. What stood at `path`
    is replaced once everything is written, and stays if anything fails.
    """
    write = _writer(what, path)
    if coders and what != "segments":
        raise InvalidInput("Only segments can be chosen by coder; {what} is exported whole.", what=what)
    if layer is not None and what != "segments":
        raise InvalidInput("Only segments have layers; {what} is exported whole.", what=what)
    named = [coder_named(db, name).id for name in coders or ()]
    chosen, only = chosen_of(db, layer, named)
    if with_counts and path.suffix.lower() not in WITH_COUNTS.get(what, ()):
        raise InvalidInput(
            "Counts are for a codebook that is written as {known}.", known=", ".join(WITH_COUNTS["codebook"])
        )
    count, notes = write(db, path, Wanted(chosen, progress or silent(), with_counts, renderer, only))
    return counted(count, _COUNTED[what]), *notes


def _writer(what: str, path: Path) -> Export:
    if what not in EXPORTS:
        raise InvalidInput(
            "There is no export of {what}. There are: {known}.", what=what, known=", ".join(EXPORTS)
        )
    formats = EXPORTS[what]
    suffix = path.suffix.lower()
    if suffix not in formats:
        raise InvalidInput(
            "{name}: the file's ending chooses the format, and {what} can be written as {known}.",
            name=str(path),
            what=what,
            known=", ".join(formats),
        )
    return formats[suffix]
