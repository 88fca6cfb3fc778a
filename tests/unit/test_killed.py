"""`kill -9` at any moment leaves whole steps: nothing lost that was said to be saved, nothing half done."""

import csv
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from studies import ARABIC, ENGLISH, dump, new_source, small_scheme

from core.commands.coders import AddCoder
from core.commands.sources import AddSources
from core.queries.codings import codings_in
from core.queries.integrity import faults
from core.session import Session

ROOT = Path(__file__).parents[2]
RUN = "import sys; from gui.app import main; sys.exit(main(sys.argv[1:]))"
MOMENTS = 4


def start(*arguments: str, folder: Path, script: str = RUN) -> subprocess.Popen[str]:
    """Begin a command in a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def length_of(*arguments: str, folder: Path) -> float:
    """How many seconds the command takes when nobody disturbs it."""
    begun = time.monotonic()
    with start(*arguments, folder=folder) as process:
        _, err = process.communicate()
    assert process.returncode == 0, err
    return time.monotonic() - begun


def kill_after(seconds: float, *arguments: str, folder: Path) -> None:
    """Begin the command and kill it then, if it is not done by that time."""
    with start(*arguments, folder=folder) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()


def moments(whole: float, seed: int) -> list[float]:
    """Moments from the beginning to a little beyond the end, one in each equal part."""
    chance = random.Random(seed)
    return [whole * 1.1 * (part + chance.random()) / MOMENTS for part in range(MOMENTS)]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A closed project with two texts, a scheme and a coder."""
    path = tmp_path / "p.glossator"
    with Session.create(path, "Study") as session:
        session.run(AddCoder("A"))
        session.run(small_scheme())
        session.run(AddSources((new_source("English", ENGLISH), new_source("Long", ARABIC * 1000))))
    return path


def whole_steps(path: Path) -> tuple[dict, str | None]:
    """What the project holds after a kill; it must be sound, also for someone who only reads."""
    with Session.open(path, read_only=True) as reading:
        seen = reading.ask(dump)
    with Session.open(path) as session:
        assert session.ask(faults) == []
        assert session.ask(dump) == seen
        return seen, session.undo_title


def test_an_import_killed_at_any_moment_adds_all_texts_or_none(study, tmp_path):
    names = [f"{number}.txt" for number in range(300)]
    for name in names:
        (tmp_path / name).write_text(f"{name} {ENGLISH * 200}", encoding="utf-8")
    untouched = study.read_bytes()
    whole = length_of("import", study.name, *names, folder=tmp_path)
    for moment in moments(whole, seed=1):
        study.write_bytes(untouched)
        kill_after(moment, "import", study.name, *names, folder=tmp_path)
        after, _ = whole_steps(study)
        assert len(after["source"]) in (2, 2 + len(names))
        assert len(after["revision"]) == len(after["source"])


def test_codings_killed_at_any_moment_are_loaded_all_or_none(study, tmp_path):
    count = 50_000
    with (tmp_path / "c.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["source", "coder", "code", "start", "end", "memo"])
        writer.writerows(["Long", "B", "Fear", at, at + 40, "why"] for at in range(count))
    untouched = study.read_bytes()
    whole = length_of("codings", study.name, "c.csv", folder=tmp_path)
    for moment in moments(whole, seed=2):
        study.write_bytes(untouched)
        kill_after(moment, "codings", study.name, "c.csv", folder=tmp_path)
        after, _ = whole_steps(study)
        assert len(after["coding"]) in (0, count)
        assert len(after["memo"]) == len(after["coding"])
        assert len(after["coder"]) == (2 if after["coding"] else 1)


def test_making_a_project_killed_at_any_moment_leaves_a_whole_one_or_none(tmp_path):
    whole = length_of("sample", "whole.glossator", folder=tmp_path)
    wanted = {table: len(rows) for table, rows in whole_steps(tmp_path / "whole.glossator")[0].items()}
    path = tmp_path / "p.glossator"
    for moment in moments(whole, seed=3):
        kill_after(moment, "sample", path.name, folder=tmp_path)
        if path.exists():
            assert {table: len(rows) for table, rows in whole_steps(path)[0].items()} == wanted
            path.unlink()
    length_of("sample", path.name, folder=tmp_path)
    assert {table: len(rows) for table, rows in whole_steps(path)[0].items()} == wanted
    assert [left.name for left in tmp_path.glob(".*")] == []


CLOSING = """
import sys
from pathlib import Path
from core.commands.codings import GiveCode
from core.model.span import Span
from core.session import Session
session = Session.open(Path(sys.argv[1]))
for start in range(200):
    session.run(GiveCode(2, 1, 1, Span(start, start + 5)))
print("saved", flush=True)
session.close()
print("closed", flush=True)
"""


@pytest.mark.parametrize("seconds", [0, 0.0005, 0.001, 0.002, 0.004, 0.008])
def test_killing_glossator_while_it_closes_a_project_loses_nothing(study, tmp_path, seconds):
    with start(study.name, folder=tmp_path, script=CLOSING) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "saved\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    after, title = whole_steps(study)
    assert (len(after["coding"]), title) == (200, "Give code")


ONE_BY_ONE = CLOSING.replace('print("saved", flush=True)', "").replace(
    "5)))\n", "5)))\n    print(start + 1, flush=True)\n"
)


@pytest.mark.parametrize("steps", [1, 7, 60])
def test_killing_glossator_between_acts_keeps_all_that_was_said_to_be_saved(study, tmp_path, steps):
    with start(study.name, folder=tmp_path, script=ONE_BY_ONE) as process:
        assert process.stdout is not None
        saved = [int(process.stdout.readline()) for _ in range(steps)]
        process.send_signal(signal.SIGKILL)
        saved += [int(line) for line in process.stdout.read().splitlines() if line.isdigit()]
    whole_steps(study)
    with Session.open(study) as again:
        count = len(again.ask(codings_in, 2))
        assert saved[-1] <= count <= saved[-1] + 1
        for _ in range(count):
            assert again.undo_title == "Give code"
            again.undo()
        assert again.undo_title == "Import sources"
        assert again.ask(codings_in, 2) == []
