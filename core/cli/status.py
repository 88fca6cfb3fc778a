"""Say how far a coder is with sources, for all families or for those named."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project, writing
from core.commands.statuses import SetStatus
from core.exchange.wording import counted
from core.model.coding import State
from core.queries.coders import coder_named
from core.queries.schemes import family_named, scheme
from core.queries.sources import source_named, sources


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument("--coder", metavar="NAME", required=True)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--source", metavar="NAME")
    which.add_argument("--all", action="store_true", help="every source of the project")
    parser.add_argument("--family", metavar="NAME", action="append", help="only for this family; repeatable")
    parser.add_argument("state", choices=[state.value for state in State])


def run(arguments: argparse.Namespace) -> None:
    """Set the status as one step by that coder."""
    with writing(arguments) as session:
        coder = session.ask(coder_named, arguments.coder)
        chosen = session.ask(sources) if arguments.all else [session.ask(source_named, arguments.source)]
        families = (
            [session.ask(family_named, name) for name in arguments.family]
            if arguments.family
            else session.ask(scheme).families
        )
        session.coder = coder.id
        session.run(
            SetStatus(
                coder.id,
                tuple(source.id for source in chosen),
                tuple(family.id for family in families),
                State(arguments.state),
            )
        )
    print(
        f"{coder.name}: {arguments.state} in {counted(len(chosen), 'source')} "
        f"for {counted(len(families), 'family', 'families')}"
    )
