"""Writing a file so that it is either whole or not there."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TextIO

from core.errors import InvalidInput

_SENTENCES = {
    errno.ENOSPC: "The disk is full. {name} was not written. Free some space, then do it again.",
    errno.EDQUOT: "Your share of the disk is full. {name} was not written. Free some space first.",
    errno.EACCES: "{name} was not written: you may not write in {folder}. Choose a folder of your own.",
    errno.EPERM: "{name} was not written: you may not write in {folder}. Choose a folder of your own.",
    errno.EROFS: "{name} was not written: {folder} is for reading only. Choose a folder of your own.",
    errno.ENAMETOOLONG: "{name} was not written: the name is too long. Choose a shorter one.",
}


@contextmanager
def saving(path: Path) -> Iterator[BinaryIO]:
    """Lend a stream; when the block ends well, its bytes stand at `path`, else what was there before.

    The bytes are written to a file beside `path`, flushed to the disk and moved over it. What cannot be
    replaced, such as a pipe, is written directly. An operating-system error becomes `InvalidInput`.
    """
    try:
        # a link stays a link: what it points to is replaced
        target = path.resolve()
        if path.exists() and not (path.is_file() or path.is_dir()):
            with path.open("wb") as stream:
                yield stream
            return
        _check_place(path, target)
        with _replacing(target) as stream:
            yield stream
    except OSError as error:
        raise _explained(error, path) from error


@contextmanager
def saving_text(path: Path) -> Iterator[TextIO]:
    """Lend a stream for UTF-8 text whose line ends are written as they are; otherwise as `saving`."""
    with saving(path) as binary:
        stream = io.TextIOWrapper(binary, encoding="utf-8", newline="")
        try:
            yield stream
        finally:
            stream.detach()


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    beside = target.with_name(f".glossator-{token_hex(6)}.new")
    try:
        with beside.open("xb") as stream:
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _check_place(path: Path, target: Path) -> None:
    if target.is_dir():
        raise InvalidInput("{path} is a folder. Add a file name to it.", path=str(path))
    if not target.parent.is_dir():
        raise InvalidInput("The folder {folder} does not exist. Make it first.", folder=str(target.parent))


def _explained(error: OSError, path: Path) -> InvalidInput:
    template = _SENTENCES.get(error.errno or 0, "{name} was not written: {reason}.")
    return InvalidInput(
        template, name=path.name, folder=str(path.resolve().parent), reason=error.strerror or str(error)
    )
