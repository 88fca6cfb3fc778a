"""Building a project from a folder of plain files, such as the sample study.

`study.toml` names the parts: texts in order with what is not codable in them, the scheme, the coders,
their codings and how far they are. Everything goes through the same readers as the command line, so a
study kept as files is checked like any other input.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from core.commands.base import Command
from core.commands.coders import AddCoder
from core.commands.memos import WriteMemo
from core.commands.sources import AddSources, NotCodable
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, NotFound
from core.exchange.codebook.schemes import read_scheme
from core.exchange.codings_table import read_codings
from core.exchange.importing import read_source
from core.exchange.tables import Row, read_csv, read_utf8
from core.jobs import Progress, silent
from core.model.changes import ChangeSet
from core.model.coding import MemoKind, State
from core.model.ids import CoderId, FamilyId, SourceId
from core.model.span import Span
from core.queries.coders import coder_named
from core.queries.schemes import family_named
from core.queries.sources import source_named
from core.storage.driver import Database

P = ParamSpec("P")
T = TypeVar("T")

STUDY_FILE = "study.toml"
_STATUS_COLUMNS = ("coder", "source", "family", "state")


class Door(Protocol):
    """An open project as a session offers it."""

    def run(self, command: Command) -> ChangeSet:
        """Do one act."""
        ...

    def ask(self, query: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a query."""
        ...


def sample_folder() -> Path:
    """Return the folder of the study that comes with Glossator."""
    return Path(str(files("sample_data")))


def study_title(folder: Path) -> str:
    """Return what the study is called."""
    return str(_part(_described(folder), "title"))


def build_study(session: Door, folder: Path, progress: Progress | None = None) -> None:
    """Fill a new project with a study; raises `InvalidInput` naming the file at fault.

    What was built so far stays then: the caller throws the project away.
    """
    progress = progress or silent()
    study = _described(folder)
    coders, tables = _part(study, "coders"), _part(study, "codings")
    total = len(tables) + 3
    progress.step(0, total)
    if description := study.get("description", "").strip():
        session.run(WriteMemo(description, MemoKind.METHODOLOGICAL, None))
    session.run(read_scheme(folder / _part(study, "scheme")).command)
    for name in coders:
        session.run(AddCoder(name))
    progress.step(1, total)
    _add_sources(session, folder, _part(study, "sources"))
    for done, table in enumerate(tables, 2):
        progress.step(done, total)
        session.run(session.ask(read_codings, folder / table).command)
    progress.step(total - 1, total)
    _set_statuses(session, folder / _part(study, "statuses"))
    progress.step(total, total)


def _described(folder: Path) -> Mapping[str, Any]:
    path = folder / STUDY_FILE
    try:
        return tomllib.loads(read_utf8(path))
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("{file} cannot be read: {reason}.", file=str(path), reason=error) from error


def _part(table: Mapping[str, Any], key: str) -> Any:
    if key not in table:
        raise InvalidInput("{file} does not say: {key}.", file=STUDY_FILE, key=key)
    return table[key]


def _add_sources(session: Door, folder: Path, described: list[Mapping[str, Any]]) -> None:
    new = []
    for each in described:
        read = read_source(folder / _part(each, "file")).new_source
        left_out = (
            NotCodable(_only(read.text, _part(one, "quote"), read.name), one.get("reason", ""))
            for one in each.get("not_codable", ())
        )
        new.append(replace(read, not_codable=tuple(left_out)))
    session.run(AddSources(tuple(new)))


def _only(words: str, quote: str, source: str) -> Span:
    """Return where the quotation stands; it must stand once."""
    if words.count(quote) != 1:
        raise InvalidInput(
            "{file}: in {source}, “{quote}” stands {count} times. It must stand once.",
            file=STUDY_FILE,
            source=source,
            quote=quote,
            count=words.count(quote),
        )
    start = words.index(quote)
    return Span(start, start + len(quote))


def _set_statuses(session: Door, path: Path) -> None:
    """Say how far each coder is, in few steps: sources with the same answers go together."""
    answers: dict[tuple[CoderId, SourceId, State], list[FamilyId]] = {}
    for row in read_csv(path, _STATUS_COLUMNS).rows:
        state = _state(row)
        coder = _found(row, "coder", lambda name: session.ask(coder_named, name)).id
        source = _found(row, "source", lambda name: session.ask(source_named, name)).id
        family = _found(row, "family", lambda name: session.ask(family_named, name)).id
        if state is not State.NOT_STARTED:
            answers.setdefault((coder, source, state), []).append(family)
    together: dict[tuple[CoderId, State, tuple[FamilyId, ...]], list[SourceId]] = {}
    for (coder, source, state), families in answers.items():
        together.setdefault((coder, state, tuple(families)), []).append(source)
    for (coder, state, alike), of_sources in together.items():
        session.run(SetStatus(coder, tuple(of_sources), alike, state))


def _state(row: Row) -> State:
    try:
        return State(row.name("state"))
    except ValueError as error:
        raise row.fault("state", "This is none of: {known}.", known=", ".join(State)) from error


def _found(row: Row, column: str, look_up: Callable[[str], T]) -> T:
    """Return what a cell names; a name that leads nowhere is blamed on row and field."""
    try:
        return look_up(row.name(column))
    except NotFound as error:
        raise row.blaming(column, error) from error
