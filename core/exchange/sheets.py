"""Tables as XLSX, for people who work in a spreadsheet.

Strings are written as strings, so nothing is run. A cell holds 32,767 UTF-16 units and a sheet 1,048,576
rows; what was cut is said, and what does not fit is refused. The file bears the project's date and never
the clock, so the same table gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from core.errors import InvalidInput
from core.exchange.direction import is_right_to_left
from core.exchange.saving import saving
from core.exchange.tables import Cell
from core.exchange.wording import counted

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576

# no XML file may hold these; the stored text may
_FORBIDDEN = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, and its width in letters."""

    name: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is to be written: its name, its columns, and when the project was made."""

    name: str
    columns: Sequence[Column]
    created: str


def write_xlsx(path: Path, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> tuple[int, tuple[str, ...]]:
    """Write one sheet; returns how many rows, and a sentence for what had to be cut."""
    with saving(path) as stream:
        # made in memory, for the library goes on writing to a file that failed once
        made = io.BytesIO()
        written = xlsx_into(made, sheet, rows)
        stream.write(made.getbuffer())
    return written


def xlsx_into(stream: BinaryIO, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> tuple[int, tuple[str, ...]]:
    """Write one sheet to a stream; otherwise as `write_xlsx`."""
    moment = datetime.fromisoformat(sheet.created).astimezone(UTC).replace(tzinfo=None)
    try:
        with Workbook(stream, {"constant_memory": True}) as book:
            book.set_properties({"title": sheet.name, "created": moment})
            written = _fill(book, sheet, rows)
    except FileCreateError as error:
        # the library wraps what the operating system said
        raise OSError(*error.args) from error
    return written.rows, written.notes


@dataclass(slots=True)
class _Written:
    """What went into the sheet so far."""

    rows: int = 0
    cut: int = 0
    first_cut: str = ""
    replaced: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        notes = []
        if self.cut:
            notes.append(
                f"A cell of a spreadsheet holds {LONGEST_CELL:,} characters. "
                f"{counted(self.cut, 'longer one was', 'longer ones were')} cut, "
                f"the first in {self.first_cut}. CSV and JSON hold the whole text."
            )
        if self.replaced:
            cells = counted(self.replaced, "cell")
            notes.append(f"Characters that XLSX cannot hold were replaced in {cells}.")
        return tuple(notes)


def _fill(book: Workbook, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> _Written:
    page = book.add_worksheet(sheet.name)
    heading = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.name, heading)
    formats = {
        False: book.add_format({"valign": "top", "text_wrap": True, "reading_order": 1, "align": "left"}),
        True: book.add_format({"valign": "top", "text_wrap": True, "reading_order": 2, "align": "right"}),
    }
    number = book.add_format({"valign": "top"})
    written = _Written()
    for row in rows:
        written.rows += 1
        if written.rows >= MOST_ROWS:
            raise InvalidInput(
                "A sheet holds {most} rows, and there are more. Export as CSV.", most=f"{MOST_ROWS - 1:,}"
            )
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                text = _fitting(cell, sheet.columns[place].name, written)
                page.write_string(written.rows, place, text, formats[is_right_to_left(text)])
            elif cell is not None:
                page.write_number(written.rows, place, cell, number)
    return written


def _fitting(text: str, column: str, written: _Written) -> str:
    """Return as much of the text as a cell holds, and note what was lost."""
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("\ufffd", text)
        written.replaced += 1
    # a code point is one or two UTF-16 units, so short texts need no count
    if len(text) * 2 <= LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST_CELL * 2:
        return text
    written.cut += 1
    written.first_cut = written.first_cut or f"row {written.rows + 1}, column {column}"
    # a pair cut in two leaves half a character, which is dropped
    return units[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")
