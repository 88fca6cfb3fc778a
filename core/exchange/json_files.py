"""JSON files: exact, UTF-8, with their keys in the order they were given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.exchange.saving import saving_text


def write_json(path: Path, value: object) -> None:
    """Write one value, indented for reading."""
    with saving_text(path) as stream:
        stream.write(as_json(value))


def as_json(value: object) -> str:
    """Return the text of a JSON file that holds the value."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_json_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a list with one object on each line, so that long lists stream; returns how many."""
    written = 0
    with saving_text(path) as stream:
        for row in rows:
            stream.write("[\n" if written == 0 else ",\n")
            stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False))
            written += 1
        stream.write("\n]\n" if written else "[]\n")
    return written
