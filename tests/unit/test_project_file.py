"""Making, opening, locking and closing project files, and what happens to bad ones."""

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3
from studies import ENGLISH, dump, new_source, small_scheme

from core.commands.coders import AddCoder, RenameCoder
from core.commands.codings import GiveCode
from core.commands.projects import BeginProject
from core.commands.sources import AddSources
from core.errors import InvalidInput, ProjectUnavailable
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.history import steps
from core.queries.projects import project
from core.session import Session
from core.storage import lock, project_file, schema
from core.storage.driver import Database
from core.storage.writer import Writer

ROOT = Path(__file__).parents[2]


def test_a_new_project_knows_its_title(session):
    assert session.ask(project).title == "A study"


def test_an_existing_file_is_never_replaced_by_a_new_project(session):
    with pytest.raises(InvalidInput, match="exists already"):
        Session.create(session.path, "Another")


def test_a_project_without_a_title_is_not_made_and_leaves_no_file(tmp_path):
    with pytest.raises(InvalidInput, match="needs a title"):
        Session.create(tmp_path / "x.glossator", "  ")
    assert list(tmp_path.iterdir()) == []


def test_a_project_is_not_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InvalidInput, match="does not exist"):
        Session.create(tmp_path / "nowhere" / "x.glossator", "X")


def test_a_closed_project_is_one_single_file(coded_session):
    coded_session.close()
    assert [path.name for path in coded_session.path.parent.iterdir()] == ["project.glossator"]


def test_all_tables_are_strict_and_every_foreign_key_is_indexed_and_restricts(session):
    db = session._db
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%'")]
    assert set(schema.RESEARCH_TABLES) < set(tables)
    for table in set(tables) - {"sqlite_sequence"}:
        assert db.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table,)).fetchone() == (1,)
        indexed = {
            db.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
            for index in db.execute(f"PRAGMA index_list({table})").fetchall()
        }
        for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            assert key[3] in indexed, f"{table}.{key[3]} has no index"
            assert key[6] == "RESTRICT"


def test_undo_reaches_back_over_closing_and_opening_again(coded_session):
    before = coded_session.ask(dump)
    coded_session.run(GiveCode(1, 1, 1, Span(0, 6)))
    coded_session.close()
    with Session.open(coded_session.path) as again:
        assert again.undo_title == "Give code"
        again.undo()
        assert again.ask(dump) == before
        again.redo()
        assert len(again.ask(codings_in, 1)) == 1


def test_the_making_of_the_project_itself_cannot_be_undone(session):
    assert session.undo_title is None
    assert session.undo() is None
    assert session.ask(project).title == "A study"


def test_an_act_that_changes_nothing_leaves_no_step(coded_session):
    count = len(coded_session.ask(steps))
    assert not coded_session.run(RenameCoder(1, "Coder A"))
    assert len(coded_session.ask(steps)) == count


def test_a_second_opener_is_told_who_has_the_project_and_may_read(coded_session):
    with pytest.raises(ProjectUnavailable, match=r"is open for .+ on .+ open it for reading"):
        Session.open(coded_session.path)
    with Session.open(coded_session.path, read_only=True) as reading:
        assert [coder.name for coder in reading.ask(coders)] == ["Coder A", "Coder B"]
        coded_session.run(AddCoder("Coder C"))
        assert len(reading.ask(coders)) == 3


def test_a_user_without_a_name_can_open_projects_too(coded_session, monkeypatch):
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    coded_session.close()
    monkeypatch.setattr(lock.getpass, "getuser", nameless)
    with (
        Session.open(coded_session.path),
        pytest.raises(ProjectUnavailable, match="is open for somebody on"),
    ):
        Session.open(coded_session.path)


def test_a_lock_that_cannot_be_signed_holds_all_the_same(coded_session, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    coded_session.close()
    monkeypatch.setattr(lock.os, "write", full)
    with (
        Session.open(coded_session.path),
        pytest.raises(ProjectUnavailable, match="is open in another window or program"),
    ):
        Session.open(coded_session.path)


def test_a_reader_cannot_change_the_project(coded_session):
    with (
        Session.open(coded_session.path, read_only=True) as reading,
        pytest.raises(ProjectUnavailable, match="reading only"),
    ):
        reading.run(AddCoder("Coder C"))


def test_closing_while_someone_reads_keeps_everything(coded_session):
    with Session.open(coded_session.path, read_only=True) as reading:
        reading.ask(coders)
        coded_session.run(AddCoder("Coder C"))
        coded_session.close()
        assert len(reading.ask(coders)) == 3
    with Session.open(coded_session.path) as again:
        assert len(again.ask(coders)) == 3


def test_a_saved_copy_holds_what_the_window_shows_as_saved(coded_session, tmp_path):
    coded_session.run(GiveCode(1, 1, 1, Span(0, 6)))
    coded_session.save_copy(tmp_path / "copy.glossator")
    with Session.open(tmp_path / "copy.glossator") as copy:
        assert copy.ask(dump) == coded_session.ask(dump)
        assert copy.undo_title == "Give code"


def test_a_copy_never_replaces_a_file(coded_session, tmp_path):
    (tmp_path / "copy.glossator").write_text("mine")
    with pytest.raises(InvalidInput, match="exists already"):
        coded_session.save_copy(tmp_path / "copy.glossator")
    assert (tmp_path / "copy.glossator").read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no Glossator project"),
        (b"some words\n" * 50, "is no Glossator project"),
        (b"SQLite format 3\0" + b"\0" * 200, "is no Glossator project"),
    ],
)
def test_a_file_that_is_no_project_is_refused_and_left_alone(tmp_path, content, sentence):
    path = tmp_path / "x.glossator"
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(ProjectUnavailable, match=sentence):
            Session.open(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["x.glossator"]


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "x.glossator"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE project (title)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(ProjectUnavailable, match="is no Glossator project"):
        Session.open(path)
    assert path.read_bytes() == content


def test_a_missing_project_is_said_to_be_missing(tmp_path):
    with pytest.raises(ProjectUnavailable, match="There is no project"):
        Session.open(tmp_path / "x.glossator")


def test_a_truncated_project_is_refused_and_left_alone(coded_session):
    coded_session.close()
    path = coded_session.path
    content = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(content)
    with pytest.raises(ProjectUnavailable, match="is cut short"):
        Session.open(path)
    assert path.read_bytes() == content


def test_a_project_with_overwritten_pages_is_said_to_be_damaged(coded_session):
    coded_session.close()
    path = coded_session.path
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(ProjectUnavailable, match="damaged"):
        Session.open(path)
    assert path.read_bytes() == content


def with_user_version(path: Path, version: int) -> None:
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()


def test_a_project_of_a_newer_glossator_is_refused_and_left_alone(coded_session):
    coded_session.close()
    with_user_version(coded_session.path, schema.SCHEMA_VERSION + 1)
    content = coded_session.path.read_bytes()
    with pytest.raises(ProjectUnavailable, match="newer Glossator"):
        Session.open(coded_session.path)
    assert coded_session.path.read_bytes() == content


def test_an_older_project_is_brought_up_to_date_after_a_copy_was_kept(coded_session, monkeypatch):
    path = coded_session.path
    coded_session.close()
    with_user_version(path, schema.SCHEMA_VERSION - 1)

    def name_the_coders_again(db):
        db.execute("UPDATE coder SET name = name || ' (moved)'")

    monkeypatch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION - 1: name_the_coders_again})
    with pytest.raises(ProjectUnavailable, match="older Glossator"):
        Session.open(path, read_only=True)
    with Session.open(path) as moved:
        assert moved.ask(coders)[0].name == "Coder A (moved)"
    kept = path.with_name(f"project (before update from version {schema.SCHEMA_VERSION - 1}).glossator")
    with sqlite3.connect(kept) as copy:
        assert copy.execute("SELECT name FROM coder").fetchone() == ("Coder A",)
    copy.close()


def test_a_migration_that_fails_leaves_the_older_project_as_it_was(coded_session, monkeypatch):
    path = coded_session.path
    coded_session.close()
    with_user_version(path, schema.SCHEMA_VERSION - 1)

    def break_off(db):
        db.execute("DELETE FROM revision")
        db.execute("SELECT * FROM nowhere")

    monkeypatch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION - 1: break_off})
    with pytest.raises(sqlite3.OperationalError):
        Session.open(path)
    monkeypatch.undo()
    with_user_version(path, schema.SCHEMA_VERSION)
    with Session.open(path) as again:
        assert len(again.ask(dump)["revision"]) == 2


def tables_of(path: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: db.execute(f"PRAGMA table_info({name})").fetchall() for name in names}
        indexes = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        ).fetchall()
        return tables | {"indexes": indexes}


def test_a_project_from_before_translations_and_reasons_opens_like_a_new_one(coded_session):
    path = coded_session.path
    before = coded_session.ask(dump)
    coded_session.close()
    as_new = tables_of(path)
    with closing(sqlite3.connect(path)) as db:
        for table, column in (("family", "texts"), ("code", "texts"), ("step", "reason")):
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("DROP INDEX change_scheme")
        db.execute("DROP TABLE decision")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    with Session.open(path) as moved:
        assert moved.ask(dump) == before
    assert tables_of(path) == as_new


def test_a_project_from_before_decisions_opens_like_a_new_one(coded_session):
    path = coded_session.path
    before = coded_session.ask(dump)
    coded_session.close()
    as_new = tables_of(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE decision")
        db.execute("PRAGMA user_version = 2")
        db.commit()
    with Session.open(path) as moved:
        assert moved.ask(dump) == before
    assert tables_of(path) == as_new


def test_a_full_disk_keeps_whole_steps_only(coded_session):
    before = coded_session.ask(dump)
    pages = coded_session._db.execute("PRAGMA page_count").fetchone()[0]
    coded_session._db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with pytest.raises(ProjectUnavailable, match="disk is full"):
        coded_session.run(AddSources((new_source("Long", ENGLISH * 5000),)))
    assert coded_session.ask(dump) == before
    coded_session._db.execute("PRAGMA max_page_count = 1000000").fetchone()
    coded_session.run(AddSources((new_source("Long", ENGLISH * 5000),)))
    assert len(coded_session.ask(dump)["source"]) == 3


AS_NOBODY = """
import os, sys
from pathlib import Path
from core.errors import GlossatorError
from core.queries.coders import coders
from core.session import Session
if os.geteuid() == 0:  # root ignores modes; dropped after importing, for nobody may not see the interpreter
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
try:
    Session.open(path)
except GlossatorError as error:
    print(error)
with Session.open(path, read_only=True) as session:
    print(len(session.ask(coders)))
try:
    Session.create(path.with_name("new.glossator"), "X")
except GlossatorError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX users")
def test_a_project_in_a_read_only_folder_can_be_read_and_says_why_not_written(coded_session):
    coded_session.close()
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to other users
        path = Path(folder) / "project.glossator"
        path.write_bytes(coded_session.path.read_bytes())
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, cwd=ROOT, check=True
        )
        Path(folder).chmod(0o755)
    opening, count, making = done.stdout.splitlines()
    assert "folder that cannot be written to" in opening
    assert count == "2"
    assert "cannot be made in" in making
    assert "Choose a folder of your own" in making


def test_sqlciphers_driver_serves_as_well_as_the_standard_librarys(tmp_path):
    path = tmp_path / "x.glossator"

    def begin(db: Database) -> None:
        BeginProject("X").apply(Writer(db, "New project"))

    with project_file.making(path) as unfinished:
        project_file.begin(unfinished, begin, driver=sqlcipher3.dbapi2)
    session = Session(project_file.open_file(path, driver=sqlcipher3.dbapi2))
    session.run(AddCoder("Coder A"))
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH),)))
    session.run(GiveCode(1, 1, 1, Span(0, 6)))
    later = session.ask(dump)
    while session.undo():
        pass
    while session.redo():
        pass
    assert session.ask(dump) == later
    session.save_copy(tmp_path / "copy.glossator")
    pages = session._db.execute("PRAGMA page_count").fetchone()[0]
    session._db.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with pytest.raises(ProjectUnavailable, match="disk is full"):
        session.run(AddSources((new_source("Long", ENGLISH * 9000),)))
    session.close()
    with Session.open(path) as again:
        assert again.ask(dump) == later


def test_a_reader_sees_one_state_of_the_project_while_others_write(coded_session):
    with coded_session.reader() as reader:
        before = len(reader.ask(coders))
        coded_session.run(AddCoder("Coder C"))
        assert len(reader.ask(coders)) == before
    with coded_session.reader() as reader:
        assert len(reader.ask(coders)) == before + 1
