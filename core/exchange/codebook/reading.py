"""Reading codebooks: which file is read by whom, and a first look at a table's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import InvalidInput
from core.exchange.codebook.columns import chosen, recognised
from core.exchange.codebook.draft import SchemeDraft
from core.exchange.codebook.grids import check_size, read_grid
from core.exchange.codebook.project_in import read_project
from core.exchange.codebook.qdc_in import read_qdc
from core.exchange.codebook.table_in import draft_of
from core.exchange.codebook.yaml_in import read_yaml

TABLES = (".csv", ".xlsx")
SUFFIXES = (*TABLES, ".yaml", ".yml", ".qdc", ".glossator")
_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ColumnsFound:
    """A first look at a table: its header, which of our columns that means (ours -> theirs), first rows."""

    header: tuple[str, ...]
    recognised: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]


def columns_of(path: Path) -> ColumnsFound:
    """Look at the columns of a CSV or XLSX file; raises `InvalidInput` for a file that is none."""
    if path.suffix.lower() not in TABLES:
        raise InvalidInput("{name} is no table. There are: {known}.", name=path.name, known=", ".join(TABLES))
    check_size(path)
    grid = read_grid(path, _ROWS_SHOWN)
    width = len(grid.header)
    rows = tuple((*cells[:width], *[""] * (width - len(cells))) for _, cells in grid.rows)
    return ColumnsFound(grid.header, recognised(grid.header), rows)


def read_draft(path: Path, columns: Mapping[str, str] | None = None, family: str = "") -> SchemeDraft:
    """Read a codebook; raises `InvalidInput` naming the place in the file and the field.

    `columns` are those of a table somebody chose, our name -> theirs; without them they are recognised.
    Codes of which the file names no family go into `family`.
    """
    suffix = path.suffix.lower()
    # a project is as large as its texts
    if path.is_dir() or (suffix in SUFFIXES and suffix != ".glossator"):
        check_size(path)
    if suffix in TABLES:
        grid = read_grid(path)
        known = recognised(grid.header) if columns is None else chosen(grid.header, columns, path.name)
        return draft_of(grid, known, family)
    if suffix == ".qdc":
        return read_qdc(path, family)
    if suffix in (".yaml", ".yml"):
        return read_yaml(path)
    if suffix == ".glossator":
        return read_project(path)
    raise InvalidInput(
        "{name} is no codebook Glossator reads. There are: {known}.",
        name=path.name,
        known=", ".join(SUFFIXES),
    )
