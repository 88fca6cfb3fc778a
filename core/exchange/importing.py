"""Reading text files from outside, ready to become sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.commands.sources import NewSource
from core.errors import InvalidInput
from core.text.decoding import decode
from core.text.normalise import join_lines as joined_lines
from core.text.normalise import normalise

TEXT_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A text that was read: the original bytes, the text as it will be stored, and what was found.

    `runner_up` is the encoding that came second where the bytes do not settle it. `findings`
    are sentences for the person who imports; they are kept with the source.
    """

    name: str
    file_name: str
    original: bytes
    text: str
    encoding: str
    runner_up: str | None
    findings: tuple[str, ...]

    @property
    def new_source(self) -> NewSource:
        """What `AddSources` takes."""
        return NewSource(
            self.name, self.original, self.text, self.encoding, self.file_name, "\n".join(self.findings)
        )


def read_source(path: Path, encoding: str | None = None, *, join_lines: bool = False) -> ReadSource:
    """Read and normalise a text file; raises `InvalidInput` naming the file when it cannot be a source.

    The source is named by the file without its extension. Without an encoding named, the likeliest is
    taken.
    """
    file_name = _storable(path.name or str(path))
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise InvalidInput(
            "{file}: Glossator reads {known}. Save the text as one of these, then import it.",
            file=file_name,
            known=" and ".join(TEXT_SUFFIXES),
        )
    original = _bytes_of(path)
    decoded = decode(original, encoding, name=file_name)
    normal = normalise(decoded.text)
    text, notes = normal.text, [_encoding_note(decoded.encoding, decoded.runner_up), *normal.reports]
    if join_lines:
        joined = joined_lines(text)
        text = joined.text
        notes.append(f"Lines joined: {joined.lines_joined}.")
    if not text.strip():
        raise InvalidInput("{file} holds no text.", file=file_name)
    return ReadSource(
        _storable(path.stem), file_name, original, text, decoded.encoding, decoded.runner_up, tuple(notes)
    )


def _encoding_note(encoding: str, runner_up: str | None) -> str:
    if runner_up is None:
        return f"Read as {encoding}."
    return f"Read as {encoding}; {runner_up} is possible too."


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InvalidInput("There is no file {path}.", path=_storable(str(path))) from error
    except IsADirectoryError as error:
        raise InvalidInput("{path} is a folder. Name the files in it.", path=_storable(str(path))) from error
    except OSError as error:
        raise InvalidInput(
            "{path} cannot be read: {reason}.",
            path=_storable(str(path)),
            reason=error.strerror or str(error),
        ) from error


def _storable(name: str) -> str:
    """Return a file's name with what is no valid UTF-8 in it replaced; it could not be stored or shown."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
