"""What the commands that compare coders share: whose work, on what."""

from __future__ import annotations

import argparse


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Declare which coders, sources, codes and families take part, and when two ends are alike."""
    for what in ("coder", "source", "code", "family"):
        parser.add_argument(
            f"--{what}", metavar="NAME", action="append", default=[], help="only this one; repeatable"
        )
    parser.add_argument(
        "--tolerance",
        metavar="N",
        type=int,
        default=0,
        help="ends of segments may lie so many characters apart and still be alike",
    )
