"""Compare the work of coders: how far they agree, by code and by family, and where they do not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.agreement.bootstrap import DEFAULT_SEED
from core.agreement.distances import SET_DISTANCES, Distance
from core.agreement.measures import MEASURES
from core.agreement.settings import Settings, Uncoded, Unit
from core.cli.choosing import add_choices
from core.cli.opening import add_project, reading
from core.exchange.comparison import FORMATS, compare_project, render_comparison, write_comparison
from core.exchange.wording import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    add_choices(parser)
    parser.add_argument("--measure", choices=list(MEASURES), action="append", default=[])
    parser.add_argument("--unit", choices=[unit.value for unit in Unit], default=Unit.CHARACTER.value)
    parser.add_argument(
        "--uncoded",
        choices=[treatment.value for treatment in Uncoded],
        default=Uncoded.CATEGORY.value,
        help="what a unit without a code says: that no code applies, or nothing",
    )
    parser.add_argument(
        "--share",
        metavar="X",
        type=float,
        default=0.0,
        help="a larger unit bears a code from this share of its characters on (default: any)",
    )
    parser.add_argument(
        "--distance",
        choices=[distance.value for distance in SET_DISTANCES],
        default=Distance.JACCARD.value,
        help="how far two sets of codes lie apart, for krippendorff_alpha_set",
    )
    parser.add_argument(
        "--iou",
        metavar="X",
        type=float,
        default=0.5,
        help="common share from which two segments overlap, for span_f1_overlap (0: any; default: .5)",
    )
    parser.add_argument(
        "--draws",
        metavar="N",
        type=int,
        default=0,
        help="draw sources anew so many times for 95 %% intervals (default: no intervals)",
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=DEFAULT_SEED,
        help=f"of the random numbers for the draws (default: {DEFAULT_SEED})",
    )
    parser.add_argument("--format", choices=list(FORMATS), help="default: the output's ending, or json")
    parser.add_argument(
        "--quote", action="store_true", help="let an HTML or XLSX report quote the words of disagreements"
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: standard output")


def run(arguments: argparse.Namespace) -> None:
    """Compute, then write to the file or to standard output."""
    settings = Settings(
        coders=tuple(arguments.coder),
        sources=tuple(arguments.source),
        codes=tuple(arguments.code),
        families=tuple(arguments.family),
        measures=tuple(arguments.measure) or tuple(MEASURES),
        unit=Unit(arguments.unit),
        uncoded=Uncoded(arguments.uncoded),
        share=arguments.share,
        tolerance=arguments.tolerance,
        distance=Distance(arguments.distance),
        iou=arguments.iou,
        draws=arguments.draws,
        seed=arguments.seed,
    )
    with reading(arguments) as session:
        found = session.ask(compare_project, settings)
        if arguments.output is None:
            form = arguments.format or "json"
            sys.stdout.buffer.write(session.ask(render_comparison, found, form, with_words=arguments.quote))
        else:
            session.ask(
                write_comparison, found, arguments.output, arguments.format, with_words=arguments.quote
            )
            disagreements = counted(len(found.comparison.disagreements), "disagreement")
            agreements = counted(len(found.comparison.agreements), "agreement")
            print(f"{arguments.output}: {disagreements}, {agreements}")
