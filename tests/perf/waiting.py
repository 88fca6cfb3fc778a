"""Waiting for a window, as its user would."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.window import MainWindow


def painted() -> None:
    """Do now what the next frame would do: lay out and paint whatever has changed."""
    QApplication.sendPostedEvents()


def settled() -> None:
    """Do what the next frame would do, and what was put off until after it, as the inspector is."""
    painted()
    QTest.qWait(0)
    painted()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    loop, look = QEventLoop(), QTimer(interval=5)
    look.timeout.connect(lambda: loop.quit() if is_so() else None)
    look.start()
    loop.exec()


def wait_until_whole(window: MainWindow) -> None:
    """Wait until all of the text and all of the codings are there, and nothing is counted any more."""
    reading = window.reading
    wait_until(
        lambda: reading.editor.is_filled and not reading.feed.is_reading and reading.heading.is_counted
    )
    settled()
