"""Which way paragraphs run where a reader overrules the text: kept for each reader, never in the project."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QSettings

from core.model.coding import Source
from gui.editor.direction import Direction

_WHOLE = "whole"


class Directions:
    """Remembers the directions of one project's sources, by revision: offsets belong to one text."""

    def __init__(self, settings: QSettings, project: str) -> None:
        self._settings = settings
        self._place = f"project/{project}/directions"

    def of(self, source: Source) -> tuple[Direction, dict[int, Direction]]:
        """Return the direction of the whole source, and those of single paragraphs by where they start."""
        kept = self._read(source)
        whole = _direction(kept.pop(_WHOLE, None))
        return whole, {int(start): _direction(name) for start, name in kept.items() if start.isdecimal()}

    def keep(self, source: Source, whole: Direction, paragraphs: Mapping[int, Direction]) -> None:
        """Remember what the reader chose; what follows the text is not worth a line."""
        kept = {str(start): way.value for start, way in paragraphs.items() if way != Direction.AUTO}
        if whole != Direction.AUTO:
            kept[_WHOLE] = whole.value
        key = self._key(source)
        if kept:
            self._settings.setValue(key, json.dumps(kept))
        else:
            self._settings.remove(key)

    def _read(self, source: Source) -> dict[str, object]:
        try:
            kept = json.loads(str(self._settings.value(self._key(source), "{}")))
        except ValueError:
            # A settings file is open to anybody's hand; the text's own directions are always there
            return {}
        return kept if isinstance(kept, dict) else {}

    def _key(self, source: Source) -> str:
        return f"{self._place}/{source.guid}/{source.revision_number}"


def _direction(name: object) -> Direction:
    return next((way for way in Direction if way == name), Direction.AUTO)
