"""Load codings from a table, all or none; those that are there already are left as they are."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.opening import add_project, writing
from core.exchange.codings_table import read_codings
from core.exchange.wording import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument(
        "file",
        metavar="FILE.csv",
        type=Path,
        help="columns source,coder,code,start,end and, where wanted, memo,text,text_sha256,created",
    )


def run(arguments: argparse.Namespace) -> None:
    """Check every row against the project, then write them as one step."""
    with writing(arguments) as session:
        found = session.ask(read_codings, arguments.file)
        session.run(found.command)
    for coder in found.new_coders:
        print(f"{coder}: new coder")
    loaded = counted(len(found.command.codings), "coding")
    passed_over = counted(found.already_there, "was there already", "were there already")
    print(f"{loaded} loaded, {passed_over}")
