"""Tables come in checked and leave so that no spreadsheet runs them."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.errors import InvalidInput
from core.exchange.json_files import as_json, write_json_rows
from core.exchange.sheets import Column, Sheet, write_xlsx
from core.exchange.tables import LONGEST_CELL, parse_csv, read_csv, write_csv

CREATED = "2026-11-22T08:00:00.000Z"


def cells_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''@", "'\tx", "-", "=", "'-"]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_one_apostrophe(tmp_path, cell):
    write_csv(tmp_path / "t.csv", ["a", "b"], [[cell, 1]])
    assert cells_of(tmp_path / "t.csv")[1] == [f"'{cell}", "1"]


@pytest.mark.parametrize("cell", ["", "a=1", "'", "''", "'quoted'", " =1", "1-2", "ع", "a\n=1"])
def test_other_cells_stay_as_they_are(tmp_path, cell):
    write_csv(tmp_path / "t.csv", ["a", "b"], [[cell, "x"]])
    assert cells_of(tmp_path / "t.csv")[1] == [cell, "x"]


def test_csv_is_utf_8_without_a_mark_and_ends_rows_with_a_line_feed(tmp_path):
    write_csv(tmp_path / "t.csv", ["a", "b"], [["ع, é", 'say "x"'], [None, 3]])
    assert (tmp_path / "t.csv").read_bytes() == 'a,b\n"ع, é","say ""x"""\n,3\n'.encode()


def test_a_carriage_return_inside_a_cell_comes_back(tmp_path):
    write_csv(tmp_path / "t.csv", ["a", "b"], [["one\rtwo\r\nthree\n", "x"]])
    assert read_csv(tmp_path / "t.csv", ["a"]).rows[0].get("a") == "one\rtwo\r\nthree\n"


def test_a_byte_order_mark_is_passed_over(tmp_path):
    (tmp_path / "t.csv").write_bytes("\ufeffsource,code\nx,y\n".encode())
    assert read_csv(tmp_path / "t.csv", ["source"]).columns == ("source", "code")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_whatever_its_spreadsheet_parts_cells_with(delimiter):
    [row] = parse_csv(f"a{delimiter}b\n1{delimiter}2\n", "t.csv", ["a"]).rows
    assert (row.get("a"), row.get("b")) == ("1", "2")


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table = parse_csv('a,b\n"one\ntwo",x\n\n,\nlast,y\n', "t.csv", ["a"])
    assert [(row.number, row.get("a")) for row in table.rows] == [(2, "one\ntwo"), (5, "last")]


def test_a_cell_longer_than_the_csv_module_allows_is_read():
    long = "x" * 300_000
    assert parse_csv(f"a\n{long}\n", "t.csv", ["a"]).rows[0].get("a") == long


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "t.csv holds no table"),
        ("\n\n", "t.csv holds no table"),
        ("a\n1\n", "t.csv has no column b. It needs: a, b."),
        ("a,b,a\n", "t.csv has two columns a."),
        ("a,b\n1,2,3\n", "t.csv, row 2 has 3 cells, but the header names 2 columns"),
        ('a,b\n1,2\n"x,2\n', "t.csv, row 3: the quotation marks do not match."),
        ('a,b\n"x"y,2\n', "t.csv, row 2: the quotation marks do not match."),
    ],
)
def test_what_is_no_table_is_a_sentence(text, sentence):
    with pytest.raises(InvalidInput, match=re.escape(sentence)):
        parse_csv(text, "t.csv", ["a", "b"])


def test_a_table_in_another_encoding_is_a_sentence(tmp_path):
    (tmp_path / "t.csv").write_bytes("a\né\n".encode("cp1252"))
    with pytest.raises(InvalidInput, match=r"t\.csv is not UTF-8"):
        read_csv(tmp_path / "t.csv", ["a"])


def test_a_table_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(InvalidInput, match="There is no file"):
        read_csv(tmp_path / "t.csv", ["a"])
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_csv(tmp_path, ["a"])


def test_a_fault_names_table_row_and_field():
    [row] = parse_csv("start,sure\nx,perhaps\n", "t.csv", ["start"]).rows
    with pytest.raises(InvalidInput, match=r"t\.csv, row 2, field start: x is not a whole number"):
        row.offset("start")
    with pytest.raises(InvalidInput, match=r"t\.csv, row 2, field sure: perhaps is neither yes nor no"):
        row.truth("sure", otherwise=False)
    with pytest.raises(InvalidInput, match=r"row 2, field code: This cell must not be empty"):
        row.name("code")


def sheet(*names: str) -> Sheet:
    return Sheet("segments", [Column(name) for name in names], CREATED)


def test_a_sheet_holds_strings_as_strings_and_numbers_as_numbers(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", sheet("a", "b", "c"), [["=SUM(1)", 12, None], ["تركتُ المكان", 3, "x"]])
    page = load_workbook(tmp_path / "t.xlsx")["segments"]
    assert [[cell.value for cell in row] for row in page] == [
        ["a", "b", "c"],
        ["=SUM(1)", 12, None],
        ["تركتُ المكان", 3, "x"],
    ]
    assert page["A2"].data_type == "s"
    assert page["A2"].alignment.readingOrder == 1
    assert (page["A3"].alignment.readingOrder, page["A3"].alignment.horizontal) == (2, "right")


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_a_sheet_says_where_its_limit_cut_a_text(tmp_path, letter):
    rows, notes = write_xlsx(tmp_path / "t.xlsx", sheet("a", "text"), [["x", "y"], ["x", letter * 40_000]])
    assert rows == 2
    assert notes == (
        "A cell of a spreadsheet holds 32,767 characters. 1 longer one was cut, the first in row 3, "
        "column text. CSV holds the whole text.",
    )
    kept = load_workbook(tmp_path / "t.xlsx")["segments"]["B3"].value
    assert set(kept) == {letter}
    assert len(kept.encode("utf-16-le")) // 2 in (LONGEST_CELL, LONGEST_CELL - 1)


def test_characters_that_no_sheet_can_hold_are_replaced_and_said(tmp_path):
    _, notes = write_xlsx(tmp_path / "t.xlsx", sheet("a"), [["x\uffffy\x01z"]])
    assert notes == ("Characters that XLSX cannot hold were replaced in 1 cell.",)
    assert load_workbook(tmp_path / "t.xlsx")["segments"]["A2"].value.startswith("x\ufffdy")


def test_a_sheet_bears_the_projects_date_and_never_the_clock(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", sheet("a"), [["x"]])
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.properties.created.isoformat() == "2026-11-22T08:00:00"
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_json_has_a_line_for_each_entry_and_keeps_every_character(tmp_path):
    assert as_json({"a": 1, "b": [{"x": "ع"}, 2], "c": []}) == (
        '{\n"a": 1,\n"b": [\n{"x": "ع"},\n2\n],\n"c": []\n}\n'
    )
    assert write_json_rows(tmp_path / "t.json", iter([{"a": "=1"}, {"a": None}])) == 2
    assert (tmp_path / "t.json").read_text("utf-8") == '[\n{"a": "=1"},\n{"a": null}\n]\n'
    write_json_rows(tmp_path / "t.json", [])
    assert (tmp_path / "t.json").read_text("utf-8") == "[]\n"
