"""One writer for each project: an operating-system lock, with a name in it as information."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from pathlib import Path
from typing import IO

import portalocker

from core.errors import ProjectUnavailable


class WriteLock:
    """Held from opening to closing. The system frees it when the program ends, however it ends."""

    def __init__(self, project: Path) -> None:
        """Take the lock; raises `ProjectUnavailable`, naming who has the project open."""
        self._path = project.with_name(project.name + ".lock")
        self._project = project.name
        self._file = self._taken()
        self._sign()

    def _taken(self) -> IO[str]:
        while True:
            try:
                file = self._path.open("a+", encoding="utf-8")
            except OSError as error:
                raise ProjectUnavailable(
                    "{project} lies in a folder that cannot be written to. Open it for reading, "
                    "or copy it to a folder of your own.",
                    project=self._project,
                ) from error
            try:
                portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
            except portalocker.LockException as error:
                with file:
                    raise self._held_by(file) from error
            if self._is_current(file):
                return file
            file.close()  # its last holder removed it between our opening and locking it

    def _sign(self) -> None:
        """Write who holds the lock. It holds without that too, where the disk is full."""
        self._file.truncate(0)
        signature = json.dumps({"user": _user(), "computer": platform.node()})
        with suppress(OSError):
            os.write(self._file.fileno(), signature.encode())  # unbuffered: closing must have nothing left

    def _is_current(self, file: IO[str]) -> bool:
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        return False

    def _held_by(self, file: IO[str]) -> ProjectUnavailable:
        try:
            file.seek(0)
            holder = json.load(file)
            who, where = str(holder["user"]), str(holder["computer"])
        except (OSError, ValueError, KeyError, TypeError):
            return ProjectUnavailable(
                "{project} is open in another window or program. Close it there, or open it for reading.",
                project=self._project,
            )
        return ProjectUnavailable(
            "{project} is open for {who} on {where}. Close it there, or open it for reading.",
            project=self._project,
            who=who,
            where=where,
        )

    def release(self) -> None:
        """Give the project free and remove the lock file."""
        # removed while still held, so that nobody can lock a file that is about to go;
        # Windows does not remove open files: there an empty lock file stays, and does no harm
        with suppress(PermissionError, FileNotFoundError):
            self._path.unlink()
        self._file.close()


def _user() -> str:
    """Return the name of who works here; a system may know a user by number only."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
