"""Tooltips that stay on the screen, however long the words are that they show whole."""

from __future__ import annotations

from textwrap import fill

_LINE = 72


def tip(*parts: str) -> str:
    """Return the parts below each other, in lines that can be read at a glance; empty parts are left out.

    Qt wraps a tooltip only where it is rich text, and a name may be a whole paragraph.
    """
    return "\n".join(_wrapped(part) for part in parts if part)


def _wrapped(words: str) -> str:
    return words if len(words) <= _LINE else fill(words, _LINE)
