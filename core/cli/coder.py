"""Add a coder to a project, or list those it has."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project, reading, writing
from core.commands.coders import AddCoder
from core.queries.coders import coders


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    acts = parser.add_subparsers(dest="act", required=True, metavar="add NAME|list")
    add = acts.add_parser("add", help="let one more coder code")
    add.add_argument("name", metavar="NAME")
    acts.add_parser("list", help="name all coders, one a line")


def run(arguments: argparse.Namespace) -> None:
    """Add, or list in the order they joined."""
    if arguments.act == "add":
        with writing(arguments) as session:
            session.run(AddCoder(arguments.name))
            print(f"{arguments.name.strip()}: added")
    else:
        with reading(arguments) as session:
            for coder in session.ask(coders):
                print(coder.name)
