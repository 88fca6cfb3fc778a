"""Import texts as sources, all or none."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.opening import add_project, writing
from core.commands.sources import AddSources
from core.exchange.importing import read_source
from core.exchange.wording import counted
from core.model.ids import SourceId
from core.queries.sources import source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a .txt or .md file")
    parser.add_argument("--encoding", metavar="NAME", help="read the files in this encoding")
    parser.add_argument(
        "--join-lines", action="store_true", help="join lines that a page broke inside paragraphs"
    )


def run(arguments: argparse.Namespace) -> None:
    """Read every file first, then add them as one step; tell what was found in each."""
    with writing(arguments) as session:
        found = [
            read_source(path, encoding=arguments.encoding, join_lines=arguments.join_lines)
            for path in arguments.files
        ]
        changes = session.run(AddSources(tuple(each.new_source for each in found)))
        for key, each in zip(changes.created("source"), found, strict=True):
            added = session.ask(source, SourceId(key))
            print(f"{added.name}: {counted(added.characters, 'character')}. {' '.join(each.findings)}")
