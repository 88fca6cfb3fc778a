"""What the commands share: opening a project, naming what it holds."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.session import Session


def add_project(parser: argparse.ArgumentParser) -> None:
    """Every command names its project first."""
    parser.add_argument("project", metavar="PROJECT", type=Path, help="the project file (*.glossator)")


@contextmanager
def writing(arguments: argparse.Namespace) -> Iterator[Session]:
    """Open the named project for writing; close it whatever happens."""
    with Session.open(arguments.project) as session:
        yield session


@contextmanager
def reading(arguments: argparse.Namespace) -> Iterator[Session]:
    """Open the named project for reading; others may have it open."""
    with Session.open(arguments.project, read_only=True) as session:
        yield session
