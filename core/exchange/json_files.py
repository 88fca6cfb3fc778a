"""JSON files: exact, UTF-8, with their keys in the order they were given, an entry of a list on each line.

So a file can be compared line by line, and a long list is written by the encoder in C.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.exchange.saving import saving_text


def as_json(record: Mapping[str, Any]) -> str:
    """Return the text of a JSON file that holds the record; its lists have a line for each entry."""
    parts = []
    for key, value in record.items():
        if isinstance(value, list) and value:
            written = "[\n" + ",\n".join(map(_compact, value)) + "\n]"
        else:
            written = _compact(value)
        parts.append(f"{_compact(key)}: {written}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write_json_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a list of objects as they come; returns how many."""
    written = 0
    with saving_text(path) as stream:
        for row in rows:
            stream.write("[\n" if written == 0 else ",\n")
            stream.write(_compact(row))
            written += 1
        stream.write("\n]\n" if written else "[]\n")
    return written


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
