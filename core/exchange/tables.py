r"""Tables as CSV: UTF-8 without a byte order mark, comma, one header row, rows ended by a line feed.

No mark is written because a program that reads plain UTF-8 would find it glued to the first column's
name; whoever works with a spreadsheet takes XLSX. When reading, a mark is passed over.

A spreadsheet runs a cell that begins like a formula. So a cell that matches ``^'*[=+\-@\t\r]`` is written
with one more leading ``'``, and reading takes exactly one off such a cell again: both ways together
change nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from core.errors import GlossatorError, InvalidInput
from core.exchange.saving import saving_text

Cell = str | int | float | None

_NEEDS_GUARD = re.compile(r"'*[=+\-@\t\r]")
_HAS_GUARD = re.compile(r"'+[=+\-@\t\r]")
_RISKY = frozenset("'=+-@\t\r")
# of a spreadsheet, in UTF-16 units
LONGEST_CELL = 32_767
_LONGEST_FIELD = 2**31 - 1
_DELIMITERS = ",;\t"
_WORDS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table that was read. `number` is what a spreadsheet shows; the header is 1.

    `headings` tells how the table itself calls a column, where that is another name than ours. Lists
    that are no tables have their entries too, counted by `unit`.
    """

    table: str
    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)
    unit: str = "row"

    def get(self, column: str) -> str:
        """Return the cell as it stands, or nothing where the table has no such column."""
        return self.cells.get(column, "")

    def name(self, column: str) -> str:
        """Return the cell without white space around it; raises `InvalidInput` when nothing is left."""
        found = self.get(column).strip()
        if not found:
            raise self.fault(column, "This cell must not be empty.")
        return found

    def offset(self, column: str) -> int:
        """Return the cell as a count of characters; raises `InvalidInput` for anything else."""
        found = self.get(column).strip()
        if not re.fullmatch(r"[0-9]{1,15}", found):
            raise self.fault(
                column, "{cell} is not a whole number of characters, counted from 0.", cell=found or "(empty)"
            )
        return int(found)

    def truth(self, column: str, *, otherwise: bool) -> bool:
        """Return what yes or no means here, and `otherwise` where the cell is empty."""
        found = self.get(column).strip()
        if not found:
            return otherwise
        if found.lower() not in _WORDS:
            raise self.fault(column, "{cell} is neither yes nor no.", cell=found)
        return _WORDS[found.lower()]

    def fault(self, column: str, template: str, **parameters: object) -> InvalidInput:
        """Make the error that names the table, this row and the field before it says what is wrong."""
        return InvalidInput(
            "{table}, {unit} {row}, field {field}: " + template,
            table=self.table,
            unit=self.unit,
            row=self.number,
            field=self.headings.get(column, column),
            **parameters,
        )

    def blaming(self, column: str, error: GlossatorError) -> InvalidInput:
        """Make an error found elsewhere name this row and field too."""
        return self.fault(column, error.template, **error.parameters)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read. Column names are in small letters, without white space around them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def unknown_columns(self, is_known: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the columns that nobody will look at, for a note."""
        return tuple(column for column in self.columns if column and not is_known(column))


def guarded(cell: str) -> str:
    """Return the cell as CSV bears it, with the guard where a spreadsheet would run it."""
    return f"'{cell}" if _NEEDS_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a cell of a CSV says, without the guard; undoes `guarded`."""
    return cell[1:] if _HAS_GUARD.match(cell) else cell


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a header and rows, guarded; returns how many rows. None becomes an empty cell."""
    with saving_text(path) as stream:
        return csv_into(stream, columns, rows)


def csv_into(stream: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table to a stream that leaves line ends as they are; otherwise as `write_csv`."""
    written = 0
    writer = csv.writer(_LineFeeds(stream))
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [guarded(cell) if isinstance(cell, str) and cell[:1] in _RISKY else cell for cell in row]
        )
        written += 1
    return written


def read_csv(path: Path, required: Sequence[str]) -> Table:
    """Read a table; raises `InvalidInput` for a file that is none or lacks a required column.

    Commas are expected; semicolons and tabs, which some spreadsheets write, are known by the header.
    Empty rows are passed over, and count.
    """
    return parse_csv(read_utf8(path), path.name, required)


def parse_csv(text: str, name: str, required: Sequence[str]) -> Table:
    """Read a table from the text of a CSV file called `name`."""
    records = parse_records(text, name)
    number, header = next(records, (0, []))
    columns = tuple(unguarded(cell).strip().lower() for cell in header)
    if number != 1 or not any(columns):
        raise InvalidInput("{table} holds no table: its first row must name the columns.", table=name)
    _check_columns(columns, name, required)
    rows = tuple(_row(name, number, columns, cells) for number, cells in records)
    return Table(name, columns, rows)


def read_utf8(path: Path) -> str:
    """Return the text of a UTF-8 file without its byte order mark; what is in the way is a sentence."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidInput("There is no file {path}.", path=str(path)) from error
    except OSError as error:
        raise InvalidInput(
            "{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error)
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            "{table} is not UTF-8. Save it in UTF-8, then try again.", table=path.name
        ) from error


class _LineFeeds:
    """Ends rows with a line feed alone.

    The csv module quotes a cell for the characters of its line end. Were that a line feed only, a
    carriage return inside a cell would stand bare and end the row for every reader.
    """

    def __init__(self, stream: TextIO) -> None:
        self._write = stream.write

    def write(self, row: str) -> int:
        return self._write(row[:-2] + "\n")


def parse_records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV that hold anything, guarded, and numbered from 1 as a spreadsheet does."""
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: (first_line.count(sign), sign == ","))
    # the module's limit of 131,072 characters is below what a segment may hold
    csv.field_size_limit(_LONGEST_FIELD)
    records = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1)
    number = 0
    while True:
        try:
            number, cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise InvalidInput(
                "{table}, row {row}: the quotation marks do not match.", table=name, row=number + 1
            ) from error
        if any(cells):
            yield number, cells


def _check_columns(columns: Sequence[str], name: str, required: Sequence[str]) -> None:
    for column in required:
        if column not in columns:
            raise InvalidInput(
                "{table} has no column {column}. It needs: {required}.",
                table=name,
                column=column,
                required=", ".join(required),
            )
    check_twins(columns, name)


def check_twins(columns: Sequence[str], name: str) -> None:
    """Refuse a header that names a column twice, be it in other letters."""
    met: set[str] = set()
    for column in columns:
        if column and column.lower() in met:
            raise InvalidInput("{table} has two columns {column}.", table=name, column=column)
        met.add(column.lower())


def _row(name: str, number: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    check_width(name, number, columns, cells)
    return Row(name, number, {column: unguarded(cell) for column, cell in zip(columns, cells, strict=False)})


def check_width(name: str, number: int, columns: Sequence[str], cells: Sequence[str]) -> None:
    """Refuse a row that says something beyond the last column."""
    if any(cells[len(columns) :]):
        raise InvalidInput(
            "{table}, row {row} has {cells} cells, but the header names {columns} columns. "
            "A comma inside a cell needs quotation marks around the cell.",
            table=name,
            row=number,
            cells=len(cells),
            columns=len(columns),
        )
