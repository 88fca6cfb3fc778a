"""Looking for what should never be: faults in a project file."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from core.model.scheme import name_key, on_circles
from core.storage.driver import Database


def faults(db: Database) -> list[str]:
    """Return one sentence for each fault; none for a sound project."""
    broken = [str(row[0]) for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if broken:
        return broken
    looks = (_dangling, _texts, _versions, _outside, _scheme, _decisions, _journal)
    return [fault for look in looks for fault in look(db)]


def _dangling(db: Database) -> Iterator[str]:
    for table, row, other, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row} refers to a {other} that is not there"


def _texts(db: Database) -> Iterator[str]:
    rows = db.execute(
        """
        SELECT source.name, revision.number, revision.characters, revision.text_sha256, revision.sha256
        FROM revision JOIN source ON source.id = revision.source ORDER BY source.position, revision.number
        """
    )
    for name, number, characters, text_name, original_name in rows.fetchall():
        text, original = _content(db, text_name), _content(db, original_name)
        which = f"{name}, revision {number}"
        if text is None or sha256(text).hexdigest() != text_name:
            yield f"{which}: the text is missing or is not what was imported"
        elif len(text.decode("utf-8")) != characters:
            yield f"{which}: the text does not have the {characters} characters it should"
        if original is None or sha256(original).hexdigest() != original_name:
            yield f"{which}: the original file is missing or is not what was imported"


def _versions(db: Database) -> Iterator[str]:
    rows = db.execute(
        "SELECT number, snapshot FROM codebook_version WHERE snapshot IS NOT NULL ORDER BY number"
    )
    for number, name in rows.fetchall():
        kept = _content(db, name)
        if kept is None or sha256(kept).hexdigest() != name:
            yield f"codebook version {number}: the scheme that was kept is missing or has changed"


def _content(db: Database, name: str) -> bytes | None:
    row = db.execute("SELECT data FROM content WHERE sha256 = ?", (name,)).fetchone()
    return None if row is None else bytes(row[0])


def _outside(db: Database) -> Iterator[str]:
    for table in ("coding", "not_codable", "memo", "decision"):
        rows = db.execute(
            f"""
            SELECT {table}.guid, source.name, {table}.start, {table}.end, revision.characters
            FROM {table} JOIN revision ON revision.id = {table}.revision
            JOIN source ON source.id = revision.source
            WHERE {table}.end > revision.characters ORDER BY {table}.id
            """
        )
        for guid, name, start, end, characters in rows:
            yield f"{table} {guid} at {start}–{end} lies outside {name}, which has {characters} characters"


def _scheme(db: Database) -> Iterator[str]:
    """Find codes below others of another family, circles of parents, and names borne twice."""
    families = {key: str(name) for key, name in db.execute("SELECT id, name FROM family ORDER BY id")}
    codes = db.execute("SELECT id, family, parent, name FROM code ORDER BY id").fetchall()
    homes = {key: family for key, family, _, _ in codes}
    parents = {key: parent for key, _, parent, _ in codes if parent is not None}
    circling = on_circles(parents)
    met: dict[tuple[int, str], str] = {}
    for key, family, parent, name in codes:
        if parent is not None and homes.get(parent, family) != family:
            yield f"the code {name} stands below one of another family"
        if key in circling:
            yield f"the code {name} is its own parent, by way of others"
        if (other := met.get((family, name_key(name)))) is not None:
            yield f"the family {families.get(family, family)} has two codes by one name: {other} and {name}"
        met[family, name_key(name)] = name
    known: dict[str, str] = {}
    for name in families.values():
        if (other := known.get(name_key(name))) is not None:
            yield f"two families bear one name: {other} and {name}"
        known[name_key(name)] = name


def _decisions(db: Database) -> Iterator[str]:
    """Find decisions that claim to have made what one of the coders gave."""
    rows = db.execute(
        """
        SELECT decision.guid, coding.guid, coder.name FROM decision, json_each(decision.made) AS made
        JOIN coding ON coding.guid = made.value JOIN coder ON coder.id = coding.coder
        WHERE coder.kind <> 'consensus' ORDER BY decision.id, coding.id
        """
    )
    for guid, coding, name in rows:
        yield f"decision {guid} made the coding {coding}, which is not of the consensus but of {name}"


def _journal(db: Database) -> Iterator[str]:
    """Compare the rows that are there with those the journal says were made and not removed."""
    from_journal = """
        SELECT table_name, row, max(step), sum((before IS NULL) - (after IS NULL)) AS living
        FROM change GROUP BY table_name, row
    """
    living: dict[str, set[int]] = {}
    for table, row, _, alive in db.execute(from_journal):
        if alive:
            living.setdefault(table, set()).add(row)
    for (table,) in db.execute("SELECT DISTINCT table_name FROM change ORDER BY table_name").fetchall():
        there = {row[0] for row in db.execute(f"SELECT id FROM {table}")}
        for row in sorted(there ^ living.get(table, set())):
            yield f"{table} {row} is {'not in the journal' if row in there else 'gone without a step'}"
