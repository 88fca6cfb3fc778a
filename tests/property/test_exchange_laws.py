"""What leaves and comes back is the same."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.commands.codings import LoadCodings, NewCoding
from core.commands.memos import WriteMemo
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources, NewSource
from core.exchange.codings_table import read_codings
from core.exchange.formats import export
from core.exchange.tables import csv_into, guarded, parse_csv, unguarded, write_csv
from core.model.coding import MemoKind
from core.model.ids import CodeId, CodingId, RevisionId
from core.model.span import Span
from core.session import Session

storable = st.characters(exclude_categories=["Cs"])
hard = st.sampled_from("'=+-@\t\r\n,;\"| عب😀")
words = st.text(hard | storable, max_size=12)
names = st.text(hard | storable, min_size=1, max_size=8).map(str.strip).filter(bool)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples; each makes its own project there."""
    return tmp_path_factory.mktemp("exchange")


@given(words)
def test_the_guard_comes_off_as_it_went_on(cell):
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.tuples(words, words, words), max_size=5))
def test_a_table_that_was_written_reads_back_to_the_letter(rows):
    stream = io.StringIO(newline="")
    csv_into(stream, ("a", "b", "c"), rows)
    table = parse_csv(stream.getvalue(), "t.csv", ("a", "b", "c"))
    assert [tuple(row.get(column) for column in "abc") for row in table.rows] == [
        row for row in rows if any(row)
    ]


@given(st.lists(st.tuples(words, words), max_size=5))
def test_a_table_is_one_that_every_reader_of_csv_understands(rows):
    stream = io.StringIO(newline="")
    csv_into(stream, ("a", "b"), rows)
    read = [row for row in csv.reader(io.StringIO(stream.getvalue(), newline="")) if row]
    assert read == [["a", "b"], *([guarded(a), guarded(b)] for a, b in rows)]


def spoken(text: str) -> str:
    return text if text.strip() else ""


TEXT = '=one 😀 two\n-three, «أربعة» "five"\n'


@st.composite
def codings(draw: st.DrawFn) -> list[NewCoding]:
    spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda s: s[0] < s[1])
    chosen = draw(
        st.lists(
            st.tuples(st.sampled_from(["A", "-B"]), st.integers(1, 3), spans),
            min_size=1,
            max_size=8,
            unique=True,
        )
    )
    return [
        NewCoding(RevisionId(1), coder, CodeId(code), Span(*span), spoken(draw(words)), draw(st.booleans()))
        for coder, code, span in chosen
    ]


@settings(max_examples=30)
@given(codings(), words.filter(str.strip))
def test_codings_exported_and_read_back_are_the_same_codings(folder, given_codings, memo):
    for path in folder.iterdir():
        path.unlink()
    for name in ("one", "two"):
        with Session.create(folder / f"{name}.glossator", name) as session:
            session.run(
                AddToScheme(
                    (NewFamily("F"), NewFamily("G")),
                    (NewCode("F", "=x"), NewCode("F", "y"), NewCode("G", "y")),
                )
            )
            session.run(AddSources((NewSource("@source", TEXT.encode(), TEXT, "utf-8", "s.txt"),)))
            if name == "one":
                session.run(LoadCodings(tuple(given_codings)))
                session.run(WriteMemo(memo, MemoKind.QUESTION, None, coding=CodingId(1)))
            else:
                session.run(session.ask(read_codings, folder / "one.csv").command)
            session.ask(export, "segments", folder / f"{name}.csv")
            assert session.ask(read_codings, folder / f"{name}.csv").command.codings == ()
    assert said(folder / "two.csv") == said(folder / "one.csv")


def said(path: Path) -> list[dict[str, str]]:
    rows = parse_csv(path.read_bytes().decode(), path.name, ()).rows
    keys = ("source", "coder", "family", "code", "start", "end", "text", "memo", "unsure", "created")
    return sorted(({key: row.get(key) for key in keys} for row in rows), key=lambda row: list(row.values()))


@given(st.lists(st.tuples(words, st.integers(0, 10**12), st.none() | words), max_size=4))
def test_writing_the_same_rows_twice_gives_the_same_bytes(folder, rows):
    for name in ("a.csv", "b.csv"):
        write_csv(folder / name, ("x", "y", "z"), rows)
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()
