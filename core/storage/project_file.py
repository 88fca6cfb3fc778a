"""Making, opening, copying and closing a project file."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from core.errors import InvalidInput, ProjectUnavailable
from core.storage import schema
from core.storage.driver import SQL_ERRORS, Database, connect, explaining
from core.storage.lock import WriteLock

SUFFIX = ".glossator"
_MAGIC = b"SQLite format 3\0"


@dataclass(slots=True)
class ProjectFile:
    """An open project: its connection, and the lock when it may be written."""

    path: Path
    db: Database
    lock: WriteLock | None

    @property
    def is_read_only(self) -> bool:
        """Whether someone else may be writing."""
        return self.lock is None

    def close(self) -> None:
        """Leave one file that can be read from any folder, and give the project free."""
        if self.lock is not None:
            self._fold_in_the_log()
        self.db.close()
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def _fold_in_the_log(self) -> None:
        try:
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.db.execute("PRAGMA journal_mode = DELETE")
        except SQL_ERRORS as error:
            if "locked" not in str(error).lower():
                raise
            # someone still reads: the log stays beside the file, nothing is lost


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Lend an empty file to build a project in; it moves to `path` when the block ends well.

    Whatever happens, be it the power going, either the whole project stands at `path` afterwards or
    nothing does. An existing file is never replaced.
    """
    try:
        if path.exists():
            raise InvalidInput("{path} exists already. Choose another name, or open it.", path=str(path))
        if not path.parent.is_dir():
            raise InvalidInput("The folder {folder} does not exist. Make it first.", folder=str(path.parent))
        unfinished = path.with_name(f".{path.name}.new")
        try:
            _clear(unfinished)  # whoever was killed while making one could not
            unfinished.touch()
            yield unfinished
            unfinished.rename(path)
        finally:
            _clear(unfinished)
    except OSError as error:
        raise ProjectUnavailable(
            "{name} cannot be made in {folder}: {reason}. Choose a folder of your own.",
            name=path.name,
            folder=str(path.resolve().parent),
            reason=error.strerror or str(error),
        ) from error


def _clear(path: Path) -> None:
    """Remove a file and whatever SQLite and the lock may have left beside it."""
    for ending in ("", "-wal", "-shm", "-journal", ".lock"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def begin(path: Path, fill: Callable[[Database], None], driver: ModuleType = sqlite3) -> None:
    """Make the tables in an empty file and let `fill` write the first rows, all in one transaction."""
    with explaining(path):
        db = connect(path, read_only=False, driver=driver)
        try:
            db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            with db.atomic():
                schema.create_schema(db)
                fill(db)
        finally:
            db.close()


def open_file(path: Path, *, read_only: bool = False, driver: ModuleType = sqlite3) -> ProjectFile:
    """Open a project; raises `ProjectUnavailable` with what is in the way, and then leaves it as it is."""
    version = _checked_version(path)
    if read_only:
        if version < schema.SCHEMA_VERSION:
            raise ProjectUnavailable(
                "{name} was made by an older Glossator. "
                "Open it once for writing, so that it can be brought up to date.",
                name=path.name,
            )
        _finish_what_was_killed(path, driver)
        return ProjectFile(path, _connected(path, read_only=True, driver=driver), None)
    lock = WriteLock(path)
    try:
        if version < schema.SCHEMA_VERSION:
            _bring_up_to_date(path, version, driver)
        db = _connected(path, read_only=False, driver=driver)
        with explaining(path):
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        lock.release()
        raise
    return ProjectFile(path, db, lock)


def _finish_what_was_killed(path: Path, driver: ModuleType) -> None:
    """Let a writer put in order what a killed program left beside the file; a reader alone may not.

    Where someone has the project open, or nobody may write, the file is read as it stands.
    """
    if _has_log(path):
        with suppress(ProjectUnavailable):
            open_file(path, driver=driver).close()


def _has_log(path: Path) -> bool:
    """Tell whether a log lies beside the file, which may hold what the file lacks."""
    return any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal"))


def save_copy(db: Database, path: Path) -> None:
    """Write a whole, compact copy to a new file, with everything that is saved at this moment."""
    if path.exists():
        raise InvalidInput("{name} exists already. Choose another name for the copy.", name=path.name)
    with explaining(path):
        try:
            db.execute("VACUUM INTO ?", (str(path),))
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _connected(path: Path, *, read_only: bool, driver: ModuleType) -> Database:
    with explaining(path):
        db = connect(path, read_only=read_only, driver=driver)
        try:
            db.execute("SELECT count(*) FROM project").fetchone()
        except BaseException:
            db.close()
            raise
        return db


def _bring_up_to_date(path: Path, version: int, driver: ModuleType) -> None:
    """Run the migrations in one transaction, after a copy of the file was kept beside it."""
    copy = path.with_name(f"{path.stem} (before update from version {version}){path.suffix}")
    db = connect(path, read_only=False, driver=driver)
    try:
        if not copy.exists():
            save_copy(db, copy)
        with explaining(path), db.atomic():
            schema.migrate(db, version)
    finally:
        db.close()


def _checked_version(path: Path) -> int:
    """Read the header, without SQLite, and return the schema's version; a foreign file is refused."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise ProjectUnavailable("There is no project at {path}.", path=str(path)) from error
    except OSError as error:
        raise ProjectUnavailable(
            "{path} cannot be read. Check that you may open it.", path=str(path)
        ) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise ProjectUnavailable("{name} is no Glossator project. It was not touched.", name=path.name)
    page_size, pages = _page_size(header), struct.unpack(">I", header[28:32])[0]
    version, application = struct.unpack(">I4xI", header[60:72])
    if application != schema.APPLICATION_ID:
        raise ProjectUnavailable("{name} is no Glossator project. It was not touched.", name=path.name)
    if version > schema.SCHEMA_VERSION:
        raise ProjectUnavailable(
            "{name} was made by a newer Glossator. It was not touched. Install that version to open it.",
            name=path.name,
        )
    if size < page_size * pages and not _has_log(path):
        raise ProjectUnavailable(
            "{name} is cut short: {size} of {whole} bytes are there. It was not touched. "
            "Open your last copy.",
            name=path.name,
            size=size,
            whole=page_size * pages,
        )
    return int(version)


def _page_size(header: bytes) -> int:
    size = int(struct.unpack(">H", header[16:18])[0])
    return 65536 if size == 1 else size
