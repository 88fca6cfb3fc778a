"""Other names of a code in one line, parted by a bar; a bar inside a name has a backslash before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BAR = re.compile(r"(?<!\\)\|")


def joined(aliases: Iterable[str]) -> str:
    """Return the names in one line, as people read them."""
    return " | ".join(alias.replace("|", r"\|") for alias in aliases)


def parted(line: str) -> tuple[str, ...]:
    """Return the names of a line; undoes `joined`."""
    return tuple(alias.strip().replace(r"\|", "|") for alias in _BAR.split(line) if alias.strip())
