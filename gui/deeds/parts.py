"""The parts of the window that deeds work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.acts import Acts
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.codes import CodesPanel
from gui.panels.inspector import Inspector
from gui.panels.picker import Picker
from gui.panels.reading import Reading
from gui.panels.status_bar import StatusBar


@dataclass(frozen=True)
class Parts:
    """Handed to every deed by the window; none of them knows more of it.

    `window` is what dialogs belong to, `body` what popups stand in.
    """

    window: QWidget
    body: QWidget
    bridge: SessionBridge
    look: Look
    acts: Acts
    desk: Desk
    reading: Reading
    codes: CodesPanel
    inspector: Inspector
    picker: Picker
    status: StatusBar


def on(act: QAction, deed: Callable[[], object]) -> None:
    """Do this when the act is asked for, by menu, key or command field."""
    act.triggered.connect(lambda _=False: deed())
