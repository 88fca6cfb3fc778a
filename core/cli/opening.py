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
def making(path: Path, title: str) -> Iterator[Session]:
    """Make a project and open it; when what fills it fails, the project goes again."""
    with Session.create(path, title) as session:
        try:
            yield session
        except BaseException:
            session.close()
            path.unlink()
            raise


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
