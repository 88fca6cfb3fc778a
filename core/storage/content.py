"""Texts and originals, kept once each under their SHA-256, apart from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from core.errors import ProjectUnavailable
from core.storage.driver import Database


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def store(db: Database, contents: Iterable[tuple[str, bytes]]) -> None:
    """Keep each `(sha256, data)`; what is there already stays as it is."""
    db.conn.executemany("INSERT OR IGNORE INTO content (sha256, data) VALUES (?, ?)", contents)


def load(db: Database, name: str) -> bytes:
    """Return the bytes kept under this SHA-256."""
    row = db.execute("SELECT data FROM content WHERE sha256 = ?", (name,)).fetchone()
    if row is None:
        raise ProjectUnavailable(
            "The project lacks a text it should hold ({sha256}…). "
            "Run 'glossator check', and open your last copy.",
            sha256=name[:12],
        )
    return bytes(row[0])
