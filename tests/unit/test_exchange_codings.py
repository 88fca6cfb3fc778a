"""Codings from a table: checked row by row, all or none, and never twice."""

import re
from pathlib import Path

import pytest
from studies import ENGLISH, new_source

from core.commands.codings import GiveCode, LoadCodings, NewCoding
from core.commands.memos import WriteMemo
from core.commands.scheme import AddToScheme, NewCode, NewFamily, RetireCodes
from core.commands.sources import AddSources
from core.errors import InvalidInput
from core.exchange.codings_table import CodingsRead, read_codings
from core.exchange.segments import segments_to_csv
from core.exchange.tables import read_csv
from core.model.coding import MemoKind
from core.model.ids import CodeId, CoderId, CodingId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.history import steps
from core.queries.names import code_named
from core.queries.sources import source_named
from core.session import Session
from core.storage.content import digest

HEADER = "source,coder,code,start,end"


def given(session: Session, name: str = "English") -> list[tuple[int, int, str, str]]:
    names = {coder.id: coder.name for coder in session.ask(coders)}
    return [
        (coding.span.start, coding.span.end, str(coding.code), names[coding.coder])
        for coding in session.ask(codings_in, session.ask(source_named, name).revision)
    ]


def load(session: Session, path: Path) -> tuple[int, int, tuple[str, ...]]:
    found = session.ask(read_codings, path)
    session.run(found.command)
    return len(found.command.codings), found.already_there, found.new_coders


def told(folder: Path, session: Session, table: str) -> CodingsRead:
    """What a table of these words says, called c.csv."""
    (folder / "c.csv").write_bytes(table.encode())
    return session.ask(read_codings, folder / "c.csv")


def test_codings_are_loaded_and_coders_met_are_added_and_named(coded_session, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text(f"{HEADER}\nEnglish,Coder A,Fear,0,6\nEnglish,Coder C,Motive/Pay,18,19\n", "utf-8")
    assert load(coded_session, path) == (2, 0, ("Coder C",))
    fear, pay = (coded_session.ask(code_named, name).id for name in ("Fear", "Pay"))
    assert given(coded_session) == [(0, 6, str(fear), "Coder A"), (18, 19, str(pay), "Coder C")]


def test_loading_the_same_file_twice_changes_nothing(coded_session, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text(f"{HEADER},memo\nEnglish,Coder A,Fear,0,6,A note\n", "utf-8")
    load(coded_session, path)
    before = len(coded_session.ask(steps))
    assert load(coded_session, path) == (0, 1, ())
    assert len(coded_session.ask(steps)) == before


def test_memo_doubt_and_times_come_along(coded_session, tmp_path):
    table = (
        f"{HEADER},memo,unsure,created,modified\n"
        "English,Coder A,Fear,0,6,A note,yes,2025-03-05T10:41:10+02:00,\n"
        "English,Coder A,Pay,0,6, ,,2025-03-05 08:00,2025-03-06T08:00:00.5Z\n"
    )
    first, second = told(tmp_path, coded_session, table).command.codings
    assert (first.memo, first.is_unsure, first.created) == ("A note", True, "2025-03-05T08:41:10.000Z")
    assert (second.memo, second.is_unsure, second.created, second.modified) == (
        "",
        False,
        "2025-03-05T08:00:00.000Z",
        "2025-03-06T08:00:00.500Z",
    )


def test_what_segments_export_wrote_is_read_back_into_another_project(coded_session, tmp_path):
    revision = coded_session.ask(source_named, "English").revision
    coded_session.run(
        LoadCodings(
            tuple(
                NewCoding(revision, coder, CodeId(code), Span(start, start + 7), is_unsure=code == 2)
                for coder in ("Coder A", "=Coder")
                for code in range(1, 7)
                for start in (0, 17)
            )
        )
    )
    coded_session.run(WriteMemo("=note,\nline", MemoKind.ANALYTIC, CoderId(1), coding=CodingId(1)))
    coded_session.ask(segments_to_csv, tmp_path / "out.csv")
    assert load(coded_session, tmp_path / "out.csv") == (0, 24, ())
    before = given(coded_session)
    for _ in range(2):
        coded_session.undo()
    assert given(coded_session) == []
    assert load(coded_session, tmp_path / "out.csv") == (24, 0, ("=Coder",))
    assert sorted(given(coded_session)) == sorted(before)
    coded_session.ask(segments_to_csv, tmp_path / "again.csv")
    columns = ("guid", "codebook_version")
    assert rows_without(columns, tmp_path / "again.csv") == rows_without(columns, tmp_path / "out.csv")


def rows_without(columns: tuple[str, ...], path: Path) -> list[list[tuple[str, str]]]:
    rows = read_csv(path, ["source"]).rows
    return sorted([(name, cell) for name, cell in row.cells.items() if name not in columns] for row in rows)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Nowhere,Coder A,Fear,0,6", "field source: There is no source Nowhere in this project."),
        (",Coder A,Fear,0,6", "field source: This cell must not be empty."),
        ("English,,Fear,0,6", "field coder: This cell must not be empty."),
        ("English,coder a,Fear,0,6", "field coder: There is a coder Coder A already. Write it alike."),
        ("English,Coder A,Joy,0,6", "field code: There is no code Joy in this project."),
        ("English,Coder A,Level/Fear,0,6", "field code: There is no code Level/Fear in this project."),
        (
            "English,Coder A,Other,0,6",
            "field code: Several families have a code Other. Say which: Motive/Other or Level/Other.",
        ),
        ("English,Coder A,All,0,6", "field code: All is a heading. Give one of the codes below it."),
        ("English,Coder A,Fear,x,6", "field start: x is not a whole number"),
        ("English,Coder A,Fear,-1,6", "field start: -1 is not a whole number"),
        ("English,Coder A,Fear,1.0,6", "field start: 1.0 is not a whole number"),
        ("English,Coder A,Fear,٣,6", "field start: ٣ is not a whole number"),
        ("English,Coder A,Fear,,6", "field start: (empty) is not a whole number"),
        ("English,Coder A,Fear,6,6", "field end: A segment that starts at 6 cannot end at 6"),
        ("English,Coder A,Fear,7,6", "field end: A segment that starts at 7 cannot end at 6"),
        (
            f"English,Coder A,Fear,0,{len(ENGLISH) + 1}",
            f"field end: The segment 0–{len(ENGLISH) + 1} lies outside English, which has "
            f"{len(ENGLISH)} characters.",
        ),
        ("English,Coder A,Fear,0,6,I stay", "field text: In English, 0–6 reads “I left”, not “I stay”."),
        (f"English,Coder A,Fear,0,6,,{digest(b'x')}", "field text_sha256: These codings belong to another"),
        ("English,Coder A,Fear,0,6,,,never", "field created: never is no date and time"),
        ("English,Coder A,Fear,0,6,,,,maybe", "field unsure: maybe is neither yes nor no."),
    ],
)
def test_every_fault_names_row_and_field_and_nothing_is_loaded(coded_session, row, sentence, tmp_path):
    coded_session.run(
        AddToScheme(
            codes=(
                NewCode("Motive", "Other"),
                NewCode("Level", "Other"),
                NewCode("Motive", "All", is_codable=False),
            )
        )
    )
    table = f"{HEADER},text,text_sha256,created,unsure\nEnglish,Coder A,Pay,0,6\n{row}\n"
    with pytest.raises(InvalidInput, match=re.escape(f"c.csv, row 3, {sentence}")):
        told(tmp_path, coded_session, table)
    assert given(coded_session) == []


def test_a_code_twice_on_one_segment_by_one_coder_is_a_fault(coded_session, tmp_path):
    table = f"{HEADER}\nEnglish,Coder A,Fear,0,6\nEnglish,Coder B,Fear,0,6\nEnglish,Coder A,Motive/Fear,0,6\n"
    with pytest.raises(InvalidInput, match=r"row 4, field code: Row 2 gives Fear to this segment already"):
        told(tmp_path, coded_session, table)


def test_a_missing_column_is_named(coded_session, tmp_path):
    with pytest.raises(InvalidInput, match=r"c\.csv has no column end\. It needs: source, coder, code"):
        told(tmp_path, coded_session, "source,coder,code,start\n")


def test_the_family_column_says_which_code_is_meant(coded_session, tmp_path):
    coded_session.run(AddToScheme((NewFamily("More"),), (NewCode("More", "Fear"),)))
    table = f"{HEADER},family\nEnglish,Coder A,Fear,0,6,More\n"
    [coding] = told(tmp_path, coded_session, table).command.codings
    assert coding.code == coded_session.ask(code_named, "More/Fear").id


def test_a_quotation_fits_whatever_line_ends_a_spreadsheet_gave_it(session, tmp_path):
    session.run(AddSources((new_source("Two", "one\ntwo\n"),)))
    session.run(AddToScheme((NewFamily("F"),), (NewCode("F", "c"),)))
    table = f'{HEADER},text\r\nTwo,A,c,0,7,"one\r\ntwo"\r\n'
    assert len(told(tmp_path, session, table).command.codings) == 1


def test_a_coding_given_in_the_window_is_known_when_a_table_brings_it(coded_session, tmp_path):
    revision = coded_session.ask(source_named, "English").revision
    code = coded_session.ask(code_named, "Fear").id
    coded_session.run(GiveCode(revision, CoderId(1), code, Span(0, 6)))
    found = told(tmp_path, coded_session, f"{HEADER}\nEnglish,Coder A,Fear,0,6\n")
    assert (len(found.command.codings), found.already_there) == (0, 1)


def test_a_table_whose_code_was_retired_since_it_was_read_is_not_loaded(coded_session, tmp_path):
    path = tmp_path / "codings.csv"
    path.write_text("source,coder,code,start,end\nEnglish,Coder A,Fear,0,6\n", "utf-8")
    read = coded_session.ask(read_codings, path)
    coded_session.run(RetireCodes((1,)))
    with pytest.raises(InvalidInput, match="Fear was retired and takes no new codings"):
        coded_session.run(read.command)
    assert not coded_session.ask(codings_in, 1)
