"""What is in the way is told in one sentence, with exit status 1, and the project stays as it was."""

import errno
import gc
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from studies import ENGLISH, dump, new_source, small_scheme

from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.sources import AddSources
from core.errors import ProjectUnavailable
from core.exchange import saving
from core.model.span import Span
from core.session import Session
from core.storage import project_file, schema
from gui.app import main

ROOT = Path(__file__).parents[2]
WRITING = [
    ("coder", "p.glossator", "add", "B"),
    ("import", "p.glossator", "more.txt"),
    ("codings", "p.glossator", "c.csv"),
    ("status", "p.glossator", "--coder", "A", "--all", "done"),
    ("codebook", "p.glossator", "release"),
]
READING = [
    ("coder", "p.glossator", "list"),
    ("export", "p.glossator", "segments", "-o", "out.csv"),
    ("codebook", "p.glossator", "diff", "1", "draft"),
    ("compare", "p.glossator"),
    ("history", "p.glossator"),
    ("check", "p.glossator"),
]
any_command = pytest.mark.parametrize("command", WRITING + READING, ids=lambda command: command[0])
writing_command = pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with a closed project of one coded source, and files to add to it."""
    fill(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(folder: Path) -> None:
    with Session.create(folder / "p.glossator", "Study") as session:
        session.run(AddCoder("A"))
        session.run(small_scheme())
        session.run(AddSources((new_source("English", ENGLISH),)))
        session.run(GiveCode(1, 1, 1, Span(0, 6)))
    (folder / "more.txt").write_text(ENGLISH * 3000, encoding="utf-8")
    (folder / "c.csv").write_text("source,coder,code,start,end\nEnglish,B,Pay,2,6\n")


@pytest.fixture
def refused(folder, capsys):
    """Run a command that must fail as promised; gives its sentence."""

    def run(*command: str) -> str:
        before = contents(folder)
        assert main(command) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1
        assert contents(folder) == before
        return err

    return run


def contents(folder: Path) -> dict[str, object]:
    """Every file's bytes, and of a project that can be read what it holds: SQLite counts its openings."""
    found: dict[str, object] = {path.name: path.read_bytes() for path in folder.iterdir()}
    with suppress(ProjectUnavailable), Session.open(folder / "p.glossator", read_only=True) as session:
        found["p.glossator"] = session.ask(dump)
    return found


@any_command
def test_a_file_that_is_no_project_is_refused_by_every_command(folder, refused, command):
    (folder / "p.glossator").write_text("Some notes of mine.\n" * 20)
    assert "p.glossator is no Glossator project" in refused(*command)


@any_command
def test_a_project_that_is_not_there_is_missed_by_every_command(folder, refused, command):
    (folder / "p.glossator").unlink()
    assert "There is no project at p.glossator" in refused(*command)


@any_command
def test_a_truncated_project_is_refused_by_every_command(folder, refused, command):
    path = folder / "p.glossator"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "is cut short" in refused(*command)


@any_command
def test_a_project_of_a_newer_schema_is_refused_by_every_command(folder, refused, command):
    db = sqlite3.connect(folder / "p.glossator")
    db.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    db.close()
    assert "was made by a newer Glossator" in refused(*command)


@writing_command
def test_a_project_open_elsewhere_is_not_written_to(folder, capsys, command):
    before = contents(folder)
    with Session.open(folder / "p.glossator"):
        assert main(command) == 1
        out, err = capsys.readouterr()
    assert (out, len(err.splitlines()), "is open for" in err) == ("", 1, True)
    assert contents(folder) == before


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_a_project_open_elsewhere_can_be_read(folder, capsys, command):
    with Session.open(folder / "p.glossator"):
        assert main(command) == 0


def with_room_for(pages: int, monkeypatch) -> None:
    """Let project files grow by so many pages only, as on a disk that is nearly full."""
    connect = project_file.connect

    def connect_there(path, **how):
        db = connect(path, **how)
        now = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {now + pages}").fetchone()
        return db

    monkeypatch.setattr(project_file, "connect", connect_there)


@pytest.mark.parametrize("pages", [0, 1, 30])
def test_a_disk_that_fills_while_codings_are_loaded_keeps_none_of_them(folder, refused, monkeypatch, pages):
    rows = [f"English,B{row},Pay,2,6" for row in range(1000)]
    (folder / "c.csv").write_text("\n".join(["source,coder,code,start,end", *rows]))
    with_room_for(pages, monkeypatch)
    sentence = refused("codings", "p.glossator", "c.csv")
    assert sentence.startswith("The disk is full. The last step was not kept; everything before it is safe.")


@pytest.mark.parametrize("pages", [0, 1, 20, 40])
def test_a_disk_that_fills_during_an_import_adds_no_text(refused, monkeypatch, pages):
    with_room_for(pages, monkeypatch)
    assert "The disk is full" in refused("import", "p.glossator", "more.txt")


@pytest.mark.parametrize("pages", [0, 10, 80, 150])
@pytest.mark.parametrize(
    "command", [("new", "n.glossator", "--scheme", "defection"), ("sample", "n.glossator")]
)
def test_a_disk_that_fills_while_a_project_is_made_leaves_none(folder, capsys, monkeypatch, command, pages):
    before = sorted(path.name for path in folder.iterdir())
    with_room_for(pages, monkeypatch)
    status = main(command)
    out, err = capsys.readouterr()
    if status == 0:
        assert pages >= 80
    else:
        assert (status, out, len(err.splitlines()), "The disk is full" in err) == (1, "", 1, True)
        assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    "command",
    [
        ("export", "p.glossator", "segments", "-o"),
        ("export", "p.glossator", "codebook", "-o"),
        ("compare", "p.glossator", "-o"),
    ],
    ids=lambda command: command[0],
)
def test_a_disk_that_fills_during_an_export_keeps_the_older_file(folder, refused, monkeypatch, command):
    (folder / "out.csv").write_text("the older file")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving.os, "fsync", full)
    sentence = refused(*command, "out.csv")
    assert sentence == "The disk is full. out.csv was not written. Free some space, then do it again.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_a_device_that_takes_nothing_is_said_to_be_full_once(folder, capsys, ending):
    (folder / f"full{ending}").symlink_to("/dev/full")
    assert main(["export", "p.glossator", "segments", "-o", f"full{ending}"]) == 1
    gc.collect()  # what is cleared away later must not complain either
    assert capsys.readouterr().err.splitlines() == [
        f"The disk is full. full{ending} was not written. Free some space, then do it again."
    ]


# root ignores modes; dropped after importing, for nobody may not see the interpreter
AS_NOBODY = """
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from core.cli.main import COMMANDS
for module in COMMANDS.values():
    import_module(f"core.cli.{module}")
import_module("importlib.readers")
from gui.app import main
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
told = []
for command in json.loads(sys.argv[1]):
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(command)
    told.append((status, err.getvalue()))
print(json.dumps(told))
"""


def as_nobody(folder: Path, *commands: tuple[str, ...]) -> list[tuple[int, str]]:
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, json.dumps(commands)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return [(status, err) for status, err in json.loads(done.stdout)]


@pytest.fixture
def shared():
    """A folder that other users may enter, which pytest's own are not; its modes are given back."""
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        for path in Path(name).iterdir():
            path.chmod(0o666)
        Path(name).chmod(0o777)
        yield Path(name)
        Path(name).chmod(0o755)


posix = pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX users")


@posix
def test_in_a_read_only_folder_every_command_that_writes_says_so_and_those_that_read_work(shared):
    (shared / "p.glossator").chmod(0o444)
    shared.chmod(0o555)
    before = {path.name: path.read_bytes() for path in shared.iterdir()}
    for status, sentence in as_nobody(shared, *WRITING):
        assert (status, len(sentence.splitlines())) == (1, 1)
        assert "p.glossator lies in a folder that cannot be written to" in sentence
    [(status, sentence)] = as_nobody(shared, ("new", "n.glossator"))
    assert (status, len(sentence.splitlines()), "n.glossator cannot be made" in sentence) == (1, 1, True)
    reading = [command for command in READING if command[0] != "export"]
    assert [status for status, _ in as_nobody(shared, *reading)] == [0] * len(reading)
    assert {path.name: path.read_bytes() for path in shared.iterdir()} == before


@posix
def test_an_export_into_a_read_only_folder_names_the_folder(shared):
    closed = shared / "closed"
    closed.mkdir(mode=0o555)
    wanted = [
        ("export", "p.glossator", "segments", "-o", "closed/out.csv"),
        ("export", "p.glossator", "segments", "-o", "closed/out.xlsx"),
        ("export", "p.glossator", "codebook", "-o", "closed/out.qdc"),
        ("compare", "p.glossator", "-o", "closed/out.json"),
    ]
    for (status, sentence), command in zip(as_nobody(shared, *wanted), wanted, strict=True):
        name = Path(command[-1]).name
        assert (status, len(sentence.splitlines())) == (1, 1)
        assert f"{name} was not written: you may not write in {closed}" in sentence
    assert list(closed.iterdir()) == []


@posix
def test_a_read_only_project_in_an_open_folder_is_read_and_not_written_to(shared):
    path = shared / "p.glossator"
    path.chmod(0o444)
    before = path.read_bytes()
    for status, sentence in as_nobody(shared, *WRITING):
        assert (status, len(sentence.splitlines())) == (1, 1)
        assert "p.glossator cannot be written to. Nothing was changed." in sentence
    assert [status for status, _ in as_nobody(shared, *READING)] == [0] * len(READING)
    assert path.read_bytes() == before
    assert sorted(left.name for left in shared.iterdir()) == ["c.csv", "more.txt", "out.csv", "p.glossator"]


@posix
def test_a_project_nobody_may_read_says_so(shared):
    (shared / "p.glossator").chmod(0o600)
    if os.geteuid() == 0:
        for status, sentence in as_nobody(shared, *WRITING, *READING):
            assert (status, len(sentence.splitlines())) == (1, 1)
            assert "cannot be read. Check that you may open it." in sentence


@pytest.mark.parametrize(
    "command",
    [
        ("new", "n\udcff.glossator"),
        ("new", "n.glossator", "--title", "\udcff"),
        ("coder", "p.glossator", "add", "\udcff"),
        ("status", "p.glossator", "--coder", "A", "--source", "\udcff", "done"),
    ],
)
def test_names_that_are_no_valid_text_are_refused(refused, command):
    assert "is no valid Unicode" in refused(*command)


def test_names_that_a_terminal_cannot_show_are_told_in_escapes(folder):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from gui.app import main; sys.exit(main())",
            *WRITING[0][:3],
            "سلمى",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "\\u0633\\u0644\\u0645\\u0649: added\n")


@pytest.mark.parametrize("command", [("history", "p.glossator"), WRITING[1]], ids=lambda command: command[0])
def test_stopping_a_command_from_the_keyboard_changes_nothing(refused, monkeypatch, command):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("core.cli.history.steps", interrupt)
    monkeypatch.setattr("core.commands.sources.digest", interrupt)
    assert refused(*command) == "Stopped. Nothing was changed.\n"


@pytest.mark.parametrize(
    "command",
    [
        ("new", "."),
        ("new", "p.glossator"),
        ("new", "nowhere/n.glossator"),
        ("new", f"{'n' * 300}.glossator"),
        ("history", "."),
        ("history", f"{'n' * 300}.glossator"),
        ("import", "p.glossator", "."),
        ("codings", "p.glossator", "."),
        ("codings", "p.glossator", "p.glossator"),
        ("export", "p.glossator", "segments", "-o", "."),
        ("export", "p.glossator", "segments", "-o", "nowhere/out.csv"),
        ("export", "p.glossator", "segments", "-o", f"{'n' * 300}.csv"),
        ("export", "p.glossator", "journal", "-o", "out.csv", "--coder", "A"),
        ("compare", "p.glossator", "-o", "out"),
        ("compare", "p.glossator", "-o", "nowhere/out.json"),
        ("compare", "p.glossator", "--share", "nan"),
        ("compare", "p.glossator", "--tolerance", "-1"),
        ("compare", "p.glossator", "--coder", "A"),
    ],
)
def test_names_that_lead_nowhere_are_one_sentence(refused, command):
    assert refused(*command).strip()[0] not in ": "
