"""Codebooks as tables: columns by whatever name, CSV and spreadsheets, and what is wrong with them."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.errors import InvalidInput
from core.exchange.codebook.columns import recognised
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import ColumnsFound, columns_of, read_draft
from core.exchange.codebook.table_out import export_xlsx
from core.queries.schemes import scheme


def sheet(path, rows, title="Sheet1"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def package(path, **parts):
    """An XLSX that holds what it should, and the parts given instead."""
    whole = io.BytesIO()
    sheet(whole, [["family", "code"], ["F", "a"]])
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            after.writestr(name, parts.get(key, before.read(name)))
    return path


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["family", "code", "colour"], {"family": "family", "code": "code", "colour": "colour"}),
        (["Category", "Code name", "Color"], {"family": "Category", "code": "Code name", "colour": "Color"}),
        (["FAMILY", " Code "], {"family": "FAMILY", "code": " Code "}),
        (["الفئة", "الرَّمز", "التعريف"], {"family": "الفئة", "code": "الرَّمز", "definition": "التعريف"}),
        (["عائله", "رمز", "مثال"], {"family": "عائله", "code": "رمز", "typical": "مثال"}),
        (["code", "name"], {"code": "code"}),
        (
            ["Name", "Parent name", "Description"],
            {"code": "Name", "parent": "Parent name", "definition": "Description"},
        ),
        (["Definition (ar)", "Name AR"], {"definition_ar": "Definition (ar)", "name_ar": "Name AR"}),
        (
            ["Arabic name", "Definition in Arabic"],
            {"name_ar": "Arabic name", "definition_ar": "Definition in Arabic"},
        ),
        (
            ["الاسم العربي", "التعريف بالعربية"],
            {"name_ar": "الاسم العربي", "definition_ar": "التعريف بالعربية"},
        ),
        (
            ["family_name_ar", "family_definition_ku"],
            {"family_name_ar": "family_name_ar", "family_definition_ku": "family_definition_ku"},
        ),
        (["source_ar", "colour_ar", "", "weird"], {}),
        (["Tag", "Label"], {"code": "Tag"}),
    ],
)
def test_columns_are_recognised_by_the_names_people_give_them(header, found):
    assert recognised(header) == found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_first_look_shows_header_meaning_and_rows(tmp_path, suffix):
    rows = [["Theme group", "Label", "remark"], ["F", "a", ""], ["F", "", "x"]]
    path = tmp_path / f"codes{suffix}"
    if suffix == ".csv":
        path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    else:
        sheet(path, rows)
    assert columns_of(path) == ColumnsFound(
        ("Theme group", "Label", "remark"), {"code": "Label"}, (("F", "a", ""), ("F", "", "x"))
    )


def test_only_tables_have_columns(tmp_path):
    with pytest.raises(InvalidInput, match=r"codes\.yaml is no table. There are: \.csv, \.xlsx"):
        columns_of(tmp_path / "codes.yaml")


def test_columns_chosen_by_hand_are_taken_and_named_in_faults(tmp_path):
    path = sheet(tmp_path / "codes.xlsx", [["Theme group", "Label", "Tint"], ["F", "a", "#00ff00"]])
    draft = read_draft(path, {"family": "Theme group", "code": "Label", "colour": "Tint"})
    assert draft.codes == (NewCode("F", "a", colour="#00FF00"),)
    sheet(path, [["Theme group", "Label", "Tint"], ["F", "a", ""], ["F", "", "#00ff00"]])
    with pytest.raises(InvalidInput, match=r"codes\.xlsx, row 3, field Label: This cell must not be empty"):
        read_draft(path, {"family": "Theme group", "code": "Label", "colour": "Tint"})
    with pytest.raises(InvalidInput, match=r"codes\.xlsx has no column Weird"):
        read_draft(path, {"family": "Weird", "code": "Label"})
    with pytest.raises(InvalidInput, match="A codebook has no field weird"):
        read_draft(path, {"weird": "Label"})


def test_codes_without_a_family_column_go_into_the_family_that_is_named(tmp_path):
    path = tmp_path / "tags.csv"
    path.write_text("tag,description\na,D\nb,\n", "utf-8")
    with pytest.raises(InvalidInput, match=r"tags\.csv has no column family. It needs: family, code"):
        read_draft(path)
    draft = read_draft(path, family="Open codes")
    assert draft.families == (NewFamily("Open codes"),)
    assert [(code.family, code.name, code.definition) for code in draft.codes] == [
        ("Open codes", "a", "D"),
        ("Open codes", "b", ""),
    ]


def test_numbers_dates_and_truths_of_a_spreadsheet_are_read_as_they_show(tmp_path):
    path = sheet(
        tmp_path / "codes.xlsx",
        [["family", "code", "codable"], ["F", 12, True], ["F", 1.5, False], ["F", True, 1]],
    )
    assert [(code.name, code.is_codable) for code in read_draft(path).codes] == [
        *[("12", True), ("1.5", False), ("TRUE", True)]
    ]


@pytest.mark.parametrize("long", ["w" * 40_000, "w" + "😀" * 20_000])
def test_a_text_that_a_spreadsheet_had_to_cut_stays_whole_when_it_comes_back(session, tmp_path, long):
    codes = (NewCode("F", "a", definition=long), NewCode("F", "b", texts={"include": {"ar": long}}))
    session.run(AddToScheme((NewFamily("F", definition=long),), codes))
    session.ask(export_xlsx, tmp_path / "codes.xlsx")
    draft = read_draft(tmp_path / "codes.xlsx")
    assert len(draft.codes[0].definition) < len(long)
    assert plan(draft, session.ask(scheme)).is_empty


def test_a_cell_of_a_spreadsheet_behind_its_columns_is_named(tmp_path):
    path = sheet(tmp_path / "codes.xlsx", [["family", "code"], ["F", "a"], ["F", "b", None, "stray"]])
    with pytest.raises(InvalidInput, match=r"codes\.xlsx, row 3: cell D3 stands behind the last column"):
        read_draft(path)


def test_half_a_character_in_a_spreadsheet_is_replaced_before_it_is_stored(session, tmp_path):
    path = sheet(tmp_path / "codes.xlsx", [["family", "code"], ["F", "a_xD800_b_x0000_"]])
    draft = read_draft(path)
    assert draft.codes[0].name == "a\ufffdb"
    session.run(AddToScheme(draft.families, draft.codes))


def test_a_formula_is_refused_with_its_cell_where_it_matters(tmp_path):
    path = sheet(
        tmp_path / "codes.xlsx", [["family", "code", "remark"], ["F", "a", "=1+1"], ["F", "=A2", ""]]
    )
    with pytest.raises(InvalidInput, match=re.escape("row 3, field code: Cell B3 holds a formula.")):
        read_draft(path)
    sheet(path, [["family", "code", "remark"], ["F", "a", "=1+1"]])
    assert read_draft(path).notes == ("Columns passed over: remark.",)


def test_the_sheet_codebook_is_read_else_the_first(tmp_path):
    book = Workbook()
    book.active.append(["nothing"])
    book.create_sheet("Codebook").append(["family", "code"])
    book["Codebook"].append(["F", "a"])
    book.save(tmp_path / "codes.xlsx")
    draft = read_draft(tmp_path / "codes.xlsx")
    assert draft.codes == (NewCode("F", "a"),)
    assert draft.notes == ("codes.xlsx has 2 sheets; Codebook was read.",)


@pytest.mark.parametrize(
    "content", [b"", b"family,code\nF,a\n", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0 an old or locked file"]
)
def test_a_file_that_is_no_spreadsheet_is_a_sentence(tmp_path, content):
    path = tmp_path / "codes.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"codes\.xlsx cannot be read as a spreadsheet"):
        read_draft(path)


@pytest.mark.parametrize("part", ["sheet1", "workbook", "styles", "[Content_Types]"])
def test_a_damaged_part_of_a_spreadsheet_is_a_sentence(tmp_path, part):
    path = package(tmp_path / "codes.xlsx", **{part: b"<broken"})
    with pytest.raises(InvalidInput, match=r"codes\.xlsx cannot be read as a spreadsheet"):
        read_draft(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_spreadsheet_with_entities_of_its_own_is_not_read(tmp_path, encoding):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    path = package(tmp_path / "codes.xlsx", sheet1=bomb.encode(encoding))
    with pytest.raises(InvalidInput, match="defines entities of its own"):
        read_draft(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = package(tmp_path / "codes.xlsx", sheet1=b" " * 310_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InvalidInput, match="would unpack to 310 MB"):
        read_draft(path)


def test_a_row_wider_than_any_codebook_is_refused(tmp_path):
    path = sheet(tmp_path / "codes.xlsx", [["family", "code"], ["F", "a", *["x"] * 1000]])
    with pytest.raises(InvalidInput, match=r"row 2 has 1,002 cells\. No codebook is that wide"):
        read_draft(path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.csv", "There is no file"),
        ("none.xlsx", "There is no file"),
        (".", "is a folder"),
        ("codes.txt", "is no codebook Glossator reads"),
    ],
)
def test_what_is_no_codebook_is_a_sentence(tmp_path, name, sentence):
    (tmp_path / "codes.txt").write_text("family,code\n", "utf-8")
    with pytest.raises(InvalidInput, match=sentence):
        read_draft(tmp_path / name)


@pytest.mark.parametrize(
    ("columns", "rows", "sentence"),
    [
        ("guid", ["F,a,12"], "row 2, field guid: 12 is no GUID"),
        ("retired", ["F,a,perhaps"], "row 2, field retired: perhaps is neither yes nor no"),
        ("short", [f"F,{'x' * 501},s"], "row 2, field code: This name has 501 characters; 500 is the most"),
        (
            "short",
            ["F,Ma\u0301s,", "F,M\u00e1s,"],
            "row 3, field code: Row 2 makes the code M\u00e1s already",
        ),
        ("parent", ["F,a,b", "F,b,c", "F,c,b"], "row 3, field parent: b is its own parent"),
    ],
)
def test_every_fault_names_row_and_field(tmp_path, columns, rows, sentence):
    path = tmp_path / "codes.csv"
    path.write_text(f"family,code,{columns}\n" + "\n".join(rows), "utf-8")
    with pytest.raises(InvalidInput, match=re.escape(f"codes.csv, {sentence}")):
        read_draft(path)


def test_a_row_that_was_copied_gets_a_guid_of_its_own_and_a_shortcut_used_twice_is_told(tmp_path):
    guid = "0f9d6f0a-9f5c-4a58-8a0e-111111111111"
    path = tmp_path / "codes.csv"
    path.write_text(f"family,code,guid,shortcut\nF,a,{guid.upper()},x\nF,b,{guid},x\n", "utf-8")
    draft = read_draft(path)
    assert [code.guid for code in draft.codes] == [guid, ""]
    assert draft.notes == (
        "b bears the GUID of a and gets one of its own.",
        "The shortcut x stands at several codes: a, b.",
    )


def test_a_definition_of_a_megabyte_travels_as_csv_and_is_cut_in_a_spreadsheet_and_told(session, tmp_path):
    long = "word " * 200_000
    path = tmp_path / "codes.csv"
    path.write_text(f"family,code,definition\nF,a,{long}\n", "utf-8")
    draft = read_draft(path)
    assert draft.codes[0].definition == long
    session.run(AddToScheme(draft.families, draft.codes))
    count, [note] = session.ask(export_xlsx, tmp_path / "codes.xlsx")
    assert count == 1
    assert "the first in row 2, column definition" in note
    cell = load_workbook(tmp_path / "codes.xlsx")["Codebook"]["H2"]
    assert cell.value == long[:32_767]
