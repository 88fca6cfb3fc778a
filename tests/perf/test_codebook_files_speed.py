"""Budgets of bringing large codebooks in."""

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from core.commands.scheme.importing import ImportScheme
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import columns_of, read_draft
from core.exchange.formats import export
from core.queries.schemes import scheme
from core.session import Session

pytestmark = pytest.mark.perf

CODES = 10_000


def table(folder: Path) -> Path:
    """Codes in twenty families, many below one another, with a rule each."""
    path = folder / "codes.csv"
    rule = "A rule as people write one, of some length. " * 5
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("family", "code", "parent", "definition", "include", "name_ar"))
        for n in range(CODES):
            parent = f"code {n - 20}" if n >= 20 and n % 3 else ""
            rows.writerow((f"Family {n % 20}", f"code {n}", parent, rule, rule, f"رمز {n}"))
    return path


def bare_import(path: Path, folder: Path) -> Callable[[], None]:
    """The least that could serve: the rows, and the trail of them, in one transaction."""

    def work() -> None:
        db = sqlite3.connect(folder / "floor.db")
        db.execute("DROP TABLE IF EXISTS code")
        db.execute("CREATE TABLE code (id INTEGER PRIMARY KEY, row TEXT, trail TEXT)")
        with path.open(encoding="utf-8", newline="") as stream, db:
            rows = ((json.dumps(row), json.dumps(row)) for row in csv.DictReader(stream))
            db.executemany("INSERT INTO code (row, trail) VALUES (?, ?)", rows)
        db.close()

    return work


def test_ten_thousand_codes_are_planned_and_imported_at_once(budget, tmp_path):
    path = table(tmp_path)
    with Session.create(tmp_path / "project.glossator", "Large") as session:

        def work() -> None:
            session.run(ImportScheme(plan(read_draft(path), session.ask(scheme))))

        def empty() -> None:
            if session.ask(scheme).codes:
                session.undo()

        budget.hold(
            "import a codebook of 10,000 codes (CSV)",
            work,
            bare_import(path, tmp_path),
            factor=20,
            at_most=3,
            rounds=3,
            before=empty,
        )


def test_ten_thousand_codes_of_one_name_are_told_apart_as_fast_as_others_are_read(budget, tmp_path):
    def file(called: str, name: str) -> Path:
        path = tmp_path / called
        codes = "".join(f'<Code name="{name.format(n)}"/>' for n in range(CODES))
        path.write_text(
            '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code name="Motive" isCodable="false">'
            f"{codes}</Code></Codes></CodeBook>",
            "utf-8",
        )
        return path

    alike, others = file("alike.qdc", "other"), file("others.qdc", "code {}")
    budget.hold(
        "read a codebook of 10,000 codes of one name (.qdc)",
        lambda: read_draft(alike),
        lambda: read_draft(others),
        factor=4,
        rounds=3,
    )


def test_the_first_look_at_a_large_spreadsheet_reads_its_first_rows_only(budget, tmp_path):
    with Session.create(tmp_path / "project.glossator", "Large") as session:
        session.run(ImportScheme(plan(read_draft(table(tmp_path)), session.ask(scheme))))
        session.ask(export, "codebook", tmp_path / "large.xlsx")
    with Session.create(tmp_path / "small.glossator", "Small") as small:
        head = tmp_path / "head.csv"
        rows = (tmp_path / "codes.csv").read_text("utf-8").splitlines(keepends=True)
        head.write_text("".join(rows[:10]), "utf-8")
        small.run(ImportScheme(plan(read_draft(head), small.ask(scheme))))
        small.ask(export, "codebook", tmp_path / "small.xlsx")
    budget.hold(
        "look at the columns of a spreadsheet of 10,000 codes",
        lambda: columns_of(tmp_path / "large.xlsx"),
        lambda: columns_of(tmp_path / "small.xlsx"),
        at_most=0.5,
    )
