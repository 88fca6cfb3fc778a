"""Tables from outside as bare cells: CSV, and sheets of XLSX."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import InvalidInput
from core.exchange.tables import check_twins, check_width, parse_records, read_utf8, unguarded

SHEET = "Codebook"
MOST_BYTES = 100_000_000
_MOST_UNPACKED = 300_000_000
_MOST_PARTS = 10_000
_MOST_ROWS = 200_000
_MOST_COLUMNS = 1_000
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_FAULTY = {
    "f": "{cell} holds a formula. Copy the column, paste it back as values only, and save.",
    "e": "{cell} holds an error of the spreadsheet. Write there what is meant.",
}
# what the library lets through when parts of the package are missing, cut or twisted
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, SyntaxError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, OverflowError),
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Grid:
    """A header, and rows of cells with the number a spreadsheet shows; empty rows are left out.

    `faults` says of cells that hold no plain text, by row and place, what is wrong: a template.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_grid(path: Path, most_rows: int = _MOST_ROWS) -> Grid:
    """Read a CSV or XLSX file, or its first rows; raises `InvalidInput` for a file that is none."""
    if path.suffix.lower() == ".xlsx":
        return _xlsx_grid(path, most_rows)
    return csv_grid(read_utf8(path), path.name, most_rows)


def check_size(path: Path) -> None:
    """Refuse a file that is not there, or too large for any codebook."""
    if path.is_dir():
        raise InvalidInput("{path} is a folder. Name a file in it.", path=str(path))
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise InvalidInput("There is no file {path}.", path=str(path)) from error
    except OSError as error:
        raise InvalidInput(
            "{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error)
        ) from error
    if size > MOST_BYTES:
        raise InvalidInput(
            "{file} has {size} MB. No codebook is that large: {most} MB is the most.",
            file=path.name,
            size=f"{size // 1_000_000:,}",
            most=MOST_BYTES // 1_000_000,
        )


def csv_grid(text: str, name: str, most_rows: int = _MOST_ROWS) -> Grid:
    """Read the text of a CSV file called `name`."""
    records = ((number, list(map(unguarded, cells))) for number, cells in parse_records(text, name))
    return _grid(name, records, most_rows, check_width)


_CheckCells = Callable[[str, int, Sequence[str], Sequence[str]], None]


def _grid(
    name: str,
    records: Iterable[tuple[int, list[str]]],
    most_rows: int,
    check_cells: _CheckCells,
) -> Grid:
    rows = iter(records)
    number, header = next(rows, (0, []))
    if number != 1 or not any(cell.strip() for cell in header):
        raise InvalidInput("{table} holds no table: its first row must name the columns.", table=name)
    columns = tuple(cell.strip() for cell in header)
    while columns and not columns[-1]:
        columns = columns[:-1]
    check_twins(columns, name)
    kept: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if len(kept) == most_rows:
            break
        check_cells(name, number, columns, cells)
        kept.append((number, cells))
    return Grid(name, columns, kept)


def _xlsx_grid(path: Path, most_rows: int) -> Grid:
    """Read the sheet `Codebook`, else the first; cells are taken as the texts they show."""
    from openpyxl import load_workbook

    faults: dict[tuple[int, int], str] = {}
    # whatever the library warns of (styles, lists to choose from) does not touch the texts
    with _as_workbook(path.name), warnings.catch_warnings(), path.open("rb") as stream:
        warnings.simplefilter("ignore")
        _check_package(stream, path.name)
        book = load_workbook(stream, read_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        if not sheets:
            raise InvalidInput("{file} has no sheet.", file=path.name)
        sheet = next((one for one in sheets if one.title == SHEET), sheets[0])
        # what the file says of its own extent is often wrong
        sheet.reset_dimensions()
        records = _sheet_records(sheet.iter_rows(), path.name, faults)
        grid = _grid(path.name, records, most_rows, _check_nothing_beyond)
        book.close()
    note = f"{path.name} has {len(sheets)} sheets; {sheet.title} was read."
    return replace(grid, faults=faults, notes=(note,) if len(sheets) > 1 else ())


@contextmanager
def _as_workbook(name: str) -> Iterator[None]:
    """Turn what the libraries say of a file that is no workbook, or a damaged one, into a sentence."""
    try:
        yield
    except _DAMAGED as error:
        raise InvalidInput(
            "{file} cannot be read as a spreadsheet. Open it in your spreadsheet program, save it as .xlsx "
            "without a password, and try again.",
            file=name,
        ) from error


def _check_package(stream: BinaryIO, name: str) -> None:
    """Refuse, before anything is unpacked, what would fill the memory; no part may define entities."""
    with zipfile.ZipFile(stream) as package:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
            raise InvalidInput(
                "{file} would unpack to {size} MB in {parts} parts. No codebook is that large; "
                "it was not opened.",
                file=name,
                size=f"{unpacked // 1_000_000:,}",
                parts=f"{len(parts):,}",
            )
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")) and _has_doctype(package.read(part)):
                raise InvalidInput(
                    "{file} defines entities of its own, which no spreadsheet does. It was not read.",
                    file=name,
                )
    stream.seek(0)


def _has_doctype(data: bytes) -> bool:
    return any(doctype in data for doctype in _DOCTYPES)


def _sheet_records(
    rows: Iterable[Sequence[Any]], name: str, faults: dict[tuple[int, int], str]
) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        if len(row) > _MOST_COLUMNS:
            raise InvalidInput(
                "{table}, row {row} has {cells} cells. No codebook is that wide.",
                table=name,
                row=number,
                cells=f"{len(row):,}",
            )
        cells = [_said(cell.value) for cell in row]
        for place, cell in enumerate(row):
            if cell.data_type in _FAULTY:
                faults[number, place] = _FAULTY[cell.data_type]
        if any(cells):
            yield number, cells


def _check_nothing_beyond(name: str, number: int, columns: Sequence[str], cells: Sequence[str]) -> None:
    """Refuse a row of a sheet that says something where no column has a name."""
    for place, cell in enumerate(cells):
        if cell and place >= len(columns):
            raise InvalidInput(
                "{table}, row {row}: cell {cell} stands behind the last column that has a name. Name its "
                "column in the first row, or empty the cell.",
                table=name,
                row=number,
                cell=cell_name(number, place),
            )


def _said(value: object) -> str:
    """Return what a cell shows, as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        # how XLSX writes what XML cannot hold
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return (
            value.isoformat(sep=" ").removesuffix(" 00:00:00") if isinstance(value, datetime) else str(value)
        )
    return str(value)


def cell_name(row: int, place: int) -> str:
    """Return how a spreadsheet calls a cell: `B4`."""
    letters = ""
    column = place + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
