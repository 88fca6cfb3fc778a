"""A comparison as a workbook: its sheets, and numbers computed again from its units."""

import io
import json

import pytest
from nltk.metrics.agreement import AnnotationTask
from openpyxl import Workbook, load_workbook
from studies import ENGLISH
from two_coders import B, code_both_texts

from core.agreement.measures import MEASURES
from core.agreement.results import Result
from core.agreement.settings import Settings, Uncoded, Unit
from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.errors import JobCancelled
from core.exchange import sheets
from core.exchange.agreement_words import measure_name
from core.exchange.comparison import compare_project, render_comparison, write_comparison
from core.jobs import Progress
from core.model.ids import CodeId
from core.model.span import Span
from core.queries.sources import source_named
from core.session import Session

SHEETS = [
    *("settings", "results", "pairs", "without", "confusion", "two by two", "disagreements", "units"),
    *("sources", "excluded", "definitions"),
]


@pytest.fixture
def compared(coded_session: Session) -> Session:
    return code_both_texts(coded_session)


def book_of(session: Session, settings: Settings | None = None, *, with_words: bool = False) -> Workbook:
    found = session.ask(compare_project, settings or Settings())
    rendered = session.ask(lambda db: render_comparison(db, found, "xlsx", with_words=with_words))
    return load_workbook(io.BytesIO(rendered))


def rows_of(book: Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_a_sheet_for_each_thing_and_opens_with_the_results(compared):
    book = book_of(compared)
    assert book.sheetnames == SHEETS
    assert book.active.title == "results"
    results = compared.ask(compare_project, Settings()).comparison.results
    assert book["results"].max_row == len(results) + 1
    assert set(Result._fields) - {"ci95"} <= set(rows_of(book, "results")[0])


def test_settings_are_the_effective_ones_and_in_words(compared):
    rows = rows_of(book_of(compared, Settings(unit=Unit.SENTENCE)), "settings")
    said = {(row["setting"], row["value"]) for row in rows}
    assert {("coders", "Coder A"), ("coders", "Coder B"), ("unit", "sentence"), ("draws", 0)} <= said
    assert ("measures", "dice") in said
    assert any(setting == "sentence_rules" for setting, _ in said)
    assert any("sentence" in (row["in words"] or "") for row in rows if row["setting"] == "unit")


def test_confusion_and_two_by_two_count_the_units_of_two_coders(compared):
    book = book_of(compared)
    met = {
        (row["family"], row["value"], row["other_value"]): row["n_units"]
        for row in rows_of(book, "confusion")
    }
    assert met["Motive", "Fear", "Fear"] == 17
    assert met["Motive", "Pay", "Fear"] == 17
    assert met["Motive", "Pay", "uncoded"] == 4
    [fear] = [row for row in rows_of(book, "two by two") if row["code"] == "Fear"]
    assert (fear["both"], fear["coder_alone"], fear["other_alone"]) == (17, 0, 17)


def test_disagreements_hold_words_only_when_asked(compared):
    rows = rows_of(book_of(compared), "disagreements")
    assert len(rows) == 3
    assert "text" not in rows[0]
    everything = [str(cell) for sheet in book_of(compared) for row in sheet.values for cell in row]
    assert not any("stopped" in cell for cell in everything)
    quoted = rows_of(book_of(compared, with_words=True), "disagreements")
    assert quoted[0]["text"] == ENGLISH[18:39]


def said_of_family(row: dict[str, object], coder: str, uncoded: Uncoded) -> str | None:
    """What the definitions of the workbook tell a reader to do with a cell."""
    cell = row[coder]
    return None if cell == "uncoded" and uncoded is Uncoded.MISSING else cell


def alpha_of(rows: list[dict[str, object]], say, coders: list[str]) -> float | None:
    triples, number = [], 0
    for row in rows:
        said = [(coder, value) for coder in coders if (value := say(row, coder)) is not None]
        for _ in range(row["units"]):
            number += 1
            if len(said) > 1:
                triples.extend((coder, number, value) for coder, value in said)
    return AnnotationTask(triples).alpha() if len({value for *_, value in triples}) > 1 else None


@pytest.mark.parametrize("unit", [Unit.CHARACTER, Unit.WORD, Unit.SENTENCE])
@pytest.mark.parametrize("uncoded", list(Uncoded))
def test_alpha_of_every_family_and_code_is_computed_again_from_the_units_by_nltk(compared, unit, uncoded):
    compared.run(AddCoder("Coder C"))
    compared.run(GiveCode(compared.ask(source_named, "English").revision, B, CodeId(3), Span(0, 10)))
    settings = Settings(
        coders=("Coder A", "Coder B"), measures=("krippendorff_alpha",), unit=unit, uncoded=uncoded
    )
    book = book_of(compared, settings)
    units, coders = rows_of(book, "units"), ["Coder A", "Coder B"]
    pooled = [row for row in rows_of(book, "results") if row["source"] is None]
    assert len(pooled) == 8
    compared_values = 0
    for row in pooled:
        own = [each for each in units if each["family"] == row["family"]]
        if row["scope"] == "family":
            own = [each for each in own if not each["several"]]
            if row["distance"] == "ordinal":
                continue
            again = alpha_of(own, lambda each, coder: said_of_family(each, coder, uncoded), coders)
        else:

            def gave(each, coder, code=row["name"]):
                cell = said_of_family(each, coder, uncoded)
                return None if cell is None else "present" if code in cell.split(" + ") else "absent"

            again = alpha_of(own, gave, coders)
        compared_values += again is not None
        assert again == (None if row["value"] is None else pytest.approx(row["value"], abs=1e-12))
    assert compared_values


def test_a_coder_called_as_a_column_keeps_a_column_of_her_own(coded_session):
    coded_session.run(AddCoder("units"))
    head = [cell.value for cell in book_of(coded_session)["units"][1]]
    assert head[-3:] == ["Coder A", "Coder B", "coder units"]
    assert len(set(head)) == len(head)


def test_a_sheet_that_is_full_goes_on_upon_a_further_one(compared, monkeypatch):
    whole = rows_of(book_of(compared), "units")
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    book = book_of(compared, Settings(measures=("dice",), families=("Motive",), codes=("Fear",)))
    names = [name for name in book.sheetnames if name.startswith("units")]
    assert names[:3] == ["units", "units 2", "units 3"]
    parted = [row for name in names for row in rows_of(book, name)]
    assert parted == [row for row in whole if row["family"] == "Motive"]


def test_right_to_left_cells_are_set_so_and_strings_stay_strings(compared):
    book = book_of(compared, with_words=True)
    cells = [row for row in book["disagreements"].iter_rows() if row[1].value == "Arabic"]
    words = cells[0][-1]
    assert (words.alignment.readingOrder, words.alignment.horizontal) == (2, "right")
    assert words.data_type == "s"


def test_every_measure_and_kind_of_disagreement_is_defined_in_the_workbook(compared):
    terms = rows_of(book_of(compared), "definitions")
    assert [row["term"] for row in terms[: len(MEASURES)]] == list(map(measure_name, MEASURES))
    assert all(len(row["definition"]) > 40 for row in terms)
    assert sum(row["term"].startswith("Disagreement") for row in terms) == 3


def test_the_table_of_units_follows_json_in_who_judged(compared):
    units = rows_of(book_of(compared), "units")
    found = compared.ask(compare_project, Settings())
    record = json.loads(compared.ask(render_comparison, found, "json"))
    codable = sum(source["codable_characters"] for source in record["sources"])
    assert sum(row["units"] for row in units) == codable * len(record["settings"]["families"])


def test_a_workbook_can_be_given_up_half_way_and_leaves_no_file(compared, tmp_path):
    found = compared.ask(compare_project, Settings())
    told = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done == 7:
            progress.cancel()

    progress = Progress(report)
    with pytest.raises(JobCancelled):
        compared.ask(write_comparison, found, tmp_path / "out.xlsx", None, progress)
    assert told[0] == (0, len(SHEETS))
    assert not list(tmp_path.glob("*.xlsx"))
