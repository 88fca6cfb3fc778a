"""Write segments, codebook, sources or journal to a file; its suffix chooses the form."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.opening import add_project, reading
from core.exchange.formats import EXPORTS, export


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument("what", choices=list(EXPORTS))
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    parser.add_argument("--coder", metavar="NAME", action="append", help="only this coder's work; repeatable")
    parser.add_argument(
        "--counts", action="store_true", help="a printed codebook with how often codes were given"
    )


def run(arguments: argparse.Namespace) -> None:
    """Write the file beside its place, then put it there."""
    with reading(arguments) as session:
        notes = session.ask(
            export,
            arguments.what,
            arguments.output,
            coders=arguments.coder,
            with_counts=arguments.counts,
            renderer=arguments.renderer,
        )
    print(f"{arguments.output}: {'; '.join(notes)}")
