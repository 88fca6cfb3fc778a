"""Build the sample study that comes with Glossator; its people, places and events are invented."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project, making
from core.exchange.study import build_study, sample_folder, study_title


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)


def run(arguments: argparse.Namespace) -> None:
    """Make the whole project, or nothing."""
    folder = sample_folder()
    title = study_title(folder)
    with making(arguments.project, title) as session:
        build_study(session, folder)
    print(f"{arguments.project}: {title}")
