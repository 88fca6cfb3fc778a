"""YAML as texts, lists and mappings with their lines, read from the parser's events.

Every value is the text it shows. Anchors and tags are refused, for a few of them can stand for a whole
library, and so is what is nested deeper than any codebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import InvalidInput

_DEEPEST = 12


@dataclass(slots=True)
class Entry:
    """A value with its line: a text, a list, or a mapping."""

    line: int
    text: str = ""
    items: list[Entry] | None = None
    fields: dict[str, Entry] | None = None


def read_entries(text: str, file: str) -> Entry:
    """Return what the one document of a file holds; raises `InvalidInput` naming the line."""
    import yaml

    try:
        return _Composer(file, yaml.parse(text, Loader=yaml.CBaseLoader)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InvalidInput(
            "{file}, line {line}: this is no YAML ({reason}).",
            file=file,
            line=mark.line + 1 if mark else 1,
            reason=getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read",
        ) from error


class _Composer:
    """Makes values of events, one after the other."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self._file = file
        self._events = events

    def document(self) -> Entry:
        """Return the document; a file with several, or none, is refused."""
        made: list[Entry] = []
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent" and made:
                raise self._fault(event, "a second document begins here. A codebook is one.")
            if kind.startswith(("Stream", "Document")):
                continue
            made.append(self._value(event, 0))
        return made[0] if made else Entry(1)

    def _value(self, event: Any, depth: int) -> Entry:
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor is not None:
            raise self._fault(event, "anchors and aliases have no place in a codebook. Write the text out.")
        if event.tag is not None:
            raise self._fault(event, "tags have no place in a codebook. Leave {tag} out.", tag=event.tag)
        if depth > _DEEPEST:
            raise self._fault(event, "this is nested deeper than any codebook.")
        line = event.start_mark.line + 1
        if kind == "ScalarEvent":
            return Entry(line, "" if self._is_null(event) else event.value)
        if kind == "SequenceStartEvent":
            return Entry(line, items=list(self._items(depth + 1)))
        return Entry(line, fields=self._fields(depth + 1))

    def _is_null(self, event: Any) -> bool:
        return bool(event.implicit[0]) and event.value in ("~", "null", "Null", "NULL")

    def _items(self, depth: int) -> Iterator[Entry]:
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            yield self._value(event, depth)

    def _fields(self, depth: int) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._value(event, depth)
            name = key.text.strip().lower()
            if key.items is not None or key.fields is not None or not name:
                raise self._fault(event, "a field needs a name.")
            if name in found:
                raise self._fault(event, "the field {name} stands here a second time.", name=name)
            value = self._value(next(self._events), depth)
            # the library gives a text that begins below its name the line of the name before
            value.line = max(value.line, key.line)
            found[name] = value
        return found

    def _fault(self, event: Any, template: str, **parameters: object) -> InvalidInput:
        return InvalidInput(
            "{file}, line {line}: " + template, file=self._file, line=event.start_mark.line + 1, **parameters
        )
