"""The keys that delete words: they belong to the field one writes in, not to an act of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

_DELETING = QKeySequence.StandardKey.DeleteStartOfWord, QKeySequence.StandardKey.DeleteEndOfWord


def keeps_for_words(event: QEvent) -> bool:
    """Tell whether a field is asked for keys that delete a word, and say that it has them for itself.

    The toolkit's fields delete a word by these keys, and yet let an act of the window take them.
    """
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    keeps = any(event.matches(keys) for keys in _DELETING)
    if keeps:
        event.accept()
    return keeps


def delete_words(keys: QKeySequence) -> bool:
    """Tell whether these are such keys."""
    return any(keys in QKeySequence.keyBindings(deleting) for deleting in _DELETING)
