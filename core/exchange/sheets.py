"""Tables as XLSX, for people who work in a spreadsheet.

Strings are written as strings, so nothing is run. A cell holds 32,767 UTF-16 units and a sheet 1,048,576
rows; what was cut is said, and what does not fit is refused. The file bears the project's date and never
the clock, so the same table gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format

from core.errors import InvalidInput
from core.exchange.direction import is_right_to_left
from core.exchange.saving import saving
from core.exchange.tables import LONGEST_CELL, Cell
from core.exchange.wording import counted

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
            written = _fill(book, _Looks.of(book), sheet, rows)
    except FileCreateError as error:
        # the library wraps what the operating system said
        raise OSError(*error.args) from error
    return written.rows, written.notes


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: its name, its columns, and what makes its rows, given what was cut so far."""

    name: str
    columns: Sequence[Column]
    rows: Callable[[Sequence[str]], Iterable[Sequence[Cell]]]


def book_into(stream: BinaryIO, title: str, created: str, pages: Sequence[Page], shown: str) -> None:
    """Write a workbook that opens with the sheet `shown`. The last page can tell what had to be cut.

    What does not fit on a sheet goes on upon a further one, with the same columns.
    """
    moment = datetime.fromisoformat(created).astimezone(UTC).replace(tzinfo=None)
    notes: list[str] = []
    try:
        with Workbook(stream, {"constant_memory": True}) as book:
            book.set_properties({"title": title, "created": moment})
            looks = _Looks.of(book)
            for page in pages:
                for name, rows in _parted(page.name, page.rows(tuple(notes))):
                    written = _fill(book, looks, Sheet(name, page.columns, created), rows)
                    notes.extend(f"Sheet {name}: {note}" for note in written.notes)
            sheet = book.get_worksheet_by_name(shown)
            if sheet is not None:
                sheet.activate()
    except FileCreateError as error:
        raise OSError(*error.args) from error


def _parted(name: str, rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, Iterable[Sequence[Cell]]]]:
    """Yield the rows as many sheets as they need; one without rows has its header."""
    left = iter(rows)
    yield name, islice(left, MOST_ROWS - 1)
    for number in count(2):
        first = next(left, None)
        if first is None:
            return
        yield f"{name} {number}", chain([first], islice(left, MOST_ROWS - 2))


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells look; a workbook has each once."""

    heading: Format
    number: Format
    left_to_right: Format
    right_to_left: Format

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        words = {"valign": "top", "text_wrap": True}
        return cls(
            heading=book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            number=book.add_format({"valign": "top"}),
            left_to_right=book.add_format({**words, "reading_order": 1, "align": "left"}),
            right_to_left=book.add_format({**words, "reading_order": 2, "align": "right"}),
        )


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
                f"the first in {self.first_cut}. CSV holds the whole text."
            )
        if self.replaced:
            cells = counted(self.replaced, "cell")
            notes.append(f"Characters that XLSX cannot hold were replaced in {cells}.")
        return tuple(notes)


def _fill(book: Workbook, looks: _Looks, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> _Written:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.name, looks.heading)
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
                look = looks.right_to_left if is_right_to_left(text) else looks.left_to_right
                page.write_string(written.rows, place, text, look)
            elif cell is not None:
                page.write_number(written.rows, place, cell, looks.number)
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
