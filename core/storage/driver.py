"""The SQLite drivers: one way to connect, and their errors as sentences.

Two drivers are served: the standard library's, and `sqlcipher3` where it is installed. Both have
their own family of exceptions, so nothing above this module names `sqlite3.Error`.
"""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from core.errors import GlossatorError, InvalidInput, NotFound, ProjectUnavailable


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Hide modules that are not loaded yet from imports inside the block."""
    loaded: dict[str, Any] = sys.modules
    hidden = [name for name in modules if name not in loaded]
    loaded.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del loaded[name]


# sqlite-utils imports pandas and numpy when they are installed: half a second at each start
with _without("pandas", "numpy"):
    from sqlite_utils import Database as Database


def _error_families() -> tuple[type[Exception], ...]:
    families: list[type[Exception]] = [sqlite3.Error]
    if importlib.util.find_spec("sqlcipher3") is not None:
        cipher: Any = importlib.import_module("sqlcipher3")
        families.append(cipher.Error)
    return tuple(families)


SQL_ERRORS = _error_families()

_SENTENCES = (
    (
        "disk is full",
        "The disk is full. The last step was not kept; everything before it is safe. "
        "Free some space, then do it again.",
    ),
    (
        "readonly",
        "{path} cannot be written to. Nothing was changed. "
        "Save a copy in a folder of your own and work there.",
    ),
    ("locked", "{path} is in use by another program. Nothing was changed. Close it there, then try again."),
    ("not a database", "{path} is no Glossator project. It was not touched."),
    (
        "malformed",
        "{path} is damaged and was not changed. "
        "Open your last copy, or run 'glossator check' to see what is wrong.",
    ),
    ("unable to open", "{path} cannot be opened. Check that the folder exists and that you may read it."),
    (
        "disk i/o error",
        "{path} could not be read or written: the disk reports an error. The last step was not kept.",
    ),
)


def explained(error: Exception, path: str) -> GlossatorError | None:
    """Return the sentence for an SQL error that a researcher can do something about, or None."""
    words = str(error).lower()
    for sign, sentence in _SENTENCES:
        if sign in words:
            return ProjectUnavailable(sentence, path=path)
    return None


@contextmanager
def explaining(path: Path | str) -> Iterator[None]:
    """Turn errors of either driver into sentences; those that are our own fault pass through."""
    try:
        yield
    except UnicodeEncodeError as error:  # bytes of a file's name or of the command line, say
        raise InvalidInput(
            "A name here is no valid Unicode and cannot be stored. Write it anew. Nothing was changed."
        ) from error
    except SQL_ERRORS as error:
        sentence = explained(error, Path(path).name)
        if sentence is None:
            raise
        raise sentence from error


@contextmanager
def refusing_what_is_stale() -> Iterator[None]:
    """Say it in a sentence when an act does not fit the rows there are: it was prepared on older ones."""
    try:
        yield
    except SQL_ERRORS as error:
        words = str(error).lower()
        if "foreign key" in words:
            raise NotFound("What this belongs to was removed meanwhile. Nothing was changed.") from error
        if "unique" in words:
            raise InvalidInput("Some of this is there already. Nothing was changed.") from error
        raise


def connect(path: Path, *, read_only: bool, driver: ModuleType = sqlite3) -> Database:
    """Open an existing file; foreign keys are kept. Waits up to two seconds for a busy file."""
    mode = "ro" if read_only else "rw"
    connection = driver.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=2.0)
    database = Database(connection, execute_plugins=False)
    database.execute("PRAGMA foreign_keys = ON")
    return database
