"""List the places where coders differ, with what each of them gave and the words it is about."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from core.agreement.settings import Settings
from core.agreement.settling import standing
from core.cli.choosing import add_choices
from core.cli.opening import add_project, reading
from core.exchange.comparison import compare_project
from core.exchange.comparison_places import FORMATS, render_disagreements, write_disagreements
from core.exchange.wording import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    add_choices(parser)
    parser.add_argument(
        "--unsettled",
        action="store_true",
        help="only those that no decision holds for; stale ones are among them",
    )
    parser.add_argument("--format", choices=list(FORMATS), help="default: the output's ending, or csv")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: standard output")


def run(arguments: argparse.Namespace) -> None:
    """Compare, then write the places to the file or to standard output."""
    settings = Settings(
        coders=tuple(arguments.coder),
        sources=tuple(arguments.source),
        codes=tuple(arguments.code),
        families=tuple(arguments.family),
        tolerance=arguments.tolerance,
        # places follow from no measure; the cheapest is computed beside them
        measures=("percent_agreement",),
    )
    with reading(arguments) as session:
        comparison = session.ask(compare_project, settings).comparison
        if arguments.unsettled:
            waiting = set(session.ask(standing, comparison.disagreements).unsettled)
            left = tuple(place for place in comparison.disagreements if place in waiting)
            comparison = replace(comparison, disagreements=left)
        if arguments.output is None:
            written = session.ask(render_disagreements, comparison, arguments.format or "csv")
            sys.stdout.buffer.write(written)
        else:
            session.ask(write_disagreements, comparison, arguments.output, arguments.format)
            print(f"{arguments.output}: {counted(len(comparison.disagreements), 'disagreement')}")
