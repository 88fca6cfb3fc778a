"""The schemes a new project can begin with: those that come with Glossator, and codebooks in files."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from core.commands.scheme import AddToScheme
from core.errors import InvalidInput, NotFound
from core.exchange.codebook.columns import recognised
from core.exchange.codebook.draft import SchemeDraft
from core.exchange.codebook.grids import csv_grid
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import SUFFIXES, read_draft
from core.exchange.codebook.table_in import draft_of
from core.model.scheme import Scheme

BUILT_IN = ("defection", "interviews", "empty")


@dataclass(frozen=True, slots=True)
class SchemeRead:
    """A scheme that was read, as the act that adds it to a project without codes.

    `notes` are sentences about what was passed over or altered.
    """

    command: AddToScheme
    notes: tuple[str, ...] = ()


def builtin_scheme(name: str) -> AddToScheme:
    """Return a scheme that comes with Glossator; `empty` holds nothing."""
    if name not in BUILT_IN:
        raise NotFound(
            "There is no built-in scheme {name}. There are: {known}.", name=name, known=", ".join(BUILT_IN)
        )
    return AddToScheme() if name == "empty" else _begun_with(builtin_draft(name)).command


def builtin_draft(name: str) -> SchemeDraft:
    """Return a scheme that comes with Glossator, before it meets a project."""
    text = files("resources").joinpath("schemes", f"{name}.csv").read_text(encoding="utf-8")
    grid = csv_grid(text, f"{name}.csv")
    return draft_of(grid, recognised(grid.header))


def scheme_named(choice: str) -> SchemeRead:
    """Return the built-in scheme of this name, or read the file: what the command line's `--scheme` takes."""
    if choice in BUILT_IN:
        return SchemeRead(builtin_scheme(choice))
    return read_scheme(Path(choice))


def read_scheme(path: Path) -> SchemeRead:
    """Read a codebook for a project without codes; raises `InvalidInput` naming the place and the field."""
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidInput(
            "{name} is no scheme Glossator reads. Give a file ({suffixes}), or one of the built-in schemes: "
            "{known}.",
            name=path.name,
            suffixes=", ".join(SUFFIXES),
            known=", ".join(BUILT_IN),
        )
    return _begun_with(read_draft(path))


def _begun_with(draft: SchemeDraft) -> SchemeRead:
    found = plan(draft, Scheme((), ()))
    return SchemeRead(AddToScheme(found.families, found.codes), found.notes)
