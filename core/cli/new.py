"""Make a new project."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project
from core.exchange.codebook.reading import SUFFIXES
from core.exchange.codebook.schemes import BUILT_IN, scheme_named
from core.exchange.wording import counted
from core.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument("--title", metavar="T", help="the project's title (default: the file's name)")
    parser.add_argument(
        "--scheme",
        metavar=f"FILE|{'|'.join(BUILT_IN)}",
        default="empty",
        help=f"a codebook ({', '.join(SUFFIXES)}), or one that comes with Glossator: defection"
        " (leaving an armed organisation), interviews (a general start for any interview study),"
        " empty (the default)",
    )


def run(arguments: argparse.Namespace) -> None:
    """Make the project with its scheme, or nothing."""
    read = scheme_named(arguments.scheme)
    title = arguments.title if arguments.title is not None else arguments.project.stem
    Session.create(arguments.project, title, lambda session: session.run(read.command)).close()
    families = counted(len(read.command.families), "family", "families")
    print(f"{arguments.project}: {title}, {families}, {counted(len(read.command.codes), 'code')}")
    for note in read.notes:
        print(f"{arguments.scheme}: {note}")
