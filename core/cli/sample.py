"""Build the sample study that comes with Glossator; its people, places and events are invented."""

from __future__ import annotations

import argparse

from core.cli.opening import add_project
from core.exchange.study import build_study, sample_folder, study_title
from core.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)


def run(arguments: argparse.Namespace) -> None:
    """Make the whole project, or nothing."""
    folder = sample_folder()
    title = study_title(folder)
    Session.create(arguments.project, title, lambda session: build_study(session, folder)).close()
    print(f"{arguments.project}: {title}")
