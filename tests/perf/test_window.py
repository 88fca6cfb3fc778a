"""Budgets of the window: opening a source, giving a code, scrolling, starting, memory."""

import os
import subprocess
import sys
from itertools import count, cycle
from pathlib import Path

import pytest
from perf.generated import project, text_of
from perf.table import note
from perf.waiting import painted, settled, wait_until_whole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from core.model.span import Span
from core.queries.codings import codings_in

pytestmark = pytest.mark.perf

ROOT = Path(__file__).parents[2]
CHARACTERS = 1_000_000
SOURCES = [(CHARACTERS, codings) for codings in (0, 1_000, 10_000, 100_000)] + [(10 * CHARACTERS, 10_000)]


def named(characters: int, codings: int) -> str:
    """Say among what something is done."""
    return f"{codings:,} codings" if characters == CHARACTERS else f"{codings:,} in {characters:,} characters"


@pytest.mark.parametrize(("characters", "codings"), SOURCES)
def test_a_long_source_opens_at_once(budget, opened, characters, codings):
    session, window = opened(codings, characters)
    sources = cycle((1, 2))
    bare = QPlainTextEdit()
    bare.resize(900, 800)
    bare.show()
    text = text_of(characters, 0)

    def floor() -> None:
        session._db.execute("SELECT * FROM coding WHERE revision = 1 ORDER BY start, end, id").fetchall()
        bare.setPlainText(text)
        painted()

    def work() -> None:
        window.desk.open_source(next(sources))
        painted()

    budget.hold(
        f"open {characters:,} characters with {codings:,} codings, to first paint",
        work,
        floor,
        factor=2,
        at_most=0.150,
        before=lambda: wait_until_whole(window),
    )


@pytest.mark.parametrize(("characters", "codings"), SOURCES)
def test_a_code_is_given_by_key_durable_and_painted_at_once(budget, opened, characters, codings):
    _, window = opened(codings, characters)
    editor = window.reading.editor
    places = count(characters // 2, 3)

    def select() -> None:
        start = next(places)
        editor.select(Span(start, start + 40), scroll=True)
        settled()

    def give() -> None:
        window.desk.give(1)
        painted()

    what = f"give a code, durable and painted, among {named(characters, codings)}"
    budget.hold(what, give, at_most=0.020, rounds=30, before=select)


@pytest.mark.parametrize(("characters", "codings"), SOURCES[1:])
def test_a_coding_is_taken_back_at_once(budget, opened, characters, codings):
    session, window = opened(codings, characters)
    keys = iter([coding.id for coding in session.ask(codings_in, 1)])

    def choose() -> None:
        window.desk.choose(next(keys))
        settled()

    def work() -> None:
        window.desk.delete([window.desk.chosen])
        painted()

    what = f"remove a code, durable and painted, among {named(characters, codings)}"
    budget.hold(what, work, at_most=0.020, rounds=30, before=choose)
    assert len(session.ask(codings_in, 1)) <= codings - 30


@pytest.mark.parametrize(("characters", "codings"), SOURCES)
def test_a_page_is_scrolled_within_a_frame(budget, opened, characters, codings):
    _, window = opened(codings, characters)
    view = window.reading.editor.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    settled()

    def work() -> None:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        painted()

    what = f"scroll a page among {named(characters, codings)}"
    budget.hold(what, work, at_most=0.016, rounds=40, before=settled)


@pytest.mark.parametrize(("characters", "codings"), SOURCES)
def test_a_turn_of_the_wheel_is_scrolled_within_a_frame(budget, opened, characters, codings):
    _, window = opened(codings, characters)
    bar = window.reading.editor.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    settled()

    def work() -> None:
        bar.setValue(bar.value() + 3)
        painted()

    what = f"scroll three lines among {named(characters, codings)}"
    budget.hold(what, work, at_most=0.016, rounds=40, before=settled)


@pytest.mark.parametrize(("characters", "codings"), SOURCES)
def test_a_jump_is_painted_within_a_frame(budget, opened, characters, codings):
    _, window = opened(codings, characters)
    editor = window.reading.editor
    places = count(1)

    def work() -> None:
        start = next(places) * 77_773 % (characters - 400)
        editor.select(Span(start, start + 30), scroll=True)
        painted()

    what = f"jump to a place among {named(characters, codings)}"
    budget.hold(what, work, at_most=0.016, rounds=40, before=settled)


MEASURED = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
{imports}
{work}
QTest.qWait(50)
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
{end}
"""
IMPORTS = """
from core.session import Session
from gui.bridge import SessionBridge
from gui.collector import Collector
from gui.look import Look
from gui.start import application
from gui.window import MainWindow
import numpy, jinja2, xlsxwriter, portalocker, sqlite3
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
app = QApplication([])
window = QMainWindow(); window.setCentralWidget(QPlainTextEdit()); window.resize(1440, 900); window.show()
"""
OURS = """
app = application()
Collector(app)
session = Session.open(Path(sys.argv[1]))
settings = QSettings(sys.argv[1] + ".ini", QSettings.Format.IniFormat)
window = MainWindow(SessionBridge(session), Look(app, settings), settings)
window.resize(1440, 900); window.show()
"""


def run_apart(work: str, project_path: Path, imports: str, end: str = "") -> int:
    """Run a window in a process of its own; returns the megabytes it held at most.

    Not `getrusage`: its peak counts what the process that started this one held.
    """
    script = MEASURED.format(imports=imports, work=work, end=end)
    done = subprocess.run(
        [sys.executable, "-c", script, str(project_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) // 1024


def test_the_sample_study_is_usable_soon_after_the_start(budget, tmp_path):
    path = tmp_path / "sample.glossator"
    subprocess.run(
        [sys.executable, "-c", "from gui.app import main; main()", "sample", str(path)], cwd=ROOT, check=True
    )
    megabytes = []
    end = "window.close(); session.close()"
    budget.hold(
        "start to a usable window with the sample study",
        lambda: megabytes.append(run_apart(OURS, path, IMPORTS, end)),
        lambda: run_apart(BARE, path, IMPORTS),
        factor=1.5,
        rounds=5,
    )
    note("memory with the sample study", f"{max(megabytes)} MB", "under 250 MB")
    assert max(megabytes) < 250


def test_a_million_characters_with_ten_thousand_codings_stay_small_in_memory(tmp_path):
    session = project(tmp_path / "p.glossator", CHARACTERS, 10_000)
    session.close()
    megabytes = run_apart(OURS, session.path, IMPORTS, "window.close(); session.close()")
    note("memory with 1,000,000 characters and 10,000 codings", f"{megabytes} MB", "under 250 MB")
    assert megabytes < 250
