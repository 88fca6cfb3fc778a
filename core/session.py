"""The door to a project: open it, act, undo, ask, hear of changes, close.

Everything that changes a project passes `run`, `undo` or `redo`: one transaction, one step in the
journal, one `ChangeSet` for whoever listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from core.commands.base import Command
from core.commands.projects import BeginProject
from core.errors import ProjectUnavailable
from core.model.changes import ChangeSet
from core.model.ids import CoderId, StepId
from core.queries.coders import guid_of
from core.storage import project_file
from core.storage.driver import Database, connect, explaining, refusing_what_is_stale
from core.storage.journal import History, put_back, title_of
from core.storage.project_file import ProjectFile
from core.storage.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[ChangeSet], None]


class Reader:
    """Reads a project on a connection of its own, for work beside the window."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ask(self, query: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the query's answer; all answers of one reader see the same state of the project."""
        return query(self._db, *args, **kwargs)


class Session:
    """An open project. Belongs to the thread that opened it; other threads take a `reader`.

    `coder` is who acts: steps bear the name. None stands for nobody in particular.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._db = file.db
        self._history = History.of(file.db)
        self._listeners: list[Listener] = []
        self.coder: CoderId | None = None

    @classmethod
    def create(cls, path: Path, title: str, fill: Callable[[Session], object] | None = None) -> Session:
        """Make a new project and open it; raises `InvalidInput` if `path` is taken.

        `fill` may run the first acts; should one of them fail, or the power, no project stays behind.
        """

        def begin(db: Database) -> None:
            command = BeginProject(title)
            command.apply(Writer(db, command.title))

        with project_file.making(path) as unfinished:
            project_file.begin(unfinished, begin)
            if fill is not None:
                with cls.open(unfinished) as session:
                    fill(session)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Session:
        """Open a project; raises `ProjectUnavailable` saying what is in the way."""
        return cls(project_file.open_file(path, read_only=read_only))

    @property
    def path(self) -> Path:
        """Where the project lies."""
        return self._file.path

    @property
    def is_read_only(self) -> bool:
        """Whether the project was opened for reading only."""
        return self._file.is_read_only

    def run(self, command: Command) -> ChangeSet:
        """Do one act; durable when this returns. An act that fails leaves the project as it was."""
        with self._writing(command.title) as writer:
            command.apply(writer)
        return self._followed(writer, None)

    def undo(self) -> ChangeSet | None:
        """Put the last act back; None when there is nothing left to undo."""
        return self._put_back(self._history.done)

    def redo(self) -> ChangeSet | None:
        """Do again what was last undone; None when there is nothing."""
        return self._put_back(self._history.undone)

    @property
    def undo_title(self) -> str | None:
        """The title of the act that `undo` would put back."""
        return title_of(self._db, self._history.done[-1]) if self._history.done else None

    @property
    def redo_title(self) -> str | None:
        """The title of the act that `redo` would do again."""
        return title_of(self._db, self._history.undone[-1]) if self._history.undone else None

    def ask(self, query: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the answer of a query from `core.queries`.

        Where others may write, the whole query sees one state of the project.
        """
        with explaining(self.path), self._db.atomic() if self.is_read_only else nullcontext():
            return query(self._db, *args, **kwargs)

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Lend a `Reader` with a connection of its own; use it in the thread that asks for it."""
        with explaining(self.path):
            db = connect(self.path, read_only=True)
        try:
            with explaining(self.path), db.atomic():
                yield Reader(db)
        finally:
            db.close()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every step; returns what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def save_copy(self, path: Path) -> None:
        """Write a whole copy, with all that is saved, to a new file."""
        project_file.save_copy(self._db, path)

    def close(self) -> None:
        """Leave the project as one file and give it free."""
        self._listeners.clear()
        self._file.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put_back(self, steps: list[StepId]) -> ChangeSet | None:
        if not steps:
            return None
        target = steps[-1]
        with self._writing(title_of(self._db, target), undoes=target) as writer:
            put_back(writer, target)
        return self._followed(writer, target)

    @contextmanager
    def _writing(self, title: str, undoes: StepId | None = None) -> Iterator[Writer]:
        if self.is_read_only:
            raise ProjectUnavailable(
                "{name} is open for reading only. Nothing was changed.", name=self.path.name
            )
        with explaining(self.path), refusing_what_is_stale(), self._db.atomic():
            yield Writer(self._db, title, self._coder_guid(), undoes)

    def _coder_guid(self) -> str | None:
        return None if self.coder is None else guid_of(self._db, self.coder)

    def _followed(self, writer: Writer, undoes: StepId | None) -> ChangeSet:
        changes = writer.change_set()
        if writer.step is not None:
            self._history.follow(writer.step, undoes)
            for listener in tuple(self._listeners):
                listener(changes)
        return changes
