"""Time budgets, each beside a floor measured in the same run: machines differ, ratios less so."""

import gc
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import pytest
from perf.generated import project
from perf.table import ROWS, Budget
from perf.waiting import wait_until_whole
from PySide6.QtCore import QSettings

from core.commands.coders import AddCoder
from core.session import Session
from gui.bridge import SessionBridge
from gui.collector import Collector
from gui.look import Look
from gui.window import MainWindow

SIZE = (1440, 900)


@pytest.fixture
def budget(benchmark) -> Budget:
    """What holds a test to its budget."""
    return Budget(benchmark)


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """Make a project of two sources with so many codings in each, once for all that ask for it."""
    folder = tmp_path_factory.mktemp("generated")
    made: dict[tuple[object, ...], Path] = {}

    def make(characters: int, codings: int, texts: Sequence[str] = ()) -> Path:
        key = characters, codings, *map(hash, texts)
        if key not in made:
            made[key] = folder / f"{len(made)}.glossator"
            number = len(texts) or 2
            with project(made[key], characters, number * codings, number, texts or None) as session:
                if not codings:
                    session.run(AddCoder("Coder A"))
        return made[key]

    return make


@pytest.fixture
def opened(qapp, tmp_path, generated):
    """Show a project of its own, with so many codings in each source; gives session and window."""
    made: list[tuple[Session, MainWindow]] = []

    def show(
        codings: int, characters: int = 1_000_000, texts: Sequence[str] = ()
    ) -> tuple[Session, MainWindow]:
        path = tmp_path / "p.glossator"
        copyfile(generated(characters, codings, texts), path)
        session = Session.open(path)
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(SessionBridge(session), Look(qapp, settings), settings)
        Collector(window)
        window.resize(*SIZE)
        window.show()
        wait_until_whole(window)
        made.append((session, window))
        return session, window

    yield show
    gc.unfreeze()
    gc.enable()
    for session, window in made:
        window.close()
        window.deleteLater()
        session.close()


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the table that `docs/performance.md` holds."""
    if ROWS:
        terminalreporter.section("time budgets")
        terminalreporter.write_line("| work | median | floor | ratio | budget |")
        terminalreporter.write_line("| --- | --- | --- | --- | --- |")
        for row in ROWS:
            terminalreporter.write_line(f"| {' | '.join(row)} |")
