"""Reading the command line and telling the outcome."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

from core.errors import GlossatorError, JobCancelled

if TYPE_CHECKING:  # brings the templates, which few commands want
    from core.exchange.paper import Renderer

# name -> its module in core.cli; loaded only when it is wanted, so that each starts quickly
COMMANDS = {
    "new": "new",
    "import": "importing",
    "coder": "coder",
    "codings": "codings",
    "status": "status",
    "export": "export",
    "codebook": "codebook",
    "compare": "compare",
    "disagreements": "disagreements",
    "settle": "settle",
    "history": "history",
    "check": "check",
    "sample": "sample",
}

DONE, MENDABLE, WRONG_USAGE = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and the fault; exit 2."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")


def run(arguments: Sequence[str], renderer: Renderer | None = None) -> int:
    """Do one command; return 0 when done, 1 when the user can mend it. Wrong usage exits with 2.

    `renderer` draws what is for paper; commands find it among their arguments.
    """
    command, *rest = arguments
    module = import_module(f"core.cli.{COMMANDS[command]}")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may know fewer letters than a study
            stream.reconfigure(errors="backslashreplace")
    parser = Parser(prog=f"glossator {command}", description=module.__doc__)
    parser.set_defaults(renderer=renderer)
    module.add_arguments(parser)
    try:
        module.run(parser.parse_args(rest))
    except GlossatorError as error:
        print(error, file=sys.stderr)
        return MENDABLE
    except KeyboardInterrupt:
        print(JobCancelled(), file=sys.stderr)
        return MENDABLE
    except BrokenPipeError:
        # who reads our output has seen enough; what is still unwritten must not complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
