"""The built-in scheme holds every distinction of the three works it was made from, with a rule for each."""

import csv
import re
from importlib.resources import files
from itertools import groupby

import pytest
from defection_distinctions import DISTINCTIONS, FAMILIES, GROUPINGS, RANKS

from core.model.colours import CODE_COLOURS

COLUMNS = (
    *("family", "code", "parent", "scale", "exclusive", "codable"),
    *("short", "definition", "include", "exclude", "typical", "borderline"),
    *("colour", "shortcut", "source", "aliases", "name_ar", "short_ar"),
    *("family_definition", "family_name_ar"),
)
MAY_BE_EMPTY = {"parent", "shortcut"}
ARABIC_LETTERS = re.compile("[\u0621-\u064a]{2,}")


def read_scheme() -> tuple[list[str], list[dict[str, str]]]:
    path = files("resources").joinpath("schemes/defection.csv")
    reader = csv.DictReader(path.read_text("utf-8").splitlines(), strict=True)
    return list(reader.fieldnames or []), list(reader)


HEADER, ROWS = read_scheme()
READ = {name: list(rows) for name, rows in groupby(ROWS, key=lambda row: row["family"])}
EVERY_FAMILY = pytest.mark.parametrize("rows", READ.values(), ids=READ)
EVERY_CODE = pytest.mark.parametrize("row", ROWS, ids=[f"{row['family']}/{row['code']}" for row in ROWS])


def codable(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["codable"] == "yes"]


def neighbours_named_in(text: str, names: list[str]) -> list[str | None]:
    """Return the code behind each arrow of a rule, None where no code of the family has that name."""
    longest_first = sorted(names, key=len, reverse=True)
    return [
        next((name for name in longest_first if re.match(re.escape(name) + r"(?!\w)", rest)), None)
        for rest in text.split("→ ")[1:]
    ]


def test_the_file_is_plain_utf8_with_unix_line_ends() -> None:
    data = files("resources").joinpath("schemes/defection.csv").read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\n")
    assert data.count(b"\n") == len(ROWS) + 1


def test_the_columns_are_those_of_a_scheme_file() -> None:
    assert tuple(HEADER) == COLUMNS


def test_every_family_is_there_and_they_stand_together_in_their_order() -> None:
    assert list(READ) == list(FAMILIES) == list(DISTINCTIONS)
    assert sum(len(rows) for rows in READ.values()) == len(ROWS)


@EVERY_FAMILY
def test_every_distinction_has_its_code_and_every_code_its_distinction(rows: list[dict[str, str]]) -> None:
    expected = [code for codes in DISTINCTIONS[rows[0]["family"]].values() for code in codes]
    assert sorted(row["code"] for row in rows) == sorted(expected)


@EVERY_FAMILY
def test_a_family_is_described_alike_on_each_of_its_rows(rows: list[dict[str, str]]) -> None:
    for column in ("scale", "exclusive", "family_definition", "family_name_ar"):
        assert len({row[column] for row in rows}) == 1


def test_scales_and_exclusiveness_are_as_the_works_need_them() -> None:
    assert {name: (rows[0]["scale"], rows[0]["exclusive"]) for name, rows in READ.items()} == FAMILIES


def test_the_codes_of_an_ordinal_family_rank_as_in_the_works() -> None:
    ordinal = {name for name, (scale, _) in FAMILIES.items() if scale == "ordinal"}
    assert {name: [row["code"] for row in codable(READ[name])] for name in ordinal} == RANKS


def test_the_shortcuts_of_the_levels_are_their_ranks() -> None:
    assert [row["shortcut"] for row in codable(READ["Organisational level"])] == ["1", "2", "3", "4"]


@EVERY_CODE
def test_every_field_of_a_code_is_filled_and_trimmed(row: dict[str, str]) -> None:
    for column, value in row.items():
        assert value or column in MAY_BE_EMPTY, column
        assert value == value.strip(), column
        assert "  " not in value, column
        assert not re.match(r"'*[=+\-@]", value), column
    assert row["codable"] in {"yes", "no"}
    assert len(row["code"]) <= 34
    assert "/" not in row["code"]


@EVERY_CODE
def test_both_languages_name_a_code_and_say_it_in_short(row: dict[str, str]) -> None:
    assert re.search("[A-Za-z]{3}", row["code"])
    for column in ("name_ar", "short_ar", "family_name_ar"):
        assert ARABIC_LETTERS.search(row[column]), column
        assert not re.search("[A-Za-z]", row[column]), column
    assert row["short_ar"].endswith(".")
    assert row["short_ar"] != row["name_ar"]


@EVERY_CODE
def test_the_rule_of_a_code_has_its_parts(row: dict[str, str]) -> None:
    assert 2 <= len(re.findall(r"[.?!](?=\s|$)", row["definition"])) <= 4
    assert row["short"].count(". ") == 0
    assert row["short"] != row["definition"]
    for column in ("short", "definition", "include", "exclude"):
        assert row[column].endswith("."), column
    for column in ("typical", "borderline"):
        assert row[column].startswith("“"), column
        assert row[column].count("“") == row[column].count("”"), column


@EVERY_CODE
def test_a_rule_points_to_neighbours_of_its_own_family_that_can_be_given(row: dict[str, str]) -> None:
    names = {other["code"]: other["codable"] for other in READ[row["family"]]}
    pointed_to = neighbours_named_in(row["exclude"], list(names))
    assert pointed_to
    for name in pointed_to + neighbours_named_in(row["borderline"], list(names)):
        assert name in names
        assert name != row["code"]
        assert names[name] == "yes" or row["codable"] == "no"


@EVERY_FAMILY
def test_parents_come_first_and_tell_themselves_apart_from_their_sub_codes(
    rows: list[dict[str, str]],
) -> None:
    seen: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["parent"]:
            parent = seen[row["parent"]]
            if parent["codable"] == "yes":
                assert row["code"] in neighbours_named_in(parent["exclude"], [r["code"] for r in rows])
                assert parent["code"] in neighbours_named_in(row["exclude"], list(seen))
        seen[row["code"]] = row


def test_only_the_groupings_are_headings_and_each_holds_codes() -> None:
    headings = {row["code"] for row in ROWS if row["codable"] == "no"}
    assert headings == GROUPINGS
    assert headings <= {row["parent"] for row in ROWS}


def test_core_and_periphery_hold_two_levels_each() -> None:
    parents = [row["parent"] for row in codable(READ["Organisational level"])]
    assert parents == ["Core", "Core", "Periphery", "Periphery"]


@EVERY_FAMILY
def test_colours_are_handed_out_in_order_and_a_heading_bears_that_of_its_first_code(
    rows: list[dict[str, str]],
) -> None:
    given = codable(rows)
    assert tuple(row["colour"] for row in given) == CODE_COLOURS[: len(given)]
    for heading in (row for row in rows if row["codable"] == "no"):
        assert heading["colour"] == next(row["colour"] for row in rows if row["parent"] == heading["code"])


@EVERY_FAMILY
def test_no_two_codes_of_a_family_answer_to_one_name(rows: list[dict[str, str]]) -> None:
    names = [
        name.casefold()
        for row in rows
        for name in (row["code"], row["name_ar"], *row["aliases"].split(" | "))
    ]
    assert all(names)
    assert len(names) == len(set(names))


def test_no_code_needs_its_family_beside_it_to_be_found_by_name() -> None:
    names = [row["code"].casefold() for row in ROWS]
    assert len(names) == len(set(names))


def test_shortcuts_are_single_keys_and_unique_in_the_scheme() -> None:
    shortcuts = [row["shortcut"] for row in ROWS if row["shortcut"]]
    assert len(shortcuts) == len(set(shortcuts))
    assert all(re.fullmatch("[1-9a-z]", key) for key in shortcuts)
    assert not any(row["shortcut"] for row in ROWS if row["codable"] == "no")


@EVERY_CODE
def test_a_code_names_the_work_it_comes_from(row: dict[str, str]) -> None:
    for work in row["source"].split("; "):
        assert re.fullmatch(r"\D+, (2015|2016|2024)", work)
