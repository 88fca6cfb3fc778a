"""Tooltips that stay on the screen, and show words to the letter."""

from __future__ import annotations

from textwrap import fill

from PySide6.QtGui import Qt

_LINE = 72


def tip(*parts: str) -> str:
    """Return the parts below each other, in lines that can be read at a glance; empty parts are left out.

    Qt wraps a tooltip only where it is rich text, and a name may be a whole paragraph. What is written
    in angle brackets, as a transcriber's note is, it would take for mark-up and leave out.
    """
    words = "\n".join(_wrapped(line) for part in parts if part for line in part.split("\n"))
    return Qt.convertFromPlainText(words) if Qt.mightBeRichText(words) else words


def _wrapped(line: str) -> str:
    return line if len(line) <= _LINE else fill(line, _LINE)
