"""A comparison as JSON, tables and a report."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from studies import ARABIC, ENGLISH
from two_coders import code_both_texts

from core.agreement.distances import Distance
from core.agreement.measures import MEASURES
from core.agreement.settings import Settings, Uncoded, Unit
from core.commands.codings import GiveCode
from core.commands.statuses import SetStatus
from core.errors import InvalidInput
from core.exchange.agreement_words import figure_in_words, measure_name
from core.exchange.comparison import FORMATS, compare_project, render_comparison, write_comparison
from core.model.coding import State
from core.model.ids import CodeId, CoderId, RevisionId
from core.model.span import Span
from core.queries.projects import project
from core.queries.schemes import scheme
from core.queries.sources import source_named
from core.session import Session
from core.text.sentences import RULES_VERSION
from core.version import VERSION


@pytest.fixture
def compared(coded_session: Session) -> Session:
    """Two coders who are done with both texts, and agree in part."""
    return code_both_texts(coded_session)


def rendered(
    session: Session, form: str, settings: Settings | None = None, *, with_words: bool = False
) -> bytes:
    found = session.ask(compare_project, settings or Settings())
    return session.ask(render_comparison, found, form, with_words=with_words)


def page(session: Session, settings: Settings | None = None, *, with_words: bool = False) -> str:
    return rendered(session, "html", settings, with_words=with_words).decode("utf-8")


def test_json_has_the_promised_keys(compared):
    record = json.loads(rendered(compared, "json"))
    assert list(record)[:8] == [
        *("glossator", "project", "settings", "coders", "sources", "excluded", "results", "disagreements"),
    ]
    assert (record["glossator"], record["project"]) == (VERSION, compared.ask(project).guid)
    assert record["settings"]["unit"] == "character"
    assert set(record["sources"][0]) >= {
        *("name", "guid", "text_sha256", "characters", "codable_characters", "coders"),
    }
    assert set(record["results"][0]) >= {
        *("scope", "name", "family", "measure", "source", "coders", "value", "undefined", "ci95"),
        *("distance", "n_units", "n_coded", "n_several", "categories"),
    }
    kinds = [(place["family"], place["kind"]) for place in record["disagreements"]]
    assert kinds == [("Motive", "code"), ("Motive", "missing"), ("Level", "missing")]
    assert len(record["agreements"]) == 1
    assert "kind" not in record["agreements"][0]


def test_the_report_counts_the_units_that_the_family_as_one_variable_leaves_out(compared):
    compared.run(GiveCode(RevisionId(1), CoderId(2), CodeId(3), Span(0, 10)))
    in_all, left_out = len(ENGLISH) + len(ARABIC), 10
    said = page(compared)
    assert f"several codes of the family there: 10 units ({left_out / in_all * 100:.1f} %)." in said
    as_one = said[said.index('<tr class="whole">') :]
    assert f'<td class="count">{in_all - left_out}</td>' in as_one[: as_one.index("</tr>")]
    alone = page(compared, Settings(measures=("dice",)))
    assert "No unit was left out" in alone


def test_tables_hold_a_row_for_each_result(compared, tmp_path):
    results = json.loads(rendered(compared, "json"))["results"]
    rows = list(csv.DictReader(io.StringIO(rendered(compared, "csv").decode(), newline="")))
    assert len(rows) == len(results)
    assert [row["value"] for row in rows] == [
        "" if each["value"] is None else repr(each["value"]) for each in results
    ]
    (tmp_path / "c.xlsx").write_bytes(rendered(compared, "xlsx"))
    assert load_workbook(tmp_path / "c.xlsx").active.max_row == len(results) + 1


@pytest.mark.parametrize("form", list(FORMATS))
def test_the_same_project_and_settings_give_the_same_bytes(compared, tmp_path, form):
    compared.save_copy(tmp_path / "copy.glossator")
    with Session.open(tmp_path / "copy.glossator") as copy:
        again = rendered(copy, form)
    assert rendered(compared, form) == rendered(compared, form) == again


def test_the_form_is_named_or_follows_from_the_ending(compared, tmp_path):
    found = compared.ask(compare_project, Settings())
    compared.ask(write_comparison, found, tmp_path / "out.html")
    compared.ask(write_comparison, found, tmp_path / "out.txt", "json")
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((tmp_path / "out.txt").read_text("utf-8"))["glossator"] == VERSION
    with pytest.raises(InvalidInput, match=r"out\.pdf: .+ can be written as \.json, \.csv, \.xlsx, \.html"):
        compared.ask(write_comparison, found, tmp_path / "out.pdf")


def test_the_report_says_in_words_what_was_compared(compared):
    said = page(compared, Settings(unit=Unit.PARAGRAPH, uncoded=Uncoded.MISSING, share=0.5))
    assert "The paragraph: the text between two line ends." in said
    assert "A unit bears a code from 50 % of its characters on" in said
    assert "says nothing of her" in said
    assert "Two coders coded 2 sources" in said
    assert "Nothing was left out." in said


def test_the_report_says_who_judged_what_and_what_was_left_out_and_why(compared):
    key = compared.ask(source_named, "Arabic").id
    families = tuple(family.id for family in compared.ask(scheme).families)
    compared.run(SetStatus(CoderId(2), (key,), families[1:], State.IN_PROGRESS))
    said = page(compared)
    assert "not marked done" in said
    assert re.search(r"<td><bdi dir=\"ltr\">Motive</bdi></td>", said)


def test_a_value_that_is_not_defined_is_shown_with_its_reason(compared):
    said = page(compared)
    reason = next(
        each["undefined"] for each in json.loads(rendered(compared, "json"))["results"] if each["undefined"]
    )
    [letter] = set(re.findall(rf"<li><sup>(\w)</sup> {re.escape(reason)}</li>", said))
    assert f'<td class="figure">–<sup>{letter}</sup></td>' in said


def test_no_table_of_the_report_is_wider_than_a_page(compared):
    said = page(compared)
    beside_each_other = [heads.count('class="figure"') for heads in re.findall(r"<thead>.*?</thead>", said)]
    assert 0 < max(beside_each_other) <= 5
    shown = re.findall(r'<th scope="col" class="figure"><bdi dir="ltr">([^<]+)</bdi></th>', said)
    assert set(shown) == {measure_name(name) for name in MEASURES}


@pytest.mark.parametrize("name", list(MEASURES))
def test_the_report_defines_every_measure_in_words(compared, name):
    said = page(compared, Settings(measures=(name,)))
    [(label, words)] = re.findall(
        r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", said[said.index('<h2 id="measures">') :]
    )
    assert label == measure_name(name) != name
    assert len(words) > 40


def test_the_report_says_how_far_sets_of_codes_lie_apart(compared):
    said = page(compared, Settings(distance=Distance.MASI))
    assert "MASI: 1 − J·M" in said
    assert "Krippendorff’s α of sets masi" in said
    assert "Sets of codes were compared by their MASI distance." in said
    assert "Sets of codes" not in page(compared, Settings(measures=("dice",)))


def test_the_report_says_by_which_rules_sentences_were_found(compared):
    said = page(compared, Settings(unit=Unit.SENTENCE))
    assert f"by the numbered rules of Glossator, version {RULES_VERSION}." in said
    assert f"with the sentence (by Glossator’s rules, version {RULES_VERSION}) as the unit" in said


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_nothing_of_a_text_is_in_a_report_that_was_not_asked_for_it(compared, form):
    said = rendered(compared, form).decode("utf-8")
    assert "stopped" not in said
    assert "تركتُ" not in said


def test_a_disagreement_without_its_words_says_where_it_is_and_what_each_coder_gave(compared):
    said = page(compared)
    comparison = compared.ask(compare_project, Settings()).comparison
    rows = re.findall(r'<tr id="(\w+)">(.*?)</tr>', said, re.S)
    assert {one for one, _ in rows} == {place.id for place in comparison.disagreements}
    first = re.sub(r"<[^>]+>", "", rows[0][1])
    assert "Coder A:  Pay" in first
    assert "18–39" in first
    assert "no code" in rows[1][1]


def test_a_disagreement_stands_in_its_context_once_for_each_coder(compared):
    said = page(compared, with_words=True)
    lanes = re.findall(r'<div class="lane">.*?</div>\n', said, re.S)
    assert len(lanes) == 6
    first, second = lanes[0], lanes[1]
    assert "Coder A" in first
    assert "Pay" in first
    assert re.sub(r"<[^>]+>", "", first.split("<p")[1]).count("The pay had stopped") == 1
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", second) == ["e pay had stopped"]
    silent = [lane for lane in lanes if "gave no code" in lane]
    assert len(silent) == 2


def test_arabic_stands_right_to_left_in_the_report(compared):
    said = page(compared, with_words=True)
    assert re.search(r'<p dir="rtl">[^<]*تركتُ', said)


def test_the_report_needs_no_other_file_and_runs_nothing(compared):
    said = page(compared)
    assert not re.search(r"https?://|<script|<link|@import|url\(|src=", said)


def test_names_and_texts_cannot_break_the_report(tmp_path):
    with Session.create(tmp_path / "x.glossator", '</style><script>alert("x")</script>') as session:
        said = page(session)
    assert "<script>" not in said
    assert "</style><script" not in said
    assert "There are none." in said


def test_a_report_with_more_places_than_a_person_reads_says_so(compared, monkeypatch):
    monkeypatch.setattr("core.exchange.comparison_html.MOST_PLACES", 2)
    said = page(compared, with_words=True)
    assert "The first 2 of 3 are shown here" in said
    assert said.count('<article class="place"') == 2
    said = page(compared)
    assert "The first 2 of 3 are shown here" in said
    assert said.count('<tr id="') == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.7426, ".743"),
        (1.0, "1.000"),
        (0.0, ".000"),
        (-0.0824, "−.082"),
        (-0.0001, ".000"),
        (-1.0, "−1.000"),
    ],
)
def test_figures_are_printed_as_journals_print_them(value, words):
    assert figure_in_words(value) == words


def test_the_version_named_in_results_is_the_one_that_is_installed():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
