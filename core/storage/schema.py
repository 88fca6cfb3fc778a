"""The tables of a project file, and how older files become new ones.

Every table that holds research has an integer key and a GUID. Keys are never used twice
(`AUTOINCREMENT`), so a key in the journal names one row for good. Every foreign key is indexed and
restricts deletes: a cascade would escape the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.storage.driver import Database

# "GLOS": stands in the file's header, so a foreign SQLite file is known before it is opened
APPLICATION_ID = 0x474C4F53
SCHEMA_VERSION = 3

RESEARCH_TABLES = (
    "project",
    "coder",
    "codebook_version",
    "family",
    "code",
    "source",
    "revision",
    "not_codable",
    "coding",
    "status",
    "memo",
    "decision",
)

_SCHEMA = """
CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

CREATE TABLE coder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'program', 'consensus')),
    letter TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

-- the scheme is always in a version; once one is closed, `snapshot` names its scheme in `content`
CREATE TABLE codebook_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL UNIQUE,
    opened TEXT NOT NULL,
    released TEXT,
    note TEXT NOT NULL DEFAULT '',
    snapshot TEXT
) STRICT;

CREATE TABLE family (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scale TEXT NOT NULL CHECK (scale IN ('nominal', 'ordinal')),
    is_exclusive INTEGER NOT NULL CHECK (is_exclusive IN (0, 1)),
    position INTEGER NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    names TEXT NOT NULL DEFAULT '{}',
    texts TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE code (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    family INTEGER NOT NULL REFERENCES family (id) ON DELETE RESTRICT,
    parent INTEGER REFERENCES code (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES codebook_version (id) ON DELETE RESTRICT,
    is_codable INTEGER NOT NULL DEFAULT 1 CHECK (is_codable IN (0, 1)),
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    shortcut TEXT NOT NULL DEFAULT '',
    short TEXT NOT NULL DEFAULT '',
    definition TEXT NOT NULL DEFAULT '',
    include TEXT NOT NULL DEFAULT '',
    exclude TEXT NOT NULL DEFAULT '',
    typical TEXT NOT NULL DEFAULT '',
    borderline TEXT NOT NULL DEFAULT '',
    typical_coding INTEGER REFERENCES coding (id) ON DELETE RESTRICT,
    borderline_coding INTEGER REFERENCES coding (id) ON DELETE RESTRICT,
    source TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '[]',
    names TEXT NOT NULL DEFAULT '{}',
    texts TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX code_family ON code (family);
CREATE INDEX code_parent ON code (parent);
CREATE INDEX code_version ON code (version);
CREATE INDEX code_typical_coding ON code (typical_coding);
CREATE INDEX code_borderline_coding ON code (borderline_coding);

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    created TEXT NOT NULL
) STRICT;

-- texts and originals lie in `content`, named by their SHA-256; a revision is never altered
CREATE TABLE revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL,
    characters INTEGER NOT NULL CHECK (characters > 0),
    text_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    encoding TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    UNIQUE (source, number)
) STRICT;

CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE not_codable (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE RESTRICT,
    start INTEGER NOT NULL CHECK (start >= 0),
    end INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    CHECK (end > start)
) STRICT;
CREATE INDEX not_codable_revision ON not_codable (revision);

CREATE TABLE coding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE RESTRICT,
    coder INTEGER NOT NULL REFERENCES coder (id) ON DELETE RESTRICT,
    code INTEGER NOT NULL REFERENCES code (id) ON DELETE RESTRICT,
    start INTEGER NOT NULL CHECK (start >= 0),
    end INTEGER NOT NULL,
    is_unsure INTEGER NOT NULL DEFAULT 0 CHECK (is_unsure IN (0, 1)),
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES codebook_version (id) ON DELETE RESTRICT,
    CHECK (end > start),
    UNIQUE (revision, start, end, code, coder)
) STRICT;
CREATE INDEX coding_coder ON coding (coder);
CREATE INDEX coding_code ON coding (code, coder);
CREATE INDEX coding_version ON coding (version);

CREATE TABLE status (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    coder INTEGER NOT NULL REFERENCES coder (id) ON DELETE RESTRICT,
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    family INTEGER NOT NULL REFERENCES family (id) ON DELETE RESTRICT,
    state TEXT NOT NULL CHECK (state IN ('not-started', 'in-progress', 'done')),
    version INTEGER NOT NULL REFERENCES codebook_version (id) ON DELETE RESTRICT,
    modified TEXT NOT NULL,
    UNIQUE (coder, source, family)
) STRICT;
CREATE INDEX status_source ON status (source);
CREATE INDEX status_family ON status (family);
CREATE INDEX status_version ON status (version);

-- about one thing; about nothing in particular, it is about the project
CREATE TABLE memo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('analytic', 'methodological', 'reflexive', 'question')),
    text TEXT NOT NULL,
    coder INTEGER REFERENCES coder (id) ON DELETE RESTRICT,
    source INTEGER REFERENCES source (id) ON DELETE RESTRICT,
    code INTEGER REFERENCES code (id) ON DELETE RESTRICT,
    coding INTEGER REFERENCES coding (id) ON DELETE RESTRICT,
    revision INTEGER REFERENCES revision (id) ON DELETE RESTRICT,
    start INTEGER,
    end INTEGER,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    CHECK ((source IS NOT NULL) + (code IS NOT NULL) + (coding IS NOT NULL) + (revision IS NOT NULL) <= 1),
    CHECK ((revision IS NULL) = (start IS NULL) AND (revision IS NULL) = (end IS NULL)),
    CHECK (revision IS NULL OR (start >= 0 AND end > start))
) STRICT;
CREATE INDEX memo_coder ON memo (coder);
CREATE INDEX memo_source ON memo (source);
CREATE INDEX memo_code ON memo (code);
CREATE INDEX memo_coding ON memo (coding);
CREATE INDEX memo_revision ON memo (revision);

-- the journal: append-only; `coder` is a GUID, for a step outlives the coder it names
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    coder TEXT,
    at TEXT NOT NULL,
    undoes INTEGER REFERENCES step (id) ON DELETE RESTRICT,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX step_undoes ON step (undoes);

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step (id) ON DELETE RESTRICT,
    seq INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    guid TEXT NOT NULL,
    row INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_step ON change (step, seq);
"""

# The history of the scheme is a few rows among those of a hundred thousand codings
_INDEX_OF_THE_SCHEME = """
CREATE INDEX change_scheme ON change (table_name, row)
WHERE table_name IN ('codebook_version', 'family', 'code')
"""

# how a place was settled. `coders`, `codings` and `made` are lists of GUIDs as JSON: who judged the place,
# what they gave there, and what came into the consensus. They outlive the rows they name, and so tell
# what has changed; `fingerprint` says what these codings said then. `kind` is NULL for an agreement
_DECISIONS = """
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL UNIQUE,
    family INTEGER NOT NULL REFERENCES family (id) ON DELETE RESTRICT,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE RESTRICT,
    start INTEGER NOT NULL CHECK (start >= 0),
    end INTEGER NOT NULL,
    place TEXT NOT NULL UNIQUE,
    kind TEXT CHECK (kind IN ('code', 'missing', 'boundary')),
    how TEXT NOT NULL CHECK (how IN ('taken', 'union', 'intersection', 'extent', 'other code', 'none')),
    taken_from INTEGER REFERENCES coder (id) ON DELETE RESTRICT,
    reason TEXT NOT NULL DEFAULT '',
    cause TEXT CHECK (cause IN ('slip', 'rule gap', 'boundary', 'ambiguous text', 'translation')),
    version INTEGER NOT NULL REFERENCES codebook_version (id) ON DELETE RESTRICT,
    created TEXT NOT NULL,
    coder INTEGER REFERENCES coder (id) ON DELETE RESTRICT,
    coders TEXT NOT NULL,
    codings TEXT NOT NULL,
    made TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    CHECK (end > start),
    CHECK ((how = 'taken') = (taken_from IS NOT NULL))
) STRICT;
CREATE INDEX decision_family ON decision (family);
CREATE INDEX decision_revision ON decision (revision);
CREATE INDEX decision_taken_from ON decision (taken_from);
CREATE INDEX decision_version ON decision (version);
CREATE INDEX decision_coder ON decision (coder);
"""


def _add_translations_and_reasons(db: Database) -> None:
    """From 1 to 2: rules in several languages, a reason with each step, and the scheme's history at hand."""
    for table in ("family", "code"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN texts TEXT NOT NULL DEFAULT '{{}}'")
    db.execute("ALTER TABLE step ADD COLUMN reason TEXT NOT NULL DEFAULT ''")
    db.execute(_INDEX_OF_THE_SCHEME)


def _add_decisions(db: Database) -> None:
    """From 2 to 3: how disagreements were settled."""
    for statement in statements(_DECISIONS):
        db.execute(statement)


# the version a file has -> what makes it the next one; runs inside the opening transaction
MIGRATIONS: Mapping[int, Callable[[Database], None]] = {
    1: _add_translations_and_reasons,
    2: _add_decisions,
}


def statements(script: str) -> list[str]:
    """Cut a script of our own into statements; `executescript` would commit between them."""
    return [part for part in script.split(";\n") if part.strip()]


def create_schema(db: Database) -> None:
    """Make all tables of the newest schema in an empty file; the caller holds the transaction."""
    for statement in statements(_SCHEMA + _DECISIONS):
        db.execute(statement)
    db.execute(_INDEX_OF_THE_SCHEME)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(db: Database, version: int) -> None:
    """Bring tables of `version` to `SCHEMA_VERSION`, one migration after another."""
    for step in range(version, SCHEMA_VERSION):
        MIGRATIONS[step](db)
        db.execute(f"PRAGMA user_version = {step + 1}")
