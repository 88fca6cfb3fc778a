"""Disagreements as a table: one row a place, with what each coder gave and the words it is about.

Rows stand in reading order: by source as the project has them, then by place, then by family. The id of
a row is that of the place, so lists of two days can be joined by it.
"""

from __future__ import annotations

import io
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from core.agreement.results import Comparison, Place
from core.errors import InvalidInput
from core.exchange.saving import saving
from core.exchange.tables import Cell, csv_into
from core.queries.sources import source_named, text
from core.storage.driver import Database
from core.text.units import paragraph_starts

BETWEEN = " | "
_NOTHING = "–"

COLUMNS = (
    *("id", "source", "family", "kind", "start", "end", "paragraph"),
    *("coders", "silent", "codes", "segments", "text"),
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place with the number of its paragraph, counted from 1, and its words."""

    place: Place
    paragraph: int
    text: str

    @property
    def codes(self) -> dict[str, list[str]]:
        """What each coder who judged the place gave, codes in the order they begin."""
        return {coder: _codes(self.place, coder) for coder in self.place.coders}


def write_disagreements(db: Database, comparison: Comparison, path: Path, form: str | None = None) -> None:
    """Write the list as one of `FORMATS`; without a form named, the file's ending chooses it."""
    form = form or path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InvalidInput(
            "{name}: the file's ending chooses the format, and disagreements can be written as {known}.",
            name=str(path),
            known=", ".join(f".{known}" for known in FORMATS),
        )
    rendered = render_disagreements(db, comparison, form)
    with saving(path) as stream:
        stream.write(rendered)


def render_disagreements(db: Database, comparison: Comparison, form: str) -> bytes:
    """Return the file's bytes in one of `FORMATS`; `db` lends the texts."""
    return FORMATS[form](disagreements(db, comparison)).encode("utf-8")


def disagreements(db: Database, comparison: Comparison) -> Iterator[Disagreement]:
    """Yield the disagreements in reading order; a text is in memory only while its places are told."""
    for name, of_source in groupby(in_reading_order(comparison), key=lambda place: place.source):
        words = text(db, source_named(db, name).revision)
        starts = paragraph_starts(words)
        for place in of_source:
            # a segment of blank lines before the first paragraph counts to that
            paragraph = max(1, bisect_right(starts, place.start))
            yield Disagreement(place, paragraph, words[place.start : place.end])


def in_reading_order(comparison: Comparison) -> list[Place]:
    """Return the disagreements by source and place, whatever their family."""
    order = {source.name: place for place, source in enumerate(comparison.sources)}
    return sorted(
        comparison.disagreements, key=lambda place: (order[place.source], place.start, place.end, place.id)
    )


def codes_in_words(place: Place) -> str:
    """Return what each coder who judged the place gave, codes in the order they begin."""
    return BETWEEN.join(f"{coder}: {' + '.join(_codes(place, coder)) or _NOTHING}" for coder in place.coders)


def segments_in_words(place: Place) -> str:
    """Return each coder's segments with their codes."""
    told = []
    for coder in place.coders:
        own = [f"{one.start}–{one.end} {one.code}" for one in place.codings if one.coder == coder]
        told.append(f"{coder}: {', '.join(own) or _NOTHING}")
    return BETWEEN.join(told)


def _codes(place: Place, coder: str) -> list[str]:
    return list(dict.fromkeys(one.code for one in place.codings if one.coder == coder))


def _csv(found: Iterator[Disagreement]) -> str:
    stream = io.StringIO(newline="")
    csv_into(stream, COLUMNS, (_cells(one) for one in found))
    return stream.getvalue()


def _cells(one: Disagreement) -> Sequence[Cell]:
    place = one.place
    return (
        *(place.id, place.source, place.family, str(place.kind), place.start, place.end, one.paragraph),
        BETWEEN.join(place.coders),
        BETWEEN.join(place.silent),
        codes_in_words(place),
        segments_in_words(place),
        one.text,
    )


def _json(found: Iterator[Disagreement]) -> str:
    rows = [json.dumps(_record(one), ensure_ascii=False) for one in found]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def _record(found: Disagreement) -> Mapping[str, Any]:
    """Return the place as a comparison's JSON has it, and more."""
    place = found.place
    return {
        "id": place.id,
        "source": place.source,
        "family": place.family,
        "kind": str(place.kind),
        "start": place.start,
        "end": place.end,
        "paragraph": found.paragraph,
        "coders": list(place.coders),
        "silent": list(place.silent),
        "codes": found.codes,
        "codings": [
            {"coder": one.coder, "code": one.code, "start": one.start, "end": one.end}
            for one in place.codings
        ],
        "text": found.text,
    }


FORMATS: Mapping[str, Callable[[Iterator[Disagreement]], str]] = {"csv": _csv, "json": _json}
