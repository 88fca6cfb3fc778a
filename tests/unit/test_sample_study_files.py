"""The sample study is held together by names, quotations and offsets; these tests keep them true."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from core.model.colours import CODE_COLOURS

FOLDER = Path(__file__).parents[2] / "sample_data"
STUDY = tomllib.loads((FOLDER / "study.toml").read_text(encoding="utf-8"))
LABELS = ("[Fictional text written for Glossator]", "[نصّ خياليّ كُتب لمشروع Glossator]")
STATES = {"done", "in-progress", "not-started"}

Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TEXTS = {
    Path(source["file"]).stem: (FOLDER / source["file"]).read_bytes().decode("utf-8")
    for source in STUDY["sources"]
}
SCHEME = rows_of(STUDY["scheme"])
CODINGS = [row for name in STUDY["codings"] for row in rows_of(name)]
STATUSES = rows_of(STUDY["statuses"])


def share_of_arabic(text: str) -> float:
    arabic = len(re.findall(r"[\u0621-\u064A]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    return arabic / (arabic + latin)


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_says_in_its_first_line_that_it_is_fictional(name):
    assert TEXTS[name].split("\n")[0] in LABELS


def test_the_study_says_in_its_title_that_it_is_fictional():
    assert "fictional" in STUDY["title"].lower()
    assert "fictional" in STUDY["description"].lower()
    assert "fiction" in (FOLDER / "README.md").read_text(encoding="utf-8").lower()


def test_there_are_at_least_eight_texts_and_no_others_in_the_folder():
    assert len(TEXTS) >= 8
    assert {path.stem for path in (FOLDER / "texts").iterdir()} == set(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_from_500_to_1500_words(name):
    assert 500 <= len(TEXTS[name].split()) <= 1500


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_stored_as_glossator_would_normalise_it(name):
    assert not set("\r\0\ufeff\ufffe") & set(TEXTS[name])


def test_three_texts_are_arabic_and_one_is_mixed():
    share = {Path(source["file"]).stem: source["languages"] for source in STUDY["sources"]}
    arabic = [name for name, languages in share.items() if languages == ["ar"]]
    mixed = [name for name, languages in share.items() if len(languages) == 2]
    assert len(arabic) >= 3
    assert all(share_of_arabic(TEXTS[name]) > 0.98 for name in arabic)
    assert mixed
    assert all(0.1 < share_of_arabic(TEXTS[name]) < 0.9 for name in mixed)


@pytest.mark.parametrize("coder", STUDY["coders"])
def test_a_coding_quotes_what_its_offsets_say(coder):
    for row in [row for row in CODINGS if row["coder"] == coder]:
        text, start, end = TEXTS[row["source"]], int(row["start"]), int(row["end"])
        assert 0 <= start < end <= len(text)
        assert text[start:end] == row["text"] == row["text"].strip()


def test_codings_name_existing_coders_and_codable_codes():
    codable = {f"{row['family']}/{row['code']}" for row in SCHEME if row["codable"] == "yes"}
    assert {row["code"] for row in CODINGS} <= codable
    assert {row["coder"] for row in CODINGS} == set(STUDY["coders"])


def test_every_codable_code_is_used():
    codable = {f"{row['family']}/{row['code']}" for row in SCHEME if row["codable"] == "yes"}
    assert codable == {row["code"] for row in CODINGS}


def test_a_coder_gives_a_code_to_a_segment_only_once():
    given = Counter((row["coder"], row["source"], row["code"], row["start"], row["end"]) for row in CODINGS)
    assert [key for key, times in given.items() if times > 1] == []


def test_codings_are_dated_in_utc_and_marked_unsure_or_not():
    assert {row["unsure"] for row in CODINGS} == {"", "yes"}
    for row in CODINGS:
        assert datetime.fromisoformat(row["created"]).tzinfo is not None


def test_each_quotation_that_is_not_codable_stands_once_in_its_text():
    for source in STUDY["sources"]:
        text = TEXTS[Path(source["file"]).stem]
        for part in source["not_codable"]:
            assert text.count(part["quote"]) == 1, part["quote"]
            assert part["reason"]


def test_no_coding_lies_wholly_in_text_that_is_not_codable():
    for source in STUDY["sources"]:
        name = Path(source["file"]).stem
        for part in source["not_codable"]:
            start = TEXTS[name].index(part["quote"])
            end = start + len(part["quote"])
            inside = [
                row["text"]
                for row in CODINGS
                if row["source"] == name and start <= int(row["start"]) and int(row["end"]) <= end
            ]
            assert inside == []


def test_each_coder_has_one_status_for_each_source_and_family():
    families = {row["family"] for row in SCHEME}
    stated = Counter((row["coder"], row["source"], row["family"]) for row in STATUSES)
    assert stated == Counter(product(STUDY["coders"], TEXTS, families))
    assert {row["state"] for row in STATUSES} == STATES


def test_one_source_is_done_without_codes_and_one_is_unfinished():
    coded = {(row["coder"], row["source"]) for row in CODINGS}
    done = Counter((row["coder"], row["source"]) for row in STATUSES if row["state"] == "done")
    assert [pair for pair, families in done.items() if families == 3 and pair not in coded]
    assert [pair for pair in coded if pair not in done]


def test_nothing_is_coded_where_a_coder_has_not_started():
    coded = {(row["coder"], row["source"], row["code"].split("/")[0]) for row in CODINGS}
    unopened = {
        (row["coder"], row["source"], row["family"]) for row in STATUSES if row["state"] == "not-started"
    }
    assert not coded & unopened


def test_the_scheme_gives_every_code_its_rule_and_an_arabic_name():
    may_be_empty = {"parent", "shortcut"}
    for row in SCHEME:
        assert [field for field, value in row.items() if not value and field not in may_be_empty] == []
        assert share_of_arabic(row["name_ar"] + row["family_name_ar"]) == 1


def test_the_scheme_gives_codes_names_colours_and_shortcuts_of_their_own():
    for field in ("code", "colour"):
        assert len({row[field] for row in SCHEME}) == len(SCHEME)
    assert {row["colour"] for row in SCHEME} <= set(CODE_COLOURS)
    shortcuts = [row["shortcut"] for row in SCHEME if row["codable"] == "yes"]
    assert all(re.fullmatch("[1-9a-z]", shortcut) for shortcut in shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_a_parent_is_a_code_of_the_same_family_named_before():
    known: set[tuple[str, str]] = {(row["family"], "") for row in SCHEME}
    for row in SCHEME:
        assert (row["family"], row["parent"]) in known
        known.add((row["family"], row["code"]))


def test_examples_in_the_rules_are_quoted_from_the_texts():
    everything = "\n".join(TEXTS.values())
    for row in SCHEME:
        for curly, angled in re.findall(r"“([^”]*)”|«([^»]*)»", row["typical"] + row["borderline"]):
            assert (curly or angled) in everything
