"""What tests of the window share: a look of its own, and a window on a small coded project."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QDragLeaveEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.session import Session
from gui.bridge import SessionBridge
from gui.look import Look
from gui.window import MainWindow
from gui.words import EnglishPlurals


@pytest.fixture(autouse=True)
def garbage_waits() -> Iterator[None]:
    """Collect between tests, in the window's thread, as the application does."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings that no user has."""
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def look(qapp: QApplication, settings: QSettings) -> Iterator[Look]:
    """The light look, English plurals, and nothing left of them afterwards."""
    plurals = EnglishPlurals()
    qapp.installTranslator(plurals)
    settings.setValue("look/theme", "light")
    look = Look(qapp, settings)
    yield look
    look.deleteLater()
    qapp.removeTranslator(plurals)
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def open_window(qtbot: QtBot, look: Look, settings: QSettings) -> Iterator[Callable[[Session], MainWindow]]:
    """Open windows on projects, and close them before their projects close."""
    opened: list[MainWindow] = []

    def open_on(session: Session) -> MainWindow:
        bridge = SessionBridge(session)
        window = MainWindow(bridge, look, settings)
        bridge.setParent(window)
        window.resize(1300, 800)
        opened.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.reading.editor.setFocus()
        return window

    yield open_on
    for window in opened:
        # The toolkit keeps the bare address of what was last dragged over, for the next drag
        QApplication.sendEvent(window, QDragLeaveEvent())
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(coded_session: Session, open_window: Callable[[Session], MainWindow]) -> MainWindow:
    """A window on two coders, two families and two sources; Coder A reads the English one."""
    return open_window(coded_session)
