"""Comparing the coders of a project, and writing what was found."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.agreement.comparison import compare
from core.agreement.gather import gather
from core.agreement.material import Material
from core.agreement.record import record_of
from core.agreement.results import Comparison
from core.agreement.settings import Settings
from core.agreement.unit_rows import unit_rows
from core.errors import InvalidInput
from core.exchange import comparison_tables as tables
from core.exchange.comparison_book import comparison_book
from core.exchange.comparison_html import comparison_page
from core.exchange.json_files import as_json
from core.exchange.saving import saving
from core.exchange.tables import csv_into
from core.jobs import Progress, silent
from core.queries.projects import Project, project
from core.storage.driver import Database
from core.version import VERSION


@dataclass(frozen=True, slots=True)
class ComparedProject:
    """What a comparison found, the project it is about, and the material it was computed from."""

    project: Project
    comparison: Comparison
    material: Material


def compare_project(db: Database, settings: Settings, progress: Progress | None = None) -> ComparedProject:
    """Compare what the settings name; the same project and settings give the same result."""
    material = gather(db, settings)
    return ComparedProject(project(db), compare(material, settings, progress), material)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be rendered, whether texts may be quoted, and who watches."""

    found: ComparedProject
    with_words: bool
    progress: Progress


def write_comparison(
    db: Database,
    found: ComparedProject,
    path: Path,
    form: str | None = None,
    progress: Progress | None = None,
    *,
    with_words: bool = False,
) -> None:
    """Write a comparison as one of `FORMATS`; without a form named, the file's ending chooses it."""
    form = form or path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InvalidInput(
            "{name}: the file's ending chooses the format, and a comparison can be written as {known}.",
            name=str(path),
            known=", ".join(f".{known}" for known in FORMATS),
        )
    rendered = render_comparison(db, found, form, progress, with_words=with_words)
    with saving(path) as stream:
        stream.write(rendered)


def render_comparison(
    db: Database,
    found: ComparedProject,
    form: str,
    progress: Progress | None = None,
    *,
    with_words: bool = False,
) -> bytes:
    """Return the file's bytes in one of `FORMATS`.

    A report for people holds the words of disagreements only `with_words`; `db` lends the texts.
    """
    return FORMATS[form](db, _Order(found, with_words, progress or silent()))


def _json(_: Database, order: _Order) -> bytes:
    found = order.found
    record = {"glossator": VERSION, "project": found.project.guid, **record_of(found.comparison)}
    return as_json(record).encode("utf-8")


def _csv(_: Database, order: _Order) -> bytes:
    stream = io.StringIO(newline="")
    results = order.found.comparison.results
    rows = map(tables.result, order.progress.over(results, len(results)))
    csv_into(stream, [column.name for column in tables.RESULTS], rows)
    return stream.getvalue().encode("utf-8")


def _xlsx(db: Database, order: _Order) -> bytes:
    found = order.found
    units = unit_rows(found.material, found.comparison.settings)
    return comparison_book(
        db, found.project, found.comparison, units, order.progress, with_words=order.with_words
    )


def _html(db: Database, order: _Order) -> bytes:
    found = order.found
    return comparison_page(db, found.project, found.comparison, with_words=order.with_words).encode("utf-8")


FORMATS: Mapping[str, Callable[[Database, _Order], bytes]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
}
