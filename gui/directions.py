"""Which way paragraphs run where a reader overrules the text: kept for each reader, never in the project."""

from __future__ import annotations

import json
from collections.abc import Iterator

from PySide6.QtCore import QSettings

from core.model.coding import Source
from gui.editor.direction import Direction, Overruled

_WHOLE, _RUNS = "whole", "paragraphs"


class Directions:
    """Remembers the directions of one project's sources, by revision: offsets belong to one text."""

    def __init__(self, settings: QSettings, project: str) -> None:
        self._settings = settings
        self._place = f"project/{project}/directions"

    def of(self, source: Source) -> tuple[Direction, Overruled]:
        """Return what was said of the whole source, and of single paragraphs."""
        kept = self._read(source)
        paragraphs = Overruled()
        for start, end, way in _runs(kept.get(_RUNS)):
            paragraphs = paragraphs.said(start, end, way)
        return _direction(kept.get(_WHOLE)), paragraphs

    def keep(self, source: Source, whole: Direction, paragraphs: Overruled) -> None:
        """Remember what the reader chose; what follows the text is not worth a line."""
        kept: dict[str, object] = {}
        if whole != Direction.AUTO:
            kept[_WHOLE] = whole.value
        if paragraphs.runs:
            kept[_RUNS] = paragraphs.runs
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


def _runs(kept: object) -> Iterator[tuple[int, int, Direction]]:
    """Return what can be read of the runs that were kept."""
    for run in kept if isinstance(kept, list) else ():
        match run:
            case [int(start), int(end), str(name)]:
                yield start, end, _direction(name)
            case _:
                pass
