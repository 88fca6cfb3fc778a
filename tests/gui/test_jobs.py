import threading

import pytest
from PySide6.QtCore import QObject

from core.errors import InvalidInput
from core.queries.sources import sources
from gui.jobs import start, start_reading


def count_to(progress, total):
    for done in range(total):
        progress.step(done, total)
    return total


def test_a_job_returns_what_the_function_returned(qtbot, qapp):
    job = start(qapp, count_to, 3)
    with qtbot.waitSignal(job.finished) as ended:
        pass
    assert ended.args == [3]


def test_a_job_works_on_another_thread(qtbot, qapp):
    job = start(qapp, lambda progress: threading.get_ident())
    with qtbot.waitSignal(job.finished) as ended:
        pass
    assert ended.args != [threading.get_ident()]


def test_a_job_tells_how_far_it_is(qtbot, qapp):
    gate = threading.Event()

    def work(progress):
        gate.wait(5)
        return count_to(progress, 4)

    job = start(qapp, work)
    seen = []
    job.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(job.finished):
        gate.set()
    assert seen[-1] == (3, 4)


def test_a_job_that_fails_says_the_sentence(qtbot, qapp):
    def work(progress):
        raise InvalidInput("{name} is empty.", name="a.txt")

    job = start(qapp, work)
    with qtbot.waitSignal(job.failed) as ended:
        pass
    assert ended.args == ["a.txt is empty."]


def test_a_cancelled_job_ends_as_cancelled_and_not_as_finished(qtbot, qapp):
    gate = threading.Event()

    def work(progress):
        gate.wait(5)
        return count_to(progress, 4)

    job = start(qapp, work)
    with qtbot.assertNotEmitted(job.finished), qtbot.waitSignal(job.cancelled):
        job.cancel()
        gate.set()


def test_a_reading_job_sees_the_project_on_a_connection_of_its_own(qtbot, qapp, coded_session):
    job = start_reading(qapp, coded_session, lambda reader, progress: reader.ask(sources))
    with qtbot.waitSignal(job.finished) as ended:
        pass
    assert [source.name for source in ended.args[0]] == ["English", "Arabic"]


def test_waiting_for_a_job_means_it_has_let_go_of_the_project(qapp, coded_session):
    job = start_reading(qapp, coded_session, lambda reader, progress: count_to(progress, 1000))
    job.wait()
    coded_session.close()
    assert not coded_session.path.with_name(coded_session.path.name + "-wal").exists()


def test_a_job_whose_dialog_is_closed_ends_without_a_word(qtbot, qapp):
    gate, ended = threading.Event(), threading.Event()

    def work(progress):
        gate.wait(5)
        progress.step(1, 2)
        ended.set()

    dialog = QObject()
    job = start(dialog, work)
    dialog.deleteLater()
    with qtbot.waitSignal(job.destroyed):
        pass
    gate.set()
    assert ended.wait(5)


@pytest.mark.qt_no_exception_capture
def test_a_fault_of_ours_reaches_the_hook_for_faults(qtbot, qapp, monkeypatch):
    told = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, traceback: told.append(kind))

    def work(progress):
        raise ZeroDivisionError

    job = start(qapp, work)
    with qtbot.waitSignal(job.cancelled):
        pass
    qtbot.waitUntil(lambda: told == [ZeroDivisionError])
