"""Where Glossator starts: the command line, or the window.

No Qt at module level, so that `glossator export` does not carry a window's weight.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.cli.main import COMMANDS, run

if TYPE_CHECKING:
    from core.exchange.paper import Drawn, Paper
    from core.jobs import Progress

NO_DISPLAY = "There is no display for the window. `glossator --help` lists what needs none."
USAGE = """\
glossator [PROJECT]              the window
glossator COMMAND PROJECT ...    {commands}
glossator COMMAND --help         what a command takes
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in COMMANDS:
        return run(given, _draw)
    if given and given[0] in ("-h", "--help"):
        print(USAGE.format(commands=" ".join(COMMANDS)), end="")
        return 0
    if given and given[0] == "picture":
        from gui.picture import take

        return take(given[1:])
    if len(given) > 1 or any(word.startswith("-") for word in given):
        print(USAGE.format(commands=" ".join(COMMANDS)), end="", file=sys.stderr)
        return 2
    if not _has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    from gui.start import open_window

    return open_window(given[0] if given else None)


def _draw(paper: Paper, progress: Progress) -> Drawn:
    """Draw a document as PDF: the toolkit is loaded once one is wanted."""
    from gui.printing import draw

    return draw(paper, progress)


def _has_display() -> bool:
    """Tell whether a window can be shown; asked because Qt would abort, and leave a core file, where not."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
