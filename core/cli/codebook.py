"""Import a codebook, release it, list its versions, or tell what changed from one to another."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.opening import add_project, reading, writing
from core.commands.scheme.importing import ImportScheme, check_import
from core.commands.versions import ReleaseVersion
from core.errors import NotFound
from core.exchange.codebook.plan import plan
from core.exchange.codebook.plan_words import plan_in_short, plan_lines
from core.exchange.codebook.reading import SUFFIXES, read_draft
from core.exchange.difference_words import difference_lines
from core.exchange.wording import counted
from core.queries.coders import coder_named
from core.queries.schemes import CodebookVersion, newest_version, scheme, versions
from core.queries.versions import difference_between

_DRAFT = "draft"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_project(parser)
    acts = parser.add_subparsers(dest="act", required=True, metavar="import FILE|release|list|diff A B")
    _add_import(acts.add_parser("import", help="add what a file has, change what it says otherwise"))
    _add_release(acts.add_parser("release", help="give the newest version its date; it never changes again"))
    _add_list(acts.add_parser("list", help="number, state, opened, released and note of each version"))
    _add_difference(acts.add_parser("diff", help="what changed between two versions, and why"))


def run(arguments: argparse.Namespace) -> None:
    """Do the act that was named."""
    arguments.do(arguments)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=f"a codebook: {', '.join(SUFFIXES)}")
    parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and change nothing")
    parser.add_argument("--family", metavar="NAME", default="", help="where codes without a family go")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why the codebook changes")
    parser.add_argument("--coder", metavar="NAME", help="who imports it")
    parser.set_defaults(do=_import)


def _import(arguments: argparse.Namespace) -> None:
    draft = read_draft(arguments.file, family=arguments.family)
    with (reading if arguments.dry_run else writing)(arguments) as session:
        if arguments.coder is not None:
            session.coder = session.ask(coder_named, arguments.coder).id
        found = plan(draft, session.ask(scheme))
        if arguments.dry_run:
            session.ask(check_import, found)
        else:
            session.run(ImportScheme(found, arguments.reason))
    outcome = ". Nothing was changed yet." if arguments.dry_run else ""
    print(f"{arguments.file}: {plan_in_short(found)}{outcome}")
    for line in plan_lines(found):
        print(line)


def _add_release(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--note", metavar="TEXT", default="", help="what this version is for")
    parser.add_argument("--coder", metavar="NAME", help="who releases it")
    parser.set_defaults(do=_release)


def _release(arguments: argparse.Namespace) -> None:
    with writing(arguments) as session:
        if arguments.coder is not None:
            session.coder = session.ask(coder_named, arguments.coder).id
        session.run(ReleaseVersion(arguments.note))
        number = session.ask(newest_version).number
        whole = session.ask(scheme)
    families, codes = counted(len(whole.families), "family", "families"), counted(len(whole.codes), "code")
    print(f"Version {number} released: {families}, {codes}")


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(do=_list)


def _list(arguments: argparse.Namespace) -> None:
    """Print one line a version, oldest first, its parts apart by tabs."""
    with reading(arguments) as session:
        known = session.ask(versions)
    for version in known:
        note = " ".join(version.note.split())
        state = _state(version, is_newest=version is known[-1])
        print(f"{version.number}\t{state}\t{version.opened}\t{version.released or '–'}\t{note}")


def _state(version: CodebookVersion, *, is_newest: bool) -> str:
    if version.released is not None:
        return "released"
    return _DRAFT if is_newest else "closed"


def _add_difference(parser: argparse.ArgumentParser) -> None:
    for which, letter in (("before", "A"), ("after", "B")):
        parser.add_argument(
            which, metavar=letter, help="a version's number, or draft: the scheme as it stands"
        )
    parser.set_defaults(do=_difference)


def _difference(arguments: argparse.Namespace) -> None:
    with reading(arguments) as session:
        known = session.ask(versions)
        before, after = (_number(name, known) for name in (arguments.before, arguments.after))
        changes = session.ask(difference_between, before, after)
    print(f"From {_named(before)} to {_named(after)}: {counted(len(changes), 'change')}")
    for line in difference_lines(changes):
        print(line)


def _number(name: str, known: list[CodebookVersion]) -> int | None:
    """Return a version's number, or None for the scheme as it stands."""
    if name == _DRAFT:
        return None
    numbers = {str(version.number): version.number for version in known}
    if name in numbers:
        return numbers[name]
    raise NotFound(
        "There is no version {name} of the codebook. This project has: {known}.",
        name=name,
        known=", ".join((*numbers, _DRAFT)),
    )


def _named(number: int | None) -> str:
    return "the draft" if number is None else f"version {number}"
