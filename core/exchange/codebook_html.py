"""The codebook as a page to read, print and hand to coders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.exchange.pages import Swatch, date_in_words, render, swatch
from core.exchange.saving import saving_text
from core.model.ids import CodeId
from core.model.scheme import Code, Family, Scale
from core.queries.history import last_changed
from core.queries.projects import project
from core.queries.schemes import newest_version, scheme
from core.storage.driver import Database

_RULE = (
    ("Definition", "definition"),
    ("Include", "include"),
    ("Exclude", "exclude"),
    ("Typical example", "typical"),
    ("Borderline example", "borderline"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A code on the page: its number in its chapter, how deep it lies, its look and its rule."""

    code: Code
    number: str
    depth: int
    swatch: Swatch
    rule: tuple[tuple[str, str], ...]
    rank: int | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A family on the page."""

    family: Family
    number: int
    is_ordinal: bool
    entries: tuple[Entry, ...]


def export_codebook_page(db: Database, path: Path) -> int:
    """Write the codebook as HTML; returns how many codes."""
    page = codebook_page(db)
    with saving_text(path) as stream:
        stream.write(page)
    return len(scheme(db).codes)


def codebook_page(db: Database) -> str:
    """Return the page. Its date is that of the project's last step, so the same project gives the same."""
    whole = scheme(db)
    version = newest_version(db)
    return render(
        "codebook.html",
        project=project(db),
        chapters=[
            _chapter(family, number, whole.codes_of(family.id))
            for number, family in enumerate(whole.families, 1)
        ],
        codes=len(whole.codes),
        version=version,
        released=date_in_words(version.released) if version.released else None,
        as_of=date_in_words(last_changed(db)),
    )


def _chapter(family: Family, number: int, codes: list[Code]) -> Chapter:
    is_ordinal = family.scale is Scale.ORDINAL
    below: dict[CodeId | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    ranked = [code.id for code in codes if code.is_codable and code.is_active] if is_ordinal else []
    ranks = {key: rank for rank, key in enumerate(ranked, 1)}
    return Chapter(family, number, is_ordinal, tuple(_entries(below, None, str(number), ranks)))


def _entries(
    below: Mapping[CodeId | None, list[Code]],
    parent: CodeId | None,
    number: str,
    ranks: Mapping[CodeId, int],
) -> Iterator[Entry]:
    for place, code in enumerate(below.get(parent, []), 1):
        own = f"{number}.{place}"
        rule = tuple((label, getattr(code, field)) for label, field in _RULE if getattr(code, field).strip())
        yield Entry(code, own, own.count("."), swatch(code.colour), rule, ranks.get(code.id))
        yield from _entries(below, code.id, own, ranks)
