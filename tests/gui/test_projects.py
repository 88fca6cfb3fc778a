import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from core.commands.coders import AddCoder
from core.exchange.study import build_study, sample_folder
from core.queries.projects import project
from core.queries.sources import sources
from core.session import Session
from gui.dialogs.held import HeldDialog
from gui.dialogs.new_project import NewProjectDialog
from gui.projects import Projects
from gui.welcome import Welcome
from gui.window import MainWindow

ROOT = Path(__file__).parents[2]


@pytest.fixture
def projects(qtbot, look, settings, tmp_path, monkeypatch):
    """Which project is shown, in a home of its own; what is open is closed afterwards."""
    monkeypatch.setenv("HOME", str(tmp_path))
    shown = Projects(look, settings)
    yield shown
    shown.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if isinstance(shown.window, Welcome):
        shown.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def closed_project(coded_session) -> Path:
    """A project that nobody has open."""
    coded_session.close()
    return coded_session.path


def when_shown(dialog, act):
    """Do something with a dialog as soon as it is there."""

    def look_for_it():
        found = QApplication.activeModalWidget()
        if isinstance(found, dialog):
            act(found)
        else:
            QTimer.singleShot(10, look_for_it)

    QTimer.singleShot(0, look_for_it)


def title_of(shown):
    assert isinstance(shown.window, MainWindow)
    return shown.window.windowTitle()


def test_the_first_start_shows_the_ways_to_begin(projects):
    projects.begin(None)
    assert isinstance(projects.window, Welcome)
    assert projects.window.new.hasFocus() or projects.window.new.isVisible()


def test_a_project_named_at_the_start_is_shown_and_comes_back_at_the_next_start(
    projects, look, settings, closed_project
):
    projects.begin(closed_project)
    assert title_of(projects).startswith("A study")
    projects.close()
    again = Projects(look, settings)
    again.begin(None)
    assert title_of(again).startswith("A study")
    again.close()


def test_a_last_project_that_is_gone_leads_to_the_welcome(projects, settings, tmp_path):
    settings.setValue("projects/last", str(tmp_path / "gone.glossator"))
    projects.begin(None)
    assert isinstance(projects.window, Welcome)


@pytest.mark.parametrize(
    ("content", "words"), [(None, "There is no project"), (b"words" * 99, "is no Glossator project")]
)
def test_what_cannot_be_opened_is_told_in_the_welcome(projects, tmp_path, content, words):
    path = tmp_path / "x.glossator"
    if content:
        path.write_bytes(content)
    projects.begin(path)
    assert isinstance(projects.window, Welcome)
    assert words in projects.window.banner.text


def test_a_project_is_made_with_its_scheme_and_opened(projects, tmp_path):
    projects.begin(None)

    def fill(dialog):
        dialog.name.setText("Delta: interviews")
        dialog.place.field.setText(str(tmp_path / "delta.glossator"))
        dialog.scheme.setCurrentIndex(dialog.scheme.findData("defection"))
        QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)

    when_shown(NewProjectDialog, fill)
    QTest.mouseClick(projects.window.new, Qt.MouseButton.LeftButton)
    assert title_of(projects).startswith("Delta: interviews")
    projects.close()
    with Session.open(tmp_path / "delta.glossator") as session:
        assert session.ask(project).title == "Delta: interviews"


def test_leaving_the_new_project_dialog_makes_nothing(projects, tmp_path):
    projects.begin(None)
    when_shown(NewProjectDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    QTest.mouseClick(projects.window.new, Qt.MouseButton.LeftButton)
    assert isinstance(projects.window, Welcome)
    assert list(tmp_path.glob("*.glossator")) == []


def test_the_sample_study_is_built_once_and_then_opened_again(projects, tmp_path):
    projects.begin(None)
    QTest.mouseClick(projects.window.sample, Qt.MouseButton.LeftButton)
    assert "fictional" in title_of(projects)
    [path] = tmp_path.rglob("*.glossator")
    projects.close()
    with Session.open(path) as session:
        assert len(session.ask(sources)) == 10
        session.run(AddCoder("Coder D"))
    projects.welcome()
    projects.open_sample()
    [again] = tmp_path.rglob("*.glossator")
    projects.close()
    with Session.open(again) as session:
        assert session.undo_title == "Add coder"


def test_a_project_that_someone_has_open_is_offered_for_reading(projects, coded_session):
    when_shown(HeldDialog, lambda dialog: QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton))
    projects.begin(coded_session.path)
    assert "for reading only" in title_of(projects)


def test_declining_to_read_leaves_the_project_alone(projects, coded_session):
    when_shown(HeldDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    projects.begin(coded_session.path)
    assert isinstance(projects.window, Welcome)


def test_opening_another_project_closes_the_one_before(projects, closed_project, tmp_path, monkeypatch):
    other = tmp_path / "other.glossator"
    Session.create(other, "Other").close()
    projects.begin(closed_project)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    projects.window.open_wanted.emit()
    assert title_of(projects).startswith("Other")
    Session.open(closed_project).close()


def test_a_picture_shows_the_source_asked_for(tmp_path):
    path = tmp_path / "sample.glossator"
    folder = sample_folder()
    Session.create(path, "Sample", lambda session: build_study(session, folder)).close()
    out = tmp_path / "window.png"

    def glossator(*more: str) -> subprocess.CompletedProcess[str]:
        # in a process of its own: it makes its own application
        script = "import sys; from gui.app import main; sys.exit(main())"
        command = [sys.executable, "-c", script, "picture", str(path), "-o", str(out), *more]
        environment = os.environ | {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    wanted = ("--source", "01 Driver on the Ushar road", "--theme", "dark")
    assert glossator(*wanted, "--width", "1300", "--height", "800").returncode == 0
    assert (QImage(str(out)).width(), QImage(str(out)).height()) == (1300, 800)
    missing = glossator("--source", "Nowhere")
    assert missing.returncode == 1
    assert missing.stderr.startswith("There is no source Nowhere")
