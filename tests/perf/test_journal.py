"""Budgets of giving, loading and undoing codings, without a window."""

import sqlite3
from itertools import count

import pytest
from perf.generated import project, spans_in

from core.commands.codings import GiveCode, LoadCodings, NewCoding
from core.model.span import Span

pytestmark = pytest.mark.perf


@pytest.mark.parametrize("codings", [0, 1_000, 10_000, 100_000])
def test_giving_a_code_is_durable_within_milliseconds_however_many_there_are(budget, tmp_path, codings):
    session = project(tmp_path / "p.glossator", 1_000_000, codings)
    bare = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE coding (id INTEGER PRIMARY KEY, start, end)")
    places = count()
    if not codings:
        session.run(LoadCodings((NewCoding(1, "Coder A", 1, Span(5, 9)),)))

    def work() -> None:
        start = next(places)
        session.run(GiveCode(1, 1, 2, Span(start, start + 7)))

    budget.hold(
        f"give a code, durable, among {codings:,}",
        work,
        lambda: bare.execute("INSERT INTO coding (start, end) VALUES (1, 2)"),
        at_most=0.020,
        rounds=50,
    )
    session.close()
    bare.close()


def test_undoing_five_thousand_codings_takes_a_moment(budget, tmp_path):
    session = project(tmp_path / "p.glossator", 1_000_000, 1_000)
    session.run(LoadCodings(tuple(NewCoding(1, "Coder B", 3, span) for span in spans_in(1_000_000, 5_000))))

    def work() -> None:
        session.undo()
        session.redo()

    budget.hold("undo and redo 5,000 codings", work, at_most=0.600, rounds=5)
    session.close()
