"""Reading a codebook in YAML: families in a list, each with its codes; fields bear the columns' names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import InvalidInput
from core.exchange.codebook.aliases import joined
from core.exchange.codebook.columns import is_ours
from core.exchange.codebook.draft import DraftMaker, SchemeDraft, fault_in
from core.exchange.codebook.table_in import add_rows
from core.exchange.codebook.yaml_tree import Entry, read_entries
from core.exchange.tables import Row, read_utf8
from core.model.scheme import name_key

_OF_FAMILY = ("scale", "exclusive")
# what a code says of itself in a table only
_ELSEWHERE = ("family", "code", "scale", "exclusive")
_HEADINGS = {"family": "name", "code": "name"}


def read_yaml(path: Path) -> SchemeDraft:
    """Read a codebook; raises `InvalidInput` naming line and field."""
    return _Reader(path.name).draft_of(read_utf8(path))


@dataclass(slots=True)
class _Reader:
    """Makes rows of the entries, and remembers what nobody looks at."""

    file: str
    passed_over: dict[str, None] = field(default_factory=dict)

    def draft_of(self, text: str) -> SchemeDraft:
        maker = DraftMaker(self.file)
        add_rows(maker, list(self._rows(read_entries(text, self.file))))
        if self.passed_over:
            maker.notes.append(f"Fields passed over: {', '.join(self.passed_over)}.")
        return maker.made()

    def _rows(self, root: Entry) -> Iterator[Row]:
        if root.fields is None or "families" not in root.fields:
            raise InvalidInput("{file} is no codebook: it has no list of families.", file=self.file)
        self.passed_over.update((name, None) for name in root.fields if name != "families")
        met: dict[str, str] = {}
        for family in self._list(root.fields["families"], "families"):
            own = self._cells(family, "family")
            name = own["family"].strip()
            if (key := name_key(name)) in met:
                raise self._fault(
                    family, "name", "There is a family {other} already. Write it alike.", other=met[key]
                )
            met[key] = name
            yield self._row(family, own)
            for code in self._list((family.fields or {}).get("codes"), "codes"):
                yield self._row(code, {"family": name, **self._cells(code, "code")})

    def _cells(self, entry: Entry, kind: str) -> dict[str, str]:
        """Return what a family or code says, under the names of the table's columns."""
        if entry.fields is None:
            raise self._fault(entry, kind, "Here should stand fields, the first of them name.")
        cells = {kind: ""}
        for name, value in entry.fields.items():
            column = self._column(name, kind)
            if column:
                cells[column] = self._text(value, name)
            elif not (kind == "family" and name == "codes"):
                self.passed_over[name] = None
        if not cells[kind].strip():
            raise self._fault(entry, "name", "A name must not be empty.")
        return cells

    def _column(self, name: str, kind: str) -> str:
        """Return the table's column for a field, or nothing for one that nobody knows."""
        if name == "name":
            return kind
        if kind == "code":
            return name if is_ours(name) and name not in _ELSEWHERE and name[:7] != "family_" else ""
        column = name if name in _OF_FAMILY else f"family_{name}"
        return column if is_ours(column) else ""

    def _text(self, entry: Entry, name: str) -> str:
        if entry.items is not None and name == "aliases":
            return joined(self._text(item, name) for item in entry.items)
        if entry.items is not None or entry.fields is not None:
            raise self._fault(entry, name, "Here should stand a text.")
        return entry.text

    def _list(self, entry: Entry | None, name: str) -> list[Entry]:
        if entry is None or (entry.items is None and entry.fields is None and not entry.text.strip()):
            return []
        if entry.items is None:
            raise self._fault(entry, name, "Here should stand a list.")
        return entry.items

    def _row(self, entry: Entry, cells: Mapping[str, str]) -> Row:
        headings = _HEADINGS | {
            column: column.removeprefix("family_") for column in cells if column[:7] == "family_"
        }
        return Row(self.file, entry.line, cells, headings, "line")

    def _fault(self, entry: Entry, name: str, template: str, **parameters: object) -> InvalidInput:
        return fault_in(self.file, f"line {entry.line}", name, template, **parameters)
