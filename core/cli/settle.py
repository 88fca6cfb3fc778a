"""Settle disagreements from a table, all or none; those that are settled so already are left as they are."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.agreement.settings import Settings
from core.cli.opening import add_project, writing
from core.commands.settling import SettleEach
from core.exchange.settlements_table import read_settlements
from core.exchange.wording import counted
from core.queries.coders import coder_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument(
        "file",
        metavar="FILE.csv",
        type=Path,
        help="what `glossator disagreements` wrote, with a column how (taken, union, intersection, extent, "
        "other code, none) and, where wanted, coder,code,new_start,new_end,reason,cause,rule,rule_code",
    )
    parser.add_argument("--by", metavar="NAME", help="the coder who decided")
    parser.add_argument(
        "--consensus", metavar="NAME", default="Consensus", help="what the layer is called when it is made"
    )
    parser.add_argument(
        "--coder", metavar="NAME", action="append", default=[], help="as for disagreements; repeatable"
    )
    parser.add_argument("--tolerance", metavar="N", type=int, default=0, help="as for disagreements")


def run(arguments: argparse.Namespace) -> None:
    """Check every row against the project, then settle them as one step."""
    settings = Settings(coders=tuple(arguments.coder), tolerance=arguments.tolerance)
    with writing(arguments) as session:
        by = session.ask(coder_named, arguments.by).id if arguments.by else None
        session.coder = by
        found = session.ask(read_settlements, arguments.file, settings)
        session.run(SettleEach(found.settlements, by, arguments.consensus))
    settled = counted(len(found.settlements), "place")
    already = counted(found.settled_already, "was settled so already", "were settled so already")
    print(f"{settled} settled, {already}, {counted(found.left_open, 'row')} left open")
