"""Codings from a CSV table, checked against the project row by row.

Needed are `source`, `coder`, `code`, `start` and `end`. What `segments` exports is read back: `family`
then says which code is meant, `text` and `text_sha256` must fit the project's text, and a coding that is
there already is passed over. So the same file loaded twice changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.commands.codings import LoadCodings, NewCoding, check_can_be_given
from core.commands.sources import check_inside
from core.errors import GlossatorError, InvalidInput
from core.exchange.tables import Row, read_csv
from core.jobs import Progress, silent
from core.model.coding import Source
from core.model.ids import CodeId, RevisionId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.coders import coders
from core.queries.names import CodeNames
from core.queries.schemes import scheme
from core.queries.segments import segments
from core.queries.sources import sources, text
from core.storage.driver import Database

REQUIRED = ("source", "coder", "code", "start", "end")
_ROWS_BETWEEN_REPORTS = 1000

_Place = tuple[RevisionId, int, int, CodeId, str]


@dataclass(frozen=True, slots=True)
class CodingsRead:
    """A table that was read: the act that loads it, and what was found."""

    command: LoadCodings
    already_there: int
    new_coders: tuple[str, ...]


def read_codings(db: Database, path: Path, progress: Progress | None = None) -> CodingsRead:
    """Read and check a table of codings; raises `InvalidInput` naming the first row and field at fault."""
    progress = progress or silent()
    table = read_csv(path, REQUIRED)
    project = _Project(db)
    new: list[NewCoding] = []
    met: dict[_Place, int] = {}
    already_there = 0
    for done, row in enumerate(table.rows):
        if done % _ROWS_BETWEEN_REPORTS == 0:
            progress.step(done, len(table.rows))
        coding, code = project.coding_in(row)
        place = (coding.revision, coding.span.start, coding.span.end, code.id, coding.coder)
        if met.setdefault(place, row.number) != row.number:
            raise row.fault(
                "code",
                "Row {other} gives {code} to this segment already. A coder gives a code to a segment once.",
                other=met[place],
                code=code.name,
            )
        if project.holds(place):
            already_there += 1
            continue
        try:
            check_can_be_given(code)
        except InvalidInput as error:
            raise row.blaming("code", error) from error
        new.append(coding)
    progress.step(len(table.rows), len(table.rows))
    known = {coder.name for coder in coders(db)}
    met_coders = dict.fromkeys(coding.coder for coding in new)
    return CodingsRead(
        LoadCodings(tuple(new)), already_there, tuple(name for name in met_coders if name not in known)
    )


class _Project:
    """What the rows are checked against; texts and codings are read for the sources that are named."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._sources = {source.name: source for source in sources(db)}
        self._codes = CodeNames(scheme(db))
        self._coders = {coder.name.casefold(): coder.name for coder in coders(db)}
        self._coder_names = {int(coder.id): coder.name for coder in coders(db)}
        self._texts: dict[RevisionId, str] = {}
        self._places: dict[RevisionId, set[_Place]] = {}
        self._found: dict[tuple[str, str], Code] = {}

    def coding_in(self, row: Row) -> tuple[NewCoding, Code]:
        """Return the coding a row describes, checked against source, text, scheme and coders."""
        source = self._source(row)
        coder = self._coder(row)
        code = self._code(row)
        span = self._span(row, source)
        self._check_text(row, source, span)
        coding = NewCoding(
            source.revision,
            coder,
            code.id,
            span,
            row.get("memo") if row.get("memo").strip() else "",
            row.truth("unsure", otherwise=False),
            _moment(row, "created"),
            _moment(row, "modified"),
        )
        return coding, code

    def holds(self, place: _Place) -> bool:
        """Tell whether the project has this coding."""
        revision = place[0]
        if revision not in self._places:
            self._places[revision] = {
                (revision, start, end, CodeId(code), self._coder_names[coder])
                for _, start, end, code, coder, *_ in segments(self._db, revision)
            }
        return place in self._places[revision]

    def _source(self, row: Row) -> Source:
        name = row.name("source")
        if name not in self._sources:
            raise row.fault("source", "There is no source {name} in this project.", name=name)
        return self._sources[name]

    def _coder(self, row: Row) -> str:
        name = row.name("coder")
        spelled = self._coders.setdefault(name.casefold(), name)
        if spelled != name:
            raise row.fault("coder", "There is a coder {other} already. Write it alike.", other=spelled)
        return name

    def _code(self, row: Row) -> Code:
        name, family = row.name("code"), row.get("family").strip()
        if (family, name) not in self._found:
            try:
                self._found[family, name] = self._codes.find(f"{family}/{name}" if family else name)
            except GlossatorError as error:
                raise row.blaming("code", error) from error
        return self._found[family, name]

    def _span(self, row: Row, source: Source) -> Span:
        start, end = row.offset("start"), row.offset("end")
        try:
            span = Span(start, end)
            check_inside(span, source.name, source.characters)
        except InvalidInput as error:
            raise row.blaming("end", error) from error
        return span

    def _check_text(self, row: Row, source: Source, span: Span) -> None:
        told = row.get("text_sha256").strip().lower()
        if told and told != source.text_sha256:
            raise row.fault(
                "text_sha256",
                "These codings belong to another text than the one {source} has here. Nothing was loaded.",
                source=source.name,
            )
        quoted = row.get("text")
        if not quoted:
            return
        if source.revision not in self._texts:
            self._texts[source.revision] = text(self._db, source.revision)
        words = self._texts[source.revision][span.start : span.end]
        # a spreadsheet may have written the line ends its own way
        if re.sub("\r\n?", "\n", quoted) != words:
            raise row.fault(
                "text",
                "In {source}, {start}–{end} reads “{words}”, not “{quoted}”.",
                source=source.name,
                start=span.start,
                end=span.end,
                words=_shortened(words),
                quoted=_shortened(quoted),
            )


def _moment(row: Row, column: str) -> str | None:
    """Return a time as the project writes it, in UTC with milliseconds; without a zone it is UTC."""
    cell = row.get(column).strip()
    if not cell:
        return None
    try:
        moment = datetime.fromisoformat(cell)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise row.fault(
            column, "{cell} is no date and time: write it as 2026-11-21T09:30:00Z.", cell=cell
        ) from error
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39] + "…"
