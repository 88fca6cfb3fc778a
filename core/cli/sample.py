"""Build the sample study that comes with Glossator; its people, places and events are invented."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project
from core.exchange.study import build_sample_study


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)


def run(arguments: argparse.Namespace) -> None:
    """Make the whole project, or nothing."""
    build_sample_study(arguments.project)
    print(f"{arguments.project}: the sample study; its people, places and events are invented")
