"""Coded segments as tables: one row for each coding, by source and place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from core.exchange.json_files import write_json_rows
from core.exchange.sheets import Column, Sheet, write_xlsx
from core.exchange.tables import write_csv
from core.jobs import Progress, silent
from core.model.ids import CoderId
from core.queries.coders import coders as all_coders
from core.queries.projects import project
from core.queries.schemes import scheme, versions
from core.queries.segments import coding_memos, segment_count, segments
from core.queries.sources import sources, text
from core.storage.driver import Database

COLUMNS = (
    Column("source", 20),
    Column("coder"),
    Column("family", 20),
    Column("code", 26),
    Column("start", 9),
    Column("end", 9),
    Column("text", 60),
    Column("memo", 40),
    Column("created", 25),
    Column("modified", 25),
    Column("text_sha256", 20),
    Column("codebook_version", 10),
    Column("unsure", 8),
    Column("guid", 38),
)
_NAMES = tuple(column.name for column in COLUMNS)
_UNSURE = _NAMES.index("unsure")
_ROWS_BETWEEN_REPORTS = 1000

_Row = tuple[str, str, str, str, int, int, str, str, str, str, str, int, str, str]


def segments_to_csv(
    db: Database,
    path: Path,
    coders: Collection[CoderId] | None = None,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> int:
    """Write the segments of all coders, or of those named, as CSV; returns how many.

    With `only`, those of these GUIDs.
    """
    return write_csv(path, _NAMES, _rows(db, coders, progress or silent(), only))


def segments_to_xlsx(
    db: Database,
    path: Path,
    coders: Collection[CoderId] | None = None,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> tuple[int, tuple[str, ...]]:
    """Write the segments as a sheet; returns how many, and a sentence for what did not fit."""
    sheet = Sheet("segments", COLUMNS, project(db).created)
    return write_xlsx(path, sheet, _rows(db, coders, progress or silent(), only))


def segments_to_json(
    db: Database,
    path: Path,
    coders: Collection[CoderId] | None = None,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> int:
    """Write the segments as a JSON list of objects with the columns as keys; `unsure` is a truth value."""
    rows = _rows(db, coders, progress or silent(), only)
    return write_json_rows(
        path, (dict(zip(_NAMES, row, strict=True)) | {"unsure": row[_UNSURE] == "yes"} for row in rows)
    )


def _rows(
    db: Database, coders: Collection[CoderId] | None, progress: Progress, only: Collection[str] | None
) -> Iterator[_Row]:
    """Yield the cells of each segment. A text is loaded once for its source, names once for all."""
    whole = scheme(db)
    families = {family.id: family.name for family in whole.families}
    codes = {int(code.id): (families[code.family], code.name) for code in whole.codes}
    names = {int(coder.id): coder.name for coder in all_coders(db)}
    numbers = {int(version.id): version.number for version in versions(db)}
    total, done = segment_count(db), 0
    for source in sources(db):
        found = segments(db, source.revision, coders)
        words, memos = "", coding_memos(db, source.revision)
        for guid, start, end, code, coder, is_unsure, created, modified, version in found:
            if done % _ROWS_BETWEEN_REPORTS == 0:
                progress.step(done, total)
            done += 1
            if only is not None and guid not in only:
                continue
            words = words or text(db, source.revision)
            yield (
                source.name,
                names[coder],
                *codes[code],
                start,
                end,
                words[start:end],
                memos.get(guid, ""),
                created,
                modified,
                source.text_sha256,
                numbers[version],
                "yes" if is_unsure else "no",
                guid,
            )
    progress.step(done, done)
