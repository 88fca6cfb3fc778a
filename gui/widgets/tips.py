"""Tooltips that stay on the screen, and show words to the letter."""

from __future__ import annotations

from textwrap import wrap

from PySide6.QtGui import Qt

_LINE = 72
_MOST_LINES = 24


def tip(*parts: str) -> str:
    """Return the parts below each other, in lines that can be read at a glance; empty parts are left out.

    What is longer than a screen is cut: a tooltip cannot be scrolled.

    Qt wraps a tooltip only where it is rich text, and a name may be a whole paragraph. What is written
    in angle brackets, as a transcriber's note is, it would take for mark-up and leave out.
    """
    lines = [line for part in parts if part for words in part.split("\n") for line in _wrapped(words)]
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = ["…"]
    words = "\n".join(lines)
    return Qt.convertFromPlainText(words) if Qt.mightBeRichText(words) else words


def _wrapped(line: str) -> list[str]:
    return [line] if len(line) <= _LINE else wrap(line, _LINE)
