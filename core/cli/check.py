"""Check a project: the file, its texts, offsets and journal. Exit 1 and a list where something is wrong."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project, reading
from core.errors import InvalidInput
from core.exchange.wording import counted
from core.queries.integrity import faults


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)


def run(arguments: argparse.Namespace) -> None:
    """List every fault on standard output; say how many on standard error."""
    with reading(arguments) as session:
        found = session.ask(faults)
    for fault in found:
        print(fault)
    if found:
        raise InvalidInput(
            "{name} has {faults}. Keep this file, and go on with your last copy.",
            name=arguments.project.name,
            faults=counted(len(found), "fault"),
        )
    print(f"{arguments.project.name}: nothing wrong")
