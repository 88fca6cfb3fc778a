"""Draw the window into a file, on machines without a screen too."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest

from core.cli.main import DONE, MENDABLE, Parser
from core.errors import GlossatorError, InvalidInput
from core.queries.coders import coder_named
from core.queries.sources import source_named
from core.session import Session
from gui.bridge import SessionBridge
from gui.look import CHOICES, Look
from gui.start import application
from gui.window import MainWindow
from gui.workspaces import Workspace

_SETTLED = 150  # milliseconds that the window gets to lay itself out
_LONGEST = 5_000  # and at most to count the words of its source


def take(arguments: Sequence[str]) -> int:
    """Do `glossator picture`; return 0 when the picture is there, 1 when the user can mend it."""
    given = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            # of a copy, which may be written: nothing in the picture is switched off, nobody is kept out
            copy = Path(folder) / given.project.name
            with Session.open(given.project, read_only=True) as session:
                session.save_copy(copy)
            with Session.open(copy) as session:
                _draw(session, given)
    except GlossatorError as error:
        print(error, file=sys.stderr)
        return MENDABLE
    print(f"{given.output}: the window on {given.source or 'the first source'}")
    return DONE


def _parser() -> Parser:
    parser = Parser(prog="glossator picture", description=__doc__)
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("-o", "--output", metavar="FILE.png", type=Path, required=True)
    parser.add_argument("--source", metavar="NAME", help="default: the first")
    parser.add_argument("--coder", metavar="NAME", help="default: the first")
    parser.add_argument("--workspace", choices=list(Workspace), default=Workspace.CODE)
    parser.add_argument("--theme", choices=CHOICES, default="light")
    parser.add_argument("--mirrored", action="store_true", help="laid out from right to left")
    parser.add_argument("--width", metavar="N", type=int, default=1440)
    parser.add_argument("--height", metavar="N", type=int, default=900)
    return parser


def _draw(session: Session, given: argparse.Namespace) -> None:
    source = session.ask(source_named, given.source) if given.source else None
    coder = session.ask(coder_named, given.coder) if given.coder else None
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        # the user's own settings have no say in a picture that a pipeline makes
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        look = Look(app, settings)
        look.choose(given.theme)
        look.mirror(given.mirrored)
        window = MainWindow(SessionBridge(session), look, settings)
        if coder is not None:
            window.desk.act_as(coder.id)
        if source is not None:
            window.desk.open_source(source.id)
        window.workspaces.show_workspace(Workspace(given.workspace))
        window.resize(given.width, given.height)
        window.show()
        for _ in range(0, _LONGEST, _SETTLED):
            QTest.qWait(_SETTLED)
            if window.reading.heading.is_counted:
                break
        is_written = window.grab().save(str(given.output))
        window.close()
        settings.sync()
    if not is_written:
        raise InvalidInput("{path} could not be written. Does its folder exist?", path=str(given.output))
