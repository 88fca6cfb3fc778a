"""Comparing the coders of a project, and writing what was found."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.agreement.comparison import compare
from core.agreement.gather import gather
from core.agreement.record import record_of
from core.agreement.results import Comparison, Result
from core.agreement.settings import Settings
from core.errors import InvalidInput
from core.exchange.comparison_html import comparison_page
from core.exchange.json_files import as_json
from core.exchange.saving import saving
from core.exchange.sheets import Column, Sheet, xlsx_into
from core.exchange.tables import Cell, csv_into
from core.jobs import Progress
from core.queries.projects import Project, project
from core.storage.driver import Database
from core.version import VERSION

COLUMNS = (
    Column("scope", 8),
    Column("family", 22),
    Column("name", 28),
    Column("measure", 22),
    Column("source", 22),
    Column("coders", 26),
    Column("value", 12),
    Column("undefined", 34),
    Column("ci95_low", 10),
    Column("ci95_high", 10),
    Column("distance", 10),
    Column("n_units", 10),
    Column("n_coded", 10),
    Column("n_several", 10),
    Column("categories", 40),
)
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class ComparedProject:
    """What a comparison found, and the project it is about."""

    project: Project
    comparison: Comparison


def compare_project(db: Database, settings: Settings, progress: Progress | None = None) -> ComparedProject:
    """Compare what the settings name; the same project and settings give the same result."""
    return ComparedProject(project(db), compare(gather(db, settings), settings, progress))


def write_comparison(db: Database, found: ComparedProject, path: Path, form: str | None = None) -> None:
    """Write a comparison as one of `FORMATS`; without a form named, the file's ending chooses it."""
    if form is None and path.suffix.lower().removeprefix(".") not in FORMATS:
        raise InvalidInput(
            "{name}: the file's ending chooses the format, and a comparison can be written as {known}.",
            name=str(path),
            known=", ".join(f".{known}" for known in FORMATS),
        )
    rendered = render_comparison(db, found, form or path.suffix.lower().removeprefix("."))
    with saving(path) as stream:
        stream.write(rendered)


def render_comparison(db: Database, found: ComparedProject, form: str) -> bytes:
    """Return the file's bytes in one of `FORMATS`. `db` lends the texts that a report quotes."""
    return FORMATS[form](db, found)


def _json(_: Database, found: ComparedProject) -> bytes:
    record = {"glossator": VERSION, "project": found.project.guid, **record_of(found.comparison)}
    return as_json(record).encode("utf-8")


def _csv(_: Database, found: ComparedProject) -> bytes:
    stream = io.StringIO(newline="")
    csv_into(stream, [column.name for column in COLUMNS], _rows(found.comparison))
    return stream.getvalue().encode("utf-8")


def _xlsx(_: Database, found: ComparedProject) -> bytes:
    stream = io.BytesIO()
    xlsx_into(stream, Sheet("agreement", COLUMNS, found.project.created), _rows(found.comparison))
    return stream.getvalue()


def _html(db: Database, found: ComparedProject) -> bytes:
    return comparison_page(db, found.project, found.comparison).encode("utf-8")


FORMATS: Mapping[str, Callable[[Database, ComparedProject], bytes]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
}


def _rows(comparison: Comparison) -> Iterator[list[Cell]]:
    for row in comparison.results:
        yield _cells(row)


def _cells(row: Result) -> list[Cell]:
    low, high = row.ci95 or (None, None)
    return [
        row.scope,
        row.family,
        row.name,
        row.measure,
        row.source,
        _BETWEEN.join(row.coders),
        row.value,
        row.undefined,
        low,
        high,
        row.distance,
        row.n_units,
        row.n_coded,
        row.n_several,
        _BETWEEN.join(row.categories),
    ]
