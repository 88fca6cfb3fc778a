"""Settlements from a CSV table: the list of disagreements with its decisions filled in.

A row names its place by `id`, as the list has it, or by `source`, `family`, `start` and `end`. `how` says
what is done; a row without it is left open. `coder` goes with `taken`; `code` with another code, and with a
union, an intersection or a new extent where the place bears several; `new_start` and `new_end` are an
extent's ends. `reason` and `cause` are kept; `rule` names the part of a rule that the reason is added to,
`rule_code` whose rule, where that is not plain. What else the list says of the place must still hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from core.agreement.results import Place
from core.agreement.settings import Settings
from core.agreement.settling import all_places, seen
from core.commands.codings import check_can_be_given
from core.commands.settling import outcome_of
from core.commands.sources import check_inside
from core.errors import GlossatorError, InvalidInput
from core.exchange.comparison_places import BETWEEN, segments_in_words
from core.exchange.tables import Row, read_csv
from core.model.coding import CoderKind
from core.model.decision import Cause, Decision, How, RulePart, Settlement
from core.model.ids import CodeId, CoderId, RevisionId
from core.model.scheme import Code
from core.model.span import Span
from core.queries.coders import coder_named, coders
from core.queries.codings import codings_by_id, codings_in
from core.queries.decisions import decisions, living
from core.queries.names import CodeNames
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.storage.driver import Database

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class SettlementsRead:
    """A table that was read: what is to be settled, and how many rows say nothing new or nothing at all."""

    settlements: tuple[Settlement, ...]
    settled_already: int
    left_open: int


def read_settlements(db: Database, path: Path, settings: Settings | None = None) -> SettlementsRead:
    """Read and check a table; raises `InvalidInput` naming the first row and field at fault.

    `settings` are those the places were listed with: other coders or another tolerance make other places.
    """
    table = read_csv(path, ("how",))
    project = _Project(db, settings or Settings())
    new: list[Settlement] = []
    met: dict[str, int] = {}
    already = left_open = 0
    for row in table.rows:
        if not row.get("how").strip():
            left_open += 1
            continue
        place = project.place_in(row)
        if met.setdefault(place.id, row.number) != row.number:
            raise row.fault("how", "Row {other} settles this place already.", other=met[place.id])
        settlement = project.settlement_in(row, place)
        if project.is_settled_so(row, settlement):
            already += 1
        else:
            new.append(settlement)
    return SettlementsRead(tuple(new), already, left_open)


class _Project:
    """What the rows are checked against."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        _check_can_differ(db, settings)
        self._places = {place.id: place for place in all_places(db, settings)}
        self._by_words: dict[tuple[str, str, int, int], list[Place]] = {}
        for place in self._places.values():
            self._by_words.setdefault((place.source, place.family, place.start, place.end), []).append(place)
        found = list(self._places.values())
        self._seen = {one.id: one for one in seen(db, found)}
        self._characters = {one.name: one.characters for one in sources(db)}
        whole = scheme(db)
        self._names = CodeNames(whole)
        self._codes: Mapping[CodeId, Code] = {one.id: one for one in whole.codes}
        self._decisions = {one.place: one for one in decisions(db)}
        self._agreed: dict[RevisionId, set[tuple[CodeId, Span]]] = {}
        self._layers = [one.id for one in coders(db) if one.kind is CoderKind.CONSENSUS]

    def place_in(self, row: Row) -> Place:
        """Return the place a row names; raises `InvalidInput` where it has changed since."""
        field = "id" if row.get("id").strip() else "place"
        if key := row.get(field).strip():
            if key not in self._places:
                raise row.fault(
                    field,
                    "{id} is no place of this project now: its codings have changed, or other coders were "
                    "compared. Write the list anew, then decide.",
                    id=key,
                )
            place = self._places[key]
            self._check_still_holds(row, place)
            return place
        words = (row.name("source"), row.name("family"), row.offset("start"), row.offset("end"))
        fitting = self._by_words.get(words, [])
        if len(fitting) != 1:
            raise row.fault(
                "start",
                "In {source} no place of {family} stands at just {start}–{end}. Write the list anew, "
                "then decide.",
                source=words[0],
                family=words[1],
                start=words[2],
                end=words[3],
            )
        self._check_still_holds(row, fitting[0])
        return fitting[0]

    def settlement_in(self, row: Row, place: Place) -> Settlement:
        """Return what a row decides, checked against scheme, coders and text."""
        how = _choice(row, "how", How)
        settlement = Settlement(
            self._seen[place.id],
            how,
            self._coder(row, place) if how is How.TAKEN else None,
            self._code(row, "code", place),
            self._span(row, place),
            row.get("reason").strip(),
            _choice(row, "cause", Cause) if row.get("cause").strip() else None,
            _choice(row, "rule", RulePart) if row.get("rule").strip() else None,
            self._code(row, "rule_code", place),
        )
        self._check_outcome(row, settlement)
        return settlement

    def is_settled_so(self, row: Row, settlement: Settlement) -> bool:
        """Tell whether this was decided before; raises `InvalidInput` where another thing was."""
        decision = self._decisions.get(settlement.place.id)
        if decision is None or decision.is_stale:
            return False
        is_alike = (decision.how, decision.taken_from, decision.reason, decision.cause) == (
            settlement.how,
            settlement.taken_from,
            settlement.reason,
            settlement.cause,
        )
        if not is_alike or not self._is_made(decision, settlement):
            raise row.fault(
                "how", "This place is settled already, in another way. Reopen the decision first."
            )
        return True

    def _is_made(self, decision: Decision, settlement: Settlement) -> bool:
        """Tell whether the consensus holds just what the settlement would bring."""
        wanted = set(self._outcome(settlement))
        made = {(one.code, one.span) for one in codings_by_id(self._db, living(self._db, decision.made))}
        return made <= wanted <= self._consensus(settlement.place.spot.revision)

    def _consensus(self, revision: RevisionId) -> set[tuple[CodeId, Span]]:
        if revision not in self._agreed:
            found = codings_in(self._db, revision, self._layers)
            self._agreed[revision] = {(one.code, one.span) for one in found}
        return self._agreed[revision]

    def _outcome(self, settlement: Settlement) -> list[tuple[CodeId, Span]]:
        return outcome_of(settlement, codings_by_id(self._db, settlement.place.codings))

    def _check_still_holds(self, row: Row, place: Place) -> None:
        """Refuse a row that was written of something else than what stands there now."""
        now: Mapping[str, object] = {
            "source": place.source,
            "family": place.family,
            "start": place.start,
            "end": place.end,
        }
        for field, value in now.items():
            told = row.get(field).strip()
            if told and told != str(value).strip():
                raise _changed(row, field, place)
        if told := row.get("segments"):
            # without the coders' names: one may have been renamed since
            pattern = re.escape(BETWEEN).join(f".*?: {re.escape(words)}" for words in _segments(place))
            if not re.fullmatch(pattern, told.strip(), re.DOTALL):
                raise _changed(row, "segments", place)

    def _coder(self, row: Row, place: Place) -> CoderId:
        name = row.name("coder")
        try:
            coder = coder_named(self._db, name)
        except GlossatorError as error:
            raise row.blaming("coder", error) from error
        if coder.name not in place.coders:
            raise row.fault(
                "coder",
                "{coder} did not judge this place. Choose from: {known}.",
                coder=name,
                known=", ".join(place.coders),
            )
        return coder.id

    def _code(self, row: Row, field: str, place: Place) -> CodeId | None:
        name = row.get(field).strip()
        if not name:
            return None
        prefix = f"{place.family}/"
        try:
            return self._names.find(name if name.startswith(prefix) else prefix + name).id
        except GlossatorError as error:
            raise row.fault(
                field, "The family {family} has no code {code}.", family=place.family, code=name
            ) from error

    def _span(self, row: Row, place: Place) -> Span | None:
        if not row.get("new_start").strip() and not row.get("new_end").strip():
            return None
        start, end = row.offset("new_start"), row.offset("new_end")
        try:
            span = Span(start, end)
            check_inside(span, place.source, self._characters[place.source])
        except InvalidInput as error:
            raise row.blaming("new_end", error) from error
        return span

    def _check_outcome(self, row: Row, settlement: Settlement) -> None:
        try:
            outcome = self._outcome(settlement)
        except InvalidInput as error:
            raise row.blaming("how", error) from error
        for key, _ in outcome:
            try:
                check_can_be_given(self._codes[key])
            except InvalidInput as error:
                raise row.blaming("code", error) from error
        _check_rule(row, settlement, outcome)


def _check_rule(row: Row, settlement: Settlement, outcome: Sequence[tuple[CodeId, Span]]) -> None:
    """Refuse to add nothing to a rule, or something to nobody knows whose."""
    if settlement.rule is None:
        return
    if not settlement.reason:
        raise row.fault("reason", "Only a reason can be added to a rule, and none is given.")
    if settlement.rule_code is None and len({key for key, _ in outcome}) != 1:
        raise row.fault("rule_code", "Say to which code's rule the reason is added.")


def _check_can_differ(db: Database, settings: Settings) -> None:
    people = [one.name for one in coders(db) if one.kind is CoderKind.PERSON]
    if not settings.coders and len(people) < 2:
        raise InvalidInput(
            "Settling needs two coders or more, and this project has {known}.",
            known=f"only {people[0]}" if people else "none",
        )


def _segments(place: Place) -> list[str]:
    """Return what each coder gave, as the list of disagreements has it, without the coder's name."""
    return [
        segments_in_words(replace(place, coders=(coder,))).removeprefix(f"{coder}: ")
        for coder in place.coders
    ]


def _changed(row: Row, field: str, place: Place) -> InvalidInput:
    return row.fault(
        field,
        "In {source}, {start}–{end} is not as this row has it: it has changed since. Write the list anew, "
        "then decide.",
        source=place.source,
        start=place.start,
        end=place.end,
    )


def _choice(row: Row, column: str, choices: type[_Choice]) -> _Choice:
    """Return the choice a cell names, in any case, with a hyphen or an underscore for a space."""
    said = re.sub(r"[\s_-]+", " ", row.name(column)).lower()
    for one in choices:
        if one.value == said:
            return one
    raise row.fault(
        column, "{cell} is none of: {known}.", cell=said, known=", ".join(one.value for one in choices)
    )
