"""Budgets of importing texts and exporting segments."""

import csv
import hashlib
import sqlite3
from pathlib import Path

import pytest
from perf.generated import project, text_of

from core.commands.sources import AddSources
from core.exchange.formats import export
from core.exchange.importing import read_source
from core.session import Session

pytestmark = pytest.mark.perf


def test_importing_a_thousand_texts_keeps_to_three_times_the_bare_work(budget, tmp_path):
    text = text_of(50_000)
    files = []
    for number in range(1000):
        file = tmp_path / f"text {number}.txt"
        file.write_text(f"{number}\n{text}", encoding="utf-8")
        files.append(file)
    runs = iter(range(1000))

    def floor() -> None:
        db = sqlite3.connect(tmp_path / f"floor {next(runs)}.db")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE content (sha256 TEXT UNIQUE, data BLOB)")
        with db:
            for file in files:
                data = file.read_bytes()
                db.execute("INSERT INTO content VALUES (?, ?)", (hashlib.sha256(data).hexdigest(), data))
        db.close()

    def work() -> None:
        with Session.create(tmp_path / f"project {next(runs)}.glossator", "Import") as session:
            session.run(AddSources(tuple(read_source(file).new_source for file in files)))

    budget.hold("import 1,000 texts of 50 kB", work, floor, factor=3, rounds=3)


def test_exporting_a_hundred_thousand_segments_keeps_to_three_times_the_bare_work(budget, tmp_path):
    session = project(tmp_path / "p.glossator", 200_000, 100_000, sources=10)
    out = tmp_path / "segments.csv"

    def floor() -> None:
        db = sqlite3.connect(session.path)
        texts = {
            revision: data.decode()
            for revision, data in db.execute(
                "SELECT revision.id, data FROM revision JOIN content ON content.sha256 = text_sha256"
            )
        }
        rows = db.execute(
            """
            SELECT source.name, coder.name, family.name, code.name, coding.start, coding.end, revision.id,
                   coding.created, coding.modified, revision.text_sha256, codebook_version.number
            FROM coding
            JOIN revision ON revision.id = coding.revision
            JOIN source ON source.id = revision.source
            JOIN coder ON coder.id = coding.coder
            JOIN code ON code.id = coding.code
            JOIN family ON family.id = code.family
            JOIN codebook_version ON codebook_version.id = coding.version
            ORDER BY source.position, coding.start, coding.end, coding.id
            """
        )
        with out.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(
                (*row[:6], texts[row[6]][row[4] : row[5]], "", *row[7:]) for row in rows
            )
        db.close()

    def work() -> None:
        session.ask(export, "segments", Path(out))

    budget.hold("export 100,000 segments to CSV", work, floor, factor=3, rounds=5)
    session.close()
