"""Write segments, codebook, sources, decisions or journal to a file; its suffix chooses the form."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.opening import add_project, reading
from core.exchange.formats import EXPORTS, export
from core.exchange.layers import Layer, unsettled_places


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    parser.add_argument("what", choices=list(EXPORTS))
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    parser.add_argument("--coder", metavar="NAME", action="append", help="only this coder's work; repeatable")
    parser.add_argument(
        "--layer",
        choices=[layer.value for layer in Layer],
        help="segments of the coders, of the consensus, or the consensus where settled and elsewhere "
        "the first --coder who is done with a source",
    )
    parser.add_argument(
        "--counts", action="store_true", help="a printed codebook with how often codes were given"
    )


def run(arguments: argparse.Namespace) -> None:
    """Write the file beside its place, then put it there."""
    layer = Layer(arguments.layer) if arguments.layer else None
    with reading(arguments) as session:
        notes = session.ask(
            export,
            arguments.what,
            arguments.output,
            coders=arguments.coder,
            with_counts=arguments.counts,
            renderer=arguments.renderer,
            layer=layer,
        )
        unsettled = session.ask(unsettled_places) if layer is Layer.FINAL else []
    print(f"{arguments.output}: {'; '.join(notes)}")
    for place in unsettled:
        print(f"not settled: {place.source} {place.start}–{place.end}, {place.family} ({place.kind})")
