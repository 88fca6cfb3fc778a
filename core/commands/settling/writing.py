"""Writing settlements: what comes into the consensus, the decisions, and reasons that become rules."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.commands.coders import consensus_layer
from core.commands.coding_rows import check_can_be_given, new_row
from core.commands.scheme.editing import EditCode
from core.commands.settling.outcome import Outcome, outcome_of
from core.commands.settling.reopening import reopen
from core.commands.sources import check_inside
from core.errors import InvalidInput
from core.model.coding import Coder, CoderKind, Coding
from core.model.decision import Decision, How, SeenPlace, Settlement
from core.model.ids import CodeId, CoderId, CodingId, RevisionId, VersionId, new_guid
from core.model.scheme import Code
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_by_id, given_to
from core.queries.decisions import decisions_resting_on, fingerprints, made_on
from core.queries.schemes import code, newest_version, scheme
from core.queries.sources import extent
from core.storage.writer import Writer

_Segment = tuple[RevisionId, CodeId, Span]


@dataclass(frozen=True, eq=False)
class _Project:
    """What settlements are checked against, read once for all of them."""

    writer: Writer
    coders: Mapping[CoderId, Coder]
    codes: Mapping[CodeId, Code]
    codings: Mapping[CodingId, Coding]
    extents: Mapping[RevisionId, tuple[str, int]]
    version: VersionId

    @classmethod
    def around(cls, writer: Writer, settlements: Sequence[Settlement]) -> _Project:
        """Read what the settlements are about."""
        keys = [key for one in settlements for key in one.place.codings]
        revisions = {one.place.spot.revision for one in settlements}
        return cls(
            writer,
            {one.id: one for one in writer.ask(coders)},
            {one.id: one for one in writer.ask(scheme).codes},
            {one.id: one for one in writer.ask(codings_by_id, keys)},
            {revision: writer.ask(extent, revision) for revision in revisions},
            writer.ask(newest_version).id,
        )

    def codings_of(self, place: SeenPlace) -> list[Coding]:
        """Return the codings of a place in reading order."""
        return sorted((self.codings[key] for key in place.codings), key=lambda one: (one.span, one.id))

    def outcome(self, settled: Settlement) -> Outcome:
        """Return what the consensus gets, checked against scheme and text."""
        self._check_coders(settled)
        found = outcome_of(settled, self.codings_of(settled.place))
        for key, span in found:
            given = self.codes.get(key) or self.writer.ask(code, key)
            if given.family != settled.place.spot.family:
                raise InvalidInput("{code} is of another family than this place.", code=given.name)
            check_can_be_given(given)
            check_inside(span, *self.extents[settled.place.spot.revision])
        return found

    def _check_coders(self, settled: Settlement) -> None:
        if any(self.coders[key].kind is CoderKind.CONSENSUS for key in settled.place.spot.coders):
            raise InvalidInput("The consensus takes part in this comparison. Compare the coders alone.")
        if settled.how is not How.TAKEN:
            return
        if settled.taken_from is None:
            raise InvalidInput("Say whose coding is taken.")
        if settled.taken_from not in settled.place.spot.coders:
            raise InvalidInput(
                "{coder} did not judge this place. Take the coding of one who did.",
                coder=self.coders[settled.taken_from].name if settled.taken_from in self.coders else "She",
            )


@dataclass(eq=False)
class _Consensus:
    """The layer that is written to, and what comes into it; the layer is made with its first coding."""

    writer: Writer
    name: str
    revisions: frozenset[RevisionId]
    layer: CoderId | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    new: set[_Segment] = field(default_factory=set)
    decided: frozenset[str] | None = None

    def add(self, revision: RevisionId, outcome: Outcome) -> list[str]:
        """Plan codings and return their GUIDs; what was put there by hand stays as it is."""
        made: list[str] = []
        for key, span in outcome:
            if self.layer is None:
                self.layer = consensus_layer(self.writer, self.name)
            there = self.writer.ask(given_to, revision, span, self.layer).get(key)
            if (revision, key, span) in self.new or self._is_decided(there):
                raise InvalidInput(
                    "By another decision the consensus has {code} at {start}–{end} already. Settle one of "
                    "the two places another way.",
                    code=self.writer.ask(code, key).name,
                    start=span.start,
                    end=span.end,
                )
            if there is None:
                row = new_row(self.writer, revision, self.layer, key, span, is_unsure=False)
                made.append(new_guid())
                self.rows.append(row | {"guid": made[-1]})
                self.new.add((revision, key, span))
        return made

    def _is_decided(self, there: CodingId | None) -> bool:
        """Tell whether another decision made a coding; those that make way have gone before this."""
        if there is None:
            return False
        if self.decided is None:
            self.decided = self.writer.ask(made_on, self.revisions)
        return any(one.guid in self.decided for one in self.writer.ask(codings_by_id, [there]))


def settle(writer: Writer, settlements: Sequence[Settlement], by: CoderId | None, layer: str) -> None:
    """Check all settlements, then write what they make, the decisions, and the reasons added to rules.

    A stale decision on the same codings gives way to the new one, and so does one of a place that took in
    fewer coders, or more.
    """
    if not settlements:
        return
    _check_as_seen(writer, settlements)
    project = _Project.around(writer, settlements)
    outcomes = [project.outcome(one) for one in settlements]
    reopen(writer, _outdated(project, settlements))
    consensus = _Consensus(writer, layer, frozenset(project.extents))
    rows = []
    for settled, outcome in zip(settlements, outcomes, strict=True):
        made = consensus.add(settled.place.spot.revision, outcome)
        rows.append(_row(project, settled, made, by))
    writer.insert_many("coding", consensus.rows)
    writer.insert_many("decision", rows)
    # last: a changed rule may open the next version of the codebook, and these decisions belong to this
    for settled, outcome in zip(settlements, outcomes, strict=True):
        _add_to_rule(writer, settled, outcome)


def _check_as_seen(writer: Writer, settlements: Sequence[Settlement]) -> None:
    """Refuse places that are not as they were seen, and a place that is settled twice at once."""
    if len({one.place.id for one in settlements}) < len(settlements):
        raise InvalidInput("One of these places is chosen twice. Nothing was settled.")
    now = writer.ask(fingerprints, [one.place.spot for one in settlements])
    for settled, fingerprint in zip(settlements, now, strict=True):
        if fingerprint != settled.place.fingerprint:
            spot = settled.place.spot
            raise InvalidInput(
                "In {source}, {start}–{end} has changed since it was compared. Nothing was settled: compare "
                "again, then decide on what stands there now.",
                source=writer.ask(extent, spot.revision)[0],
                start=spot.span.start,
                end=spot.span.end,
            )


def _outdated(project: _Project, settlements: Sequence[Settlement]) -> list[Decision]:
    """Return the decisions that make way; raises `InvalidInput` where one holds for just such a place."""
    guids = [one.guid for one in project.codings.values()]
    by_coding: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in project.writer.ask(decisions_resting_on, guids, project.extents.keys()):
        for guid in decision.codings:
            by_coding[guid].append(decision)
    found: dict[int, Decision] = {}
    for settled in settlements:
        for key in settled.place.codings:
            for decision in by_coding[project.codings[key].guid]:
                if decision.place == settled.place.id and not decision.is_stale:
                    raise InvalidInput(
                        "In {source}, {start}–{end} is settled already. Reopen the decision first.",
                        source=project.extents[settled.place.spot.revision][0],
                        start=settled.place.spot.span.start,
                        end=settled.place.spot.span.end,
                    )
                found[decision.id] = decision
    return list(found.values())


def _row(project: _Project, settled: Settlement, made: Sequence[str], by: CoderId | None) -> dict[str, Any]:
    place, spot = settled.place, settled.place.spot
    return {
        "family": spot.family,
        "revision": spot.revision,
        "start": spot.span.start,
        "end": spot.span.end,
        "place": place.id,
        "kind": place.kind,
        "how": settled.how.value,
        "taken_from": settled.taken_from if settled.how is How.TAKEN else None,
        "reason": settled.reason.strip(),
        "cause": None if settled.cause is None else settled.cause.value,
        "version": project.version,
        "created": project.writer.now,
        "coder": by,
        "coders": json.dumps([project.coders[key].guid for key in spot.coders]),
        "codings": json.dumps([one.guid for one in project.codings_of(place)]),
        "made": json.dumps(made),
        "fingerprint": place.fingerprint,
    }


def _add_to_rule(writer: Writer, settled: Settlement, outcome: Outcome) -> None:
    """Write the reason below what a code's rule says there, unless it says so already."""
    if settled.rule is None:
        return
    reason = settled.reason.strip()
    if not reason:
        raise InvalidInput("Only a reason can be added to a rule, and none is given.")
    given = list(dict.fromkeys(key for key, _ in outcome))
    if settled.rule_code is None and len(given) != 1:
        raise InvalidInput("Say to which code's rule the reason is added.")
    stored = writer.ask(code, given[0] if settled.rule_code is None else settled.rule_code)
    said = str(getattr(stored, settled.rule.value))
    if reason not in said.split("\n\n"):
        text = f"{said.rstrip()}\n\n{reason}" if said.strip() else reason
        EditCode(stored.id, {settled.rule.value: text}, reason).apply(writer)
