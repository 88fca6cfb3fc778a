"""The general scheme for interviews: small, whole in two languages, and at home beside any other scheme."""

import csv
import re
from importlib.resources import files
from itertools import groupby

import pytest

from core.exchange.codebook.schemes import builtin_scheme
from core.model.colours import CODE_COLOURS
from core.queries.schemes import scheme

MAY_BE_EMPTY = {"parent", "shortcut"}
FAMILY_COLUMNS = ("scale", "exclusive", "family_definition", "family_name_ar")
ARABIC = re.compile(r"[\u0600-\u06ff0-9\s.,()]+")

# What a first reading of any interview asks, and the codes that answer.
QUESTIONS = {
    "People and bonds": {
        "who is spoken of": [
            *("The speaker", "People close to the speaker", "Own group", "Other groups"),
            "Authorities and institutions",
        ],
        "how people stand to one another": ["Help and trust", "Conflict and mistrust"],
    },
    "What the talk does": {
        "what happened, and what the speaker makes of it": ["Account", "Opinion", "Evaluation"],
        "what does not fit, or is not said": ["Contradiction", "Silence or refusal"],
    },
    "Emotion": {
        "what weighs on the speaker": ["Fear or worry", "Anger", "Grief", "Shame or guilt"],
        "what lifts the speaker": ["Hope or relief", "Joy or pride"],
    },
    "Time": {
        "which time, and where it turned": [
            *("Before the change", "Turning point", "Since the change", "Expected future"),
        ],
    },
    "Weight and care": {
        "how the speaker knows": ["How the speaker knows", "Seen or lived", "Heard from others", "Inferred"],
        "what could harm": ["Care in use", "Identifying detail", "Risk of harm"],
        "what is of use": ["Quotable", "To be followed up"],
    },
}
GROUPINGS = {"How the speaker knows", "Care in use"}


def read(name: str) -> list[dict[str, str]]:
    text = files("resources").joinpath("schemes", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


ROWS = read("interviews")
FAMILIES = {name: list(rows) for name, rows in groupby(ROWS, key=lambda row: row["family"])}
EVERY_FAMILY = pytest.mark.parametrize("rows", FAMILIES.values(), ids=FAMILIES)
EVERY_CODE = pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])


def neighbours_named_in(text: str, names: list[str]) -> list[str | None]:
    """Return the code behind each arrow of a rule, None where no code of the family has that name."""
    longest_first = sorted(names, key=len, reverse=True)
    return [
        next((name for name in longest_first if re.match(re.escape(name) + r"(?!\w)", rest)), None)
        for rest in text.split("→ ")[1:]
    ]


def test_it_answers_what_a_first_reading_asks() -> None:
    answers = {
        family: sorted(code for codes in questions.values() for code in codes)
        for family, questions in QUESTIONS.items()
    }
    assert {family: sorted(row["code"] for row in rows) for family, rows in FAMILIES.items()} == answers
    assert list(FAMILIES) == list(QUESTIONS)


def test_it_stays_small_enough_to_learn_in_an_afternoon() -> None:
    assert len(FAMILIES) <= 5
    assert 20 <= sum(row["codable"] == "yes" for row in ROWS) <= 30


@EVERY_FAMILY
def test_a_family_is_described_alike_on_each_of_its_rows(rows: list[dict[str, str]]) -> None:
    for column in FAMILY_COLUMNS:
        assert len({row[column] for row in rows}) == 1
    assert (rows[0]["scale"], rows[0]["exclusive"]) == ("nominal", "no")


@EVERY_CODE
def test_every_field_is_filled_in_both_languages(row: dict[str, str]) -> None:
    for column, value in row.items():
        assert value or column in MAY_BE_EMPTY, column
        assert value == value.strip(), column
        assert "  " not in value, column
        if column.endswith("_ar"):
            assert ARABIC.fullmatch(value.replace("،", "").replace("؛", "")), column
    assert re.search("[A-Za-z]{3}", row["code"])
    assert len(row["code"]) <= 34
    assert "/" not in row["code"]


@EVERY_CODE
def test_the_rule_of_a_code_has_its_parts(row: dict[str, str]) -> None:
    assert 2 <= len(re.findall(r"[.?!](?=\s|$)", row["definition"])) <= 4
    for column in ("short", "definition", "include", "exclude", "short_ar"):
        assert row[column].endswith("."), column
    for column in ("typical", "borderline"):
        assert row[column].startswith("“"), column
        assert row[column].count("“") == row[column].count("”"), column


@EVERY_CODE
def test_a_rule_points_to_neighbours_that_can_be_given(row: dict[str, str]) -> None:
    given = {other["code"]: other["codable"] for other in FAMILIES[row["family"]]}
    pointed_to = neighbours_named_in(row["exclude"], list(given))
    assert pointed_to
    for name in pointed_to + neighbours_named_in(row["borderline"], list(given)):
        assert name in given
        assert name != row["code"]
        assert given[name] == "yes" or row["codable"] == "no"


@EVERY_FAMILY
def test_headings_come_first_and_bear_the_colour_of_their_first_code(rows: list[dict[str, str]]) -> None:
    seen: dict[str, str] = {}
    for row in rows:
        assert not row["parent"] or seen[row["parent"]] == "no"
        seen[row["code"]] = row["codable"]
    headings = [row for row in rows if row["codable"] == "no"]
    assert {row["code"] for row in headings} == GROUPINGS & set(seen)
    for heading in headings:
        assert heading["colour"] == next(row["colour"] for row in rows if row["parent"] == heading["code"])
    given = [row["colour"] for row in rows if row["codable"] == "yes"]
    assert tuple(given) == CODE_COLOURS[: len(given)]


@EVERY_FAMILY
def test_no_two_codes_of_a_family_answer_to_one_name(rows: list[dict[str, str]]) -> None:
    names = [
        name.casefold()
        for row in rows
        for name in (row["code"], row["name_ar"], *row["aliases"].split(" | "))
    ]
    assert all(names)
    assert len(names) == len(set(names))


def test_it_goes_beside_the_other_built_in_scheme(session) -> None:
    session.run(builtin_scheme("defection"))
    session.run(builtin_scheme("interviews"))
    names = [family.name for family in session.ask(scheme).families]
    assert names[-len(FAMILIES) :] == list(FAMILIES)
