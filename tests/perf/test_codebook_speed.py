"""Budgets of the acts on a scheme: a code with 50,000 codings, a scheme of 2,000 codes."""

import sqlite3
from itertools import cycle

import pytest
from perf.generated import project, spans_in

from core.commands.codings import LoadCodings, NewCoding
from core.commands.scheme import AddToScheme, EditCode, MergeCodes, NewCode, NewFamily, PlaceCodes
from core.model.scheme_faults import faults
from core.queries.codebook import codings_of, uses
from core.queries.schemes import scheme
from core.session import Session

pytestmark = pytest.mark.perf

MERGED, INTO = 1, 5
CODINGS = 50_000


@pytest.fixture
def given_often(tmp_path):
    """A project with a code that was given 50,000 times, on a tenth of the segments beside another."""
    session = project(tmp_path / "p.glossator", 1_000_000, 1_000)
    spans = spans_in(1_000_000, CODINGS)
    session.run(LoadCodings(tuple(NewCoding(1, "Coder B", MERGED, span) for span in spans)))
    session.run(LoadCodings(tuple(NewCoding(1, "Coder B", INTO, span, "why") for span in spans[::10])))
    yield session
    session.close()


@pytest.fixture
def bare(tmp_path):
    """The least that could serve: as many rows, with one index, in a table of their own."""
    connection = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE coding (id INTEGER PRIMARY KEY, code, coder, start, end)")
    connection.execute("CREATE TABLE change (id INTEGER PRIMARY KEY, row, before, after)")
    connection.execute("CREATE INDEX coding_code ON coding (code, coder)")
    connection.executemany(
        "INSERT INTO coding (code, coder, start, end) VALUES (1, 1, ?, ?)",
        [(number, number + 7) for number in range(CODINGS)],
    )
    codes = cycle([2, 1])

    def change() -> None:
        """Give all rows another code, and write down each as it was before."""
        code = next(codes)
        connection.execute("BEGIN")
        connection.execute("INSERT INTO change (row, before, after) SELECT id, code, ? FROM coding", (code,))
        connection.execute("UPDATE coding SET code = ?", (code,))
        connection.execute("COMMIT")

    yield change
    connection.close()


def test_merging_a_code_with_fifty_thousand_codings_takes_less_than_a_second(budget, given_often, bare):
    def undone() -> None:
        if given_often.undo_title == "Merge codes":
            given_often.undo()

    budget.hold(
        "merge a code with 50,000 codings",
        lambda: given_often.run(MergeCodes((MERGED,), INTO)),
        bare,
        factor=25,
        at_most=1.0,
        rounds=5,
        before=undone,
    )


def test_undoing_the_merge_takes_less_than_two_seconds(budget, given_often, bare):
    given_often.run(MergeCodes((MERGED,), INTO))

    def merged() -> None:
        if given_often.undo_title != "Merge codes":
            given_often.redo()

    budget.hold("undo that merge", given_often.undo, bare, factor=45, at_most=2.0, rounds=5, before=merged)


@pytest.fixture
def large_scheme(tmp_path):
    """A scheme of 2,000 codes in four families, a fifth of them headings with the others below."""
    session = Session.create(tmp_path / "s.glossator", "Large")
    codes = tuple(
        NewCode(
            f"Family {n % 4}",
            f"Code {n}",
            parent="" if n % 20 < 4 else f"Code {n - n % 20 + n % 4}",
            is_codable=n % 20 >= 4,
            definition="what it means " * 20,
            shortcut=str(n)[-1],
        )
        for n in range(2_000)
    )
    session.run(AddToScheme(tuple(NewFamily(f"Family {n}") for n in range(4)), codes))
    yield session
    session.close()


def test_editing_a_code_among_two_thousand_takes_a_frame(budget, large_scheme):
    names = cycle(["Dread", "Fear"])
    budget.hold(
        "rename a code among 2,000, durable",
        lambda: large_scheme.run(EditCode(1_000, {"name": next(names)})),
        at_most=0.016,
        rounds=30,
    )


def test_editing_a_rule_among_two_thousand_takes_a_frame(budget, large_scheme):
    rules = cycle(["It is so.", "It is otherwise."])
    budget.hold(
        "edit a definition among 2,000, durable",
        lambda: large_scheme.run(EditCode(1_000, {"definition": next(rules)})),
        at_most=0.016,
        rounds=30,
    )


def test_moving_a_code_among_two_thousand_takes_a_moment(budget, large_scheme):
    heading = large_scheme.ask(scheme).codes_of(1)[0].id
    places = cycle([heading, None])
    moved = next(one.id for one in large_scheme.ask(scheme).codes_of(1) if one.parent not in (None, heading))
    budget.hold(
        "move a code among 2,000, durable",
        lambda: large_scheme.run(PlaceCodes((moved,), 1, next(places))),
        at_most=0.060,
        rounds=20,
    )


def test_reading_a_scheme_of_two_thousand_codes_takes_a_moment(budget, large_scheme):
    budget.hold("read a scheme of 2,000 codes", lambda: large_scheme.ask(scheme), at_most=0.050)


def test_warnings_of_two_thousand_codes_take_a_moment(budget, large_scheme):
    known, used = large_scheme.ask(scheme), large_scheme.ask(uses)
    budget.hold("look through 2,000 codes for faults", lambda: faults(known, used), at_most=0.050)


def test_uses_are_counted_and_coded_texts_read_in_a_moment(budget, given_often):
    budget.hold("count the uses of 51,000 codings", lambda: given_often.ask(uses), at_most=0.200)
    assert len(given_often.ask(codings_of, MERGED)) >= CODINGS


def test_reading_the_words_of_fifty_thousand_codings_takes_little_beside_a_window(budget, given_often):
    budget.hold("read the words of 50,000 codings", lambda: given_often.ask(codings_of, MERGED), at_most=1.5)


def test_adding_ten_thousand_codes_at_once_takes_little(budget, tmp_path):
    session = Session.create(tmp_path / "t.glossator", "Ten thousand")
    codes = tuple(NewCode("Family", f"Code {n}", f"Code {n - 1}" if n % 10 else "") for n in range(10_000))

    def undone() -> None:
        if session.undo_title:
            session.undo()

    budget.hold(
        "add 10,000 codes",
        lambda: session.run(AddToScheme((NewFamily("Family"),), codes)),
        at_most=2.0,
        rounds=3,
        before=undone,
    )
    session.close()
