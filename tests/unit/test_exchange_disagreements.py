"""Disagreements as a table: what stands in a row, in which order, and how the command writes it."""

import csv
import io
import json

import pytest
from studies import ARABIC, ENGLISH, new_source
from two_coders import B, code_both_texts

from core.agreement.settings import Settings
from core.commands.codings import GiveCode
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.errors import InvalidInput
from core.exchange.comparison import compare_project
from core.exchange.comparison_places import (
    COLUMNS,
    FORMATS,
    disagreements,
    render_disagreements,
    write_disagreements,
)
from core.model.coding import State
from core.model.ids import CodeId
from core.model.span import Span
from core.queries.schemes import scheme
from core.queries.sources import source_named
from core.session import Session
from gui.app import main


@pytest.fixture
def compared(coded_session: Session) -> Session:
    return code_both_texts(coded_session)


def rendered(session: Session, form: str, settings: Settings | None = None) -> str:
    comparison = session.ask(compare_project, settings or Settings()).comparison
    return session.ask(render_disagreements, comparison, form).decode("utf-8")


def rows_of(session: Session) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rendered(session, "csv"), newline="")))


def test_a_row_says_where_coders_differ_how_and_over_which_words(compared):
    rows = rows_of(compared)
    assert tuple(rows[0]) == COLUMNS
    first, second, third = rows
    assert (first["source"], first["family"], first["kind"]) == ("English", "Motive", "code")
    assert (first["start"], first["end"], first["paragraph"]) == ("18", "39", "1")
    assert first["codes"] == "Coder A: Pay | Coder B: Fear"
    assert first["segments"] == "Coder A: 18–39 Pay | Coder B: 22–39 Fear"
    assert first["text"] == ENGLISH[18:39]
    assert (second["family"], second["kind"], second["silent"]) == ("Level", "missing", "Coder B")
    assert second["paragraph"] == "2"
    assert second["codes"] == "Coder A: Leader | Coder B: –"
    assert (third["source"], third["paragraph"], third["text"]) == ("Arabic", "2", ARABIC[24:40])


def test_rows_have_the_ids_of_the_comparison_and_json_says_the_same_as_csv(compared):
    comparison = compared.ask(compare_project, Settings()).comparison
    records = json.loads(rendered(compared, "json"))
    assert {record["id"] for record in records} == {place.id for place in comparison.disagreements}
    assert [record["id"] for record in records] == [row["id"] for row in rows_of(compared)]
    assert [record["text"] for record in records] == [row["text"] for row in rows_of(compared)]
    assert records[1]["codes"] == {"Coder A": ["Leader"], "Coder B": []}
    assert records[0]["codings"][0] == {"coder": "Coder A", "code": "Pay", "start": 18, "end": 39}


def test_ids_stay_when_a_place_elsewhere_is_added(compared):
    before = [row["id"] for row in rows_of(compared)]
    english = compared.ask(source_named, "English").revision
    compared.run(GiveCode(english, B, CodeId(3), Span(61, 70)))
    after = [row["id"] for row in rows_of(compared)]
    assert len(after) == len(before) + 1
    assert [each for each in after if each in before] == before


def test_words_that_look_like_a_formula_are_guarded_in_csv_and_exact_in_json(compared):
    text = '=HYPERLINK("http://x";"y") they wrote\n'
    compared.run(AddSources((new_source("Formula", text),)))
    source = compared.ask(source_named, "Formula")
    compared.run(GiveCode(source.revision, B, CodeId(1), Span(0, 10)))
    families = tuple(family.id for family in compared.ask(scheme).families)
    for coder in (1, 2):
        compared.run(SetStatus(type(B)(coder), (source.id,), families, State.DONE))
    assert rows_of(compared)[-1]["text"] == "'" + text[:10]
    assert json.loads(rendered(compared, "json"))[-1]["text"] == text[:10]


def test_where_all_agree_the_table_has_no_rows_and_json_is_an_empty_list(coded_session):
    assert rendered(coded_session, "csv") == ",".join(COLUMNS) + "\n"
    assert json.loads(rendered(coded_session, "json")) == []


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_same_project_gives_the_same_bytes(compared, tmp_path, form):
    compared.save_copy(tmp_path / "copy.glossator")
    with Session.open(tmp_path / "copy.glossator") as copy:
        assert rendered(copy, form) == rendered(compared, form)


def test_a_file_of_another_ending_is_refused_with_those_there_are(compared, tmp_path):
    comparison = compared.ask(compare_project, Settings()).comparison
    with pytest.raises(InvalidInput, match=r"out\.pdf: .+ can be written as \.csv, \.json\."):
        compared.ask(write_disagreements, comparison, tmp_path / "out.pdf")
    assert len(list(compared.ask(disagreements, comparison))) == 3


def test_the_command_lists_what_compare_lists(compared, tmp_path, capsys):
    project = str(tmp_path / "copy.glossator")
    compared.save_copy(tmp_path / "copy.glossator")
    assert main(["disagreements", project, "-o", str(tmp_path / "d.csv")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'd.csv'}: 3 disagreements\n"
    assert (tmp_path / "d.csv").read_text("utf-8") == rendered(compared, "csv")
    assert main(["disagreements", project, "--family", "Level", "--format", "json"]) == 0
    [only] = json.loads(capsys.readouterr().out)
    assert only["family"] == "Level"
    assert main(["disagreements", project, "--coder", "Coder A", "--coder", "Nobody"]) == 1
    assert "Nobody" in capsys.readouterr().err


def test_a_tolerance_of_the_command_takes_small_differences_of_ends_out(compared, tmp_path, capsys):
    arabic = compared.ask(source_named, "Arabic").revision
    compared.run(GiveCode(arabic, type(B)(1), CodeId(2), Span(24, 38)))
    compared.save_copy(tmp_path / "copy.glossator")
    project = str(tmp_path / "copy.glossator")
    kinds = []
    for tolerance in ("0", "2"):
        main(["disagreements", project, "--format", "json", "--tolerance", tolerance])
        kinds.append([each["kind"] for each in json.loads(capsys.readouterr().out)])
    assert kinds == [["code", "missing", "boundary"], ["code", "missing"]]


def test_a_report_quotes_words_on_the_command_line_only_when_asked(compared, tmp_path, capsys):
    compared.save_copy(tmp_path / "copy.glossator")
    project = str(tmp_path / "copy.glossator")
    for form in ("html", "json", "csv"):
        assert main(["compare", project, "--format", form]) == 0
        assert "stopped" not in capsys.readouterr().out
    assert main(["compare", project, "--format", "html", "--quote"]) == 0
    assert "stopped" in capsys.readouterr().out
