"""Segments, sources and journal as files, the same bytes for the same project."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from studies import ARABIC, ENGLISH

from core.commands.codings import GiveCode, LoadCodings, MarkUnsure, NewCoding
from core.commands.memos import WriteMemo
from core.commands.sources import MarkNotCodable
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, JobCancelled, NotFound
from core.exchange.formats import EXPORTS, export
from core.jobs import Progress
from core.model.coding import MemoKind, State
from core.model.ids import CodeId, CoderId, CodingId
from core.model.span import Span
from core.queries.schemes import scheme
from core.queries.sources import source_named
from core.session import Session
from core.storage.content import digest
from gui.printing import draw

AGREED = {
    *("source", "coder", "family", "code", "start", "end", "text", "memo", "created", "modified"),
    *("text_sha256", "codebook_version"),
}
ALL = [(what, suffix) for what, formats in EXPORTS.items() for suffix in formats]


@pytest.fixture
def study(coded_session: Session) -> Session:
    """Codings in both texts, a memo, a doubt, a status and a range that is not codable."""
    english, arabic = (coded_session.ask(source_named, name) for name in ("English", "Arabic"))
    a, b = CoderId(1), CoderId(2)
    coded_session.run(GiveCode(arabic.revision, a, CodeId(1), Span(0, 6)))
    coded_session.run(GiveCode(english.revision, b, CodeId(4), Span(18, 39)))
    coded_session.run(GiveCode(english.revision, a, CodeId(2), Span(18, 39)))
    coded_session.run(GiveCode(english.revision, a, CodeId(1), Span(0, 17)))
    coded_session.run(WriteMemo("=first", MemoKind.ANALYTIC, a, coding=CodingId(3)))
    coded_session.run(WriteMemo("second", MemoKind.QUESTION, b, coding=CodingId(3)))
    coded_session.run(MarkUnsure((CodingId(4),), True))
    coded_session.run(MarkNotCodable(english.revision, Span(0, 10), "label"))
    coded_session.run(MarkNotCodable(english.revision, Span(5, 12), "again"))
    families = coded_session.ask(scheme).families
    coded_session.run(SetStatus(a, (english.id,), (families[0].id,), State.DONE))
    return coded_session


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_segments_stand_by_source_and_place_with_all_that_was_agreed(study, tmp_path):
    assert study.ask(export, "segments", tmp_path / "s.csv") == ("4 segments",)
    rows = rows_of(tmp_path / "s.csv")
    assert set(rows[0]) >= AGREED
    assert [(row["source"], row["start"], row["coder"], row["family"], row["code"]) for row in rows] == [
        ("English", "0", "Coder A", "Motive", "Fear"),
        ("English", "18", "Coder A", "Motive", "Pay"),
        ("English", "18", "Coder B", "Level", "Leader"),
        ("Arabic", "0", "Coder A", "Motive", "Fear"),
    ]
    assert [row["text"] for row in rows] == [ENGLISH[:17], ENGLISH[18:39], ENGLISH[18:39], ARABIC[:6]]
    assert rows[0]["unsure"] == "yes"
    assert rows[1]["memo"] == "'=first\n\nsecond"
    assert {row["text_sha256"] for row in rows} == {digest(ENGLISH.encode()), digest(ARABIC.encode())}
    assert {row["codebook_version"] for row in rows} == {"1"}


def test_every_form_of_segments_says_the_same(study, tmp_path):
    for suffix in ("csv", "json", "xlsx"):
        study.ask(export, "segments", tmp_path / f"s.{suffix}")
    from_json = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert from_json[0]["unsure"] is True
    assert from_json[1]["memo"] == "=first\n\nsecond"
    written = [{**row, "unsure": "yes" if row["unsure"] else "no"} for row in from_json]
    in_csv = [{**row, "memo": row["memo"].removeprefix("'")} for row in rows_of(tmp_path / "s.csv")]
    assert [{key: str(cell) for key, cell in row.items()} for row in written] == in_csv
    header, *cells = load_workbook(tmp_path / "s.xlsx").active.values
    in_sheet = [dict(zip(header, row, strict=True)) for row in cells]
    assert [{key: cell or "" for key, cell in row.items()} for row in in_sheet] == [
        {key: cell or "" for key, cell in row.items()} for row in written
    ]


def test_segments_can_be_chosen_by_coder(study, tmp_path):
    assert study.ask(export, "segments", tmp_path / "s.csv", ["Coder B"]) == ("1 segment",)
    assert [row["coder"] for row in rows_of(tmp_path / "s.csv")] == ["Coder B"]
    with pytest.raises(NotFound, match="There is no coder Coder Z"):
        study.ask(export, "segments", tmp_path / "s.csv", ["Coder Z"])
    with pytest.raises(InvalidInput, match="sources is exported whole"):
        study.ask(export, "sources", tmp_path / "s.csv", ["Coder B"])


def test_a_project_without_segments_exports_a_table_without_rows(session, tmp_path):
    assert session.ask(export, "segments", tmp_path / "s.csv") == ("0 segments",)
    assert rows_of(tmp_path / "s.csv") == []
    session.ask(export, "segments", tmp_path / "s.json")
    assert json.loads((tmp_path / "s.json").read_text("utf-8")) == []


def test_sources_tell_their_size_fingerprints_and_status(study, tmp_path):
    assert study.ask(export, "sources", tmp_path / "s.json") == ("2 sources",)
    english, arabic = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert (english["name"], english["characters"], english["codable_characters"]) == (
        "English",
        len(ENGLISH),
        len(ENGLISH) - 12,
    )
    assert english["sha256"] == english["text_sha256"] == digest(ENGLISH.encode())
    assert english["not_codable"] == [{"start": 0, "end": 10}, {"start": 5, "end": 12}]
    assert english["status"][0] == {
        "coder": "Coder A",
        "family": "Motive",
        "state": "done",
        "codebook_version": 1,
    }
    states = [(each["coder"], each["family"], each["state"]) for each in arabic["status"]]
    assert states == [
        ("Coder A", "Motive", "not-started"),
        ("Coder A", "Level", "not-started"),
        ("Coder B", "Motive", "not-started"),
        ("Coder B", "Level", "not-started"),
    ]
    study.ask(export, "sources", tmp_path / "s.csv")
    assert [row["status"] for row in rows_of(tmp_path / "s.csv")] == ["Coder A / Motive: done", ""]


def test_the_journal_tells_every_step_and_row(study, tmp_path):
    study.undo()
    [said] = study.ask(export, "journal", tmp_path / "j.json")
    steps = json.loads((tmp_path / "j.json").read_text("utf-8"))
    assert said == f"{len(steps)} steps"
    assert [step["title"] for step in steps[:3]] == ["New project", "Add coder", "Add coder"]
    assert steps[-1]["undoes"] == steps[-2]["guid"]
    assert steps[1]["changes"][0]["after"]["name"] == "Coder A"
    study.ask(export, "journal", tmp_path / "j.csv")
    rows = rows_of(tmp_path / "j.csv")
    assert len(rows) == sum(len(step["changes"]) for step in steps)
    assert json.loads(rows[2]["after"])["name"] == "Coder A"


@pytest.mark.parametrize(("what", "suffix"), ALL)
def test_the_same_project_and_a_copy_of_it_give_the_same_bytes(qapp, study, tmp_path, what, suffix):
    first, second, third = (tmp_path / f"{name}{suffix}" for name in "abc")
    study.ask(export, what, first, renderer=draw)
    study.ask(export, what, second, renderer=draw)
    study.save_copy(tmp_path / "copy.glossator")
    with Session.open(tmp_path / "copy.glossator") as copy:
        copy.ask(export, what, third, renderer=draw)
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


@pytest.mark.parametrize(("what", "suffix"), ALL)
def test_exports_run_beside_the_window_on_a_connection_of_their_own(qapp, study, tmp_path, what, suffix):
    with study.reader() as reader:
        reader.ask(export, what, tmp_path / f"out{suffix}", renderer=draw)
    assert (tmp_path / f"out{suffix}").stat().st_size > 0


def test_an_export_that_was_stopped_leaves_what_was_there(study, tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("old", "utf-8")
    progress = Progress()
    progress.cancel()
    with pytest.raises(JobCancelled):
        study.ask(export, "segments", path, progress=progress)
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.glob(".glossator-*")) == []


def test_progress_counts_to_its_end(study, tmp_path):
    revision = study.ask(source_named, "English").revision
    study.run(
        LoadCodings(
            tuple(
                NewCoding(revision, "Coder B", CodeId(3), Span(at, at + n))
                for at in range(40)
                for n in range(1, 41)
            )
        )
    )
    told = []
    study.ask(export, "segments", tmp_path / "s.csv", progress=Progress(lambda *step: told.append(step)))
    assert told == [(0, 1604), (1000, 1604), (1604, 1604)]


def test_an_ending_that_means_nothing_lists_those_that_do(study, tmp_path):
    with pytest.raises(InvalidInput, match=r"segments can be written as \.csv, \.xlsx, \.json"):
        study.ask(export, "segments", tmp_path / "s.pdf")
    with pytest.raises(InvalidInput, match="There is no export of weather"):
        study.ask(export, "weather", tmp_path / "s.csv")
