"""What the journal tells of the coding scheme: its rows as they were, and the acts that made them so."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from core.model.ids import CodeId, StepId, VersionId
from core.model.scheme import Scheme
from core.queries.schemes import scheme_of
from core.storage.driver import Database

# exactly the words of the index `change_scheme`, or SQLite would read the whole journal
_OF_THE_SCHEME = "change.table_name IN ('codebook_version', 'family', 'code')"


@dataclass(frozen=True, slots=True)
class Touch:
    """A row of the scheme that an act changed which holds: it was not undone, or was done again.

    `step` is where the change stands in the journal, `act` the step that first made it: another one
    where it was undone and redone. `at`, `coder` (a name) and `reason` are the act's.
    """

    step: StepId
    act: StepId
    title: str
    at: str
    coder: str | None
    reason: str
    table: str
    row: int
    guid: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def parts(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that differ, each with its language; `("", "")` for a row made or removed."""
        if self.before is None or self.after is None:
            yield "", ""
            return
        for column, value in self.after.items():
            if value == self.before[column]:
                continue
            if column == "names":
                yield from (("name", language) for language in _differing(self.before[column], value))
            elif column == "texts":
                yield from _differing_texts(self.before[column], value)
            else:
                yield column, ""

    def value(self, field: str, language: str) -> tuple[str, str]:
        """Return what the row said there before and after; for rows that were there all along."""
        was, became = self.before or {}, self.after or {}
        if not language:
            return str(was[field]), str(became[field])
        column = "names" if field == "name" else "texts"
        old, new = json.loads(was[column]), json.loads(became[column])
        if field != "name":
            old, new = old.get(field, {}), new.get(field, {})
        return old.get(language, ""), new.get(language, "")


def scheme_before(db: Database, step: StepId) -> Scheme:
    """Return the scheme as it was just before a step, by taking back all that was done since."""
    return scheme_of(_rows_before(db, "family", step), _rows_before(db, "code", step))


def touches(db: Database, code: CodeId | None = None) -> list[Touch]:
    """Return what acts that hold did to the scheme, oldest first; of one code's row, or of all rows."""
    rows = db.execute(
        f"""
        SELECT change.step, change.table_name, change.row, change.guid, change.before, change.after
        FROM change
        WHERE {_OF_THE_SCHEME} {"" if code is None else "AND change.table_name = 'code' AND change.row = ?"}
        ORDER BY change.step, change.seq
        """,
        () if code is None else (code,),
    ).fetchall()
    acts = _acts_that_hold(db, (row[0] for row in rows))
    told = _told(db, acts.values())
    return [
        Touch(step, acts[step], *told[acts[step]], table, key, guid, _loaded(before), _loaded(after))
        for step, table, key, guid, before, after in rows
        if step in acts
    ]


def made_since(db: Database, step: StepId, codings: Collection[int]) -> frozenset[int]:
    """Return those of the codings that an act after a step made."""
    return _acted_on_since(db, step, codings, "(change.before IS NULL OR change.after IS NULL)")


def given_another_code_since(db: Database, step: StepId, codings: Collection[int]) -> frozenset[int]:
    """Return those of the codings that a coder gave their code in place of another, in an act after a step.

    Such an act says under which version; one that merges codes does not, for nobody judged the text again.
    """
    is_judged_again = "change.before IS NOT NULL AND json_extract(change.after, '$.version') IS NOT NULL"
    return _acted_on_since(db, step, codings, is_judged_again)


def _acted_on_since(db: Database, step: StepId, codings: Collection[int], how: str) -> frozenset[int]:
    rows = db.execute(
        f"""
        SELECT change.step, change.row FROM change
        WHERE change.step > ? AND change.table_name = 'coding'
        AND change.row IN (SELECT value FROM json_each(?)) AND {how}
        """,
        (step, json.dumps(list(codings))),
    ).fetchall()
    acts = _acts_that_hold(db, (at for at, _ in rows))
    return frozenset(row for at, row in rows if at in acts)


def _acts_that_hold(db: Database, steps: Iterable[StepId]) -> dict[StepId, StepId]:
    """Return which of the steps hold, after all that undid and redid them; see `holding`."""
    rows = db.execute(
        """
        WITH RECURSIVE told (id, undoes) AS (
            SELECT id, undoes FROM step WHERE id IN (SELECT value FROM json_each(?))
            UNION SELECT step.id, step.undoes FROM step JOIN told ON step.undoes = told.id
        ) SELECT id, undoes FROM told ORDER BY id
        """,
        (json.dumps(sorted(set(steps))),),
    )
    return holding(rows)


def holding(steps: Iterable[tuple[StepId, StepId | None]]) -> dict[StepId, StepId]:
    """Return the steps whose changes hold, each with the act it does.

    Steps come in order, with what each undoes. An undo ends what its act did, and a redo, which undoes the
    undo, brings it again.
    """
    acts: dict[StepId, StepId] = {}
    last: dict[StepId, StepId] = {}
    for step, undoes in steps:
        act = acts[step] = step if undoes is None else acts.get(undoes, undoes)
        if last.pop(act, None) is None:
            last[act] = step
    return {step: act for act, step in last.items()}


def openings(db: Database) -> dict[VersionId, StepId]:
    """Return the step that opened each codebook version; the last one, where it was undone and redone."""
    rows = db.execute(
        f"""
        SELECT change.row, max(change.step) FROM change
        WHERE {_OF_THE_SCHEME} AND change.table_name = 'codebook_version' AND change.before IS NULL
        GROUP BY change.row
        """
    )
    return {VersionId(row): StepId(step) for row, step in rows}


def release_of(db: Database, version: VersionId) -> StepId | None:
    """Return the step that released a version, if any did."""
    [found] = db.execute(
        f"""
        SELECT max(change.step) FROM change
        WHERE {_OF_THE_SCHEME} AND change.table_name = 'codebook_version' AND change.row = ?
        AND json_extract(change.after, '$.released') IS NOT NULL
        """,
        (version,),
    ).fetchone()
    return found if found is None else StepId(found)


def closings(
    db: Database, codes: Collection[CodeId], column: Literal["is_active", "is_codable"]
) -> dict[CodeId, tuple[StepId, str]]:
    """Return since when codes cannot be given, as far as the journal knows: the step, and the act's time.

    It is the last act that set the column to 0 and holds, else the one that made the code so.
    """
    rows = db.execute(
        f"""
        SELECT change.row, change.step, json_extract(change.after, '$.{column}') FROM change
        WHERE {_OF_THE_SCHEME} AND change.table_name = 'code'
        AND change.row IN (SELECT value FROM json_each(?))
        AND json_extract(ifnull(change.after, change.before), '$.{column}') IS NOT NULL
        ORDER BY change.step, change.seq
        """,
        (json.dumps(list(codes)),),
    ).fetchall()
    # an undo is known by the act that it undoes, so all acts on the column are asked for
    acts = _acts_that_hold(db, (step for _, step, _ in rows))
    times = {act: at for act, (_, at, *_) in _told(db, acts.values()).items()}
    # a code is made once, so any act that closed it since comes later
    last = {CodeId(row): step for row, step, value in rows if step in acts and value == 0}
    return {code: (step, times[acts[step]]) for code, step in last.items()}


def _rows_before(db: Database, table: str, step: StepId) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {row["id"]: row for row in db.query(f"SELECT * FROM {table}")}
    done_since = db.execute(
        f"""
        SELECT change.row, change.before, change.after FROM change
        WHERE {_OF_THE_SCHEME} AND change.table_name = ? AND change.step >= ?
        ORDER BY change.step DESC, change.seq DESC
        """,
        (table, step),
    )
    for key, before, after in done_since:
        if before is None:
            del rows[key]
        elif after is None:
            rows[key] = json.loads(before)
        else:
            rows[key].update(json.loads(before))
    return list(rows.values())


def _told(db: Database, acts: Iterable[StepId]) -> dict[StepId, tuple[str, str, str | None, str]]:
    """Return title, time, coder and reason of acts."""
    rows = db.execute(
        """
        SELECT step.id, step.title, step.at, coder.name, step.reason
        FROM step LEFT JOIN coder ON coder.guid = step.coder
        WHERE step.id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(acts)),),
    )
    return {StepId(row[0]): tuple(row[1:]) for row in rows}


def _differing(before: str, after: str) -> list[str]:
    """Return the languages in which two texts of JSON, by language, do not say the same."""
    old, new = json.loads(before), json.loads(after)
    return [language for language in sorted({*old, *new}) if old.get(language, "") != new.get(language, "")]


def _differing_texts(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = json.loads(before), json.loads(after)
    for field in sorted({*old, *new}):
        said, says = old.get(field, {}), new.get(field, {})
        for language in sorted({*said, *says}):
            if said.get(language, "") != says.get(language, ""):
                yield field, language


def _loaded(text: str | None) -> Mapping[str, Any] | None:
    values: Mapping[str, Any] | None = None if text is None else json.loads(text)
    return values
