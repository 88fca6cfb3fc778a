"""List every step: when, by whom, what, and how many rows it touched."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project, reading
from core.queries.history import steps


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)


def run(arguments: argparse.Namespace) -> None:
    """Print one line a step, oldest first, its parts apart by tabs."""
    with reading(arguments) as session:
        told = session.ask(steps)
    undone = {step.undoes for step in told}
    by_guid = {step.guid: step for step in told}
    for step in told:
        act = step.title
        if step.undoes is not None:
            act = f"{'Redo' if by_guid[step.undoes].undoes else 'Undo'}: {act}"
        note = " (undone)" if step.guid in undone else ""
        print(f"{step.at}\t{step.coder or '–'}\t{act}{note}\t{step.changes}")
