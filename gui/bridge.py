"""The session as signals: the only way from the window to a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from core.commands.base import Command
from core.errors import GlossatorError
from core.model.changes import ChangeSet
from core.model.ids import CodeId
from core.model.scheme import Code, Scheme
from core.queries.schemes import code, scheme
from core.session import Session

P = ParamSpec("P")
T = TypeVar("T")
_READ_ONE_BY_ONE = 20


def sentence(error: GlossatorError) -> str:
    """Return the error as a full sentence in the language of the window."""
    return QCoreApplication.translate("errors", error.template).format(**error.parameters)


class SessionBridge(QObject):
    """Runs commands and tells what changed.

    `changed` carries a `ChangeSet` after every step, `failed` the sentence of an act that could not
    be done; nothing was changed then.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._scheme: Scheme | None = None
        session.subscribe(self._on_step)

    def run(self, command: Command) -> ChangeSet | None:
        """Do one act; None when it failed, and `failed` has told why."""
        return self._attempt(lambda: self.session.run(command))

    def undo(self) -> ChangeSet | None:
        """Put the last act back."""
        return self._attempt(self.session.undo)

    def redo(self) -> ChangeSet | None:
        """Do again what was last undone."""
        return self._attempt(self.session.redo)

    def ask(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the answer of a query from `core.queries`."""
        return self.session.ask(query, *args, **kwargs)

    def scheme(self) -> Scheme:
        """Return the coding scheme, read once for each state it is in: each panel asks for it at each change.

        Where another program may write there is no news of changes, so it is read each time.
        """
        if self.session.is_read_only:
            return self.ask(scheme)
        if self._scheme is None:
            self._scheme = self.ask(scheme)
        return self._scheme

    def _on_step(self, changes: ChangeSet) -> None:
        if changes.tables & {"family", "code"} and self._scheme is not None:
            self._scheme = self._with_changed(self._scheme, changes)
        self.changed.emit(changes)

    def _with_changed(self, known: Scheme, changes: ChangeSet) -> Scheme | None:
        """Return the scheme with the codes that were edited in their old places; None where these may differ.

        One of thousands of codes is edited at a time, and the scheme is to be shown within a frame.
        """
        keys = changes.changed("code")
        moved = changes.created("code") or changes.removed("code") or "family" in changes.tables
        if moved or len(keys) > _READ_ONE_BY_ONE:
            return None
        edited = {key: self.ask(code, CodeId(key)) for key in keys}
        if any(_place(one) != _place(edited[one.id]) for one in known.codes if one.id in edited):
            return None
        return Scheme(known.families, tuple(edited.get(one.id, one) for one in known.codes))

    def _attempt(self, act: Callable[[], ChangeSet | None]) -> ChangeSet | None:
        try:
            return act()
        except GlossatorError as error:
            self.failed.emit(sentence(error))
            return None


def _place(code: Code) -> tuple[object, ...]:
    return code.family, code.parent, code.position
