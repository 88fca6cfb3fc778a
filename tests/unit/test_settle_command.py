"""Settling from a table, and what is exported of it: all or nothing, and never twice."""

import csv
import io
import json
from pathlib import Path

import pytest
from settling import consensus, how_far, layer
from studies import ENGLISH, dump
from two_coders import A, code_both_texts

from core.commands.coders import RenameCoder
from core.commands.codings import MoveCoding
from core.commands.settling import Reopen
from core.model.coding import CoderKind
from core.model.ids import CodeId
from core.model.span import Span
from core.queries import schemes
from core.queries.codings import codings_in
from core.queries.decisions import decisions
from core.queries.history import steps
from core.queries.sources import source_named
from core.session import Session
from gui.app import main

Row = dict[str, str]


@pytest.fixture
def glossator(tmp_path, monkeypatch, capsys):
    """Run a command in an empty folder; gives exit status, output and what went to stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = stop.code
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def project(coded_session):
    """A closed project with three disagreements and one agreement."""
    code_both_texts(coded_session)
    coded_session.close()
    return str(coded_session.path)


def listed(glossator, project: str, *wanted: str) -> list[Row]:
    """The rows of the list of disagreements."""
    return list(csv.DictReader(io.StringIO(glossator("disagreements", project, *wanted)[1], newline="")))


def write(tmp_path, rows: list[Row]) -> str:
    """Write a table of rows that may have different columns."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return "d.csv"


def filled_in(glossator, project: str) -> list[Row]:
    """Every disagreement with a decision, each of another kind."""
    decided = (
        {
            "how": "taken",
            "coder": "Coder A",
            "reason": "Pay is named.",
            "cause": "rule-gap",
            "rule": "include",
        },
        {"how": "None", "reason": "A rank is not said.", "cause": "slip"},
        {"how": "extent", "new_start": "24", "new_end": "30"},
    )
    return [row | more for row, more in zip(listed(glossator, project), decided, strict=True)]


def opened(project: str) -> Session:
    return Session.open(Path(project), read_only=True)


def state(project: str) -> dict:
    with opened(project) as session:
        return session.ask(dump)


def test_the_list_with_decisions_filled_in_settles_everything_in_one_step(glossator, project, tmp_path):
    path = write(tmp_path, filled_in(glossator, project))
    told = glossator("settle", project, path, "--by", "Coder B", "--consensus", "Team")
    assert told == (0, "3 places settled, 0 were settled so already, 0 rows left open\n", "")
    with opened(project) as session:
        far = how_far(session)
        assert (len(far.settled), far.open, far.stale) == (3, (), ())
        assert layer(session) == [("Team", "Pay", 18, 39), ("Team", "Pay", 24, 30)]
        last = session.ask(steps)[-1]
        assert (last.title, last.coder) == ("Settle disagreements", "Coder B")
        assert session.ask(schemes.code, CodeId(2)).include == "Pay is named."


def test_loading_the_same_table_twice_changes_nothing(glossator, project, tmp_path):
    path = write(tmp_path, filled_in(glossator, project))
    glossator("settle", project, path)
    with opened(project) as session:
        before, count = session.ask(dump), len(session.ask(steps))
    told = glossator("settle", project, path)[1]
    assert told == "0 places settled, 3 were settled so already, 0 rows left open\n"
    with opened(project) as session:
        assert (session.ask(dump), len(session.ask(steps))) == (before, count)


def test_rows_without_a_decision_stay_open_and_a_place_may_be_named_by_its_words(
    glossator, project, tmp_path
):
    first, *rest = listed(glossator, project)
    named = {field: first[field] for field in ("source", "family", "start", "end")}
    path = write(tmp_path, [named | {"how": "union"}, *rest])
    assert glossator("settle", project, path)[1].startswith(
        "1 place settled, 0 were settled so already, 2 rows"
    )
    assert [row["id"] for row in listed(glossator, project, "--unsettled")] == [row["id"] for row in rest]


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ({"how": "guessed"}, "how", "guessed is none of: taken, union"),
        ({"how": "taken"}, "coder", "must not be empty"),
        ({"how": "taken", "coder": "Coder Z"}, "coder", "There is no coder Coder Z"),
        ({"how": "union", "code": "Hunger"}, "code", "The family Motive has no code Hunger"),
        ({"how": "other code", "code": "Leader"}, "code", "The family Motive has no code Leader"),
        ({"how": "other code"}, "how", "Say which other code"),
        ({"how": "intersection"}, "how", "no code in common"),
        (
            {"how": "extent", "code": "Pay", "new_start": "x", "new_end": "9"},
            "new_start",
            "not a whole number",
        ),
        ({"how": "extent", "code": "Pay", "new_start": "9", "new_end": "9"}, "new_end", "no character"),
        ({"how": "extent", "code": "Pay", "new_start": "9", "new_end": "900"}, "new_end", "lies outside"),
        ({"how": "none", "cause": "mood"}, "cause", "mood is none of: slip, rule gap"),
        ({"how": "none", "rule": "include"}, "reason", "Only a reason can be added"),
        ({"how": "none", "rule": "include", "reason": "So."}, "rule_code", "to which code's rule"),
        ({"how": "none", "id": "0" * 32}, "id", "is no place of this project now"),
        ({"how": "none", "id": "", "start": "17"}, "start", "no place of Motive stands at just 17–39"),
        ({"how": "none", "end": "38"}, "end", "has changed since"),
        (
            {"how": "none", "segments": "Coder A: 18–39 Pay | Coder B: 22–38 Fear"},
            "segments",
            "has changed since",
        ),
    ],
)
def test_a_fault_names_row_and_field_and_nothing_is_settled(
    glossator, project, tmp_path, row, field, sentence
):
    before = state(project)
    first, second, third = listed(glossator, project)
    path = write(tmp_path, [second | {"how": "none"}, first | row, third])
    status, out, err = glossator("settle", project, path)
    assert (status, out) == (1, "")
    assert err.startswith(f"d.csv, row 3, field {field}: ")
    assert sentence in err
    assert state(project) == before


def test_a_place_settled_twice_or_otherwise_before_is_a_fault(glossator, project, tmp_path):
    first, *_ = listed(glossator, project)
    twice = write(tmp_path, [first | {"how": "none"}, first | {"how": "union"}])
    assert "row 3, field how: Row 2 settles this place already" in glossator("settle", project, twice)[2]
    glossator("settle", project, write(tmp_path, [first | {"how": "none"}]))
    otherwise = write(tmp_path, [first | {"how": "union"}])
    assert "settled already, in another way" in glossator("settle", project, otherwise)[2]


def test_codings_that_changed_after_the_list_was_written_are_not_settled(glossator, project, tmp_path):
    path = write(tmp_path, filled_in(glossator, project))
    with Session.open(tmp_path / "project.glossator") as session:
        english = session.ask(source_named, "English").revision
        [key] = [one.id for one in session.ask(codings_in, english, [A]) if one.code == CodeId(2)]
        session.run(MoveCoding(key, Span(18, 36)))
    before = state(project)
    status, _, err = glossator("settle", project, path)
    assert (status, "18–39 is not as this row has it: it has changed since" in err) == (1, True)
    assert state(project) == before


def test_a_coder_renamed_after_the_list_was_written_is_told_by_name_alone(glossator, project, tmp_path):
    rows = filled_in(glossator, project)
    with Session.open(tmp_path / "project.glossator") as session:
        session.run(RenameCoder(A, "Zaynab"))
    err = glossator("settle", project, write(tmp_path, rows))[2]
    assert "row 2, field coder: There is no coder Coder A. This project has: Zaynab, Coder B" in err
    rows[0]["coder"] = "Zaynab"
    assert glossator("settle", project, write(tmp_path, rows))[0] == 0


def test_one_coder_alone_has_nothing_to_settle(glossator, tmp_path):
    glossator("new", "p.glossator", "--scheme", "defection")
    path = write(tmp_path, [{"id": "0" * 32, "how": "none"}])
    assert "this project has none" in glossator("settle", "p.glossator", path)[2]
    glossator("coder", "p.glossator", "add", "Amal")
    assert "this project has only Amal" in glossator("settle", "p.glossator", path)[2]


def test_decisions_are_exported_with_what_they_made_and_whether_they_hold(glossator, project, tmp_path):
    glossator("settle", project, write(tmp_path, filled_in(glossator, project)), "--by", "Coder B")
    assert glossator("export", project, "decisions", "-o", "out.json") == (0, "out.json: 3 decisions\n", "")
    first, second, third = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (first["source"], first["family"], first["kind"], first["how"]) == (
        "English",
        "Motive",
        "code",
        "taken",
    )
    assert (first["coder"], first["decided_by"], first["cause"]) == ("Coder A", "Coder B", "rule gap")
    assert (first["text"], first["state"], first["codebook_version"]) == (ENGLISH[18:39], "settled", 1)
    assert first["settled_as"] == [{"code": "Pay", "start": 18, "end": 39}]
    assert (second["how"], second["settled_as"], second["coder"]) == ("none", [], None)
    assert third["settled_as"] == [{"code": "Pay", "start": 24, "end": 30}]
    glossator("export", project, "decisions", "-o", "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["settled_as"] for row in rows] == ["18–39 Pay", "", "24–30 Pay"]
    assert [row["guid"] for row in rows] == [first["guid"], second["guid"], third["guid"]]


def segments(glossator, project, tmp_path, *wanted: str) -> tuple[list[tuple[str, str, str]], str]:
    told = glossator("export", project, "segments", "-o", "s.csv", *wanted)
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as stream:
        return [(row["coder"], row["code"], row["start"]) for row in csv.DictReader(stream)], told[1]


def test_each_layer_is_exported_and_the_final_one_lists_what_is_not_settled(glossator, project, tmp_path):
    first, second, _ = filled_in(glossator, project)
    glossator("settle", project, write(tmp_path, [first, second]))
    rows, told = segments(glossator, project, tmp_path, "--layer", "final")
    assert rows == [("Coder A", "Fear", "0"), ("Consensus", "Pay", "18")]
    assert told == "s.csv: 2 segments\nnot settled: Arabic 24–40, Motive (missing)\n"
    rows, _ = segments(glossator, project, tmp_path, "--layer", "final", "--coder", "Coder B")
    assert rows == [("Coder B", "Fear", "0"), ("Consensus", "Pay", "18"), ("Coder B", "Pay", "24")]
    rows, _ = segments(glossator, project, tmp_path, "--layer", "consensus")
    assert rows == [("Consensus", "Pay", "18")]
    assert len(segments(glossator, project, tmp_path, "--layer", "coders")[0]) == 6
    assert len(segments(glossator, project, tmp_path, "--layer", "coders", "--coder", "Coder B")[0]) == 3
    assert len(segments(glossator, project, tmp_path)[0]) == 7


def test_layers_are_of_segments_and_the_consensus_is_named_by_its_layer(glossator, project, tmp_path):
    first, *_ = filled_in(glossator, project)
    glossator("settle", project, write(tmp_path, [first]))
    told = glossator("export", project, "sources", "-o", "s.json", "--layer", "final")
    assert (told[0], "Only segments have layers" in told[2]) == (1, True)
    for wanted in (("coders", "Consensus"), ("final", "Consensus"), ("consensus", "Coder A")):
        told = glossator(
            "export", project, "segments", "-o", "s.csv", "--layer", wanted[0], "--coder", wanted[1]
        )
        assert (told[0], "a layer of its own" in told[2]) == (1, True)


def test_a_consensus_that_was_reopened_is_gone_and_can_be_settled_from_the_same_table(
    glossator, project, tmp_path
):
    path = write(tmp_path, filled_in(glossator, project))
    glossator("settle", project, path)
    with Session.open(tmp_path / "project.glossator") as session:
        session.run(Reopen(tuple(one.id for one in session.ask(decisions))))
        assert consensus(session) == []
        assert len(layer(session, CoderKind.PERSON)) == 6
    assert glossator("settle", project, path)[1].startswith("3 places settled")
