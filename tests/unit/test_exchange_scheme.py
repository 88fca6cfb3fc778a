"""The coding scheme as a table."""

import re

import pytest

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.errors import InvalidInput, NotFound
from core.exchange.codebook.schemes import BUILT_IN, builtin_scheme, read_scheme, scheme_named
from core.exchange.codebook.table_out import export_csv
from core.exchange.tables import read_csv
from core.model.scheme import Scale
from core.queries.schemes import scheme


def read(tmp_path, text):
    path = tmp_path / "scheme.csv"
    path.write_text(text, "utf-8")
    return read_scheme(path)


def test_family_and_code_alone_make_a_scheme(tmp_path):
    command = read(tmp_path, "family,code\nMotive,Fear\nLevel,Leader\nMotive,Pay\n").command
    assert command.families == (NewFamily("Motive"), NewFamily("Level"))
    assert [(code.family, code.name, code.is_codable) for code in command.codes] == [
        ("Motive", "Fear", True),
        ("Level", "Leader", True),
        ("Motive", "Pay", True),
    ]


def test_every_field_is_read(tmp_path):
    command = read(
        tmp_path,
        "family,code,parent,scale,exclusive,codable,short,definition,include,exclude,typical,borderline,"
        "colour,shortcut,source,aliases,name_ar,name_de,family_definition,family_source,family_name_ar\n"
        "Level,Core,,ordinal,yes,no,,,,,,,#a75c51,,,,,,How high,O 2015,المستوى\n"
        "Level,Leader,Core,,,,s,d,i,e,t,b,,l,O,boss | chief,القائد,Führung,,,\n",
    ).command
    assert command.families == (
        NewFamily("Level", Scale.ORDINAL, True, "How high", "O 2015", {"ar": "المستوى"}),
    )
    core, leader = command.codes
    assert (core.is_codable, core.colour) == (False, "#A75C51")
    assert leader == NewCode(
        "Level",
        "Leader",
        parent="Core",
        shortcut="l",
        short="s",
        definition="d",
        include="i",
        exclude="e",
        typical="t",
        borderline="b",
        source="O",
        aliases=("boss", "chief"),
        names={"ar": "القائد", "de": "Führung"},
    )


def test_a_family_without_codes_is_a_row_without_a_code(tmp_path):
    command = read(tmp_path, "family,code,scale\nLevel,,ordinal\n").command
    assert (command.families, command.codes) == ((NewFamily("Level", Scale.ORDINAL),), ())


@pytest.mark.parametrize(
    ("columns", "rows", "sentence"),
    [
        ("scale", ["F,a,weird"], "row 2, field scale: weird is neither nominal nor ordinal."),
        (
            "scale",
            ["F,a,nominal", "F,b,ordinal"],
            "row 3, field scale: The family F has nominal in row 2, and ordinal here.",
        ),
        ("exclusive", ["F,a,perhaps"], "row 2, field exclusive: perhaps is neither yes nor no."),
        ("codable", ["F,a,2"], "row 2, field codable: 2 is neither yes nor no."),
        ("colour", ["F,a,red"], "row 2, field colour: red is no colour: write it as #A75C51."),
        ("shortcut", ["F,a,ab"], "row 2, field shortcut: ab is no single character."),
        ("parent", ["F,a,b"], "row 2, field parent: The family F has no code b."),
        ("parent", ["G,b,", "F,a,b"], "row 3, field parent: The family F has no code b."),
        ("parent", ["F,a,b", "F,b,a"], "row 2, field parent: a is its own parent, by way of others."),
        ("parent", ["F,a,a"], "row 2, field parent: a is its own parent, by way of others."),
        ("short", ["F,a,x", "F,A,y"], "row 3, field code: Row 2 makes the code A already."),
        ("short", ["F,,x"], "row 2, field code: This cell must not be empty."),
        ("short", [",a,x"], "row 2, field family: This cell must not be empty."),
        ("short", ["F,a,x", "f,b,x"], "row 3, field family: There is a family F already. Write it alike."),
        (
            "family_definition",
            ["F,a,one", "F,b,two"],
            "row 3, field family_definition: The family F has one in row 2, and two here.",
        ),
    ],
)
def test_every_fault_names_row_and_field(tmp_path, columns, rows, sentence):
    with pytest.raises(InvalidInput, match=re.escape(f"scheme.csv, {sentence}")):
        read(tmp_path, f"family,code,{columns}\n" + "\n".join(rows) + "\n")


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(InvalidInput, match=r"scheme\.csv has no column code"):
        read(tmp_path, "family,remark\nF,a\n")


def test_columns_nobody_reads_are_told(tmp_path):
    assert read(tmp_path, "family,code,remark\nF,a,x\n").notes == ("Columns passed over: remark.",)


@pytest.mark.parametrize("name", [name for name in BUILT_IN if name != "empty"])
def test_a_built_in_scheme_is_whole_and_reads_back_as_it_was(session, tmp_path, name):
    session.run(builtin_scheme(name))
    session.ask(export_csv, tmp_path / "out.csv")
    again = read_scheme(tmp_path / "out.csv").command
    assert again.families == builtin_scheme(name).families
    assert {code.name for code in again.codes} == {code.name for code in builtin_scheme(name).codes}
    header = read_csv(tmp_path / "out.csv", ["family"]).columns
    assert header[:16] == (
        *("family", "code", "parent", "scale", "exclusive", "codable", "short", "definition", "include"),
        *("exclude", "typical", "borderline", "colour", "shortcut", "source", "aliases"),
    )
    assert "name_ar" in header


def test_the_empty_scheme_holds_nothing(session):
    assert scheme_named("empty").command == AddToScheme()
    session.run(scheme_named("empty").command)
    assert session.ask(scheme).families == ()


def test_a_scheme_is_named_or_a_file(tmp_path):
    (tmp_path / "own.csv").write_text("family,code\nF,a\n", "utf-8")
    for name in BUILT_IN:
        assert scheme_named(name).command == builtin_scheme(name)
    assert scheme_named(str(tmp_path / "own.csv")).command.families == (NewFamily("F"),)
    with pytest.raises(InvalidInput, match=r"weird is no scheme Glossator reads"):
        scheme_named("weird")
    with pytest.raises(InvalidInput, match="There is no file"):
        scheme_named(str(tmp_path / "none.csv"))
    with pytest.raises(NotFound, match="There is no built-in scheme weird"):
        builtin_scheme("weird")
